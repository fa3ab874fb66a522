// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/compiled.hpp>
#include <baoxue/explain/language.hpp>
#include <baoxue/facts/district.hpp>
#include <baoxue/findings/findings.hpp>
#include <baoxue/policy/policy.hpp>

#include <cstdint>
#include <string>

namespace baoxue {

/// Why a finding is what it is: what is owed by whom, what happened, how the due date was counted, how it stands,
/// what follows, and the clause with its readings; how a figure or an amount was reached; or what is not known and how
/// to supply it.
///
/// Rendered anew on each call, from the row, the clause's own fields and the rows of tables that it names.
///
/// \param all  findings of one evaluation
/// \param of   the policy that was evaluated
/// \param d    the district that was evaluated
/// \param id   of a row of any table
/// \return a few short paragraphs, one a line, in UTF-8
/// \throws std::invalid_argument if no finding has the id, or the findings are not of this policy
[[nodiscard]] BAOXUE_DECL std::string explain(const findings& all, const policy& of, const district& d,
                                              std::uint64_t id, language in);

}  // namespace baoxue

#ifndef BAOXUE_COMPILED
#include <baoxue/explain/explain.ipp>
#endif
