// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/compiled.hpp>
#include <baoxue/explain/language.hpp>
#include <baoxue/facts/district.hpp>
#include <baoxue/findings/findings.hpp>
#include <baoxue/policy/policy.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace baoxue {

/// What is still missing before each rule has something to say: of a pupil for every rule about pupils and about the
/// units that answer for the pupil, of a unit for every rule about it and those above it, of a person for every quota.
/// Of one clause that is about something else, whom to ask for instead; of guidance, why nothing is evaluated. The
/// numbers are those of the evaluation, which is asked again for them; where it cannot tell, that is said.
///
/// \param all     findings of one evaluation
/// \param of      the policy that was evaluated
/// \param d       the district that was evaluated
/// \param id      of a pupil; where no pupil has it, of a unit, then of a person
/// \param clause  one clause alone; nothing: all of them
/// \return a headline and one line a rule, in UTF-8
/// \throws std::invalid_argument if nobody has the id, or the policy has no such clause
[[nodiscard]] BAOXUE_DECL std::string why_not(const findings& all, const policy& of, const district& d,
                                              std::string_view id, const std::optional<std::string>& clause,
                                              language in);

/// The same of a pupil by code.
[[nodiscard]] BAOXUE_DECL std::string why_not(const findings& all, const policy& of, const district& d, code student,
                                              const std::optional<std::string>& clause, language in);

}  // namespace baoxue

#ifndef BAOXUE_COMPILED
#include <baoxue/explain/why_not.ipp>
#endif
