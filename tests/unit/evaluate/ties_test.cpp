// SPDX-License-Identifier: Apache-2.0

#include <baoxue/evaluate/ties.hpp>

#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <string>
#include <support/school.hpp>
#include <utility>
#include <vector>

using namespace school;

namespace {

using flags = std::vector<bool>;

/// A policy that nobody has checked: what ties its clauses stands in them as it is.
policy of_clauses(std::vector<clause> clauses) {
    policy p;
    p.layers.push_back({"p", {}, {}, std::move(clauses)});
    return p;
}

/// The clauses that a change of the first one touches: of these, and of one more that says something of its own.
flags touched_by_first(std::vector<clause> clauses) {
    clauses.push_back(make_clause("apart", ladder{"apart", {make_rung(counted::session, consecutive{1})}}));
    flags changed(clauses.size());
    changed[0] = true;
    return detail::clause_ties{of_clauses(std::move(clauses))}.touched_by(changed);
}

rung counting_sessions(int step) {
    auto r = make_rung(counted::session, consecutive{1});
    r.step = step;
    return r;
}
/// Whether a first step touches a second one, in another clause.
bool is_tied(const rung& second, const std::string& name = "l", std::optional<after_act> of_rule = {}) {
    auto k = make_clause("k", ladder{"l", {counting_sessions(1)}}), n = make_clause("n", ladder{name, {second}});
    n.readings[0].rules[0].after = std::move(of_rule);
    const auto touched = touched_by_first({k, n});
    CHECK(touched[0]);
    CHECK_FALSE(touched[2]);
    return touched[1];
}

figure_condition no_dropouts() {
    figure_condition c;
    c.indicator = {"dropouts"}, c.unit_kind = {"school"}, c.is = relation::at_most, c.line = fixed_line{ratio{0, 1}};
    return c;
}
clause award(std::string id, std::vector<honour_word> honours) {
    payment p;
    p.upon = no_dropouts(), p.honours = std::move(honours);
    incentive i;
    i.by = std::move(p);
    return make_clause(std::move(id), i);
}
clause shares_of(std::string id, std::vector<std::string> of) {
    sharing s;
    s.of = std::move(of), s.roles = {"principal"};
    incentive i;
    i.by = std::move(s);
    return make_clause(std::move(id), i);
}
clause forfeit(std::string id) {
    veto v;
    v.upon = no_dropouts(), v.roles = {"principal"}, v.forfeits = {"merit_rating"};
    return make_clause(std::move(id), v);
}

}  // namespace

TEST_CASE("number_of_clauses: over all layers") {
    const auto one = make_clause("k", forfeit("k").readings[0].rules[0].is);
    auto p = of_clauses({one});
    CHECK(detail::number_of_clauses(p) == 1);
    p.layers.push_back(p.layers.front());
    CHECK(detail::number_of_clauses(p) == 2);
    CHECK(detail::number_of_clauses(policy{}) == 0);
}

TEST_CASE("clause_ties: steps of one ladder, where one of them rests on an earlier one") {
    // A step that counts in the register does not look at what another one did.
    CHECK_FALSE(is_tied(counting_sessions(2)));
    auto second = counting_sessions(2);
    second.mode = missed_deadline{1};
    CHECK(is_tied(second));
    CHECK_FALSE(is_tied(second, "m"));  // another ladder, of which it is the only step
    second.mode = step_done{1};
    CHECK(is_tied(second));
    second.mode = cumulative{{2}};
    CHECK_FALSE(is_tied(second));
    second.counts = {{counted::earlier_rung, {}, {}}};
    CHECK(is_tied(second));
}

TEST_CASE("clause_ties: an act of which a step counts only what comes after an earlier step") {
    after_act visited;
    visited.act = {"home_visit"};
    auto second = counting_sessions(2);
    CHECK_FALSE(is_tied(second, "l", visited));
    second.after = visited;
    CHECK_FALSE(is_tied(second));
    visited.step = 1;
    CHECK(is_tied(counting_sessions(2), "l", visited));
    second.after = visited;
    CHECK(is_tied(second));
}

TEST_CASE("clause_ties: what rests on earlier steps ties all steps of its ladder, and of its layer's alone") {
    auto third = counting_sessions(3);
    third.mode = step_done{2};
    const auto k = make_clause("k", ladder{"l", {counting_sessions(1)}}),
               n = make_clause("n", ladder{"l", {counting_sessions(2)}}), z = make_clause("z", ladder{"l", {third}});
    CHECK(touched_by_first({k, n, z}) == flags{true, true, true, false});
    auto p = of_clauses({k, n});
    p.layers.push_back(p.layers.front());
    p.layers[1].id = "q", p.layers[1].clauses = {z, make_clause("y", ladder{"l", {counting_sessions(1)}})};
    const detail::clause_ties ties{p};
    CHECK(ties.touched_by({true, false, false, false}) == flags{true, false, false, false});
    CHECK(ties.touched_by({false, false, false, true}) == flags{false, false, true, true});
}

TEST_CASE("clause_ties: a reading that does not govern ties too") {
    auto second = counting_sessions(2);
    second.mode = step_done{1};
    auto n = make_clause("n", ladder{"l", {counting_sessions(2)}});
    n.readings.push_back(make_clause("n", ladder{"l", {second}}).readings[0]);
    n.readings[1].id = "other";
    CHECK(touched_by_first({make_clause("k", ladder{"l", {counting_sessions(1)}}), n}) == flags{true, true, false});
}

TEST_CASE("clause_ties: what another policy with the same clauses ties") {
    const auto with = [](count_mode mode) {
        auto second = counting_sessions(2);
        second.mode = std::move(mode);
        return of_clauses(
            {make_clause("k", ladder{"l", {counting_sessions(1)}}), make_clause("n", ladder{"l", {second}})});
    };
    detail::clause_ties ties{with(consecutive{1})};
    CHECK(ties.touched_by({true, false}) == flags{true, false});
    ties.add(with(step_done{1}));
    CHECK(ties.touched_by({true, false}) == flags{true, true});
}

TEST_CASE("clause_ties: clauses that name others, whichever comes first") {
    auto k = make_clause("k", make_duty(event::dropout));
    auto missed = make_duty(event::missed_duty);
    missed.of = rule_reference{"k", "r"};
    CHECK(touched_by_first({k, make_clause("n", missed)}) == flags{true, true, false});
    CHECK(touched_by_first({make_clause("n", missed), k}) == flags{true, true, false});
    auto paid = make_duty(event::sum_due);
    paid.sums = {"k", "m"};
    CHECK(touched_by_first({award("k", {}), make_clause("n", paid), award("m", {})}) == flags{true, true, true, false});
    CHECK(touched_by_first({award("k", {}), shares_of("n", {"k"})}) == flags{true, true, false});
    CHECK(touched_by_first({shares_of("n", {"k"}), award("k", {})}) == flags{true, true, false});
    prohibition p;
    p.conduct = {"dereliction"}, p.roles = {"principal"}, p.unmet = {"k"};
    CHECK(touched_by_first({make_clause("k", target{no_dropouts()}), make_clause("n", p)}) == flags{true, true, false});
    p.unmet.clear();
    CHECK(touched_by_first({make_clause("k", target{no_dropouts()}), make_clause("n", p)}) ==
          flags{true, false, false});
    CHECK(touched_by_first({k, make_clause("k", make_duty(event::returned))}) ==
          flags{true, true, false});  // two texts
}

TEST_CASE("clause_ties: vetoes and the honours that they forfeit, in whichever layer; money is not forfeited alone") {
    CHECK(touched_by_first({award("k", {"merit_rating"}), forfeit("n")}) == flags{true, true, false});
    CHECK(touched_by_first({forfeit("k"), award("n", {"merit_rating"})}) == flags{true, true, false});
    CHECK(touched_by_first({award("k", {}), forfeit("n")}) == flags{true, false, false});
    CHECK(touched_by_first({shares_of("k", {}), forfeit("n")}) == flags{true, false, false});
    CHECK(touched_by_first({forfeit("k"), forfeit("n")}) == flags{true, true, false});
    auto p = of_clauses({forfeit("k")});
    p.layers.push_back(p.layers.front());
    p.layers[1].id = "q", p.layers[1].clauses = {award("k", {"merit_rating"}), award("m", {})};
    CHECK(detail::clause_ties{p}.touched_by({true, false, false}) == flags{true, true, false});
}

TEST_CASE("clause_ties: a procedure that changes touches all, one that does not touches nothing") {
    const auto k = make_clause("k", make_duty(event::dropout)),
               q = make_clause("q", procedure{"papers", {"written_application"}});
    CHECK(touched_by_first({q, k}) == flags{true, true, true});
    CHECK(touched_by_first({k, q}) == flags{true, false, false});
    const detail::clause_ties ties{of_clauses({k, q})};
    CHECK(ties.touched_by({false, false}) == flags{false, false});
    CHECK_FALSE(ties.has_procedure(0));
    CHECK(ties.has_procedure(1));
}
