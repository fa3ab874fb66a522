// SPDX-License-Identifier: Apache-2.0
#include <baoxue/facts/build_district.hpp>
#include <baoxue/sample/sample_township.hpp>

#include <catch2/catch_test_macros.hpp>
#include <vector>

using namespace baoxue;

TEST_CASE("sample_township: the tables make a district without a single problem") {
    for (const township_plan plan :
         {township_plan{0, 1}, township_plan{30, 5}, township_plan{2000, 1}, township_plan{3000, 9}}) {
        std::vector<table_view> views;
        for (const auto& t : sample_township(plan))
            views.push_back(t.view());
        district_options options;
        options.calendar = sample_calendar;
        options.mode = sample_register;
        CHECK_NOTHROW(build_district(views, options));
    }
}
