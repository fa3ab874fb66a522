// SPDX-License-Identifier: Apache-2.0
#include <baoxue/exact/strong.hpp>

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <limits>
#include <type_traits>

using namespace baoxue;

namespace {
using apples = strong<struct apples_tag>;
using pears = strong<struct pears_tag>;
}  // namespace

TEST_CASE("strong: adds, subtracts and compares within its own kind") {
    CHECK(apples{2} + apples{3} == apples{5});
    CHECK(apples{2} - apples{3} == apples{-1});
    CHECK(apples{2} < apples{3});
    CHECK(apples{} == apples{0});
}

TEST_CASE("strong: no kind is another, and no plain number is one") {
    CHECK_FALSE(std::is_convertible_v<apples, pears>);
    CHECK_FALSE(std::is_constructible_v<apples, pears>);
    CHECK_FALSE(std::is_convertible_v<int, apples>);
    CHECK_FALSE(std::is_convertible_v<apples, int>);
}

TEST_CASE("strong: a sum that does not fit is refused, whatever the width") {
    constexpr apples most{std::numeric_limits<std::int32_t>::max()}, least{std::numeric_limits<std::int32_t>::min()};
    CHECK_THROWS_AS(most + apples{1}, std::overflow_error);
    CHECK_THROWS_AS(least - apples{1}, std::overflow_error);
    CHECK(most - apples{1} + apples{1} == most);
    using grains = strong<struct grains_tag, std::int8_t>;  // no wider than it is: 127 + 1 does not fit
    CHECK_THROWS_AS(grains{127} + grains{1}, std::overflow_error);
    CHECK(grains{127} + grains{-1} == grains{126});
}
