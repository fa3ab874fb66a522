// SPDX-License-Identifier: Apache-2.0

// Self-tests of the naive reference. Every expectation is worked out by hand in the comment beside it.
//
// The days used, unless a test says otherwise (2024):
//   Mon 4 Mar is the first day of the spring term, Fri 5 Jul its last; the first weekend is Sat 9 and Sun 10 Mar.

#include "naive.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace naive;

namespace {

day march(int d) { return make_day(2024, 3, d); }
day april(int d) { return make_day(2024, 4, d); }

constexpr auto am = session_of_day::am;
constexpr auto pm = session_of_day::pm;

/// One school with two classes in a township; one pupil, s, in class c1. Register of exceptions: who is not written is
/// present.
world small_school() {
    world w;
    w.registers = register_mode::exceptions;
    w.terms = {{"spring", "2023", march(4), make_day(2024, 7, 5)}};
    w.units = {{"town", "township"},
               {"school", "school", "town", "primary"},
               {"c1", "class", "school"},
               {"c2", "class", "school"}};
    w.holdings.emplace();
    *w.holdings = {
        {"T1", "class_teacher", covers::unit, "c1", 0},   {"T2", "class_teacher", covers::unit, "c2", 0},
        {"S1", "subject_teacher", covers::unit, "c1", 0}, {"L", "school_leader", covers::unit, "school", 0},
        {"P", "principal", covers::unit, "school", 0},    {"A", "academic_affairs_office", covers::unit, "school", 0}};
    w.students.emplace();
    *w.students = {{"s"}};
    w.enrolments.emplace();
    *w.enrolments = {{"s", "c1", march(4)}};
    w.attendance.emplace();
    w.acts.emplace();
    w.days.emplace();
    return w;
}

void put(world& w, day d, session_of_day s, mark m, std::optional<int> late = {}) {
    w.attendance->push_back({"s", d, s, m, late});
}

void absent(world& w, day d) {
    put(w, d, am, mark::unexcused);
    put(w, d, pm, mark::unexcused);
}

void act(world& w, const std::string& kind, const std::string& actor, day d) {
    w.acts->push_back({"a" + std::to_string(w.acts->size()), d, kind, actor, "s"});
}

rung make_rung(unit_counted u, mode_kind m, int n) {
    rung r;
    r.counts = {{u}};
    r.mode.kind = m;
    r.threshold = n;
    r.owes = {how_owed::any_of, {"home_visit"}, {"class_teacher"}};
    return r;
}

policy one_rung(const rung& r) {
    policy p;
    rule one;
    one.id = "r";
    one.ladder = ladder_rule{"l", {r}};
    p.clauses = {{"k", {one}}};
    return p;
}

due_rule within(int n, day_unit u = day_unit::calendar_days, bool rolls = false) {
    due_rule d;
    d.kind = due_kind::within;
    d.n = n;
    d.unit = u;
    d.rolls = rolls;
    return d;
}

/// Plan 2's absence ladder (6e, 6f, 6g) and 6i beside it.
policy plan_2() {
    rung e = make_rung(unit_counted::session, mode_kind::consecutive, 1);
    e.owes = {how_owed::any_of, {"report_absence"}, {"class_teacher"}, "academic_affairs_office"};
    rung f = make_rung(unit_counted::full_day, mode_kind::consecutive, 1);
    f.due = within(1);
    rung g = make_rung(unit_counted::full_day, mode_kind::consecutive, 2);
    g.owes.roles = {"school_leader"};
    rung i = make_rung(unit_counted::session, mode_kind::consecutive, 1);
    i.owes.roles = {"teacher"};
    i.due.kind = due_kind::within;
    i.due.parameter = "2.2.2.6i.within";
    policy p;
    rule re{"e", ladder_rule{"absence", {e}}};
    rule rf{"f", ladder_rule{"absence", {f}}};
    rule rg{"g", ladder_rule{"absence", {g}}};
    rule ri{"i", ladder_rule{"visit", {i}}};
    p.clauses = {{"2.2.2.6e", {re}}, {"2.2.2.6f", {rf}}, {"2.2.2.6g", {rg}}, {"2.2.2.6i", {ri}}};
    return p;
}

std::vector<obligation> rows_of(const findings& f, const std::string& clause_id = "k") {
    std::vector<obligation> out;
    for (const obligation& o : f.obligations)
        if (o.clause == clause_id)
            out.push_back(o);
    return out;
}

std::vector<gap> gaps_of(const findings& f, const std::string& kind) {
    std::vector<gap> out;
    for (const gap& g : f.gaps)
        if (g.kind == kind)
            out.push_back(g);
    return out;
}

/// The trigger days of a one-rung policy.
std::vector<day> triggers(const rung& r, const world& w, day as_of) {
    std::vector<day> out;
    for (const obligation& o : evaluate(one_rung(r), w, as_of).obligations)
        out.push_back(o.triggered_on);
    return out;
}

using days_list = std::vector<day>;
using names = std::vector<std::string>;

}  // namespace

// ---------------------------------------------------------------- dates

TEST_CASE("day numbers: known dates") {
    CHECK(make_day(1970, 1, 1) == 0);
    CHECK(make_day(2000, 1, 1) == 10957);
    CHECK(make_day(2024, 3, 4) == 19786);
    CHECK(make_day(1969, 12, 31) == -1);
    CHECK(weekday(0) == 4);  // a Thursday
    CHECK(weekday(march(4)) == 1);
    CHECK(weekday(-1) == 3);
    for (day d = -800; d < 25000; d += 13) {
        const civil c = make_civil(d);
        CHECK(make_day(c.year, c.month, c.day_of_month) == d);
    }
}

TEST_CASE("months_before: the same day number or the month's last") {
    CHECK(months_before(march(31), 1) == make_day(2024, 2, 29));
    CHECK(months_before(march(29), 1) == make_day(2024, 2, 29));
    CHECK(months_before(make_day(2023, 3, 29), 1) == make_day(2023, 2, 28));
    CHECK(months_before(make_day(2024, 1, 15), 2) == make_day(2023, 11, 15));
}

TEST_CASE("reaches_age: 29 February is reached on the 28th in common years") {
    CHECK(reaches_age(make_day(2012, 2, 29), 6) == make_day(2018, 2, 28));
    CHECK(reaches_age(make_day(2012, 2, 29), 12) == make_day(2024, 2, 29));
    CHECK(reaches_age(make_day(2018, 3, 5), 6) == make_day(2024, 3, 5));
}

// ---------------------------------------------------------------- calendars

TEST_CASE("calendar: weekdays, holidays and make-up days, inside terms only") {
    world w = small_school();
    w.calendar = calendar_kind::cn;
    w.holidays = {april(4), april(5), april(6)};  // Thu, Fri, Sat
    w.working_weekends = {april(7)};              // Sunday worked
    const calendar c(w);
    CHECK(c.is_school_day("c1", april(3)));
    CHECK_FALSE(c.is_school_day("c1", april(4)));
    CHECK_FALSE(c.is_school_day("c1", april(6)));
    CHECK(c.is_school_day("c1", april(7)));
    CHECK_FALSE(c.is_school_day("c1", march(1)));  // a Friday before the term
    CHECK(c.is_working_day(march(1)));
    CHECK(c.is_school_day("c1", make_day(2024, 7, 5)));
    CHECK_FALSE(c.is_school_day("c1", make_day(2024, 7, 8)));
}

TEST_CASE("days rows: date by date, the nearest covering unit that has any") {
    world w = small_school();
    w.days = std::vector<day_row>{{march(5), override_session::both, override_kind::off, std::nullopt},
                                  {march(5), override_session::am, override_kind::school, "c1"},
                                  {march(6), override_session::pm, override_kind::off, "school"},
                                  {march(9), override_session::am, override_kind::school, "town"}};
    const calendar c(w);
    // Tue 5: c1 has a row of its own, which names the morning; the afternoon is a weekday's. c2 has only the general
    // row: off.
    CHECK(c.on("c1", march(5)).am);
    CHECK(c.on("c1", march(5)).pm);
    CHECK_FALSE(c.is_school_day("c2", march(5)));
    // Wed 6: a morning only, for both classes. Sat 9: a morning through the township. Thu 7: the general calendar.
    CHECK(c.on("c2", march(6)).am);
    CHECK_FALSE(c.on("c2", march(6)).pm);
    CHECK(c.on("c1", march(9)).am);
    CHECK_FALSE(c.on("c1", march(9)).pm);
    CHECK(c.on("c1", march(7)).pm);
}

TEST_CASE("terms: a unit with terms of its own uses those alone") {
    world w = small_school();
    w.terms.push_back({"late", "2023", march(11), make_day(2024, 7, 5), "c2"});
    const calendar c(w);
    CHECK(c.is_school_day("c1", march(4)));
    CHECK_FALSE(c.is_school_day("c2", march(4)));
    CHECK(c.is_school_day("c2", march(11)));
}

TEST_CASE("coverage: as_of outside is refused; days rows for every date between extend it") {
    world w = small_school();
    w.coverage_last = march(8);
    CHECK_NOTHROW(evaluate(policy{}, w, march(8)));
    CHECK_THROWS_AS(evaluate(policy{}, w, march(9)), std::invalid_argument);
    w.days = std::vector<day_row>{{march(9), override_session::both, override_kind::off, std::nullopt},
                                  {march(11), override_session::both, override_kind::school, std::nullopt}};
    CHECK_NOTHROW(evaluate(policy{}, w, march(9)));
    CHECK_THROWS_AS(evaluate(policy{}, w, march(11)), std::invalid_argument);  // Sun 10 is not given
    w.days->push_back({march(10), override_session::both, override_kind::off, std::nullopt});
    CHECK_NOTHROW(evaluate(policy{}, w, march(11)));
    const calendar c(w);
    CHECK(c.is_school_day("c1", march(11)));
    CHECK_FALSE(c.on("c1", march(12)).known);
}

// ---------------------------------------------------------------- deadlines (meaning 5.2, 5.17)

TEST_CASE("due: the start day is excluded") {
    world w = small_school();
    w.calendar = calendar_kind::cn;
    w.holidays = {april(4), april(5), april(6)};
    w.working_weekends = {april(7)};
    const calendar c(w);
    // From Fri 8 March: 1 calendar day is Sat 9, 1 working or school day is Mon 11; the same day is the 8th.
    CHECK(c.due(within(0), "c1", march(8)).on == march(8));
    CHECK(c.due(within(1), "c1", march(8)).on == march(9));
    CHECK(c.due(within(1, day_unit::working_days), "c1", march(8)).on == march(11));
    CHECK(c.due(within(1, day_unit::school_days), "c1", march(8)).on == march(11));
    // Rolling: Sat 9 goes to Mon 11; Mon 11 stays; 0 days on a Saturday stays.
    CHECK(c.due(within(1, day_unit::calendar_days, true), "c1", march(8)).on == march(11));
    CHECK(c.due(within(3, day_unit::calendar_days, true), "c1", march(8)).on == march(11));
    CHECK(c.due(within(0, day_unit::calendar_days, true), "c1", march(9)).on == march(9));
    // From Wed 3 April: 1 calendar day is the holiday Thu 4, which rolls to the worked Sunday 7; 1 working day is that
    // Sunday too.
    CHECK(c.due(within(1, day_unit::calendar_days, true), "c1", april(3)).on == april(7));
    CHECK(c.due(within(1, day_unit::working_days), "c1", april(3)).on == april(7));
    CHECK(c.due(within(2, day_unit::working_days), "c1", april(3)).on == april(8));
}

TEST_CASE("due: school days are the unit's, working days the country's") {
    world w = small_school();
    w.days = std::vector<day_row>{{march(11), override_session::both, override_kind::off, "school"},
                                  {march(9), override_session::am, override_kind::school, "c2"}};
    const calendar c(w);
    CHECK(c.due(within(1, day_unit::school_days), "c1", march(8)).on == march(12));  // Mon 11 is off at the school
    CHECK(c.due(within(1, day_unit::school_days), "c2", march(8)).on ==
          march(9));  // a Saturday morning counts as a day
    CHECK(c.due(within(1, day_unit::working_days), "c1", march(8)).on == march(11));
    CHECK(c.due(within(1, day_unit::calendar_days, true), "c2", march(8)).on == march(11));  // rolling is national
}

TEST_CASE("due: ends of month, term and school year") {
    world w = small_school();
    w.terms.push_back({"autumn", "2024", make_day(2024, 9, 2), make_day(2025, 1, 17)});
    w.terms.push_back({"spring2", "2024", make_day(2025, 2, 17), make_day(2025, 7, 4)});
    const calendar c(w);
    due_rule d;
    d.kind = due_kind::end_of;
    d.end = period::month;
    CHECK(c.due(d, "c1", make_day(2024, 9, 30)).on == make_day(2024, 9, 30));
    CHECK(c.due(d, "c1", make_day(2024, 10, 1)).on == make_day(2024, 10, 31));
    d.end = period::term;
    CHECK(c.due(d, "c1", march(4)).on == make_day(2024, 7, 5));
    CHECK(c.due(d, "c1", make_day(2024, 7, 6)).on == make_day(2025, 1, 17));  // in the summer: the coming term
    d.end = period::school_year;
    CHECK(c.due(d, "c1", make_day(2024, 9, 2)).on == make_day(2025, 7, 4));
    CHECK(c.due(d, "c1", make_day(2025, 7, 5)).outside_calendar);
}

TEST_CASE("due: what would need a day beyond the calendar is null") {
    world w = small_school();
    w.coverage_last = march(8);
    const calendar c(w);
    CHECK(c.due(within(1, day_unit::working_days), "c1", march(7)).on == march(8));
    CHECK(c.due(within(1, day_unit::working_days), "c1", march(8)).outside_calendar);
    CHECK(c.due(within(1, day_unit::school_days), "c1", march(8)).outside_calendar);
    CHECK(c.due(within(1, day_unit::calendar_days, true), "c1", march(8)).outside_calendar);
    CHECK(c.due(within(1, day_unit::calendar_days), "c1", march(8)).on == march(9));  // plain days need no calendar
    // With a gap, and no due date, in the findings.
    absent(w, march(8));
    rung r = make_rung(unit_counted::full_day, mode_kind::consecutive, 1);
    r.due = within(1, day_unit::working_days);
    const findings f = evaluate(one_rung(r), w, march(8));
    REQUIRE(f.obligations.size() == 1);
    CHECK_FALSE(f.obligations[0].due_on);
    CHECK(f.obligations[0].state == "open");
    CHECK(gaps_of(f, "outside_calendar").size() == 1);
}

// ---------------------------------------------------------------- plan 2, section 2.2, item 6

TEST_CASE("2.2.2.6e-g: half a day, one day, the second day") {
    world w = small_school();
    SECTION("half a day: only the report; 6i beside it") {
        put(w, march(5), pm, mark::unexcused);
        const findings f = evaluate(plan_2(), w, march(8));
        REQUIRE(f.obligations.size() == 2);
        const obligation& e = f.obligations[0];
        CHECK(e.clause == "2.2.2.6e");
        CHECK(e.triggered_on == march(5));
        CHECK(e.bearers == names{"T1"});
        CHECK(e.recipient_role == "academic_affairs_office");
        CHECK(e.step == 1);
        CHECK_FALSE(e.due_on);
        CHECK(e.state == "open");
        CHECK(e.caused_first == cause{"attendance", 0});
        CHECK(e.caused_last == cause{"attendance", 0});
        const obligation& i = f.obligations[1];
        CHECK(i.clause == "2.2.2.6i");
        CHECK(i.bearers == names{"S1", "T1"});  // nobody is plain teacher of the class: the narrower roles bear it
        CHECK(i.step == 1);
        const std::vector<gap> g = gaps_of(f, "unspecified_value");
        REQUIRE(g.size() == 1);
        CHECK(g[0].parameter == "2.2.2.6i.within");
    }
    SECTION("a whole day: the visit is due the next day") {
        absent(w, march(5));
        const std::vector<obligation> rows = rows_of(evaluate(plan_2(), w, march(6)), "2.2.2.6f");
        REQUIRE(rows.size() == 1);
        CHECK(rows[0].triggered_on == march(5));
        CHECK(rows[0].due_on == march(6));
        CHECK(rows[0].step == 2);
        CHECK(rows[0].state == "open");
        CHECK(rows[0].caused_first.row == 0);
        CHECK(rows[0].caused_last.row == 1);
        CHECK(rows_of(evaluate(plan_2(), w, march(7)), "2.2.2.6f")[0].state == "missed");
        CHECK(rows_of(evaluate(plan_2(), w, march(7)), "2.2.2.6g").empty());
    }
    SECTION("two sessions over midnight are not a full day") {
        put(w, march(5), pm, mark::unexcused);
        put(w, march(6), am, mark::unexcused);
        const findings f = evaluate(plan_2(), w, march(8));
        CHECK(rows_of(f, "2.2.2.6e").size() == 1);  // one run of two sessions fires once
        CHECK(rows_of(f, "2.2.2.6f").empty());
    }
    SECTION("the second day, over a weekend: Fri 8 and Mon 11 are neighbours") {
        absent(w, march(8));
        absent(w, march(11));
        CHECK(rows_of(evaluate(plan_2(), w, march(10)), "2.2.2.6g").empty());
        const std::vector<obligation> rows = rows_of(evaluate(plan_2(), w, march(11)), "2.2.2.6g");
        REQUIRE(rows.size() == 1);
        CHECK(rows[0].triggered_on == march(11));
        CHECK(rows[0].bearers == names{"L"});  // the explicit leader, not the principal who is one too
        CHECK(rows[0].step == 3);
        CHECK(rows[0].caused_first.row == 0);
        CHECK(rows[0].caused_last.row == 3);
    }
    SECTION("a session attended between two full days: two runs, no second day") {
        absent(w, march(5));
        put(w, march(6), am, mark::unexcused);
        absent(w, march(7));
        const findings f = evaluate(plan_2(), w, march(8));
        CHECK(rows_of(f, "2.2.2.6g").empty());
        CHECK(rows_of(f, "2.2.2.6f").size() == 2);
        CHECK(rows_of(f, "2.2.2.6e").size() == 2);  // 5 am to 6 am, then 7
    }
    SECTION("an excused session ends the run") {
        absent(w, march(5));
        put(w, march(6), am, mark::excused);
        put(w, march(6), pm, mark::excused);
        absent(w, march(7));
        CHECK(rows_of(evaluate(plan_2(), w, march(8)), "2.2.2.6g").empty());
        CHECK(rows_of(evaluate(plan_2(), w, march(8)), "2.2.2.6e").size() == 2);
    }
    SECTION("three full days: each rung fires once a run") {
        for (int d = 5; d <= 7; ++d)
            absent(w, march(d));
        const findings f = evaluate(plan_2(), w, march(8));
        CHECK(rows_of(f, "2.2.2.6e").size() == 1);
        CHECK(rows_of(f, "2.2.2.6f").size() == 1);
        CHECK(rows_of(f, "2.2.2.6g").size() == 1);
        CHECK(rows_of(f, "2.2.2.6g")[0].triggered_on == march(6));
    }
    SECTION("a day of one session is full when that session is missed") {
        w.days->push_back({march(6), override_session::pm, override_kind::off, "school"});
        put(w, march(6), am, mark::unexcused);
        CHECK(rows_of(evaluate(plan_2(), w, march(8)), "2.2.2.6f").size() == 1);
    }
}

TEST_CASE("a complete register: unmarked sessions neither count nor end a run") {
    world w = small_school();
    w.registers = register_mode::complete;
    for (int d : {4, 5, 6, 7, 8}) {
        if (d == 5 || d == 7)
            absent(w, march(d));
        if (d == 4 || d == 8) {
            put(w, march(d), am, mark::present);
            put(w, march(d), pm, mark::present);
        }
    }
    SECTION("a wholly unmarked Wednesday lies between two full days: they are adjacent") {
        const findings f = evaluate(plan_2(), w, march(8));
        REQUIRE(rows_of(f, "2.2.2.6g").size() == 1);
        CHECK(rows_of(f, "2.2.2.6g")[0].triggered_on == march(7));
        CHECK(rows_of(f, "2.2.2.6e").size() == 1);
        // The only pupil of the class: a class row, once for each of the four rules.
        const std::vector<gap> g = gaps_of(f, "unmarked_sessions");
        REQUIRE(g.size() == 4);
        CHECK(g[0].unit == "c1");
        CHECK_FALSE(g[0].student);
        CHECK(g[0].from == march(6));
        CHECK(g[0].until == march(6));
    }
    SECTION("one half unexcused, one unmarked: unknown, so the day does not count and does not end the run") {
        put(w, march(6), am, mark::unexcused);
        CHECK(rows_of(evaluate(plan_2(), w, march(8)), "2.2.2.6g")[0].triggered_on == march(7));
    }
    SECTION("one half present, one unmarked: broken") {
        put(w, march(6), am, mark::present);
        CHECK(rows_of(evaluate(plan_2(), w, march(8)), "2.2.2.6g").empty());
    }
}

TEST_CASE("runs: the end of the term ends them unless the rung says otherwise") {
    world w = small_school();
    w.terms = {{"a", "y", march(4), march(8)}, {"b", "y", march(18), march(29)}};
    absent(w, march(8));
    absent(w, march(18));
    rung r = make_rung(unit_counted::full_day, mode_kind::consecutive, 2);
    CHECK(triggers(r, w, march(29)).empty());
    r.mode.across_terms = true;
    CHECK(triggers(r, w, march(29)) == days_list{march(18)});
}

TEST_CASE("runs: the end of enrolment, and the next school day") {
    world w = small_school();
    absent(w, march(8));
    absent(w, march(11));
    absent(w, march(12));
    const rung r = make_rung(unit_counted::full_day, mode_kind::consecutive, 2);
    SECTION("another class from the next school day on: the run goes on, the new class teacher bears it") {
        *w.enrolments = {{"s", "c1", march(4), march(8)}, {"s", "c2", march(11)}};
        const findings f = evaluate(one_rung(r), w, march(13));
        REQUIRE(f.obligations.size() == 1);
        CHECK(f.obligations[0].triggered_on == march(11));
        CHECK(f.obligations[0].unit == "c2");
        CHECK(f.obligations[0].bearers == names{"T2"});
        CHECK(gaps_of(f, "unknown_exit").empty());
    }
    SECTION("even over an exit") {
        *w.enrolments = {{"s", "c1", march(4), march(8), std::nullopt, "transferred"}, {"s", "c2", march(11)}};
        CHECK(triggers(r, w, march(13)) == days_list{march(11)});
    }
    SECTION("one school day later: a new run, and an end of unknown reason") {
        *w.enrolments = {{"s", "c1", march(4), march(8)}, {"s", "c2", march(12)}};
        w.attendance->clear();
        absent(w, march(8));
        absent(w, march(12));
        CHECK(triggers(r, w, march(13)).empty());
        const std::vector<gap> g = gaps_of(evaluate(one_rung(r), w, march(13)), "unknown_exit");
        REQUIRE(g.size() == 1);
        CHECK(g[0].student == "s");
        CHECK(g[0].from == march(8));
        CHECK_FALSE(g[0].clause);
    }
    SECTION("an end later than as_of is not known") {
        *w.enrolments = {{"s", "c1", march(4), march(14)}};
        CHECK(gaps_of(evaluate(one_rung(r), w, march(13)), "unknown_exit").empty());
        CHECK(gaps_of(evaluate(one_rung(r), w, march(14)), "unknown_exit").size() == 1);
    }
}

TEST_CASE("runs: calendar-day adjacency") {
    world w = small_school();
    rung r = make_rung(unit_counted::full_day, mode_kind::consecutive, 2);
    r.mode.adjacent = adjacency::calendar_days;
    SECTION("Thu and Fri are next to each other, Fri and Mon are not") {
        absent(w, march(8));
        absent(w, march(11));
        CHECK(triggers(r, w, march(15)).empty());
        absent(w, march(12));
        CHECK(triggers(r, w, march(15)) == days_list{march(12)});
    }
    SECTION("a weekend between starts a new run, which fires again") {
        for (int d : {7, 8, 11, 12})
            absent(w, march(d));
        CHECK(triggers(r, w, march(15)) == days_list{march(8), march(12)});
    }
    SECTION("an unknown school day between does not separate") {
        w.registers = register_mode::complete;
        absent(w, march(5));
        absent(w, march(7));
        CHECK(triggers(r, w, march(15)) == days_list{march(7)});
    }
}

TEST_CASE("runs: part or whole days") {
    world w = small_school();
    const rung r = make_rung(unit_counted::part_day, mode_kind::consecutive, 2);
    put(w, march(5), am, mark::unexcused);
    put(w, march(6), pm, mark::unexcused);
    CHECK(triggers(r, w, march(8)) == days_list{march(6)});  // parts of two neighbouring days
    w.attendance->clear();
    put(w, march(5), am, mark::unexcused);
    put(w, march(7), am, mark::unexcused);
    CHECK(triggers(r, w, march(8)).empty());  // Wed 6 wholly present
}

TEST_CASE("marks that count: excused too") {
    world w = small_school();
    put(w, march(5), am, mark::excused);
    put(w, march(5), pm, mark::unexcused);
    rung r = make_rung(unit_counted::full_day, mode_kind::consecutive, 1);
    CHECK(triggers(r, w, march(8)).empty());
    r.marks = {mark::unexcused, mark::excused};
    CHECK(triggers(r, w, march(8)) == days_list{march(5)});
}

TEST_CASE("threshold: at least includes the number, more than excludes it") {
    world w = small_school();
    for (int d : {5, 6, 7})
        absent(w, march(d));
    rung r = make_rung(unit_counted::full_day, mode_kind::consecutive, 2);
    CHECK(triggers(r, w, march(8)) == days_list{march(6)});
    r.comparator = comparator::more_than;
    CHECK(triggers(r, w, march(8)) == days_list{march(7)});
    r.threshold = 3;
    CHECK(triggers(r, w, march(8)).empty());
}

TEST_CASE("register of exceptions: without its roll call a session is unmarked") {
    world w = small_school();
    w.roll_calls.emplace();
    w.students->push_back({"t"});
    w.enrolments->push_back({"t", "c1", march(4)});
    absent(w, march(5));
    absent(w, march(7));
    for (int d : {4, 5, 7, 8})
        for (session_of_day x : {am, pm})
            w.roll_calls->push_back({"c1", march(d), x});
    // Wed 6 was not called: unknown for s and t alike, so s's full days are adjacent.
    const findings f = evaluate(plan_2(), w, march(8));
    CHECK(rows_of(f, "2.2.2.6g").size() == 1);
    const std::vector<gap> g = gaps_of(f, "unmarked_sessions");
    REQUIRE(g.size() == 4);
    CHECK_FALSE(g[0].student);
    CHECK(g[0].from == march(6));
    // A row for s alone in a session not called: then only t is unmarked that morning.
    put(w, march(6), am, mark::excused);
    const std::vector<gap> h =
        gaps_of(evaluate(one_rung(make_rung(unit_counted::session, mode_kind::consecutive, 1)), w, march(8)),
                "unmarked_sessions");
    REQUIRE(h.size() == 2);
    CHECK(h[0].student.value_or("class") == "class");
    CHECK(h[1].student == "t");
}

TEST_CASE("unmarked sessions: consecutive ones merge, over a weekend too") {
    world w = small_school();
    w.registers = register_mode::complete;
    w.students->push_back({"t"});
    w.enrolments->push_back({"t", "c1", march(4)});
    for (int d : {4, 5, 6, 7, 8, 11, 12})
        for (session_of_day x : {am, pm}) {
            w.attendance->push_back({"t", march(d), x, mark::present});
            if (d != 8 && d != 11 && d != 5)
                w.attendance->push_back({"s", march(d), x, mark::present});
        }
    // s is unmarked on Tue 5, and from Fri 8 to Mon 11. As of the 12th.
    const std::vector<gap> g =
        gaps_of(evaluate(one_rung(make_rung(unit_counted::session, mode_kind::consecutive, 1)), w, march(12)),
                "unmarked_sessions");
    REQUIRE(g.size() == 2);
    CHECK(g[0].student == "s");
    CHECK(g[0].from == march(5));
    CHECK(g[0].until == march(5));
    CHECK(g[1].from == march(8));
    CHECK(g[1].until == march(11));
}

// ---------------------------------------------------------------- cumulative

TEST_CASE("cumulative: once a period") {
    world w = small_school();
    for (day d : {march(5), march(7), march(28), april(2), april(8), april(9)})
        absent(w, d);
    rung r = make_rung(unit_counted::full_day, mode_kind::cumulative, 3);
    r.mode.period = period::term;
    CHECK(triggers(r, w, april(30)) == days_list{march(28)});  // the third; the sixth does not fire again
    r.mode.period = period::month;
    CHECK(triggers(r, w, april(30)) == days_list{march(28), april(9)});
    r.threshold = 4;
    CHECK(triggers(r, w, april(30)).empty());
    r.mode.period = period::school_year;
    CHECK(triggers(r, w, april(30)) == days_list{april(2)});
}

TEST_CASE("cumulative: a new term counts anew, a school year goes on") {
    world w = small_school();
    w.terms = {{"a", "y", march(4), march(15)}, {"b", "y", march(25), april(26)}};
    absent(w, march(5));
    absent(w, march(26));
    rung r = make_rung(unit_counted::full_day, mode_kind::cumulative, 2);
    CHECK(triggers(r, w, april(26)).empty());
    r.mode.period = period::school_year;
    CHECK(triggers(r, w, april(26)) == days_list{march(26)});
}

TEST_CASE("cumulative: several units added up") {
    world w = small_school();
    rung r = make_rung(unit_counted::full_day, mode_kind::cumulative, 3);
    r.counts = {{unit_counted::full_day}, {unit_counted::late, 30}};
    // Tue: full (1). Wed: half a day and 31 minutes late (2 occasions). Three by Wed.
    absent(w, march(5));
    put(w, march(6), am, mark::unexcused);
    put(w, march(6), pm, mark::present, 31);
    CHECK(triggers(r, w, march(8)) == days_list{march(6)});
    // 30 minutes is not over 30: two occasions.
    w.attendance->back().minutes_late = 30;
    CHECK(triggers(r, w, march(8)).empty());
    // Three half days of single sessions: occasions each; three sessions counted singly would be the same, a full day
    // is one, not two.
    w.attendance->clear();
    absent(w, march(5));
    absent(w, march(6));
    CHECK(triggers(r, w, march(8)).empty());
    r.counts = {{unit_counted::session}};
    CHECK(triggers(r, w, march(8)) == days_list{march(6)});  // four sessions, the third on Wed morning
    r.counts = {{unit_counted::full_day}, {unit_counted::part_day}};
    put(w, march(7), am, mark::unexcused);
    CHECK(triggers(r, w, march(8)) == days_list{march(7)});  // days or parts of days
}

// ---------------------------------------------------------------- rolling

TEST_CASE("rolling days: the window is t-w+1 to t, and re-arms after a day that ended below") {
    world w = small_school();
    rung r = make_rung(unit_counted::full_day, mode_kind::rolling, 2);
    r.mode.length = 7;
    SECTION("day 1 and day 7 are in one window, day 1 and day 8 are not") {
        absent(w, march(5));
        absent(w, march(11));
        CHECK(triggers(r, w, march(29)) == days_list{march(11)});
        w.attendance->clear();
        absent(w, march(5));
        absent(w, march(12));
        CHECK(triggers(r, w, march(29)).empty());
    }
    SECTION("no second firing while the count stays at n") {
        // 5, 6 | 7: still 3 in the window; 12: window 6..12 holds 6, 7, 12; never below 2 from the 6th on.
        for (int d : {5, 6, 7, 12})
            absent(w, march(d));
        CHECK(triggers(r, w, march(29)) == days_list{march(6)});
    }
    SECTION("again after the count fell below") {
        // 5 and 6 fire on the 6th; on Tue 12 the window 6..12 holds one: below. 14 and 15 fire on the 15th.
        for (int d : {5, 6, 14, 15})
            absent(w, march(d));
        CHECK(triggers(r, w, march(29)) == days_list{march(6), march(15)});
    }
    SECTION("again after it fell below, though never to nothing") {
        // Three in seven days: 5, 6, 7 fire on the 7th. On Tue 12 the window holds 6 and 7, on the 13th 7 and 13, on
        // the 14th 13 and 14, on the 15th three again.
        r.threshold = 3;
        for (int d : {5, 6, 7, 13, 14, 15})
            absent(w, march(d));
        CHECK(triggers(r, w, march(29)) == days_list{march(7), march(15)});
    }
}

TEST_CASE("rolling months: from the day after the same day number") {
    world w = small_school();
    rung r = make_rung(unit_counted::full_day, mode_kind::rolling, 2);
    r.mode.length = 1;
    r.mode.of = window_unit::months;
    absent(w, march(8));
    absent(w, april(8));  // the window is 9 March to 8 April
    CHECK(triggers(r, w, april(30)).empty());
    w.attendance->clear();
    absent(w, march(11));
    absent(w, april(10));  // 11 March to 10 April
    CHECK(triggers(r, w, april(30)) == days_list{april(10)});
}

TEST_CASE("rolling school weeks: weeks without school are skipped") {
    world w = small_school();
    // The week of 11 March is off. Two school weeks ending with that of the 18th begin on Mon 4 March.
    for (int d = 11; d <= 15; ++d)
        w.days->push_back({march(d), override_session::both, override_kind::off, std::nullopt});
    rung r = make_rung(unit_counted::full_day, mode_kind::rolling, 2);
    r.mode.length = 2;
    r.mode.of = window_unit::school_weeks;
    absent(w, march(5));
    absent(w, march(20));
    CHECK(triggers(r, w, march(29)) == days_list{march(20)});
    w.attendance->clear();
    absent(w, march(5));
    absent(w, march(26));  // the third school week
    CHECK(triggers(r, w, march(29)).empty());
}

TEST_CASE("rolling within a term: another term's days do not count") {
    world w = small_school();
    w.terms = {{"a", "y", march(4), march(8)}, {"b", "y", march(11), march(29)}};
    absent(w, march(8));
    absent(w, march(11));
    rung r = make_rung(unit_counted::full_day, mode_kind::rolling, 2);
    r.mode.length = 10;
    CHECK(triggers(r, w, march(29)) == days_list{march(11)});
    r.mode.within = window_within::term;
    CHECK(triggers(r, w, march(29)).empty());
    r.mode.within = window_within::school_year;
    CHECK(triggers(r, w, march(29)) == days_list{march(11)});
}

// ---------------------------------------------------------------- share

TEST_CASE("share: of the marked sessions, judged on the month's last school day, once a school year") {
    world w = small_school();
    rung r = make_rung(unit_counted::session, mode_kind::share, 1);
    r.mode.ratio_numerator = 1;
    r.mode.ratio_denominator = 10;
    // March has the 20 school days 4..8, 11..15, 18..22, 25..29: 40 sessions. Four of them are exactly a tenth.
    absent(w, march(5));
    absent(w, march(6));
    CHECK(triggers(r, w, march(28)).empty());
    CHECK(triggers(r, w, march(29)) == days_list{march(29)});
    CHECK(triggers(r, w, april(30)) == days_list{march(29)});
    r.mode.at_least = 40;
    CHECK(triggers(r, w, march(31)) == days_list{march(29)});
    r.mode.at_least = 41;
    CHECK(triggers(r, w, march(31)).empty());
    r.mode.at_least = 0;
    r.comparator = comparator::more_than;
    CHECK(triggers(r, w, march(31)).empty());
    put(w, march(7), am, mark::unexcused);
    CHECK(triggers(r, w, march(31)) == days_list{march(29)});
}

TEST_CASE("share of days: unknown days are not in the denominator") {
    world w = small_school();
    w.registers = register_mode::complete;
    absent(w, march(5));
    put(w, march(6), am, mark::present);    // broken
    put(w, march(7), am, mark::unexcused);  // unknown as a full day; as a part day it counts
    rung r = make_rung(unit_counted::full_day, mode_kind::share, 1);
    r.mode.ratio_numerator = 1;
    r.mode.ratio_denominator = 2;
    CHECK(triggers(r, w, march(29)) == days_list{march(29)});  // 1 of 2
    r.comparator = comparator::more_than;
    CHECK(triggers(r, w, march(29)).empty());
    r.counts = {{unit_counted::part_day}};
    CHECK(triggers(r, w, march(29)) ==
          days_list{march(29)});  // 2 of 2: Wed's second half is unmarked, so Wed is unknown
}

// ---------------------------------------------------------------- not back: 1.5.1c

TEST_CASE("1.5.1c: not back a week after the first day") {
    world w = small_school();
    rung r = make_rung(unit_counted::session, mode_kind::not_back, 1);
    r.mode.calendar_days_after_first = 7;
    r.owes = {how_owed::any_of, {"home_visit", "contact_village_committee"}, {"class_teacher"}};
    SECTION("all of 4 to 11 March missed: fires on the 11th, one row for either act") {
        for (int d : {4, 5, 6, 7, 8, 11})
            absent(w, march(d));
        CHECK(triggers(r, w, march(10)).empty());
        const findings f = evaluate(one_rung(r), w, march(12));
        REQUIRE(f.obligations.size() == 1);
        CHECK(f.obligations[0].triggered_on == march(11));
        CHECK(f.obligations[0].acts == names{"home_visit", "contact_village_committee"});
        CHECK(f.obligations[0].caused_first.row == 0);
        CHECK(f.obligations[0].caused_last.row == 11);
        act(w, "contact_village_committee", "T1", march(12));
        CHECK(evaluate(one_rung(r), w, march(12)).obligations[0].state == "met");
    }
    SECTION("present in the last session looked at: no") {
        for (int d : {4, 5, 6, 7, 8})
            absent(w, march(d));
        put(w, march(11), am, mark::unexcused);  // the afternoon is present
        CHECK(triggers(r, w, march(29)).empty());
    }
    SECTION("excused once: no") {
        for (int d : {4, 5, 6, 7, 8, 11})
            absent(w, march(d));
        (*w.attendance)[0].mark = mark::excused;
        CHECK(triggers(r, w, march(29)).empty());
    }
    SECTION("one unexcused, the rest unmarked: fires; only unmarked: a gap") {
        w.registers = register_mode::complete;
        CHECK(triggers(r, w, march(11)).empty());
        CHECK(gaps_of(evaluate(one_rung(r), w, march(11)), "unmarked_sessions").size() == 1);
        put(w, march(6), pm, mark::unexcused);
        CHECK(triggers(r, w, march(11)) == days_list{march(11)});
    }
    SECTION("the day itself without school: it fires all the same") {
        w.days->push_back({march(11), override_session::both, override_kind::off, std::nullopt});
        for (int d : {4, 5, 6, 7, 8})
            absent(w, march(d));
        CHECK(triggers(r, w, march(29)) == days_list{march(11)});
    }
    SECTION("only pupils on the roll that day") {
        for (int d : {4, 5, 6, 7, 8})
            absent(w, march(d));
        *w.enrolments = {{"s", "c1", march(4), march(10), std::nullopt, "transferred"}};
        CHECK(triggers(r, w, march(29)).empty());
        *w.enrolments = {{"s", "c1", march(4), march(11), std::nullopt, "transferred"}};
        absent(w, march(11));
        CHECK(triggers(r, w, march(29)) == days_list{march(11)});
    }
    SECTION("the fifth school day instead") {
        r.mode.calendar_days_after_first.reset();
        r.mode.nth_school_day = 5;
        for (int d : {4, 5, 6, 7, 8})
            absent(w, march(d));
        CHECK(triggers(r, w, march(29)) == days_list{march(8)});
        w.days->push_back({march(6), override_session::both, override_kind::off, std::nullopt});
        w.attendance->clear();
        for (int d : {4, 5, 7, 8, 11})
            absent(w, march(d));
        CHECK(triggers(r, w, march(29)) == days_list{march(11)});
    }
}

TEST_CASE("not back: only sessions of that term are looked at") {
    world w = small_school();
    w.terms = {{"a", "y", march(4), march(7)}, {"b", "y", march(11), march(29)}};
    for (int d : {4, 5, 6, 7})
        absent(w, march(d));  // present on Mon 11, which is the next term
    rung r = make_rung(unit_counted::session, mode_kind::not_back, 1);
    r.mode.calendar_days_after_first = 7;
    CHECK(triggers(r, w, march(15)) == days_list{march(11)});
}

TEST_CASE("not back, without a number of days: by the term's day for registering") {
    world w = small_school();
    w.terms[0].registration_until = march(6);
    const rung r = make_rung(unit_counted::session, mode_kind::not_back, 1);
    for (int d : {4, 5, 6})
        absent(w, march(d));
    CHECK(triggers(r, w, march(5)).empty());
    CHECK(triggers(r, w, march(8)) == days_list{march(6)});
    w.terms[0].registration_until.reset();
    CHECK(triggers(r, w, march(8)).empty());
}

TEST_CASE("not registered by a named day") {
    world w = small_school();
    w.registrations.emplace();
    w.terms[0].registration_until = march(6);
    rung r = make_rung(unit_counted::session, mode_kind::not_back, 1);
    r.mode.basis = back_basis::registration;
    CHECK(triggers(r, w, march(5)).empty());
    CHECK(triggers(r, w, march(6)) == days_list{march(6)});
    *w.registrations = {{"s", "spring", march(7)}};
    CHECK(triggers(r, w, march(8)) == days_list{march(6)});
    *w.registrations = {{"s", "spring", march(6)}};
    CHECK(triggers(r, w, march(8)).empty());
    r.mode.calendar_days_after_first = 1;
    CHECK(triggers(r, w, march(8)) == days_list{march(5)});
    w.registrations.reset();
    const findings f = evaluate(one_rung(r), w, march(8));
    CHECK(f.obligations.empty());
    REQUIRE(gaps_of(f, "missing_table").size() == 1);
    CHECK(gaps_of(f, "missing_table")[0].parameter == "registrations");
}

// ---------------------------------------------------------------- earlier rungs, after, ages, whom

TEST_CASE("earlier rungs: firings of lower steps, each once however many rows it writes") {
    world w = small_school();
    for (int d : {5, 7, 12})
        absent(w, march(d));
    policy p = plan_2();
    // 6f fires on 5, 7 and 12 March; 6e too. A fourth step counts firings of step 2.
    p.clauses[1].rules[0].ladder->rungs[0].owes = {how_owed::each_of, {"home_visit", "interview"}, {"class_teacher"}};
    rung again = make_rung(unit_counted::earlier_rung, mode_kind::cumulative, 3);
    again.counts[0].earlier_step = 2;
    rule one{"again", ladder_rule{"absence", {again}}};
    p.clauses.push_back({"z", {one}});
    findings f = evaluate(p, w, march(29));
    REQUIRE(rows_of(f, "z").size() == 1);
    CHECK(rows_of(f, "z")[0].triggered_on == march(12));
    CHECK(rows_of(f, "z")[0].step == 4);
    CHECK(rows_of(f, "2.2.2.6f").size() == 6);
    // Any lower step: 6e and 6f of the 5th, then 6e on the morning of the 7th.
    p.clauses[4].rules[0].ladder->rungs[0].counts[0].earlier_step.reset();
    f = evaluate(p, w, march(29));
    REQUIRE(rows_of(f, "z").size() == 1);
    CHECK(rows_of(f, "z")[0].triggered_on == march(7));
    // A ladder of another name has no part in it.
    p.clauses[4].rules[0].ladder->ladder = "other";
    CHECK(rows_of(evaluate(p, w, march(29)), "z").empty());
}

TEST_CASE("after: the rung waits for the act on record") {
    world w = small_school();
    for (int d : {5, 6, 7})
        absent(w, march(d));
    rung r = make_rung(unit_counted::full_day, mode_kind::consecutive, 1);
    r.after = after_rule{"explain_law_and_persuade", period::term};
    CHECK(triggers(r, w, march(8)).empty());
    act(w, "explain_law_and_persuade", "anybody", march(6));
    CHECK(triggers(r, w, march(8)) == days_list{march(6)});
    w.acts->back().date = march(3);  // before the term
    CHECK(triggers(r, w, march(8)).empty());
    w.acts->back().date = march(4);
    CHECK(triggers(r, w, march(8)) == days_list{march(5)});
    w.acts->back().student_id = "another";
    CHECK(triggers(r, w, march(8)).empty());
    w.acts.reset();
    const findings f = evaluate(one_rung(r), w, march(8));
    CHECK(f.obligations.empty());
    CHECK(gaps_of(f, "missing_table").size() == 1);
}

TEST_CASE("ages: read on the day the count is reached; outside, used up") {
    world w = small_school();
    absent(w, march(5));
    absent(w, march(6));
    rung r = make_rung(unit_counted::full_day, mode_kind::cumulative, 1);
    r.ages = age_rule{6, 16};
    SECTION("six on the day: applies; the day after: does not, and not again this term") {
        (*w.students)[0].birth_date = make_day(2018, 3, 5);
        CHECK(triggers(r, w, march(8)) == days_list{march(5)});
        (*w.students)[0].birth_date = make_day(2018, 3, 6);
        CHECK(triggers(r, w, march(8)).empty());
    }
    SECTION("sixteen on the day: no longer") {
        (*w.students)[0].birth_date = make_day(2008, 3, 5);
        CHECK(triggers(r, w, march(8)).empty());
        (*w.students)[0].birth_date = make_day(2008, 3, 6);
        CHECK(triggers(r, w, march(8)) == days_list{march(5)});
    }
    SECTION("to the end of the school year in which it is reached") {
        r.ages->until_runs_on = runs_on::school_year_end;
        (*w.students)[0].birth_date = make_day(2008, 3, 5);
        CHECK(triggers(r, w, march(8)) == days_list{march(5)});
        (*w.students)[0].birth_date = make_day(2008, 3, 3);  // before the only year that is listed
        CHECK(triggers(r, w, march(8)).empty());
    }
    SECTION("to the last Friday of a month of it") {
        r.ages->until_runs_on = runs_on::last_weekday_of_month;
        r.ages->month = 6;
        r.ages->weekday = 5;
        (*w.students)[0].birth_date = make_day(2008, 3, 5);
        w.attendance->clear();
        absent(w, make_day(2024, 6, 28));  // the last Friday of June 2024
        CHECK(triggers(r, w, make_day(2024, 7, 5)) == days_list{make_day(2024, 6, 28)});
        w.attendance->clear();
        absent(w, make_day(2024, 7, 1));
        CHECK(triggers(r, w, make_day(2024, 7, 5)).empty());
    }
    SECTION("unknown: applies, with a gap") {
        const findings f = evaluate(one_rung(r), w, march(8));
        CHECK(f.obligations.size() == 1);
        REQUIRE(gaps_of(f, "unknown_birth_date").size() == 1);
        CHECK(gaps_of(f, "unknown_birth_date")[0].student == "s");
    }
}

TEST_CASE("applies_to: the stage is the nearest above, the kind is the unit's or one above") {
    world w = small_school();
    absent(w, march(5));
    rung r = make_rung(unit_counted::full_day, mode_kind::consecutive, 1);
    r.applies_to.stages = {"primary"};
    r.applies_to.unit_kinds = {"township"};
    CHECK(triggers(r, w, march(8)).size() == 1);
    w.units[2].stage = "junior_middle";
    CHECK(triggers(r, w, march(8)).empty());
    r.applies_to.stages.clear();
    CHECK(triggers(r, w, march(8)).size() == 1);
    r.applies_to.unit_kinds = {"grade"};
    CHECK(triggers(r, w, march(8)).empty());
}

TEST_CASE("effective: from is in, until is out, by the trigger date") {
    world w = small_school();
    absent(w, march(5));
    absent(w, march(7));
    policy p = one_rung(make_rung(unit_counted::full_day, mode_kind::consecutive, 1));
    p.clauses[0].effective_from = march(5);
    p.clauses[0].effective_until = march(7);
    const findings f = evaluate(p, w, march(8));
    REQUIRE(f.obligations.size() == 1);
    CHECK(f.obligations[0].triggered_on == march(5));
    p.clauses[0].effective_from = march(6);
    CHECK(evaluate(p, w, march(8)).obligations.empty());
}

// ---------------------------------------------------------------- who

TEST_CASE("roles: nearest unit first, explicit before narrower") {
    world w = small_school();
    const calendar c(w);
    const people p(w, c, march(8));
    CHECK(p.resolve("school_leader", "s", "c1", march(5)) == names{"L"});
    CHECK(p.resolve("teacher", "s", "c1", march(5)) == names{"S1", "T1"});
    CHECK(p.resolve("school", "s", "c1", march(5)) == names{"P"});
    CHECK(p.resolve("student", "s", "c1", march(5)) == names{"s"});
    CHECK(p.resolve("grade_leader", "s", "c1", march(5)).empty());
    world v = small_school();
    v.holdings->erase(v.holdings->begin() + 3);                           // no explicit leader
    v.holdings->push_back({"T9", "teacher", covers::unit, "school", 0});  // a plain teacher, but farther away
    v.holdings->push_back({"H", "helping_teacher", covers::student, "s", 0});
    const people q(v, c, march(8));
    CHECK(q.resolve("school_leader", "s", "c1", march(5)) == names{"P"});
    CHECK(q.resolve("teacher", "s", "c1", march(5)) == names{"S1", "T1"});
    CHECK(q.resolve("helping_teacher", "s", "c1", march(5)) == names{"H"});
    CHECK(q.holds_for("H", "teacher", "s", march(5)));
    CHECK(q.holds_for("T9", "teacher", "s", march(5)));
    CHECK_FALSE(q.holds_for("T2", "teacher", "s", march(5)));
    CHECK_FALSE(q.holds_for("T9", "class_teacher", "s", march(5)));
}

TEST_CASE("roles: a village role goes through the home village, else the origin village") {
    world w = small_school();
    w.units.push_back({"v1", "village", "town"});
    w.units.push_back({"v2", "village", "town"});
    w.holdings->push_back({"V1", "village_cadre", covers::unit, "v1", 0});
    w.holdings->push_back({"V2", "village_cadre", covers::unit, "v2", 0});
    (*w.students)[0].origin_unit_id = "v2";
    const calendar c(w);
    CHECK(people(w, c, march(8)).resolve("village_cadre", "s", "c1", march(5)) == names{"V2"});
    (*w.students)[0].home_unit_id = "v1";
    CHECK(people(w, c, march(8)).resolve("village_cadre", "s", "c1", march(5)) == names{"V1"});
}

TEST_CASE("bearers are those of the trigger date") {
    world w = small_school();
    (*w.holdings)[0].until = march(5);
    w.holdings->push_back({"T3", "class_teacher", covers::unit, "c1", march(6)});
    absent(w, march(5));
    absent(w, march(7));
    const std::vector<obligation> rows = rows_of(evaluate(plan_2(), w, march(8)), "2.2.2.6f");
    // Tue 5 is a run of its own (Wed 6 present): T1 still; Thu 7: T3.
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].bearers == names{"T1"});
    CHECK(rows[1].bearers == names{"T3"});
}

TEST_CASE("unassigned: a gap for the unbroken interval around the trigger") {
    world w = small_school();
    (*w.holdings)[0].until = march(4);
    absent(w, march(6));
    absent(w, march(8));
    const rung r = make_rung(unit_counted::full_day, mode_kind::consecutive, 1);
    findings f = evaluate(one_rung(r), w, march(12));
    REQUIRE(f.obligations.size() == 2);
    CHECK(f.obligations[0].bearers.empty());
    std::vector<gap> g = gaps_of(f, "unassigned_role");
    REQUIRE(g.size() == 1);  // both fall into one interval
    CHECK(g[0].unit == "c1");
    CHECK(g[0].role == "class_teacher");
    CHECK(g[0].from == march(5));
    CHECK_FALSE(g[0].until);
    // Filled from Thu 7 on: the interval ends on the 6th and the 8th has a bearer.
    w.holdings->push_back({"T3", "class_teacher", covers::unit, "c1", march(7)});
    f = evaluate(one_rung(r), w, march(12));
    g = gaps_of(f, "unassigned_role");
    REQUIRE(g.size() == 1);
    CHECK(g[0].until == march(6));
    CHECK(f.obligations[1].bearers == names{"T3"});
    // Never held at all: unbounded on both sides.
    w.holdings->erase(w.holdings->begin());
    w.holdings->pop_back();
    g = gaps_of(evaluate(one_rung(r), w, march(12)), "unassigned_role");
    REQUIRE(g.size() == 1);
    CHECK_FALSE(g[0].from);
    CHECK_FALSE(g[0].until);
}

TEST_CASE("3.3.2a: principal the school, class teacher the class, teacher the pupil") {
    world w = small_school();
    policy p;
    rule school{"school"};
    school.assignment = assignment_rule{"principal", "school"};
    rule of_class{"class"};
    of_class.assignment = assignment_rule{"class_teacher", "class"};
    rule student{"student"};
    student.assignment = assignment_rule{"teacher", std::nullopt};
    p.clauses = {{"3.3.2a", {school, of_class, student}}};
    REQUIRE(evaluate(p, w, march(20)).gaps.empty());
    const auto holes = [&](day as_of) {
        const auto found = evaluate(p, w, as_of).gaps;
        return std::vector<gap>(found.begin(), found.end());
    };
    SECTION("a hole between two class teachers; the subject teacher still covers the pupil") {
        (*w.holdings)[0].until = march(7);
        w.holdings->push_back({"T3", "class_teacher", covers::unit, "c1", march(12)});
        const std::vector<gap> g = holes(march(20));
        REQUIRE(g.size() == 1);
        CHECK(g[0].rule == "class");
        CHECK(g[0].unit == "c1");
        CHECK(g[0].from == march(8));
        CHECK(g[0].until == march(11));
        // On the 10th the hole is still open; on the 7th it has not begun.
        CHECK_FALSE(holes(march(10)).at(0).until);
        CHECK(holes(march(7)).empty());
    }
    SECTION("the pupil's hole is cut to the days on the roll") {
        w.holdings = std::vector<holding_row>{{"P", "principal", covers::unit, "school", 0},
                                              {"T1", "class_teacher", covers::unit, "c1", march(6)},
                                              {"T2", "class_teacher", covers::unit, "c2", 0}};
        std::vector<gap> g = holes(march(20));
        REQUIRE(g.size() == 2);
        CHECK(g[0].rule == "class");
        CHECK(g[0].from == march(4));  // nothing is known of a unit before its first term
        CHECK(g[0].until == march(5));
        CHECK(g[1].rule == "student");
        CHECK(g[1].student == "s");
        CHECK(g[1].from == march(4));
        CHECK(g[1].until == march(5));
        (*w.holdings)[1].until = march(8);
        g = holes(march(20));
        REQUIRE(g.size() == 4);  // each again from the 9th, open
        CHECK(g[3].from == march(9));
        CHECK_FALSE(g[3].until);
        *w.enrolments = {{"s", "c1", march(4), march(15), std::nullopt, "graduated"}};
        CHECK(holes(march(20)).at(3).until == march(15));
    }
    SECTION("holdings not given: nothing is known") {
        w.holdings.reset();
        const std::vector<gap> g = holes(march(20));
        REQUIRE(g.size() == 3);
        for (const gap& one : g)
            CHECK(one.kind == "missing_table");
    }
}

// ---------------------------------------------------------------- acts and states

TEST_CASE("states: on the due date is in time, a day later is late") {
    world w = small_school();
    absent(w, march(5));
    const auto state = [&](day as_of) { return rows_of(evaluate(plan_2(), w, as_of), "2.2.2.6f").at(0); };
    CHECK(state(march(5)).state == "open");
    CHECK(state(march(6)).state == "open");
    CHECK(state(march(7)).state == "missed");
    act(w, "home_visit", "T1", march(5));
    CHECK(state(march(8)).state == "met");
    CHECK(state(march(8)).met_on == march(5));
    w.acts->back().date = march(6);
    CHECK(state(march(5)).state == "open");  // not known yet
    CHECK(state(march(8)).state == "met");
    w.acts->back().date = march(7);
    CHECK(state(march(8)).state == "met_late");
    w.acts->back().date = march(4);  // before the trigger
    CHECK(state(march(8)).state == "missed");
}

TEST_CASE("discharge: kind, subject, and an actor who bears it or holds the role that day") {
    world w = small_school();
    absent(w, march(5));
    const auto state = [&](const std::string& clause_id) {
        return rows_of(evaluate(plan_2(), w, march(8)), clause_id).at(0).state;
    };
    act(w, "home_visit", "S1", march(6));
    CHECK(state("2.2.2.6f") == "missed");  // a subject teacher is not the class teacher
    CHECK(state("2.2.2.6i") == "met");     // but one of the teachers
    w.acts->back().actor_id = "T2";
    CHECK(state("2.2.2.6f") == "missed");  // another class's
    w.acts->back().actor_id = "T1";
    CHECK(state("2.2.2.6f") == "met");
    w.acts->back().student_id = "t";
    CHECK(state("2.2.2.6f") == "missed");
    w.acts->back().student_id = "s";
    w.acts->back().act = "interview";
    CHECK(state("2.2.2.6f") == "missed");
    SECTION("the successor discharges, and so does the bearer after leaving the post") {
        (*w.holdings)[0].until = march(5);
        w.holdings->push_back({"T3", "class_teacher", covers::unit, "c1", march(6)});
        w.acts->back().act = "home_visit";
        CHECK(state("2.2.2.6f") == "met");
        w.acts->back().actor_id = "T3";
        CHECK(state("2.2.2.6f") == "met");
        w.acts->back().date = march(5);  // not yet in the post
        CHECK(state("2.2.2.6f") == "missed");
    }
}

TEST_CASE("discharge: the principal is a school leader; the earliest act counts") {
    world w = small_school();
    absent(w, march(5));
    absent(w, march(6));
    act(w, "home_visit", "P", march(8));
    act(w, "home_visit", "L", march(7));
    const obligation g = rows_of(evaluate(plan_2(), w, march(9)), "2.2.2.6g").at(0);
    CHECK(g.bearers == names{"L"});
    CHECK(g.state == "met");
    CHECK(g.met_on == march(7));
    w.acts->pop_back();
    CHECK(rows_of(evaluate(plan_2(), w, march(9)), "2.2.2.6g").at(0).met_on == march(8));
}

TEST_CASE("discharge: nobody holds the role, so any holder at the school will do") {
    world w = small_school();
    w.holdings->erase(w.holdings->begin());  // no class teacher in c1
    w.units.push_back({"other", "school", "town"});
    w.holdings->push_back({"X", "principal", covers::unit, "other", 0});
    absent(w, march(5));
    const auto state = [&](const std::string& actor) {
        w.acts->clear();
        act(w, "home_visit", actor, march(6));
        return rows_of(evaluate(plan_2(), w, march(8)), "2.2.2.6f").at(0).state;
    };
    CHECK(state("T2") == "met");
    CHECK(state("A") == "met");
    CHECK(state("X") == "missed");
    CHECK(state("nobody") == "missed");
    CHECK(gaps_of(evaluate(plan_2(), w, march(8)), "unassigned_role").size() == 2);  // 6e and 6f
}

TEST_CASE("discharge: what the school owes, any staff there may do") {
    world w = small_school();
    absent(w, march(5));
    rung r = make_rung(unit_counted::full_day, mode_kind::consecutive, 1);
    r.owes.roles = {"school"};
    r.due = within(1);
    act(w, "home_visit", "T2", march(6));
    obligation o = evaluate(one_rung(r), w, march(8)).obligations.at(0);
    CHECK(o.bearers == names{"P"});
    CHECK(o.state == "met");  // T2 teaches another class, but is staff of the school that owes it
    w.acts->back().actor_id = "nobody";
    CHECK(evaluate(one_rung(r), w, march(8)).obligations.at(0).state == "missed");
    w.acts->back().actor_id = "A";
    CHECK(evaluate(one_rung(r), w, march(8)).obligations.at(0).state == "met");
    w.acts->back().actor_id = "S1";
    CHECK(evaluate(one_rung(r), w, march(8)).obligations.at(0).state == "met");
}

TEST_CASE("owes: each of, and in order") {
    world w = small_school();
    absent(w, march(5));
    rung r = make_rung(unit_counted::full_day, mode_kind::consecutive, 1);
    SECTION("each of: one row for each act and role") {
        r.owes = {how_owed::each_of, {"home_visit", "interview"}, {"class_teacher", "school_leader"}};
        CHECK(evaluate(one_rung(r), w, march(8)).obligations.size() == 4);
    }
    SECTION("any of several roles: one row, the bearers together") {
        r.owes.roles = {"school_leader", "class_teacher"};
        const findings f = evaluate(one_rung(r), w, march(8));
        REQUIRE(f.obligations.size() == 1);
        CHECK(f.obligations[0].role == "school_leader");
        CHECK(f.obligations[0].bearers == names{"L", "T1"});
    }
    SECTION("in order: the second step begins when the first is met") {
        r.owes = {how_owed::in_order, {"home_visit", "interview"}, {"class_teacher", "school_leader"}};
        r.due = within(2);
        CHECK(evaluate(one_rung(r), w, march(8)).obligations.size() == 1);
        act(w, "interview", "L", march(5));  // too early
        act(w, "home_visit", "T1", march(7));
        findings f = evaluate(one_rung(r), w, march(8));
        REQUIRE(f.obligations.size() == 2);
        CHECK(f.obligations[0].due_on == march(7));
        CHECK(f.obligations[1].triggered_on == march(7));
        CHECK(f.obligations[1].due_on == march(9));
        CHECK(f.obligations[1].bearers == names{"L"});
        CHECK(f.obligations[1].state == "open");
        CHECK(f.obligations[1].caused_first == cause{"acts", 1});
        act(w, "interview", "L", march(7));
        CHECK(evaluate(one_rung(r), w, march(8)).obligations[1].state == "met");
    }
}

TEST_CASE("stops: on or before the due date the duty lapses; what was missed does not") {
    world w = small_school();
    absent(w, march(5));
    rung r = make_rung(unit_counted::full_day, mode_kind::consecutive, 1);
    r.due = within(2);  // due on Thu 7
    const auto row = [&](day as_of) { return evaluate(one_rung(r), w, as_of).obligations.at(0); };
    SECTION("present again") {
        CHECK(row(march(8)).state == "missed");  // without the stop nothing cancels it
        r.stops.present = true;
        CHECK(row(march(5)).state == "open");
        CHECK(row(march(8)).state == "lapsed");  // present on Wed 6
        act(w, "home_visit", "T1", march(7));    // does not revive it
        CHECK(row(march(8)).state == "lapsed");
        CHECK_FALSE(row(march(8)).met_on);
        w.acts->back().date = march(6);  // on the stop's own date
        CHECK(row(march(8)).state == "met");
    }
    SECTION("present only after the due date") {
        r.stops.present = true;
        absent(w, march(6));
        absent(w, march(7));
        CHECK(row(march(8)).state == "missed");
        w.attendance->pop_back();  // present on the afternoon of the due date
        CHECK(row(march(8)).state == "lapsed");
    }
    SECTION("no due date: any stop before an act") {
        r.due = due_rule{};
        r.stops.present = true;
        CHECK(row(march(8)).state == "lapsed");
    }
    SECTION("exit, on its day") {
        r.stops.exit = true;
        *w.enrolments = {{"s", "c1", march(4), march(7), std::nullopt, "transferred"}};
        CHECK(row(march(6)).state == "open");
        CHECK(row(march(7)).state == "lapsed");
        *w.enrolments = {{"s", "c1", march(4), march(8), std::nullopt, "transferred"}};
        CHECK(row(march(9)).state == "missed");
        *w.enrolments = {{"s", "c1", march(4), march(7)}};  // an end of unknown reason is no exit
        CHECK(row(march(9)).state == "missed");
        *w.enrolments = {{"s", "c1", march(4), march(7), std::nullopt, "transferred", march(9)}};  // noted later
        CHECK(row(march(8)).state == "missed");
        CHECK(row(march(9)).state == "missed");  // what was missed stays so
        r.due = within(4);                       // due on Sat 9
        CHECK(row(march(8)).state == "open");    // nobody knows of the exit
        CHECK(row(march(9)).state == "lapsed");
    }
    SECTION("death") {
        r.stops.death = true;
        (*w.students)[0].died_on = march(7);
        CHECK(row(march(6)).state == "open");
        CHECK(row(march(9)).state == "lapsed");
        (*w.students)[0].died_on = march(8);
        CHECK(row(march(9)).state == "missed");
    }
    SECTION("the end of the term") {
        r.stops.term_end = true;
        CHECK(row(march(9)).state == "missed");
        w.terms[0].last_day = march(7);
        CHECK(row(march(9)).state == "lapsed");
    }
    SECTION("a new enrolment") {
        r.stops.enrolment = true;
        CHECK(row(march(9)).state == "missed");
        *w.enrolments = {{"s", "c1", march(4), march(6)}, {"s", "c2", march(7)}};
        CHECK(row(march(9)).state == "lapsed");
        *w.enrolments = {{"s", "c1", march(5)}};  // the trigger's own day is not a new enrolment after it
        CHECK(row(march(9)).state == "missed");
    }
}

TEST_CASE("tables not given: unknown, and a gap; never missed") {
    world w = small_school();
    absent(w, march(5));
    SECTION("acts") {
        w.acts.reset();
        CHECK(rows_of(evaluate(plan_2(), w, march(6)), "2.2.2.6f").at(0).state == "open");
        const findings f = evaluate(plan_2(), w, march(7));
        CHECK(rows_of(f, "2.2.2.6f").at(0).state == "unknown");
        CHECK(rows_of(f, "2.2.2.6e").at(0).state == "open");
        REQUIRE(gaps_of(f, "missing_table").size() == 1);
        CHECK(gaps_of(f, "missing_table")[0].parameter == "acts");
        CHECK(gaps_of(f, "missing_table")[0].rule == "f");
    }
    SECTION("holdings") {
        w.holdings.reset();
        act(w, "home_visit", "T1", march(5));
        const findings f = evaluate(plan_2(), w, march(7));
        CHECK(rows_of(f, "2.2.2.6f").at(0).state == "unknown");
        CHECK(rows_of(f, "2.2.2.6f").at(0).bearers.empty());
        CHECK(gaps_of(f, "unassigned_role").empty());
        CHECK(gaps_of(f, "missing_table").size() == 3);  // who bears e, f and i is not known
    }
    SECTION("attendance") {
        w.attendance.reset();
        const findings f = evaluate(plan_2(), w, march(7));
        CHECK(f.obligations.empty());
        CHECK(gaps_of(f, "missing_table").size() == 4);
        CHECK(gaps_of(f, "unmarked_sessions").empty());
    }
    SECTION("enrolments") {
        w.enrolments.reset();
        const findings f = evaluate(plan_2(), w, march(7));
        CHECK(f.obligations.empty());
        CHECK(gaps_of(f, "missing_table").size() == 4);
    }
}
