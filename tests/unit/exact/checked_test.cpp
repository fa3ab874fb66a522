// SPDX-License-Identifier: Apache-2.0
#include <baoxue/exact/checked.hpp>

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <limits>

using namespace baoxue;

namespace {
constexpr auto most = std::numeric_limits<std::int32_t>::max();
constexpr auto least = std::numeric_limits<std::int32_t>::min();
}  // namespace

TEST_CASE("checked sums: exact up to the ends of the type, refused one beyond") {
    static_assert(checked_add(most - 1, 1) == most);
    static_assert(checked_subtract(least + 1, 1) == least);
    static_assert(checked_multiply(most / 12, 12) == most - most % 12);
    CHECK_THROWS_AS(checked_add(most, 1), std::overflow_error);
    CHECK_THROWS_AS(checked_add(least, -1), std::overflow_error);
    CHECK_THROWS_AS(checked_subtract(least, 1), std::overflow_error);
    CHECK_THROWS_AS(checked_subtract(0, least), std::overflow_error);
    CHECK_THROWS_AS(checked_multiply(most / 12 + 1, 12), std::overflow_error);
}

TEST_CASE("checked sums: in eight bits, every pair as a wider type has it") {
    for (int a = -128; a < 128; ++a)
        for (int b = -128; b < 128; ++b) {
            const auto x = static_cast<std::int8_t>(a), y = static_cast<std::int8_t>(b);
            const auto agrees = [](int wide, auto&& narrow) {
                try {
                    return narrow() == wide;
                } catch (const std::overflow_error&) {
                    return wide < -128 || wide > 127;
                }
            };
            if (!agrees(a + b, [&] { return checked_add(x, y); }) ||
                !agrees(a - b, [&] { return checked_subtract(x, y); }) ||
                !agrees(a * b, [&] { return checked_multiply(x, y); }))
                FAIL(a << " and " << b);
        }
}
