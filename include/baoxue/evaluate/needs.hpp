// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/district.hpp>
#include <baoxue/policy/bound.hpp>

#include <algorithm>

namespace baoxue {

/// Whether a need of a pupil is flagged on a day.
[[nodiscard]] inline bool is_flagged(const district& d, code student, word_code need, date on) {
    const auto& n = d.needs;
    for (auto i = n.first(student); i < n.end(student) && n.from[i] <= on; ++i)
        if (n.need[i] == need && on <= n.until[i])
            return true;
    return false;
}

/// Whether a condition on needs holds for a pupil on a day: one of `any_of`, or all of `all_of`.
[[nodiscard]] inline bool holds(const bound_need& condition, const district& d, code student, date on) {
    const auto flagged = [&](word_code need) { return is_flagged(d, student, need, on); };
    return std::any_of(condition.any_of.begin(), condition.any_of.end(), flagged) ||
           (!condition.all_of.empty() && std::all_of(condition.all_of.begin(), condition.all_of.end(), flagged));
}

/// Whether it can be known whom a rule means by needs. Without a needs table nobody is flagged, and nobody is known not
/// to be.
[[nodiscard]] inline bool knows_needs(const bound_scope& scope, const district& d) {
    return scope.unless.empty() || d.is_given(table_name::needs);
}

/// Whether a rule means a pupil by the needs that it asks for, or that keep it away, as far as is known.
[[nodiscard]] inline bool needs_fit(const bound_scope& scope, const district& d, code student, date on) {
    const auto here = [&](const bound_need& n) { return holds(n, d, student, on); };
    return knows_needs(scope, d) && std::all_of(scope.needs.begin(), scope.needs.end(), here) &&
           std::none_of(scope.unless.begin(), scope.unless.end(), here);
}

}  // namespace baoxue
