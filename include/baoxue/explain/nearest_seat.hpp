// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/find_holder.hpp>
#include <baoxue/explain/id_text.hpp>
#include <baoxue/explain/nearest_context.hpp>
#include <baoxue/explain/nearest_scope.hpp>
#include <baoxue/people/holders.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace baoxue::detail {

/// The last gap of a rule about a pupil or a unit, and about one role of it.
[[nodiscard]] inline std::optional<std::size_t> last_hole(const findings& f, std::int32_t rule, code student, code unit,
                                                          word_code role) {
    const auto& g = f.gaps;
    std::optional<std::size_t> out;
    for (std::size_t i = 0; i < g.size(); ++i)
        if (g.rule[i] == rule && g.kind[i] == gap_kind::unassigned_role && g.role[i] == role &&
            (student != no_code ? g.student[i] == student : g.unit[i] == unit) && (!out || g.from[*out] < g.from[i]))
            out = i;
    return out;
}

/// Who holds the role that is to cover a pupil or a unit, each with the first day of that holding; or since when nobody
/// does.
/// \param around  the pupil's unit, or the unit itself
[[nodiscard]] inline std::string tell_cover(const nearest_context& at, const bound_assignment& a, code student,
                                            code unit, code around, bearer_set held) {
    const auto& p = at.phrases();
    const auto role = at.w.name(word_kind::role, a.role);
    if (held != nobody) {
        std::vector<std::string> holders;
        for (const code b : at.bound.bearers->members(held)) {
            const auto h = find_holding(at.d, *at.f.words, {a.role}, b, student, around, at.f.as_of);
            holders.push_back(h.since == dawn ? h.id
                                              : fill(p.holder_since, {{"ids", h.id}, {"from", at.w.day(h.since)}}));
        }
        return fill(p.covered, {{"role", role}, {"holders", at.w.list(holders)}});
    }
    const auto hole = last_hole(at.f, a.rule, student, unit, a.role);
    return hole
               ? fill(p.not_covered,
                      {{"role", role}, {"from", at.w.day(at.f.gaps.from[*hole])}, {"id", id_text(at.f.gaps.id[*hole])}})
               : fill(p.not_covered_yet, {{"role", role}});
}

/// Of a role that covers every pupil.
[[nodiscard]] inline std::string nearest_cover(const nearest_context& at, const bound_assignment& a,
                                               const pupil_view& pupil) {
    for (const auto t : {table_name::holdings, table_name::enrolments})
        if (!at.d.is_given(t))
            return at.missing(t);
    if (!pupil.on_roll(at.f.as_of))
        return std::string{at.phrases().off_roll};
    if (const auto why = obstacle(at.w, a.scope, a.in_force, pupil, at.f.as_of))
        return *why;
    const auto& holders = at.bound.holders[static_cast<std::size_t>(a.holders)];
    const code around = pupil.unit(at.f.as_of);
    return tell_cover(at, a, pupil.student, no_code, around,
                      bearers_on(holders, at.d, pupil.student, around, at.f.as_of).set);
}

/// Of a role that covers every unit of a kind.
[[nodiscard]] inline std::string nearest_cover(const nearest_context& at, const bound_assignment& a, code unit) {
    if (!at.d.is_given(table_name::holdings))
        return at.missing(table_name::holdings);
    if (const auto why = unit_obstacle(at, a.scope, a.in_force, unit))
        return *why;
    const auto& holders = at.bound.holders[static_cast<std::size_t>(a.holders)];
    return tell_cover(at, a, no_code, unit, unit, holders.by_unit.at(unit, at.f.as_of).set);
}

/// Which seats of a unit's committee are empty, or who has them all and since when.
[[nodiscard]] inline std::string nearest_seat(const nearest_context& at, const bound_committee& c, code unit) {
    const auto& p = at.phrases();
    if (!at.d.is_given(table_name::holdings))
        return at.missing(table_name::holdings);
    if (const auto why = unit_obstacle(at, c.scope, c.in_force, unit))
        return *why;
    const date first = first_day_of(at, unit);
    if (first == no_date)
        return std::string{p.no_terms};
    if (first > at.f.as_of)
        return fill(p.begins_with_school, {{"on", at.w.day(first)}});
    const auto& g = at.f.gaps;
    date since = c.in_force.from ? std::max(first, *c.in_force.from) : first;
    std::vector<std::string> empty, taken;
    for (std::size_t i = 0; i < g.size(); ++i) {
        if (g.rule[i] != c.rule || g.unit[i] != unit || g.kind[i] != gap_kind::unassigned_role)
            continue;
        if (g.until[i] != forever) {
            since = std::max(since, g.until[i] + day_count{1});
            continue;
        }
        empty.push_back(fill(g.person[i] == no_code ? p.empty_seat : p.seat_to_take,
                             {{"role", at.w.name(word_kind::role, g.role[i])},
                              {"person", g.person[i] == no_code ? std::string{} : at.d.ids->persons.text(g.person[i])},
                              {"from", at.w.day(g.from[i])},
                              {"id", id_text(g.id[i])}}));
    }
    if (!empty.empty())
        return fill(p.seats_empty, {{"seats", at.w.list(empty)}});
    for (const auto& s : c.seats)
        taken.push_back(fill(at.w.phrases().small.named,
                             {{"role", at.w.name(word_kind::role, s.role.role)},
                              {"ids", at.ids(*at.bound.bearers, s.role.at_units.at(unit, at.f.as_of).set)}}));
    return fill(p.seats_taken, {{"seats", at.w.list(taken)}, {"since", at.w.day(since)}});
}

}  // namespace baoxue::detail
