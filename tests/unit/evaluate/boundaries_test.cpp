// SPDX-License-Identifier: Apache-2.0

#include "support/plans.hpp"
#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/exact/money.hpp>
#include <baoxue/policy/change.hpp>
#include <baoxue/policy/layer.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

// The edges of rules: one short of a line and one over it, one pupil, one day. Spring 2024 has 87 school days, from
// Monday 4 March to Friday 5 July, which is the last day of the school year 2023 too.

using namespace school;

namespace {

/// Plan 5 counts; plan 1 says when a transfer is complete.
findings plans_5_and_1(const world& w, date as_of) {
    const policy both[] = {school::core_of("plan-5"), school::core_of("plan-1")};
    return evaluate(layer(both), w.build(), as_of);
}

lines sorted(lines rows) {
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// Pupil s and nine more in c1; the autumn term of the next school year, Mon 2 September 2024 to Fri 17 January 2025.
world ten_pupils() {
    world w;
    for (int i = 1; i < 10; ++i)
        w.pupil("p" + std::to_string(i));
    w.rows.terms.push_back({"autumn", "2024", {2024, 9, 2}, {2025, 1, 17}, {}, {}});
    return w;
}
constexpr date winter{2025, 1, 17};

/// Pupil s leaves for another school; the last of the four steps comes on a day, the others on the day of leaving.
world leaving(world w, date left, std::optional<date> last_step, std::optional<date> noted_on = {}) {
    w.exits(left, exit_kind::transferred, noted_on).transfer("x", left, noted_on);
    w.step("x", "written_application", left).step("x", "class_teacher_opinion", left);
    w.step("x", "receiving_school_opinion", left);
    if (last_step)
        w.step("x", "vice_principal_approval", *last_step);
    return w;
}

figure_condition dropouts_of(const char* unit_kind, relation is, std::int32_t line) {
    figure_condition c;
    c.indicator = {"dropouts"}, c.unit_kind = {unit_kind}, c.is = is;
    c.line = fixed_line{ratio{line, 1}};
    return c;
}

/// A charge of a school with any dropout, for each of them.
incentive charge_of(std::int64_t fen) {
    incentive out;
    out.effect = effect::charge;
    out.by =
        payment{dropouts_of("school", relation::at_least, 1), param<std::int64_t>{fen}, paid_for::dropout, {}, {}, {}};
    return out;
}

/// Each pupil is visited once a month by the class teacher.
recurring monthly_visit() {
    recurring r;
    r.period = param<cycle>{cycle::month};
    r.owes.acts = {"home_visit"}, r.owes.roles = {"class_teacher"};
    return r;
}

clause unless_migrant(rule_kind is) {
    auto c = make_clause("k", std::move(is));
    c.readings[0].rules[0].applies_to.unless = need_condition{{"migrant_child"}, {}};
    return c;
}

}  // namespace

// ---------------------------------------------------------------- at a line, one short of it, one over it

TEST_CASE("line: a number at it, one below and one above, however it is to stand to it") {
    const auto judged = [](relation is, int dropouts) {
        const auto p = policy_with(std::vector{make_clause("k", target{dropouts_of("school", is, 2)})});
        return measures(evaluate(p, cohort(5, dropouts).build(), july(5))).at(0);
    };
    CHECK(judged(relation::at_most, 1) == "school primary 1/1 against 2/1 met final");
    CHECK(judged(relation::at_most, 2) == "school primary 2/1 against 2/1 met final");
    CHECK(judged(relation::at_most, 3) == "school primary 3/1 against 2/1 not met final");
    CHECK(judged(relation::less_than, 1) == "school primary 1/1 against 2/1 met final");
    CHECK(judged(relation::less_than, 2) == "school primary 2/1 against 2/1 not met final");
    CHECK(judged(relation::at_least, 1) == "school primary 1/1 against 2/1 not met final");
    CHECK(judged(relation::at_least, 2) == "school primary 2/1 against 2/1 met final");
    CHECK(judged(relation::more_than, 2) == "school primary 2/1 against 2/1 not met final");
    CHECK(judged(relation::more_than, 3) == "school primary 3/1 against 2/1 met final");
}

TEST_CASE("line: the year before's own rate is kept by the same rate, and not by one dropout more") {
    const auto judged = [](relation is, int in_autumn) {
        target t;
        t.goal.indicator = {"dropout_rate"}, t.goal.unit_kind = {"school"}, t.goal.is = is;
        t.goal.line = previous_year{};
        // 2023: ten pupils, of whom s drops out, 1 of 10. 2024: the other nine and a new one, 0, 1 or 2 of 10.
        auto w = ten_pupils().exits(march(15), exit_kind::dropout).pupil("new", "c1", {2024, 9, 2});
        for (int i = 1; i <= in_autumn; ++i)
            w.exits({2024, 10, 9}, exit_kind::dropout, {}, "p" + std::to_string(i));
        return measures(evaluate(policy_with(std::vector{make_clause("k", t)}), w.build(), winter));
    };
    const std::string first = "school primary 1/10 against -/- unknown final";  // nothing is known of 2022
    CHECK(judged(relation::at_most, 0) == lines{first, "school primary 0/10 against 1/10 met final"});
    CHECK(judged(relation::at_most, 1) == lines{first, "school primary 1/10 against 1/10 met final"});
    CHECK(judged(relation::at_most, 2) == lines{first, "school primary 2/10 against 1/10 not met final"});
    CHECK(judged(relation::less_than, 0) == lines{first, "school primary 0/10 against 1/10 met final"});
    CHECK(judged(relation::less_than, 1) == lines{first, "school primary 1/10 against 1/10 not met final"});
}

TEST_CASE("line: without a year before, or with nobody in it, it is that year that lacks, not this one's cohort") {
    target t;
    t.goal.indicator = {"dropout_rate"}, t.goal.unit_kind = {"school"}, t.goal.is = relation::at_most;
    t.goal.line = previous_year{};
    const auto lacking = [&](const world& w) {
        return gaps(evaluate(policy_with(std::vector{make_clause("k", t)}), w.build(), winter),
                    gap_kind::undefined_rate);
    };
    // 2023 is the first year known; in 2024 its ten pupils are the cohort, and 2023's rate is the line
    CHECK(lacking(ten_pupils()) == lines{"k r school - - previous_year 2024-03-04 2024-07-05"});
    // nobody on the roll of 2023: that year's own rate is undefined, and is none to hold 2024's against
    auto late = ten_pupils();
    for (auto& e : *late.rows.enrolments)
        e.from = {2024, 9, 2};
    auto found = lacking(late);
    std::sort(found.begin(), found.end());
    CHECK(found == lines{"k r school - - - 2024-03-04 2024-07-05", "k r school - - previous_year 2024-03-04 2024-07-05",
                         "k r school - - previous_year 2024-09-02 2025-01-17"});
}

// ---------------------------------------------------------------- nobody, and one pupil

TEST_CASE("enrolled: of nobody a number is nought, though a rate is undefined") {
    const auto p = policy_with(std::vector{make_clause("k", target{dropouts_of("school", relation::at_most, 0)})});
    // Nobody on the first day: the one pupil comes on Mon 8 April.
    const auto f = evaluate(p, cohort(0).pupil("t", "c1", {2024, 4, 8}).build(), july(5));
    CHECK(measures(f) == lines{"school primary 0/1 against 0/1 met final"});
    CHECK(gaps(f, gap_kind::undefined_rate).empty());
}

TEST_CASE("enrolled: of a school of which no roll names anybody the number is not known, of its class neither") {
    const auto p = policy_with({make_clause("k", target{dropouts_of("school", relation::at_most, 0)}),
                                make_clause("l", target{dropouts_of("class", relation::at_most, 0)})});
    auto f = evaluate(p, cohort(0).build(), july(5));
    CHECK(measures(f, "k") == lines{"school primary -/- against 0/1 unknown final"});
    CHECK(gaps(f, gap_kind::missing_table, "k") == lines{"k r school - - enrolments - -"});
    CHECK(measures(f, "l") ==
          lines{"c1 primary -/- against 0/1 unknown final", "c2 primary -/- against 0/1 unknown final"});
    // Its rolls are there, and c2 is empty: nobody dropped out of it.
    f = evaluate(p, cohort(3).build(), july(5));
    CHECK(measures(f, "l") == lines{"c1 primary 0/1 against 0/1 met final", "c2 primary 0/1 against 0/1 met final"});
}

TEST_CASE("enrolled: one pupil kept is all, one lost is all") {
    const auto kept = plan("plan-5", cohort(1), july(5));
    CHECK(measures(kept, "5.0b") == lines{"school primary 0/1 against 2/100 met final"});
    CHECK(measures(kept, "5.9a") == lines{"school primary 1/1 against 1/1 met final"});
    CHECK(consequences(kept) == lines{"5.9a award school - school_district_office school 180000"});
    const auto lost = plan("plan-5", cohort(1, 1), july(5));
    CHECK(measures(lost, "5.9a") == lines{"school primary 0/1 against 1/1 not met final"});
    CHECK(consequences(lost) == lines{"5.9c charge school - school - 20000"});
}

TEST_CASE("enrolled: where the only pupil transferred there is nobody to be kept, and no award") {
    // (1 - 1 - 0) of (1 - 1): 0 of 0. The denominator of the dropout rate is the cohort still: 0 of 1.
    auto w = cohort(1);
    w.exits(march(15), exit_kind::transferred, {}, "p1000").transfer("x", march(15), {}, "c2", "p1000");
    const auto f = plan("plan-5", w, july(5));
    CHECK(measures(f, "5.9a") == lines{"school primary 0/0 against 1/1 unknown final"});
    CHECK(measures(f, "5.0b") == lines{"school primary 0/1 against 2/100 met final"});
    CHECK(gaps(f, gap_kind::undefined_rate) == lines{"5.9a award school - - - 2024-03-04 2024-07-05"});
    CHECK(consequences(f).empty());
}

// ---------------------------------------------------------------- one person, several classes

TEST_CASE("quota: two classes of one person count each day and each visit once") {
    // c1 all term and c2 for a week beside it: 87 days, not 92.
    auto w = world{}.without("T2").hold("T1", "class_teacher", "c2", march(4), march(8)).pupil("t", "c2");
    for (int i = 0; i < 19; ++i)
        w.act("home_visit", "T1", march(6));
    CHECK(quotas(plan("plan-2", w, july(6)), "2.2.2.6a") == lines{"T1 2024-03-04 2024-07-05 19/20 missed"});
    w.act("home_visit", "T1", march(6), "t");
    CHECK(quotas(plan("plan-2", w, july(6)), "2.2.2.6a") == lines{"T1 2024-03-04 2024-07-05 20/20 met"});
}

TEST_CASE("quota: from one class into another is one quota, on days in both counted once") {
    // c1 to Friday 8 March, c2 from Monday 11 March: all 87 days.
    const auto next = world{}.without("T2").leaves("T1", march(8)).hold("T1", "class_teacher", "c2", march(11));
    CHECK(quotas(plan("plan-2", next, july(1)), "2.2.2.6a") == lines{"T1 2024-03-04 2024-07-05 0/20 open"});
    // c1 to Friday 15 March, c2 from Monday 11 to Friday 22 March: 15 days, 20 x 15 / 87 = 3.45, so 4.
    const auto both =
        world{}.without("T2").leaves("T1", march(15)).hold("T1", "class_teacher", "c2", march(11), march(22));
    CHECK(quotas(plan("plan-2", both, july(1)), "2.2.2.6a") == lines{"T1 2024-03-04 2024-03-22 0/4 missed"});
}

TEST_CASE("quota: one person in two roles has one of each, and a visit counts in both") {
    auto w = world{}.without("T2").without("S1").hold("T1", "subject_teacher", "c2");
    for (int i = 0; i < 15; ++i)
        w.act("home_visit", "T1", march(6));
    const auto f = plan("plan-2", w, july(5));
    CHECK(quotas(f, "2.2.2.6a") == lines{"T1 2024-03-04 2024-07-05 15/20 open"});
    CHECK(quotas(f, "2.2.2.6b") == lines{"T1 2024-03-04 2024-07-05 15/15 met"});
    // Both roles in one rule: one row a person and role.
    recurring r = monthly_visit();
    r.period = param<cycle>{cycle::term}, r.per = quota_per::holder;
    r.owes.how = combine::each_of, r.owes.roles = {"class_teacher", "subject_teacher"};
    CHECK(quotas(evaluate(policy_with(std::vector{make_clause("k", r)}), w.build(), july(5))) ==
          lines{"T1 2024-03-04 2024-07-05 15/1 met", "T1 2024-03-04 2024-07-05 15/1 met"});
}

TEST_CASE("quota: any of two roles is owed by the holders of either") {
    recurring r = monthly_visit();
    r.period = param<cycle>{cycle::term}, r.per = quota_per::holder;
    r.owes.roles = {"class_teacher", "subject_teacher"};
    CHECK(sorted(quotas(evaluate(policy_with(std::vector{make_clause("k", r)}), world{}.build(), july(5)))) ==
          lines{"S1 2024-03-04 2024-07-05 0/1 open", "T1 2024-03-04 2024-07-05 0/1 open",
                "T2 2024-03-04 2024-07-05 0/1 open"});
}

// ---------------------------------------------------------------- the end of the term

TEST_CASE("quota: a visit on the term's last day counts, on the day after it does not") {
    auto w = world{}.without("T2");
    for (int i = 0; i < 19; ++i)
        w.act("home_visit", "T1", march(6));
    CHECK(quotas(plan("plan-2", world{w}.act("home_visit", "T1", july(5)), july(10)), "2.2.2.6a") ==
          lines{"T1 2024-03-04 2024-07-05 20/20 met"});
    CHECK(quotas(plan("plan-2", world{w}.act("home_visit", "T1", july(6)), july(10)), "2.2.2.6a") ==
          lines{"T1 2024-03-04 2024-07-05 19/20 missed"});
}

TEST_CASE("quota: so it is with a dropout's follow-up") {
    // From Friday 15 March on: 78 of 87 days, 2 x 78 / 87 = 1.79, so two.
    const auto w = world{}.exits(march(15), exit_kind::dropout).act("follow_up_dropout", "T1", march(20));
    CHECK(quotas(plan("plan-3", world{w}.act("follow_up_dropout", "T1", july(5)), july(10)), "3.3.4d") ==
          lines{"T1 2024-03-15 2024-07-05 2/2 met"});
    CHECK(quotas(plan("plan-3", world{w}.act("follow_up_dropout", "T1", july(6)), july(10)), "3.3.4d") ==
          lines{"T1 2024-03-15 2024-07-05 1/2 missed"});
}

TEST_CASE("quota: a month's last calendar day is in it, though the term is over") {
    recurring r = monthly_visit();
    r.per = quota_per::holder;
    const auto p = policy_with(std::vector{make_clause("k", r)});
    const auto of_july = [&](date visit) {
        const auto w = world{}.without("T2").act("home_visit", "T1", visit);
        return quotas(evaluate(p, w.build(), {2024, 8, 15})).back();
    };
    CHECK(of_july(july(6)) == "T1 2024-07-01 2024-07-05 1/1 met");
    CHECK(of_july(july(31)) == "T1 2024-07-01 2024-07-05 1/1 met");
    CHECK(of_july({2024, 8, 1}) == "T1 2024-07-01 2024-07-05 0/1 missed");
    CHECK(of_july(june(30)) == "T1 2024-07-01 2024-07-05 0/1 missed");
}

// ---------------------------------------------------------------- a return at once

TEST_CASE("return: on the day after the dropout, a spell of one day; on the day itself, two enrolments at once") {
    const auto w = world{}.exits(march(14), exit_kind::dropout).enrols(march(15));
    CHECK(statuses(plan("plan-1", w, april(1))) == lines{"s c1 dropout 2024-03-14 2024-03-14 -"});
    // One day of 87: 2 x 1 / 87 = 0.02, so one follow-up, due on the spell's only day.
    CHECK(quotas(plan("plan-3", w, april(1)), "3.3.4d") == lines{"T1 2024-03-14 2024-03-14 0/1 missed"});
    CHECK_THROWS_AS(world{}.exits(march(14), exit_kind::dropout).enrols(march(14)).build(), district_error);
}

TEST_CASE("return: on the day on which a transfer begins, no dropout in any figure and no return") {
    const auto w =
        ten_pupils().exits(april(9), exit_kind::transferred).transfer("x", april(10)).enrols(april(10), "c2");
    const auto f = plans_5_and_1(w, july(5));
    CHECK(statuses(f).empty());
    CHECK(measures(f, "5.0b") == lines{"school primary 0/10 against 2/100 met final"});
    CHECK(measures(f, "5.9a") == lines{"school primary 10/10 against 1/1 met final"});
    duty d;
    d.on = event::returned;
    d.owes.acts = {"home_visit"}, d.owes.roles = {"class_teacher"};
    CHECK(duties(evaluate(policy_with(std::vector{make_clause("k", d)}), w.build(), june(3))).empty());
}

// ---------------------------------------------------------------- a transfer finished a day late

TEST_CASE("transfer: finished on the day of leaving no dropout, a day later a dropout of one day") {
    CHECK(statuses(plan("plan-1", leaving(world{}, april(10), april(10)), june(3))) ==
          lines{"s c1 transferred 2024-04-10 - 1.5.7a"});
    CHECK(statuses(plan("plan-1", leaving(world{}, april(10), april(11)), june(3))) ==
          lines{"s c1 transferred 2024-04-11 - 1.5.7a", "s c1 dropout 2024-04-10 2024-04-10 1.5.7b"});
}

TEST_CASE("transfer: a dropout of one day is reported where it is known on that day, and not where a day later") {
    const auto reports = [](const world& w) {
        const policy both[] = {school::core_of("plan-2"), school::core_of("plan-1")};
        return duties(evaluate(layer(both), w.build(), june(3)), "2.2.2.7");
    };
    CHECK(reports(leaving(world{}, april(10), april(10))).empty());
    CHECK(reports(leaving(world{}, april(10), april(11))) == lines{"2024-04-10 due - open"});
    CHECK(reports(leaving(world{}, april(10), april(11), april(11))).empty());
    CHECK(reports(leaving(world{}, april(10), april(12), april(11))) == lines{"2024-04-11 due - open"});
}

TEST_CASE("transfer: finished by the year's last day it leaves the cohort, a day later it is a dropout of the year") {
    // Left on Friday 28 June. Finished on Friday 5 July: a dropout to the 4th. (10 - 1 - 0) of (10 - 1) are kept.
    const auto in_time = plans_5_and_1(leaving(ten_pupils(), june(28), july(5)), july(20));
    CHECK(measures(in_time, "5.0b")[0] == "school primary 0/10 against 2/100 met final");
    CHECK(measures(in_time, "5.9a")[0] == "school primary 9/9 against 1/1 met final");
    CHECK(consequences(in_time) == lines{"5.9a award school - school_district_office school 180000"});
    // Finished on Saturday 6 July: a dropout on the 5th. (10 - 0 - 1) of (10 - 0).
    const auto late = plans_5_and_1(leaving(ten_pupils(), june(28), july(6)), july(20));
    CHECK(measures(late, "5.0b")[0] == "school primary 1/10 against 2/100 not met final");
    CHECK(measures(late, "5.9a")[0] == "school primary 9/10 against 1/1 not met final");
    CHECK(consequences(late) == lines{"5.9c charge school - school - 20000"});
    const auto never = plans_5_and_1(leaving(ten_pupils(), june(28), {}), july(20));
    CHECK(consequences(never) == lines{"5.9c charge school - school - 20000"});
}

// ---------------------------------------------------------------- who leaves in the summer

TEST_CASE("summer: on the last day of a year a dropout of that year, on the day after of the next") {
    const auto rates = [](date left) {
        return measures(plan("plan-5", ten_pupils().exits(left, exit_kind::dropout), winter), "5.0b");
    };
    // In a spell on 5 July, which began before the summer: 1 of the 10 of 2023, and not of the cohort of 2024.
    CHECK(rates(july(5)) ==
          lines{"school primary 1/10 against 2/100 not met final", "school primary 0/9 against 2/100 met final"});
    // From 6 July to the day before the first day: on no roll on it, in the cohort by the school last left.
    for (const date left : {july(6), date{2024, 9, 1}})
        CHECK(rates(left) ==
              lines{"school primary 0/10 against 2/100 met final", "school primary 1/10 against 2/100 not met final"});
    // On the first day itself on the roll.
    CHECK(rates({2024, 9, 2}) ==
          lines{"school primary 0/10 against 2/100 met final", "school primary 1/10 against 2/100 not met final"});
}

TEST_CASE("summer: a transfer completed in the year is out of the base of its retention, and no dropout") {
    const auto w = leaving(ten_pupils(), july(20), date{2024, 9, 10});
    const auto of_2024 = [&](date as_of, const char* clause) {
        return measures(plans_5_and_1(w, as_of), clause).at(1);
    };
    // On 2 September s is in a spell that began in the summer: a cohort of 9 + 1. (10 - 0 - 1) of (10 - 0) to the 9th.
    CHECK(of_2024({2024, 9, 9}, "5.0b") == "school primary 1/10 against 2/100 not met so far");
    CHECK(of_2024({2024, 9, 9}, "5.9a") == "school primary 9/10 against 1/1 not met so far");
    // From the 10th on (10 - 1 - 0) of (10 - 1); the denominator of the dropout rate is the cohort all along.
    CHECK(of_2024({2024, 9, 10}, "5.0b") == "school primary 0/10 against 2/100 met so far");
    CHECK(of_2024({2024, 9, 10}, "5.9a") == "school primary 9/9 against 1/1 met so far");
    CHECK(of_2024(winter, "5.9a") == "school primary 9/9 against 1/1 met final");
    // 2023 ended before s left.
    CHECK(measures(plans_5_and_1(w, winter), "5.9a")[0] == "school primary 10/10 against 1/1 met final");
}

TEST_CASE("summer: a transfer completed by the first day never was in the cohort, a day later it was") {
    const auto of_2024 = [](std::optional<date> last_step, const char* clause) {
        return measures(plans_5_and_1(leaving(ten_pupils(), july(20), last_step), winter), clause).at(1);
    };
    CHECK(of_2024(date{2024, 9, 2}, "5.0b") == "school primary 0/9 against 2/100 met final");
    CHECK(of_2024(date{2024, 9, 2}, "5.9a") == "school primary 9/9 against 1/1 met final");
    CHECK(of_2024(date{2024, 9, 3}, "5.0b") == "school primary 0/10 against 2/100 met final");
    CHECK(of_2024(date{2024, 9, 3}, "5.9a") == "school primary 9/9 against 1/1 met final");
    CHECK(of_2024({}, "5.0b") == "school primary 1/10 against 2/100 not met final");
    CHECK(of_2024({}, "5.9a") == "school primary 9/10 against 1/1 not met final");
}

// ---------------------------------------------------------------- the end of the school year

TEST_CASE("year's end: awards, charges and vetoes from its last day on, and figures final from then") {
    incentive honour;
    honour.by = payment{dropouts_of("class", relation::at_most, 0),
                        param<std::int64_t>{10000},
                        paid_for::whole,
                        {},
                        {},
                        {"advanced_class"}};
    veto forfeits;
    forfeits.upon = dropouts_of("class", relation::at_least, 2);
    forfeits.roles = {"class_teacher"}, forfeits.forfeits = {"annual_assessment"};
    const auto p =
        policy_with({make_clause("c", charge_of(20000)), make_clause("h", honour), make_clause("v", forfeits)});
    const auto d = cohort(40, 2).build();
    const auto before = evaluate(p, d, july(4));
    CHECK(measures(before) == lines{"school primary 2/1 against 1/1 met so far",
                                    "c1 primary 2/1 against 0/1 not met so far",
                                    "c2 primary 0/1 against 0/1 met so far"});
    CHECK(consequences(before).empty());
    for (const date as_of : {july(5), july(6)}) {
        const auto f = evaluate(p, d, as_of);
        CHECK(measures(f) == lines{"school primary 2/1 against 1/1 met final",
                                   "c1 primary 2/1 against 0/1 not met final", "c2 primary 0/1 against 0/1 met final"});
        CHECK(sorted(consequences(f)) == lines{"c charge school - - - 40000", "h award c2 - - - 10000",
                                               "h honour c2 - - - -", "v veto c1 T1 - - -"});
    }
}

TEST_CASE("year's end: who comes back or leaves on the day after changes nothing of the year") {
    const auto as_left = plan("plan-5", ten_pupils().exits(march(15), exit_kind::dropout), july(20));
    const auto came_back = plan("plan-5", ten_pupils().exits(march(15), exit_kind::dropout).enrols(july(6)), july(20));
    CHECK(measures(as_left, "5.0b") == lines{"school primary 1/10 against 2/100 not met final"});
    CHECK(measures(came_back, "5.0b") == measures(as_left, "5.0b"));
    CHECK(consequences(came_back) == consequences(as_left));
    // Back on the last day: out to the 4th only.
    const auto in_time = plan("plan-5", ten_pupils().exits(march(15), exit_kind::dropout).enrols(july(5)), july(20));
    CHECK(measures(in_time, "5.0b") == lines{"school primary 0/10 against 2/100 met final"});
}

// ---------------------------------------------------------------- counts and amounts that cannot be

TEST_CASE("counts: five dropouts over one are a number, a rate of five over one is refused") {
    auto w = world{};
    w.rows.enrolments.reset(), w.rows.attendance.reset(), w.rows.students.reset();
    const auto p = policy_with(std::vector{make_clause("k", target{dropouts_of("school", relation::at_most, 5)})});
    const auto counted = world{w}.counts("school", "dropouts", 5, 1);
    CHECK(measures(evaluate(p, counted.build(), july(5))) == lines{"school primary 5/1 against 5/1 met final"});
    // At 2 of 100 the charge is due, 200 yuan for each of the five that were counted themselves.
    CHECK(consequences(plan("plan-5", world{counted}.counts("school", "dropout_rate", 2, 100), july(5))) ==
          lines{"5.9c charge school - school - 100000"});
    CHECK_THROWS_AS(world{w}.counts("school", "dropout_rate", 5, 1).build(), district_error);
    CHECK_THROWS_AS(world{w}.counts("school", "retention_rate", 101, 100).build(), district_error);
    CHECK_THROWS_AS(world{w}.counts("school", "dropouts", -1, 1).build(), district_error);
    CHECK_THROWS_AS(world{w}.counts("school", "dropout_rate", 0, -1).build(), district_error);
}

TEST_CASE("amounts: the largest there can be is exact, whole and in parts; one fen more is refused") {
    auto w = world{}.hold("C", "central_school_leader", "v").counts("school", "dropouts", 2'147'483'647, 1);
    w.rows.enrolments.reset(), w.rows.attendance.reset();
    incentive parts;
    parts.effect = effect::charge;
    parts.by = sharing{
        {"k"}, {"principal", "central_school_leader"}, param<std::vector<ratio>>{std::vector<ratio>{{1, 3}, {2, 3}}}};
    // 4,000,000,000 x 2,147,483,647 = 8,589,934,588,000,000,000. A third of it ends in ...333.33, two in ...666.67: the
    // larger remainder takes the fen.
    const auto f = evaluate(policy_with({make_clause("k", charge_of(4'000'000'000)), make_clause("l", parts)}),
                            w.build(), july(5));
    CHECK(sorted(consequences(f)) == lines{"k charge school - - - 8589934588000000000",
                                           "l charge school C central_school_leader - 5726623058666666667 part",
                                           "l charge school P principal - 2863311529333333333 part"});
    CHECK_THROWS_AS(policy_with(std::vector{make_clause("k", charge_of(4'000'000'001))}), policy_error);
    CHECK_THROWS_AS(policy_with(std::vector{make_clause("k", charge_of(0))}), policy_error);
    CHECK_THROWS_AS(policy_with(std::vector{make_clause("k", charge_of(-20000))}), policy_error);
}

TEST_CASE("shares: of the whole exactly, neither of more nor of less, when they are filled in") {
    const auto filled = [](std::vector<ratio> shares) {
        const named_value given[] = {{"5.9e.shares", std::move(shares)}};
        return with_values(school::core_of("plan-5"), given);
    };
    CHECK_NOTHROW(filled({{1, 3}, {2, 3}}));
    CHECK_NOTHROW(filled({{5001, 10000}, {4999, 10000}}));
    CHECK_THROWS_AS(filled({{1, 2}, {4999, 10000}}), policy_error);
    CHECK_THROWS_AS(filled({{1, 2}, {5001, 10000}}), policy_error);
    CHECK_THROWS_AS(filled({{1, 1}, {1, 10000}}), policy_error);
    CHECK_THROWS_AS(filled({{3, 2}, {0, 1}}), policy_error);
    CHECK_THROWS_AS(filled({{-1, 2}, {1, 2}}), policy_error);
}

// ---------------------------------------------------------------- whom a need keeps away, where needs are not known

TEST_CASE("unless: without a needs table nobody is known not to be kept away: no row, and one gap") {
    duty on_dropout;
    on_dropout.owes.acts = {"home_visit"}, on_dropout.owes.roles = {"class_teacher"};
    auto r = make_rung(counted::session, consecutive{1});
    r.step = 1;
    recurring follow_up = monthly_visit();
    follow_up.status = status::dropout;
    auto w = world{}.pupil("t").marks(march(5), "U").marks(march(5), "U", "t");
    w.exits(march(15), exit_kind::dropout).exits(march(15), exit_kind::dropout, {}, "t");
    auto known = w;
    known.rows.needs.emplace();
    for (const rule_kind& is :
         {rule_kind{on_dropout}, rule_kind{ladder{"l", {r}}}, rule_kind{monthly_visit()}, rule_kind{follow_up}}) {
        const auto p = policy_with({unless_migrant(is)});
        INFO("kind " << is.index());
        const auto f = evaluate(p, w.build(), march(31));
        CHECK(duties(f).empty());
        CHECK(gaps(f, gap_kind::missing_table) == lines{"k r - - - needs - -"});
        // Where the table is there and nobody stands in it, both are meant.
        const auto all = evaluate(p, known.build(), march(31));
        CHECK(duties(all).size() == 2);
        CHECK(gaps(all, gap_kind::missing_table).empty());
    }
}

TEST_CASE("unless: so it is with a pupil to be covered, and with a need that a rung names") {
    const auto cover = policy_with({unless_migrant(assignment{"helping_teacher", {"student"}})});
    const auto f = evaluate(cover, world{}.build(), march(31));
    CHECK(gaps(f, gap_kind::unassigned_role).empty());
    CHECK(gaps(f, gap_kind::missing_table) == lines{"k r - - - needs - -"});
    auto r = make_rung(counted::session, consecutive{1});
    r.applies_to.unless = need_condition{{"migrant_child"}, {}};
    const auto g = evaluate(policy_with(r), world{}.marks(march(5), "U").build(), march(31));
    CHECK(duties(g).empty());
    CHECK(gaps(g, gap_kind::missing_table) == lines{"k r - - - needs - -"});
}

// ---------------------------------------------------------------- a post that ends on as_of

TEST_CASE("quota: a post that ends on as_of ends the quota that day, one that ends later is not known to") {
    // 4 to 8 March are 5 of 87 days: 20 x 5 / 87 = 1.15, so 2.
    const auto w = world{}.without("T2").leaves("T1", march(8));
    CHECK(quotas(plan("plan-2", w, march(7)), "2.2.2.6a") == lines{"T1 2024-03-04 2024-07-05 0/20 open"});
    CHECK(quotas(plan("plan-2", w, march(8)), "2.2.2.6a") == lines{"T1 2024-03-04 2024-03-08 0/2 open"});
    CHECK(quotas(plan("plan-2", w, march(9)), "2.2.2.6a") == lines{"T1 2024-03-04 2024-03-08 0/2 missed"});
    // To Saturday 9 March: the last school day is the Friday, and past.
    const auto saturday = world{}.without("T2").leaves("T1", march(9));
    CHECK(quotas(plan("plan-2", saturday, march(9)), "2.2.2.6a") == lines{"T1 2024-03-04 2024-03-08 0/2 missed"});
    // A successor who begins the day after is not known, and changes nothing.
    const auto followed = world{w}.hold("X", "class_teacher", "c1", march(9));
    CHECK(quotas(plan("plan-2", followed, march(8)), "2.2.2.6a") == lines{"T1 2024-03-04 2024-03-08 0/2 open"});
}

TEST_CASE("quota: a post that ends on as_of and is given anew the day after ends as far as is known") {
    const auto w = world{}.without("T2").leaves("T1", march(8)).hold("T1", "class_teacher", "c1", march(9));
    CHECK(quotas(plan("plan-2", w, march(8)), "2.2.2.6a") == lines{"T1 2024-03-04 2024-03-08 0/2 open"});
    CHECK(quotas(plan("plan-2", w, march(9)), "2.2.2.6a") == lines{"T1 2024-03-04 2024-07-05 0/20 open"});
}

TEST_CASE("quota: another post that goes on keeps the whole quota, whoever joins there the day after") {
    // S1 teaches in c1 without an end and in c2 to 8 March: 15 visits over all of the term.
    auto w = world{}.hold("S1", "subject_teacher", "c2", march(4), march(8));
    CHECK(quotas(plan("plan-2", w, march(8)), "2.2.2.6b") == lines{"S1 2024-03-04 2024-07-05 0/15 open"});
    w.hold("X", "subject_teacher", "c1", march(9));
    CHECK(quotas(plan("plan-2", w, march(8)), "2.2.2.6b") == lines{"S1 2024-03-04 2024-07-05 0/15 open"});
}

// ---------------------------------------------------------------- a unit's duty, and roles found in different places

TEST_CASE("duty about a school: any of two roles is borne by the holders of both, one found through its village") {
    duty d;
    d.about = {"school"};
    d.owes.acts = {"report_dropout_list"}, d.owes.roles = {"central_school_leader", "township_education_officer"};
    d.due = within_days{{3}, day_unit::calendar_days, false};
    const auto p = policy_with(std::vector{make_clause("k", d)});
    auto w = world{}.exits(march(15), exit_kind::dropout).hold("C", "central_school_leader", "v");
    w.hold("E1", "township_education_officer", "town").hold("E2", "township_education_officer", "town");
    CHECK(borne_by(evaluate(p, w.build(), march(18))) == lines{"C+E1+E2"});
    auto apart = w;  // the village that the school names lies in no township: through it only C is found
    apart.rows.units[1].parent_id.reset();
    CHECK(borne_by(evaluate(p, apart.build(), march(18))) == lines{"C+E1+E2"});
    // Due on Monday the 18th; any one of them meets it, the principal does not.
    for (const char* who : {"C", "E1", "E2"})
        CHECK(duties(evaluate(p, world{apart}.act("report_dropout_list", who, march(18), {}, "school").build(),
                              march(19))) == lines{"2024-03-15 due 2024-03-18 met 2024-03-18"});
    CHECK(duties(evaluate(p, world{apart}.act("report_dropout_list", "P", march(18), {}, "school").build(),
                          march(19))) == lines{"2024-03-15 due 2024-03-18 missed"});
}

// ---------------------------------------------------------------- retention and a dropout elsewhere

TEST_CASE("retention: a dropout of another stage of the school counts there, and is kept here") {
    auto w = ten_pupils();
    for (auto& u : w.rows.units)
        if (u.unit_id == "school")
            u.stage.reset();
        else if (u.unit_id == "c1")
            u.stage = "primary";
        else if (u.unit_id == "c2")
            u.stage = "junior_middle";
    for (const char* id : {"m1", "m2", "m3", "m4"})
        w.pupil(id, "c2");
    // s moves up on 10 April and drops out of c2 on 30 April: 1 dropout over the 4 of the stage's first day.
    w.rows.enrolments->front().until = april(9);
    w.enrols(april(10), "c2").exits(april(30), exit_kind::dropout);
    const auto f = plan("plan-5", w, july(5));
    CHECK(measures(f, "5.0b") == lines{"school primary 0/10 against 2/100 met final"});
    CHECK(measures(f, "5.9a") == lines{"school primary 10/10 against 1/1 met final"});
    CHECK(measures(f, "5.0c") == lines{"school junior_middle 1/4 against 3/100 not met final"});
    CHECK(measures(f, "5.9b") == lines{"school junior_middle 4/4 against 1/1 met final"});
    CHECK(sorted(consequences(f)) ==
          lines{"5.9a award school - school_district_office school 180000", "5.9d charge school - school - 20000"});
}

TEST_CASE("retention: a dropout of another school counts there; of another class of the same stage, here") {
    auto w = ten_pupils().other_school(march(4), july(5));
    for (auto& u : w.rows.units)
        if (u.unit_id == "other")
            u.stage = "primary";
    w.pupil("o", "d1");
    w.rows.enrolments->front().until = april(9);
    const auto there = plan("plan-5", world{w}.enrols(april(10), "d1").exits(april(30), exit_kind::dropout), july(5));
    CHECK(sorted(measures(there, "5.0b")) ==
          lines{"other primary 1/1 against 2/100 not met final", "school primary 0/10 against 2/100 met final"});
    CHECK(sorted(measures(there, "5.9a")) ==
          lines{"other primary 1/1 against 1/1 met final", "school primary 10/10 against 1/1 met final"});
    const auto here = plan("plan-5", world{w}.enrols(april(10), "c2").exits(april(30), exit_kind::dropout), july(5));
    CHECK(sorted(measures(here, "5.9a")) ==
          lines{"other primary 1/1 against 1/1 met final", "school primary 9/10 against 1/1 not met final"});
}
