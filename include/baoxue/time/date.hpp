// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/exact/checked.hpp>
#include <baoxue/exact/strong.hpp>

#include <array>
#include <boost/date_time/gregorian_calendar.hpp>
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace baoxue {

/// Calendar days: every day counts. Unit: day.
using day_count = strong<struct day_count_tag>;
/// School days: days with at least one session. Unit: school day.
using school_day_count = strong<struct school_day_count_tag>;
/// Working days of the published lists. Unit: working day.
using working_day_count = strong<struct working_day_count_tag>;

enum class weekday : std::uint8_t { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

struct year_month_day {
    std::int32_t year{1970};
    std::int32_t month{1};
    std::int32_t day{1};

    friend constexpr auto operator<=>(const year_month_day&, const year_month_day&) = default;
};

namespace detail {

struct civil_triple {
    using year_type = int;
    using month_type = int;
    using day_type = int;
    int year, month, day;
    constexpr civil_triple(int y, int m, int d) : year(y), month(m), day(d) {}
};
using gregorian = boost::date_time::gregorian_calendar_base<civil_triple, std::int64_t>;
inline constexpr std::int64_t epoch_day_number = gregorian::day_number(civil_triple{1970, 1, 1});

/// The years that Boost's calendar, which counts in 16 bits, holds without loss: far more than tables may.
inline constexpr std::int32_t first_year = 1, last_year = 32'767;

[[nodiscard]] constexpr std::int32_t days_since_epoch(std::int32_t year, std::int32_t month, std::int32_t day) {
    if (year < first_year || year > last_year)
        throw_overflow();
    return static_cast<std::int32_t>(gregorian::day_number(civil_triple{year, month, day}) - epoch_day_number);
}

}  // namespace detail

/// A calendar date: days since 1970-01-01, as in Arrow's date32.
///
/// Sums and differences are exact; one that does not fit, be it a day after `forever`, throws std::overflow_error.
struct date {
    std::int32_t days{0};

    constexpr date() = default;
    constexpr explicit date(std::int32_t days_since_1970) : days(days_since_1970) {}

    /// The date of a year, month and day that exist. \see make_date for unchecked input.
    /// \throws std::overflow_error outside the years 1 to 32767
    constexpr date(std::int32_t year, std::int32_t month, std::int32_t day)
        : days(detail::days_since_epoch(year, month, day)) {}

    friend constexpr auto operator<=>(const date&, const date&) = default;
    friend constexpr date operator+(date a, day_count n) { return date{checked_add(a.days, n.value)}; }
    friend constexpr date operator-(date a, day_count n) { return date{checked_subtract(a.days, n.value)}; }
    friend constexpr day_count operator-(date a, date b) { return day_count{checked_subtract(a.days, b.days)}; }
};

/// Before and after every date there is: the ends of intervals that have none.
inline constexpr date dawn{std::numeric_limits<std::int32_t>::min()};
inline constexpr date forever{std::numeric_limits<std::int32_t>::max()};

/// First and last date that tables may hold: four-digit years, as ISO 8601 writes them.
inline constexpr date earliest_date{1600, 1, 1};
inline constexpr date latest_date{9999, 12, 31};

/// \throws std::overflow_error outside the years 1 to 32767: `dawn` and `forever` have no year
[[nodiscard]] constexpr year_month_day civil(date d) {
    constexpr date first{detail::first_year, 1, 1}, last{detail::last_year, 12, 31};
    if (d < first || d > last)
        detail::throw_overflow();
    const auto c = detail::gregorian::from_day_number(d.days + detail::epoch_day_number);
    return {c.year, c.month, c.day};
}

[[nodiscard]] constexpr std::int32_t last_day_of_month(std::int32_t year, std::int32_t month) {
    return detail::gregorian::end_of_month_day(year, month);
}

/// The date, or nothing where the calendar has none such (29 February of a common year).
[[nodiscard]] constexpr std::optional<date> make_date(std::int32_t year, std::int32_t month, std::int32_t day) {
    if (year < 1600 || year > 9999 || month < 1 || month > 12)
        return std::nullopt;
    if (day < 1 || day > last_day_of_month(year, month))
        return std::nullopt;
    return date{year, month, day};
}

[[nodiscard]] constexpr weekday weekday_of(date d) {
    return static_cast<weekday>((d.days % 7 + 10) % 7);  // 1970-01-01 was a Thursday; a remainder may be below 0
}

[[nodiscard]] constexpr bool is_weekend(date d) { return weekday_of(d) >= weekday::saturday; }

[[nodiscard]] constexpr date monday_of(date d) { return d - day_count{static_cast<std::int32_t>(weekday_of(d))}; }

/// The same day number so many months on, or that month's last day where it has no such day.
/// \throws std::overflow_error outside the years 1 to 32767
[[nodiscard]] constexpr date add_months(date d, std::int32_t months) {
    const auto c = civil(d);
    const std::int32_t index = checked_add(c.year * 12 + (c.month - 1), months);
    const std::int32_t year = index / 12;  // 0 or less for every month before year 1, and refused below
    const std::int32_t month = index - year * 12 + 1;
    const std::int32_t last = last_day_of_month(year, month);
    return date{year, month, c.day < last ? c.day : last};
}

/// The day on which someone born on `birth` reaches an age. Unit of age: whole years.
/// Born on 29 February: 28 February in common years, as months end on their last day.
[[nodiscard]] constexpr date birthday(date birth, std::int32_t age) {
    return add_months(birth, checked_multiply(age, 12));
}

[[nodiscard]] constexpr date last_weekday_of_month(std::int32_t year, std::int32_t month, weekday w) {
    const date last{year, month, last_day_of_month(year, month)};
    const auto back = (static_cast<std::int32_t>(weekday_of(last)) - static_cast<std::int32_t>(w) + 7) % 7;
    return date{last.days - back};
}

/// Reads YYYY-MM-DD, nothing else.
[[nodiscard]] constexpr std::optional<date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t n) {
        std::int32_t v = 0;
        for (std::size_t i = at; i < at + n; ++i) {
            if (text[i] < '0' || text[i] > '9')
                return std::int32_t{-1};  // a year, month or day that make_date refuses
            v = v * 10 + (text[i] - '0');
        }
        return v;
    };
    return make_date(number(0, 4), number(5, 2), number(8, 2));
}

/// YYYY-MM-DD.
[[nodiscard]] inline std::string to_string(date d) {
    const auto c = civil(d);
    std::string out(10, '-');
    const auto put = [&](std::size_t at, std::size_t n, std::int32_t v) {
        for (std::size_t i = at + n; i-- > at; v /= 10)
            out[i] = static_cast<char>('0' + v % 10);
    };
    put(0, 4, c.year);
    put(5, 2, c.month);
    put(8, 2, c.day);
    return out;
}

}  // namespace baoxue
