// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/owe.hpp>
#include <baoxue/evaluate/spells.hpp>
#include <baoxue/rules/count.hpp>

#include <limits>
#include <span>
#include <variant>
#include <vector>

namespace baoxue {

/// One firing of a rung, with the rows it brought about.
struct fired_rung {
    std::int32_t step{0};
    firing what{};
    std::size_t spell{no_spell};           ///< that began the ladder
    std::size_t first_row{0}, end_row{0};  ///< among the outcomes of the ladder at hand

    static constexpr std::size_t no_spell = std::numeric_limits<std::size_t>::max();
};

/// What has fired on the ladder at hand.
struct climbed {
    std::vector<fired_rung> rungs;
    std::vector<duty_outcome> rows;
    std::vector<reached_step> reached;  ///< the steps of `rungs`, each with its day

    void clear() { rungs.clear(), rows.clear(), reached.clear(); }

    /// Calls `visit(rung, outcome)` for each row of a step.
    template <class Visit>
    void for_each_row(std::int32_t step, Visit&& visit) const {
        for (const auto& f : rungs)
            for (auto i = f.first_row; f.step == step && i < f.end_row; ++i)
                visit(f, rows[i]);
    }
};

/// Fires for each spell of a status, on the day on which it is known.
///
/// \par Source
/// Meaning decisions, paragraphs 5 and 9; plan 4, section 4, item 4.
template <class Fire>
void count_in_status(const pupil_view& pupil, const in_status& mode, std::span<const spell> spells, Fire&& fire) {
    for (std::size_t i = 0; i < spells.size(); ++i) {
        const auto& s = spells[i];
        if (s.is == mode.status && s.triggers())
            fire(firing{s.known_on, pupil.end_of_day(s.known_on), s.why, s.why, true}, i);
    }
}

/// Fires for each duty of an earlier step that was not met by its due date, on the day after.
template <class Fire>
void count_missed_duty(const pupil_view& pupil, std::int32_t step, const climbed& so_far, Fire&& fire) {
    so_far.for_each_row(step, [&](const fired_rung& f, const duty_outcome& row) {
        if (!row.was_missed(pupil.as_of))
            return;
        const date on = row.due_on + day_count{1};
        fire(firing{on, pupil.end_of_day(on), f.what.first, f.what.last, true}, f.spell);
    });
}

/// Fires for each act that met an earlier step and set a date, where the pupil was not back by that date, on the day
/// after.
///
/// \param unknown  called where the act sets no date, and the rule's number of days is left out (`unspecified_value`)
/// or
///                 needs days beyond the calendar (`outside_calendar`)
template <class Unknown, class Fire>
void count_not_returned(const pupil_view& pupil, const missed_deadline& mode, const climbed& so_far,
                        std::span<const spell> spells, Unknown&& unknown, Fire&& fire) {
    const auto& d = *pupil.facts;
    so_far.for_each_row(mode.step, [&](const fired_rung& f, const duty_outcome& row) {
        if (!row.met || f.spell == fired_rung::no_spell)
            return;
        date by = d.acts.due_on[*row.met];
        if (by == dawn) {
            if (!mode.within || !mode.within->value)
                return unknown(gap_kind::unspecified_value);
            const deadline days = within_days{*mode.within, mode.unit, mode.rolls};
            by = due_date(row.met_on, days, pupil.calendar_at(pupil.unit(row.met_on)), d.working).on;
            if (by == no_date)
                unknown(gap_kind::outside_calendar);
        }
        if (by == no_date || by >= pupil.as_of || spells[f.spell].until < by)
            return;
        const date on = by + day_count{1};
        const cause act{table_name::acts, d.acts.row[*row.met]};
        fire(firing{on, pupil.end_of_day(on), act, act, true}, f.spell);
    });
}

/// Fires for each duty of an earlier step that was met, on that day; of duties in order for the last.
template <class Fire>
void count_step_done(const pupil_view& pupil, const step_done& mode, const climbed& so_far, Fire&& fire) {
    so_far.for_each_row(mode.step, [&](const fired_rung& f, const duty_outcome& row) {
        if (!row.met || !row.is_last)
            return;
        const cause act{table_name::acts, pupil.facts->acts.row[*row.met]};
        fire(firing{row.met_on, pupil.end_of_day(row.met_on), act, act, true}, f.spell);
    });
}

/// Whether a rung follows from a status or an earlier step, not from a count of absence.
[[nodiscard]] inline bool follows(const count_mode& mode) {
    return std::holds_alternative<in_status>(mode) || std::holds_alternative<missed_deadline>(mode) ||
           std::holds_alternative<step_done>(mode);
}

/// Finds each time a rung fires that follows from a status or an earlier step.
///
/// \param unknown  called with the kind of a gap where it cannot be said whether it fires
template <class Unknown, class Fire>
void count_following(const pupil_view& pupil, const count_mode& mode, const climbed& so_far,
                     std::span<const spell> spells, Unknown&& unknown, Fire&& fire) {
    if (const auto* m = std::get_if<in_status>(&mode))
        return count_in_status(pupil, *m, spells, fire);
    const auto* done = std::get_if<step_done>(&mode);
    const auto step = done != nullptr ? done->step : std::get<missed_deadline>(mode).step;
    if (!pupil.facts->is_given(table_name::acts))
        so_far.for_each_row(step, [&](const fired_rung&, const duty_outcome&) { unknown(gap_kind::missing_table); });
    if (const auto* m = std::get_if<step_done>(&mode))
        return count_step_done(pupil, *m, so_far, fire);
    const auto& m = std::get<missed_deadline>(mode);
    if (m.of == deadline_of::duty)
        return count_missed_duty(pupil, m.step, so_far, fire);
    count_not_returned(pupil, m, so_far, spells, unknown, fire);
}

}  // namespace baoxue
