// SPDX-License-Identifier: Apache-2.0
#include "support/school.hpp"
#include <baoxue/verify/checks/lines.hpp>
#include <baoxue/verify/verify.hpp>

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace baoxue;

namespace {

using lines = std::vector<std::string>;

figure_condition rate(relation is, ratio line, std::string indicator = "dropout_rate") {
    return {std::move(indicator), formula::glossary, "school", is, fixed_line{line}};
}

/// A target of a rate and a payment for it.
policy plan(figure_condition goal, figure_condition upon, paid_for each = paid_for::dropout,
            effect is = effect::charge) {
    payment p;
    p.upon = std::move(upon), p.amount = param<std::int64_t>{20'000}, p.each = each;
    return school::policy_with(std::vector<clause>{school::make_clause("a", target{std::move(goal)}),
                                                   school::make_clause("b", incentive{is, p})});
}

lines figures_seen(const policy& p) {
    lines out;
    for (const auto& o : verify(p).observations) {
        std::string line{word_of(o.kind)};
        for (const auto& f : o.figures)
            line += " " + std::to_string(f.numerator) + "/" + std::to_string(f.denominator) + "=" +
                    std::to_string(f.amount_fen.value_or(-1));
        out.push_back(line);
    }
    return out;
}

constexpr ratio two{2, 100}, three{3, 100};
using enum relation;

}  // namespace

TEST_CASE("check_lines: both including the number clash at it, and nowhere else") {
    CHECK(figures_seen(plan(rate(at_most, two), rate(at_least, two))) ==
          lines{"charged_within_line 1/50=20000", "charge_cliff 1/100=0 2/100=40000"});
}

TEST_CASE("check_lines: one that leaves the number out does not clash") {
    CHECK(figures_seen(plan(rate(less_than, two), rate(at_least, two))) == lines{"charge_cliff 1/100=0 2/100=40000"});
    CHECK(figures_seen(plan(rate(at_most, two), rate(more_than, two))) == lines{"charge_cliff 1/50=0 2/50=40000"});
    CHECK(figures_seen(plan(rate(at_most, two), rate(at_least, three))) == lines{"charge_cliff 2/100=0 3/100=60000"});
}

TEST_CASE("check_lines: lines that cross clash over a stretch") {
    const auto found = figures_seen(plan(rate(at_most, three), rate(more_than, two)));
    REQUIRE(found.size() == 2);
    CHECK(found.front() == "charged_within_line 2/75=40000 3/100=60000");
}

TEST_CASE("check_lines: stages apart, other formulas and other units do not clash") {
    auto p = plan(rate(at_most, two), rate(at_least, two), paid_for::whole);
    REQUIRE(figures_seen(p).size() == 1);
    auto& clauses = p.layers.front().clauses;
    clauses[0].readings.front().rules.front().applies_to.stages = {"primary"};
    REQUIRE(figures_seen(p).size() == 1);
    clauses[1].readings.front().rules.front().applies_to.stages = {"junior_middle"};
    CHECK(figures_seen(p) == lines{});
    auto other = rate(at_least, two);
    other.formula = formula::inspection;
    CHECK(figures_seen(plan(rate(at_most, two), other, paid_for::whole)) == lines{});
    other = rate(at_least, two);
    other.unit_kind = "class";
    CHECK(figures_seen(plan(rate(at_most, two), other, paid_for::whole)) == lines{});
}

TEST_CASE("check_lines: what pays nothing at the line does not clash there") {
    CHECK(figures_seen(plan(rate(at_most, two), rate(at_least, two), paid_for::dropout_over_line)) == lines{});
    CHECK(figures_seen(plan(rate(at_most, {0, 100}), rate(at_least, {0, 100}))) == lines{});  // nobody dropped out
}

TEST_CASE("check_lines: an award for what misses the target") {
    CHECK(figures_seen(plan(rate(at_least, {95, 100}, "retention_rate"), rate(at_least, {90, 100}, "retention_rate"),
                            paid_for::whole, effect::award)) == lines{"awarded_outside_line 9/10=20000 14/15=20000"});
    CHECK(figures_seen(plan(rate(at_least, {95, 100}, "retention_rate"), rate(at_least, {95, 100}, "retention_rate"),
                            paid_for::whole, effect::award)) == lines{});
}

TEST_CASE("check_lines: numbers of dropouts are whole") {
    CHECK(figures_seen(plan(rate(at_most, {2, 1}, "dropouts"), rate(at_least, {2, 1}, "dropouts"))) ==
          lines{"charged_within_line 2/1=40000", "charge_cliff 1/1=0 2/1=40000"});
    CHECK(figures_seen(plan(rate(at_most, {2, 1}, "dropouts"), rate(more_than, {2, 1}, "dropouts"),
                            paid_for::dropout_over_line)) == lines{});
}

TEST_CASE("check_lines: a number left open clashes with nothing") {
    auto open = rate(at_least, two);
    open.line = fixed_line{unspecified<ratio>("line")};
    CHECK(figures_seen(plan(rate(at_most, two), open, paid_for::whole)) == lines{"unspecified_value"});
}

TEST_CASE("check_lines: a plan that comes into force later is tried when it is in force") {
    auto p = plan(rate(at_most, two), rate(at_least, two), paid_for::whole);
    for (auto& c : p.layers.front().clauses)
        c.effective.from = date{2025, 9, 1};
    const auto v = verify(p);
    REQUIRE(v.size() == 1);
    CHECK(v.observations.front().kind == observation_kind::charged_within_line);
    REQUIRE(v.observations.front().shown);
    CHECK(v.observations.front().shown->as_of > date{2026, 6, 1});
}
