// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/policy.hpp>

#include <string_view>
#include <tuple>

namespace baoxue {

/// The value of `format` in a policy file.
inline constexpr std::string_view policy_format = "baoxue-policy";

/// What a policy file gives beside `format`, `format_version` and `words`: one layer.
[[nodiscard]] constexpr auto layer_fields() {
    return std::tuple{
        field{"id", &layer_of_clauses::id, presence::required, "name of the policy in findings and commands"},
        field{"title", &layer_of_clauses::title, presence::required, "what it is called"},
        field{"source", &layer_of_clauses::source, presence::required, "the document that it puts into data"},
        field{"clauses", &layer_of_clauses::clauses, presence::required, "its clauses, in the document's order"},
    };
}

}  // namespace baoxue
