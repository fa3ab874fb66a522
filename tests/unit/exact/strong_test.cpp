// SPDX-License-Identifier: Apache-2.0
#include <baoxue/exact/strong.hpp>

#include <catch2/catch_test_macros.hpp>
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
