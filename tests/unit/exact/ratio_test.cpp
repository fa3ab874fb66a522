// SPDX-License-Identifier: Apache-2.0
#include <baoxue/exact/ratio.hpp>

#include <catch2/catch_test_macros.hpp>
#include <limits>

using namespace baoxue;

TEST_CASE("compare_share: a line is met exactly, not nearly") {
    const ratio two_percent{2, 100};
    CHECK(compare_share(1, 50, two_percent) == 0);     // 1 * 100 = 2 * 50
    CHECK(compare_share(1, 51, two_percent) < 0);      // 100 < 102
    CHECK(compare_share(1, 49, two_percent) > 0);      // 100 > 98
    CHECK(compare_share(1, 3, ratio{333, 1000}) > 0);  // a third is more than 0.333
    CHECK(compare_share(1, 3, ratio{1, 3}) == 0);
}

TEST_CASE("compare_share: nothing of something is below every line above zero, and all of it reaches one") {
    CHECK(compare_share(0, 7, ratio{0, 1}) == 0);
    CHECK(compare_share(0, 7, ratio{1, 1000000}) < 0);
    CHECK(compare_share(7, 7, ratio{1, 1}) == 0);
}

TEST_CASE("compare_share: the largest numbers do not overflow") {
    constexpr auto most = std::numeric_limits<std::int32_t>::max();
    CHECK(compare_share(most, most, ratio{most, most}) == 0);
    CHECK(compare_share(most - 1, most, ratio{most, most}) < 0);
    CHECK(compare_share(most, most - 1, ratio{most, most}) > 0);
}

TEST_CASE("compare_share: rises with the part and falls with the whole") {
    const ratio line{3, 10};
    for (std::int32_t whole = 1; whole <= 40; ++whole)
        for (std::int32_t part = 0; part < whole; ++part) {
            if (compare_share(part, whole, line) > 0) {
                CHECK(compare_share(part + 1, whole, line) > 0);
            }
            if (compare_share(part, whole, line) < 0) {
                CHECK(compare_share(part, whole + 1, line) < 0);
            }
        }
}
