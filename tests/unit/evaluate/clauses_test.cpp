// SPDX-License-Identifier: Apache-2.0

#include "support/plans.hpp"
#include <baoxue/policy/change.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

// The clauses that are built in. Days of 2024: Mon 4 March is the first school day; Fri 8, Sat 9, Sun 10, Mon 11 March.

using namespace school;

namespace {

findings plan_2(const world& w, date as_of) { return plan("plan-2", w, as_of); }

findings read_as(std::string_view id, std::string_view clause, std::string_view reading, const world& w, date as_of) {
    return evaluate(with_reading(school::core_of(id), clause, reading), w.build(), as_of);
}

/// The row of the one duty of a clause.
std::size_t only_row_of(const findings& f, std::string_view clause) {
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < f.obligations.size(); ++i)
        if (rule_of(f, i).clause == clause)
            rows.push_back(i);
    REQUIRE(rows.size() == 1);
    return rows.front();
}

}  // namespace

// ---------------------------------------------------------------- 2.2.2.6e: absent half a day, report

TEST_CASE("2.2.2.6e: half a day without leave makes the class teacher report to the academic affairs office, without a "
          "deadline") {
    const auto f = plan_2(world{}.marks(march(5), "UP"), march(5));
    CHECK(duties(f, "2.2.2.6e") == lines{"2024-03-05 due - open"});
    CHECK(borne_by(f, "2.2.2.6e") == lines{"T1"});
    const auto row = only_row_of(f, "2.2.2.6e");
    REQUIRE(f.obligations.recipient[row] != no_code);
    CHECK(f.words->at(word_kind::role, f.obligations.recipient[row]).id == "academic_affairs_office");
    CHECK(f.words->at(word_kind::act, f.act_lists[static_cast<std::size_t>(f.obligations.acts[row])].front()).id ==
          "report_absence");
    CHECK(f.obligations.step[row] == 1);
    // The register is the cause: row 0 of the attendance table, named once for a run of one.
    REQUIRE(f.obligations.caused_by.at(row).size() == 1);
    CHECK(f.obligations.caused_by.at(row)[0] == cause{table_name::attendance, 0});
}

TEST_CASE("2.2.2.6e: the afternoon alone is half a day too") {
    CHECK(triggers(plan_2(world{}.marks(march(5), "PU"), march(5)), "2.2.2.6e") == dates{march(5)});
}

TEST_CASE("2.2.2.6e: absence with leave is not reported, but is under the second reading, and the clause is ambiguous "
          "there") {
    const auto w = world{}.marks(march(5), "EP");
    const auto f = plan_2(w, march(5));
    CHECK(duties(f, "2.2.2.6e").empty());
    CHECK(gaps(f, gap_kind::ambiguous_reading) == lines{"2.2.2.6e - - - - - - -"});
    CHECK(duties(read_as("plan-2", "2.2.2.6e", "excused_too", w, march(5)), "2.2.2.6e") ==
          lines{"2024-03-05 due - open"});
}

TEST_CASE("2.2.2.6e: being late is being present") {
    CHECK(duties(plan_2(world{}.late(march(5), session::am, 45), march(5)), "2.2.2.6e").empty());
}

TEST_CASE("2.2.2.6e: one duty a run; a session attended between two absences makes two") {
    // Tue pm, Wed am: one run over the night. Tue am, Wed am with Tue pm present: two.
    CHECK(triggers(plan_2(world{}.marks(march(5), "PU UP"), march(6)), "2.2.2.6e") == dates{march(5)});
    CHECK(triggers(plan_2(world{}.marks(march(5), "UP UP"), march(6)), "2.2.2.6e") == dates{march(5), march(6)});
    // Leave ends a run just as presence does.
    CHECK(triggers(plan_2(world{}.marks(march(5), "UE UP"), march(6)), "2.2.2.6e") == dates{march(5), march(6)});
}

TEST_CASE("2.2.2.6e: without a deadline a duty stays open until met, however late") {
    auto w = world{}.marks(march(5), "UP");
    CHECK(duties(plan_2(w, july(5)), "2.2.2.6e") == lines{"2024-03-05 due - open"});
    w.act("report_absence", "T1", june(3));
    CHECK(duties(plan_2(w, july(5)), "2.2.2.6e") == lines{"2024-03-05 due - met 2024-06-03"});
    CHECK(duties(plan_2(w, june(2)), "2.2.2.6e") == lines{"2024-03-05 due - open"});  // not known yet
}

TEST_CASE("2.2.2.6e: a visit is no report, and a report of the day before is none of this absence") {
    auto w = world{}.marks(march(5), "UP").act("home_visit", "T1", march(5)).act("report_absence", "T1", march(4));
    CHECK(duties(plan_2(w, march(6)), "2.2.2.6e") == lines{"2024-03-05 due - open"});
}

TEST_CASE("2.2.2.6e: more absence never means fewer pupils reported") {
    // A property: each mark of a week that turns from present to unexcused leaves at least one duty, none before any.
    std::string week(10, 'P');
    for (std::size_t i = 0; i < week.size(); ++i) {
        week[i] = 'U';
        const auto found = triggers(plan_2(world{}.marks(march(4), week), march(8)), "2.2.2.6e");
        REQUIRE(found == dates{march(4)});  // the absences so far are one run, from Monday morning on
    }
}

// ---------------------------------------------------------------- 2.2.2.6f: a whole day, visit that day or the next

TEST_CASE("2.2.2.6f: a whole day makes the class teacher visit that day or the next") {
    const auto f = plan_2(world{}.absent({march(5)}), march(5));
    CHECK(duties(f, "2.2.2.6f") == lines{"2024-03-05 due 2024-03-06 open"});
    CHECK(borne_by(f, "2.2.2.6f") == lines{"T1"});
}

TEST_CASE("2.2.2.6f: half a day is not a day, whichever half") {
    CHECK(duties(plan_2(world{}.marks(march(5), "UP"), march(8)), "2.2.2.6f").empty());
    CHECK(duties(plan_2(world{}.marks(march(5), "PU"), march(8)), "2.2.2.6f").empty());
    CHECK(duties(plan_2(world{}.marks(march(5), "UE"), march(8)), "2.2.2.6f").empty());
    // Two halves of two days are a run of two sessions, but no day.
    CHECK(duties(plan_2(world{}.marks(march(5), "PU UP"), march(8)), "2.2.2.6f").empty());
}

TEST_CASE("2.2.2.6f: a day with one session is whole when that one is missed") {
    CHECK(duties(plan_2(world{}.off(march(6), sessions::pm).marks(march(6), "U-"), march(6)), "2.2.2.6f") ==
          lines{"2024-03-06 due 2024-03-07 open"});
}

TEST_CASE("2.2.2.6f: an afternoon that nobody marked leaves the day unknown: no duty, but a gap") {
    const auto f = plan_2(complete().marks(march(4), "PP U-"), march(5));
    CHECK(duties(f, "2.2.2.6f").empty());
    CHECK(gaps(f, gap_kind::unmarked_sessions, "2.2.2.6f") == lines{"2.2.2.6f visit c1 - - - 2024-03-05 2024-03-05"});
}

TEST_CASE("2.2.2.6f: the deadline is the next calendar day even on a weekend or holiday, and does not roll") {
    CHECK(duties(plan_2(world{}.absent({march(8)}), march(8)), "2.2.2.6f") == lines{"2024-03-08 due 2024-03-09 open"});
    CHECK(duties(plan_2(world{}.absent({april(3)}), april(3)), "2.2.2.6f") == lines{"2024-04-03 due 2024-04-04 open"});
    // The last day of term is followed by a vacation, and all the same by a calendar day.
    CHECK(duties(plan_2(world{}.absent({july(5)}), july(5)), "2.2.2.6f") == lines{"2024-07-05 due 2024-07-06 open"});
}

TEST_CASE(
    "2.2.2.6f: a visit on the trigger day or on the day it is due is in time, one after is late, none is missed") {
    const auto visited = [](std::optional<date> on, date as_of) {
        auto w = world{}.absent({march(8)});
        if (on)
            w.act("home_visit", "T1", *on);
        return duties(plan_2(w, as_of), "2.2.2.6f");
    };
    CHECK(visited(march(7), march(15)) ==
          lines{"2024-03-08 due 2024-03-09 missed"});  // before the absence: none of this
    CHECK(visited(march(8), march(15)) == lines{"2024-03-08 due 2024-03-09 met 2024-03-08"});
    CHECK(visited(march(9), march(15)) == lines{"2024-03-08 due 2024-03-09 met 2024-03-09"});
    CHECK(visited(march(10), march(15)) == lines{"2024-03-08 due 2024-03-09 met_late 2024-03-10"});
    CHECK(visited({}, march(15)) == lines{"2024-03-08 due 2024-03-09 missed"});
    CHECK(visited({}, march(9)) == lines{"2024-03-08 due 2024-03-09 open"});  // the day is not over
    CHECK(visited({}, march(10)) == lines{"2024-03-08 due 2024-03-09 missed"});
    CHECK(visited(march(10), march(9)) == lines{"2024-03-08 due 2024-03-09 open"});  // tomorrow's visit is not known
}

TEST_CASE("2.2.2.6f: return to school does not cancel the visit") {
    CHECK(duties(plan_2(world{}.marks(march(5), "UU PP PP"), march(7)), "2.2.2.6f") ==
          lines{"2024-03-05 due 2024-03-06 missed"});
}

TEST_CASE("2.2.2.6f: three whole days are one run and one visit") {
    CHECK(triggers(plan_2(world{}.marks(march(5), "UU UU UU"), march(8)), "2.2.2.6f") == dates{march(5)});
}

// ---------------------------------------------------------------- 2.2.2.6g: still absent the second day, a leader
// visits

TEST_CASE("2.2.2.6g: the second whole day in a row makes the school leader visit, without a deadline") {
    const auto f = plan_2(world{}.absent({march(5), march(6)}), march(6));
    CHECK(duties(f, "2.2.2.6g") == lines{"2024-03-06 due - open"});
    CHECK(borne_by(f, "2.2.2.6g") == lines{"L"});
    CHECK(duties(plan_2(world{}.absent({march(5)}), march(6)), "2.2.2.6g").empty());
    CHECK(duties(plan_2(world{}.marks(march(5), "UU UP"), march(6)), "2.2.2.6g").empty());
    CHECK(duties(plan_2(world{}.marks(march(5), "UU PU"), march(6)), "2.2.2.6g").empty());
}

TEST_CASE("2.2.2.6g: a Friday and a Monday are two school days in a row; so are the days around a holiday") {
    CHECK(triggers(plan_2(world{}.absent({march(8), march(11)}), march(11)), "2.2.2.6g") == dates{march(11)});
    // Wed 3 April, holiday Thu 4 to Sat 6, school on Sun 7.
    CHECK(triggers(plan_2(world{}.absent({april(3), april(7)}), april(8)), "2.2.2.6g") == dates{april(7)});
    // But not Wed 3 and Mon 8: Sunday was a school day, and the pupil came.
    CHECK(duties(plan_2(world{}.absent({april(3), april(8)}), april(8)), "2.2.2.6g").empty());
}

TEST_CASE("2.2.2.6g: one session attended between two whole days breaks the run, before or after the night") {
    CHECK(duties(plan_2(world{}.marks(march(5), "UU PU UU"), march(7)), "2.2.2.6g").empty());
    CHECK(duties(plan_2(world{}.marks(march(5), "UU UP UU"), march(7)), "2.2.2.6g").empty());
    CHECK(triggers(plan_2(world{}.marks(march(5), "UU UP UU UU"), march(8)), "2.2.2.6g") == dates{march(8)});
}

TEST_CASE("2.2.2.6g: whole days on both sides of an unmarked day are adjacent, and the day is a gap") {
    const auto f = plan_2(complete().marks(march(4), "PP UU -- UU"), march(7));
    CHECK(triggers(f, "2.2.2.6g") == dates{march(7)});
    CHECK(gaps(f, gap_kind::unmarked_sessions, "2.2.2.6g") ==
          lines{"2.2.2.6g leader_visit c1 - - - 2024-03-06 2024-03-06"});
    // An unknown day neither counts nor ends: half absent, half unmarked.
    CHECK(triggers(plan_2(complete().marks(march(4), "PP UU U- UU"), march(7)), "2.2.2.6g") == dates{march(7)});
}

TEST_CASE("2.2.2.6g: under the second reading days follow each other in the calendar") {
    const auto read = [](const world& w, date as_of) {
        return triggers(read_as("plan-2", "2.2.2.6g", "calendar_days", w, as_of), "2.2.2.6g");
    };
    CHECK(read(world{}.absent({march(5), march(6)}), march(8)) == dates{march(6)});
    CHECK(read(world{}.absent({march(8), march(11)}), march(11)).empty());
    // Fri, Mon, Tue: Friday and Monday are parted, Monday and Tuesday are not.
    CHECK(read(world{}.absent({march(8), march(11), march(12)}), march(12)) == dates{march(12)});
    CHECK(gaps(plan_2(world{}.absent({march(8), march(11)}), march(11)), gap_kind::ambiguous_reading, "2.2.2.6g")
              .size() == 1);
    CHECK(
        gaps(plan_2(world{}.absent({march(5), march(6)}), march(6)), gap_kind::ambiguous_reading, "2.2.2.6g").empty());
}

TEST_CASE("2.2.2.6g: the leader must come in person; the class teacher's visit meets 6f alone") {
    auto w = world{}.absent({march(5), march(6)}).act("home_visit", "T1", march(6));
    CHECK(duties(plan_2(w, march(6)), "2.2.2.6f") == lines{"2024-03-05 due 2024-03-06 met 2024-03-06"});
    CHECK(duties(plan_2(w, march(6)), "2.2.2.6g") == lines{"2024-03-06 due - open"});
    w.act("home_visit", "L", march(6));
    CHECK(duties(plan_2(w, march(6)), "2.2.2.6g") == lines{"2024-03-06 due - met 2024-03-06"});
}

TEST_CASE(
    "2.2.2.6g: a principal is a school leader: bears it where nobody is named leader, and may meet it where one is") {
    const auto absent = world{}.absent({march(5), march(6)});
    CHECK(borne_by(plan_2(world{absent}.without("L"), march(6)), "2.2.2.6g") == lines{"P"});
    CHECK(duties(plan_2(world{absent}.act("home_visit", "P", march(7)), march(8)), "2.2.2.6g") ==
          lines{"2024-03-06 due - met 2024-03-07"});
}

// ---------------------------------------------------------------- 2.2.2.6i: teachers visit in time, unspecified

TEST_CASE("2.2.2.6i: an unspecified number of days gives no due date and one gap that names it") {
    const auto f = plan_2(world{}.marks(march(5), "UP PU"), march(8));
    CHECK(duties(f, "2.2.2.6i") == lines{"2024-03-05 due - open", "2024-03-06 due - open"});
    CHECK(gaps(f, gap_kind::unspecified_value) == lines{"2.2.2.6i visit - - - 2.2.2.6i.within - -"});
}

TEST_CASE("2.2.2.6i: the gap is there only where a finding needed the number") {
    CHECK(gaps(plan_2(world{}, march(8)), gap_kind::unspecified_value).empty());
}

TEST_CASE("2.2.2.6i: with_values fills the number and the gap is gone") {
    const named_value week[] = {{"2.2.2.6i.within", 7}};
    const auto filled = with_values(school::core_of("plan-2"), week);
    auto w = world{}.marks(march(5), "UP");
    const auto f = evaluate(filled, w.build(), march(12));
    CHECK(duties(f, "2.2.2.6i") == lines{"2024-03-05 due 2024-03-12 open"});
    CHECK(gaps(f, gap_kind::unspecified_value).empty());
    CHECK(duties(evaluate(filled, w.build(), march(13)), "2.2.2.6i") == lines{"2024-03-05 due 2024-03-12 missed"});
    w.act("home_visit", "S1", march(13));
    CHECK(duties(evaluate(filled, w.build(), march(13)), "2.2.2.6i") ==
          lines{"2024-03-05 due 2024-03-12 met_late 2024-03-13"});
}

TEST_CASE("2.2.2.6i: refuses a value for a parameter that there is not, and names the nearest") {
    const named_value wrong[] = {{"2.2.2.6i.witin", 7}};
    try {
        (void)with_values(school::core_of("plan-2"), wrong);
        FAIL("taken");
    } catch (const policy_error& e) {
        REQUIRE(e.problems().size() == 1);
        CHECK(e.problems()[0].message == "unknown parameter `2.2.2.6i.witin`, did you mean `2.2.2.6i.within`?");
    }
}

TEST_CASE("2.2.2.6i: every teacher of the class bears it and any one of them meets it") {
    const auto absent = world{}.marks(march(5), "UP");
    CHECK(borne_by(plan_2(absent, march(5)), "2.2.2.6i") == lines{"S1+T1"});
    const auto visited_by = [&](std::string who) {
        return duties(plan_2(world{absent}.act("home_visit", who, march(6)), march(8)), "2.2.2.6i");
    };
    CHECK(visited_by("T1") == lines{"2024-03-05 due - met 2024-03-06"});
    CHECK(visited_by("S1") == lines{"2024-03-05 due - met 2024-03-06"});
    CHECK(visited_by("T2") == lines{"2024-03-05 due - open"});  // of another class
    CHECK(visited_by("L") == lines{"2024-03-05 due - open"});   // a leader is staff, not a teacher
}

TEST_CASE("2.2.2.6i: under the second reading it takes a whole day") {
    const auto read = [](const world& w) {
        return triggers(read_as("plan-2", "2.2.2.6i", "one_full_day", w, march(8)), "2.2.2.6i");
    };
    CHECK(read(world{}.marks(march(5), "UP")).empty());
    CHECK(read(world{}.marks(march(5), "UU")) == dates{march(5)});
}

// ---------------------------------------------------------------- plan 2 as a whole

TEST_CASE("plan-2: a run of two days climbs e, f, g and calls for i, in the order of clauses") {
    const auto f = plan_2(world{}.absent({march(5), march(6)}), march(6));
    lines climbed;  // the other clauses' duties do not rest on absence and stand on no step
    for (std::size_t i = 0; i < f.obligations.size(); ++i)
        if (f.obligations.step[i] > 0)
            climbed.push_back(rule_of(f, i).clause + " " + line(f, i));
    CHECK(climbed == lines{"2.2.2.6e 2024-03-05 due - open", "2.2.2.6f 2024-03-05 due 2024-03-06 open",
                           "2.2.2.6g 2024-03-06 due - open", "2.2.2.6i 2024-03-05 due - open"});
}

TEST_CASE("plan-2: one visit of the class teacher meets both duties of hers") {
    const auto f = plan_2(world{}.absent({march(5)}).act("home_visit", "T1", march(6)), march(8));
    CHECK(duties(f, "2.2.2.6f") == lines{"2024-03-05 due 2024-03-06 met 2024-03-06"});
    CHECK(duties(f, "2.2.2.6i") == lines{"2024-03-05 due - met 2024-03-06"});
}

// ---------------------------------------------------------------- 1.5.1c: not back a week into the term

TEST_CASE("1.5.1c: still not at school one week into the term: the class teacher visits or contacts the committee") {
    // First day Mon 4 March + 7 = Mon 11 March.
    const auto w = complete().marks(march(4), "UU UU UU UU UU -- -- UU");
    CHECK(duties(plan("plan-1", w, march(10)), "1.5.1c").empty());
    const auto f = plan("plan-1", w, march(11));
    CHECK(duties(f, "1.5.1c") == lines{"2024-03-11 due - open"});
    CHECK(borne_by(f, "1.5.1c") == lines{"T1"});
    CHECK(f.obligations.size() == 1);  // one row for the two acts
}

TEST_CASE("1.5.1c: fires on the seventh day after, school or not") {
    CHECK(triggers(plan("plan-1", complete().off(march(11)).marks(march(4), "U- -- -- -- --"), march(12)), "1.5.1c") ==
          dates{march(11)});
    auto w = complete();  // a term from Sat 2 March: its week ends on Sat 9
    w.rows.terms[0].first_day = march(2);
    (*w.rows.enrolments)[0].from = march(2);
    CHECK(triggers(plan("plan-1", w.marks(march(4), "UU"), march(9)), "1.5.1c") == dates{march(9)});
}

TEST_CASE("1.5.1c: one session present or excused up to that day is enough, one unexcused is needed") {
    const auto found = [](std::string_view marks) {
        return triggers(plan("plan-1", complete().marks(march(4), marks), march(15)), "1.5.1c");
    };
    CHECK(found("UU UU UU UU UU -- -- UU") == dates{march(11)});
    CHECK(found("-- -- -- -- -- -- -- -U") == dates{march(11)});     // the last session that is looked at
    CHECK(found("-- -- -- -- -- -- -- -- UU").empty());              // a day too late
    CHECK(found("UU UU UU UU UU -- -- UP").empty());                 // back at the last moment
    CHECK(found("UU UU UU UU UU -- -- UU PP") == dates{march(11)});  // back a day too late
    CHECK(found("UU UE UU UU UU -- -- UU").empty());                 // on leave: known of
}

TEST_CASE("1.5.1c: only unmarked sessions make no duty, but a gap") {
    const auto f = plan("plan-1", complete(), march(11));
    CHECK(duties(f).empty());
    CHECK(gaps(f, gap_kind::unmarked_sessions) == lines{"1.5.1c mobilise c1 - - - 2024-03-04 2024-03-11"});
}

TEST_CASE("1.5.1c: is for pupils on the roll that day") {
    auto w = complete().marks(march(4), "UU UU");
    (*w.rows.enrolments)[0].until = march(11), (*w.rows.enrolments)[0].exit = exit_kind::withdrawn;
    CHECK(triggers(plan("plan-1", w, march(15)), "1.5.1c") == dates{march(11)});
    (*w.rows.enrolments)[0].until = march(10);
    CHECK(duties(plan("plan-1", w, march(15))).empty());
}

TEST_CASE("1.5.1c: either act meets it; another measure only under the third reading") {
    const auto absent = complete().marks(march(4), "UU");
    const auto after = [&](std::string what) { return world{absent}.act(what, "T1", march(12)); };
    CHECK(duties(plan("plan-1", after("home_visit"), march(15))) == lines{"2024-03-11 due - met 2024-03-12"});
    CHECK(duties(plan("plan-1", after("contact_village_committee"), march(15))) ==
          lines{"2024-03-11 due - met 2024-03-12"});
    CHECK(duties(plan("plan-1", after("interview"), march(15))) == lines{"2024-03-11 due - open"});
    CHECK(duties(read_as("plan-1", "1.5.1c", "any_measure", after("interview"), march(15))) ==
          lines{"2024-03-11 due - met 2024-03-12"});
    CHECK(duties(plan("plan-1", world{absent}.act("home_visit", "T1", march(10)), march(15))) ==
          lines{"2024-03-11 due - open"});
}

TEST_CASE("1.5.1c: under the second reading the fifth school day decides") {
    const auto found = [](const world& w) {
        return triggers(read_as("plan-1", "1.5.1c", "five_school_days", w, march(15)), "1.5.1c");
    };
    CHECK(found(complete().marks(march(4), "UU UU UU UU UU -- -- PP")) == dates{march(8)});  // Mon to Fri
    CHECK(found(complete().marks(march(4), "UU UU UU UU UP")).empty());
    // With Wed 6 March off, the fifth school day is Mon 11 March.
    CHECK(found(complete().off(march(6)).marks(march(4), "UU UU -- UU UU -- -- UU")) == dates{march(11)});
    CHECK(found(complete().off(march(6)).marks(march(4), "UU UU -- UU UU -- -- UP")).empty());
}

TEST_CASE("1.5.1c: once a term, for each term anew") {
    auto w = complete();
    w.rows.terms.push_back({"autumn", "2024", {2024, 9, 2}, {2025, 1, 10}, {}, {}});
    w.marks(march(4), "UU").marks({2024, 9, 2}, "UU");  // Mon 2 September + 7
    CHECK(triggers(plan("plan-1", w, {2024, 12, 31}), "1.5.1c") == dates{march(11), {2024, 9, 9}});
}

// ---------------------------------------------------------------- 3.3.2a: three levels, each with someone

TEST_CASE("3.3.2a: where every level has someone there is no hole") {
    auto w = world{};
    w.hold("T2b", "subject_teacher", "c2");
    CHECK(gaps(plan("plan-3", w, march(31)), gap_kind::unassigned_role).empty());
}

TEST_CASE(
    "3.3.2a: names the school without a principal, the class without a class teacher, the pupil without a teacher") {
    CHECK(gaps(plan("plan-3", world{}.without("P"), march(31)), gap_kind::unassigned_role) ==
          lines{"3.3.2a school school - principal - 2024-03-04 -"});
    // A subject teacher is no class teacher; but the pupil has a teacher in her.
    CHECK(gaps(plan("plan-3", world{}.without("T1"), march(31)), gap_kind::unassigned_role) ==
          lines{"3.3.2a class c1 - class_teacher - 2024-03-04 -"});
    CHECK(gaps(plan("plan-3", world{}.without("T1").without("S1"), march(31)), gap_kind::unassigned_role) ==
          lines{"3.3.2a class c1 - class_teacher - 2024-03-04 -", "3.3.2a student c1 s teacher - 2024-03-04 -"});
    // A pupil's own helping teacher covers the pupil.
    CHECK(gaps(plan("plan-3", world{}.without("T1").without("S1").hold_pupil("H", "helping_teacher", "s"), march(31)),
               gap_kind::unassigned_role) == lines{"3.3.2a class c1 - class_teacher - 2024-03-04 -"});
}

TEST_CASE("3.3.2a: a vice principal is no principal, and a principal elsewhere covers nothing here") {
    CHECK(gaps(plan("plan-3", world{}.without("P").hold("V", "vice_principal", "school"), march(31)),
               gap_kind::unassigned_role)
              .size() == 1);
    CHECK(
        gaps(plan("plan-3", world{}.without("P").hold("P", "principal", "town"), march(31)), gap_kind::unassigned_role)
            .empty());  // above
}

TEST_CASE("3.3.2a: a hole has its first and last day; one that lasts has no end") {
    auto w = world{}.leaves("P", march(29)).hold("P2", "principal", "school", april(15));
    CHECK(gaps(plan("plan-3", w, april(30)), gap_kind::unassigned_role) ==
          lines{"3.3.2a school school - principal - 2024-03-30 2024-04-14"});
    CHECK(gaps(plan("plan-3", w, april(10)), gap_kind::unassigned_role) ==
          lines{"3.3.2a school school - principal - 2024-03-30 -"});  // who comes on the 15th is not known on the 10th
    CHECK(gaps(plan("plan-3", w, march(29)), gap_kind::unassigned_role).empty());
}

TEST_CASE("3.3.2a: under the second reading a school leader answers for the class, and one at the school covers it") {
    const auto f = read_as("plan-3", "3.3.2a", "school_leader", world{}.without("T1"), march(31));
    CHECK(gaps(f, gap_kind::unassigned_role).empty());
    const auto none = read_as("plan-3", "3.3.2a", "school_leader", world{}.without("L").without("P"), march(31));
    CHECK(gaps(none, gap_kind::unassigned_role) == lines{"3.3.2a school school - principal - 2024-03-04 -",
                                                         "3.3.2a class c1 - school_leader - 2024-03-04 -",
                                                         "3.3.2a class c2 - school_leader - 2024-03-04 -"});
}
