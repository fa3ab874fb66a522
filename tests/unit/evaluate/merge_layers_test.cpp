// SPDX-License-Identifier: Apache-2.0
#include <baoxue/evaluate/merge_layers.hpp>
#include <baoxue/policy/layer.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/school.hpp>

using namespace school;

namespace {

/// A policy of an id, by which the first absence makes the class teacher visit within so many days, or at some time.
policy visit(std::string id, std::optional<int> within) {
    auto r = make_rung(counted::session, consecutive{1});
    r.due.reset();
    if (within)
        r.due = within_days{*within};
    auto p = policy_with(r);
    p.id = id, p.layers.front().id = std::move(id);
    return make_policy(std::move(p), standard_vocabulary());
}

/// The one duty that stays of two layers, as `layer due`, and `also` with the layer of the other.
std::string stays(std::optional<int> upper, std::optional<int> lower) {
    const policy both[] = {visit("upper", upper), visit("lower", lower)};
    const auto f = evaluate(layer(both), world{}.marks(march(5), "UP").build(), march(29));
    REQUIRE(f.obligations.size() == 1);
    REQUIRE(f.obligations.also.at(0).size() == 1);
    const auto layer_of = [&](std::int32_t rule) { return f.rules.at(static_cast<std::size_t>(rule)).policy; };
    const auto due = f.obligations.due_on[0];
    return layer_of(f.obligations.rule[0]) + " " + (due == no_date ? "-" : to_string(due)) + " also " +
           layer_of(f.obligations.also.at(0).front());
}

}  // namespace

// Meaning decisions, paragraph 18: the earliest due date stays, none is latest, of equal ones the upper layer's.
TEST_CASE("merge_layers: the earlier due date stays, whichever layer it is of") {
    CHECK(stays(1, 2) == "upper 2024-03-06 also lower");
    CHECK(stays(2, 1) == "lower 2024-03-06 also upper");
    CHECK(stays(1, {}) == "upper 2024-03-06 also lower");
    CHECK(stays({}, 1) == "lower 2024-03-06 also upper");
}

TEST_CASE("merge_layers: of equal due dates, or of none, the upper layer's stays") {
    CHECK(stays(1, 1) == "upper 2024-03-06 also lower");
    CHECK(stays({}, {}) == "upper - also lower");
}
