// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/findings/findings.hpp>

/// Whether two findings of one binding are the same, row for row and in the same order; for programs without Catch2's
/// own words. \see require_same_tables
inline bool same_findings(const baoxue::findings& a, const baoxue::findings& b) {
    return a.obligations == b.obligations && a.statuses == b.statuses && a.breaches == b.breaches &&
           a.consequences == b.consequences && a.entitlements == b.entitlements && a.measures == b.measures &&
           a.gaps == b.gaps && a.clauses == b.clauses && a.act_lists == b.act_lists;
}
