// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/verify/placed_rules.hpp>
#include <baoxue/vocabulary/vocabulary.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// Whether an assignment of one role supplies another: itself, a wider one, or a body whose duties it bears.
[[nodiscard]] inline bool supplies(const vocabulary& words, const std::string& assigned, const std::string& needed) {
    const auto a = words.find(word_kind::role, assigned), n = words.find(word_kind::role, needed);
    if (!a || !n)
        return false;
    if (words.role_is(*a, *n))
        return true;
    const auto& bearer = words.at(word_kind::role, *n).borne_by;
    const auto b = words.find(word_kind::role, bearer);
    return b && words.role_is(*a, *b);
}

/// Whether a role is one that somebody can be given: some unit or pupil has it.
[[nodiscard]] inline bool can_be_assigned(const vocabulary& words, const std::string& role) {
    const auto c = words.find(word_kind::role, role);
    if (!c)
        return false;
    const auto& holds = words.at(word_kind::role, *c).holds;
    return std::any_of(holds.begin(), holds.end(), [](const std::string& h) { return h != "party"; });
}

/// Roles that owe, bear a share or forfeit, and that no assignment of any layer supplies.
inline void check_roles(const policy& p, const vocabulary& words, std::vector<observation>& out) {
    std::vector<std::string> assigned;
    std::vector<std::pair<std::string, std::vector<rule_place>>> needed;
    const auto rules = governing_rules(p);
    for (const auto& r : rules)
        if (const auto* a = std::get_if<assignment>(&r.is->is))
            assigned.push_back(a->role.id);
    for (const auto& r : rules) {
        const auto need = [&](const std::vector<role_word>& roles, std::int32_t step) {
            for (const auto& role : roles) {
                auto it = std::find_if(needed.begin(), needed.end(), [&](const auto& n) { return n.first == role.id; });
                if (it == needed.end())
                    it = needed.insert(needed.end(), {role.id, {}});
                if (it->second.empty() || !(it->second.back() == r.place(step)))
                    it->second.push_back(r.place(step));
            }
        };
        for_each_owes(*r.is, [&](const owes& o, std::int32_t step) { need(o.roles, step); });
        if (const auto* v = std::get_if<veto>(&r.is->is))
            need(v->roles, 0);
        if (const auto* k = std::get_if<record>(&r.is->is))
            need(k->roles, 0);
        if (const auto* e = std::get_if<entitlement>(&r.is->is))
            need(e->roles, 0);
        if (const auto* s = std::get_if<pledge>(&r.is->is); s != nullptr && s->pairs.value)
            for (const auto& pair : *s->pairs.value)
                need({pair.from, pair.to}, 0);
        if (const auto* i = std::get_if<incentive>(&r.is->is))
            if (const auto* s = std::get_if<sharing>(&i->by))
                need(s->roles, 0);
    }
    for (auto& [role, places] : needed) {
        const auto by = [&, &wanted = role](const std::string& a) { return supplies(words, a, wanted); };
        if (!can_be_assigned(words, role) || std::any_of(assigned.begin(), assigned.end(), by))
            continue;
        observation o;
        o.kind = observation_kind::unassigned_role, o.weight = severity::warning;
        o.role = role, o.rules = std::move(places);
        out.push_back(std::move(o));
    }
}

}  // namespace baoxue::detail
