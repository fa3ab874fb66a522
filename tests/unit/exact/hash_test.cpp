// SPDX-License-Identifier: Apache-2.0
#include <baoxue/exact/hash.hpp>

#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string_view>

using namespace baoxue;

TEST_CASE("stable_hash: parts are not run together") {
    // "ab" "c" and "a" "bc" have the same bytes in a row; their lengths keep them apart.
    CHECK(stable_hash{}.text("ab").text("c").value() != stable_hash{}.text("a").text("bc").value());
    CHECK(stable_hash{}.text("").text("a").value() != stable_hash{}.text("a").text("").value());
    CHECK(stable_hash{}.text("").value() != stable_hash{}.value());
}

TEST_CASE("stable_hash: the order of parts matters, and equal parts agree") {
    CHECK(stable_hash{}.number(1).number(2).value() != stable_hash{}.number(2).number(1).value());
    CHECK(stable_hash{}.text("班").number(-1).value() == stable_hash{}.text("班").number(-1).value());
}

TEST_CASE("stable_hash: neighbouring numbers do not collide") {
    std::set<std::uint64_t> seen;
    for (std::int64_t i = -5000; i < 5000; ++i)
        seen.insert(stable_hash{}.number(i).value());
    CHECK(seen.size() == 10000);
}

TEST_CASE("stable_hash: known at compile time") {
    constexpr auto h = stable_hash{}.text("plan-2").number(3).value();
    CHECK(h == stable_hash{}.text(std::string_view{"plan-2"}).number(3).value());
}
