// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/policy.hpp>
#include <baoxue/vocabulary/problem.hpp>

#include <string_view>

namespace baoxue {

/// Reads a policy file, strictly, and checks it as `make_policy` does. The format: docs/policy-format.md.
///
/// \param file_name  what problems call the text
/// \param base       words that need no declaration; those of the policy come after them
/// \throws policy_error with every problem, each at its line, column and JSON pointer
[[nodiscard]] policy read_policy(std::string_view text, std::string_view file_name, const vocabulary& base);

/// Reads a policy file whose words nobody can vouch for any more, such as one that was stored with a policy: the same
/// checks, but for whether the words that it uses stand anywhere.
///
/// \param file_name  what problems call the text
/// \throws policy_error with every problem, each at its line, column and JSON pointer
[[nodiscard]] policy read_policy_with_any_words(std::string_view text, std::string_view file_name);

}  // namespace baoxue
