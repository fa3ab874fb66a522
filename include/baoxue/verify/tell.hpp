// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/compiled.hpp>
#include <baoxue/explain/language.hpp>
#include <baoxue/policy/policy.hpp>
#include <baoxue/verify/observation.hpp>

#include <cstddef>
#include <stdexcept>
#include <string>

namespace baoxue {

/// One observation in words: what was seen, its witness as a short story, what the evaluator makes of it, what to do,
/// and the clauses.
///
/// \param of  the policy that was verified
/// \param i   position among the observations
/// \return a few lines in UTF-8, without names of persons
/// \throws std::out_of_range where there is no such observation
[[nodiscard]] BAOXUE_DECL std::string tell(const policy& of, const verification& all, std::size_t i, language in);

/// Every observation in words, under a heading; and which texts were not tried.
[[nodiscard]] BAOXUE_DECL std::string tell(const policy& of, const verification& all, language in);

}  // namespace baoxue

#ifndef BAOXUE_COMPILED
#include <baoxue/verify/tell.ipp>
#endif
