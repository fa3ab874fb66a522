// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/owe.hpp>
#include <baoxue/policy/bind.hpp>

#include <optional>
#include <span>

namespace baoxue {

/// The first and the last row that counted so far.
struct counted_rows {
    bool any{false};
    std::size_t first{0}, last{0};

    void add(std::size_t from, std::size_t to) {
        if (!any)
            first = from;
        any = true;
        last = to;
    }
};

/// Whether no school day can follow the last known one in its month: beyond the published lists nothing is known.
[[nodiscard]] inline bool is_known_to_end(const pupil_view& pupil, day_ordinal last) {
    const auto c = civil(pupil.calendar->date_of(last));
    const date month_end{c.year, c.month, last_day_of_month(c.year, c.month)};
    return pupil.facts->working.covers(std::min(month_end, pupil.calendar->term_at(last).last_day));
}

/// Fires once a school year, on the first month's last school day on which the share of what counts reaches the line.
///
/// \par Source
/// Meaning decisions, paragraph 5: a share is of the marked sessions or days while enrolled.
template <class Attempt, class Fire>
void count_share(const pupil_view& pupil, const bound_rung& rung, const share& mode, Attempt&& attempt, Fire&& fire) {
    const auto& c = *pupil.calendar;
    std::int32_t year = no_code, counted = 0, marked = 0;
    chance luck;
    counted_rows rows;
    std::size_t row = 0;
    for (day_ordinal d = 0; d < c.days() && c.date_of(d) <= pupil.as_of; ++d) {
        const bool is_month_end = d + 1 < c.days() ? c.month_of(d + 1) != c.month_of(d) : is_known_to_end(pupil, d);
        if (c.term_at(d).school_year != year)
            year = c.term_at(d).school_year, counted = marked = 0, luck = {}, rows = {};
        if (!pupil.on_roll(c.date_of(d))) {
            for (; row < pupil.rows() && pupil.day(row) <= d; ++row) {
            }
            continue;
        }
        std::int32_t day_counted = 0, day_marked = 0;
        std::size_t day_first = 0, day_last = 0;
        for (auto s = c.first_session(d); s < c.first_session(d) + c.sessions_of_day(d); ++s) {
            const bool has_row = row < pupil.rows() && pupil.ordinal[row] == s;
            const auto m = has_row ? pupil.marks[row] : pupil.without_row(s);
            if (m != mark::unmarked)
                ++day_marked;
            if (rung.marks.contains(m)) {
                if (++day_counted == 1)
                    day_first = row;
                day_last = row;
            }
            if (has_row)
                ++row;
        }
        const auto held = c.sessions_of_day(d);
        if (rung.sessions) {
            counted += day_counted, marked += day_marked;
        } else if (rung.full_days) {
            const bool full = day_counted == held, broken = day_marked > day_counted;
            counted += full ? 1 : 0, marked += full || broken ? 1 : 0;
        } else {
            counted += day_counted > 0 ? 1 : 0, marked += day_counted > 0 || day_marked == held ? 1 : 0;
        }
        if (rung.full_days ? day_counted == held : day_counted > 0)
            rows.add(day_first, rung.part_days ? day_first : day_last);
        if (!is_month_end || luck.used_up || counted == 0 || marked < *mode.at_least.value)
            continue;
        const auto against = compare_share(counted, marked, *mode.line.value);
        const bool reached = mode.comparator == comparator::at_least ? against >= 0 : against > 0;
        if (!reached || !attempt(luck, c.date_of(d)))
            continue;
        const auto s = c.first_session(d) + held - 1;
        fire(firing{c.date_of(d), s, pupil.because(rows.first), pupil.because(rows.last), true});
    }
}

/// The day of a term by which a pupil should be back; nothing where the term has no such day.
[[nodiscard]] inline std::optional<date> back_by(const school_calendar& c, const term& t, const not_back& mode) {
    if (!mode.until)
        return t.registration_until;
    const auto n = *mode.until->value;
    if (mode.unit != day_unit::school_days)
        return t.first_day + day_count{n};
    const auto d = t.first + n - 1;
    return n >= 1 && d < t.end ? std::optional{c.date_of(d)} : std::nullopt;
}

/// Fires once a term for a pupil on the roll who is not back by the named day: on that day, school day or not.
template <class Attempt, class Fire>
void count_not_back(const pupil_view& pupil, const bound_rung& rung, const not_back& mode, Attempt&& attempt,
                    Fire&& fire) {
    const auto& c = *pupil.calendar;
    for (const auto& t : c.terms()) {
        const auto by = back_by(c, t, mode);
        if (!by || *by > pupil.as_of || !pupil.on_roll(*by))
            continue;
        if (mode.basis == not_back_basis::registration) {
            if (!pupil.facts->is_given(table_name::registrations))
                continue;  // unknown, a gap of its own
            const auto& r = pupil.facts->registrations;
            bool registered = false;
            for (auto i = r.first(pupil.student); i < r.end(pupil.student); ++i)
                registered = registered || (r.term[i] == t.row && r.on[i] <= *by);
            const auto enrolment = enrolment_on(pupil.facts->enrolments, pupil.student, *by);
            const cause enrolled{table_name::enrolments, enrolment ? pupil.facts->enrolments.row[*enrolment] : no_code};
            if (chance luck; !registered && attempt(luck, *by))
                fire(firing{*by, end_of_day(c, *by), enrolled, enrolled, true});
            continue;
        }
        bool back = false;
        counted_rows rows;
        for (auto s = c.first_session(t.first); s < c.all_sessions() && !back; ++s) {
            const auto d = c.day_of(s);
            if (d >= t.end || c.date_of(d) > *by)
                break;
            const auto m = pupil.at(s);
            if (m == mark::unmarked)
                continue;
            back = !rung.marks.contains(m);
            if (back)
                break;
            const auto row = static_cast<std::size_t>(std::lower_bound(pupil.ordinal.begin(), pupil.ordinal.end(), s) -
                                                      pupil.ordinal.begin());
            rows.add(row, row);
        }
        if (chance luck; !back && rows.any && attempt(luck, *by))
            fire(firing{*by, end_of_day(c, *by), pupil.because(rows.first), pupil.because(rows.last), true});
    }
}

}  // namespace baoxue
