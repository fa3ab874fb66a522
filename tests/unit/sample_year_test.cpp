// SPDX-License-Identifier: Apache-2.0
#include <baoxue/sample/year.hpp>

#include <catch2/catch_test_macros.hpp>

using namespace baoxue;
using namespace baoxue::sample;

TEST_CASE("year_terms: terms lie inside the published holiday lists and do not overlap") {
    for (const auto& t : year_terms) {
        CHECK(t.first_day >= cn_first_covered);
        CHECK(t.last_day <= cn_last_covered);
        CHECK(t.first_day <= t.registration_until);
        CHECK(t.registration_until <= t.last_day);
    }
    CHECK(year_terms[0].last_day < year_terms[1].first_day);
}

TEST_CASE("calendar_of: holidays are off, make-up days are on, departures hold") {
    const auto special = special_days({}, 4);
    const auto c = calendar_of(special, -1);
    CHECK(c.days() >= 190);
    CHECK(c.days() <= 200);
    CHECK_FALSE(c.is_school_day(date{2025, 10, 1}));
    CHECK(c.is_school_day(date{2025, 9, 28}));        // a Sunday that makes up for the holiday
    CHECK_FALSE(c.is_school_day(date{2026, 2, 14}));  // a make-up day between the terms
    CHECK_FALSE(c.is_school_day(date{2025, 12, 5}));
    CHECK(c.is_school_day(date{2025, 12, 13}));
    CHECK(c.find(date{2026, 1, 30}, session::am));
    CHECK_FALSE(c.find(date{2026, 1, 30}, session::pm));
}

TEST_CASE(
    "special_days: one date each in order, all inside terms, for any seed; a school's own change only its calendar") {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const auto special = special_days({2000, seed}, 4);
        const auto shared = calendar_of(special, -1);
        for (std::size_t i = 0; i < special.size(); ++i) {
            const auto& s = special[i];
            if (i > 0)
                CHECK(special[i - 1].on < s.on);
            CHECK(shared.term_covering(s.on) != nullptr);
            if (s.school < 0)
                continue;
            const bool off = s.kind == day_kind::off;
            CHECK(calendar_of(special, s.school).is_school_day(s.on) != off);
            CHECK(shared.is_school_day(s.on) == off);
        }
    }
}
