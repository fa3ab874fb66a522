// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace baoxue {

/// A JSON Schema (draft 2020-12) of scenario files, with which an editor completes keys and marks what is wrong while
/// one types. It knows the tables and their columns, not the clauses of a policy: only `run_scenarios` checks
/// everything.
[[nodiscard]] std::string scenario_schema();

}  // namespace baoxue
