// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/grouped.hpp>
#include <baoxue/facts/tables/roll.hpp>

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

namespace baoxue::detail {

/// One register in the order of its table, before it is grouped by pupil.
struct raw_marks {
    std::vector<code> student;  ///< no_code: left out
    std::vector<session_ordinal> ordinal;
    std::vector<mark> marks;
    std::vector<std::int16_t> minutes_late;  ///< empty where no row has any
    bool in_order{true};                     ///< by pupil and session, none left out
};

inline bool outside_coverage(const district& d, const column_reader& column, std::int64_t row, date on) {
    if (d.working.covers(on))
        return false;
    column.error(row, to_string(on) + " is outside the calendar, which covers " + to_string(d.working.first_covered()) +
                          " to " + to_string(d.working.last_covered()) +
                          "; extend it by rows of `days` without a hole");
    return true;
}

inline raw_marks read_marks(const district& d, const table_reader& table, const left_out_enrolments& left_out,
                            bool coverage_known) {
    const auto& student = table["student_id"];
    const auto& on = table["date"];
    const auto& half = table["session"];
    const auto& mark_word = table["mark"];
    const auto& minutes = table["minutes_late"];
    const auto rows = static_cast<std::size_t>(table.rows());
    raw_marks raw;
    raw.student.resize(rows, no_code), raw.ordinal.resize(rows), raw.marks.resize(rows);
    const bool roll_known = d.is_given(table_name::enrolments);
    code last = no_code;
    const school_calendar* calendar = nullptr;
    std::size_t enrolment = 0;
    session_ordinal last_ordinal = -1;
    for (std::int64_t row = 0; row < table.rows(); ++row) {
        const auto i = static_cast<std::size_t>(row);
        const auto s = student_code(student, row, d.ids->students);
        const auto day = on.day(row);
        const auto which = half.one_of<session>(row);
        const auto m = mark_word.one_of<mark>(row);
        const auto late = minutes.given() ? minutes.integer(row, 1440) : std::nullopt;
        bool good = s != no_code && day && which && m && !d.calendars.empty();
        if (day && coverage_known && outside_coverage(d, on, row, *day))
            good = false;
        if (good && s != last)
            last = s, calendar = &d.calendar_of(s), enrolment = d.enrolments.first(s), last_ordinal = -1;
        if (good && roll_known) {
            const auto& e = d.enrolments;
            const auto covers = [&](std::size_t k) { return e.from[k] <= *day && *day <= e.until[k]; };
            if (enrolment >= e.end(s) || !covers(enrolment))
                for (enrolment = e.first(s); enrolment < e.end(s) && !covers(enrolment);)
                    ++enrolment;
            if (enrolment == e.end(s)) {
                if (const auto because = left_out.find(s, *day, e.first(s) != e.end(s)))
                    student.follows(row, "left out with row " + std::to_string(*because) +
                                             " of `enrolments`, which may be the enrolment of student " +
                                             student.shown_id(row) + " on " + to_string(*day));
                else
                    student.contradiction(row, "student " + student.shown_id(row) + " is not enrolled on " +
                                                   to_string(*day));
                good = false;
            }
        }
        const auto& died = good ? d.students.died_on[static_cast<std::size_t>(s)] : std::optional<date>{};
        if (died && *day > *died) {
            student.contradiction(row, "student " + student.shown_id(row) + " died before " + to_string(*day));
            good = false;
        }
        if (good && late && *m != mark::present) {
            minutes.contradiction(row, "minutes late of a mark that is not `present`");
            good = false;
        }
        if (good) {
            const auto ordinal = calendar->find(*day, *which);
            if (ordinal) {
                raw.student[i] = s, raw.ordinal[i] = *ordinal, raw.marks[i] = *m;
                if (late && raw.minutes_late.empty())
                    raw.minutes_late.assign(rows, -1);
                if (late)
                    raw.minutes_late[i] = static_cast<std::int16_t>(*late);
            } else if (!roll_known) {
                good = false;  // whose calendar would say so is not known
            } else {
                on.contradiction(row, "no school on " + to_string(*day) + " " + std::string{word_of(*which)} +
                                          " for this pupil");
                good = false;
            }
        }
        if (!good) {
            raw.in_order = false;
            continue;
        }
        if (raw.ordinal[i] <= last_ordinal || (i > 0 && s < raw.student[i - 1]))
            raw.in_order = false;
        last_ordinal = raw.ordinal[i];
    }
    return raw;
}

/// Groups a register by pupil. Two different marks for one session contradict each other: neither is known.
///
/// \param coverage_known  false where the days that extend the calendar cannot be believed: no date is outside it then
inline void build_attendance(district& d, const table_reader& table, const left_out_enrolments& left_out,
                             bool coverage_known) {
    auto raw = read_marks(d, table, left_out, coverage_known);
    auto& a = d.attendance;
    a.offsets.assign(static_cast<std::size_t>(d.pupils()) + 1, 0);
    if (raw.in_order) {
        for (const code s : raw.student)
            ++a.offsets[static_cast<std::size_t>(s) + 1];
        std::partial_sum(a.offsets.begin(), a.offsets.end(), a.offsets.begin());
        a.ordinal = std::move(raw.ordinal), a.marks = std::move(raw.marks),
        a.minutes_late = std::move(raw.minutes_late);
        return;
    }
    grouped by_pupil;
    const auto order = group_rows(by_pupil, static_cast<std::size_t>(d.pupils()), raw.student,
                                  [&](auto x, auto y) { return raw.ordinal[x] < raw.ordinal[y]; });
    const auto late = [&](std::size_t i) { return raw.minutes_late.empty() ? std::int16_t{-1} : raw.minutes_late[i]; };
    for (std::size_t k = 0; k < order.size();) {
        std::size_t end = k + 1;
        const auto i = order[k];
        bool agree = true;
        for (; end < order.size() && raw.student[order[end]] == raw.student[i] &&
               raw.ordinal[order[end]] == raw.ordinal[i];
             ++end)
            agree = agree && raw.marks[order[end]] == raw.marks[i] && late(order[end]) == late(i);
        if (!agree)
            for (auto j = k; j < end; ++j)
                table["mark"].conflict(static_cast<std::int64_t>(order[j]),
                                       "different marks for one session, see row " +
                                           std::to_string(order[j == k ? k + 1 : k]));
        ++a.offsets[static_cast<std::size_t>(raw.student[i]) + 1];
        a.ordinal.push_back(raw.ordinal[i]);
        a.marks.push_back(agree ? raw.marks[i] : mark::unmarked);
        if (!raw.minutes_late.empty())
            a.minutes_late.push_back(agree ? late(i) : std::int16_t{-1});
        a.rows.push_back(static_cast<std::int64_t>(i));
        k = end;
    }
    std::partial_sum(a.offsets.begin(), a.offsets.end(), a.offsets.begin());
}

/// Registers taken, by unit.
inline void build_roll_calls(district& d, const table_reader& table, bool coverage_known) {
    d.roll_calls.taken.assign(d.units.parent.size(), {});
    for (std::int64_t row = 0; row < table.rows(); ++row) {
        const auto on = table["date"].day(row);
        const auto which = table["session"].one_of<sessions>(row);
        const auto unit = table["class_id"].is_null(row) ? no_code : unit_code(table["class_id"], row, d.ids->units);
        const bool outside = on && coverage_known && outside_coverage(d, table["date"], row, *on);
        if (!on || !which || unit == no_code || outside || d.calendars.empty())
            continue;
        const auto& calendar = d.calendars[static_cast<std::size_t>(d.units.calendar[static_cast<std::size_t>(unit)])];
        for (const auto half : {session::am, session::pm}) {
            if (!includes(*which, half))
                continue;
            if (calendar.find(*on, half))
                d.roll_calls.taken[static_cast<std::size_t>(unit)].push_back(roll_call_columns::key(*on, half));
            else
                table["date"].contradiction(row, "no school on " + to_string(*on) + " " + std::string{word_of(half)} +
                                                     " for this unit");
        }
    }
    for (auto& keys : d.roll_calls.taken) {
        std::sort(keys.begin(), keys.end());
        keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    }
}

}  // namespace baoxue::detail
