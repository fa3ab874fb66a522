// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/rule.hpp>

#include <variant>

namespace baoxue::detail {

/// The condition on a figure that a rule holds; nullptr where it holds none.
[[nodiscard]] inline const figure_condition* figure_of_rule(const rule& r) {
    if (const auto* t = std::get_if<target>(&r.is))
        return &t->goal;
    if (const auto* v = std::get_if<veto>(&r.is))
        return v->upon ? &*v->upon : nullptr;
    if (const auto* i = std::get_if<incentive>(&r.is))
        if (const auto* p = std::get_if<payment>(&i->by))
            return &p->upon;
    return nullptr;
}

}  // namespace baoxue::detail
