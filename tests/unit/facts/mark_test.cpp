// SPDX-License-Identifier: Apache-2.0
#include <baoxue/facts/mark.hpp>

#include <catch2/catch_test_macros.hpp>

using namespace baoxue;

TEST_CASE("mark_set: what was put in, and nothing else") {
    const mark_set s{mark::unexcused, mark::excused};
    CHECK(s.contains(mark::unexcused));
    CHECK(s.contains(mark::excused));
    CHECK_FALSE(s.contains(mark::present));
    CHECK_FALSE(s.contains(mark::unmarked));
    CHECK(s == mark_set{mark::excused, mark::unexcused, mark::excused});
    CHECK_FALSE(mark_set{}.contains(mark::unmarked));
}

TEST_CASE("mark words: no row says unmarked") {
    CHECK_FALSE(enum_from<mark>("unmarked"));
    CHECK(enum_from<mark>("present") == mark::present);
    CHECK_FALSE(enum_from<session>("both"));
    CHECK(enum_from<sessions>("both") == sessions::both);
    CHECK_FALSE(enum_from<sessions>("none"));
}
