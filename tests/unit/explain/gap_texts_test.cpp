// SPDX-License-Identifier: Apache-2.0
#include "mixed.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace mixed;
using Catch::Matchers::ContainsSubstring;

namespace {

policy of(rule_kind is) { return policy_with(std::vector<clause>{make_clause("k", std::move(is))}); }

/// The first gap of a kind, told.
std::string gap_of(const policy& p, const world& w, date as_of, gap_kind kind, language in = language::en) {
    const told t{p, w, as_of};
    for (std::size_t i = 0; i < t.found.gaps.size(); ++i)
        if (t.found.gaps.kind[i] == kind)
            return t.of(t.found.gaps.id[i], in);
    return "no such gap";
}

}  // namespace

TEST_CASE("explain: nobody in a role is told as the role and the rule ask for it", "[explain]") {
    constexpr auto unassigned = gap_kind::unassigned_role;
    const auto parents = of(assignment{"parent", {"student"}});
    CHECK_THAT(gap_of(parents, world{}, march(8), unassigned),
               ContainsSubstring("no parent or other guardian is on record for pupil s (class c1)") &&
                   ContainsSubstring("This is about the records, not about the family.") &&
                   ContainsSubstring("who looks after the pupil (an id is enough, no name)") &&
                   !ContainsSubstring("anyone with a post"));
    CHECK_THAT(gap_of(parents, world{}, march(8), unassigned, language::zh),
               ContainsSubstring("没有登记班级（c1）学生（s）的父母或其他监护人") &&
                   ContainsSubstring("不是对家庭的评价"));
    const auto committees = of(assignment{"village_committee", {"village"}});
    CHECK_THAT(gap_of(committees, world{}, march(8), unassigned),
               ContainsSubstring("no village committee is on record for village v") &&
                   ContainsSubstring("who answers for this body"));
    veto hard;
    hard.upon = figure_at("dropouts", relation::at_most, at_line(2, 1));
    hard.roles = {"responsible_person"}, hard.forfeits = {"excellent_teacher"};
    CHECK_THAT(gap_of(of(hard), world{}, july(5), unassigned),
               ContainsSubstring("no person responsible is on record for school school") &&
                   ContainsSubstring("the veto stands all the same") && !ContainsSubstring("this pupil"));
    CHECK_THAT(gap_of(of(hard), world{}, july(5), unassigned, language::zh),
               ContainsSubstring("一票否决照样成立") && !ContainsSubstring("该生"));
    auto check = on_event(event::term_start, owed("file_change_form", "vice_principal"), in_days(3));
    check.about.id = "class";
    CHECK_THAT(gap_of(of(check), world{}, march(8), unassigned, language::zh),
               ContainsSubstring("学校里任何一位有任职的人办好都算数") && !ContainsSubstring("该生"));
    CHECK_THAT(
        gap_of(of(committee{{"school"}, {{"leading_group_deputy", {}}}}), world{}, march(8), unassigned),
        ContainsSubstring("in the leading group of school school the seat of deputy head of the leading group is "
                          "empty since 4 March 2024.") &&
            ContainsSubstring("the clause wants this seat filled"));
}

TEST_CASE("explain: a verified incident names whoever is on record for it", "[explain]") {
    prohibition p;
    p.conduct = {"forced_withdrawal"}, p.roles = {"class_teacher"};
    world w;
    w.hold("X", "subject_teacher", "c2", april(1));  // later, and so not on that day
    w.rows.incidents = std::vector<incident_row>{{"i1", march(12), "forced_withdrawal", "X", "s", {}, march(12)}};
    CHECK_THAT(
        gap_of(of(p), w, march(20), gap_kind::unassigned_role),
        ContainsSubstring("a verified incident on 12 March 2024 concerns pupil s (class c1). It names X as the one "
                          "who did it, and no role of X is on record for that day.") &&
            ContainsSubstring("please enter the role of X in the holdings table"));
    CHECK_THAT(gap_of(of(p), w, march(20), gap_kind::unassigned_role, language::zh),
               ContainsSubstring("写的是 X 所为，但查不到 X 当天有任何身份或职务"));
    w.rows.incidents->front().actor_id = "s";  // the pupil concerned
    CHECK_THAT(gap_of(of(p), w, march(20), gap_kind::unassigned_role),
               ContainsSubstring("names nobody else as the one who did it"));
}

TEST_CASE("explain: a sanction is told in each language; one that is filled in stands in both", "[explain]") {
    prohibition p;
    p.conduct = {"forced_withdrawal"}, p.roles = {"class_teacher"};
    p.sanction = param<bilingual>{bilingual{"通报批评", "a public reprimand"}};
    world w;
    w.rows.incidents = std::vector<incident_row>{{"i1", march(12), "forced_withdrawal", "T1", "s", {}, march(12)}};
    const told t{of(p), w, march(20)};
    REQUIRE(t.found.breaches.size() == 1);
    CHECK(t.found.breaches.sanction.front() == "通报批评");
    CHECK_THAT(t.of(t.found.breaches.id.front(), language::zh),
               ContainsSubstring("处理是：通报批评。") && !ContainsSubstring("reprimand"));
    CHECK_THAT(t.of(t.found.breaches.id.front(), language::en),
               ContainsSubstring("What follows is: a public reprimand.") && !ContainsSubstring("通报批评"));
}

TEST_CASE("explain: a year without one before it, and a count of another formula, are no zero denominator",
          "[explain]") {
    const auto better = of(target{figure_at("retention_rate", relation::more_than, previous_year{})});
    CHECK_THAT(gap_of(better, world{}, july(5), gap_kind::undefined_rate),
               ContainsSubstring("school school has no figure of the school year before to compare with"));
    CHECK_THAT(gap_of(better, world{}, july(5), gap_kind::undefined_rate, language::zh),
               ContainsSubstring("学校（school）没有上一学年的数字可比") && !ContainsSubstring("分母是零"));
    const auto line = of(target{figure_at("dropout_rate", relation::at_most, at_line(2, 100))});
    const auto counted = world{}.counts("school", "dropout_rate", 3, 50, "inspection");
    CHECK_THAT(gap_of(line, counted, july(5), gap_kind::missing_table),
               ContainsSubstring("the counts table has a figure for school school that does not answer the clause") &&
                   !ContainsSubstring("was not given"));
    CHECK_THAT(gap_of(line, counted, july(5), gap_kind::missing_table, language::zh),
               ContainsSubstring("counts 表里有学校（school）的数字，但答不了条款"));
    auto no_pupils = world{};
    no_pupils.rows.enrolments.emplace();
    const told t{line, no_pupils, july(5)};
    CHECK_THAT(t.of(t.found.measures.id.front(), language::en),
               ContainsSubstring("is 0/0, which is undefined: the denominator is zero."));
}

TEST_CASE("explain: a pledge names both sides, and what is not known is not told as nought", "[explain]") {
    const pledge signing{
        param<std::vector<pledge_pair>>{std::vector<pledge_pair>{{"principal", "class_teacher", {"class"}}}},
        param<cycle>{cycle::term}};
    world w;
    w.rows.pledges.emplace();
    const told missed{of(signing), w, july(6)};
    CHECK_THAT(missed.of(missed.found.obligations, "k", language::en),
               ContainsSubstring("The principal (P) had one thing to do by Friday, 5 July 2024") &&
                   ContainsSubstring("sign a pledge with the class teacher (T1).") &&
                   ContainsSubstring("T1 held the role of class teacher at class c1"));
    CHECK_THAT(missed.of(missed.found.obligations, "k", language::zh), ContainsSubstring("与班主任（T1）签订责任状"));
    w.rows.pledges->push_back({"T1", "P", "class_teacher", "principal", "c1", {}, march(6), {}});
    const told signed_{of(signing), w, march(8)};
    CHECK_THAT(signed_.of(signed_.found.obligations, "k", language::en),
               ContainsSubstring("The record is row 0 of the pledges table, signed by P and T1."));

    auto weekly = quota(1, cycle::week, owed("home_visit", "class_teacher"));
    weekly.about.id = "class";
    world no_acts;
    no_acts.rows.acts.reset();
    const told unknown{of(weekly), no_acts, march(9)};  // the week ended on the 8th
    CHECK_THAT(
        unknown.of(unknown.found.obligations, "k", language::en),
        ContainsSubstring("without the acts table it cannot be known whether it was done. Please give it, empty if "
                          "nothing happened, and evaluate again.") &&
            !ContainsSubstring("0 of 1"));
}

TEST_CASE("explain: the last such weekday of a month is named as one says it", "[explain]") {
    consecutive one;
    one.threshold = 1;
    auto r = make_rung(counted::session, one);
    r.applies_to.ages = age_range{0, 16, age_end::last_weekday, 6, weekday::friday};
    auto w = world{}.marks(march(5), "PU");
    w.rows.students->front().birth_date = date{2010, 5, 5};
    const told t{policy_with(r), w, march(8)};
    CHECK_THAT(t.of(t.found.obligations, "k", language::en),
               ContainsSubstring("on to the last Friday of June in the school year in which they turn 16"));
    CHECK_THAT(t.of(t.found.obligations, "k", language::zh), ContainsSubstring("那一学年的六月最后一个星期五"));
}

TEST_CASE("explain: a share says whose sum it is part of, and of which year", "[explain]") {
    // two dropouts and one suspended of ten: the charge of m.3 is 200.05 yuan for each of the two dropouts
    const told t{plan(), year(), july(5)};
    CHECK_THAT(t.of(t.found.consequences, "m.5", language::en),
               ContainsSubstring("One share of the charge on school school for the school year 4 March 2024 to 5 July "
                                 "2024 (400.10 yuan in all, finding "));
    CHECK_THAT(t.of(t.found.consequences, "m.5", language::zh),
               ContainsSubstring("学校（school）在2024年3月4日至2024年7月5日学年的扣款（编号 "));
}
