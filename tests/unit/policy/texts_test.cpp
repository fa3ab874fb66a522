// SPDX-License-Identifier: Apache-2.0
#include "support/example_policy.hpp"
#include <baoxue/policy/check.hpp>
#include <baoxue/policy/checks/texts.hpp>
#include <baoxue/policy/name_parameters.hpp>
#include <baoxue/vocabulary/standard.hpp>

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace baoxue;

TEST_CASE("invalid_utf8: finds the first byte that is none") {
    const auto at = [](std::string_view text) { return detail::invalid_utf8(text); };
    CHECK_FALSE(at("家访 \xf0\x9f\x8f\xab é"));
    CHECK(at("a\xff") == 1);
    CHECK(at("\xc0\xaf") == 0);       // overlong
    CHECK(at("b\xed\xa0\x80") == 1);  // half a surrogate pair
    CHECK(at("\xe5\xae") == 0);       // cut short
}

TEST_CASE("check_texts: text that no file could hold is refused wherever it stands, in a layer or a word") {
    auto c = example_clause("1a", {example_rung(1, counted::session, consecutive{{2, "", "\xff"}})});
    c.readings.front().summary.en += "\xff";
    auto p = example_policy({c});
    p.words = {{word_kind::act, {"b", "b", "b"}}, {word_kind::role, {"a", "a\xc3", "a", {"class"}}}};
    name_parameters(p);
    std::vector<std::string> found;
    for (const auto& one : check_policy(p, standard_vocabulary()))
        found.push_back(to_string(one));
    CHECK(found ==
          std::vector<std::string>{"/clauses/0/readings/0/summary/en: byte 0xff is not UTF-8",
                                   "/clauses/0/readings/0/rules/0/rungs/0/mode/threshold/word: byte 0xff is not UTF-8",
                                   "/words/roles/0/zh: byte 0xc3 is not UTF-8"});
}
