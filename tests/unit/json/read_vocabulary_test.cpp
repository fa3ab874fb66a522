// SPDX-License-Identifier: Apache-2.0
#include <baoxue/json/embedded.hpp>
#include <baoxue/json/read_vocabulary.hpp>
#include <baoxue/vocabulary/standard.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace baoxue;

namespace {

std::string vocabulary_text(const std::string& lists) {
    return R"({"format": "baoxue-vocabulary", "format_version": 1, )" + lists + "}";
}

}  // namespace

TEST_CASE("read_vocabulary: policies/vocabulary.json is the standard vocabulary") {
    const auto files = embedded_files();
    const auto it = std::find_if(files.begin(), files.end(), [](const auto& f) { return f.name == "vocabulary.json"; });
    REQUIRE(it != files.end());
    const auto read = read_vocabulary(it->text, it->name);
    const auto standard = standard_vocabulary();
    for (const auto& kind : enum_words<word_kind>)
        CHECK(read.words(kind.value) == standard.words(kind.value));
}

TEST_CASE("read_vocabulary: words come after those that stand, whose codes do not move") {
    const auto text = vocabulary_text(
        R"("roles": [{"id": "tutor", "zh": "导师", "en": "tutor", "holds": ["student"], "is": "teacher"}])");
    const auto v = read_vocabulary(text, "ours.json", standard_vocabulary());
    CHECK(v.find(word_kind::role, "class_teacher") == word_code{0});
    CHECK(v.words(word_kind::role).back().id == "tutor");
    CHECK(v.role_is(*v.find(word_kind::role, "tutor"), *v.find(word_kind::role, "staff")));
}

TEST_CASE("read_vocabulary: a word may be given again with the same meaning, not with another") {
    const auto same = vocabulary_text(R"("needs": [{"id": "wavering", "zh": "思想波动", "en": "wavering"}])");
    CHECK(read_vocabulary(same, "ours.json", standard_vocabulary()).words(word_kind::need).size() ==
          standard_vocabulary().words(word_kind::need).size());
    const auto other = vocabulary_text(R"("needs": [{"id": "wavering", "zh": "动摇", "en": "wavering"}], "rolls": [])");
    try {
        (void)read_vocabulary(other, "ours.json", standard_vocabulary());
        FAIL("was read");
    } catch (const policy_error& e) {
        REQUIRE(e.problems().size() == 2);
        CHECK(to_string(e.problems()[0]) == "vocabulary ours.json:1:71 /needs/0/id: need `wavering` stands already "
                                            "with another meaning (思想波动, wavering), "
                                            "take another id");
        CHECK(to_string(e.problems()[1]) ==
              "vocabulary ours.json:1:115 /rolls: unknown key `rolls`, did you mean `roles`?");
    }
}
