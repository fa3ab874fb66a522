// SPDX-License-Identifier: Apache-2.0
#include <baoxue/vocabulary/enum_words.hpp>

#include <catch2/catch_test_macros.hpp>

namespace {
enum class colour { red, green, blue };
enum class wordless { one };
}  // namespace

template <>
inline constexpr auto baoxue::enum_words<colour> =
    std::to_array<baoxue::enum_word<colour>>({{colour::red, "red"}, {colour::green, "green"}});

using namespace baoxue;

TEST_CASE("enum_from: the word and nothing near it") {
    CHECK(enum_from<colour>("red") == colour::red);
    CHECK_FALSE(enum_from<colour>("Red"));
    CHECK_FALSE(enum_from<colour>("red "));
    CHECK_FALSE(enum_from<colour>(""));
    CHECK_FALSE(enum_from<colour>("blue"));
    CHECK_FALSE(enum_from<wordless>("one"));
}

TEST_CASE("word_of: empty for what has no word") {
    CHECK(word_of(colour::green) == "green");
    CHECK(word_of(colour::blue).empty());
}
