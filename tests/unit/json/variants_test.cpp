// SPDX-License-Identifier: Apache-2.0
#include <baoxue/facts/build_district.hpp>
#include <baoxue/json/builtin.hpp>
#include <baoxue/policy/layer.hpp>
#include <baoxue/sample/sample_township.hpp>

#include <catch2/catch_test_macros.hpp>
#include <support/variants_of.hpp>
#include <utility>
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

TEST_CASE("evaluate: variants of every built-in policy find in one call what each finds alone") {
    const auto d = small_township();
    for (const auto& id : builtin_policy_ids())
        require_same_alone(with_variants(builtin_policy(id)), d, date{2026, 7, 31});
    for (const auto& [upper, lower] : {std::pair{"plan-4", "plan-3"}, std::pair{"plan-5", "plan-2"}}) {
        const std::vector<policy> both{builtin_policy(upper), builtin_policy(lower)};
        require_same_alone(with_variants(layer(both)), d, date{2026, 3, 20});
    }
}
