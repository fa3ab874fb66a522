// SPDX-License-Identifier: Apache-2.0
#include <baoxue/facts/grouped.hpp>

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <vector>

using namespace baoxue;

TEST_CASE("group_rows: by owner, in the order of the rows, those without an owner left out") {
    grouped g;
    const std::vector<code> owner{2, 0, no_code, 2, 0};
    CHECK(group_rows(g, 4, owner) == std::vector<std::size_t>{1, 4, 0, 3});
    CHECK(g.offsets == std::vector<std::int64_t>{0, 2, 2, 4, 4});
    CHECK(g.end(1) == g.first(1));
    CHECK(g.first(2) == 2);
}

TEST_CASE("group_rows: no owner and no row") {
    grouped g;
    CHECK(group_rows(g, 0, std::vector<code>{}).empty());
    CHECK(g.offsets == std::vector<std::int64_t>{0});
    CHECK(group_rows(g, 2, std::vector<code>{no_code}).empty());
    CHECK(g.offsets == std::vector<std::int64_t>{0, 0, 0});
}

TEST_CASE("group_rows: the rows of one owner in the order asked for, those alike as they were") {
    grouped g;
    const std::vector<code> owner{1, 1, 0, 1, 1};
    const std::vector<int> key{5, 3, 9, 5, 3};
    const auto less = [&](std::size_t a, std::size_t b) { return key[a] < key[b]; };
    CHECK(group_rows(g, 2, owner, less) == std::vector<std::size_t>{2, 1, 4, 0, 3});
}
