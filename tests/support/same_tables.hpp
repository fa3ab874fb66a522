// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/findings/findings.hpp>

#include <catch2/catch_test_macros.hpp>

/// Checks that two findings of one binding are the same, row for row and in the same order.
inline void require_same_tables(const baoxue::findings& a, const baoxue::findings& b) {
    REQUIRE(a.obligations == b.obligations);
    REQUIRE(a.statuses == b.statuses);
    REQUIRE(a.breaches == b.breaches);
    REQUIRE(a.consequences == b.consequences);
    REQUIRE(a.entitlements == b.entitlements);
    REQUIRE(a.measures == b.measures);
    REQUIRE(a.gaps == b.gaps);
    REQUIRE(a.clauses == b.clauses);
    REQUIRE(a.act_lists == b.act_lists);
}
