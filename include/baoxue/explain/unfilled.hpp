// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/wording.hpp>
#include <baoxue/people/unit_tree.hpp>

namespace baoxue::detail {

/// Whether a role is one that a family has: it holds pupils, and is no part of any staff.
[[nodiscard]] inline bool is_of_family(const wording& w, word_code role) {
    if (role == no_code)
        return false;
    const auto& r = w.words().at(word_kind::role, role);
    return !r.body && r.is.empty() && r.holds.size() == 1 && r.holds.front() == "student";
}

/// What to do where nobody is on record in a role: of a person at work, a body, a parent.
[[nodiscard]] inline phrase todo_unfilled(const wording& w, word_code role) {
    const auto& p = w.phrases().gap;
    if (is_of_family(w, role))
        return p.family_todo;
    const auto* r = role == no_code ? nullptr : &w.words().at(word_kind::role, role);
    return r != nullptr && r->body && r->borne_by.empty() ? p.body_todo : p.unassigned_todo;
}

/// Whether a school answers for a unit: then anyone with a post there may stand in for a role that nobody has.
[[nodiscard]] inline bool has_school(const wording& w, code unit) {
    const auto kind = w.words().find(word_kind::unit_kind, "school");
    return kind && unit != no_code && nearest_of_kind(w.facts().units, unit, *kind) != no_code;
}

}  // namespace baoxue::detail
