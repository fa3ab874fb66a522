// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/pupil.hpp>
#include <baoxue/policy/bind.hpp>

#include <span>

namespace baoxue {

namespace detail {

/// Whether a run goes on from one counted row to the next.
inline bool run_goes_on(const pupil_view& pupil, const bound_rung& rung, const consecutive& mode, std::size_t row,
                        std::size_t next) {
    if (next != row + 1 || pupil.ordinal[next] != pupil.ordinal[row] + 1)
        if (pupil.ended_between(row, next, rung.marks))
            return false;
    const auto d = pupil.day(row), e = pupil.day(next);
    if (d == e)
        return true;
    const auto& c = *pupil.calendar;
    if (!mode.across_terms && c.term_of(d) != c.term_of(e))
        return false;
    return !pupil.left_between(c.date_of(d), c.date_of(e));
}

/// Whether no day without school lies between two school days.
inline bool touch(const school_calendar& c, day_ordinal d, day_ordinal e) {
    return c.date_of(e).days - c.date_of(d).days == e - d;
}

/// A run of days on each of which some session counts.
template <class Attempt, class Fire>
void count_part_days(const pupil_view& pupil, const bound_rung& rung, const consecutive& mode,
                     std::span<const std::uint32_t> counted, Attempt&& attempt, Fire&& fire) {
    const auto& c = *pupil.calendar;
    std::int32_t days = 0;
    chance luck;
    std::size_t first = 0;
    day_ordinal last = no_code;
    for (const std::size_t row : counted) {
        const auto d = pupil.day(row);
        if (d == last)
            continue;
        bool goes_on = last != no_code && (mode.across_terms || c.term_of(last) == c.term_of(d)) &&
                       !pupil.left_between(c.date_of(last), c.date_of(d)) &&
                       (mode.adjacent == adjacency::school_days || touch(c, last, d));
        for (auto between = last + 1; goes_on && between < d;
             ++between) {  // a day wholly marked without one that counts
            bool known = true;
            for (auto s = c.first_session(between); s < c.first_session(between) + c.sessions_of_day(between); ++s)
                known = known && pupil.at(s) != mark::unmarked;
            goes_on = !known;
        }
        if (!goes_on)
            days = 0, luck = {};
        if (++days == 1)
            first = row;
        last = d;
        if (days >= rung.reaches && attempt(luck, c.date_of(d)))
            fire(firing{c.date_of(d), pupil.ordinal[row], pupil.because(first), pupil.because(row)});
    }
}

}  // namespace detail

/// Fires once a run of consecutive sessions or days, on the session that reaches the number.
///
/// \param counted   rows whose mark counts, in order
/// \param attempt   (chance&, date) -> bool: whether the number, being reached, makes the rung fire
/// \param fire      called with each firing
///
/// \par Source
/// Meaning decisions, paragraphs 3 and 4: other marks end a run; unmarked sessions neither count nor end it.
template <class Attempt, class Fire>
void count_consecutive(const pupil_view& pupil, const bound_rung& rung, const consecutive& mode,
                       std::span<const std::uint32_t> counted, Attempt&& attempt, Fire&& fire) {
    if (rung.part_days)
        return detail::count_part_days(pupil, rung, mode, counted, attempt, fire);
    const auto& c = *pupil.calendar;
    const bool by_calendar = mode.adjacent == adjacency::calendar_days;
    std::int32_t count = 0, in_day = 0;
    day_ordinal day = no_code, last = no_code;  // the day at hand; the last day that counted
    std::size_t first = 0, day_first = 0;
    chance luck;
    for (std::size_t k = 0; k < counted.size(); ++k) {
        const std::size_t row = counted[k];
        if (k > 0 && !detail::run_goes_on(pupil, rung, mode, counted[k - 1], row))
            count = 0, luck = {}, day = no_code, last = no_code;
        const auto d = pupil.day(row);
        if (d != day)
            day = d, in_day = 0, day_first = row;
        ++in_day;
        if (rung.full_days && in_day < c.sessions_of_day(d))
            continue;
        if (by_calendar && last != no_code && !detail::touch(c, last, d))
            count = 0, luck = {};
        last = d;
        if (++count == 1)
            first = rung.full_days ? day_first : row;
        if (count >= rung.reaches && attempt(luck, c.date_of(d)))
            fire(firing{c.date_of(d), pupil.ordinal[row], pupil.because(first), pupil.because(row)});
    }
}

}  // namespace baoxue
