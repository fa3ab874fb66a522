// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/compiled.hpp>
#include <baoxue/facts/district.hpp>
#include <baoxue/findings/findings.hpp>
#include <baoxue/policy/policy.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace baoxue {

struct evaluate_options {
    /// Whether each clause's other readings are tried, to say where they would change a finding.
    bool compare_readings{true};
    /// How many threads share the pupils, at least 1. Any number gives the same bytes; 1 starts none.
    std::size_t threads{1};
};

/// What policies say of a district on a day.
///
/// \param policies  checked policies; each one's findings equal those of evaluating it alone
/// \param facts     the district
/// \param as_of     only what is dated up to this day is known
/// \return one set of findings a policy, in order; the same inputs give the same bytes
/// \throws district_error where as_of lies outside the district's calendar, std::invalid_argument for no thread,
///         std::system_error where a thread cannot be started
[[nodiscard]] BAOXUE_DECL std::vector<findings> evaluate(std::span<const policy> policies, const district& facts,
                                                         date as_of, const evaluate_options& options = {});

/// What one policy says of a district on a day: a batch of one.
[[nodiscard]] BAOXUE_DECL findings evaluate(const policy& one, const district& facts, date as_of,
                                            const evaluate_options& options = {});

}  // namespace baoxue

#ifndef BAOXUE_COMPILED
#include <baoxue/evaluate/evaluate.ipp>
#endif
