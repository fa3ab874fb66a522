// SPDX-License-Identifier: Apache-2.0
#include <baoxue/vocabulary/standard.hpp>

#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace baoxue;

TEST_CASE("standard_vocabulary: every kind has words, each with a Chinese and an English name, none twice") {
    const auto v = standard_vocabulary();
    for (const auto& kind : enum_words<word_kind>) {
        std::set<std::string_view> ids;
        CHECK_FALSE(v.words(kind.value).empty());
        for (const auto& w : v.words(kind.value)) {
            INFO(kind.word << " " << w.id);
            CHECK(ids.insert(w.id).second);
            CHECK_FALSE(w.zh.empty());
            CHECK_FALSE(w.en.empty());
        }
    }
}

TEST_CASE("standard_vocabulary: roles name roles and unit kinds that there are") {
    const auto v = standard_vocabulary();
    for (const auto& w : v.words(word_kind::role)) {
        INFO(w.id);
        for (const auto* other : {&w.is, &w.borne_by, &w.discharged_by})
            CHECK((other->empty() || v.find(word_kind::role, *other)));
        for (const auto& h : w.holds)
            CHECK((h == "student" || h == "party" || v.find(word_kind::unit_kind, h)));
    }
}

TEST_CASE("standard_vocabulary: the principal is a school leader and staff, and bears what the school owes") {
    const auto v = standard_vocabulary();
    const auto role = [&](const char* id) { return *v.find(word_kind::role, id); };
    CHECK(v.role_is(role("principal"), role("school_leader")));
    CHECK(v.role_is(role("principal"), role("staff")));
    CHECK(v.role_is(role("class_teacher"), role("teacher")));
    CHECK_FALSE(v.role_is(role("teacher"), role("class_teacher")));
    const auto& school = v.at(word_kind::role, role("school"));
    CHECK(school.borne_by == "principal");
    CHECK(school.discharged_by == "staff");
    CHECK(v.at(word_kind::role, role("principal")).single);
    CHECK_FALSE(v.at(word_kind::role, role("subject_teacher")).single);
}
