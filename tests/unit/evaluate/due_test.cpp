// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/due.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

using namespace school;

namespace {

struct due_clock {
    district d = [] {
        world w;
        w.rows.terms.insert(w.rows.terms.begin(), {"autumn", "2023", {2023, 9, 4}, {2024, 1, 19}, {}, {}});
        w.rows.terms.push_back({"next", "2024", {2024, 9, 2}, {2025, 1, 10}, {}, {}});
        return w.build();
    }();
    date operator()(date trigger, const deadline& by) const {
        return due_date(trigger, by, d.calendars.at(0), d.working).on;
    }
};

deadline within(int n, day_unit unit = day_unit::calendar_days, bool rolls = false) {
    return within_days{n, unit, rolls};
}

}  // namespace

TEST_CASE("due_date: calendar days leave the trigger day out; nought is the same day") {
    const due_clock due;
    CHECK(due(march(8), within(0)) == march(8));
    CHECK(due(march(8), within(1)) == march(9));  // a Saturday, as it is
    CHECK(due(march(8), within(7)) == march(15));
    CHECK(due({2024, 2, 28}, within(1)) == date{2024, 2, 29});
    CHECK(due({2023, 2, 28}, within(1)) == date{2023, 3, 1});
}

TEST_CASE("due_date: a deadline that rolls moves from a day off to the next working day, the same day never") {
    const due_clock due;
    CHECK(due(march(8), within(1, day_unit::calendar_days, true)) == march(11));   // Saturday to Monday
    CHECK(due(march(7), within(1, day_unit::calendar_days, true)) == march(8));    // Friday stays
    CHECK(due(march(7), within(3, day_unit::calendar_days, true)) == march(11));   // Sunday to Monday
    CHECK(due(april(3), within(1, day_unit::calendar_days, true)) == april(7));    // a holiday, to the make-up Sunday
    CHECK(due(april(6), within(1, day_unit::calendar_days, true)) == april(7));    // the make-up Sunday stays
    CHECK(due(april(27), within(0, day_unit::calendar_days, true)) == april(27));  // at once is at once
    CHECK(due(april(30), within(1, day_unit::calendar_days, true)) == may(6));     // 1 to 5 May
}

TEST_CASE("due_date: school days count days with school, working days those of the published lists") {
    const due_clock due;
    CHECK(due(march(8), within(1, day_unit::school_days)) == march(11));
    CHECK(due(april(3), within(1, day_unit::school_days)) == april(7));
    CHECK(due(april(3), within(2, day_unit::school_days)) == april(8));
    CHECK(due(march(8), within(1, day_unit::working_days)) == march(11));
    CHECK(due(april(30), within(1, day_unit::working_days)) == may(6));
    CHECK(due(april(30), within(6, day_unit::working_days)) == may(11));  // Mon 6 to Fri 10, then Saturday 11
    // Over the vacation: no school day until Mon 2 September, working days go on.
    CHECK(due(july(5), within(1, day_unit::school_days)) == date{2024, 9, 2});
    CHECK(due(july(5), within(1, day_unit::working_days)) == july(8));
}

TEST_CASE("due_date: the end of the month, the term, the school year") {
    const due_clock due;
    CHECK(due(march(8), end_of{period::month}) == march(31));
    CHECK(due(march(31), end_of{period::month}) == march(31));
    CHECK(due({2024, 2, 1}, end_of{period::month}) == date{2024, 2, 29});
    CHECK(due({2024, 1, 19}, end_of{period::term}) == date{2024, 1, 19});
    CHECK(due({2024, 1, 20}, end_of{period::term}) == july(5));  // between terms: the next one to end
    CHECK(due({2023, 9, 4}, end_of{period::school_year}) == july(5));
    CHECK(due(july(6), end_of{period::school_year}) == date{2025, 1, 10});
}

TEST_CASE("due_date: a day beyond what is known is none, and says where knowledge ends") {
    const due_clock c;
    // The published lists end on Fri 25 December 2026: Thu 24, Fri 25 are working days.
    CHECK(c({2026, 12, 24}, within(1, day_unit::working_days)) == date{2026, 12, 25});
    const auto working = due_date({2026, 12, 24}, within(2, day_unit::working_days), c.d.calendars.at(0), c.d.working);
    CHECK(working.on == no_date);
    CHECK(working.beyond == date{2026, 12, 26});
    const auto rolled =
        due_date({2026, 12, 25}, within(1, day_unit::calendar_days, true), c.d.calendars.at(0), c.d.working);
    CHECK(rolled.on == no_date);
    CHECK(c({2026, 12, 25}, within(10)) == date{2027, 1, 4});  // calendar days need no list
    // The last school day is Fri 10 January 2025.
    CHECK(c({2025, 1, 9}, within(1, day_unit::school_days)) == date{2025, 1, 10});
    CHECK(c({2025, 1, 10}, within(1, day_unit::school_days)) == no_date);
    CHECK(c({2025, 1, 11}, end_of{period::term}) == no_date);
    const auto school = due_date({2025, 1, 10}, within(1, day_unit::school_days), c.d.calendars.at(0), c.d.working);
    CHECK(school.on == no_date);
    CHECK(school.beyond == date{2025, 1, 11});
    // Of a calendar without a school day nothing is known from the trigger on.
    CHECK(due_date(march(8), within(1, day_unit::school_days), school_calendar{}, c.d.working).beyond == march(8));
}

TEST_CASE("due_date: beyond the calendar the duty stands without a due date, and a gap says so") {
    auto r = make_rung(counted::session, consecutive{1});
    r.due = within(2, day_unit::school_days);
    const auto f = evaluate(policy_with(r), world{}.marks(july(4), "UP").build(), july(5));
    CHECK(duties(f) == lines{"2024-07-04 due - open"});
    CHECK(gaps(f, gap_kind::outside_calendar) == lines{"k r c1 - - - - -"});
}

TEST_CASE("due_date: never falls as the number of days rises, nor as the trigger moves on") {
    const due_clock due;
    for (const auto unit : {day_unit::calendar_days, day_unit::school_days, day_unit::working_days})
        for (const bool rolls : {false, true})
            for (int t = 1; t <= 30; ++t)
                for (int n = 1; n < 12; ++n) {
                    REQUIRE(due(april(t), within(n, unit, rolls)) <= due(april(t), within(n + 1, unit, rolls)));
                    REQUIRE(due(april(t), within(n, unit, rolls)) <=
                            due(april(t) + day_count{1}, within(n, unit, rolls)));
                    REQUIRE(due(april(t), within(n, unit, rolls)) > april(t));
                }
}

TEST_CASE("due_date: refuses a negative number of days") {
    auto r = make_rung(counted::session, consecutive{1});
    r.due = within(-1);
    CHECK_THROWS_AS(policy_with(r), policy_error);
}
