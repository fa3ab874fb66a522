// SPDX-License-Identifier: Apache-2.0

#include "support/plans.hpp"
#include <baoxue/evaluate/spells.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

// Plan 1, section 5, item 7: four steps in order make a transfer; who leaves without them counts as a dropout.
// Meaning decisions, paragraph 9.

using namespace school;

namespace {

findings plan_1(const world& w, date as_of) { return evaluate(school::core_of("plan-1"), w.build(), as_of); }

/// The four steps, each on its day.
world with_steps(date left, date a, date b, date c, date d) {
    world w;
    w.exits(left, exit_kind::transferred).transfer("x", left);
    return w.step("x", "written_application", a)
        .step("x", "class_teacher_opinion", b)
        .step("x", "receiving_school_opinion", c)
        .step("x", "vice_principal_approval", d);
}

}  // namespace

TEST_CASE("list_spells: steps complete before the pupil left make a transfer, from the day of leaving") {
    const auto w = with_steps(april(10), april(1), april(2), april(3), april(8));
    CHECK(statuses(plan_1(w, april(10))) == lines{"s c1 transferred 2024-04-10 - 1.5.7a"});
    CHECK(statuses(plan_1(w, april(9))).empty());
}

TEST_CASE("list_spells: steps of one day are in order, and complete on the day of leaving is complete") {
    const auto w = with_steps(april(10), april(10), april(10), april(10), april(10));
    CHECK(statuses(plan_1(w, june(3))) == lines{"s c1 transferred 2024-04-10 - 1.5.7a"});
}

TEST_CASE("list_spells: papers completed late make a dropout until the day before, then a transfer") {
    const auto w = with_steps(april(10), april(1), april(2), april(3), april(22));
    CHECK(statuses(plan_1(w, april(21))) == lines{"s c1 dropout 2024-04-10 - 1.5.7b"});
    CHECK(statuses(plan_1(w, april(22))) ==
          lines{"s c1 transferred 2024-04-22 - 1.5.7a", "s c1 dropout 2024-04-10 2024-04-21 1.5.7b"});
}

TEST_CASE("list_spells: a step before the one that must come first does not count") {
    // The class teacher's opinion stands before the application, and not again after it.
    const auto w = with_steps(april(10), april(3), april(2), april(8), april(9));
    CHECK(statuses(plan_1(w, june(3))) == lines{"s c1 dropout 2024-04-10 - 1.5.7b"});
    // Written a second time, the earliest that fits counts: 3, 5, 8, 9 April.
    auto again = w;
    again.step("x", "class_teacher_opinion", april(5)).step("x", "class_teacher_opinion", april(30));
    CHECK(statuses(plan_1(again, june(3))) == lines{"s c1 transferred 2024-04-10 - 1.5.7a"});
}

TEST_CASE("list_spells: without any step the pupil is a dropout, and enrolled again the day before is the last") {
    world w;
    w.exits(april(9), exit_kind::transferred).transfer("x", april(10)).enrols(may(6), "c2");
    CHECK(statuses(plan_1(w, may(5))) == lines{"s c1 dropout 2024-04-10 - 1.5.7b"});
    CHECK(statuses(plan_1(w, may(6))) == lines{"s c1 dropout 2024-04-10 2024-05-05 1.5.7b"});
}

TEST_CASE("list_spells: enrolled again on the very day of leaving is no dropout") {
    world w;
    w.exits(april(9), exit_kind::transferred).transfer("x", april(10)).enrols(april(10), "c2");
    CHECK(statuses(plan_1(w, june(3))).empty());
}

TEST_CASE("list_spells: an exit is known from the day it is noted; a death ends the spell") {
    world w;
    w.exits(april(9), exit_kind::dropout, april(16));
    w.rows.students->front().died_on = may(20);
    CHECK(statuses(plan_1(w, april(15))).empty());
    CHECK(statuses(plan_1(w, april(16))) == lines{"s c1 dropout 2024-04-09 - -"});
    CHECK(statuses(plan_1(w, may(20))) == lines{"s c1 dropout 2024-04-09 2024-05-20 -"});
}

TEST_CASE("list_spells: withdrawn is a dropout, suspended a status of its own, graduated and died none") {
    CHECK(statuses(plan_1(world{}.exits(april(9), exit_kind::withdrawn), june(3))) ==
          lines{"s c1 dropout 2024-04-09 - -"});
    CHECK(statuses(plan_1(world{}.exits(april(9), exit_kind::suspended), june(3))) ==
          lines{"s c1 suspended 2024-04-09 - -"});
    CHECK(statuses(plan_1(world{}.exits(april(9), exit_kind::graduated), june(3))).empty());
    CHECK(statuses(plan_1(world{}.exits(april(9), exit_kind::died), june(3))).empty());
}

TEST_CASE("list_spells: an exit `transferred` without a transfer is a dropout where transfers are known, else a gap") {
    world w;
    w.exits(april(9), exit_kind::transferred);
    const auto unknown = plan_1(w, june(3));
    CHECK(statuses(unknown).empty());
    CHECK(gaps(unknown, gap_kind::unknown_exit) == lines{"- - c1 s - - 2024-04-09 -"});
    w.rows.transfers.emplace();
    CHECK(statuses(plan_1(w, june(3))) == lines{"s c1 dropout 2024-04-09 - -"});
}

TEST_CASE("list_spells: without acts nobody knows whether papers are complete, and nobody is called a dropout") {
    auto w = world{}.exits(april(10), exit_kind::transferred).transfer("x", april(10));
    w.rows.acts.reset();
    const auto f = plan_1(w, june(3));
    CHECK(statuses(f).empty());
    CHECK(gaps(f, gap_kind::missing_table, "1.5.7a") == lines{"1.5.7a transfer - - - acts - -"});
}

TEST_CASE("list_spells: a plan without a procedure takes a receiving unit for a complete transfer") {
    const auto with = world{}.exits(april(10), exit_kind::transferred).transfer("x", april(10), {}, "c2");
    const auto without = world{}.exits(april(10), exit_kind::transferred).transfer("x", april(10));
    const auto plan = school::core_of("plan-2");
    CHECK(statuses(evaluate(plan, with.build(), june(3))) == lines{"s c1 transferred 2024-04-10 - -"});
    CHECK(statuses(evaluate(plan, without.build(), june(3))) == lines{"s c1 dropout 2024-04-10 - -"});
}

TEST_CASE("list_spells: a transfer is known from the day it is noted, and triggers nothing if it is over by then") {
    // Left on 10 April, noted on 22 April, papers complete on 15 April: no dropout is ever known to go on.
    world w;
    w.exits(april(10), exit_kind::transferred, april(22)).transfer("x", april(10), april(22));
    for (const auto* step :
         {"written_application", "class_teacher_opinion", "receiving_school_opinion", "vice_principal_approval"})
        w.step("x", step, april(15));
    const auto f = evaluate(school::core_of("plan-2"), w.build(), june(3));
    CHECK(duties(f, "2.2.2.7").size() == 1);  // plan 2 names no steps, and no receiving unit is known
    CHECK(statuses(plan_1(w, april(21))).empty());
    CHECK(statuses(plan_1(w, april(22))) ==
          lines{"s c1 transferred 2024-04-15 - 1.5.7a", "s c1 dropout 2024-04-10 2024-04-14 1.5.7b"});
}

TEST_CASE("write_spells: a status names the row that made it, and no other") {
    // Pupil t, row 1 of the enrolments, is suspended from 15 March on.
    const auto w = world{}.pupil("t", "c2").exits(march(15), exit_kind::suspended, {}, "t");
    const auto f =
        evaluate(policy_with(make_rung(std::vector<count_of>{}, in_status{status::suspended})), w.build(), march(29));
    for (std::size_t i = 0; i < f.statuses.size(); ++i) {
        const auto why = f.statuses.caused_by.at(i);
        REQUIRE(why.size() == 1);
        CHECK(why[0] == cause{table_name::enrolments, 1});
    }
    const auto left = with_steps(april(10), april(1), april(2), april(3), april(8));
    const auto moved = plan_1(left, april(10));
    REQUIRE(moved.statuses.size() == 1);
    CHECK(moved.statuses.caused_by.at(0).size() == 1);
}

TEST_CASE("list_spells: who left on the first day of the only enrolment left that class") {
    const auto w = world{}.exits(march(4), exit_kind::transferred).transfer("x", march(4));
    CHECK(statuses(plan_1(w, march(4))) == lines{"s c1 dropout 2024-03-04 - 1.5.7b"});
}

TEST_CASE("list_spells: papers that are not yet known end no other spell") {
    // Withdrawn on 9 April; that the pupil was received elsewhere is noted on 3 June.
    const auto w = world{}.exits(april(9), exit_kind::withdrawn).transfer("x", april(9), june(3), "c2");
    const auto plan = school::core_of("plan-2");
    CHECK(statuses(evaluate(plan, w.build(), june(2))) == lines{"s c1 dropout 2024-04-09 - -"});
    CHECK(statuses(evaluate(plan, w.build(), june(3))) == lines{"s c1 transferred 2024-04-09 - -"});
}

TEST_CASE("list_spells: a withdrawal ends as a dropout the day before the last step of the pupil's papers") {
    const auto withdrawn = [](date until, date left, date steps) {
        auto w = world{}.exits(until, exit_kind::withdrawn).transfer("x", left);
        for (const char* step :
             {"written_application", "class_teacher_opinion", "receiving_school_opinion", "vice_principal_approval"})
            w.step("x", step, steps);
        return statuses(plan_1(w, june(3)));
    };
    // Off the roll from 5 April, papers complete on the 7th, left on the 9th.
    CHECK(withdrawn(april(5), april(9), april(7)) ==
          lines{"s c1 transferred 2024-04-09 - 1.5.7a", "s c1 dropout 2024-04-05 2024-04-06 -"});
    // Left on the 9th, off the roll on the 15th, the day before the papers were complete: one spell, given by 1.5.7b.
    CHECK(withdrawn(april(15), april(9), april(16)) ==
          lines{"s c1 transferred 2024-04-16 - 1.5.7a", "s c1 dropout 2024-04-09 2024-04-15 1.5.7b"});
}

TEST_CASE(
    "list_spells: spells that are one are known from the first day on which either was, and rest on the earlier") {
    // Left on 9 April: by a transfer noted on the 22nd, by an exit noted on 6 May.
    const auto w = world{}.exits(april(9), exit_kind::withdrawn, may(6)).transfer("x", april(9), april(22));
    const auto known = make_rung(std::vector<count_of>{}, in_status{status::dropout});
    CHECK(fires(known, w, june(3)) == dates{april(22)});
    const auto f = evaluate(policy_with(known), w.build(), june(3));
    REQUIRE(f.statuses.size() == 1);
    REQUIRE(f.statuses.caused_by.at(0).size() == 1);
    CHECK(f.statuses.caused_by.at(0)[0] == cause{table_name::transfers, 0});
}
