// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/policy.hpp>

#include <string_view>

namespace baoxue {

/// The value of `format` in a policy file.
inline constexpr std::string_view policy_format = "baoxue-policy";

/// What a policy file gives beside `format`, `format_version` and `words`: one layer.
[[nodiscard]] constexpr auto layer_fields() { return layer_of_clauses::fields(); }

/// What a file of several layers gives instead.
[[nodiscard]] constexpr auto layered_fields() {
    return fields_of(
        field{"id", &policy::id, presence::required, "name of the whole; ids of layers may be joined by `+`"},
        field{"layers", &policy::layers, presence::required, "its documents, the upper one first"});
}

}  // namespace baoxue
