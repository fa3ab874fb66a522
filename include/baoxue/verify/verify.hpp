// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/compiled.hpp>
#include <baoxue/policy/policy.hpp>
#include <baoxue/verify/observation.hpp>
#include <baoxue/vocabulary/standard.hpp>

namespace baoxue {

/// What can be said of a policy before it is adopted: contradictions, numbers and holders that it leaves out, steps
/// that come to nothing or before their turn, and readings between which its words do not decide.
///
/// Lines are compared exactly, at the policy's own numbers. Steps, readings and layers are tried on a few thousand
/// made-up pupils and units by the evaluator itself; an observation that has a witness was replayed on that witness
/// alone before it was made. What was not found is said to be not found within the search, never to be impossible.
///
/// \param of     a checked policy
/// \param words  those beside its own that it was read with
/// \return observations in the order of clauses, then of kinds; the same policy gives the same bytes
[[nodiscard]] BAOXUE_DECL verification verify(const policy& of, const vocabulary& words = standard_vocabulary());

}  // namespace baoxue

#ifndef BAOXUE_COMPILED
#include <baoxue/verify/verify.ipp>
#endif
