// SPDX-License-Identifier: Apache-2.0
#include <baoxue/rules/rule.hpp>

#include <catch2/catch_test_macros.hpp>

using namespace baoxue;

// What a field that is left out means, as its own line in the rule's listing of fields says.

TEST_CASE("rules: a number that is left out is the least that has a meaning") {
    CHECK(share{}.at_least.value == 1);    // judged from the first marked session on
    CHECK(recurring{}.times.value == 1);   // acts a period; 1 if left out
    CHECK(repetition{}.times.value == 2);  // from the second incident on: the first repeats nothing
}

TEST_CASE("rules: steps count from 1") {
    CHECK(rung{}.step == 1);
    CHECK(step_done{}.step == 1);
    CHECK(missed_deadline{}.step == 1);
}
