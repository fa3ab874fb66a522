// SPDX-License-Identifier: Apache-2.0
#include "support/example_policy.hpp"
#include <baoxue/policy/check.hpp>
#include <baoxue/policy/parameters.hpp>
#include <baoxue/vocabulary/standard.hpp>

#include <catch2/catch_test_macros.hpp>
#include <vector>

using namespace baoxue;

TEST_CASE("list_parameters: each once for a text of a clause, with its value, the source's word and its type") {
    auto r = example_rung(1, counted::session, consecutive{2});
    r.due = within_days{unspecified("", "及时")};
    auto c = example_clause("1a", {r});
    c.readings.push_back(c.readings.front());
    c.readings.back().id = "other";
    auto later = c;
    c.effective.until = later.effective.from = date{2025, 3, 1};
    auto high = example_rung(2, counted::session, share{{ratio{1, 10}, "", "一成"}, {}, 20});
    const auto p = make_policy(example_policy({c, later, example_clause("1b", {high})}), standard_vocabulary());
    using list = std::vector<parameter_entry>;
    CHECK(list_parameters(p) == list{{"1a.threshold", parameter_value{2}, "", "1a", parameter_type::integer},
                                     {"1a.within", {}, "及时", "1a", parameter_type::integer},
                                     {"1a.threshold", parameter_value{2}, "", "1a", parameter_type::integer},
                                     {"1a.within", {}, "及时", "1a", parameter_type::integer},
                                     {"1b.line", parameter_value{ratio{1, 10}}, "一成", "1b", parameter_type::share},
                                     {"1b.at_least", parameter_value{20}, "", "1b", parameter_type::integer}});
}
