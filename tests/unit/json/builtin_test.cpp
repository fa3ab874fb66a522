// SPDX-License-Identifier: Apache-2.0
#include <baoxue/json/builtin.hpp>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace baoxue;

TEST_CASE("builtin_policy: every policy built in is read, under the id that names its file") {
    const auto ids = builtin_policy_ids();
    for (const auto* id : {"plan-1", "plan-2", "plan-3"})
        CHECK(std::find(ids.begin(), ids.end(), id) != ids.end());
    for (const auto& id : ids)
        CHECK(builtin_policy(id).id == id);
}

TEST_CASE("builtin_policy: the clauses carry the readings that their words leave open") {
    std::set<std::string> found;
    for (const auto& id : builtin_policy_ids()) {
        const auto p = builtin_policy(id);
        for (const auto& c : p.layers.front().clauses) {
            std::string line = c.id + ":";
            for (const auto& r : c.readings)
                line += (r.id == c.chosen ? " *" : " ") + r.id;
            found.insert(line);
        }
    }
    for (const auto* line : {"1.5.1c: *seven_days five_school_days any_measure", "2.2.2.6e: *unexcused excused_too",
                             "2.2.2.6f: *full_day", "2.2.2.6g: *school_days calendar_days",
                             "2.2.2.6i: *one_session one_full_day", "3.3.2a: *class_teacher school_leader"}) {
        INFO(line);
        CHECK(found.contains(line));
    }
}

TEST_CASE("builtin_policy: an unknown id names the nearest") {
    try {
        (void)builtin_policy("plan-two");
        FAIL("there is no such policy");
    } catch (const policy_error& e) {
        CHECK(std::string{e.what()}.starts_with("unknown policy `plan-two`, "));
    }
    CHECK_THROWS_AS(builtin_policy("vocabulary"), policy_error);
}
