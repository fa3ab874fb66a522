// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace baoxue {

/// A JSON Schema (draft 2020-12) of policy files, with which an editor completes keys and words and marks what is wrong
/// while one types. It knows the shape of a file, not whether its steps rise or its citations lead anywhere: only
/// `read_policy` checks everything. The words of the standard vocabulary are offered; words of one's own are allowed.
[[nodiscard]] std::string policy_schema();

}  // namespace baoxue
