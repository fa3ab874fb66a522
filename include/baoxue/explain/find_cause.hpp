// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/spells.hpp>
#include <baoxue/facts/district.hpp>
#include <baoxue/findings/findings.hpp>
#include <baoxue/policy/bind.hpp>
#include <baoxue/policy/policy.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// Where a row of a table as given stands among a pupil's rows; nothing where it is none of them.
template <class Columns>
[[nodiscard]] std::optional<std::size_t> position_of(const Columns& of, code student, std::int64_t row) {
    if (student == no_code)
        return std::nullopt;
    for (auto i = of.first(student); i < of.end(student); ++i)
        if (of.row[i] == row)
            return i;
    return std::nullopt;
}

/// The first cause in a table; nothing where none is.
[[nodiscard]] inline std::optional<std::int64_t> cause_in(std::span<const cause> causes, table_name t) {
    for (const auto& c : causes)
        if (c.table == t)
            return c.row;
    return std::nullopt;
}

/// A policy's procedures and nothing else: what statuses rest on.
[[nodiscard]] inline policy only_procedures(const policy& p) {
    policy out{p.id, {}, p.words};
    for (const auto& layer : p.layers) {
        layer_of_clauses kept{layer.id, layer.title, {}, {}};
        for (const auto& c : layer.clauses)
            if (std::any_of(c.governing().rules.begin(), c.governing().rules.end(),
                            [](const rule& r) { return std::holds_alternative<procedure>(r.is); }))
                kept.clauses.push_back(c);
        out.layers.push_back(std::move(kept));
    }
    return out;
}

/// The steps of one procedure for one transfer: each with its day, or without one where it is missing.
struct transfer_steps {
    std::vector<std::pair<word_code, std::optional<date>>> steps;
    [[nodiscard]] bool is_complete() const { return !steps.empty() && steps.back().second.has_value(); }
};

/// What has been done of a transfer, by each procedure that means it. Each step's day is that of the procedure cut off
/// after it, as the evaluation finds it.
[[nodiscard]] inline std::vector<transfer_steps> list_steps(const policy& p, const district& d, date as_of,
                                                            code student, std::size_t transfer) {
    std::vector<transfer_steps> out;
    if (!d.is_given(table_name::acts))
        return out;
    const auto own = only_procedures(p);
    const auto bound = bind(own, d);
    const pupil_view pupil{d, student, as_of};
    const date left = d.transfers.left_on[transfer];
    for (const auto& b : bound.procedures) {
        if (!b.in_force.on(left) || !means(b.scope, *pupil.facts, pupil.unit(left - day_count{1})))
            continue;
        transfer_steps found;
        const std::span<const word_code> all{b.steps};
        for (std::size_t n = 1; n <= all.size(); ++n)
            found.steps.emplace_back(all[n - 1], last_step(d, d.transfers.id[transfer], all.first(n), as_of));
        out.push_back(std::move(found));
    }
    return out;
}

}  // namespace baoxue::detail
