// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/gather.hpp>
#include <baoxue/explain/id_text.hpp>
#include <baoxue/explain/language.hpp>
#include <baoxue/explain/tell_consequence.hpp>
#include <baoxue/explain/tell_figure.hpp>
#include <baoxue/explain/tell_gap.hpp>
#include <baoxue/explain/tell_obligation.hpp>
#include <baoxue/explain/tell_status.hpp>
#include <baoxue/findings/findings.hpp>
#include <baoxue/policy/policy.hpp>

#include <algorithm>
#include <stdexcept>
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
[[nodiscard]] inline std::string explain(const findings& all, const policy& of, const district& d, std::uint64_t id,
                                         language in) {
    const auto row_of = [&](const std::vector<std::uint64_t>& ids) {
        return static_cast<std::size_t>(std::find(ids.begin(), ids.end(), id) - ids.begin());
    };
    const detail::wording w{in, d, *all.words};
    if (const auto row = row_of(all.obligations.id); row < all.obligations.size())
        return detail::tell_obligation(w, all, of, d, row);
    if (const auto row = row_of(all.statuses.id); row < all.statuses.size())
        return detail::tell_status(w, all, of, d, row);
    if (const auto row = row_of(all.consequences.id); row < all.consequences.size())
        return detail::consequence_teller{w, all, of, d, row}.text();
    if (const auto row = row_of(all.measures.id); row < all.measures.size())
        return detail::tell_measure(w, all, of, row);
    if (const auto row = row_of(all.gaps.id); row < all.gaps.size())
        return detail::tell_gap(w, detail::gather_gap(all, of, d, row));
    throw std::invalid_argument("no finding has the id `" + id_text(id) + "` in what `" + all.policy + "` says as of " +
                                to_string(all.as_of) + "; take an id from a table of this very evaluation");
}

}  // namespace baoxue
