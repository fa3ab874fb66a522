// SPDX-License-Identifier: Apache-2.0
#include <baoxue/time/school_calendar.hpp>

#include <catch2/catch_test_macros.hpp>

using namespace baoxue;

namespace {

// Autumn term with four school days: Monday 1 and Tuesday 2 September (mornings only), Thursday 4 (afternoon only),
// and, after a week without school, Monday 15. Spring term with two: Monday 2 and Tuesday 3 March. Then a term of the
// next school year with none.
//   day       0        1      2      3        4        5
//   sessions  0 1      2      3      4 5      6 7      8 9
school_calendar small() {
    const std::vector<school_day> days{
        {date{2025, 9, 1}, sessions::both, 0}, {date{2025, 9, 2}, sessions::am, 0},
        {date{2025, 9, 4}, sessions::pm, 0},   {date{2025, 9, 15}, sessions::both, 0},
        {date{2026, 3, 2}, sessions::both, 1}, {date{2026, 3, 3}, sessions::both, 1},
    };
    return school_calendar{{{0, 0, date{2025, 9, 1}, date{2026, 1, 23}, {}, 0, 0},
                            {1, 0, date{2026, 3, 2}, date{2026, 7, 3}, {}, 0, 0},
                            {2, 1, date{2026, 9, 1}, date{2027, 1, 22}, {}, 0, 0}},
                           days};
}

}  // namespace

TEST_CASE("school_calendar: sessions are numbered on through one-session days") {
    const auto c = small();
    CHECK(c.days() == 6);
    CHECK(c.all_sessions() == 10);
    const session_ordinal first[] = {0, 2, 3, 4, 6, 8};
    const std::int32_t held[] = {2, 1, 1, 2, 2, 2};
    for (day_ordinal d = 0; d < 6; ++d) {
        CHECK(c.first_session(d) == first[d]);
        CHECK(c.sessions_of_day(d) == held[d]);
        for (session_ordinal s = first[d]; s < first[d] + held[d]; ++s)
            CHECK(c.day_of(s) == d);
    }
    CHECK(c.half_of(0) == session::am);
    CHECK(c.half_of(1) == session::pm);
    CHECK(c.half_of(2) == session::am);
    CHECK(c.half_of(3) == session::pm);
}

TEST_CASE("find: a session that is held, and nothing else") {
    const auto c = small();
    CHECK(c.find(date{2025, 9, 1}, session::am) == 0);
    CHECK(c.find(date{2025, 9, 1}, session::pm) == 1);
    CHECK(c.find(date{2025, 9, 2}, session::am) == 2);
    CHECK_FALSE(c.find(date{2025, 9, 2}, session::pm));
    CHECK_FALSE(c.find(date{2025, 9, 4}, session::am));
    CHECK(c.find(date{2025, 9, 4}, session::pm) == 3);
    CHECK_FALSE(c.find(date{2025, 9, 3}, session::am));
    CHECK_FALSE(c.find(date{2025, 8, 31}, session::am));
    CHECK(c.find(date{2026, 3, 3}, session::pm) == 9);
    CHECK_FALSE(c.find(date{2026, 3, 4}, session::am));
}

TEST_CASE("on_or_after: boundaries on every side") {
    const auto c = small();
    CHECK(c.on_or_after(dawn) == 0);
    CHECK(c.on_or_after(date{2025, 8, 31}) == 0);
    CHECK(c.on_or_after(date{2025, 9, 1}) == 0);
    CHECK(c.on_or_after(date{2025, 9, 2}) == 1);
    CHECK(c.on_or_after(date{2025, 9, 3}) == 2);
    CHECK(c.on_or_after(date{2025, 9, 4}) == 2);
    CHECK(c.on_or_after(date{2025, 9, 5}) == 3);
    CHECK(c.on_or_after(date{2025, 9, 16}) == 4);
    CHECK(c.on_or_after(date{2026, 3, 3}) == 5);
    CHECK(c.on_or_after(date{2026, 3, 4}) == 6);
    CHECK(c.on_or_after(forever) == 6);
    CHECK(c.first_session_from(date{2025, 9, 3}) == 3);
    CHECK(c.first_session_from(date{2026, 3, 4}) == 10);
    CHECK(c.is_school_day(date{2025, 9, 15}));
    CHECK_FALSE(c.is_school_day(date{2025, 9, 8}));
    CHECK_FALSE(c.is_school_day(date{2026, 3, 4}));
}

TEST_CASE("week_of: weeks without school are skipped, Sunday and Monday are apart") {
    const auto c = small();
    CHECK(c.week_of(0) == 0);
    CHECK(c.week_of(2) == 0);
    CHECK(c.week_of(3) == 1);  // the week of 8 September has no school
    CHECK(c.week_of(4) == 2);
    CHECK(c.week_of(5) == 2);
    const std::vector<school_day> across{{date{2025, 9, 28}, sessions::both, 0},
                                         {date{2025, 9, 29}, sessions::both, 0}};  // Sunday, Monday
    const school_calendar two{{{0, 0, date{2025, 9, 1}, date{2026, 1, 23}, {}, 0, 0}}, across};
    CHECK(two.week_of(0) == 0);
    CHECK(two.week_of(1) == 1);
}

TEST_CASE("month_of: the same month of another year is another month") {
    const auto c = small();
    CHECK(c.month_of(0) == c.month_of(3));
    CHECK(c.month_of(4) - c.month_of(3) == 6);  // September to March
}

TEST_CASE("terms: each with its school days, none where it has none") {
    const auto c = small();
    REQUIRE(c.terms().size() == 3);
    CHECK(c.terms()[0].first == 0);
    CHECK(c.terms()[0].end == 4);
    CHECK(c.terms()[1].first == 4);
    CHECK(c.terms()[1].end == 6);
    CHECK(c.terms()[2].first == 6);
    CHECK(c.terms()[2].end == 6);
    CHECK(c.term_of(3) == 0);
    CHECK(c.term_at(4).row == 1);
}

TEST_CASE("term_covering: first and last day belong to it, holidays inside too") {
    const auto c = small();
    CHECK(c.term_covering(date{2025, 8, 31}) == nullptr);
    REQUIRE(c.term_covering(date{2025, 9, 1}) != nullptr);
    CHECK(c.term_covering(date{2025, 9, 1})->row == 0);
    CHECK(c.term_covering(date{2025, 10, 1})->row == 0);
    CHECK(c.term_covering(date{2026, 1, 23})->row == 0);
    CHECK(c.term_covering(date{2026, 1, 24}) == nullptr);
    CHECK(c.term_covering(date{2026, 7, 3})->row == 1);
    CHECK(c.term_covering(date{2026, 7, 4}) == nullptr);
}

TEST_CASE("school_year_of: winter and summer belong to the year just ended or running") {
    const auto c = small();
    CHECK_FALSE(c.school_year_of(date{2025, 8, 31}));
    CHECK(c.school_year_of(date{2025, 9, 1}) == 0);
    CHECK(c.school_year_of(date{2026, 2, 10}) == 0);
    CHECK(c.school_year_of(date{2026, 7, 3}) == 0);
    CHECK(c.school_year_of(date{2026, 8, 31}) == 0);
    CHECK(c.school_year_of(date{2026, 9, 1}) == 1);
    CHECK(c.school_year_of(date{2030, 1, 1}) == 1);
}

TEST_CASE("school_year_span: from its first term's first day to its last term's last") {
    const auto c = small();
    const auto span = c.school_year_span(0);
    REQUIRE(span);
    CHECK(span->first == date{2025, 9, 1});
    CHECK(span->last == date{2026, 7, 3});
    CHECK(c.school_year_span(1)->first == date{2026, 9, 1});
    CHECK_FALSE(c.school_year_span(2));
}

TEST_CASE("school_calendar: an empty one answers everything with nothing") {
    const school_calendar none;
    CHECK(none.days() == 0);
    CHECK(none.all_sessions() == 0);
    CHECK(none.on_or_after(date{2025, 9, 1}) == 0);
    CHECK(none.first_session_from(date{2025, 9, 1}) == 0);
    CHECK_FALSE(none.is_school_day(date{2025, 9, 1}));
    CHECK_FALSE(none.find(date{2025, 9, 1}, session::am));
    CHECK_FALSE(none.school_year_of(date{2025, 9, 1}));
}

TEST_CASE("school_calendar: without a school day there is none on or after any date, and no session") {
    const school_calendar built{{term{0, 0, {2024, 3, 4}, {2024, 7, 5}, {}}}, {}};
    CHECK(built.days() == 0);
    CHECK(built.all_sessions() == 0);
    CHECK(built.on_or_after({2024, 3, 4}) == 0);
    CHECK_FALSE(built.is_school_day({2024, 3, 4}));
    REQUIRE(built.terms().size() == 1);
    CHECK(built.terms().front().first == built.terms().front().end);
}
