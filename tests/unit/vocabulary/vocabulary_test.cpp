// SPDX-License-Identifier: Apache-2.0
#include <baoxue/vocabulary/vocabulary.hpp>

#include <catch2/catch_test_macros.hpp>

using namespace baoxue;

namespace {
word named(std::string id, std::string is = {}) {
    word w{std::move(id), "", ""};
    w.is = std::move(is);
    return w;
}
}  // namespace

TEST_CASE("vocabulary: a word stands once in its list, and may stand in another") {
    vocabulary v;
    CHECK(v.add(word_kind::role, named("school")));
    CHECK(v.add(word_kind::unit_kind, named("school")));
    CHECK_FALSE(v.add(word_kind::role, named("school", "staff")));
    CHECK(v.at(word_kind::role, 0).is.empty());
    CHECK(v.words(word_kind::role).size() == 1);
}

TEST_CASE("vocabulary: words added later never move earlier ones") {
    vocabulary v;
    v.add(word_kind::act, named("home_visit"));
    const auto before = v.find(word_kind::act, "home_visit");
    v.add(word_kind::act, named("a_word_that_sorts_first"));
    CHECK(before == 0);
    CHECK(v.find(word_kind::act, "home_visit") == before);
    CHECK(v.find(word_kind::act, "a_word_that_sorts_first") == 1);
    CHECK_FALSE(v.find(word_kind::act, "home_visits"));
    CHECK_FALSE(v.find(word_kind::need, "home_visit"));
    CHECK(v.ids(word_kind::act) == std::vector<std::string_view>{"home_visit", "a_word_that_sorts_first"});
}

TEST_CASE("role_is: itself and everything wider, never what is narrower") {
    vocabulary v;
    for (const auto& [id, is] :
         {std::pair{"staff", ""}, {"teacher", "staff"}, {"class_teacher", "teacher"}, {"parent", ""}})
        v.add(word_kind::role, named(id, is));
    const word_code staff = 0, teacher = 1, class_teacher = 2, parent = 3;
    CHECK(v.role_is(class_teacher, class_teacher));
    CHECK(v.role_is(class_teacher, teacher));
    CHECK(v.role_is(class_teacher, staff));
    CHECK_FALSE(v.role_is(staff, class_teacher));
    CHECK_FALSE(v.role_is(teacher, class_teacher));
    CHECK_FALSE(v.role_is(parent, staff));
    CHECK_FALSE(v.role_is(staff, parent));
}

TEST_CASE("role_is: roles in a circle do not hang") {
    vocabulary v;
    v.add(word_kind::role, named("a", "b"));
    v.add(word_kind::role, named("b", "a"));
    v.add(word_kind::role, named("c", "nobody_knows"));
    CHECK(v.role_is(0, 1));
    CHECK_FALSE(v.role_is(0, 2));
    CHECK_FALSE(v.role_is(2, 0));
}
