// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/compiled.hpp>
#include <baoxue/policy/policy.hpp>
#include <baoxue/vocabulary/problem.hpp>

#include <span>

namespace baoxue {

/// One policy of several: their layers, upper first, and their words. Each layer keeps its own clauses and ladders; ids
/// of clauses may come again in another layer. Values and readings that were set stay.
///
/// \param upper_first  checked policies, such as a township's and its school's; one alone is returned as it is
/// \return a policy with the id `upper+lower`
/// \throws policy_error where a word has two meanings or a layer comes twice
[[nodiscard]] BAOXUE_DECL policy layer(std::span<const policy> upper_first);

}  // namespace baoxue

#ifndef BAOXUE_COMPILED
#include <baoxue/policy/layer.ipp>
#endif
