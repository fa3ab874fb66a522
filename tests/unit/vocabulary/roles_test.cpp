// SPDX-License-Identifier: Apache-2.0
#include <baoxue/vocabulary/standard.hpp>

#include <catch2/catch_test_macros.hpp>

using namespace baoxue;

TEST_CASE("standard_vocabulary: the hierarchy that duties rest on") {
    const auto v = standard_vocabulary();
    const auto is = [&](std::string_view a, std::string_view b) {
        return v.role_is(v.find(word_kind::role, a).value(), v.find(word_kind::role, b).value());
    };
    CHECK(is("principal", "school_leader"));  // the principal is a school leader
    CHECK(is("class_teacher", "staff"));
    CHECK_FALSE(is("parent", "staff"));
    CHECK(v.at(word_kind::role, *v.find(word_kind::role, "class_teacher")).single);
    CHECK_FALSE(v.at(word_kind::role, *v.find(word_kind::role, "teacher")).single);
}

TEST_CASE("standard_vocabulary: every word has both names, and names only words there are") {
    const auto v = standard_vocabulary();
    for (const auto& kind : enum_words<word_kind>) {
        INFO(kind.word);
        CHECK_FALSE(v.words(kind.value).empty());
        for (const auto& w : v.words(kind.value)) {
            INFO(w.id);
            CHECK_FALSE(w.zh.empty());
            CHECK_FALSE(w.en.empty());
            for (const auto* role : {&w.is, &w.borne_by, &w.discharged_by})
                if (!role->empty())
                    CHECK(v.find(word_kind::role, *role));
            for (const auto& held : w.holds)
                CHECK((held == "student" || held == "party" || v.find(word_kind::unit_kind, held)));
        }
    }
}
