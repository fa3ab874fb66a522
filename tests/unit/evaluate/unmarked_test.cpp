// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/unmarked.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

using namespace school;

namespace {

const rung any_absence = make_rung(counted::session, consecutive{1});

lines unmarked(const world& w, date as_of, const rung& r = any_absence) {
    return gaps(evaluate(policy_with(r), w.build(), as_of), gap_kind::unmarked_sessions);
}

}  // namespace

TEST_CASE("unmarked: sessions of the whole class are the class's gap, one row an unbroken interval") {
    // Two pupils. Tue pm and Wed am: nobody; Thu: nobody.
    const auto w = complete().pupil("t").marks(march(4), "PP P- -P -- PP").marks(march(4), "PP P- -P -- PP", "t");
    CHECK(unmarked(w, march(8)) == lines{"k r c1 - - - 2024-03-05 2024-03-06", "k r c1 - - - 2024-03-07 2024-03-07"});
}

TEST_CASE("unmarked: sessions of one pupil alone are that pupil's gap") {
    const auto w = complete().pupil("t").marks(march(4), "PP P- PP").marks(march(4), "PP PP PP", "t");
    CHECK(unmarked(w, march(6)) == lines{"k r c1 s - - 2024-03-05 2024-03-05"});
}

TEST_CASE("unmarked: an interval goes on over a weekend and ends on as_of") {
    const auto w = complete().marks(march(4), "PP PP PP PP P-");
    CHECK(unmarked(w, march(8)) == lines{"k r c1 - - - 2024-03-08 2024-03-08"});
    CHECK(unmarked(w, march(10)) == lines{"k r c1 - - - 2024-03-08 2024-03-08"});
    CHECK(unmarked(w, march(12)) == lines{"k r c1 - - - 2024-03-08 2024-03-12"});
}

TEST_CASE("unmarked: class and pupil side by side keep their own intervals") {
    // Tue am: only s missing; Tue pm: both; Wed am: only s.
    const auto w = complete().pupil("t").marks(march(4), "PP -- -P").marks(march(4), "PP P- PP", "t");
    CHECK(unmarked(w, march(6)) == lines{"k r c1 - - - 2024-03-05 2024-03-05", "k r c1 s - - 2024-03-05 2024-03-05",
                                         "k r c1 s - - 2024-03-06 2024-03-06"});
}

TEST_CASE("unmarked: only while the pupil is on the roll") {
    auto w = complete().marks(march(6), "PP PP");
    (*w.rows.enrolments)[0].from = march(6), (*w.rows.enrolments)[0].until = march(7),
    (*w.rows.enrolments)[0].exit = exit_kind::transferred;
    CHECK(unmarked(w, march(15)).empty());
    (*w.rows.enrolments)[0].from = march(5);
    CHECK(unmarked(w, march(15)) == lines{"k r c1 - - - 2024-03-05 2024-03-05"});
    (*w.rows.enrolments)[0].until = march(12);
    (*w.rows.students)[0].died_on = march(11);
    CHECK(unmarked(w, march(15)) == lines{"k r c1 - - - 2024-03-05 2024-03-05", "k r c1 - - - 2024-03-08 2024-03-11"});
}

TEST_CASE("unmarked: in a register of exceptions only sessions without a roll call, where roll calls are given") {
    auto w = world{}.marks(march(5), "U-");
    CHECK(unmarked(w, march(8)).empty());  // not given: all were taken
    w.rows.roll_calls = std::vector<roll_call_row>{
        {"c1", march(4), sessions::both}, {"c1", march(5), sessions::both}, {"c1", march(6), sessions::am}};
    CHECK(unmarked(w, march(6)) == lines{"k r c1 - - - 2024-03-06 2024-03-06"});
    // A mark in a session without a roll call stands.
    CHECK(unmarked(world{w}.marks(march(6), "-U"), march(6)).empty());
}

TEST_CASE("unmarked: a register not given is a missing table, not an unmarked class") {
    auto w = complete();
    w.rows.attendance.reset();
    const auto f = evaluate(policy_with(any_absence), w.build(), march(8));
    CHECK(gaps(f, gap_kind::unmarked_sessions).empty());
    CHECK(gaps(f, gap_kind::missing_table) == lines{"k r - - - attendance - -"});
}

TEST_CASE("unmarked: contradicting marks set aside leave the session unmarked, also in a register of exceptions") {
    auto w = world{}.marks(march(5), "UP");
    w.rows.attendance->push_back({"s", march(5), session::am, mark::present, {}});
    CHECK_THROWS_AS(w.build(), district_error);
    w.how.on_bad_rows = bad_rows::set_aside;
    CHECK(w.build().problems.size() == 2);
    CHECK(unmarked(w, march(8)) == lines{"k r c1 - - - 2024-03-05 2024-03-05"});
    CHECK(fires(any_absence, w, march(8)).empty());
}

TEST_CASE("unknown exits: an end without a reason is a gap, unless another enrolment follows on the next school day") {
    auto w = world{};
    (*w.rows.enrolments)[0].until = march(8);
    const auto exits = [&](date as_of) {
        return gaps(evaluate(policy_with(any_absence), w.build(), as_of), gap_kind::unknown_exit);
    };
    CHECK(exits(march(15)) == lines{"- - c1 s - - 2024-03-08 -"});
    CHECK(exits(march(7)).empty());
    w.rows.enrolments->push_back({"s", "c2", march(11), {}, {}, {}, {}});
    CHECK(exits(march(15)).empty());
    w.rows.enrolments->back().from = march(12);
    CHECK(exits(march(15)).size() == 1);
    // Gone to another school: without the table of transfers nobody can say whether the procedure was complete.
    (*w.rows.enrolments)[0].exit = exit_kind::transferred;
    CHECK(exits(march(15)).size() == 1);
    w.rows.transfers.emplace();
    CHECK(exits(march(15)).empty());
}

TEST_CASE("unmarked: each mark that is filled in leaves no more to be named") {
    auto w = complete();
    std::string week(10, '-');
    for (std::size_t i = 0; i < week.size(); ++i) {
        week[i] = 'P';
        const auto left = unmarked(complete().marks(march(4), week), march(8));
        REQUIRE(left.size() == (i + 1 < week.size() ? 1 : 0));
    }
}

TEST_CASE("unmarked: the first session of a calendar is one as any other") {
    // Mon 4 March is the first school day.
    CHECK(unmarked(complete().marks(march(4), "-P PP"), march(5)) == lines{"k r c1 - - - 2024-03-04 2024-03-04"});
    CHECK(unmarked(complete().marks(march(4), "PP PP"), march(5)).empty());
}

TEST_CASE(
    "unmarked: a session whose marks contradict each other is of the stay that begins with it, and ends with it") {
    // In c1 to Fri 15 March, in c2 from Mon 18 on.
    const auto contradict = [](date on, session half) {
        auto w = world{}.moves(march(15), "c2", march(18));
        w.how.on_bad_rows = bad_rows::set_aside;
        for (const auto m : {mark::unexcused, mark::present})
            w.rows.attendance->push_back({"s", on, half, m, {}});
        return unmarked(w, march(29));
    };
    CHECK(contradict(march(18), session::am) == lines{"k r c2 - - - 2024-03-18 2024-03-18"});
    CHECK(contradict(march(15), session::pm) == lines{"k r c1 - - - 2024-03-15 2024-03-15"});
    CHECK(contradict(march(12), session::pm) == lines{"k r c1 - - - 2024-03-12 2024-03-12"});
}

TEST_CASE("unmarked: where rolls are not given nobody's register has holes") {
    auto w = complete().marks(march(4), "P- PP");
    w.rows.enrolments.reset();
    CHECK(unmarked(w, march(5)).empty());
}
