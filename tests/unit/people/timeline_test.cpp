// SPDX-License-Identifier: Apache-2.0

#include <baoxue/people/timeline.hpp>

#include <catch2/catch_test_macros.hpp>

using namespace baoxue;

TEST_CASE("bearer_sets: the same members are the same set, nobody is the empty one") {
    bearer_sets sets;
    CHECK(sets.intern({}) == nobody);
    const auto a = sets.intern({3, 5});
    CHECK(a != nobody);
    CHECK(sets.intern({3, 5}) == a);
    CHECK(sets.intern({3}) != a);
    CHECK(sets.contains(a, 5));
    CHECK_FALSE(sets.contains(a, 4));
    CHECK_FALSE(sets.contains(nobody, 3));
    CHECK(sets.members(a).size() == 2);
}

TEST_CASE("timelines: a date lies in the stretch of the last step on or before it") {
    bearer_sets sets;
    const auto one = sets.intern({1}), two = sets.intern({2});
    timelines t;
    t.add(std::vector<timeline_step>{{date{2024, 3, 4}, one}, {date{2024, 3, 9}, nobody}, {date{2024, 3, 18}, two}});
    t.add({});
    CHECK(t.at(0, date{2024, 3, 3}).set == nobody);
    CHECK(t.at(0, date{2024, 3, 3}).from == dawn);
    CHECK(t.at(0, date{2024, 3, 3}).until == date{2024, 3, 3});
    CHECK(t.at(0, date{2024, 3, 4}).set == one);
    CHECK(t.at(0, date{2024, 3, 8}).until == date{2024, 3, 8});
    CHECK(t.at(0, date{2024, 3, 9}).set == nobody);
    CHECK(t.at(0, date{2024, 3, 17}).until == date{2024, 3, 17});
    CHECK(t.at(0, date{2024, 3, 18}).set == two);
    CHECK(t.at(0, date{2030, 1, 1}).until == forever);
    CHECK(t.at(1, date{2024, 3, 4}).set == nobody);
    CHECK(t.at(1, date{2024, 3, 4}).from == dawn);
    CHECK(t.at(1, date{2024, 3, 4}).until == forever);
}

TEST_CASE("timelines: a step that changes nothing leaves the stretch whole") {
    timelines t;
    t.add(std::vector<timeline_step>{{date{2024, 3, 4}, 1}, {date{2024, 3, 9}, 1}});
    CHECK(t.at(0, date{2024, 3, 10}).from == date{2024, 3, 4});
    CHECK(t.of(0).size() == 1);
}
