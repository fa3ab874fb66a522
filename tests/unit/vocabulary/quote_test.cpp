// SPDX-License-Identifier: Apache-2.0
#include <baoxue/vocabulary/quote.hpp>

#include <catch2/catch_test_macros.hpp>
#include <string>

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
