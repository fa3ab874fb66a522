// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/district.hpp>
#include <baoxue/findings/cause.hpp>
#include <baoxue/people/unit_tree.hpp>
#include <baoxue/rules/deadline.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>

namespace baoxue {

/// One pupil's register up to a day: what every count of absence reads.
struct pupil_view {
    const district* facts{nullptr};
    const school_calendar* calendar{nullptr};
    code student{};
    date as_of{};
    std::size_t base{};    ///< position of the first row in the attendance columns
    session_list ordinal;  ///< of each row
    std::span<const mark> marks;
    std::span<const std::int16_t> minutes_late;  ///< empty where no row has any

    pupil_view(const district& d, code pupil, date on)
        : facts(&d), calendar(&d.calendar_of(pupil)), student(pupil), as_of(on), base(d.attendance.first(pupil)) {
        const auto all = d.attendance.ordinal.of(pupil);
        const auto known = all.row_from(calendar->first_session_from(on + day_count{1}));
        ordinal = all.first(known);
        marks = std::span<const mark>{d.attendance.marks}.subspan(base, known);
        if (!d.attendance.minutes_late.empty())
            minutes_late = std::span<const std::int16_t>{d.attendance.minutes_late}.subspan(base, known);
    }

    [[nodiscard]] std::size_t rows() const { return ordinal.size(); }
    [[nodiscard]] day_ordinal day(std::size_t row) const { return calendar->day_of(ordinal[row]); }
    [[nodiscard]] date on(std::size_t row) const { return calendar->date_of(day(row)); }
    [[nodiscard]] cause because(std::size_t row) const {
        return {table_name::attendance, facts->attendance.row(base + row)};
    }

    /// Whether the pupil is on a roll that day. Where no enrolments are known, every day counts.
    [[nodiscard]] bool on_roll(date d) const {
        const auto& died = facts->students.died_on[static_cast<std::size_t>(student)];
        if (died && d > *died)
            return false;
        return !facts->is_given(table_name::enrolments) || enrolment_on(facts->enrolments, student, d).has_value();
    }

    /// The calendar of a unit; a later move of the pupil's changes nothing in it.
    [[nodiscard]] const school_calendar& calendar_at(code u) const {
        return u == no_code
                   ? *calendar
                   : facts->calendars[static_cast<std::size_t>(facts->units.calendar[static_cast<std::size_t>(u)])];
    }

    [[nodiscard]] code unit(date d) const { return unit_on(facts->enrolments, student, d); }

    /// The calendar of the unit whose pupil it is that day: its own terms, those before and after the stay too.
    [[nodiscard]] const school_calendar& calendar_on(date d) const { return calendar_at(unit(d)); }

    /// What a session without a row means on the roll.
    [[nodiscard]] mark without_row(session_ordinal s) const {
        if (facts->mode == register_mode::complete || !facts->is_given(table_name::attendance))
            return mark::unmarked;  // nobody's presence rests on a register that was not given
        if (!facts->is_given(table_name::roll_calls))
            return mark::present;
        const date d = calendar->date_of(calendar->day_of(s));
        const code u = unit(d);
        return u != no_code && facts->roll_calls.was_taken(u, d, calendar->half_of(s)) ? mark::present : mark::unmarked;
    }

    /// The mark of a session; one of a day off the roll is unmarked.
    [[nodiscard]] mark at(session_ordinal s) const {
        if (const auto row = ordinal.find(s))
            return marks[*row];
        return on_roll(calendar->date_of(calendar->day_of(s))) ? without_row(s) : mark::unmarked;
    }

    /// Whether a session strictly between two rows ends a run: one that has another mark than those that count.
    [[nodiscard]] bool ended_between(std::size_t row, std::size_t later, mark_set counting) const {
        for (std::size_t i = row + 1; i < later; ++i)
            if (marks[i] != mark::unmarked && !counting.contains(marks[i]))
                return true;
        const auto sessions_between = ordinal[later] - ordinal[row] - 1;
        if (facts->mode == register_mode::complete || sessions_between == static_cast<session_ordinal>(later - row - 1))
            return false;  // in a complete register what has no row is unmarked: nothing need be looked up
        for (auto s = ordinal[row] + 1; s < ordinal[later]; ++s)
            if (at(s) == mark::present)
                return true;
        return false;
    }

    /// Whether the pupil left the roll between two days, other than into an enrolment on the next school day.
    [[nodiscard]] bool left_between(date earlier, date later) const {
        const auto& e = facts->enrolments;
        for (auto i = e.first(student); i < e.end(student); ++i)
            if (earlier <= e.until[i] && e.until[i] < later && !(e.goes_on[i] && e.from[i + 1] <= as_of))
                return true;
        return false;
    }

    /// The last session up to the end of a day.
    [[nodiscard]] session_ordinal end_of_day(date on) const {
        return calendar->first_session_from(on + day_count{1}) - 1;
    }
};

/// A firing of a rung before anybody is named: the day, and the first and last row that brought it about.
struct firing {
    date on{};
    session_ordinal session{};  ///< the session that reached the count; for order within a day
    cause first{}, last{};
    bool at_day_end{false};  ///< judged when the day is over, not by one of its sessions
};

/// The month, term or school year in which a day lies, by the terms of the unit whose pupil it is that day; a school
/// year lasts from its first term to its last. Nothing in a vacation.
[[nodiscard]] inline std::optional<std::int32_t> period_on(const pupil_view& pupil, period p, date on) {
    if (p == period::month) {
        const auto c = civil(on);
        return c.year * 12 + c.month;
    }
    const auto& calendar = pupil.calendar_on(on);
    if (p == period::term) {
        const auto* t = calendar.term_covering(on);
        return t == nullptr ? std::nullopt : std::optional{t->row};
    }
    const auto year = calendar.school_year_of(on);
    const auto days = year ? calendar.school_year_span(*year) : std::nullopt;
    return days && on <= days->last ? year : std::nullopt;
}

/// What one run, period or window still has in it. A counting mode starts a new one for each of them.
struct chance {
    bool reached{false};
    bool used_up{false};
};

}  // namespace baoxue
