// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/change.hpp>
#include <baoxue/policy/check.hpp>
#include <baoxue/policy/set_parameter.hpp>
#include <baoxue/policy/walk.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace baoxue {

namespace detail {

template <class T>
[[nodiscard]] bool same_value(const std::optional<T>& a, const std::optional<T>& b) {
    if constexpr (std::is_same_v<T, ratio>)
        return a && b ? compare_share(a->numerator, a->denominator, *b) == 0 : !a && !b;
    else
        return a == b;
}

}  // namespace detail

BAOXUE_DECL policy with_values(policy p, std::span<const named_value> values) {
    std::vector<std::string> names;
    std::vector<bool> found(values.size(), false);
    std::vector<problem> problems;
    std::map<std::string, std::string> changed;  // pointer of each parameter that was set -> its full name
    for_each_clause(p, [&](clause& c, const std::string& clause_pointer) {
        for_each_rule(c, clause_pointer, [&](rule& r, reading&, const std::string& at) {
            walk_leaves(r, at, [&](auto& leaf, const std::string& pointer) {
                if constexpr (detail::is_param<std::remove_cvref_t<decltype(leaf)>>::value) {
                    names.push_back(c.id + "." + leaf.name);
                    for (std::size_t i = 0; i < values.size(); ++i) {
                        if (values[i].name != names.back())
                            continue;
                        found[i] = true;
                        changed.emplace(pointer, names.back());
                        const auto before = leaf.value;
                        auto wrong = detail::set_parameter(leaf, names.back(), values[i].value);
                        leaf.settled = leaf.settled || !detail::same_value(leaf.value, before);
                        if (!wrong.empty())
                            detail::report(problems, pointer, std::move(wrong));
                    }
                }
            });
        });
    });
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!found[i])
            detail::report(problems, {},
                           "unknown parameter " + in_backquotes(values[i].name) + did_you_mean(values[i].name, names));
    for (auto& wrong : check_structure(p)) {
        const auto within = [&](const auto& set) {
            return wrong.pointer == set.first || wrong.pointer.starts_with(set.first + "/");
        };
        const auto at = std::find_if(changed.begin(), changed.end(), within);
        if (at != changed.end()) {  // it is known by its name, and may stand in several places
            wrong.message = "parameter `" + at->second + "`: " + wrong.message;
            wrong.pointer.clear();
        }
        if (std::find(problems.begin(), problems.end(), wrong) == problems.end())
            problems.push_back(std::move(wrong));
    }
    refuse_problems(p, std::move(problems));
    return p;
}

BAOXUE_DECL policy with_reading(policy p, std::string_view clause_id, std::string_view reading_id) {
    std::vector<std::string> clauses;
    std::vector<std::string_view> readings;
    std::string first;  // pointer of the clause's first text
    bool found = false;
    for_each_clause(p, [&](clause& c, const std::string& at) {
        clauses.push_back(c.id);
        if (c.id != clause_id)
            return;
        if (readings.empty())
            first = at;
        for (const auto& r : c.readings) {
            readings.push_back(r.id);
            if (r.id != reading_id)
                continue;
            found = true;
            c.chosen = reading_id;
        }
    });
    std::vector<problem> problems;
    if (readings.empty())
        detail::report(problems, {}, "unknown clause " + in_backquotes(clause_id) + did_you_mean(clause_id, clauses));
    else if (!found)
        detail::report(problems, first + "/chosen", detail::unknown_reading(reading_id, readings));
    auto rest = check_structure(p);
    problems.insert(problems.end(), rest.begin(), rest.end());
    refuse_problems(p, std::move(problems));
    return p;
}

}  // namespace baoxue
