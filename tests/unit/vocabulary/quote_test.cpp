// SPDX-License-Identifier: Apache-2.0
#include <baoxue/vocabulary/quote.hpp>

#include <catch2/catch_test_macros.hpp>

using baoxue::in_backquotes;

TEST_CASE("in_backquotes: keeps a message on one line") {
    CHECK(in_backquotes("clas_teacher") == "`clas_teacher`");
    CHECK(in_backquotes("") == "``");
    CHECK(in_backquotes("a\nb\x1f") == "`a\\u000ab\\u001f`");
}

TEST_CASE("in_backquotes: cuts after sixty characters, never inside one") {
    std::string sixty;
    for (int i = 0; i < 60; ++i)
        sixty += "家";
    CHECK(in_backquotes(sixty) == "`" + sixty + "`");
    CHECK(in_backquotes(sixty + "访") == "`" + sixty + "...`");
}
