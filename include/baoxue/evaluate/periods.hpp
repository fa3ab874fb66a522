// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/recurring.hpp>
#include <baoxue/time/school_calendar.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace baoxue {

/// One period of a quota: from its first to its last calendar day, with the school days in it.
struct quota_period {
    date first{}, last{};
    std::vector<date> days;
};

/// A named point of the school year takes acts in so many school days.
inline constexpr day_ordinal school_days_of_a_point = 20;

namespace detail {

/// Whether a term is the one that a point names: all, the n-th of its school year, or (-1) the year's last.
[[nodiscard]] inline bool is_named(const school_calendar& c, const term& t, const std::optional<std::int32_t>& number) {
    if (!number)
        return true;
    std::int32_t place = 0, all = 0;
    for (const auto& other : c.terms()) {
        if (other.school_year != t.school_year)
            continue;
        ++all;
        if (other.first_day <= t.first_day)
            ++place;
    }
    return *number == place || (*number == -1 && place == all);
}

inline void add_points(const school_calendar& c, std::span<const year_point> points, std::vector<quota_period>& out) {
    for (const auto& t : c.terms())
        for (const auto& p : points) {
            if (!is_named(c, t, p.term) || t.first == t.end)
                continue;
            const auto n = std::min(school_days_of_a_point, t.end - t.first);
            const auto from = p.at == term_end::first ? t.first : t.end - n;
            quota_period period{c.date_of(from), c.date_of(from + n - 1), {}};
            for (auto d = from; d < from + n; ++d)
                period.days.push_back(c.date_of(d));
            out.push_back(std::move(period));
        }
}

}  // namespace detail

/// The periods of a calendar in which there is school, in order of time.
[[nodiscard]] inline std::vector<quota_period> list_periods(const school_calendar& c, const recurring& rule) {
    std::vector<quota_period> out;
    const auto of =
        rule.period.value.value_or(cycle::school_year);  // where it is left out: whether there is anything to ask
    if (of == cycle::point) {
        detail::add_points(c, rule.points, out);
    } else if (of == cycle::term) {
        for (const auto& t : c.terms()) {
            if (t.first == t.end)
                continue;
            quota_period period{t.first_day, t.last_day, {}};
            for (auto d = t.first; d < t.end; ++d)
                period.days.push_back(c.date_of(d));
            out.push_back(std::move(period));
        }
    } else {
        for (day_ordinal d = 0; d < c.days(); ++d) {
            const date on = c.date_of(d);
            date first = on, last = on;
            if (of == cycle::week) {
                first = monday_of(on), last = first + day_count{6};
            } else if (of == cycle::month) {
                const auto day = civil(on);
                const auto is_named = [&](const param<std::int32_t>& m) { return !m.value || *m.value == day.month; };
                if (!rule.months.empty() && std::none_of(rule.months.begin(), rule.months.end(), is_named))
                    continue;
                first = date{day.year, day.month, 1};
                last = date{day.year, day.month, last_day_of_month(day.year, day.month)};
            } else if (of == cycle::school_year) {
                const auto span = *c.school_year_span(c.term_at(d).school_year);
                first = span.first, last = span.last;
            }
            if (out.empty() || out.back().first != first)
                out.push_back({first, last, {}});
            out.back().days.push_back(on);
        }
    }
    return out;
}

/// Periods of two calendars as one: those with the same first and last day share their school days.
inline void add_periods(std::vector<quota_period>& into, const std::vector<quota_period>& more) {
    for (const auto& p : more) {
        const auto same = std::find_if(into.begin(), into.end(),
                                       [&](const quota_period& q) { return q.first == p.first && q.last == p.last; });
        if (same == into.end()) {
            into.push_back(p);
            continue;
        }
        std::vector<date> days;
        std::set_union(same->days.begin(), same->days.end(), p.days.begin(), p.days.end(), std::back_inserter(days));
        same->days = std::move(days);
    }
    std::stable_sort(into.begin(), into.end(), [](const quota_period& a, const quota_period& b) {
        return std::pair{a.first, a.last} < std::pair{b.first, b.last};
    });
}

}  // namespace baoxue
