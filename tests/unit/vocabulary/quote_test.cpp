// SPDX-License-Identifier: Apache-2.0
#include <baoxue/vocabulary/quote.hpp>
#include <baoxue/vocabulary/relation.hpp>

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <vector>

using namespace baoxue;

TEST_CASE("in_backquotes: short text as it is, on one line") {
    CHECK(in_backquotes("") == "``");
    CHECK(in_backquotes("班主任") == "`班主任`");
    CHECK(in_backquotes("a\nb\x7f") == "`a\\u000ab\\u007f`");
}

TEST_CASE("in_backquotes: sixty characters are shown, not sixty bytes, and none is broken") {
    CHECK(in_backquotes(std::string(60, 'a')) == "`" + std::string(60, 'a') + "`");
    CHECK(in_backquotes(std::string(61, 'a')) == "`" + std::string(60, 'a') + "...`");
    std::string sixty;
    for (int i = 0; i < 60; ++i)
        sixty += "校";
    CHECK(in_backquotes(sixty) == "`" + sixty + "`");
    CHECK(in_backquotes(sixty + "校") == "`" + sixty + "...`");
}

TEST_CASE("listed: every word in backquotes, with what is asked for between the last two") {
    using words = std::vector<std::string_view>;
    CHECK(listed(words{}).empty());
    CHECK(listed(words{"a"}, " or ") == "`a`");
    CHECK(listed(words{"a", "b", "c"}) == "`a`, `b`, `c`");
    CHECK(listed(words{"a", "b", "c"}, " or ") == "`a`, `b` or `c`");
    CHECK(listed(enum_words<relation>) == "`at_most`, `less_than`, `at_least`, `more_than`");
}

TEST_CASE("expected_one_of: one word is not one of several") {
    CHECK(expected_one_of(std::vector<std::string>{"a"}) == "expected `a`");
    CHECK(expected_one_of(std::vector<std::string>{"a", "b"}) == "expected one of `a`, `b`");
}
