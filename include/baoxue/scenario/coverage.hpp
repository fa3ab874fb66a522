// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/compiled.hpp>
#include <baoxue/scenario/run.hpp>

#include <string>
#include <vector>

namespace baoxue {

/// What scenarios show of the rules of one kind in a clause.
struct clause_coverage {
    std::string policy{}, clause{};
    std::string kind{};                           ///< of rules of the reading that governs
    std::vector<std::string> fires{}, refuses{};  ///< scenarios, as `file id`, that passed
};

/// Which scenarios choose one reading of a clause that has several.
struct reading_coverage {
    std::string policy{}, clause{}, reading{};
    std::vector<std::string> chosen_by{};  ///< scenarios, as `file id`, that passed and name the clause
};

/// Clause by clause, and in it by the kinds of its rules: which scenarios make them fire, and in which they refuse: see
/// `date_shown`. One that lists all findings of all clauses refuses nothing.
[[nodiscard]] BAOXUE_DECL std::vector<clause_coverage> coverage(const scenario_report& report);

/// Reading by reading of the clauses that have several: which scenarios judge a date by it.
[[nodiscard]] BAOXUE_DECL std::vector<reading_coverage> readings_coverage(const scenario_report& report);

}  // namespace baoxue

#ifndef BAOXUE_COMPILED
#include <baoxue/scenario/coverage.ipp>
#endif
