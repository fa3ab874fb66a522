// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/compiled.hpp>
#include <baoxue/facts/district.hpp>
#include <baoxue/findings/findings.hpp>
#include <baoxue/policy/policy.hpp>
#include <baoxue/scenario/difference.hpp>
#include <baoxue/scenario/scenario.hpp>
#include <baoxue/vocabulary/problem.hpp>
#include <baoxue/vocabulary/standard.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace baoxue {

/// What was found on one date of a scenario.
struct judged_result {
    date as_of{};
    std::vector<scenario_difference> differences{};
    std::shared_ptr<const policy> judged_by{};  ///< with the values and readings of that date
    std::shared_ptr<const findings> found{};    ///< of every clause
};

/// How a scenario went.
struct scenario_result {
    std::string file{};
    const scenario* of{nullptr};
    std::shared_ptr<const district> facts{};
    std::vector<judged_result> judged{};

    [[nodiscard]] bool passed() const {
        return std::all_of(judged.begin(), judged.end(), [](const auto& j) { return j.differences.empty(); });
    }
};

/// How the scenarios of a policy went, in the order of the files.
struct scenario_report {
    std::shared_ptr<const policy> of{};
    std::shared_ptr<const std::vector<scenario_file>> files{};  ///< which the results point into
    std::vector<scenario_result> results{};

    [[nodiscard]] std::size_t failed() const {
        return static_cast<std::size_t>(
            std::count_if(results.begin(), results.end(), [](const auto& r) { return !r.passed(); }));
    }
    [[nodiscard]] bool passed() const { return failed() == 0; }
};

/// Runs test cases of a policy.
///
/// \param of     a checked policy: the one that the files name, or that one changed
/// \param files  read scenario files
/// \param words  those beside the policy's own that it was read with
/// \throws policy_error with everything in the files that does not fit: another policy, unknown clauses, rules,
/// columns,
///         parameters, readings, words or ids, tables that are no district, each with its place
[[nodiscard]] BAOXUE_DECL scenario_report run_scenarios(const policy& of, std::vector<scenario_file> files,
                                                        const vocabulary& words = standard_vocabulary());

}  // namespace baoxue

#ifndef BAOXUE_COMPILED
#include <baoxue/scenario/run.ipp>
#endif
