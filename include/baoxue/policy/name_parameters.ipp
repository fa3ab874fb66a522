// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/name_parameters.hpp>
#include <baoxue/policy/parameter_name.hpp>
#include <baoxue/policy/walk.hpp>

#include <string>
#include <utility>

namespace baoxue {

namespace detail {

/// Calls `visit(parameter, name)` for every parameter of a policy with the name that its place suggests.
template <class Policy, class Visit>
void for_each_named_place(Policy& p, Visit&& visit) {
    for_each_clause(p, [&](auto& c, const std::string& clause_pointer) {
        for_each_rule(c, clause_pointer, [&](auto& r, const auto&, const std::string&) {
            walk_leaves(r, std::string{}, [&](auto& leaf, const std::string& at) {
                if constexpr (is_param<std::remove_cvref_t<decltype(leaf)>>::value)
                    visit(leaf, name_by_place(r, at));
            });
        });
    });
}

}  // namespace detail

BAOXUE_DECL void name_parameters(policy& p) {
    detail::for_each_named_place(p, [](auto& parameter, std::string name) {
        if (parameter.name.empty())
            parameter.name = std::move(name);
    });
}

BAOXUE_DECL void unname_parameters(policy& p) {
    detail::for_each_named_place(p, [](auto& parameter, const std::string& name) {
        if (parameter.name == name)
            parameter.name.clear();
    });
}

}  // namespace baoxue
