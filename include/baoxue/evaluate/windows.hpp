// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/occasions.hpp>

#include <algorithm>
#include <optional>
#include <span>

namespace baoxue {

/// Fires once a month, term or school year, on the session that brings the count to the number.
///
/// \par Source
/// Meaning decisions, paragraph 5.
template <class Attempt, class Fire>
void count_cumulative(const school_calendar& calendar, const bound_rung& rung, const cumulative& mode,
                      std::span<const occasion> occasions, Attempt&& attempt, Fire&& fire) {
    const auto key = [&](const occasion& o) {
        switch (mode.period) {
        case period::month: {
            const auto c = civil(o.on);
            return c.year * 12 + c.month;
        }
        case period::term:
            return calendar.term_of(o.day);
        case period::school_year:
            return calendar.term_at(o.day).school_year;
        }
        return 0;
    };
    std::int32_t count = 0, current = 0;
    chance luck;
    cause first{};
    for (std::size_t i = 0; i < occasions.size(); ++i) {
        const auto& o = occasions[i];
        if (i == 0 || key(o) != current)
            current = key(o), count = 0, luck = {}, first = o.first;
        ++count;
        if (count >= rung.reaches && attempt(luck, o.on))
            fire(firing{o.on, o.session, first, o.last, o.at_day_end});
    }
}

namespace detail {

/// The first day of the window that ends on a day, as a number that grows with time: a date, or a school week.
inline std::int32_t window_start(const rolling& mode, date end, std::int32_t week) {
    const auto length = *mode.length.value;
    switch (mode.of) {
    case window_unit::days:
        return end.days - length + 1;
    case window_unit::months:
        return add_months(end, -length).days + 1;
    case window_unit::school_weeks:
        break;
    }
    return week - length + 1;
}

}  // namespace detail

/// Fires when the count of a window that ends today reaches the number, and again only after a later day ended below
/// it.
///
/// Between two occasions a window only loses: the day before an occasion has the lowest count since the last one.
///
/// \par Source
/// Meaning decisions, paragraph 5.
template <class Attempt, class Fire>
void count_rolling(const school_calendar& calendar, const bound_rung& rung, const rolling& mode,
                   std::span<const occasion> occasions, Attempt&& attempt, Fire&& fire) {
    const bool by_week = mode.of == window_unit::school_weeks;
    const auto place = [&](const occasion& o) { return by_week ? calendar.week_of(o.day) : o.on.days; };
    // Nothing in a vacation, where a window within a term holds nothing.
    const auto period_start = [&](date on) -> std::optional<date> {
        if (mode.within == window_within::none)
            return dawn;
        if (mode.within == window_within::term) {
            const auto* t = calendar.term_covering(on);
            return t == nullptr ? std::nullopt : std::optional{t->first_day};
        }
        const auto year = calendar.school_year_of(on);
        const auto days = year ? calendar.school_year_span(*year) : std::nullopt;
        return days && on <= days->last ? std::optional{days->first} : std::nullopt;
    };
    chance luck;
    for (std::size_t i = 0; i < occasions.size();) {
        const auto& o = occasions[i];
        const date before = o.on - day_count{1};
        const auto week = calendar.week_of(o.day);
        const auto first_from = [&](std::int32_t start, std::optional<date> period) {
            auto k = i;
            while (k > 0 && period && place(occasions[k - 1]) >= start && occasions[k - 1].on >= *period)
                --k;
            return k;
        };
        const auto week_before = monday_of(before) == monday_of(o.on) ? week : week - 1;
        const auto held_before = i - first_from(detail::window_start(mode, before, week_before), period_start(before));
        if (static_cast<std::int32_t>(held_before) < rung.reaches)
            luck = {};
        const auto first = first_from(detail::window_start(mode, o.on, week), period_start(o.on));
        auto last = i;
        for (; last < occasions.size() && occasions[last].on == o.on; ++last) {
            const auto& reaching = occasions[last];
            if (static_cast<std::int32_t>(last - first) + 1 < rung.reaches || !attempt(luck, o.on))
                continue;
            fire(firing{o.on, reaching.session, occasions[first].first, reaching.last, reaching.at_day_end});
        }
        i = last;
    }
}

}  // namespace baoxue
