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
