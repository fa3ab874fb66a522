// SPDX-License-Identifier: Apache-2.0
#include <baoxue/time/deadline.hpp>

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <limits>
#include <stdexcept>

using namespace baoxue;

namespace {

// Monday 22 to Friday 26 September 2025, the make-up Sunday 28, Monday 29 and Tuesday 30, then after the holiday
// Thursday 9 October.
school_calendar late_september() {
    std::vector<school_day> days;
    for (const date d : {date{2025, 9, 22}, date{2025, 9, 23}, date{2025, 9, 24}, date{2025, 9, 25}, date{2025, 9, 26},
                         date{2025, 9, 28}, date{2025, 9, 29}, date{2025, 9, 30}, date{2025, 10, 9}})
        days.push_back({d, sessions::both, 0});
    return school_calendar{{{0, 0, date{2025, 9, 22}, date{2025, 10, 9}, {}, 0, 0}}, days};
}

}  // namespace

TEST_CASE("due_after: calendar days leave out the start day") {
    CHECK(due_after(date{2025, 9, 30}, day_count{1}) == date{2025, 10, 1});
    CHECK(due_after(date{2025, 9, 30}, day_count{0}) == date{2025, 9, 30});
    CHECK(due_after(date{2024, 2, 28}, day_count{3}) == date{2024, 3, 2});
}

TEST_CASE("due_after: school days run over weekends and holidays") {
    const auto c = late_september();
    CHECK(due_after(date{2025, 9, 22}, school_day_count{0}, c) == date{2025, 9, 22});
    CHECK(due_after(date{2025, 9, 22}, school_day_count{1}, c) == date{2025, 9, 23});
    CHECK(due_after(date{2025, 9, 26}, school_day_count{1}, c) == date{2025, 9, 28});  // the make-up Sunday
    CHECK(due_after(date{2025, 9, 26}, school_day_count{4}, c) == date{2025, 10, 9});  // 28, 29, 30, 9
    CHECK(due_after(date{2025, 9, 27}, school_day_count{1}, c) == date{2025, 9, 28});  // from a Saturday without school
    CHECK(due_after(date{2025, 9, 27}, school_day_count{0}, c) == date{2025, 9, 27});
    CHECK(due_after(date{2025, 9, 1}, school_day_count{1}, c) == date{2025, 9, 22});
}

TEST_CASE("due_after: a school day beyond the last known one is not guessed") {
    const auto c = late_september();
    CHECK(due_after(date{2025, 9, 30}, school_day_count{1}, c) == date{2025, 10, 9});
    CHECK_FALSE(due_after(date{2025, 9, 30}, school_day_count{2}, c));
    CHECK_FALSE(due_after(date{2025, 10, 9}, school_day_count{1}, c));
    CHECK(due_after(date{2025, 10, 9}, school_day_count{0}, c) == date{2025, 10, 9});
    CHECK_FALSE(due_after(date{2025, 9, 22}, school_day_count{1}, school_calendar{}));
}

TEST_CASE("due_after: working days leave out holidays and count make-up days") {
    const working_calendar c;
    CHECK(due_after(date{2025, 9, 26}, working_day_count{1}, c) == date{2025, 9, 28});  // Friday to the make-up Sunday
    CHECK(due_after(date{2025, 9, 30}, working_day_count{1}, c) == date{2025, 10, 9});  // 1 to 8 October are off
    CHECK(due_after(date{2025, 10, 10}, working_day_count{1}, c) == date{2025, 10, 11});  // the make-up Saturday
    CHECK(due_after(date{2025, 10, 10}, working_day_count{2}, c) == date{2025, 10, 13});
    CHECK(due_after(date{2025, 10, 4}, working_day_count{0}, c) == date{2025, 10, 4});
    CHECK(due_after(date{2026, 12, 24}, working_day_count{1}, c) == date{2026, 12, 25});
    CHECK_FALSE(due_after(date{2026, 12, 24}, working_day_count{2}, c));
    CHECK_FALSE(due_after(date{2018, 12, 1}, working_day_count{1}, c));
}

TEST_CASE("due_after: any number of days is exact or refused") {
    constexpr std::int32_t most = std::numeric_limits<std::int32_t>::max();
    CHECK_FALSE(due_after(date{2025, 9, 26}, school_day_count{most}, late_september()));
    CHECK_FALSE(due_after(date{2025, 9, 26}, working_day_count{most}, working_calendar{}));
    CHECK_THROWS_AS(due_after(date{2025, 9, 26}, day_count{most}), std::overflow_error);
}

TEST_CASE("due_after: more days are never due earlier") {
    const auto school = late_september();
    const working_calendar working;
    for (date start{2025, 9, 20}; start < date{2025, 10, 3}; start = start + day_count{1})
        for (std::int32_t n = 1; n < 8; ++n) {
            CHECK(*due_after(start, working_day_count{n}, working) <
                  *due_after(start, working_day_count{n + 1}, working));
            CHECK(*due_after(start, working_day_count{n}, working) > start);
            const auto a = due_after(start, school_day_count{n}, school),
                       b = due_after(start, school_day_count{n + 1}, school);
            if (b)
                CHECK(*a < *b);
        }
}

TEST_CASE("rolled_to_working_day: a rest day rolls on, a make-up working day does not") {
    const working_calendar c;
    CHECK(rolled_to_working_day(date{2025, 9, 26}, c) == date{2025, 9, 26});
    CHECK(rolled_to_working_day(date{2025, 9, 27}, c) == date{2025, 9, 28});  // Saturday to the make-up Sunday
    CHECK(rolled_to_working_day(date{2025, 9, 28}, c) == date{2025, 9, 28});
    CHECK(rolled_to_working_day(date{2025, 10, 1}, c) == date{2025, 10, 9});
    CHECK(rolled_to_working_day(date{2025, 10, 11}, c) == date{2025, 10, 11});
    CHECK(rolled_to_working_day(date{2025, 10, 12}, c) == date{2025, 10, 13});
    CHECK_FALSE(rolled_to_working_day(date{2026, 12, 26}, c));
    CHECK(rolled_to_working_day(date{2026, 12, 26}, working_calendar{calendar_kind::weekdays}) == date{2026, 12, 28});
}

TEST_CASE("rolled_to_working_day: rolling twice changes nothing more") {
    const working_calendar c;
    for (date d{2025, 1, 1}; d < date{2026, 1, 1}; d = d + day_count{1}) {
        const auto once = rolled_to_working_day(d, c);
        REQUIRE(once);
        CHECK(*once >= d);
        CHECK(rolled_to_working_day(*once, c) == once);
    }
}
