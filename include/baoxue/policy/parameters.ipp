// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/parameters.hpp>
#include <baoxue/policy/walk.hpp>

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace baoxue {

namespace detail {

template <class T>
[[nodiscard]] constexpr parameter_type type_of_parameter() {
    if constexpr (std::is_enum_v<T>)
        return parameter_type::word;
    else if constexpr (std::is_integral_v<T>)
        return parameter_type::integer;
    else if constexpr (std::is_same_v<T, bilingual>)
        return parameter_type::text;
    else if constexpr (std::is_same_v<T, std::vector<pledge_pair>>)
        return parameter_type::pairs;
    else
        return std::is_same_v<T, ratio> ? parameter_type::share : parameter_type::shares;
}

}  // namespace detail

BAOXUE_DECL std::vector<parameter_entry> list_parameters(const policy& p) {
    std::vector<parameter_entry> out;
    for_each_clause(p, [&](const clause& c, const std::string& clause_pointer) {
        const auto first = static_cast<std::ptrdiff_t>(out.size());
        for_each_rule(c, clause_pointer, [&](const rule& r, const reading&, const std::string& at) {
            walk_leaves(r, at, [&](const auto& leaf, const std::string&) {
                using leaf_type = std::remove_cvref_t<decltype(leaf)>;
                if constexpr (detail::is_param<leaf_type>::value) {
                    using value_type = typename decltype(leaf.value)::value_type;
                    auto name = c.id + "." + leaf.name;
                    const auto same = [&](const parameter_entry& e) { return e.name == name; };
                    const auto seen = std::find_if(out.begin() + first, out.end(), same);
                    if (seen != out.end()) {
                        if (seen->word.empty())
                            seen->word = leaf.word;
                        return;
                    }
                    std::optional<parameter_value> value;
                    if (leaf.value)
                        value = detail::carried(*leaf.value);
                    out.push_back({std::move(name), std::move(value), leaf.word, c.id,
                                   detail::type_of_parameter<value_type>(), leaf.settled});
                }
            });
        });
    });
    return out;
}

}  // namespace baoxue
