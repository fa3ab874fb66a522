// SPDX-License-Identifier: Apache-2.0

#include "support/plans.hpp"
#include <baoxue/evaluate/money.hpp>
#include <baoxue/policy/change.hpp>
#include <baoxue/policy/layer.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

// Plan 5: primary schools keep to 2 %, are charged 200 yuan a dropout from 2 % on, and awarded 1,800 at 100 %
// retention. The school year 2023 ends on Friday 5 July 2024.

using namespace school;

namespace {

findings plan_5(const world& w, date as_of = july(5)) { return evaluate(school::core_of("plan-5"), w.build(), as_of); }

findings shared_by(const world& w, std::vector<ratio> shares) {
    const named_value given[] = {{"5.9e.shares", std::move(shares)}};
    return evaluate(with_values(school::core_of("plan-5"), given), w.build(), july(5));
}

}  // namespace

TEST_CASE("5.2a: township, villages, schools, classes and pupils each have somebody; who has nobody is named") {
    // P leads the school and T1, T2 the classes (a class teacher is a teacher). Nobody holds the township, village v or
    // pupil s. The unit's or pupil's first day is 4 March.
    // Rows come in the order of the clause's rules.
    const auto missing = [](const world& w) { return gaps(plan_5(w), gap_kind::unassigned_role, "5.2a"); };
    CHECK(missing(world{}) == lines{"5.2a township_cadre_village v - township_cadre - 2024-03-04 -",
                                    "5.2a township_government_township town - township_government - 2024-03-04 -",
                                    "5.2a village_committee_village v - village_committee - 2024-03-04 -",
                                    "5.2a parent_student c1 s parent - 2024-03-04 -"});
    auto held = world{};
    held.hold("G", "township_government", "town").hold("C", "township_cadre", "v").hold("V", "village_committee", "v");
    held.hold_pupil("F", "parent", "s");
    CHECK(missing(held).empty());
    held.leaves("C", may(31));
    CHECK(missing(held) == lines{"5.2a township_cadre_village v - township_cadre - 2024-06-01 -"});
}

TEST_CASE(
    "5.0b and 5.9c: at exactly 2 % the line is met and the charge is due at once; one short of it is not charged") {
    const auto at = plan_5(cohort(50, 1));
    CHECK(measures(at, "5.0b") == lines{"school primary 1/50 against 2/100 met final"});
    CHECK(consequences(at) == lines{"5.9c charge school - school - 20000"});
    const auto below = plan_5(cohort(51, 1));
    CHECK(measures(below, "5.0b") == lines{"school primary 1/51 against 2/100 met final"});
    CHECK(consequences(below).empty());
    const auto above = plan_5(cohort(49, 1));
    CHECK(measures(above, "5.0b") == lines{"school primary 1/49 against 2/100 not met final"});
    CHECK(consequences(above) == lines{"5.9c charge school - school - 20000"});
}

TEST_CASE("5.9c: every dropout is charged; under the second reading only those beyond what the line allows") {
    // 3 of 70 is above 2 % of 70, which is 1.4: one is allowed, two are beyond.
    const auto w = cohort(70, 3);
    CHECK(consequences(plan_5(w)) == lines{"5.9c charge school - school - 60000"});
    const auto second = with_reading(school::core_of("plan-5"), "5.9c", "over_the_line");
    CHECK(consequences(evaluate(second, w.build(), july(5))) == lines{"5.9c charge school - school - 40000"});
    // At the line exactly nobody is beyond it, and a charge of nothing is no row.
    CHECK(consequences(evaluate(second, cohort(50, 1).build(), july(5))).empty());
    CHECK(gaps(plan_5(w), gap_kind::ambiguous_reading, "5.9c").size() == 1);
}

TEST_CASE("5.9a: an award at 100 % retention, and not for one dropout in a hundred") {
    CHECK(consequences(plan_5(cohort(100, 0))) == lines{"5.9a award school - school_district_office school 180000"});
    CHECK(measures(plan_5(cohort(100, 1)), "5.9a") == lines{"school primary 99/100 against 1/1 not met final"});
    CHECK(consequences(plan_5(cohort(100, 1))).empty());
}

TEST_CASE("5.9a: completed transfers and deaths leave the cohort; a suspension keeps it") {
    auto w = cohort(10, 0);
    w.exits(march(15), exit_kind::transferred, {}, "p1000").transfer("x", march(15), {}, "c2", "p1000");
    w.exits(march(18), exit_kind::died, {}, "p1001");
    w.rows.students->at(1).died_on = march(18);
    w.exits(march(19), exit_kind::suspended, {}, "p1002");
    CHECK(measures(plan_5(w), "5.9a") == lines{"school primary 8/8 against 1/1 met final"});
    // The suspended count in the glossary's dropout rate, but nothing is charged for them: 1 of 10 is over 2 %, 0
    // dropouts.
    CHECK(measures(plan_5(w), "5.0b") == lines{"school primary 1/10 against 2/100 not met final"});
    CHECK(consequences(plan_5(w)) == lines{"5.9a award school - school_district_office school 180000"});
}

TEST_CASE("do_figures: money only from the year's last day on; figures are as of as_of before") {
    const auto w = cohort(50, 1);
    CHECK(measures(plan_5(w, july(4)), "5.0b") == lines{"school primary 1/50 against 2/100 met so far"});
    CHECK(consequences(plan_5(w, july(4))).empty());
    CHECK(consequences(plan_5(w, july(6))).size() == 1);
    CHECK(measures(plan_5(w, march(14)), "5.0b") == lines{"school primary 0/50 against 2/100 met so far"});
    CHECK(measures(plan_5(w, march(3)), "5.0b").empty());
}

TEST_CASE("do_figures: a cohort of nobody is undefined, never 0") {
    const auto f = plan_5(cohort(0, 0));
    CHECK(measures(f, "5.0b") == lines{"school primary 0/0 against 2/100 unknown final"});
    CHECK(consequences(f).empty());
    CHECK(gaps(f, gap_kind::undefined_rate, "5.0b") == lines{"5.0b line school - - - 2024-03-04 2024-07-05"});
    CHECK(measures(plan_5(cohort(1, 1)), "5.0b") == lines{"school primary 1/1 against 2/100 not met final"});
}

TEST_CASE("do_figures: without a roll and without counts a figure is not known") {
    auto w = world{};
    w.rows.enrolments.reset(), w.rows.attendance.reset();
    const auto f = plan_5(w);
    CHECK(measures(f, "5.0b") == lines{"school primary -/- against 2/100 unknown final"});
    CHECK(gaps(f, gap_kind::missing_table, "5.0b") == lines{"5.0b line - - - enrolments - -"});
    CHECK(consequences(f).empty());
}

TEST_CASE("do_figures: a school known only in totals; the count also gives dropouts and retention") {
    auto w = world{};
    w.rows.enrolments.reset(), w.rows.attendance.reset(), w.rows.students.reset();
    w.counts("school", "dropout_rate", 22, 1059);
    const auto f = plan_5(w);
    // 22 of 1,059 is 2.08 %: 22 x 100 = 2,200 against 2 x 1,059 = 2,118.
    CHECK(measures(f, "5.0b") == lines{"school primary 22/1059 against 2/100 not met final"});
    CHECK(measures(f, "5.9a") == lines{"school primary 1037/1059 against 1/1 not met final"});
    CHECK(consequences(f) == lines{"5.9c charge school - school - 440000"});
    auto none = world{};
    none.rows.enrolments.reset(), none.rows.attendance.reset(), none.rows.students.reset();
    none.counts("school", "dropout_rate", 0, 1059);
    CHECK(consequences(plan_5(none)) == lines{"5.9a award school - school_district_office school 180000"});
}

TEST_CASE(
    "do_figures: a count stands in for the roll; one of another formula is a gap, one not yet counted is not known") {
    CHECK(measures(plan_5(cohort(50, 1).counts("school", "dropout_rate", 3, 50)), "5.0b") ==
          lines{"school primary 3/50 against 2/100 not met final"});
    const auto other = plan_5(cohort(50, 1).counts("school", "dropout_rate", 3, 50, "inspection"));
    CHECK(measures(other, "5.0b") == lines{"school primary 1/50 against 2/100 met final"});
    CHECK(gaps(other, gap_kind::missing_table, "5.0b") == lines{"5.0b line school - - counts - -"});
    CHECK(measures(plan_5(cohort(50, 1).counts("school", "dropout_rate", 3, 50), july(4)), "5.0b") ==
          lines{"school primary 1/50 against 2/100 met so far"});
    CHECK(measures(plan_5(cohort(50, 1).counts("school", "dropout_rate", 3, 50, {}, june(3)), june(3)), "5.0b") ==
          lines{"school primary 3/50 against 2/100 not met so far"});
}

TEST_CASE("do_figures: of a school with two stages each is judged by itself, and a count names none of them") {
    auto w = cohort(50, 1);
    for (auto& u : w.rows.units)
        if (u.unit_id == "school")
            u.stage.reset();
        else if (u.unit_id == "c1")
            u.stage = "primary";
        else if (u.unit_id == "c2")
            u.stage = "junior_middle";
    w.pupil("m", "c2").exits(april(9), exit_kind::dropout, {}, "m");
    const auto f = plan_5(w);
    CHECK(measures(f, "5.0b") == lines{"school primary 1/50 against 2/100 met final"});
    CHECK(measures(f, "5.0c") == lines{"school junior_middle 1/1 against 3/100 not met final"});
    CHECK(gaps(plan_5(w.counts("school", "dropout_rate", 3, 51)), gap_kind::missing_table, "5.0b") ==
          lines{"5.0b line school - - counts - -"});
}

TEST_CASE("do_figures: who leaves in the summer counts in the next year, at the school left") {
    auto w = cohort(10, 0);
    w.rows.terms.push_back({"autumn", "2024", {2024, 9, 2}, {2025, 1, 17}, {}, {}});
    w.exits(july(20), exit_kind::dropout, {}, "p1000");
    const auto f = plan_5(w, {2025, 1, 17});
    CHECK(measures(f, "5.0b") ==
          lines{"school primary 0/10 against 2/100 met final", "school primary 1/10 against 2/100 not met final"});
    // Back on the first day of the autumn: never a dropout of either year.
    w.enrols({2024, 9, 2}, "c1", {}, "p1000");
    CHECK(measures(plan_5(w, {2025, 1, 17}), "5.0b")[1] == "school primary 0/10 against 2/100 met final");
}

TEST_CASE("5.9e: while shares are left open the whole is charged all the same, and a gap says what is missing") {
    const auto f = plan_5(cohort(50, 1));
    CHECK(consequences(f) == lines{"5.9c charge school - school - 20000"});
    CHECK(gaps(f, gap_kind::unspecified_value) == lines{"5.9e shares - - - 5.9e.shares - -"});
    CHECK(gaps(plan_5(cohort(50, 0)), gap_kind::unspecified_value).empty());
}

TEST_CASE("5.9e: the principal and the central school's leader bear their shares, through the school's village") {
    const auto w = cohort(50, 1).hold("C", "central_school_leader", "v");
    CHECK(consequences(shared_by(w, {{1, 2}, {1, 2}})) ==
          lines{"5.9c charge school - school - 20000", "5.9e charge school C central_school_leader - 10000 part",
                "5.9e charge school P principal - 10000 part"});
    // Thirds of 20,000 fen: 6,666.67 and 13,333.33; the larger remainder gets the fen.
    CHECK(consequences(shared_by(w, {{1, 3}, {2, 3}})) ==
          lines{"5.9c charge school - school - 20000", "5.9e charge school C central_school_leader - 13333 part",
                "5.9e charge school P principal - 6667 part"});
    // Nobody attached to the village: the share stands without a person, and the whole is not touched.
    const auto no_village = shared_by(cohort(50, 1), {{1, 2}, {1, 2}});
    CHECK(consequences(no_village).size() == 3);
    CHECK(gaps(no_village, gap_kind::unassigned_role, "5.9e").size() == 1);
}

TEST_CASE("5.9b: an award whose amount the source leaves out is not written, and asked for only where it is earned") {
    auto w = cohort(20, 0);
    for (auto& u : w.rows.units)
        if (u.unit_id == "school")
            u.stage = "junior_middle";
    const auto f = plan_5(w);
    CHECK(consequences(f).empty());
    CHECK(gaps(f, gap_kind::unspecified_value) == lines{"5.9b award - - - 5.9b.amount - -"});
    const named_value amount[] = {{"5.9b.amount", 250000}};
    CHECK(consequences(evaluate(with_values(school::core_of("plan-5"), amount), w.build(), july(5))) ==
          lines{"5.9b award school - school_district_office school 250000"});
}

TEST_CASE("2.2.2.9a and 9b: how much is serious is left open; once it is filled, class teacher and class forfeit") {
    const auto w = cohort(40, 2);
    const auto open = evaluate(school::core_of("plan-2"), w.build(), july(5));
    CHECK(consequences(open).empty());
    CHECK(gaps(open, gap_kind::unspecified_value, "2.2.2.9a") ==
          lines{"2.2.2.9a assessment - - - 2.2.2.9a.threshold - -"});
    const auto at_least = [&](std::int32_t n) {
        const named_value threshold[] = {{"2.2.2.9a.threshold", n}};
        return evaluate(with_values(school::core_of("plan-2"), threshold), w.build(), july(5));
    };
    CHECK(consequences(at_least(3)).empty());
    const auto f = at_least(2);
    CHECK(consequences(f) == lines{"2.2.2.9a veto c1 T1 - - -", "2.2.2.9b veto c1 T1 - - -"});
    CHECK(f.consequences.honours.at(0).size() == 1);
    CHECK(f.consequences.honours.at(1).size() == 5);
    CHECK(gaps(f, gap_kind::unassigned_role, "2.2.2.9a") == lines{"2.2.2.9a assessment c1 - responsible_person - - -"});
    const named_value two[] = {{"2.2.2.9a.threshold", 2}};
    const auto nobody_there =
        evaluate(with_values(school::core_of("plan-2"), two), world{w}.without("T1").build(), july(5));
    CHECK(consequences(nobody_there)[0] == "2.2.2.9a veto c1 - - - -");
    CHECK(gaps(nobody_there, gap_kind::unassigned_role, "2.2.2.9a") ==
          lines{"2.2.2.9a assessment c1 - class_teacher - - -", "2.2.2.9a assessment c1 - responsible_person - - -"});
}

TEST_CASE("figures: whether a leaver dropped out cannot be seen, so the figure is unknown and nothing is paid") {
    // 50 on the roll on the first day; p1000 left on 8 March by a transfer. With the acts its papers were never begun:
    // a dropout, 49/50 retained. Without them it is 49/49 or 49/50: nobody knows whether 100 % was reached.
    const std::vector<policy> both{school::core_of("plan-5"), school::core_of("plan-1")};
    const auto p = layer(both);
    auto w = cohort(50, 0);
    w.exits(march(8), exit_kind::transferred, {}, "p1000").transfer("t1", march(8), {}, {}, "p1000");
    const auto of = [&](const world& at) { return evaluate(p, at.build(), july(5)); };
    CHECK(measures(of(w), "5.9a") == lines{"school primary 49/50 against 1/1 not met final"});
    w.rows.acts.reset();
    const auto without_acts = of(w);
    CHECK(measures(without_acts, "5.9a") == lines{"school primary -/- against 1/1 unknown final"});
    CHECK(measures(without_acts, "5.0b") == lines{"school primary -/- against 2/100 unknown final"});
    CHECK(consequences(without_acts).empty());
    CHECK(gaps(without_acts, gap_kind::missing_table, "5.9a") == lines{"5.9a award - - - acts - -"});
    w.rows.acts.emplace(), w.rows.transfers.reset();
    const auto without_transfers = of(w);
    CHECK(measures(without_transfers, "5.9a") == lines{"school primary -/- against 1/1 unknown final"});
    CHECK(gaps(without_transfers, gap_kind::missing_table, "5.9a") == lines{"5.9a award - - - transfers - -"});
    // Whoever is back is no dropout; whether a transfer lies between is not known, which only retention asks.
    w.enrols(april(8), "c1", {}, "p1000");
    const auto back = of(w);
    CHECK(measures(back, "5.0b") == lines{"school primary 0/50 against 2/100 met final"});
    CHECK(measures(back, "5.9a") == lines{"school primary -/- against 1/1 unknown final"});
    // Who stays is counted: 50/50.
    CHECK(measures(of(cohort(50, 0)), "5.9a") == lines{"school primary 50/50 against 1/1 met final"});
}

TEST_CASE("sharing: shares without a common denominator that amounts can be divided by are refused") {
    // 9,973 and 9,967 are primes: their common denominator is 99,400,891.
    CHECK_THROWS_AS(shared_by(cohort(50, 1), {{1, 9973}, {1, 9967}}), policy_error);
    CHECK_NOTHROW(shared_by(cohort(50, 1), {{1, 1000}, {999, 1000}}));
}

TEST_CASE("sharing: only of amounts at the stages and kinds of units that the rule means") {
    const named_value half[] = {{"5.9e.shares", std::vector<ratio>{{1, 2}, {1, 2}}}};
    auto p = with_values(school::core_of("plan-5"), half);
    const auto parts = [&] {
        const auto f = evaluate(p, cohort(50, 1).build(), july(5));
        return std::count_if(f.consequences.part_of.begin(), f.consequences.part_of.end(),
                             [](const auto& part) { return part.has_value(); });
    };
    CHECK(parts() == 2);
    for (auto& c : p.layers.front().clauses)
        if (c.id == "5.9e")
            for (auto& reading : c.readings)
                reading.rules.front().applies_to.stages = {"junior_middle"};
    CHECK(parts() == 0);
}

TEST_CASE("mark_vetoed: an honour stays and names the veto that forfeits it") {
    figure_condition none;
    none.indicator = {"dropouts"}, none.unit_kind = {"class"}, none.is = relation::at_most;
    none.line = fixed_line{ratio{5, 1}};
    incentive honour;
    honour.by = payment{none, param<std::int64_t>{10000}, paid_for::whole, {}, {}, {"advanced_class"}};
    veto forfeits;
    forfeits.upon = none, forfeits.upon->is = relation::at_least, forfeits.upon->line = fixed_line{ratio{2, 1}};
    forfeits.roles = {"class_teacher"}, forfeits.forfeits = {"advanced_class"};
    const auto p = policy_with({make_clause("h", honour), make_clause("v", forfeits)});
    auto rows = consequences(evaluate(p, cohort(40, 2).build(), july(5)));
    std::sort(rows.begin(), rows.end());
    CHECK(rows == lines{"h award c1 - - - 10000 vetoed", "h award c2 - - - 10000", "h honour c1 - - - - vetoed",
                        "h honour c2 - - - -", "v veto c1 T1 - - -"});
}

TEST_CASE("divide: by largest remainder, ties in order, and the parts sum to the whole") {
    CHECK(divide(100, std::vector<ratio>{{1, 3}, {1, 3}, {1, 3}}) == std::vector<std::int64_t>{34, 33, 33});
    CHECK(divide(1, std::vector<ratio>{{1, 2}, {1, 2}}) == std::vector<std::int64_t>{1, 0});
    CHECK(divide(20000, std::vector<ratio>{{7, 10}, {3, 10}}) == std::vector<std::int64_t>{14000, 6000});
    CHECK(divide(99, std::vector<ratio>{{1, 4}}) == std::vector<std::int64_t>{24});
    CHECK(divide(0, std::vector<ratio>{{1, 1}}) == std::vector<std::int64_t>{0});
}

TEST_CASE("5.9c: a sum for each dropout, where a count cannot give their number: that of the rolls, and a gap") {
    // Two stages: class c1 primary, c2 junior middle. One of ten primary pupils dropped out; nobody of c2.
    payment fine;
    fine.upon.indicator = {"retention_rate"}, fine.upon.unit_kind = {"school"}, fine.upon.is = relation::less_than;
    fine.upon.line = fixed_line{ratio{1, 1}}, fine.each = paid_for::dropout;
    fine.amount = param<std::int64_t>{20000}, fine.payer = role_word{"school"}, fine.payee = role_word{"school"};
    incentive charged;
    charged.effect = effect::charge, charged.by = fine;
    auto w = cohort(10, 1);
    for (auto& u : w.rows.units)
        if (u.unit_id == "school")
            u.stage.reset();
        else if (u.unit_id == "c1")
            u.stage = "primary";
        else if (u.unit_id == "c2")
            u.stage = "junior_middle";
    const auto of = [&](const world& x) {
        return evaluate(policy_with(std::vector{make_clause("k", charged)}), x.build(), july(5));
    };
    CHECK(gaps(of(w), gap_kind::missing_table).empty());
    const auto counted = of(world{w}.counts("school", "dropouts", 4, 4));  // of which stage, it does not say
    CHECK(consequences(counted) == lines{"k charge school - school school 20000"});
    CHECK(gaps(counted, gap_kind::missing_table) == lines{"k r school - - counts - -"});
}

namespace {

figure_condition rate_from(ratio line) {
    figure_condition c;
    c.indicator = {"dropout_rate"}, c.unit_kind = {"school"}, c.is = relation::at_least, c.line = fixed_line{line};
    return c;
}
figure_condition class_dropouts(relation is, int n) {
    figure_condition c;
    c.indicator = {"dropouts"}, c.unit_kind = {"class"}, c.is = is, c.line = fixed_line{ratio{n, 1}};
    return c;
}
clause in_halves(std::string id, std::string of) {
    incentive i;
    i.effect = effect::charge;
    i.by = sharing{{std::move(of)}, {"principal", "school_leader"}, param<std::vector<ratio>>{{{1, 2}, {1, 2}}}};
    return make_clause(std::move(id), i);
}

}  // namespace

TEST_CASE("5.9c: fewer dropouts than the line allows are charged with nothing, not paid for") {
    // Three of a hundred are suspended, which the rate counts and the number of dropouts does not: the rate is above
    // 2 %, which allows two dropouts, and there is none.
    auto w = cohort(100);
    for (const char* p : {"p1000", "p1001", "p1002"})
        w.exits(march(15), exit_kind::suspended, {}, p);
    const auto fine = pays(effect::charge, rate_from({2, 100}), 20000, paid_for::dropout_over_line);
    const auto f = evaluate(policy_with(std::vector{make_clause("k", fine)}), w.build(), july(5));
    CHECK(measures(f) == lines{"school primary 3/100 against 2/100 met final"});
    CHECK(consequences(f).empty());
}

TEST_CASE("sharing: of one fen one part is that fen, and a part of nothing is no row") {
    // 1 fen in halves: one holder bears it, the other nothing; ties go to the first role of the clause.
    const auto f =
        evaluate(policy_with({make_clause("c", pays(effect::charge, rate_from({2, 100}), 1)), in_halves("e", "c")}),
                 cohort(50, 1).build(), july(5));
    auto rows = consequences(f);
    std::sort(rows.begin(), rows.end());
    CHECK(rows == lines{"c charge school - - - 1", "e charge school P principal - 1 part"});
}

TEST_CASE("consequences: a charge upon a count rests on its row, and so does each part of it") {
    const auto f =
        evaluate(policy_with({make_clause("c", pays(effect::charge, rate_from({2, 100}), 20000)), in_halves("e", "c")}),
                 cohort(50).counts("school", "dropout_rate", 3, 50).build(), july(5));
    REQUIRE(f.consequences.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        REQUIRE(f.consequences.caused_by.at(i).size() == 1);
        CHECK(f.consequences.caused_by.at(i)[0] == cause{table_name::counts, 0});
    }
}

TEST_CASE("mark_vetoed: of two vetoes the honour names the first; money of other kinds is not forfeited with it") {
    // Two of forty pupils of c1 dropped out, nobody of c2. Clause v takes the honour from T1's class, w from S1's.
    veto by_teacher;
    by_teacher.upon = class_dropouts(relation::at_least, 2);
    by_teacher.roles = {"class_teacher"}, by_teacher.forfeits = {"advanced_class"};
    auto by_subject = by_teacher;
    by_subject.roles = {"subject_teacher"};
    const auto honoured = [&](effect is) {
        return make_clause("h",
                           pays(is, class_dropouts(relation::at_most, 5), 100, paid_for::whole, {"advanced_class"}));
    };
    const auto found = [&](effect is) {
        return evaluate(policy_with({honoured(is), make_clause("v", by_teacher), make_clause("w", by_subject)}),
                        cohort(40, 2).build(), july(5));
    };
    const auto f = found(effect::award);
    const auto& c = f.consequences;
    std::optional<std::uint64_t> first, named;
    for (std::size_t i = 0; i < c.size(); ++i) {
        if (c.kind[i] == consequence_kind::veto && clause_of(f, c.rule[i]) == "v")
            first = c.id[i];
        if (c.kind[i] == consequence_kind::honour && c.vetoed_by[i])
            named = c.vetoed_by[i];
    }
    REQUIRE(first);
    CHECK(named == first);
    auto rows = consequences(found(effect::charge));
    std::sort(rows.begin(), rows.end());
    CHECK(rows == lines{"h charge c1 - - - 100", "h charge c2 - - - 100", "h honour c1 - - - - vetoed",
                        "h honour c2 - - - -", "v veto c1 T1 - - -", "w veto c1 S1 - - -"});
}

TEST_CASE("mark_vetoed: what is forfeited is the honour of that school year, and the money of that one") {
    // Two dropouts of c1 in the year 2023; in 2024 they are no longer of its figures.
    veto takes;
    takes.upon = class_dropouts(relation::at_least, 2);
    takes.roles = {"class_teacher"}, takes.forfeits = {"advanced_class"};
    const auto p = policy_with({make_clause("h", pays(effect::award, class_dropouts(relation::at_most, 5), 100,
                                                      paid_for::whole, {"advanced_class"})),
                                make_clause("v", takes)});
    auto w = cohort(40, 2);
    w.rows.terms.push_back({"autumn", "2024", {2024, 9, 2}, {2025, 1, 17}, {}, {}});
    auto rows = consequences(evaluate(p, w.build(), {2025, 1, 17}));
    std::sort(rows.begin(), rows.end());
    CHECK(rows == lines{"h award c1 - - - 100", "h award c1 - - - 100 vetoed", "h award c2 - - - 100",
                        "h award c2 - - - 100", "h honour c1 - - - -", "h honour c1 - - - - vetoed",
                        "h honour c2 - - - -", "h honour c2 - - - -", "v veto c1 T1 - - -"});
}
