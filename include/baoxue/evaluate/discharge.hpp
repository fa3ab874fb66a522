// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/pupil.hpp>
#include <baoxue/findings/obligations.hpp>
#include <baoxue/people/holders.hpp>
#include <baoxue/rules/owes.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

namespace baoxue {

/// Whom or what a duty is about: a pupil with the unit that answers for the pupil on a day, or a unit alone.
struct duty_subject {
    code student{no_code};
    code unit{no_code};     ///< the pupil's unit on the day of an act, or the subject itself
    code village{no_code};  ///< through which village roles are found
};

namespace detail {

/// Whether a person holds one of the roles for a subject on a day: at any unit that covers it, or for the pupil alone.
inline bool holds_for(const district& d, const role_holders& role, code person, const duty_subject& about, date on) {
    const auto& h = d.holdings;
    for (auto k = h.first(person); k < h.end(person) && h.from[k] <= on; ++k) {
        if (h.until[k] < on || role.discharges[static_cast<std::size_t>(h.role[k])] == 0)
            continue;
        if (h.student[k] != no_code && h.student[k] == about.student)
            return true;
        if (h.unit[k] == no_code)
            continue;
        if (covers(d.units, h.unit[k], about.unit))
            return true;
        if (role.in_village && covers(d.units, h.unit[k], about.village))
            return true;
    }
    return false;
}

/// Whether a person holds a role at a school, or at a unit of it, on a day: one that meets the duty, or any.
inline bool holds_at_school(const district& d, const role_holders& role, code person, code school, date on,
                            bool any_role) {
    const auto& h = d.holdings;
    for (auto k = h.first(person); k < h.end(person) && h.from[k] <= on; ++k)
        if (h.until[k] >= on && covers(d.units, school, h.unit[k]) &&
            (any_role || role.discharges[static_cast<std::size_t>(h.role[k])] != 0))
            return true;
    return false;
}

}  // namespace detail

/// Who did something, and when: an id may name a person, a pupil and a unit at once.
struct doer {
    code person{no_code}, student{no_code}, unit{no_code};
    date on{};
};

[[nodiscard]] inline doer doer_of(const act_columns& a, std::size_t i) {
    return {a.person[i], a.student[i], a.unit[i], a.on[i]};
}

/// Whether whoever did something could meet a duty by it: a bearer, or a holder of its role for the subject on that
/// day; where nobody bears it, anyone holding a role at the subject's school.
///
/// \par Source
/// Meaning decisions, paragraphs 6 and 16.
[[nodiscard]] inline bool actor_fits(const district& d, const doer& by, const role_holders& role,
                                     const bearer_sets& sets, bearer_set bearers, const duty_subject& about,
                                     word_code school_kind) {
    if (role.is_anyone)
        return true;
    if (sets.contains(bearers, by.person))
        return true;
    if (by.student != no_code && by.student == about.student && role.of_student)
        return true;
    if (by.unit != no_code &&
        role.unit_kinds[static_cast<std::size_t>(d.units.kind[static_cast<std::size_t>(by.unit)])] != 0 &&
        (covers(d.units, by.unit, about.unit) || (role.in_village && covers(d.units, by.unit, about.village))))
        return true;
    if (by.person == no_code)
        return false;
    if (detail::holds_for(d, role, by.person, about, by.on))
        return true;
    if (bearers != nobody && !role.by_body)
        return false;
    const code school = nearest_of_kind(d.units, about.unit, school_kind);
    return detail::holds_at_school(d, role, by.person, school, by.on, bearers == nobody);
}

/// Whom a duty is about, for who may meet it.
///
/// \param pupil  nullptr for a duty about `unit`
[[nodiscard]] inline duty_subject subject_on(const district& d, const pupil_view* pupil, code unit, date on) {
    if (pupil == nullptr)
        return {no_code, unit, village_of_unit(d.units, unit)};
    return {pupil->student, pupil->unit(on), village_of_pupil(d.students, pupil->student)};
}

/// Calls `visit(position)` for each act of the kinds that meets a duty about a pupil or unit, from a day to a day, in
/// order of date, then act id, until it returns false.
///
/// \param pupil  nullptr for a duty about `unit`
template <class Visit>
void for_each_fitting(const district& d, const pupil_view* pupil, code unit, const role_holders& role,
                      const bearer_sets& sets, bearer_set bearers, std::span<const word_code> kinds, date from,
                      date until, word_code school_kind, Visit&& visit) {
    const auto& a = pupil != nullptr ? d.acts : d.unit_acts;
    const code owner = pupil != nullptr ? pupil->student : unit;
    if (owner == no_code)
        return;
    const auto first = a.on.begin() + static_cast<std::ptrdiff_t>(a.first(owner));
    const auto end = a.on.begin() + static_cast<std::ptrdiff_t>(a.end(owner));
    for (auto i = static_cast<std::size_t>(std::lower_bound(first, end, from) - a.on.begin());
         i < a.end(owner) && a.on[i] <= until; ++i) {
        if (std::find(kinds.begin(), kinds.end(), a.act[i]) == kinds.end())
            continue;
        if (actor_fits(d, doer_of(a, i), role, sets, bearers, subject_on(d, pupil, unit, a.on[i]), school_kind) &&
            !visit(i))
            return;
    }
}

/// How a duty stands.
///
/// \param due      no_date: the clause names none
/// \param met      no_date: no fitting act is known
/// \param stopped  no_date: nothing has stopped it
/// \param known    whether every table that would show an act was given
///
/// \par Source
/// Meaning decisions, paragraph 16. What was missed never lapses; what lapsed never comes back.
[[nodiscard]] constexpr state state_on(date as_of, date due, date met, date stopped, bool known) {
    const bool has_due = due != no_date;
    if (stopped != no_date && (!has_due || stopped <= due) && (met == no_date || stopped < met))
        return state::lapsed;
    if (met != no_date)
        return has_due && met > due ? state::met_late : state::met;
    if (!has_due || due >= as_of)
        return state::open;
    return known ? state::missed : state::unknown;
}

/// The first day on which one of a duty's own stops came, up to as_of; no_date where none did.
[[nodiscard]] inline date stopped_on(const pupil_view& pupil, std::span<const stop> stops, date trigger,
                                     session_ordinal session, code unit) {
    const auto& d = *pupil.facts;
    const auto& c = *pupil.calendar;
    date first = forever;
    const auto at = [&](date on) { first = std::min(first, on); };
    for (const stop s : stops) {
        if (s == stop::death) {
            const auto& died = d.students.died_on[static_cast<std::size_t>(pupil.student)];
            if (died && *died >= trigger)
                at(*died);
        } else if (s == stop::present) {
            for (auto o = session + 1; o < c.all_sessions() && c.date_of(c.day_of(o)) <= pupil.as_of; ++o) {
                if (pupil.at(o) != mark::present)
                    continue;
                at(c.date_of(c.day_of(o)));
                break;
            }
        } else if (s == stop::term_end) {
            for (const auto& t : pupil.calendar_at(unit).terms())  // between terms: the next one to end
                if (t.last_day >= trigger)
                    at(t.last_day);
        } else {
            const auto& e = d.enrolments;
            for (auto i = e.first(pupil.student); i < e.end(pupil.student); ++i) {
                if (s == stop::exit && e.exit[i] && e.until[i] >= trigger)
                    at(e.exit_known_on(i));
                if (s == stop::enrolment && e.from[i] > trigger)
                    at(e.from[i]);
            }
        }
    }
    return first <= pupil.as_of ? first : no_date;
}

}  // namespace baoxue
