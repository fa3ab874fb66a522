// SPDX-License-Identifier: Apache-2.0
#include <baoxue/facts/build_district.hpp>
#include <baoxue/json/builtin.hpp>
#include <baoxue/policy/layer.hpp>
#include <baoxue/sample/sample_township.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/variants_of.hpp>
#include <vector>

using namespace baoxue;

namespace {

district small_township() {
    std::vector<table_view> views;
    const auto tables = sample_township({60, 1});
    for (const auto& t : tables)
        views.push_back(t.view());
    district_options options;
    options.calendar = sample_calendar, options.mode = sample_register;
    return build_district(views, options);
}

}  // namespace

TEST_CASE("evaluate: variants of plan 5, of two layers and of a law find in one call what each finds alone") {
    const auto d = small_township();
    require_same_alone(with_variants(builtin_policy("plan-5")), d, date{2026, 7, 31});
    const std::vector<policy> both{builtin_policy("plan-4"), builtin_policy("plan-3")};
    require_same_alone(with_variants(layer(both)), d, date{2026, 3, 20});
    // Every clause of Taiwan's is tied to every other, one with a procedure among them; beside one that is not, they
    // are variants.
    auto tw = builtin_policy("tw");
    tw.layers[0].clauses.push_back(builtin_policy("plan-2").layers[0].clauses.front());
    tw.layers[0].clauses.back().id = "z";
    require_same_alone(with_variants(tw), d, date{2026, 7, 31});
}

TEST_CASE("evaluate: variants of every built-in policy find in one call what each finds alone", "[.long]") {
    const auto d = small_township();
    for (const auto& id : builtin_policy_ids())
        require_same_alone(with_variants(builtin_policy(id)), d, date{2026, 7, 31});
    const std::vector<policy> both{builtin_policy("plan-5"), builtin_policy("plan-2")};
    require_same_alone(with_variants(layer(both)), d, date{2026, 3, 20});
}
