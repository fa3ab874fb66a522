// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/compiled.hpp>
#include <baoxue/policy/parameter_value.hpp>
#include <baoxue/policy/policy.hpp>
#include <baoxue/vocabulary/problem.hpp>

#include <span>
#include <string>
#include <string_view>

namespace baoxue {

/// A value for a parameter by its full name: clause id, dot, name, as in `2.2.2.6i.within`.
struct named_value {
    std::string name;
    parameter_value value;
};

/// The same policy with other values. A parameter that readings of a clause share changes in all of them, and so does
/// one that stands in several texts of a clause, or under the same full name in several layers.
/// \throws policy_error for names that no parameter has and for values that it cannot have
[[nodiscard]] BAOXUE_DECL policy with_values(policy p, std::span<const named_value> values);

/// The same policy with another reading chosen for a clause: in each of its texts that has that reading.
/// \throws policy_error for a clause or reading that there is not
[[nodiscard]] BAOXUE_DECL policy with_reading(policy p, std::string_view clause_id, std::string_view reading_id);

}  // namespace baoxue

#ifndef BAOXUE_COMPILED
#include <baoxue/policy/change.ipp>
#endif
