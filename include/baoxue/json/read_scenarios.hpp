// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/scenario/scenario.hpp>
#include <baoxue/vocabulary/problem.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace baoxue {

/// Reads a scenario file, strictly. The format: docs/scenario-format.md. Whether its clauses, parameters and words
/// stand anywhere is for `run_scenarios` to say.
///
/// \param file_name  what problems call the text
/// \throws policy_error with every problem, each at its line, column and JSON pointer
[[nodiscard]] scenario_file read_scenarios(std::string_view text, std::string_view file_name);

/// The scenarios that are built into the library for a policy, or for several in layers (`plan-5+plan-2`).
[[nodiscard]] std::vector<scenario_file> builtin_scenarios(std::string_view policy_id);

/// The policies for which scenarios are built in, by id; layers are joined by `+`.
[[nodiscard]] std::vector<std::string> builtin_scenario_policy_ids();

}  // namespace baoxue
