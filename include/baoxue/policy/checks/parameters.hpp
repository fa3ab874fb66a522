// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/checks/report.hpp>
#include <baoxue/policy/walk.hpp>

#include <map>
#include <string>
#include <variant>

namespace baoxue::detail {

using parameter_value = std::variant<std::monostate, std::int32_t, ratio>;

template <class T>
[[nodiscard]] parameter_value value_of(const param<T>& p) {
    return p.value ? parameter_value{*p.value} : parameter_value{};
}

[[nodiscard]] inline std::string text_of(const parameter_value& v) {
    if (const auto* n = std::get_if<std::int32_t>(&v))
        return "`" + std::to_string(*n) + "`";
    if (const auto* r = std::get_if<ratio>(&v))
        return "`" + std::to_string(r->numerator) + "/" + std::to_string(r->denominator) + "`";
    return "unspecified";
}

/// Parameters of one clause that share a name are one parameter, in all its readings: they share the value.
inline void check_parameters(const policy& p, const unread_values& unread, problem_list& out) {
    for_each_clause(p, [&](const clause& c, const std::string& clause_pointer) {
        std::map<std::string, std::pair<parameter_value, std::string>> seen;
        for_each_rule(c, clause_pointer, [&](const rule& r, const reading&, const std::string& rule_pointer) {
            walk_leaves(r, rule_pointer, [&](const auto& leaf, const std::string& at) {
                if constexpr (is_param<std::remove_cvref_t<decltype(leaf)>>::value) {
                    if (unread.touch(at))
                        return;
                    if (!only_of(leaf.name, "_", false))
                        report(out, at + "/name", "name " + in_backquotes(leaf.name) + " is not lower snake case");
                    const auto value = value_of(leaf);
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
