// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/money.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

// Whom a figure counts, and when it cannot be known. The school year 2023 is the spring of 2024, 2024 the autumn, from
// Mon 2 September on; ten pupils p1000 to p1009 are in c1 from the first day.

using namespace school;

namespace {

figure_condition asks(const char* indicator, relation is, figure_line line, const char* kind = "school") {
    figure_condition c;
    c.indicator = {indicator}, c.unit_kind = {kind}, c.is = is, c.line = std::move(line);
    return c;
}
policy aims(figure_condition goal) { return policy_with(std::vector{make_clause("k", target{std::move(goal)})}); }
policy few_dropouts() { return aims(asks("dropout_rate", relation::at_most, fixed_line{ratio{2, 100}})); }
policy retains() { return aims(asks("retention_rate", relation::at_least, fixed_line{ratio{1, 1}})); }

world two_years() {
    auto w = cohort(10);
    w.rows.terms.push_back({"autumn", "2024", {2024, 9, 2}, {2025, 1, 17}, {}, {}});
    return w;
}
lines figures(const policy& p, const world& w, date as_of = {2025, 1, 17}, std::size_t threads = 1) {
    evaluate_options how;
    how.threads = threads;
    return measures(evaluate(p, w.build(), as_of, how));
}
const std::string none_of_ten = "school primary 0/10 against 2/100 met final",
                  none_of_nine = "school primary 0/9 against 2/100 met final",
                  not_known = "school primary -/- against 2/100 unknown final";

}  // namespace

TEST_CASE("cohort: who died before the year's first day is not of it, though no enrolment ends") {
    auto w = cohort(10);
    w.pupil("gone", "c1", {2023, 9, 4});
    w.rows.students->back().died_on = march(1);
    CHECK(figures(few_dropouts(), w, july(5)) == lines{none_of_ten});
    w.rows.students->back().died_on.reset();
    CHECK(figures(few_dropouts(), w, july(5)) == lines{"school primary 0/11 against 2/100 met final"});
}

TEST_CASE("cohort: whether a leaver dropped out is asked in the year of leaving, or after its summer") {
    // Without a table of transfers nobody knows what became of who left by one.
    const auto leaves = [](date on) { return two_years().exits(on, exit_kind::transferred, {}, "p1000"); };
    CHECK(figures(few_dropouts(), leaves(july(20))) == lines{none_of_ten, not_known});
    CHECK(figures(few_dropouts(), leaves(july(20)).enrols({2024, 8, 20}, "c1", {}, "p1000")) ==
          lines{none_of_ten, none_of_ten});
    CHECK(figures(few_dropouts(), leaves(april(9))) == lines{not_known, none_of_nine});
    // Before the first year that is known: of no cohort.
    auto before = two_years();
    before.rows.enrolments->front().from = {2023, 9, 4};
    before.exits({2024, 2, 20}, exit_kind::transferred, {}, "p1000");
    CHECK(figures(few_dropouts(), before) == lines{none_of_nine, none_of_nine});
    // Out of a class that is in no school: of no school's figure.
    auto elsewhere = two_years();
    elsewhere.rows.units.push_back({"d9", "class", "town", {}, {}});
    elsewhere.pupil("t", "d9").exits(april(9), exit_kind::transferred, {}, "t");
    CHECK(figures(few_dropouts(), elsewhere) == lines{none_of_ten, none_of_ten});
}

TEST_CASE("cohort: any number of threads counts the same heads, and lacks the same tables") {
    for (const date on : {july(20), april(9)}) {
        for (const char* pupil : {"p1000", "p1009"}) {  // counted by the first thread, by the last one
            const auto w = two_years().exits(on, exit_kind::transferred, {}, pupil);
            for (const std::size_t threads : {2U, 3U, 10U}) {
                CHECK(figures(few_dropouts(), w, {2025, 1, 17}, threads) == figures(few_dropouts(), w));
                CHECK(figures(retains(), w, {2025, 1, 17}, threads) == figures(retains(), w));
            }
        }
    }
    const auto w = two_years().exits(april(9), exit_kind::dropout, {}, "p1009");
    CHECK(figures(few_dropouts(), w, july(5), 3) == lines{"school primary 1/10 against 2/100 not met final"});
}

TEST_CASE("cohort: only a transfer of this year, out of this school, takes a pupil out of it") {
    // Transferred in April by papers that name the new school; back in September.
    auto w =
        two_years().exits(april(9), exit_kind::transferred, {}, "p1000").transfer("x", april(9), {}, "c2", "p1000");
    w.enrols({2024, 9, 2}, "c1", {}, "p1000");
    CHECK(figures(retains(), w) ==
          lines{"school primary 9/9 against 1/1 met final", "school primary 10/10 against 1/1 met final"});
    // Moved to the other school in April, transferred from there in May.
    auto moved = cohort(10).other_school(march(4), july(5));
    moved.exits(april(5), exit_kind::graduated, {}, "p1000").enrols(april(8), "d1", {}, "p1000");
    moved.exits(may(10), exit_kind::transferred, {}, "p1000").transfer("x", may(10), {}, "c2", "p1000");
    CHECK(figures(retains(), moved, july(5)).back() == "school primary 10/10 against 1/1 met final");
    // Enrolled in the summer and gone on 20 July, a dropout of the next year; an older transfer left no enrolment.
    auto summer = two_years().pupil("t", "c1", july(15)).exits(july(20), exit_kind::dropout, {}, "t");
    summer.transfer("x", july(10), {}, {}, "t");
    CHECK(figures(retains(), summer).back() == "school primary 10/11 against 1/1 not met final");
}

TEST_CASE("figures: a count without its denominator is no figure, and a gap") {
    auto w = cohort(10).counts("school", "dropout_rate", 3, 50);
    w.rows.counts->back().denominator.reset();
    const auto f = evaluate(few_dropouts(), w.build(), july(5));
    CHECK(measures(f) == lines{"school primary 3/- against 2/100 unknown final"});
    CHECK(gaps(f, gap_kind::missing_table) == lines{"k r school - - counts - -"});
}

TEST_CASE("figures: of a class in no school the rolls of schools say nothing") {
    auto w = cohort(10);
    w.rows.units.push_back({"d9", "class", "town", {}, {}});
    const auto f =
        evaluate(aims(asks("dropouts", relation::at_most, fixed_line{ratio{5, 1}}, "class")), w.build(), july(5));
    CHECK(measures(f) == lines{"c1 primary 0/1 against 5/1 met final", "c2 primary 0/1 against 5/1 met final",
                               "d9 - -/- against 5/1 unknown final"});
    CHECK(gaps(f, gap_kind::missing_table) == lines{"k r d9 - - enrolments - -"});
}

TEST_CASE("figures: a count of a year that the unit does not have is of no year") {
    // The other school has terms of its own, in 2024 alone; its count of 2023 cannot be the year before.
    auto w = cohort(10).counts("other", "dropout_rate", 3, 50);
    w.rows.units.push_back({"other", "school", "town", "primary", {}});
    w.rows.terms.push_back({"own", "2024", {2024, 9, 2}, {2025, 1, 17}, "other", {}});
    w.counts("other", "dropout_rate", 1, 50), w.rows.counts->back().school_year = "2024";
    const auto f = evaluate(aims(asks("dropout_rate", relation::less_than, previous_year{})), w.build(), {2025, 1, 17});
    CHECK(measures(f).front() == "other primary 1/50 against -/- unknown final");
}

TEST_CASE("figures: the stages of a unit are those of its lowest units, each once, in the order of the vocabulary") {
    // c1 and c2 are of the primary school; of the other one, which calls itself primary, both classes are of junior
    // middle but d3. A village has no stage.
    auto w = world{};
    w.rows.units.push_back({"other", "school", "town", "primary", {}});
    w.rows.units.push_back({"d1", "class", "other", "junior_middle", {}});
    w.rows.units.push_back({"d2", "class", "other", "junior_middle", {}});
    auto d = w.build();
    const auto stage = [&](std::string_view id) { return d.words->find(word_kind::stage, id).value(); };
    const auto stages = [&](std::string_view unit) {
        return figure_book{d, *d.words, july(5)}.stages_of(d.ids->units.find(unit));
    };
    const auto primary = stage("primary"), middle = stage("junior_middle");
    REQUIRE(primary < middle);
    CHECK(stages("other") == std::vector{middle});
    CHECK(stages("town") == std::vector{primary, middle});
    CHECK(stages("v") == std::vector<word_code>{no_code});
    w.rows.units.push_back({"d3", "class", "other", "primary", {}});
    d = w.build();
    CHECK(stages("other") == std::vector{primary, middle});
    w.rows.units.resize(1), w.rows.holdings->clear(), w.rows.enrolments->clear();
    d = w.build();
    CHECK(stages("town") == std::vector<word_code>{no_code});
}

TEST_CASE("figures: rolls say something of a unit from the first day on which a pupil is on one") {
    const auto f =
        evaluate(aims(asks("dropouts", relation::at_most, fixed_line{ratio{5, 1}})), cohort(10).build(), march(4));
    CHECK(measures(f) == lines{"school primary 0/1 against 5/1 met so far"});
}

TEST_CASE("figures: a number of dropouts is a number, though a count of their rate gives it") {
    const auto of = [](const world& w) {
        return measures(
            evaluate(aims(asks("dropouts", relation::at_most, fixed_line{ratio{5, 1}})), w.build(), july(5)));
    };
    CHECK(of(cohort(10).counts("school", "dropout_rate", 3, 50)) == lines{"school primary 3/1 against 5/1 met final"});
    // How a rate is counted is nothing to a number.
    CHECK(of(cohort(10).counts("school", "dropouts", 3, 1, "inspection")) ==
          lines{"school primary 3/1 against 5/1 met final"});
}

TEST_CASE("figures: what rolls cannot say is not known where it is not counted either") {
    const auto f = evaluate(aims(asks("enrolment_rate", relation::at_least, fixed_line{ratio{1, 1}})),
                            cohort(10).build(), july(5));
    CHECK(measures(f) == lines{"school primary -/- against 1/1 unknown final"});
    CHECK(gaps(f, gap_kind::missing_table) == lines{"k r - - - counts - -"});
}

TEST_CASE("figures: a count is of its own school year") {
    auto w = two_years().counts("school", "dropout_rate", 1, 50);
    w.rows.counts->back().school_year = "2024", w.rows.counts->back().counted_on = july(1);
    CHECK(figures(few_dropouts(), w) == lines{none_of_ten, "school primary 1/50 against 2/100 met final"});
}

TEST_CASE("figures: by inspection leavers of every kind count, so that what became of one is not asked") {
    // p1000 left by a transfer of which there is no table. Of ten on the roll on the first day nine are on it now.
    const auto w = cohort(10).exits(april(9), exit_kind::transferred, {}, "p1000");
    const auto by = [&](const char* indicator, formula how) {
        auto c = asks(indicator, relation::at_most, fixed_line{ratio{1, 1}});
        c.formula = how;
        return figures(aims(c), w, july(5));
    };
    CHECK(by("dropout_rate", formula::inspection) == lines{"school primary 1/10 against 1/1 met final"});
    CHECK(by("dropout_rate", formula::glossary) == lines{"school primary -/- against 1/1 unknown final"});
    // The number of dropouts has no formula.
    CHECK(by("dropouts", formula::glossary) == lines{"school primary -/- against 1/1 unknown final"});
    CHECK(by("dropouts", formula::inspection) == lines{"school primary -/- against 1/1 unknown final"});
}

TEST_CASE("cohort: heads are counted from the year's first day on") {
    CHECK(figures(few_dropouts(), cohort(10), march(4)) == lines{"school primary 0/10 against 2/100 met so far"});
    CHECK(figures(few_dropouts(), cohort(10), march(3)).empty());
}

TEST_CASE("cohort: who was on no roll in the whole year is no dropout of it, and nobody who is suspended") {
    // Gone before the first year that is known, back after its last day.
    auto away = two_years().pupil("t", "c1", {2023, 9, 4}).exits({2024, 2, 20}, exit_kind::dropout, {}, "t");
    away.enrols({2024, 9, 2}, "c1", {}, "t");
    CHECK(figures(few_dropouts(), away) == lines{none_of_ten, "school primary 0/11 against 2/100 met final"});
    // On the roll on the year's last day alone, and a dropout from that day on: of no cohort, and counted.
    auto one_day = cohort(10).pupil("t", "c1", july(5)).exits(july(5), exit_kind::dropout, {}, "t");
    CHECK(figures(few_dropouts(), one_day, july(5)) == lines{"school primary 1/10 against 2/100 not met final"});
    // Suspended in April, and never back: of the year 2023 alone.
    CHECK(figures(few_dropouts(), two_years().exits(april(9), exit_kind::suspended, {}, "p1000")) ==
          lines{"school primary 1/10 against 2/100 not met final", none_of_nine});
}

TEST_CASE("cohort: a leaving of which nothing is known is of the year in which it lies, or of the summer before it") {
    // Year 2023 ends on Fri 5 July, 2024 begins on Mon 2 September; without transfers it is not known what became of
    // who left by one.
    const auto leaves = [](date on) { return two_years().exits(on, exit_kind::transferred, {}, "p1000"); };
    const auto back = [](world w, date on) { return w.enrols(on, "c1", {}, "p1000"); };
    CHECK(figures(few_dropouts(), leaves(july(5))) == lines{not_known, none_of_nine});
    CHECK(figures(few_dropouts(), leaves(july(6))) == lines{none_of_ten, not_known});
    // Away up to the first day of the year, or up to the day before it.
    CHECK(figures(few_dropouts(), back(leaves(july(20)), {2024, 9, 3})) == lines{none_of_ten, not_known});
    CHECK(figures(few_dropouts(), back(leaves(july(20)), {2024, 9, 2})) == lines{none_of_ten, none_of_ten});
    // Away on the year's last day, or back on it.
    CHECK(figures(few_dropouts(), back(leaves(april(9)), july(6))) == lines{not_known, none_of_ten});
    CHECK(figures(few_dropouts(), back(leaves(april(9)), july(5))) == lines{none_of_ten, none_of_ten});
    // Who leaves on the first day is of the cohort: by inspection nothing more is asked.
    auto by_inspection = asks("dropout_rate", relation::at_most, fixed_line{ratio{1, 1}});
    by_inspection.formula = formula::inspection;
    CHECK(figures(aims(by_inspection), leaves({2024, 9, 2})) ==
          lines{"school primary 0/10 against 1/1 met final", "school primary 1/10 against 1/1 met final"});
}

TEST_CASE(
    "cohort: deaths and complete transfers up to the year's last day leave it, those before it and after do not") {
    const auto kept = [](const world& w, date as_of = {2025, 1, 17}) { return figures(retains(), w, as_of); };
    const std::string ten = "school primary 10/10 against 1/1 met final",
                      nine = "school primary 9/9 against 1/1 met final";
    auto dies = cohort(10);
    dies.rows.students->front().died_on = july(5);
    CHECK(kept(dies, july(5)) == lines{nine});
    dies.rows.students->front().died_on = july(6);
    CHECK(kept(dies, july(6)) == lines{ten});
    // Gone by papers that name the new school, back on Mon 2 September.
    const auto leaves = [](date on, std::optional<date> noted = {}) {
        auto w = two_years().exits(on, exit_kind::transferred, noted, "p1000").transfer("x", on, noted, "c2", "p1000");
        return w.enrols({2024, 9, 2}, "c1", {}, "p1000");
    };
    CHECK(kept(leaves(march(4))) == lines{nine, ten});
    CHECK(kept(leaves(july(5))) == lines{nine, ten});
    CHECK(kept(leaves(july(6))) == lines{ten, nine});  // in the summer before the year 2024
    // Noted on 3 June: known from then on.
    CHECK(kept(leaves(april(9), june(3)), june(2)) == lines{"school primary 10/10 against 1/1 met so far"});
    CHECK(kept(leaves(april(9), june(3)), june(3)) == lines{"school primary 9/9 against 1/1 met so far"});
}

TEST_CASE("cohort: papers that are complete before the pupil leaves take nobody out of the year before") {
    // By clause t a written application is the whole procedure. It is made in June, for a transfer in September.
    procedure papers;
    papers.name = "papers", papers.steps = {{"written_application"}};
    const auto p =
        policy_with({make_clause("k", target{asks("retention_rate", relation::at_least, fixed_line{ratio{1, 1}})}),
                     make_clause("t", papers)});
    auto w = two_years().exits({2024, 9, 20}, exit_kind::transferred, {}, "p1000");
    w.transfer("x", {2024, 9, 20}, {}, {}, "p1000").step("x", "written_application", june(3));
    w.rows.acts->back().student_id = "p1000";
    CHECK(figures(p, w) ==
          lines{"school primary 10/10 against 1/1 met final", "school primary 9/9 against 1/1 met final"});
}

TEST_CASE("cohort: without acts nobody knows of a transfer that is known whether its papers are complete") {
    procedure papers;
    papers.name = "papers", papers.steps = {{"written_application"}};
    const auto goal = target{asks("retention_rate", relation::at_least, fixed_line{ratio{1, 1}})};
    const auto p = policy_with({make_clause("k", goal), make_clause("t", papers)});
    auto w = cohort(10).exits(april(9), exit_kind::transferred, june(3), "p1000");
    w.transfer("x", april(9), june(3), {}, "p1000").rows.acts.reset();
    CHECK(figures(p, w, june(2)) == lines{"school primary 10/10 against 1/1 met so far"});
    CHECK(figures(p, w, june(3)) == lines{"school primary -/- against 1/1 unknown so far"});
}
