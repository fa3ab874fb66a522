// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/pupil.hpp>
#include <baoxue/policy/bound.hpp>

#include <algorithm>
#include <span>
#include <vector>

namespace baoxue {

/// Whether someone born on `birth` is of the ages on a day.
///
/// The upper limit may run on to the end of the school year in which that age is reached, or to a named day of it.
/// A birthday in the summer belongs to the year just ended.
[[nodiscard]] inline bool is_of_age(const bound_scope::ages& ages, date birth, date on,
                                    const school_calendar& calendar) {
    if (on < birthday(birth, ages.from))
        return false;
    const date reached = birthday(birth, ages.until);
    if (ages.runs_on_to == age_end::birthday)
        return on < reached;
    const auto year = calendar.school_year_of(reached);
    const auto days = year ? calendar.school_year_span(*year) : std::nullopt;
    if (!days || reached >= add_months(days->first, 12))
        return on < reached;  // in a school year that is not known
    if (ages.runs_on_to == age_end::school_year_end)
        return on <= days->last;
    const auto first = civil(days->first).year;
    const bool this_year = date{first, ages.month, last_day_of_month(first, ages.month)} >= days->first;
    return on <= last_weekday_of_month(this_year ? first : first + 1, ages.month, ages.last);
}

/// Whether a pupil is of all the ages a rule means. An unknown birth date means yes, and a gap of its own.
[[nodiscard]] inline bool is_of_age(const bound_scope& scope, const pupil_view& pupil, date on) {
    if (scope.age_ranges.empty())
        return true;
    const auto& birth = pupil.facts->students.birth[static_cast<std::size_t>(pupil.student)];
    return !birth || std::all_of(scope.age_ranges.begin(), scope.age_ranges.end(),
                                 [&](const auto& ages) { return is_of_age(ages, *birth, on, pupil.calendar_on(on)); });
}

/// Whether a rule means a unit and its pupils, by its stage and the kinds of units above it.
[[nodiscard]] inline bool means(const bound_scope& scope, const district& d, code unit) {
    const auto& units = d.units;
    if (!scope.stages.empty()) {
        const auto stage = unit == no_code ? no_code : units.stage[static_cast<std::size_t>(unit)];
        if (std::find(scope.stages.begin(), scope.stages.end(), stage) == scope.stages.end())
            return false;
    }
    const auto fits = [&](word_code kind) { return nearest_of_kind(units, unit, kind) != no_code; };
    return scope.unit_kinds.empty() || std::any_of(scope.unit_kinds.begin(), scope.unit_kinds.end(), fits);
}

/// The same of a pupil on a day, whose unit is looked up where it is asked for.
[[nodiscard]] inline bool means(const bound_scope& scope, const pupil_view& pupil, date on) {
    return (scope.stages.empty() && scope.unit_kinds.empty()) || means(scope, *pupil.facts, pupil.unit(on));
}

/// The days on which an act came on record that is asked for, during the pupil's life: a number already reached may
/// then make a rung fire. Not one of which there may be only so many, nor one that counts, or lets count, from the next
/// day on.
inline void list_act_days(const bound_scope& scope, const pupil_view& pupil, std::vector<date>& out) {
    out.clear();
    if (scope.after_acts.empty())
        return;
    const auto& acts = pupil.facts->acts;
    const auto last =
        std::min(pupil.as_of, pupil.facts->students.died_on[static_cast<std::size_t>(pupil.student)].value_or(forever));
    for (auto i = acts.first(pupil.student); i < acts.end(pupil.student) && acts.on[i] <= last; ++i) {
        const bool required = std::any_of(scope.after_acts.begin(), scope.after_acts.end(), [&](const auto& after) {
            return after.act == acts.act[i] && after.at_least > 0 && after.since != since::months_before &&
                   !after.afresh;
        });
        if (required && (out.empty() || out.back() != acts.on[i]))
            out.push_back(acts.on[i]);
    }
}

/// A step of the ladder at hand, and a day on which it was reached.
struct reached_step {
    std::int32_t step;
    date on;
};

/// The days among which acts that must come before a day are looked for; none before the first term.
struct time_before {
    date first, last;
};

/// \param reached  steps of the ladder at hand, for acts that count from one of them on
[[nodiscard]] inline time_before looks_at(const bound_scope::after& after, const school_calendar& c, date on,
                                          std::span<const reached_step> reached = {}) {
    date start = forever, last = on;
    if (after.since == since::months_before) {
        start = add_months(on, -after.months) + day_count{1}, last = on - day_count{1};
    } else if (after.since == since::term_start) {
        for (const auto& t : c.terms())  // between terms: the one just ended
            if (t.first_day <= on)
                start = t.first_day;
    } else if (const auto year = c.school_year_of(on)) {
        start = c.school_year_span(*year)->first;
    }
    if (after.step != 0) {
        date first = forever;
        for (const auto& r : reached)
            if (r.step == after.step && r.on >= start && r.on <= on)
                first = std::min(first, r.on);
        start = first;
    }
    return {start, last};
}

/// On how many days of a time such acts are on record.
[[nodiscard]] inline std::int32_t days_on_record(const bound_scope::after& after, const pupil_view& pupil,
                                                 const time_before& within) {
    const auto [start, last] = within;
    const auto& acts = pupil.facts->acts;
    std::int32_t days = 0;
    bool has_begun = after.following == no_code;
    date counted = dawn, today = dawn;
    bool on_today = false;
    for (auto i = acts.first(pupil.student); i < acts.end(pupil.student) && acts.on[i] <= last; ++i) {
        if (acts.on[i] < start)
            continue;
        if (acts.on[i] != today)
            today = acts.on[i], on_today = false;
        has_begun = has_begun || acts.act[i] == after.following;
        on_today = on_today || acts.act[i] == after.act;
        if (has_begun && on_today && counted != today)
            counted = today, ++days;
    }
    return days;
}

[[nodiscard]] inline std::int32_t days_on_record(const bound_scope::after& after, const pupil_view& pupil, date on,
                                                 std::span<const reached_step> reached = {}) {
    return days_on_record(after, pupil, looks_at(after, pupil.calendar_on(on), on, reached));
}

/// Whether what a day adds to a count comes after the acts from which on it is counted afresh. Where acts are not given
/// it may.
[[nodiscard]] inline bool counts_afresh(const bound_scope& scope, const pupil_view& pupil, date on,
                                        std::span<const reached_step> reached) {
    return !pupil.facts->is_given(table_name::acts) ||
           std::all_of(scope.after_acts.begin(), scope.after_acts.end(), [&](const auto& after) {
               if (!after.afresh)
                   return true;
               const auto [start, last] = looks_at(after, pupil.calendar_on(on), on, reached);
               return days_on_record(after, pupil, time_before{start, last - day_count{1}}) >= after.at_least;
           });
}

/// Whether every act that must come before is on record for the pupil on a day.
[[nodiscard]] inline bool is_on_record(const bound_scope& scope, const pupil_view& pupil, date on,
                                       std::span<const reached_step> reached = {}) {
    return std::all_of(scope.after_acts.begin(), scope.after_acts.end(), [&](const auto& after) {
        const auto days = days_on_record(after, pupil, on, reached);
        return days >= after.at_least && days < after.below;
    });
}

}  // namespace baoxue
