// SPDX-License-Identifier: Apache-2.0
#include <baoxue/time/deadline.hpp>

using namespace baoxue;

static_assert(date{1970, 1, 1}.days == 0 && date{2000, 3, 1}.days == 11017);
static_assert(date{2024, 2, 29} + day_count{1} == date{2024, 3, 1});
static_assert(civil(date{-1}) == year_month_day{1969, 12, 31});
static_assert(civil(date{}) == year_month_day{});
static_assert(last_day_of_month(1900, 2) == 28 && last_day_of_month(2000, 2) == 29);
static_assert(!make_date(2025, 2, 29) && make_date(2024, 2, 29));
static_assert(parse_date("2025-09-01") == date{2025, 9, 1} && !parse_date("2025-9-1"));

// The years 1 to 32767 are counted, no other; tables hold those of four digits since 1600.
template <std::int32_t Year>
concept is_counted = requires { typename std::bool_constant<(date{Year, 1, 1} > dawn)>; };
template <std::int32_t Days>
concept has_civil = requires { typename std::bool_constant<(civil(date{Days}).day > 0)>; };
inline constexpr std::int32_t first_day = date{1, 1, 1}.days, last_day = date{32'767, 12, 31}.days;
static_assert(is_counted<1> && is_counted<32'767> && !is_counted<0> && !is_counted<32'768>);
static_assert(has_civil<first_day> && has_civil<last_day> && !has_civil<first_day - 1> && !has_civil<last_day + 1>);
static_assert(make_date(1600, 1, 1) == earliest_date && !make_date(1599, 12, 31));
static_assert(make_date(9999, 12, 31) == latest_date && !make_date(10'000, 1, 1));

static_assert(weekday_of(date{2025, 9, 1}) == weekday::monday);
static_assert(weekday_of(date{1969, 12, 31}) == weekday::wednesday);
static_assert(monday_of(date{2025, 9, 7}) == date{2025, 9, 1});

static_assert(add_months(date{2025, 1, 31}, 1) == date{2025, 2, 28});
static_assert(add_months(date{2025, 2, 28}, 1) == date{2025, 3, 28});
static_assert(birthday(date{2008, 2, 29}, 18) == date{2026, 2, 28});

// Article 201: the start day is not counted.
static_assert(due_after(date{2025, 9, 30}, day_count{1}) == date{2025, 10, 1});

// National Day, the Spring Festival as extended in 2020, and make-up working days.
static_assert(is_working_day(calendar_kind::cn, date{2025, 10, 1}) == false);
static_assert(is_working_day(calendar_kind::cn, date{2025, 9, 28}) == true);
static_assert(is_working_day(calendar_kind::cn, date{2020, 1, 31}) == false);
static_assert(is_working_day(calendar_kind::cn, date{2020, 2, 2}) == false);
static_assert(is_working_day(calendar_kind::cn, date{2020, 2, 3}) == true);
static_assert(is_working_day(calendar_kind::cn, date{2026, 2, 17}) == false);
static_assert(is_working_day(calendar_kind::cn, date{2026, 2, 28}) == true);
static_assert(is_working_day(calendar_kind::cn, date{2026, 12, 25}) == true);  // a Friday, the last day of the lists
static_assert(is_working_day(calendar_kind::cn, date{2025, 9, 5}) == true);    // a plain Friday, Saturday and Sunday
static_assert(is_working_day(calendar_kind::cn, date{2025, 9, 6}) == false);
static_assert(is_working_day(calendar_kind::cn, date{2025, 9, 7}) == false);
static_assert(!is_working_day(calendar_kind::cn, date{2027, 1, 4}));
static_assert(is_working_day(calendar_kind::weekdays, date{2027, 1, 4}) == true);
