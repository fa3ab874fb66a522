// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/explain.hpp>
#include <baoxue/explain/gather.hpp>
#include <baoxue/explain/gather_gap.hpp>
#include <baoxue/explain/id_text.hpp>
#include <baoxue/explain/language.hpp>
#include <baoxue/explain/tell_breach.hpp>
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

BAOXUE_DECL std::string explain(const findings& all, const policy& of, const district& d, std::uint64_t id,
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
    if (const auto row = row_of(all.entitlements.id); row < all.entitlements.size())
        return detail::tell_entitlement(w, all, of, d, row);
    if (const auto row = row_of(all.breaches.id); row < all.breaches.size())
        return detail::tell_breach(w, all, of, d, row);
    if (const auto row = row_of(all.gaps.id); row < all.gaps.size())
        return detail::tell_gap(w, detail::gather_gap(all, of, d, row));
    throw std::invalid_argument("no finding has the id `" + id_text(id) + "` in what `" + all.policy + "` says as of " +
                                to_string(all.as_of) + "; take an id from a table of this very evaluation");
}

}  // namespace baoxue
