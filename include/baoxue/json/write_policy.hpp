// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/policy.hpp>

#include <string>

namespace baoxue {

/// A policy as the text of a policy file, in the one canonical form: two spaces a level, short lists and objects on one
/// line, keys in the order of the fields. Left out are fields that hold what they hold when left out, and names of
/// parameters that their place gives anyway.
///
/// Reading it back gives the same policy, for every policy that `make_policy` accepts.
[[nodiscard]] std::string write_policy(const policy& p);

}  // namespace baoxue
