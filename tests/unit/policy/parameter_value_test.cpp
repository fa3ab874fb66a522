// SPDX-License-Identifier: Apache-2.0
#include <baoxue/policy/parameter_value.hpp>

#include <catch2/catch_test_macros.hpp>
#include <vector>

using namespace baoxue;

TEST_CASE("parameter_value: holds a number, an amount, a share or several shares, and tells them") {
    const auto text = [](const parameter_value& v) { return detail::text_of(v); };
    CHECK(text(3) == "3");
    CHECK(text(std::int64_t{1'000'000'000'000}) == "1000000000000");
    CHECK(text(ratio{1, 10}) == "1/10");
    CHECK(text(std::vector{ratio{3, 10}, ratio{7, 10}}) == "3/10, 7/10");
    CHECK(text(std::vector<ratio>{}) == "an empty list");
}
