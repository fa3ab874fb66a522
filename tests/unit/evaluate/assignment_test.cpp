// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/assignment.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

using namespace school;

namespace {

policy covering(const char* role, const char* subject) {
    return policy_with(std::vector{make_clause("k", assignment{role, {subject}})});
}

lines holes(const policy& p, const world& w, date as_of) {
    return gaps(evaluate(p, w.build(), as_of), gap_kind::unassigned_role);
}

}  // namespace

TEST_CASE("assignment: every unit of the kind, and no other, must be covered") {
    CHECK(holes(covering("class_teacher", "class"), world{}, march(31)).empty());
    CHECK(holes(covering("class_teacher", "class"), world{}.without("T2"), march(31)) ==
          lines{"k r c2 - class_teacher - 2024-03-04 -"});
    CHECK(holes(covering("village_cadre", "village"), world{}, march(31)) ==
          lines{"k r v - village_cadre - 2024-03-04 -"});
    CHECK(holes(covering("grade_leader", "grade"), world{}, march(31)).empty());  // there is none
}

TEST_CASE("assignment: a holder above covers, a holder beside or below does not") {
    CHECK(holes(covering("school_leader", "class"), world{}, march(31)).empty());
    // S1 and T1 teach in c1, T2 in c2: none of them the school.
    CHECK(holes(covering("teacher", "school"), world{}, march(31)) == lines{"k r school - teacher - 2024-03-04 -"});
    CHECK(holes(covering("teacher", "class"), world{}.without("T2"), march(31)) ==
          lines{"k r c2 - teacher - 2024-03-04 -"});
}

TEST_CASE("assignment: a narrower role covers, a wider one does not") {
    CHECK(holes(covering("school_leader", "school"), world{}.without("L"), march(31)).empty());  // the principal is one
    CHECK(holes(covering("principal", "school"), world{}.without("P"), march(31)).size() == 1);
}

TEST_CASE("assignment: each hole has its own row, cut to the days on which the text is in force") {
    const auto w = world{}
                       .leaves("T2", march(8))
                       .hold("T3", "class_teacher", "c2", march(11), march(15))
                       .hold("T4", "class_teacher", "c2", march(25));
    auto p = covering("class_teacher", "class");
    CHECK(holes(p, w, march(31)) ==
          lines{"k r c2 - class_teacher - 2024-03-09 2024-03-10", "k r c2 - class_teacher - 2024-03-16 2024-03-24"});
    auto& c = p.layers[0].clauses[0];
    c.effective = {march(10), march(20)};  // the last day in force is the 19th
    CHECK(holes(p, w, march(31)) ==
          lines{"k r c2 - class_teacher - 2024-03-10 2024-03-10", "k r c2 - class_teacher - 2024-03-16 2024-03-19"});
    c.effective = {march(11), march(16)};
    CHECK(holes(p, w, march(31)).empty());
}

TEST_CASE("assignment: one day without a holder is a hole, none is not") {
    CHECK(holes(covering("class_teacher", "class"),
                world{}.leaves("T2", march(8)).hold("T3", "class_teacher", "c2", march(10)),
                march(31)) == lines{"k r c2 - class_teacher - 2024-03-09 2024-03-09"});
    CHECK(holes(covering("class_teacher", "class"),
                world{}.leaves("T2", march(8)).hold("T3", "class_teacher", "c2", march(9)), march(31))
              .empty());
}

TEST_CASE("assignment: an end after as_of is not known yet") {
    const auto w = world{}.leaves("T2", march(20));
    CHECK(holes(covering("class_teacher", "class"), w, march(20)).empty());
    CHECK(holes(covering("class_teacher", "class"), w, march(21)) == lines{"k r c2 - class_teacher - 2024-03-21 -"});
}

TEST_CASE("assignment: a pupil is to be covered while on a roll, through every change of class") {
    auto w = world{}.without("T2");
    w.rows.enrolments = std::vector<enrolment_row>{{"s", "c1", march(4), march(8), {}, {}, {}},
                                                   {"s", "c2", march(11), march(20), {}, exit_kind::transferred, {}}};
    // Teachers in c1, none in c2 nor above.
    CHECK(holes(covering("teacher", "student"), w, march(31)) == lines{"k r c2 s teacher - 2024-03-11 2024-03-20"});
    // A helping teacher from the 15th on leaves four days.
    CHECK(holes(covering("teacher", "student"), world{w}.hold_pupil("H", "helping_teacher", "s", march(15)),
                march(31)) == lines{"k r c2 s teacher - 2024-03-11 2024-03-14"});
}

TEST_CASE("assignment: of pupils means those that the rule applies to") {
    auto p = covering("helping_teacher", "student");
    CHECK(holes(p, world{}, march(31)) == lines{"k r c1 s helping_teacher - 2024-03-04 -"});
    p.layers[0].clauses[0].readings[0].rules[0].applies_to.stages = {"junior_middle"};
    CHECK(holes(p, world{}, march(31)).empty());
}

TEST_CASE("assignment: holdings not given are a missing table, not a hole everywhere") {
    auto w = world{};
    w.rows.holdings.reset();
    const auto f = evaluate(covering("class_teacher", "class"), w.build(), march(31));
    CHECK(gaps(f, gap_kind::unassigned_role).empty());
    CHECK(gaps(f, gap_kind::missing_table) == lines{"k r - - - holdings - -"});
}

TEST_CASE("assignment: before the first term nothing is asked of a unit") {
    CHECK(holes(covering("class_teacher", "class"), world{}.without("T2"), march(3)).empty());
    CHECK(holes(covering("class_teacher", "class"), world{}.without("T2"), march(4)).size() == 1);
}

TEST_CASE("assignment: every holder more leaves no more holes") {
    auto w = world{}.without("T1").without("T2");
    const auto p = covering("class_teacher", "class");
    CHECK(holes(p, w, march(31)).size() == 2);
    CHECK(holes(p, w.hold("T1", "class_teacher", "c1"), march(31)).size() == 1);
    CHECK(holes(p, w.hold("T2", "class_teacher", "c2"), march(31)).empty());
}

TEST_CASE("assignment: refuses a role or a subject that there is not") {
    CHECK_THROWS_AS(covering("clas_teacher", "class"), policy_error);
    CHECK_THROWS_AS(covering("class_teacher", "clas"), policy_error);
    CHECK_THROWS_AS(covering("class_teacher", "school"), policy_error);  // it holds classes
}

TEST_CASE("find_holes: a rule that means some stages, kinds of units or ages names no others") {
    auto c = make_clause("k", assignment{"principal", {"school"}});
    const auto w = world{}.without("P");
    const auto count = [&](const clause& of) {
        return gaps(evaluate(policy_with(std::vector<clause>{of}), w.build(), june(3)), gap_kind::unassigned_role)
            .size();
    };
    CHECK(count(c) == 1);
    c.readings[0].rules[0].applies_to.stages = {"junior_middle"};
    CHECK(count(c) == 0);  // the school is a primary school
    c.readings[0].rules[0].applies_to.stages = {"primary"};
    CHECK(count(c) == 1);
    c.readings[0].rules[0].applies_to.unit_kinds = {"central_school"};
    CHECK(count(c) == 0);
}

TEST_CASE("find_holes: ages are those on the first day of the hole; an unknown birth date is covered too, with a gap") {
    auto c = make_clause("k", assignment{"helping_teacher", {"student"}});
    age_range ages;
    ages.from = 6, ages.until = 15;
    c.readings[0].rules[0].applies_to.ages = ages;
    auto w = world{};
    const auto found = [&] { return evaluate(policy_with(std::vector<clause>{c}), w.build(), june(3)); };
    CHECK(gaps(found(), gap_kind::unassigned_role).size() == 1);
    CHECK(gaps(found(), gap_kind::unknown_birth_date) == lines{"k r c1 s - - - -"});
    w.rows.students->front().birth_date = date{2009, 3, 5};  // 15 on the day after the hole begins, Monday 4 March 2024
    CHECK(gaps(found(), gap_kind::unassigned_role).size() == 1);
    w.rows.students->front().birth_date = date{2009, 3, 4};  // 15 on that very day
    CHECK(gaps(found(), gap_kind::unassigned_role).empty());
    CHECK(gaps(found(), gap_kind::unknown_birth_date).empty());
}

TEST_CASE("find_holes: a hole before the text is in force asks for no birth date") {
    auto c = make_clause("k", assignment{"helping_teacher", {"student"}});
    age_range ages;
    ages.from = 6, ages.until = 15;
    c.readings[0].rules[0].applies_to.ages = ages;
    c.effective.from = june(10);
    const auto f = evaluate(policy_with(std::vector<clause>{c}), world{}.build(), june(3));
    CHECK(gaps(f, gap_kind::unassigned_role).empty());
    CHECK(gaps(f, gap_kind::unknown_birth_date).empty());
}

TEST_CASE("assignment, committee: of a unit without a term nothing is known") {
    // The only term is the school's own: the village and the township have none.
    auto w = world{};
    w.rows.terms.front().unit_id = "school";
    CHECK(holes(covering("village_cadre", "village"), w, march(31)).empty());
    CHECK(holes(covering("village_cadre", "village"), world{}, march(31)).size() == 1);
    const auto seat_of_head = [](const char* kind) {
        return policy_with(std::vector{make_clause("k", committee{{kind}, {{"leading_group_head", {}}}})});
    };
    CHECK(holes(seat_of_head("school"), w, march(31)).size() == 1);
    CHECK(holes(seat_of_head("township"), w, march(31)).empty());
    CHECK(holes(seat_of_head("township"), world{}, march(31)).size() == 1);
}

TEST_CASE("committee: a seat is empty on days on which the text is in force, and on no other") {
    auto p = policy_with(std::vector{make_clause("k", committee{{"school"}, {{"leading_group_head", {}}}})});
    auto& c = p.layers[0].clauses[0];
    c.effective = {march(11), march(16)};
    CHECK(holes(p, world{}, march(31)) == lines{"k r school - leading_group_head - 2024-03-11 2024-03-15"});
    // Taken from the 11th on: empty before it alone.
    const auto taken = world{}.hold("P", "leading_group_head", "school", march(11));
    CHECK(holes(p, taken, march(31)).empty());
    c.effective = {};
    CHECK(holes(p, taken, march(31)) == lines{"k r school - leading_group_head - 2024-03-04 2024-03-10"});
}

TEST_CASE("find_holes: needs decide on the first day of the hole; where nobody told them nothing is found") {
    // Nobody is the helping teacher of pupil s, who is flagged as wavering, nor of t, who is not.
    const auto of = [](applies_to who, bool has_needs) {
        auto w = world{}.pupil("t", "c2");
        if (has_needs)
            w.need("wavering", march(4));
        const auto c = for_whom(make_clause("k", assignment{"helping_teacher", {"student"}}), std::move(who));
        return evaluate(policy_with(std::vector{c}), w.build(), march(29));
    };
    const applies_to flagged{{}, {}, {}, need_condition{{"wavering"}, {}}, {}},
        others{{}, {}, {}, {}, need_condition{{"wavering"}, {}}};
    const lines of_s{"k r c1 s helping_teacher - 2024-03-04 -"}, of_t{"k r c2 t helping_teacher - 2024-03-04 -"};
    CHECK(gaps(of(flagged, true), gap_kind::unassigned_role) == of_s);
    CHECK(gaps(of(others, true), gap_kind::unassigned_role) == of_t);
    for (const auto& who : {flagged, others}) {
        CHECK(gaps(of(who, false), gap_kind::unassigned_role).empty());
        CHECK(missing_tables(of(who, false)) == lines{"k r - - - needs - -"});
    }
}

TEST_CASE("find_holes: without a roll nobody knows which pupils are to be covered, and units are as they are") {
    auto w = world{}.without("T2");
    w.rows.enrolments.reset(), w.rows.attendance.reset();
    const auto of_pupils = evaluate(covering("helping_teacher", "student"), w.build(), march(29));
    CHECK(gaps(of_pupils, gap_kind::unassigned_role).empty());
    CHECK(missing_tables(of_pupils) == lines{"k r - - - enrolments - -"});
    const auto of_classes = evaluate(covering("class_teacher", "class"), w.build(), march(29));
    CHECK(gaps(of_classes, gap_kind::unassigned_role) == lines{"k r c2 - class_teacher - 2024-03-04 -"});
    CHECK(missing_tables(of_classes).empty());
}

TEST_CASE("find_holes: a pupil is covered to the day of death, and of an enrolment to come nothing is known") {
    auto w = world{};
    const auto p = covering("helping_teacher", "student");
    w.rows.students->front().died_on = march(12);
    CHECK(holes(p, w, march(29)) == lines{"k r c1 s helping_teacher - 2024-03-04 2024-03-12"});
    CHECK(holes(p, w, march(12)) == lines{"k r c1 s helping_teacher - 2024-03-04 2024-03-12"});
    CHECK(holes(p, w, march(11)) == lines{"k r c1 s helping_teacher - 2024-03-04 -"});
    auto moves = world{};
    moves.moves(march(15), "c2", march(18));
    CHECK(holes(p, moves, march(17)) == lines{"k r c1 s helping_teacher - 2024-03-04 2024-03-15"});
    CHECK(holes(p, moves, march(18)).size() == 2);
}
