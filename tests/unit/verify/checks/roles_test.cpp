// SPDX-License-Identifier: Apache-2.0
#include <baoxue/verify/checks/roles.hpp>
#include <baoxue/vocabulary/standard.hpp>

#include <catch2/catch_test_macros.hpp>

using namespace baoxue;

TEST_CASE("supplies: itself, a wider role, and a body whose duties it bears") {
    const auto words = standard_vocabulary();
    CHECK(detail::supplies(words, "class_teacher", "class_teacher"));
    CHECK(detail::supplies(words, "class_teacher", "teacher"));
    CHECK_FALSE(detail::supplies(words, "teacher", "class_teacher"));
    CHECK(detail::supplies(words, "principal", "school"));
    CHECK(detail::supplies(words, "principal", "school_leader"));
    CHECK_FALSE(detail::supplies(words, "class_teacher", "school"));
    CHECK_FALSE(detail::supplies(words, "nobody_knows", "teacher"));
}

TEST_CASE("can_be_assigned: not those that nobody can be given") {
    const auto words = standard_vocabulary();
    CHECK(detail::can_be_assigned(words, "parent"));
    CHECK(detail::can_be_assigned(words, "village_committee"));
    CHECK_FALSE(detail::can_be_assigned(words, "student"));
    CHECK_FALSE(detail::can_be_assigned(words, "anyone"));
    CHECK_FALSE(detail::can_be_assigned(words, "employer"));
}
