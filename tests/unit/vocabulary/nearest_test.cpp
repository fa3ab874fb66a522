// SPDX-License-Identifier: Apache-2.0
#include <baoxue/vocabulary/nearest.hpp>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace baoxue;

namespace {
constexpr std::array<std::string_view, 4> words{"class_teacher", "principal", "parent", "am"};
}

TEST_CASE("edit_distance: one edit each for insert, drop, replace and swap") {
    CHECK(edit_distance("", "") == 0);
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance("abc", "") == 3);
    CHECK(edit_distance("abc", "abc") == 0);
    CHECK(edit_distance("ac", "abc") == 1);
    CHECK(edit_distance("abc", "ac") == 1);
    CHECK(edit_distance("abc", "axc") == 1);
    CHECK(edit_distance("abc", "acb") == 1);
    CHECK(edit_distance("kitten", "sitting") == 3);  // k-s, e-i, +g
}

TEST_CASE("edit_distance: the same in both directions, and never more than the longer word") {
    const std::array<std::string_view, 5> some{"", "principal", "principle", "parent", "班主任"};
    for (const auto a : some)
        for (const auto b : some) {
            CHECK(edit_distance(a, b) == edit_distance(b, a));
            CHECK(edit_distance(a, b) <= std::max(a.size(), b.size()));
            CHECK((edit_distance(a, b) == 0) == (a == b));
        }
}

TEST_CASE("nearest_word: a slip is found, a stranger is not") {
    // Three of six letters differ: another word, and here the opposite one.
    CHECK(nearest_word("absent", std::array<std::string_view, 2>{"present", "excused"}).empty());
    CHECK(nearest_word("clas_teacher", words) == "class_teacher");
    CHECK(nearest_word("class_taecher", words) == "class_teacher");
    CHECK(nearest_word("pricipal", words) == "principal");
    CHECK(nearest_word("helicopter", words).empty());
    CHECK(nearest_word("", words).empty());
    CHECK(nearest_word("zz", words).empty());  // not `am`: nothing of it is left
    CHECK(nearest_word("x", std::array<std::string_view, 0>{}).empty());
}

TEST_CASE("nearest_word: the first of two that are equally near") {
    CHECK(nearest_word("cat", std::array<std::string_view, 2>{"bat", "hat"}) == "bat");
    CHECK(nearest_word("cat", std::array<std::string_view, 3>{"bat", "cats", "car"}) == "bat");
}

TEST_CASE("nearest_word: a whole page does not take its time") {
    CHECK(nearest_word(std::string(1'000'000, 'a'), words).empty());
}

TEST_CASE("did_you_mean: the end of a sentence, or nothing") {
    CHECK(did_you_mean("parnet", words) == ", did you mean `parent`?");
    CHECK(did_you_mean("helicopter", words).empty());
}

TEST_CASE("did_you_mean_id: an id that differs only in case and white space, and no other") {
    const std::vector<std::string> ids{"c1", "C 2", "c11", "x3", "X3"};
    CHECK(did_you_mean_id("C1", ids) == ", did you mean `c1`?");
    CHECK(did_you_mean_id(" c1\t", ids) == ", did you mean `c1`?");
    CHECK(did_you_mean_id("c2", ids) == ", did you mean `C 2`?");
    CHECK(did_you_mean_id("c12", ids).empty());  // one digit off is another class
    CHECK(did_you_mean_id("x 3", ids).empty());  // two are as near
    CHECK(did_you_mean_id("", ids).empty());
    CHECK(did_you_mean_id("c1", std::vector<std::string>{}).empty());
}

TEST_CASE("nearest_or_all: every word is listed where none is near") {
    CHECK(nearest_or_all("principle", words) == ", did you mean `principal`?");
    CHECK(nearest_or_all("x", std::vector<std::string>{"open", "met"}) == ", expected one of `open`, `met`");
}
