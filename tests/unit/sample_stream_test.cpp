// SPDX-License-Identifier: Apache-2.0
#include <baoxue/sample/stream.hpp>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <set>

using baoxue::sample::stream;

namespace {

constexpr std::uint64_t first_of(std::uint64_t seed, std::string_view name, std::int64_t index) {
    stream s{seed, name, index};
    return s.next();
}

static_assert(first_of(1, "units", 0) == first_of(1, "units", 0));
static_assert(first_of(1, "units", 0) != first_of(2, "units", 0));
static_assert(first_of(1, "units", 0) != first_of(1, "days", 0));
static_assert(first_of(1, "units", 0) != first_of(1, "units", 1));

}  // namespace

TEST_CASE("stream: draws stay inside their bounds and reach both ends") {
    stream s{1, "bounds"};
    std::set<std::int32_t> below, between;
    for (int i = 0; i < 2000; ++i) {
        below.insert(s.below(7));
        between.insert(s.between(-3, 3));
    }
    CHECK(below == std::set<std::int32_t>{0, 1, 2, 3, 4, 5, 6});
    CHECK(between == std::set<std::int32_t>{-3, -2, -1, 0, 1, 2, 3});
    CHECK(s.below(1) == 0);
    CHECK(s.between(5, 5) == 5);
}

TEST_CASE("stream: a chance of none never comes, of a thousand always, and 300 about three times in ten") {
    stream s{1, "chance"};
    int often = 0;
    for (int i = 0; i < 10'000; ++i) {
        CHECK_FALSE(s.chance(0));
        CHECK(s.chance(1000));
        often += s.chance(300) ? 1 : 0;
    }
    CHECK(often > 2800);
    CHECK(often < 3200);
}

TEST_CASE("stream: neighbouring indices do not repeat one another's values") {
    std::set<std::uint64_t> seen;
    for (std::int64_t index = 0; index < 1000; ++index) {
        stream s{1, "pupils", index};
        for (int i = 0; i < 10; ++i)
            seen.insert(s.next());
    }
    CHECK(seen.size() == 10'000);
}
