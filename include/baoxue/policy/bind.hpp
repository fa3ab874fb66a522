// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/compiled.hpp>
#include <baoxue/facts/district.hpp>
#include <baoxue/policy/bound.hpp>

namespace baoxue {

/// Turns a checked policy's words into a district's codes and resolves its roles.
/// \throws policy_error where it uses a word that neither it nor the district knows
[[nodiscard]] BAOXUE_DECL bound_policy bind(const policy& p, const district& d);

}  // namespace baoxue

#ifndef BAOXUE_COMPILED
#include <baoxue/policy/bind.ipp>
#endif
