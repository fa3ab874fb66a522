// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/consecutive.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

using namespace school;

namespace {

rung run_of(int n, counted unit, adjacency adjacent = adjacency::school_days, bool across_terms = false) {
    return make_rung(unit, consecutive{n, comparator::at_least, adjacent, across_terms});
}

/// Summer ends on Fri 5 July; autumn begins on Mon 2 September, in a new school year.
world two_terms() {
    world w;
    w.rows.terms.push_back({"autumn", "2024", {2024, 9, 2}, {2025, 1, 10}, {}, {}});
    return w;
}

}  // namespace

TEST_CASE("consecutive: fires on the session that reaches the number, once a run, not one before") {
    // Tue am, pm, Wed am: the third session is Wednesday morning.
    CHECK(fires(run_of(3, counted::session), world{}.marks(march(5), "UU UP"), march(8)) == dates{march(6)});
    CHECK(fires(run_of(3, counted::session), world{}.marks(march(5), "UU PU"), march(8)).empty());
    CHECK(fires(run_of(3, counted::session), world{}.marks(march(5), "UU UU UU UU"), march(8)) == dates{march(6)});
    CHECK(fires(run_of(3, counted::session), world{}.marks(march(5), "UU UP UU U-"), march(8)) ==
          dates{march(6), march(8)});
}

TEST_CASE("consecutive: more than n is n + 1") {
    const auto more = make_rung(counted::full_day, consecutive{2, comparator::more_than, {}, {}});
    CHECK(fires(more, world{}.marks(march(5), "UU UU"), march(8)).empty());
    CHECK(fires(more, world{}.marks(march(5), "UU UU UU"), march(8)) == dates{march(7)});
}

TEST_CASE("consecutive: causes are the first and the last row of the run") {
    // Rows 0 to 4 in order; the run of two full days is rows 1 to 4: the half-day before belongs to it as well,
    // but the days that count begin with row 1.
    const auto f =
        evaluate(policy_with(run_of(2, counted::full_day)), world{}.marks(march(5), "-U UU UU").build(), march(8));
    REQUIRE(f.obligations.size() == 1);
    REQUIRE(f.obligations.caused_by.at(0).size() == 2);
    CHECK(f.obligations.caused_by.at(0)[0] == cause{table_name::attendance, 1});
    CHECK(f.obligations.caused_by.at(0)[1] == cause{table_name::attendance, 4});
}

TEST_CASE("consecutive: weekends, holidays and days without school do not end a run") {
    CHECK(fires(run_of(4, counted::session), world{}.absent({march(8), march(11)}), march(11)) == dates{march(11)});
    CHECK(fires(run_of(3, counted::full_day), world{}.off(march(6)).absent({march(5), march(7), march(8)}), march(8)) ==
          dates{march(8)});
}

TEST_CASE("consecutive: a move into a unit with terms of its own does not end a run while the term left still runs") {
    auto w = world{}.other_school(march(4), july(5)).moves(march(8), "d1", march(11));
    // Friday in c1, Monday in d1: the second full day in a row.
    CHECK(fires(run_of(2, counted::full_day), w.absent({march(8), march(11)}), march(15)) == dates{march(11)});
}

TEST_CASE("consecutive: excused ends a run of unexcused marks, and counts where the rung says so") {
    auto both = run_of(4, counted::session);
    const auto w = world{}.marks(march(5), "UE EU");
    CHECK(fires(both, w, march(8)).empty());
    both.marks = {mark::excused, mark::unexcused};
    CHECK(fires(both, w, march(8)) == dates{march(6)});
    both.marks = {mark::excused};
    CHECK(fires(both, w, march(8)).empty());
}

TEST_CASE("consecutive: the end of the term ends a run unless the rung goes on across terms") {
    const auto w = two_terms().absent({july(5), september(2), september(3)});
    CHECK(fires(run_of(3, counted::full_day), w, september(6)).empty());
    CHECK(fires(run_of(2, counted::full_day), w, september(6)) == dates{september(3)});
    CHECK(fires(run_of(3, counted::full_day, adjacency::school_days, true), w, september(6)) == dates{september(3)});
    CHECK(fires(run_of(6, counted::session, adjacency::school_days, true), w, september(6)) == dates{september(3)});
    CHECK(fires(run_of(6, counted::session), w, september(6)).empty());
}

TEST_CASE("consecutive: a change of class does not end a run, a gap in the enrolment does") {
    const auto moved = [](date until, date from) {
        world w;
        w.rows.enrolments = std::vector<enrolment_row>{{"s", "c1", march(4), until, {}, exit_kind::transferred, {}},
                                                       {"s", "c2", from, {}, {}, {}, {}}};
        w.rows.students->back().student_id = "s";
        return w;
    };
    // Fri 8 and Mon 11 March: the next school day.
    CHECK(fires(run_of(2, counted::full_day), moved(march(8), march(11)).absent({march(8), march(11)}), march(15)) ==
          dates{march(11)});
    CHECK(fires(run_of(2, counted::full_day), moved(march(8), march(9)).absent({march(8), march(11)}), march(15)) ==
          dates{march(11)});
    // Off the roll on Mon 11 March.
    CHECK(fires(run_of(2, counted::full_day), moved(march(8), march(12)).absent({march(8), march(12)}), march(15))
              .empty());
}

TEST_CASE("consecutive: the duty about a pupil who changed class is borne in the class of the day it fires") {
    world w;
    w.rows.enrolments =
        std::vector<enrolment_row>{{"s", "c1", march(4), march(8), {}, {}, {}}, {"s", "c2", march(11), {}, {}, {}, {}}};
    const auto f =
        evaluate(policy_with(run_of(2, counted::full_day)), w.absent({march(8), march(11)}).build(), march(11));
    CHECK(borne_by(f) == lines{"T2"});
}

TEST_CASE("consecutive: adjacent calendar days are parted by any day without school") {
    const auto two = run_of(2, counted::full_day, adjacency::calendar_days);
    CHECK(fires(two, world{}.absent({march(7), march(8)}), march(11)) == dates{march(8)});
    CHECK(fires(two, world{}.absent({march(8), march(11)}), march(11)).empty());
    CHECK(fires(two, world{}.off(march(6)).absent({march(5), march(7)}), march(11)).empty());
    // Sun 7 April is a school day, so it touches Mon 8.
    CHECK(fires(two, world{}.absent({april(7), april(8)}), april(8)) == dates{april(8)});
}

TEST_CASE("consecutive: adjacent calendar days are parted by an unmarked school day as well") {
    auto w = world{};
    w.how.mode = register_mode::complete;
    w.marks(march(4), "PP UU -- UU");
    CHECK(fires(run_of(2, counted::full_day), w, march(8)) == dates{march(7)});
}

TEST_CASE("consecutive: part days count a day with any absence; a day wholly attended ends it") {
    const auto three = run_of(3, counted::part_day);
    CHECK(fires(three, world{}.marks(march(5), "UP PU UU"), march(8)) == dates{march(7)});
    CHECK(fires(three, world{}.marks(march(5), "UP PP UU UP"), march(8)).empty());
    // The session that reaches the number is Thursday afternoon.
    CHECK(fires(three, world{}.marks(march(5), "UP PU PU"), march(8)) == dates{march(7)});
    CHECK(fires(three, world{}.marks(march(5), "UP PU"), march(8)).empty());
    CHECK(fires(three, world{}.absent({march(7), march(8), march(11)}), march(11)) == dates{march(11)});
    CHECK(fires(run_of(3, counted::part_day, adjacency::calendar_days), world{}.absent({march(7), march(8), march(11)}),
                march(11))
              .empty());
}

TEST_CASE("consecutive: what is dated after as_of is not known") {
    const auto w = world{}.marks(march(5), "UU UU UU");
    for (int d = 5; d <= 8; ++d) {
        const auto found = fires(run_of(2, counted::full_day), w, march(d));
        CHECK(found == (d < 6 ? dates{} : dates{march(6)}));
    }
}

TEST_CASE("consecutive: a higher threshold fires no earlier and no more often") {
    const auto w = world{}.marks(march(4), "UU UP UU UU UU -- -- UU PP UU UU PU");
    auto before = fires(run_of(1, counted::session), w, march(29));
    for (int n = 2; n < 14; ++n) {
        const auto now = fires(run_of(n, counted::session), w, march(29));
        REQUIRE(now.size() <= before.size());
        if (!now.empty())
            REQUIRE(now.front() >= before.front());
        before = now;
    }
    CHECK(before.empty());  // the longest run: am of Wed 6 to pm of Mon 11 is 8 sessions
}

TEST_CASE("consecutive: refuses a threshold below one and what cannot stand in a run") {
    CHECK_THROWS_AS(policy_with(run_of(0, counted::session)), policy_error);
    CHECK_THROWS_AS(
        policy_with(
            make_rung(std::vector<count_of>{{counted::session, {}, {}}, {counted::full_day, {}, {}}}, consecutive{1})),
        policy_error);
    CHECK_THROWS_AS(policy_with(make_rung(std::vector<count_of>{{counted::late, 30, {}}}, consecutive{1})),
                    policy_error);
}

namespace {

/// So many in a row, once the parents were told since the term began.
rung run_once_told(int n, counted unit, adjacency adjacent = adjacency::school_days, bool across_terms = false) {
    auto r = run_of(n, unit, adjacent, across_terms);
    r.after = after_act{"notify_parent", since::term_start};
    return r;
}
world told_on(world w, date on) { return w.act("notify_parent", "T1", on); }
world register_of(date first, std::string_view days) {
    world w;
    w.how.mode = register_mode::complete;
    return w.marks(first, days);
}

}  // namespace

TEST_CASE(
    "consecutive, after: a number that stands reached between two absences of a run fires on the day of the act") {
    // Absent on Tue 5 and Fri 8; nobody marked what lies between.
    const auto w = register_of(march(5), "U- -- -- U-");
    CHECK(fires(run_once_told(1, counted::session), told_on(w, march(6)), march(29)) == dates{march(6)});
    // The last day of the term, Fri 5 July, is unmarked; the run stands at its end and no longer.
    const auto at_the_end = register_of(july(3), "UU UU");
    CHECK(fires(run_once_told(2, counted::full_day), told_on(at_the_end, july(5)), july(31)) == dates{july(5)});
    CHECK(fires(run_once_told(2, counted::full_day), told_on(at_the_end, july(6)), july(31)).empty());
}

TEST_CASE("consecutive, after: the first half of a day leaves the full days before it standing, if nobody marked the "
          "second") {
    // Two full days, Thu 7 and Fri 8; on Mon 11 absent in the morning.
    const auto two = run_once_told(2, counted::full_day);
    const auto until_friday = register_of(march(7), "UU UU");
    CHECK(fires(two, told_on(world{until_friday}.marks(march(11), "U-"), march(11)), march(29)) == dates{march(11)});
    CHECK(fires(two, told_on(world{until_friday}.marks(march(11), "UP"), march(11)), march(29)).empty());
}

TEST_CASE("consecutive, after: adjacent calendar days touch nothing beyond the last school day that is known") {
    const auto two = run_once_told(2, counted::full_day, adjacency::calendar_days, true);
    const auto w = register_of(july(4), "UU UU");
    CHECK(fires(two, told_on(w, july(5)), july(31)) == dates{july(5)});
    CHECK(fires(two, told_on(w, july(6)), july(31)).empty());
}

TEST_CASE("consecutive, after: part days stand reached up to the next of them, which then is the last that counts") {
    const auto two = run_once_told(2, counted::part_day);
    const auto causes = [&](const world& w) {
        const auto f = evaluate(policy_with(two), w.build(), march(29));
        REQUIRE(f.obligations.size() == 1);
        const auto all = f.obligations.caused_by.at(0);
        return std::pair{f.obligations.triggered_on[0], std::vector<cause>{all.begin(), all.begin() + 2}};
    };
    const auto row = [](std::int64_t i) { return cause{table_name::attendance, i}; };
    // Rows 0 to 2: the mornings of Thu 7, Fri 8 and Mon 11; nobody marked the afternoons.
    const auto three = register_of(march(7), "U- U-").marks(march(11), "U-");
    CHECK(causes(told_on(three, march(8))) == std::pair{march(8), std::vector{row(0), row(1)}});
    CHECK(causes(told_on(three, march(9))) == std::pair{march(9), std::vector{row(0), row(1)}});
    CHECK(causes(told_on(three, march(11))) == std::pair{march(11), std::vector{row(0), row(2)}});
    CHECK(causes(told_on(three, march(13))) == std::pair{march(13), std::vector{row(0), row(2)}});
    // A day of two such halves is one; what it brought to the number stands after its second half.
    CHECK(causes(told_on(register_of(march(7), "U- UU"), march(9))).first == march(9));
    // A day that is wholly marked, without an absence, ends it; so it does on that very day.
    CHECK(fires(two, told_on(register_of(march(7), "U- U-").marks(march(11), "PP"), march(11)), march(29)).empty());
}
