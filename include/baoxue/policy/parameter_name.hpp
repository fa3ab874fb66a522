// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/rule.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace baoxue::detail {

/// The name of a parameter by where it stands: its field's, with `age_` before it for ages, `after_` for acts that come
/// before, `again_` for what follows a repetition, `unless_` for another count that must not be reached, and after
/// `step_2_` where one rule has several rungs; of a list its place from 1 stands behind it.
[[nodiscard]] inline std::string name_by_place(const rule& r, const std::string& pointer) {
    auto slash = pointer.rfind('/');
    auto name = pointer.substr(slash + 1);
    if (name.find_first_not_of("0123456789") == name.npos) {  // of a list: its field's, and which one of it
        const auto of_list = pointer.rfind('/', slash - 1);
        name = pointer.substr(of_list + 1, slash - of_list - 1) + "_" + std::to_string(std::stoul(name) + 1);
        slash = of_list;
    }
    const auto parent = pointer.substr(0, slash);
    if (pointer.find("/unless_reached/") != pointer.npos)
        name = "unless_" + name;
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

}  // namespace baoxue::detail
