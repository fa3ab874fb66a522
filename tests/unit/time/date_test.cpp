// SPDX-License-Identifier: Apache-2.0
#include <baoxue/time/date.hpp>

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace baoxue;

TEST_CASE("date: counts days since 1970-01-01") {
    CHECK(date{1970, 1, 1}.days == 0);
    CHECK(date{} == date{1970, 1, 1});
    CHECK(date{1969, 12, 31}.days == -1);
    CHECK(date{1971, 1, 1}.days == 365);
    CHECK(date{1973, 1, 1}.days == 1096);   // 1972 was a leap year: 3 * 365 + 1
    CHECK(date{2000, 1, 1}.days == 10957);  // 30 years with the leap years 1972, 76, 80, 84, 88, 92, 96: 10950 + 7
    CHECK(date{2000, 3, 1}.days == 11017);  // 31 days of January, 29 of February
}

TEST_CASE("date: every day from 1600 to 2400 follows the one before") {
    // Counted on by hand: months, leap years and weekdays need no library.
    std::int32_t year = 1600, month = 1, day = 1;
    auto at = date{1600, 1, 1};
    int from_monday = 5;  // 1600-01-01 was a Saturday
    bool all = true;
    while (year <= 2400) {
        const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        const int lengths[] = {31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        all = all && civil(at) == year_month_day{year, month, day} && date{year, month, day} == at &&
              static_cast<int>(weekday_of(at)) == from_monday && last_day_of_month(year, month) == lengths[month - 1];
        at = at + day_count{1};
        from_monday = (from_monday + 1) % 7;
        if (++day > lengths[month - 1]) {
            day = 1;
            if (++month > 12)
                month = 1, ++year;
        }
    }
    CHECK(all);
}

TEST_CASE("date: differences are calendar days") {
    CHECK(date{2024, 3, 1} - date{2024, 2, 28} == day_count{2});
    CHECK(date{2025, 3, 1} - date{2025, 2, 28} == day_count{1});
    CHECK(date{2025, 1, 1} - day_count{1} == date{2024, 12, 31});
}

TEST_CASE("date: a sum or difference that does not fit is refused, never wrapped") {
    CHECK(forever - day_count{1} + day_count{1} == forever);
    CHECK(dawn + day_count{1} - day_count{1} == dawn);
    CHECK_THROWS_AS(forever + day_count{1}, std::overflow_error);
    CHECK_THROWS_AS(dawn - day_count{1}, std::overflow_error);
    CHECK_THROWS_AS(forever - dawn, std::overflow_error);
    CHECK_THROWS_AS(monday_of(dawn), std::overflow_error);
    CHECK(weekday_of(dawn) == weekday_of(date{dawn.days + 7}));
    CHECK(weekday_of(forever) == weekday_of(date{forever.days - 7}));
}

TEST_CASE("date: years that the calendar cannot count are refused, those about them are exact") {
    CHECK(civil(date{1, 1, 1}) == year_month_day{1, 1, 1});
    CHECK(civil(date{32767, 12, 31}) == year_month_day{32767, 12, 31});
    CHECK(date{32767, 12, 31} - date{32767, 1, 1} == day_count{364});
    CHECK_THROWS_AS((date{0, 12, 31}), std::overflow_error);
    CHECK_THROWS_AS((date{32768, 1, 1}), std::overflow_error);
    CHECK_THROWS_AS(civil(date{1, 1, 1} - day_count{1}), std::overflow_error);
    CHECK_THROWS_AS(civil(date{32767, 12, 31} + day_count{1}), std::overflow_error);
    CHECK_THROWS_AS(to_string(forever), std::overflow_error);
}

TEST_CASE("make_date: refuses what no calendar has") {
    CHECK(make_date(2024, 2, 29) == date{2024, 2, 29});
    CHECK(make_date(2000, 2, 29));
    CHECK_FALSE(make_date(1900, 2, 29));
    CHECK_FALSE(make_date(2025, 2, 29));
    CHECK_FALSE(make_date(2025, 4, 31));
    CHECK_FALSE(make_date(2025, 0, 1));
    CHECK_FALSE(make_date(2025, 13, 1));
    CHECK_FALSE(make_date(2025, 1, 0));
    CHECK_FALSE(make_date(2025, 1, 32));
    CHECK(make_date(1600, 1, 1) == earliest_date);
    CHECK_FALSE(make_date(1599, 12, 31));
    CHECK(make_date(9999, 12, 31) == latest_date);
    CHECK_FALSE(make_date(10000, 1, 1));
}

TEST_CASE("weekday_of: known days, before and after 1970") {
    CHECK(weekday_of(date{1970, 1, 1}) == weekday::thursday);
    CHECK(weekday_of(date{1969, 12, 28}) == weekday::sunday);
    CHECK(weekday_of(date{2024, 1, 1}) == weekday::monday);
    CHECK(weekday_of(date{2024, 2, 29}) == weekday::thursday);  // 59 days on: 59 = 8 * 7 + 3
    CHECK(weekday_of(date{2025, 9, 1}) == weekday::monday);
}

TEST_CASE("is_weekend: Saturday and Sunday alone") {
    for (std::int32_t i = 0; i < 5; ++i)
        CHECK_FALSE(is_weekend(date{2025, 9, 1 + i}));
    CHECK(is_weekend(date{2025, 9, 6}));
    CHECK(is_weekend(date{2025, 9, 7}));
}

TEST_CASE("monday_of: the same day or up to six days earlier") {
    CHECK(monday_of(date{2025, 9, 1}) == date{2025, 9, 1});
    CHECK(monday_of(date{2025, 9, 7}) == date{2025, 9, 1});
    CHECK(monday_of(date{2025, 9, 8}) == date{2025, 9, 8});
    CHECK(monday_of(date{1970, 1, 1}) == date{1969, 12, 29});
}

TEST_CASE("add_months: keeps the day number or takes the month's last day") {
    CHECK(add_months(date{2025, 1, 31}, 1) == date{2025, 2, 28});
    CHECK(add_months(date{2024, 1, 31}, 1) == date{2024, 2, 29});
    CHECK(add_months(date{2025, 2, 28}, 1) == date{2025, 3, 28});  // not the end of March
    CHECK(add_months(date{2025, 8, 31}, 1) == date{2025, 9, 30});
    CHECK(add_months(date{2025, 12, 15}, 1) == date{2026, 1, 15});
    CHECK(add_months(date{2026, 1, 15}, -1) == date{2025, 12, 15});
    CHECK(add_months(date{2026, 3, 31}, -1) == date{2026, 2, 28});
    CHECK(add_months(date{2026, 1, 31}, -13) == date{2024, 12, 31});
    CHECK(add_months(date{2024, 2, 29}, 12) == date{2025, 2, 28});
    CHECK(add_months(date{2024, 2, 29}, 48) == date{2028, 2, 29});
    CHECK(add_months(date{2025, 5, 20}, 0) == date{2025, 5, 20});
}

TEST_CASE("add_months: months beyond the calendar are refused") {
    CHECK(add_months(date{32767, 11, 30}, 1) == date{32767, 12, 30});
    CHECK_THROWS_AS(add_months(date{32767, 12, 1}, 1), std::overflow_error);
    CHECK_THROWS_AS(add_months(date{1, 1, 31}, -1), std::overflow_error);
    CHECK_THROWS_AS(add_months(date{2025, 9, 1}, 2'147'483'647), std::overflow_error);
    CHECK_THROWS_AS(birthday(date{2025, 9, 1}, 200'000'000), std::overflow_error);
}

TEST_CASE("add_months: more months never come earlier, and the month is the one asked for") {
    for (std::int32_t day = 0; day < 800; ++day) {
        const date from{date{2023, 6, 1}.days + day};
        const auto c = civil(from);
        for (std::int32_t n = -30; n < 30; ++n) {
            const auto then = civil(add_months(from, n));
            if (add_months(from, n) >= add_months(from, n + 1) ||
                then.year * 12 + then.month != c.year * 12 + c.month + n) {
                FAIL(to_string(from) << " and " << n << " months");
            }
        }
    }
}

TEST_CASE("birthday: born on 29 February, an age is reached on 28 February of a common year") {
    CHECK(birthday(date{2012, 2, 29}, 16) == date{2028, 2, 29});
    CHECK(birthday(date{2012, 2, 29}, 15) == date{2027, 2, 28});
    CHECK(birthday(date{2010, 9, 1}, 16) == date{2026, 9, 1});
    CHECK(birthday(date{2010, 9, 1}, 0) == date{2010, 9, 1});
}

TEST_CASE("last_weekday_of_month: the last such day, be it the month's last") {
    CHECK(last_weekday_of_month(2026, 6, weekday::friday) == date{2026, 6, 26});
    CHECK(last_weekday_of_month(2026, 6, weekday::tuesday) == date{2026, 6, 30});  // 30 June 2026 is a Tuesday
    CHECK(last_weekday_of_month(2026, 6, weekday::wednesday) == date{2026, 6, 24});
    CHECK(last_weekday_of_month(2024, 2, weekday::thursday) == date{2024, 2, 29});
}

TEST_CASE("parse_date: YYYY-MM-DD and nothing else") {
    CHECK(parse_date("2025-09-01") == date{2025, 9, 1});
    CHECK(parse_date("2024-02-29") == date{2024, 2, 29});
    for (const auto* text : {"", "2025-9-1", "2025/09/01", "2025/09-01", "2025-09/01", "20250901", "2025-09-01 ",
                             " 2025-09-01", "2025-09-01T00:00", "2025-02-29", "2025-13-01", "2025-00-10", "2025-09-00",
                             "2025-09-31", "+025-09-01", "2025--9-01", "0000-01-01", "2025-09-0a", "二〇二五-九"}) {
        INFO(text);
        CHECK_FALSE(parse_date(text));
    }
    // What stands beside the digits, `/` before 0 and `:` after 9, would make a date as -1 and 10: months 9 and 10.
    CHECK_FALSE(parse_date("2025-1/-10"));
    CHECK_FALSE(parse_date("2025-0:-10"));
}

TEST_CASE("to_string: what parse_date reads, for every date that tables may hold") {
    CHECK(to_string(date{2025, 9, 1}) == "2025-09-01");
    CHECK(to_string(earliest_date) == "1600-01-01");
    CHECK(to_string(latest_date) == "9999-12-31");
    for (date d = earliest_date; d < latest_date; d = d + day_count{97})
        if (parse_date(to_string(d)) != d)
            FAIL(to_string(d));
}
