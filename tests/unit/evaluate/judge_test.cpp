// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/chain.hpp>
#include <baoxue/evaluate/money.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

// Figures against lines, and what follows in money, at the edges of texts, units and tables. The school year 2023 ends
// on Fri 5 July 2024; pupils who drop out do so on 15 March.

using namespace school;

namespace {

figure_condition when(const char* indicator, relation is, ratio line, const char* kind = "school") {
    figure_condition c;
    c.indicator = {indicator}, c.unit_kind = {kind}, c.is = is, c.line = fixed_line{line};
    return c;
}
incentive shared(effect kind, std::vector<std::string> of) {
    incentive i;
    i.effect = kind;
    i.by = sharing{std::move(of), {"principal", "school_leader"}, param<std::vector<ratio>>{{{1, 2}, {1, 2}}}};
    return i;
}
incentive charge_from_two_percent() {
    return pays(effect::charge, when("dropout_rate", relation::at_least, {2, 100}), 20000);
}

findings judged(std::vector<clause> clauses, const world& w, date as_of = july(5)) {
    return evaluate(policy_with(std::move(clauses)), w.build(), as_of);
}
clause only_in(clause c, std::string kind) { return for_whom(std::move(c), {{}, {std::move(kind)}}); }
lines sorted_sums(const findings& f) {
    auto rows = consequences(f);
    std::sort(rows.begin(), rows.end());
    return rows;
}

}  // namespace

TEST_CASE("judge_units: units of the kinds that the rule means, by the text of the year's last day") {
    const auto c = make_clause("k", target{when("dropout_rate", relation::at_most, {2, 100})});
    const lines met{"school primary 0/50 against 2/100 met final"};
    const auto w = cohort(50, 0);
    CHECK(measures(judged({c}, w)) == met);
    CHECK(measures(judged({only_in(c, "township")}, w)) == met);  // a school of the township
    CHECK(measures(judged({only_in(c, "central_school")}, w)).empty());
    CHECK(measures(judged({in_force_until(c, july(6))}, w)) == met);
    CHECK(measures(judged({in_force_until(c, july(5))}, w)).empty());
}

TEST_CASE("judge_units: a count of another formula, and no rolls: both tables are named") {
    auto w = world{}.counts("school", "dropout_rate", 3, 50, "inspection");
    w.rows.enrolments.reset(), w.rows.attendance.reset(), w.rows.students.reset();
    const auto f = judged({make_clause("k", target{when("dropout_rate", relation::at_most, {2, 100})})}, w);
    CHECK(measures(f) == lines{"school primary -/- against 2/100 unknown final"});
    auto rows = missing_tables(f);
    std::sort(rows.begin(), rows.end());
    CHECK(rows == lines{"k r - - - enrolments - -", "k r school - - counts - -"});
}

TEST_CASE("money: a school of no stage is charged as any other") {
    auto w = cohort(50, 1);
    for (auto& u : w.rows.units)
        u.stage.reset();
    const auto f = judged({make_clause("c", charge_from_two_percent())}, w);
    CHECK(consequences(f) == lines{"c charge school - - - 20000"});
    CHECK(f.consequences.stage[0] == no_code);
}

TEST_CASE("money: a sum for each dropout needs their number; where it is not known a gap says which table lacks") {
    // Enrolment is known in total, and below 100 % at either school; whoever dropped out is to be paid for one by one.
    const auto each = make_clause(
        "k", pays(effect::charge, when("enrolment_rate", relation::less_than, {1, 1}), 20000, paid_for::dropout));
    const auto below = [](world w, const char* unit = "school") {
        return std::move(w.counts(unit, "enrolment_rate", 90, 100));
    };
    CHECK(consequences(judged({each}, below(cohort(50, 2)))) == lines{"k charge school - - - 40000"});
    const auto lacks = [&](const world& w) {
        const auto f = judged({each}, w);
        CHECK(consequences(f).empty());
        return missing_tables(f);
    };
    auto no_rolls = below(world{});
    no_rolls.rows.enrolments.reset(), no_rolls.rows.attendance.reset();
    CHECK(lacks(no_rolls) == lines{"k r - - - enrolments - -"});
    // A leaver of whom nobody knows whether it was a dropout.
    CHECK(lacks(below(cohort(50, 0).exits(april(9), exit_kind::transferred, {}, "p1000"))) ==
          lines{"k r - - - transfers - -"});
    // Dropouts were counted, but the number is left empty.
    auto empty = below(cohort(50, 2)).counts("school", "dropouts", 2, 1);
    empty.rows.counts->back().numerator.reset(), empty.rows.counts->back().denominator.reset();
    CHECK(lacks(empty) == lines{"k r school - - counts - -"});
    // The rolls leave the other school out; and a count of another formula does not help.
    auto w = cohort(50, 0);
    w.rows.units.push_back({"other", "school", "town", {}, {}});
    w.counts("school", "enrolment_rate", 100, 100);
    CHECK(lacks(below(w, "other")) == lines{"k r other - - enrolments - -"});
    CHECK(lacks(below(w, "other").counts("other", "dropout_rate", 3, 50, "inspection")) ==
          lines{"k r other - - counts - -"});
}

TEST_CASE("money: without holdings a veto names nobody, and a gap says why") {
    veto v;
    v.upon = when("dropout_rate", relation::at_least, {2, 100}), v.roles = {"principal"};
    v.forfeits = {"merit_rating"};
    auto w = cohort(50, 1);
    CHECK(consequences(judged({make_clause("v", v)}, w)) == lines{"v veto school P - - -"});
    w.rows.holdings.reset();
    const auto f = judged({make_clause("v", v)}, w);
    CHECK(consequences(f) == lines{"v veto school - - - -"});
    CHECK(missing_tables(f) == lines{"v r - - - holdings - -"});
}

TEST_CASE("sharing: amounts alone, whole ones, by a text that is in force and means the unit") {
    const auto c = make_clause("c", charge_from_two_percent()), e = make_clause("e", shared(effect::charge, {"c"}));
    const lines whole{"c charge school - - - 20000"};
    const lines parts{"c charge school - - - 20000", "e charge school L school_leader - 10000 part",
                      "e charge school P principal - 10000 part"};
    const auto w = cohort(50, 1);
    CHECK(sorted_sums(judged({c, e}, w)) == parts);
    CHECK(sorted_sums(judged({c, in_force_until(e, july(6))}, w)) == parts);
    CHECK(sorted_sums(judged({c, in_force_until(e, july(5))}, w)) == whole);
    CHECK(sorted_sums(judged({c, only_in(e, "township")}, w)) == parts);
    CHECK(sorted_sums(judged({c, only_in(e, "central_school")}, w)) == whole);
    // An honour that comes with an award is no amount: the award alone is shared, by those to whom it is paid.
    const auto best = pays(effect::award, when("dropout_rate", relation::at_most, {2, 100}), 30000, paid_for::whole,
                           {"advanced_class"});
    CHECK(sorted_sums(judged({make_clause("c", best), make_clause("e", shared(effect::award, {"c"}))}, w)) ==
          lines{"c award school - - - 30000", "c honour school - - - -", "e award school L - school_leader 15000 part",
                "e award school P - principal 15000 part"});
}

TEST_CASE(
    "mark_vetoed: the veto of the same unit and year that forfeits that honour; the money of that rule goes with it") {
    const auto few = when("dropouts", relation::at_most, {5, 1}), two = when("dropouts", relation::at_least, {2, 1});
    const auto honour = make_clause("h", pays(effect::award, few, 10000, paid_for::whole, {"advanced_class"})),
               award = make_clause("o", pays(effect::award, few, 5000));
    const auto forfeiting = [&](const char* what) {
        veto v;
        v.upon = two, v.roles = {"principal"}, v.forfeits = {what};
        return make_clause("v", v);
    };
    // c1 is primary, c2 a junior middle class of the same school; two dropped out in the year 2023 and none in 2024.
    auto w = cohort(20, 2);
    for (auto& u : w.rows.units) {
        if (u.unit_id == "school")
            u.stage.reset();
        else if (u.unit_id == "c1" || u.unit_id == "c2")
            u.stage = u.unit_id == "c1" ? "primary" : "junior_middle";
    }
    w.rows.terms.push_back({"autumn", "2024", {2024, 9, 2}, {2025, 1, 17}, {}, {}});
    const auto vetoed = [&](const char* what) {
        const auto f = judged({honour, award, forfeiting(what)}, w, {2025, 1, 17});
        lines out;
        for (std::size_t i = 0; i < f.consequences.size(); ++i)
            if (f.consequences.vetoed_by[i])
                out.push_back(clause_of(f, f.consequences.rule[i]) + " " +
                              std::string{word_of(f.consequences.kind[i])} + " " +
                              to_string(f.consequences.period_until[i]));
        std::sort(out.begin(), out.end());
        return out;
    };
    // Both stages are honoured each year, and the veto names the school.
    CHECK(vetoed("advanced_class") ==
          lines{"h award 2024-07-05", "h award 2024-07-05", "h honour 2024-07-05", "h honour 2024-07-05"});
    CHECK(vetoed("merit_rating").empty());
}

TEST_CASE("sum_due: a duty is that of the text in force on the last day of the school year") {
    duty d;
    d.on = event::sum_due, d.about = {"school"}, d.sums = {"c"};
    d.owes.acts = {"assess_target"}, d.owes.roles = {"principal"};
    const auto c = make_clause("c", charge_from_two_percent()), k = make_clause("k", d);
    const auto w = cohort(50, 1);
    CHECK(duties(judged({c, in_force_until(k, july(6))}, w), "k") == lines{"2024-07-05 due - open"});
    CHECK(duties(judged({c, in_force_until(k, july(5))}, w), "k").empty());
}

TEST_CASE("figures: words that a district does not have are found nowhere") {
    const auto words_without = [](word_kind kind, std::string_view id) {
        const auto all = standard_vocabulary();
        vocabulary out;
        for (const auto& k : enum_words<word_kind>)
            for (const auto& w : all.words(k.value))
                if (k.value != kind || w.id != id)
                    out.add(k.value, w);
        return out;
    };
    // Without schools a class stands for itself: c1 has a pupil on its roll, of c2 nothing is known.
    auto no_schools = world{};
    no_schools.how.words = words_without(word_kind::unit_kind, "school");
    no_schools.rows.holdings->clear();
    for (auto& u : no_schools.rows.units)
        if (u.unit_id == "school")
            u.kind = "central_school";
    CHECK(measures(
              judged({make_clause("k", target{when("dropouts", relation::at_most, {5, 1}, "class")})}, no_schools)) ==
          lines{"c1 primary 0/1 against 5/1 met final", "c2 primary -/- against 5/1 unknown final"});
    // Without the number of dropouts nothing can be paid for each of them.
    auto no_numbers = cohort(50, 1);
    no_numbers.how.words = words_without(word_kind::indicator, "dropouts");
    const auto each = make_clause(
        "k", pays(effect::charge, when("dropout_rate", relation::at_least, {2, 100}), 20000, paid_for::dropout));
    CHECK(consequences(judged({each}, cohort(50, 1))).size() == 1);
    CHECK(consequences(judged({each}, no_numbers)).empty());
    // A chain begins with the pupil's parent, where there are parents.
    auto no_parents = world{};
    no_parents.how.words = words_without(word_kind::role, "parent");
    const auto no_rules = policy_with(std::vector{make_clause("k", guidance{})});
    const auto first_role = [&](const world& w) {
        return responsibility_chain(no_rules, w.build(), march(8)).links.role.front();
    };
    CHECK(first_role(world{}) == standard_vocabulary().find(word_kind::role, "parent"));
    CHECK(first_role(no_parents) == no_code);
}

TEST_CASE("figures: what was counted is the cause of the measure, of the charge and of each share of it") {
    // Row 1 of `counts` is the school's own: 3 of 50.
    const auto w = world{}.counts("town", "dropout_rate", 9, 90).counts("school", "dropout_rate", 3, 50);
    const auto f =
        judged({make_clause("t", target{when("dropout_rate", relation::at_most, {2, 100})}),
                make_clause("c", charge_from_two_percent()), make_clause("e", shared(effect::charge, {"c"}))},
               w);
    const auto only_cause = [](const auto& table, std::size_t row) {
        const auto why = table.caused_by.at(row);
        REQUIRE(why.size() == 1);
        return why[0];
    };
    const cause counted{table_name::counts, 1};
    REQUIRE(f.measures.size() == 2);  // of the target, and of the charge
    for (std::size_t i = 0; i < 2; ++i)
        CHECK(only_cause(f.measures, i) == counted);
    REQUIRE(f.consequences.size() == 3);
    for (std::size_t i = 0; i < 3; ++i)
        CHECK(only_cause(f.consequences, i) == counted);
}

TEST_CASE("judge_units: before the first year there is none, in which nobody would have dropped out") {
    auto c = when("dropouts", relation::at_most, {0, 1});
    c.line = previous_year{};
    const auto f = judged({make_clause("k", target{c})}, world{});
    CHECK(measures(f) == lines{"school primary 0/1 against -/- unknown final"});
    CHECK(gaps(f, gap_kind::undefined_rate) == lines{"k r school - - previous_year 2024-03-04 2024-07-05"});
}

TEST_CASE("figure_book: the stages of a unit are those of the lowest ones below it, each once and in order") {
    using stage = std::optional<std::string>;
    const auto stages = [](const stage& of_school, const stage& of_c1, const stage& of_c2) {
        auto w = world{};
        for (auto& u : w.rows.units)
            u.stage = u.unit_id == "school" ? of_school
                      : u.unit_id == "c1"   ? of_c1
                      : u.unit_id == "c2"   ? of_c2
                                            : stage{};
        const auto d = w.build();
        const figure_book book{d, *d.words, july(5)};
        lines out;
        for (const auto s : book.stages_of(d.ids->units.find_text("school")))
            out.push_back(s == no_code ? "none" : d.words->at(word_kind::stage, s).id);
        return out;
    };
    CHECK(stages("junior_middle", "primary", "primary") == lines{"primary"});
    CHECK(stages({}, "primary", "junior_middle") == lines{"primary", "junior_middle"});
    CHECK(stages({}, "junior_middle", "primary") == lines{"primary", "junior_middle"});
}

TEST_CASE("figure_book: units without any stage have one that is none") {
    auto w = world{};
    for (auto& u : w.rows.units)
        u.stage.reset();
    const auto d = w.build();
    const figure_book book{d, *d.words, july(5)};
    for (code u = 0; u < static_cast<code>(d.units.parent.size()); ++u)
        CHECK(book.stages_of(u) == std::vector<word_code>{no_code});
}

TEST_CASE(
    "figure_book: dropouts are those of a rate that was counted, of that year, or of rolls from their first day") {
    const auto dropouts = when("dropouts", relation::at_most, {0, 1});
    const auto of = [](const figure_condition& c, const world& w, date as_of) {
        return measures(judged({make_clause("k", target{c})}, w, as_of));
    };
    CHECK(of(dropouts, world{}.counts("school", "dropout_rate", 3, 50), july(5)) ==
          lines{"school primary 3/1 against 0/1 not met final"});
    CHECK(of(dropouts, world{}, march(4)) == lines{"school primary 0/1 against 0/1 met so far"});
    // Of enrolment rolls say nothing; what was counted of 2023 says nothing of 2024.
    const auto enrolment = when("enrolment_rate", relation::at_least, {1, 2});
    CHECK(of(enrolment, world{}, july(5)) == lines{"school primary -/- against 1/2 unknown final"});
    CHECK(of(enrolment, years().counts("school", "enrolment_rate", 90, 100), {2024, 9, 30}) ==
          lines{"school primary 90/100 against 1/2 met final", "school primary -/- against 1/2 unknown so far"});
}

TEST_CASE("money: nothing is charged where fewer dropped out than the line allows, and no part of nothing is a row") {
    // Two of 50 are suspended: 2 of 50 by the rate, where 1 is allowed; but nobody has dropped out.
    const auto suspended = cohort(50)
                               .exits(march(15), exit_kind::suspended, {}, "p1000")
                               .exits(march(15), exit_kind::suspended, {}, "p1001");
    const auto beyond = make_clause("c", pays(effect::charge, when("dropout_rate", relation::at_least, {2, 100}), 20000,
                                              paid_for::dropout_over_line));
    const auto f = judged({beyond}, suspended);
    CHECK(measures(f) == lines{"school primary 2/50 against 2/100 met final"});
    CHECK(consequences(f).empty());
    CHECK(consequences(judged({beyond}, cohort(50, 3))) == lines{"c charge school - - - 40000"});
    // Half a fen each: the first of the clause's roles bears the one fen that there is.
    const auto one_fen = make_clause("c", pays(effect::charge, when("dropout_rate", relation::at_least, {2, 100}), 1));
    CHECK(sorted_sums(judged({one_fen, make_clause("e", shared(effect::charge, {"c"}))}, cohort(50, 1))) ==
          lines{"c charge school - - - 1", "e charge school P principal - 1 part"});
}

TEST_CASE("mark_vetoed: of two vetoes that forfeit an honour the first one is named") {
    const auto few = when("dropouts", relation::at_most, {5, 1}), any = when("dropouts", relation::at_least, {0, 1});
    const auto forfeiting = [&](const char* id) {
        veto v;
        v.upon = any, v.roles = {"principal"}, v.forfeits = {"advanced_class"};
        return make_clause(id, v);
    };
    const auto f = judged({make_clause("h", pays(effect::award, few, 100, paid_for::whole, {"advanced_class"})),
                           forfeiting("v"), forfeiting("w")},
                          cohort(50, 1));
    const auto& c = f.consequences;
    std::optional<std::uint64_t> by_v;
    for (std::size_t i = 0; i < c.size(); ++i)
        if (c.kind[i] == consequence_kind::veto && clause_of(f, c.rule[i]) == "v")
            by_v = c.id[i];
    REQUIRE(by_v);
    std::size_t vetoed = 0;
    for (std::size_t i = 0; i < c.size(); ++i)
        if (clause_of(f, c.rule[i]) == "h") {
            ++vetoed;
            CHECK(c.vetoed_by[i] == by_v);
        }
    CHECK(vetoed == 2);  // the honour, and the money that comes with it
}
