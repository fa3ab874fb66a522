// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/checks/report.hpp>
#include <baoxue/policy/parameter_value.hpp>
#include <baoxue/policy/walk.hpp>

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace baoxue::detail {

[[nodiscard]] inline std::string text_of(const std::optional<parameter_value>& v) {
    return v ? "`" + text_of(*v) + "`" : "unspecified";
}

/// Parameters of one text of a clause that share a name are one parameter, in all its readings: they share the value.
/// Another text of the clause has parameters of its own.
inline void check_parameters(const policy& p, const unread_values& unread, problem_list& out) {
    for_each_clause(p, [&](const clause& c, const std::string& clause_pointer) {
        std::map<std::string, std::pair<std::optional<parameter_value>, std::string>> seen;
        for_each_rule(c, clause_pointer, [&](const rule& r, const reading&, const std::string& rule_pointer) {
            walk_leaves(r, rule_pointer, [&](const auto& leaf, const std::string& at) {
                if constexpr (is_param<std::remove_cvref_t<decltype(leaf)>>::value) {
                    if (unread.touch(at))
                        return;
                    if (!only_of(leaf.name, "_", false))
                        report(out, at + "/name", "name " + in_backquotes(leaf.name) + " is not lower snake case");
                    std::optional<parameter_value> value;
                    if (leaf.value)
                        value = carried(*leaf.value);
                    const auto [it, is_new] = seen.try_emplace(leaf.name, value, at);
                    if (!is_new && it->second.first != value)
                        report(out, at,
                               "parameter `" + c.id + "." + leaf.name + "` is " + text_of(value) + " here and " +
                                   text_of(it->second.first) + " at " + it->second.second +
                                   ", give one of them another `name`");
                }
            });
        });
    });
}

}  // namespace baoxue::detail
