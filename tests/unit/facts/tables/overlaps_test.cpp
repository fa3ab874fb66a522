// SPDX-License-Identifier: Apache-2.0
#include <baoxue/facts/tables/overlaps.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>
#include <vector>

using namespace baoxue;
using detail::claim;

namespace {

/// Claims on one subject, rows in the order given: from, until, what it says.
struct said {
    std::int32_t from, until;
    std::int64_t says;
};
std::string overlaps(const std::vector<said>& rows) {
    std::vector<claim> claims;
    for (const auto& r : rows)
        claims.push_back({0, date{r.from}, date{r.until}, r.says, static_cast<std::int64_t>(claims.size())});
    std::string out;
    for (const auto& o : detail::find_overlaps(claims))
        out += std::to_string(o.row) + "-" + std::to_string(o.other) + "@" + std::to_string(o.on.days) + " ";
    return out;
}

}  // namespace

TEST_CASE("find_overlaps: the last day of one and the first of the next must not be the same day") {
    CHECK(overlaps({{1, 5, 0}, {6, 9, 1}}).empty());
    CHECK(overlaps({{1, 5, 0}, {5, 9, 1}}) == "0-1@5 1-0@5 ");
    CHECK(overlaps({{5, 9, 1}, {1, 5, 0}}) == "0-1@5 1-0@5 ");
    CHECK(overlaps({{1, 5, 0}, {5, 9, 0}}).empty());  // the same person
    CHECK(overlaps({}).empty());
}

TEST_CASE("find_overlaps: a short claim under a long one, and what comes after it") {
    CHECK(overlaps({{1, 30, 0}, {3, 4, 1}, {10, 12, 2}}) == "0-1@3 1-0@3 2-0@10 ");
    CHECK(overlaps({{1, 30, 0}, {3, 4, 0}, {4, 4, 1}}) == "0-2@4 1-2@4 2-0@4 ");  // both of 0's rows
    CHECK(overlaps({{1, 10, 0}, {2, 30, 1}, {3, 9, 1}, {20, 25, 1}}) == "0-1@2 1-0@2 2-0@3 ");
    CHECK(overlaps({{1, 10, 0}, {2, 20, 1}, {12, 30, 1}, {15, 16, 0}}) == "0-1@2 1-0@2 2-3@15 3-2@15 ");
}

TEST_CASE("find_overlaps: claims on other subjects do not matter") {
    CHECK(detail::find_overlaps({{0, date{1}, forever, 0, 0}, {1, date{1}, forever, 1, 1}}).empty());
}

TEST_CASE("find_overlaps: as looking at every pair finds them") {
    std::mt19937 random{7};  // NOLINT: the same cases every time
    const auto below = [&](std::uint32_t n) { return static_cast<std::int32_t>(random() % n); };
    for (int world = 0; world < 4000; ++world) {
        std::vector<claim> claims;
        for (std::int32_t row = 0, n = below(9); row < n; ++row) {
            const auto from = below(12);
            claims.push_back({below(2), date{from}, below(5) == 0 ? forever : date{from + below(5)}, below(3), row});
        }
        const auto contradict = [](const claim& a, const claim& b) {
            return a.subject == b.subject && a.says != b.says && a.from <= b.until && b.from <= a.until;
        };
        const auto found = detail::find_overlaps(claims);
        std::vector<std::int64_t> named, expected;
        for (const auto& o : found) {
            named.push_back(o.row);
            const auto& a = claims[static_cast<std::size_t>(o.row)];
            const auto& b = claims[static_cast<std::size_t>(o.other)];
            REQUIRE(contradict(a, b));
            REQUIRE(o.on == std::max(a.from, b.from));
        }
        for (const auto& a : claims)
            if (std::any_of(claims.begin(), claims.end(), [&](const claim& b) { return contradict(a, b); }))
                expected.push_back(a.row);
        REQUIRE(named == expected);
    }
}
