// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/occasions.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

namespace baoxue {

/// What one month, term or school year holds so far.
struct period_tally {
    std::int32_t period{};
    std::int32_t count{0};
    chance luck{};
    cause first{}, last{};
};

namespace detail {

/// The tally of a period; a pupil who moves between units with terms of their own may come back to one.
inline period_tally& tally_of(std::vector<period_tally>& tallies, std::int32_t period) {
    for (auto it = tallies.rbegin(); it != tallies.rend(); ++it)
        if (it->period == period)
            return *it;
    return tallies.emplace_back(period_tally{period});
}

}  // namespace detail

/// Fires once a month, term or school year, on the session that brings the count to the number.
///
/// \param tallies  memory to reuse
///
/// \par Source
/// Meaning decisions, paragraph 5.
template <class Attempt, class Fire>
void count_cumulative(const pupil_view& pupil, const bound_rung& rung, const cumulative& mode,
                      std::span<const occasion> occasions, std::vector<period_tally>& tallies, Attempt&& attempt,
                      Fire&& fire) {
    tallies.clear();
    for (const auto& o : occasions) {
        const auto period = period_on(pupil, mode.period, o.on);
        if (!period)
            continue;
        auto& t = detail::tally_of(tallies, *period);
        if (o.adds) {
            if (++t.count == 1)
                t.first = o.first;
            t.last = o.last;
        }
        if (t.count >= rung.reaches && attempt(t.luck, o.on))
            fire(firing{o.on, o.session, t.first, t.last, o.at_day_end});
    }
}

namespace detail {

/// The school week of a day, counted from 0; a week without school belongs to the one before it.
inline std::int32_t school_week_of(const school_calendar& calendar, date on) {
    const auto next = calendar.on_or_after(monday_of(on) + day_count{7});
    return next == 0 ? -1 : calendar.week_of(next - 1);
}

/// Where a day stands in a window: a date, or a school week.
inline std::int32_t place_in_window(const school_calendar& calendar, const rolling& mode, date on) {
    return mode.of == window_unit::school_weeks ? school_week_of(calendar, on) : on.days;
}

/// The first place of the window that ends on a day.
inline std::int32_t window_start(const school_calendar& calendar, const rolling& mode, date end) {
    const auto length = *mode.length.value;
    if (mode.of == window_unit::months)
        return add_months(end, -length).days + 1;
    return place_in_window(calendar, mode, end) - length + 1;
}

/// The term or school year within which a window lies; one and the same where it lies within none.
inline std::optional<std::int32_t> period_of_window(const pupil_view& pupil, const rolling& mode, date on) {
    if (mode.within == window_within::none)
        return 0;
    return period_on(pupil, mode.within == window_within::term ? period::term : period::school_year, on);
}

struct held_in_window {
    std::int32_t count{0};
    std::size_t first{}, last{};  ///< of the occasions, where there are any
};

/// What the window that ends on a day holds of the first `end` occasions, none of which is later.
inline held_in_window held_on(const pupil_view& pupil, const rolling& mode, std::span<const occasion> occasions,
                              std::size_t end, date day) {
    held_in_window held;
    const auto period = period_of_window(pupil, mode, day);
    if (!period)
        return held;
    const auto start = window_start(*pupil.calendar, mode, day);
    while (end > 0 && place_in_window(*pupil.calendar, mode, occasions[end - 1].on) >= start) {
        --end;
        if (occasions[end].adds && occasions[end].period == period) {
            if (++held.count == 1)
                held.last = end;
            held.first = end;
        }
    }
    return held;
}

}  // namespace detail

/// Fires when the count of a window that ends today reaches the number, and again only after a later day ended below
/// it.
///
/// Between two occasions a window only loses: the day before an occasion has the lowest count since the last one. Only
/// of a pupil who moves between units with terms of their own every day is looked at.
///
/// \par Source
/// Meaning decisions, paragraph 5.
template <class Attempt, class Fire>
void count_rolling(const pupil_view& pupil, const bound_rung& rung, const rolling& mode, std::span<occasion> occasions,
                   Attempt&& attempt, Fire&& fire) {
    for (auto& o : occasions)
        o.period = detail::period_of_window(pupil, mode, o.on);
    chance luck;
    for (std::size_t i = 0; i < occasions.size();) {
        const date on = occasions[i].on;
        const bool has_moved = mode.within != window_within::none && pupil.calendar != &pupil.calendar_on(on);
        for (date day = has_moved && i > 0 ? occasions[i - 1].on : on - day_count{1}; day < on;
             day = day + day_count{1})
            if (detail::held_on(pupil, mode, occasions, i, day).count < rung.reaches)
                luck = {};
        auto held = detail::held_on(pupil, mode, occasions, i, on);
        for (; i < occasions.size() && occasions[i].on == on; ++i) {
            const auto& o = occasions[i];
            if (!o.period)
                continue;
            if (o.adds) {
                if (++held.count == 1)
                    held.first = i;
                held.last = i;
            }
            if (held.count >= rung.reaches && attempt(luck, on))
                fire(firing{on, o.session, occasions[held.first].first, occasions[held.last].last, o.at_day_end});
        }
    }
}

}  // namespace baoxue
