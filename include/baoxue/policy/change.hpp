// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/check.hpp>

#include <algorithm>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace baoxue {

/// A value for a parameter by its full name: clause id, dot, name, as in `2.2.2.6i.within`.
struct named_value {
    std::string name;
    std::variant<std::int32_t, ratio> value;
};

/// The same policy with other values. A parameter that readings of a clause share changes in all of them.
/// \throws policy_error for names that no parameter has and for values that it cannot have
[[nodiscard]] inline policy with_values(policy p, std::span<const named_value> values) {
    std::vector<std::string> names;
    std::vector<bool> found(values.size(), false);
    std::vector<problem> problems;
    for_each_clause(p, [&](clause& c, const std::string& clause_pointer) {
        for_each_rule(c, clause_pointer, [&](rule& r, reading&, const std::string& at) {
            walk_leaves(r, at, [&](auto& leaf, const std::string& pointer) {
                using leaf_type = std::remove_cvref_t<decltype(leaf)>;
                if constexpr (detail::is_param<leaf_type>::value) {
                    names.push_back(c.id + "." + leaf.name);
                    for (std::size_t i = 0; i < values.size(); ++i) {
                        if (values[i].name != names.back())
                            continue;
                        found[i] = true;
                        using value_type = typename decltype(leaf.value)::value_type;
                        if (const auto* v = std::get_if<value_type>(&values[i].value))
                            leaf.value = *v;
                        else
                            detail::report(problems, pointer,
                                           "parameter `" + names.back() + "` is " +
                                               (std::is_same_v<value_type, ratio> ? "a share: give a ratio"
                                                                                  : "an integer: give an integer"));
                    }
                }
            });
        });
    });
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!found[i])
            detail::report(problems, {},
                           "unknown parameter " + in_backquotes(values[i].name) + did_you_mean(values[i].name, names));
    auto rest = check_structure(p);
    problems.insert(problems.end(), rest.begin(), rest.end());
    refuse_problems(p, std::move(problems));
    return p;
}

/// The same policy with another reading chosen for a clause.
/// \throws policy_error for a clause or reading that there is not
[[nodiscard]] inline policy with_reading(policy p, std::string_view clause_id, std::string_view reading_id) {
    std::vector<std::string> clauses;
    bool found = false;
    for_each_clause(p, [&](clause& c, const std::string&) {
        clauses.push_back(c.id);
        if (c.id != clause_id)
            return;
        found = true;
        c.chosen = reading_id;
    });
    std::vector<problem> problems;
    if (!found)
        detail::report(problems, {}, "unknown clause " + in_backquotes(clause_id) + did_you_mean(clause_id, clauses));
    auto rest = check_structure(p);
    problems.insert(problems.end(), rest.begin(), rest.end());
    refuse_problems(p, std::move(problems));
    return p;
}

}  // namespace baoxue
