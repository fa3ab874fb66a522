// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <support/same_findings.hpp>

/// Checks that two findings are the same, row for row and in the same order, down to what their codes stand for.
inline void require_same_tables(const baoxue::findings& a, const baoxue::findings& b) {
    compare_findings(a, b, [](const char* part, bool same) {
        INFO(part);
        REQUIRE(same);
    });
}
