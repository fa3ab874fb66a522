// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/pupil.hpp>
#include <baoxue/policy/bound.hpp>

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace baoxue {

namespace detail {

/// Whether no term ended between two school days. A move into a unit with terms of its own ends nothing.
inline bool same_stretch(const school_calendar& c, const consecutive& mode, day_ordinal d, day_ordinal e) {
    return mode.across_terms || c.date_of(e) <= c.term_at(d).last_day;
}

/// A counted row, with its session and day.
struct counted_session {
    std::size_t row;
    session_ordinal session;
    day_ordinal day;
};

/// Whether a run goes on from one counted row to the next.
inline bool run_goes_on(const pupil_view& pupil, const bound_rung& rung, const consecutive& mode,
                        const counted_session& from, const counted_session& to) {
    if (to.session != from.session + 1 && pupil.ended_between(from.row, to.row, rung.marks))
        return false;
    const auto d = from.day, e = to.day;
    if (d == e)
        return true;
    const auto& c = *pupil.calendar;
    if (!same_stretch(c, mode, d, e))
        return false;
    return !pupil.left_between(c.date_of(d), c.date_of(e));
}

/// Whether no day without school lies between two school days.
inline bool touch(const school_calendar& c, day_ordinal d, day_ordinal e) {
    return c.date_of(e).days - c.date_of(d).days == e - d;
}

/// Whether every session of a day has its mark.
inline bool is_wholly_marked(const pupil_view& pupil, day_ordinal d) {
    const auto& c = *pupil.calendar;
    for (auto s = c.first_session(d); s < c.first_session(d) + c.sessions_of_day(d); ++s)
        if (pupil.at(s) == mark::unmarked)
            return false;
    return true;
}

/// Whether a run still stands at the end of a day on or after a counted row and before the next one.
///
/// \param last  the row that last raised the count
inline bool stands_on(const pupil_view& pupil, const bound_rung& rung, const consecutive& mode, std::size_t last,
                      std::size_t row, date on) {
    const auto& c = *pupil.calendar;
    const auto d = pupil.day(row);
    if ((!mode.across_terms && on > c.term_at(d).last_day) || pupil.left_between(c.date_of(d), on))
        return false;
    if (mode.adjacent == adjacency::calendar_days &&
        !(c.is_school_day(on) && touch(c, pupil.day(last), c.on_or_after(on))))
        return false;
    const auto end = c.on_or_after(on + day_count{1});
    if (rung.part_days) {
        for (auto later = d + 1; later < end; ++later)
            if (is_wholly_marked(pupil, later))
                return false;
        return true;
    }
    for (auto s = pupil.ordinal[row] + 1; s < c.first_session(end); ++s)
        if (pupil.at(s) != mark::unmarked)
            return false;
    return true;
}

inline constexpr std::size_t no_row = std::numeric_limits<std::size_t>::max();

/// Fires on the day of an act that came on record while the number stood reached.
///
/// \param last       the row that last raised the count
/// \param row, next  the counted row at hand and the one after it, or no_row
template <class Attempt, class Fire>
void fire_on_acts(const pupil_view& pupil, const bound_rung& rung, const consecutive& mode,
                  std::span<const date> act_days, std::size_t first, std::size_t last, std::size_t row,
                  std::size_t next, chance& luck, Attempt&& attempt, Fire&& fire) {
    for (const date on : act_days)
        if (pupil.on(row) <= on && (next == no_row || on < pupil.on(next)) &&
            stands_on(pupil, rung, mode, last, row, on) && attempt(luck, on))
            fire(firing{on, pupil.end_of_day(on), pupil.because(first), pupil.because(last), true});
}

/// A run of days on each of which some session counts.
template <class Attempt, class Fire>
void count_part_days(const pupil_view& pupil, const bound_rung& rung, const consecutive& mode,
                     std::span<const std::uint32_t> counted, std::span<const date> act_days, Attempt&& attempt,
                     Fire&& fire) {
    const auto& c = *pupil.calendar;
    std::int32_t days = 0;
    chance luck;
    std::size_t first = 0, reaching = 0;
    day_ordinal last = no_code;
    for (std::size_t k = 0; k < counted.size(); ++k) {
        const std::size_t row = counted[k];
        const std::size_t next = k + 1 < counted.size() ? counted[k + 1] : no_row;
        const auto d = pupil.day(row);
        if (d == last) {
            if (days >= rung.reaches)
                fire_on_acts(pupil, rung, mode, act_days, first, reaching, row, next, luck, attempt, fire);
            continue;
        }
        bool goes_on = last != no_code && same_stretch(c, mode, last, d) &&
                       !pupil.left_between(c.date_of(last), c.date_of(d)) &&
                       (mode.adjacent == adjacency::school_days || touch(c, last, d));
        for (auto between = last + 1; goes_on && between < d; ++between)
            goes_on = !is_wholly_marked(pupil, between);  // a marked day without one that counts
        if (!goes_on)
            days = 0, luck = {};
        if (++days == 1)
            first = row;
        last = d, reaching = row;
        if (days >= rung.reaches && attempt(luck, c.date_of(d)))
            fire(firing{c.date_of(d), pupil.ordinal[row], pupil.because(first), pupil.because(row)});
        if (days >= rung.reaches)
            fire_on_acts(pupil, rung, mode, act_days, first, reaching, row, next, luck, attempt, fire);
    }
}

}  // namespace detail

/// Counted rows, parted into runs that go on without an end between them.
struct counted_runs {
    std::vector<detail::counted_session> rows;
    std::vector<std::size_t> ends;  ///< one past the last row of each run
    mark_set marks;                 ///< what they are runs of
    bool across_terms{false};
};

/// \param counted  rows whose mark counts, in order
inline void list_runs(const pupil_view& pupil, const bound_rung& rung, const consecutive& mode,
                      std::span<const std::uint32_t> counted, counted_runs& out) {
    out.rows.clear(), out.ends.clear();
    out.marks = rung.marks, out.across_terms = mode.across_terms;
    for (const std::size_t row : counted) {
        const auto session = pupil.ordinal[row];
        const detail::counted_session at{row, session, pupil.calendar->day_of(session)};
        if (!out.rows.empty() && !detail::run_goes_on(pupil, rung, mode, out.rows.back(), at))
            out.ends.push_back(out.rows.size());
        out.rows.push_back(at);
    }
    out.ends.push_back(out.rows.size());
}

/// Fires once a run of consecutive sessions or days, on the session that reaches the number.
///
/// \param runs      of what the rung counts; a ladder lists them once for all its rungs
/// \param counted   rows whose mark counts, in order
/// \param act_days  days on which an act that the rung requires came on record
/// \param attempt   (chance&, date) -> bool: whether the number, being reached, makes the rung fire
/// \param fire      called with each firing
///
/// \par Source
/// Meaning decisions, paragraphs 3 and 4: other marks end a run; unmarked sessions neither count nor end it.
template <class Attempt, class Fire>
void count_consecutive(const pupil_view& pupil, const bound_rung& rung, const consecutive& mode,
                       const counted_runs& runs, std::span<const std::uint32_t> counted, std::span<const date> act_days,
                       Attempt&& attempt, Fire&& fire) {
    if (rung.part_days)
        return detail::count_part_days(pupil, rung, mode, counted, act_days, attempt, fire);
    const auto& c = *pupil.calendar;
    const bool by_calendar = mode.adjacent == adjacency::calendar_days;
    const bool once = !by_calendar;
    std::size_t k = 0;
    for (const auto end : runs.ends) {
        std::int32_t count = 0, in_day = 0;
        day_ordinal day = no_code, last = no_code;  // the day at hand; the last day that counted
        std::size_t first = 0, day_first = 0, reaching = 0;
        chance luck;
        for (; k < end && !(once && luck.used_up); ++k) {
            const auto [row, session, d] = runs.rows[k];
            if (d != day)
                day = d, in_day = 0, day_first = row;
            ++in_day;
            if (!rung.full_days || in_day == c.sessions_of_day(d)) {
                if (by_calendar && last != no_code && !detail::touch(c, last, d))
                    count = 0, luck = {};
                last = d, reaching = row;
                if (++count == 1)
                    first = rung.full_days ? day_first : row;
                if (count >= rung.reaches && attempt(luck, c.date_of(d)))
                    fire(firing{c.date_of(d), session, pupil.because(first), pupil.because(row)});
            }
            if (count < rung.reaches)
                continue;
            const std::size_t next = k + 1 < runs.rows.size() ? runs.rows[k + 1].row : detail::no_row;
            detail::fire_on_acts(pupil, rung, mode, act_days, first, reaching, row, next, luck, attempt, fire);
        }
        k = end;
    }
}

/// The same for one rung alone.
template <class Attempt, class Fire>
void count_consecutive(const pupil_view& pupil, const bound_rung& rung, const consecutive& mode,
                       std::span<const std::uint32_t> counted, std::span<const date> act_days, Attempt&& attempt,
                       Fire&& fire) {
    counted_runs runs;
    list_runs(pupil, rung, mode, counted, runs);
    count_consecutive(pupil, rung, mode, runs, counted, act_days, attempt, fire);
}

}  // namespace baoxue
