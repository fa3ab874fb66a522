// SPDX-License-Identifier: Apache-2.0

#include "support/plans.hpp"
#include <baoxue/evaluate/recurring.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

// Spring 2024 has 87 school days: 20 in March; 22 in April (22 weekdays less 4 and 5, plus Sundays 7 and 28); 21 in May
// (23 less 1 to 3, plus Saturday 11); 19 in June (20 less Monday 10); 5 in July.

using namespace school;

namespace {

world visits(world w, std::string person, int n, date on = march(6)) {
    for (int i = 0; i < n; ++i)
        w.act("home_visit", person, on);
    return w;
}

}  // namespace

TEST_CASE("2.2.2.6a: twenty visits a term; at twenty met, at nineteen open to the last school day, then missed") {
    CHECK(quotas(plan("plan-2", visits(world{}, "T1", 20), march(8)), "2.2.2.6a") ==
          lines{"T1 2024-03-04 2024-07-05 20/20 met", "T2 2024-03-04 2024-07-05 0/20 open"});
    const auto short_of = visits(world{}, "T1", 19);
    CHECK(quotas(plan("plan-2", short_of, july(5)), "2.2.2.6a")[0] == "T1 2024-03-04 2024-07-05 19/20 open");
    CHECK(quotas(plan("plan-2", short_of, july(6)), "2.2.2.6a")[0] == "T1 2024-03-04 2024-07-05 19/20 missed");
    CHECK(quotas(plan("plan-2", short_of, march(3)), "2.2.2.6a").empty());  // the term has not begun
}

TEST_CASE("2.2.2.6a: a visit after the term's last day does not count, nor one of another kind or person") {
    auto w = visits(world{}, "T1", 19);
    w.act("home_visit", "T1", july(6)).act("interview", "T1", march(7)).act("home_visit", "T2", march(7));
    CHECK(quotas(plan("plan-2", w, july(10)), "2.2.2.6a")[0] == "T1 2024-03-04 2024-07-05 19/20 missed");
}

TEST_CASE("2.2.2.6a: met on the day of the twentieth, whichever pupils were visited") {
    auto w = visits(world{}.pupil("t"), "T1", 19);
    w.act("home_visit", "T1", june(4), "t").act("home_visit", "T1", june(5), "t");
    const auto f = plan("plan-2", w, july(10));
    CHECK(quotas(f, "2.2.2.6a")[0] == "T1 2024-03-04 2024-07-05 21/20 met");
    for (std::size_t i = 0; i < f.obligations.size(); ++i)
        if (rule_of(f, i).clause == "2.2.2.6a" && bearers(f, i) == lines{"T1"})
            CHECK(f.obligations.met_on[i] == june(4));
}

TEST_CASE("2.2.2.6a: part of a term is prorated by school days and rounded up") {
    // T1 to Friday 8 March: 5 of 87 days, 20 x 5 / 87 = 1.15, so 2. X from Monday the 11th: 82 days, 18.85, so 19.
    const auto w = world{}.leaves("T1", march(8)).hold("X", "class_teacher", "c1", march(9));
    CHECK(quotas(plan("plan-2", w, july(1)), "2.2.2.6a") == lines{"T1 2024-03-04 2024-03-08 0/2 missed",
                                                                  "T2 2024-03-04 2024-07-05 0/20 open",
                                                                  "X 2024-03-11 2024-07-05 0/19 open"});
    // Before he is known to leave, all of it is asked for.
    CHECK(quotas(plan("plan-2", w, march(7)), "2.2.2.6a")[0] == "T1 2024-03-04 2024-07-05 0/20 open");
}

TEST_CASE("2.2.2.6a: a holder of one school day owes one visit, of a weekend none") {
    const auto day = world{}.hold("X", "class_teacher", "d9");
    auto w = world{};
    w.rows.units.push_back({"d9", "class", "school", {}, {}});
    CHECK(quotas(plan("plan-2", world{w}.hold("X", "class_teacher", "d9", march(8), march(10)), march(12)),
                 "2.2.2.6a")[2] == "X 2024-03-08 2024-03-08 0/1 missed");
    CHECK(quotas(plan("plan-2", world{w}.hold("X", "class_teacher", "d9", march(9), march(10)), march(12)), "2.2.2.6a")
              .size() == 2);
}

TEST_CASE("2.2.2.6a: one person with two classes has one quota") {
    const auto w = world{}.without("T2").hold("T1", "class_teacher", "c2");
    CHECK(quotas(plan("plan-2", w, march(8)), "2.2.2.6a") == lines{"T1 2024-03-04 2024-07-05 0/20 open"});
}

TEST_CASE("2.2.2.6b: fifteen for a subject teacher") {
    CHECK(quotas(plan("plan-2", visits(world{}, "S1", 15), july(10)), "2.2.2.6b") ==
          lines{"S1 2024-03-04 2024-07-05 15/15 met"});
    CHECK(quotas(plan("plan-2", visits(world{}, "S1", 14), july(10)), "2.2.2.6b") ==
          lines{"S1 2024-03-04 2024-07-05 14/15 missed"});
}

TEST_CASE("2.2.2.6a: where acts were not given, it is unknown once due; without holdings nobody is named") {
    auto w = world{};
    w.rows.acts.reset();
    const auto f = plan("plan-2", w, july(10));
    CHECK(quotas(f, "2.2.2.6a")[0] == "T1 2024-03-04 2024-07-05 0/20 unknown");
    w.rows.holdings.reset();
    const auto nobody_known = plan("plan-2", w, july(10));
    CHECK(quotas(nobody_known, "2.2.2.6a").empty());
    CHECK(gaps(nobody_known, gap_kind::missing_table, "2.2.2.6a") == lines{"2.2.2.6a visits - - - holdings - -"});
}

TEST_CASE("2.2.2.2b: a report each school day, and none on a weekend") {
    auto w =
        world{}.act("report_attendance", "T1", march(8), {}, "c1").act("report_attendance", "T1", march(9), {}, "c1");
    const auto f = plan("plan-2", w, march(11));
    const auto rows = quotas(f, "2.2.2.2b");
    REQUIRE(rows.size() == 12);  // two teachers, 4 to 8 March and the 11th
    CHECK(rows[4] == "T1 2024-03-06 2024-03-06 0/1 missed");
    CHECK(std::count(rows.begin(), rows.end(), "T1 2024-03-08 2024-03-08 1/1 met") == 1);
    CHECK(std::count(rows.begin(), rows.end(), "T1 2024-03-11 2024-03-11 0/1 open") == 1);
}

TEST_CASE("3.3.4c: a key pupil is visited every week of school in which the flag stands") {
    // Flagged from Wednesday 6 March: a part of the first week is a whole visit, rounded up.
    auto w = world{}.need("key_student", march(6)).hold_pupil("K", "key_student_teacher", "s", long_ago);
    w.act("home_visit", "K", march(10)).act("home_visit", "T1", march(12)).act("home_visit", "K", march(19));
    CHECK(quotas(plan("plan-3", w, march(20)), "3.3.4c") ==
          lines{"K 2024-03-06 2024-03-08 1/1 met",     // on the Sunday after due_on, still in the week
                "K 2024-03-11 2024-03-15 0/1 missed",  // the class teacher is not the one who answers for the pupil
                "K 2024-03-18 2024-03-22 1/1 met"});
}

TEST_CASE(
    "3.3.4c: without a teacher who answers for the pupil it stands unassigned, and anyone of the school may do it") {
    const auto w = world{}.need("key_student", march(4), march(8)).act("home_visit", "T2", march(6));
    const auto f = plan("plan-3", w, march(20));
    CHECK(quotas(f, "3.3.4c") == lines{" 2024-03-04 2024-03-08 1/1 met"});
    CHECK(gaps(f, gap_kind::unassigned_role, "3.3.4c") == lines{"3.3.4c weekly c1 s key_student_teacher - - -"});
}

TEST_CASE("3.3.4c: a week without school gives no row") {
    auto w = world{}.need("key_student", april(29), may(5));
    for (const date d : {april(29), april(30)})
        w.off(d);
    CHECK(quotas(plan("plan-3", w, may(20)), "3.3.4c").empty());
}

TEST_CASE(
    "3.3.4d: a dropout is followed up twice a term, prorated from the day of leaving, by the class left's teacher") {
    // From Friday 5 July, the last of 87 days: 2 x 1 / 87, rounded up, is one. From Friday 15 March: 78 days, 1.79, so
    // two.
    CHECK(quotas(plan("plan-3", world{}.exits(july(5), exit_kind::dropout), july(6)), "3.3.4d") ==
          lines{"T1 2024-07-05 2024-07-05 0/1 missed"});
    auto w = world{}.exits(march(15), exit_kind::dropout).act("follow_up_dropout", "T1", march(20));
    CHECK(quotas(plan("plan-3", w, april(1)), "3.3.4d") == lines{"T1 2024-03-15 2024-07-05 1/2 open"});
    w.act("follow_up_dropout", "T2", april(2));
    CHECK(quotas(plan("plan-3", w, july(6)), "3.3.4d") == lines{"T1 2024-03-15 2024-07-05 1/2 missed"});
    w.act("follow_up_dropout", "T1", april(3));
    CHECK(quotas(plan("plan-3", w, july(6)), "3.3.4d") == lines{"T1 2024-03-15 2024-07-05 2/2 met"});
}

TEST_CASE("3.3.4d: all spells of a term are one row, and a return ends what is counted") {
    // Out 15 to 24 March (6 school days from Friday 15 to Friday 22) and again from Friday 28 June (6 days): 12 of 87.
    const auto w = world{}.exits(march(15), exit_kind::dropout).enrols(march(25)).exits(june(28), exit_kind::dropout);
    CHECK(quotas(plan("plan-3", w, july(1)), "3.3.4d") == lines{"T1 2024-03-15 2024-07-05 0/1 open"});
}

TEST_CASE(
    "3.3.4d: it stops with the school year in which the pupil turns 16; an unknown birth date goes on, with a gap") {
    auto w = world{}.exits(march(15), exit_kind::dropout);
    w.rows.students->front().birth_date = date{2008, 5, 1};  // 16 in this very year: goes on to its end
    CHECK(quotas(plan("plan-3", w, july(6)), "3.3.4d").size() == 1);
    w.rows.students->front().birth_date = date{2007, 9, 1};  // 16 before the year that is known
    CHECK(quotas(plan("plan-3", w, july(6)), "3.3.4d").empty());
    w.rows.students->front().birth_date.reset();
    CHECK(gaps(plan("plan-3", w, july(6)), gap_kind::unknown_birth_date, "3.3.4d") ==
          lines{"3.3.4d follow_up c1 s - - - -"});
}

TEST_CASE("4.4.3a: a dropout-control month every March and September, of each school") {
    // The term has 20 school days in March and none in September.
    auto w = world{}.act("dropout_control_month", "T1", march(31), {}, "school");
    CHECK(quotas(plan("plan-4", w, april(15)), "4.4.3a") == lines{"P 2024-03-04 2024-03-29 1/1 met"});
    auto of_class = world{}.act("dropout_control_month", "T1", march(20), {}, "c1");
    CHECK(quotas(plan("plan-4", of_class, april(15)), "4.4.3a") == lines{"P 2024-03-04 2024-03-29 0/1 missed"});
    CHECK(quotas(plan("plan-4", world{}, march(29)), "4.4.3a") == lines{"P 2024-03-04 2024-03-29 0/1 open"});
}

TEST_CASE("do_quotas: a named point takes acts in the first or last 20 school days of its term") {
    recurring r;
    r.period = param<cycle>{cycle::point};
    r.points = {{term_end::last, 1}, {term_end::first, 2}, {term_end::last, -1}};
    r.about = {"school"};
    r.owes.acts = {"assess_target"}, r.owes.roles = {"school"};
    const auto p = policy_with(std::vector<clause>{make_clause("k", r)});
    // One term only: it is the year's first and its last, and that is one duty. Its last 20 school days: 5 in July, 5,
    // 5, 4 (the 10th is a holiday) in the weeks before, and Friday 7 June.
    CHECK(quotas(evaluate(p, world{}.build(), july(6))) == lines{"P 2024-06-07 2024-07-05 0/1 missed"});
    CHECK(quotas(evaluate(p, world{}.act("assess_target", "P", june(6), {}, "school").build(), july(6))) ==
          lines{"P 2024-06-07 2024-07-05 0/1 missed"});
    CHECK(quotas(evaluate(p, world{}.act("assess_target", "P", june(7), {}, "school").build(), july(6))) ==
          lines{"P 2024-06-07 2024-07-05 1/1 met"});
}

TEST_CASE("do_quotas: a text in force from the middle of a term does not govern a quota that began before") {
    recurring r;
    r.times = 2, r.period = param<cycle>{cycle::month}, r.per = quota_per::holder;
    r.owes.acts = {"home_visit"}, r.owes.roles = {"class_teacher"};
    auto c = make_clause("k", r);
    c.effective.from = april(2);
    const auto f = evaluate(policy_with(std::vector<clause>{c}), world{}.without("T2").build(), june(3));
    CHECK(quotas(f) == lines{"T1 2024-05-06 2024-05-31 0/2 missed", "T1 2024-06-03 2024-06-28 0/2 open"});
}

TEST_CASE(
    "quotas in a spell: several roles are found through the class left, not the one that the pupil came back to") {
    // s leaves c1 on Fri 15 March and comes back, to c2, on Mon 8 April. The term's quota is asked of those of c1.
    recurring q;
    q.period = cycle::term, q.about = {"student"}, q.status = status::dropout, q.owes.acts = {"home_visit"};
    q.owes.roles = {"helping_teacher", "class_teacher"};
    auto w = world{}.exits(march(15), exit_kind::dropout).enrols(april(8), "c2");
    const auto borne = [&](combine how) {
        q.owes.how = how;
        return borne_by(evaluate(policy_with(std::vector{make_clause("k", q)}), w.build(), june(28)));
    };
    CHECK(borne(combine::any_of) == lines{"T1"});
    CHECK(borne(combine::first_held) == lines{"T1"});
    w.without("T1");  // nobody there: it stands unassigned, though c2 has a class teacher
    CHECK(borne(combine::any_of) == lines{""});
    CHECK(borne(combine::first_held) == lines{""});
}
