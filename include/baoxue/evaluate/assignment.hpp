// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/gather.hpp>
#include <baoxue/evaluate/needs.hpp>
#include <baoxue/evaluate/owe.hpp>
#include <baoxue/evaluate/scope.hpp>

#include <algorithm>
#include <optional>

namespace baoxue {

namespace detail {

/// One hole, cut to what is in force and known on as_of; nothing where none of it is.
[[nodiscard]] inline std::optional<gap> cut_hole(const effective& in_force, gap g, date from, date until, date as_of) {
    if (in_force.from)
        from = std::max(from, *in_force.from);
    if (in_force.until)
        until = std::min(until, *in_force.until - day_count{1});
    if (from > until || from > as_of)
        return std::nullopt;
    g.from = from, g.until = until > as_of ? forever : until;
    return g;
}

}  // namespace detail

/// Names every unit of a kind, or every pupil on a roll, for whom nobody holds the role: one gap an unbroken interval.
///
/// \par Source
/// Meaning decisions, paragraph 7; plan 3, section 3.2: principal, class teacher and teacher cover school, class and
/// pupil.
inline void find_holes(const bound_policy& policy, const bound_assignment& a, const district& d, date as_of,
                       gathered& out) {
    gap g;
    g.rule = a.rule, g.clause = policy.rules[static_cast<std::size_t>(a.rule)].clause_index;
    const auto missing = [&](table_name t) {
        if (d.is_given(t))
            return false;
        g.kind = gap_kind::missing_table, g.parameter = word_of(t);
        out.add(g);
        return true;
    };
    const bool of_students = a.unit_kind == no_code;
    const bool no_holdings = missing(table_name::holdings);
    const bool no_needs = (!a.scope.needs.empty() || !a.scope.unless.empty()) && missing(table_name::needs);
    if ((of_students && missing(table_name::enrolments)) || no_holdings || no_needs)
        return;
    g.kind = gap_kind::unassigned_role, g.role = a.role;
    const auto known_end = [&](date last) {
        return last >= as_of ? forever : last;
    };  // who comes after as_of is not known
    const auto& holders = policy.holders[static_cast<std::size_t>(a.holders)];
    if (!of_students) {
        for (std::size_t u = 0; u < d.units.parent.size(); ++u) {
            if (d.units.kind[u] != a.unit_kind || !means(a.scope, d, static_cast<code>(u)))
                continue;
            const auto& c = d.calendars[static_cast<std::size_t>(d.units.calendar[u])];
            if (c.terms().empty())
                continue;  // before its first term nothing is known of a unit
            const date first = c.terms().front().first_day;
            g.unit = static_cast<code>(u);
            for (date on = first;;) {
                const auto s = holders.by_unit.at(g.unit, on);
                if (s.set == nobody)
                    if (auto hole = detail::cut_hole(a.in_force, g, std::max(s.from, first), known_end(s.until), as_of))
                        out.add(std::move(*hole));
                if (s.until == forever)
                    break;
                on = s.until + day_count{1};
            }
        }
        return;
    }
    const auto& e = d.enrolments;
    for (code student = 0; student < d.pupils(); ++student) {
        const pupil_view pupil{d, student, as_of};
        for (auto i = e.first(student); i < e.end(student); ++i) {  // of those to come no hole is known
            g.student = student, g.unit = e.unit[i];
            if (!means(a.scope, d, g.unit))
                continue;
            const auto& died = d.students.died_on[static_cast<std::size_t>(student)];
            const date last = died ? std::min(e.until[i], *died) : e.until[i];
            const date end = last > as_of ? forever : last;
            const auto add = [&](date from, date until) {  // ages and needs are those of its first day in force
                auto cut = detail::cut_hole(a.in_force, g, from, until, as_of);
                if (!cut || !is_of_age(a.scope, pupil, cut->from) || !needs_fit(a.scope, d, student, cut->from))
                    return;
                auto of_rule = g;
                of_rule.unit = of_rule.student = of_rule.role = no_code;
                open_ages(a.scope, pupil, cut->from, std::move(of_rule), out);
                out.add(std::move(*cut));
            };
            for (date on = e.from[i];;) {
                const auto s = bearers_on(holders, d, student, g.unit, on);
                if (s.set == nobody)  // until somebody comes
                    add(on, std::min(end, known_end(s.until)));
                if (s.until >= end)
                    break;
                on = s.until + day_count{1};
            }
        }
    }
}

}  // namespace baoxue
