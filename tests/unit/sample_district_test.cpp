// SPDX-License-Identifier: Apache-2.0
#include <baoxue/facts/build_district.hpp>
#include <baoxue/sample/sample_township.hpp>

#include <catch2/catch_test_macros.hpp>
#include <vector>

using namespace baoxue;

namespace {

void check_district(const township_plan& plan) {
    INFO(plan.pupils << " pupils, seed " << plan.seed);
    std::vector<table_view> views;
    for (const auto& t : sample_township(plan))
        views.push_back(t.view());
    district_options options;
    options.calendar = sample_calendar;
    options.mode = sample_register;
    CHECK_NOTHROW(build_district(views, options));
}

}  // namespace

TEST_CASE("sample_township: the tables make a district without a single problem, for any seed and size") {
    for (std::uint64_t seed = 0; seed < 20; ++seed)
        for (const std::int32_t pupils : {0, 1, 2, 7, 50})
            check_district({pupils, seed});
    for (const township_plan plan : {township_plan{500, 1}, township_plan{500, 2}, township_plan{500, 3},
                                     township_plan{2000, 1}, township_plan{3000, 9}})
        check_district(plan);
}

TEST_CASE("sample_township: no problem with 2,000 pupils of many seeds", "[.long]") {
    for (std::uint64_t seed = 2; seed < 40; ++seed)
        check_district({2000, seed});
}
