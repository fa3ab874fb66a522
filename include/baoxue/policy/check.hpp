// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/compiled.hpp>
#include <baoxue/policy/checks/report.hpp>
#include <baoxue/policy/policy.hpp>
#include <baoxue/vocabulary/problem.hpp>

#include <vector>

namespace baoxue {

/// Everything wrong with a policy but for its words. Each problem has the JSON pointer of the offending value.
/// \param unread  values that a reader could not read, beyond which nothing is concluded
[[nodiscard]] BAOXUE_DECL std::vector<problem> check_structure(const policy& p,
                                                               const detail::unread_values& unread = {});

/// Everything wrong with the words that a policy adds and uses. Each problem has the JSON pointer of the offending
/// value.
/// \param base  words that need no declaration
[[nodiscard]] BAOXUE_DECL std::vector<problem> check_words(const policy& p, const vocabulary& base);

/// Words of rules that are not among `words`. Each problem has the JSON pointer of the offending value.
[[nodiscard]] BAOXUE_DECL std::vector<problem> unknown_words(const policy& p, const vocabulary& words);

/// Everything wrong with a policy. Each problem has the JSON pointer of the offending value.
/// \param base  words that need no declaration
[[nodiscard]] BAOXUE_DECL std::vector<problem> check_policy(const policy& p, const vocabulary& base);

/// Throws where there are problems.
/// \throws policy_error with all of them
BAOXUE_DECL void refuse_problems(const policy& p, std::vector<problem> problems);

/// Puts a policy's own words into the order of their kinds, in which a file lists them.
BAOXUE_DECL void sort_words(policy& p);

/// Checks a policy built in C++, as the reader checks one in a file, names its unnamed parameters and sorts its words
/// by kind. What it makes can be written to a file and read back the same.
///
/// \param base  words that need no declaration, such as `standard_vocabulary()`
/// \throws policy_error with every problem
[[nodiscard]] BAOXUE_DECL policy make_policy(policy draft, const vocabulary& base);

}  // namespace baoxue

#ifndef BAOXUE_COMPILED
#include <baoxue/policy/check.ipp>
#endif
