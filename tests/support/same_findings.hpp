// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/findings/findings.hpp>

#include <cstddef>

/// Whether two vocabularies have the same words in the same places.
inline bool same_words(const baoxue::vocabulary& a, const baoxue::vocabulary& b) {
    for (std::size_t kind = 0; kind < baoxue::word_kinds; ++kind)
        if (a.words(static_cast<baoxue::word_kind>(kind)) != b.words(static_cast<baoxue::word_kind>(kind)))
            return false;
    return true;
}

/// Calls `use` with the name of each part of two findings and whether it is the same in both: rows in the same order,
/// and what their codes stand for. The ids are the district's own.
template <class Use>
void compare_findings(const baoxue::findings& a, const baoxue::findings& b, Use use) {
    use("as_of", a.as_of == b.as_of);
    use("policy", a.policy == b.policy);
    use("clauses", a.clauses == b.clauses);
    use("rules", a.rules == b.rules);
    use("act_lists", a.act_lists == b.act_lists);
    use("words", same_words(*a.words, *b.words));
    use("bearers", *a.bearers == *b.bearers);
    use("obligations", a.obligations == b.obligations);
    use("statuses", a.statuses == b.statuses);
    use("breaches", a.breaches == b.breaches);
    use("consequences", a.consequences == b.consequences);
    use("entitlements", a.entitlements == b.entitlements);
    use("measures", a.measures == b.measures);
    use("gaps", a.gaps == b.gaps);
}

/// Whether two findings are the same, for programs without Catch2's own words. \see require_same_tables
inline bool same_findings(const baoxue::findings& a, const baoxue::findings& b) {
    bool out = true;
    compare_findings(a, b, [&](const char*, bool same) { out = out && same; });
    return out;
}
