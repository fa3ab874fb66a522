// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/policy.hpp>
#include <baoxue/vocabulary/problem.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace baoxue {

/// Ids of the policies that are built into the library, in order.
[[nodiscard]] std::vector<std::string> builtin_policy_ids();

/// A policy that is built into the library, read with the standard vocabulary.
/// \throws policy_error if there is no such policy
[[nodiscard]] policy builtin_policy(std::string_view id);

}  // namespace baoxue
