// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/name_parameters.hpp>
#include <baoxue/policy/walk.hpp>

#include <string>
#include <utility>

namespace baoxue {

namespace detail {

/// The name of a parameter by where it stands: its field's, with `age_` before it for ages, `after_` for acts that come
/// before, `again_` for what follows a repetition, and after `step_2_` where one rule has several rungs.
[[nodiscard]] inline std::string name_by_place(const rule& r, const std::string& pointer) {
    const auto slash = pointer.rfind('/');
    auto name = pointer.substr(slash + 1);
    const auto parent = pointer.substr(0, slash);
    if (parent.ends_with("/ages"))
        name = "age_" + name;
    if (parent.ends_with("/after"))
        name = "after_" + name;
    if (parent.ends_with("/again"))
        name = "again_" + name;
    if (parent.ends_with("/mode") && name == "within")
        name = "return_within";
    constexpr std::string_view rungs = "/rungs/";
    const auto* l = std::get_if<ladder>(&r.is);
    if (l != nullptr && l->rungs.size() > 1 && pointer.starts_with(rungs)) {
        const auto& rung = l->rungs[static_cast<std::size_t>(std::stoul(pointer.substr(rungs.size())))];
        name = "step_" + std::to_string(rung.step) + "_" + name;
    }
    return name;
}

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
