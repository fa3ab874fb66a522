// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/pupil.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

using namespace school;

TEST_CASE("pupil_view: on the roll up to the day of death") {
    auto w = world{};
    w.rows.students->front().died_on = march(12);
    const auto d = w.build();
    const pupil_view pupil{d, 0, march(29)};
    CHECK(pupil.on_roll(march(4)));
    CHECK(pupil.on_roll(march(12)));
    CHECK_FALSE(pupil.on_roll(march(13)));
    CHECK_FALSE(pupil.on_roll(march(3)));  // not yet enrolled
}

TEST_CASE("period_on: a school year ends with its last term, and a vacation is in no term") {
    const auto d = years().build();
    const pupil_view pupil{d, 0, july(31)};
    const auto year = period_on(pupil, period::school_year, date{2023, 9, 4});
    REQUIRE(year);
    CHECK(period_on(pupil, period::school_year, date{2024, 2, 1}) == year);
    CHECK(period_on(pupil, period::school_year, july(5)) == year);
    CHECK_FALSE(period_on(pupil, period::school_year, july(6)));
    const auto next = period_on(pupil, period::school_year, september(2));
    REQUIRE(next);
    CHECK(next != year);
    CHECK(period_on(pupil, period::term, july(5)));
    CHECK_FALSE(period_on(pupil, period::term, july(6)));
    CHECK_FALSE(period_on(pupil, period::term, date{2024, 2, 1}));
    CHECK(period_on(pupil, period::month, july(6)) == period_on(pupil, period::month, july(31)));
    CHECK(period_on(pupil, period::month, july(6)) != period_on(pupil, period::month, june(30)));
}
