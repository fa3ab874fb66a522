// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/pupil.hpp>
#include <baoxue/policy/bound.hpp>

#include <optional>
#include <span>
#include <vector>

namespace baoxue {

/// The first and the last row that counted so far.
struct counted_rows {
    bool any{false};
    std::size_t first{}, last{};

    void add(std::size_t from, std::size_t to) {
        if (!any)
            first = from;
        any = true;
        last = to;
    }
};

/// What one school year holds so far of a share.
struct share_tally {
    std::int32_t year{};
    std::int32_t counted{0}, marked{0};
    chance luck{};
    counted_rows rows{};
};

/// Whether a school day is the last of its month for the pupil. After as_of the unit is that of as_of: no later move is
/// known; a month that runs past the published lists has no last day that is known.
[[nodiscard]] inline bool ends_month(const pupil_view& pupil, day_ordinal d) {
    const auto& c = *pupil.calendar;
    if (d + 1 < c.days() && c.date_of(d + 1) <= pupil.as_of)
        return c.month_of(d + 1) != c.month_of(d);
    const auto& later = pupil.calendar_on(pupil.as_of);
    if (const auto next = later.on_or_after(pupil.as_of + day_count{1}); next < later.days())
        return later.month_of(next) != c.month_of(d);
    const auto day = civil(c.date_of(d));
    const date month_end{day.year, day.month, last_day_of_month(day.year, day.month)};
    return std::all_of(later.terms().begin(), later.terms().end(), [&](const term& t) {
        return t.first_day > month_end || t.last_day < c.date_of(d) ||
               pupil.facts->working.covers(std::min(month_end, t.last_day));
    });
}

/// Fires once a school year, on the first month's last school day on which the share of what counts reaches the line.
///
/// \par Source
/// Meaning decisions, paragraph 5: a share is of the marked sessions or days while enrolled.
template <class Attempt, class Fire>
void count_share(const pupil_view& pupil, const bound_rung& rung, const share& mode, std::vector<share_tally>& tallies,
                 Attempt&& attempt, Fire&& fire) {
    const auto& c = *pupil.calendar;
    tallies.clear();
    std::size_t row = 0;
    for (day_ordinal d = 0; d < c.days() && c.date_of(d) <= pupil.as_of; ++d) {
        if (!pupil.on_roll(c.date_of(d)))
            continue;  // nor has such a day a row: a district keeps none off the roll
        const auto year = c.term_at(d).school_year;
        auto tally = std::find_if(tallies.begin(), tallies.end(), [&](const auto& t) { return t.year == year; });
        if (tally == tallies.end())
            tally = tallies.insert(tallies.end(), share_tally{year});
        auto& [of_year, counted, marked, luck, rows] = *tally;
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
        if (luck.used_up || counted == 0 || marked < *mode.at_least.value || !ends_month(pupil, d))
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

/// The day by which a pupil should be back in a term, from one enrolment; nothing where the unit has no such term or
/// the pupil was not on its roll that day.
[[nodiscard]] inline std::optional<date> back_by(const pupil_view& pupil, std::size_t enrolment, const not_back& mode,
                                                 std::int32_t term_row) {
    const auto& e = pupil.facts->enrolments;
    const auto& c = pupil.calendar_at(e.unit[enrolment]);
    for (const auto& t : c.terms()) {
        const auto by = t.row == term_row ? back_by(c, t, mode) : std::nullopt;
        if (by && *by <= pupil.as_of && enrolment_on(e, pupil.student, *by) == enrolment && pupil.on_roll(*by))
            return by;
    }
    return std::nullopt;
}

/// Fires once a term for a pupil on the roll who is not back by the named day: on that day, school day or not.
///
/// The terms are those of the unit whose roll names the pupil on that day. After a move between units whose school days
/// differ, a term is looked at on the first such day.
template <class Attempt, class Fire>
void count_not_back(const pupil_view& pupil, const bound_rung& rung, const not_back& mode, Attempt&& attempt,
                    Fire&& fire) {
    const auto& c = *pupil.calendar;
    const auto& e = pupil.facts->enrolments;
    const auto begin = e.first(pupil.student);
    for (auto i = begin; i < e.end(pupil.student); ++i)
        for (const auto& t : pupil.calendar_at(e.unit[i]).terms()) {
            const auto by = back_by(pupil, i, mode, t.row);
            bool is_first = by.has_value();
            for (auto k = begin; k < i && is_first; ++k)
                is_first = !back_by(pupil, k, mode, t.row);
            if (!is_first)
                continue;
            if (mode.basis == not_back_basis::registration) {
                if (!pupil.facts->is_given(table_name::registrations))
                    continue;  // unknown, a gap of its own
                const auto& r = pupil.facts->registrations;
                bool registered = false;
                for (auto k = r.first(pupil.student); k < r.end(pupil.student); ++k)
                    registered = registered || (r.term[k] == t.row && r.on[k] <= *by);
                const cause enrolled{table_name::enrolments, e.row[i]};
                if (chance luck; !registered && attempt(luck, *by))
                    fire(firing{*by, pupil.end_of_day(*by), enrolled, enrolled, true});
                continue;
            }
            bool back = false;
            counted_rows rows;
            const auto end = pupil.end_of_day(std::min(*by, t.last_day)) + 1;
            for (auto s = c.first_session_from(t.first_day); s < end && !back; ++s) {
                const auto m = pupil.at(s);
                if (rung.marks.contains(m)) {
                    const auto row = pupil.ordinal.row_from(s);
                    rows.add(row, row);
                } else {
                    back = m != mark::unmarked;
                }
            }
            if (chance luck; !back && rows.any && attempt(luck, *by))
                fire(firing{*by, pupil.end_of_day(*by), pupil.because(rows.first), pupil.because(rows.last), true});
        }
}

}  // namespace baoxue
