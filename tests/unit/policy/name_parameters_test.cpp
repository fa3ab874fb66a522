// SPDX-License-Identifier: Apache-2.0
#include "support/example_policy.hpp"
#include <baoxue/policy/name_parameters.hpp>
#include <baoxue/policy/walk.hpp>

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace baoxue;

namespace {

std::vector<std::string> names_of(std::vector<rung> rungs) {
    auto p = example_policy({example_clause("1a", std::move(rungs))});
    name_parameters(p);
    std::vector<std::string> out;
    walk_leaves(p.layers.front().clauses.front().readings.front().rules.front(), "",
                [&](const auto& leaf, const std::string&) {
                    if constexpr (detail::is_param<std::remove_cvref_t<decltype(leaf)>>::value)
                        out.push_back(leaf.name);
                });
    return out;
}

using names = std::vector<std::string>;

}  // namespace

TEST_CASE("name_parameters: a parameter without a name takes its field's") {
    auto r = example_rung(1, counted::session, rolling{3, {}, 10});
    r.due = within_days{unspecified("")};
    CHECK(names_of({r}) == names{"threshold", "length", "within"});
    CHECK(names_of({example_rung(1, counted::session, share{ratio{1, 10}})}) == names{"line", "at_least"});
}

TEST_CASE("name_parameters: ages say that they are ages") {
    auto r = example_rung(1, counted::session, consecutive{1});
    r.applies_to.ages = age_range{6, 16, {}, {}, {}};
    CHECK(names_of({r}) == names{"threshold", "age_from", "age_until"});
}

TEST_CASE("name_parameters: several rungs of one rule put their steps before") {
    CHECK(names_of(
              {example_rung(3, counted::session, consecutive{1}), example_rung(4, counted::session, consecutive{2})}) ==
          names{"step_3_threshold", "step_4_threshold"});
}

TEST_CASE("unname_parameters: takes away what name_parameters gives, and nothing else") {
    auto r = example_rung(1, counted::session, rolling{{3, "many", ""}, {}, 10});
    r.applies_to.ages = age_range{6, {16, "age_until", ""}, {}, {}, {}};
    const auto draft = example_policy({example_clause("1a", {r, example_rung(2, counted::session, consecutive{1})})});
    auto named = draft;
    name_parameters(named);
    auto short_again = named;
    unname_parameters(short_again);
    CHECK_FALSE(short_again == named);
    name_parameters(short_again);
    CHECK(short_again == named);
}

TEST_CASE("name_parameters: a name that is given stays") {
    CHECK(names_of({example_rung(1, counted::session, consecutive{{1, "half_days", ""}})}) == names{"half_days"});
}
