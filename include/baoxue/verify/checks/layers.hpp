// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/verify/search.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// What two layers must share for their duties to be the same: acts, role, subject, bearers of a quota, and trigger.
using duty_key = std::tuple<std::vector<word_code>, word_code, code, code, std::vector<code>, std::int32_t>;

[[nodiscard]] inline std::multimap<duty_key, std::size_t> duties_by_key(const findings& f) {
    std::multimap<duty_key, std::size_t> out;
    const auto& o = f.obligations;
    for (std::size_t i = 0; i < o.size(); ++i) {
        std::vector<code> bearers;
        if (o.student[i] == no_code && o.unit[i] == no_code) {
            const auto members = f.bearers->members(o.bearers[i]);
            bearers.assign(members.begin(), members.end());
        }
        out.emplace(duty_key{f.act_lists[static_cast<std::size_t>(o.acts[i])], o.role[i], o.student[i],
                             o.student[i] == no_code ? o.unit[i] : no_code, std::move(bearers), o.triggered_on[i].days},
                    i);
    }
    return out;
}

/// Where a lower layer asks for the same as an upper one by a later day, or fewer times.
inline void check_layers(const search& s, std::vector<observation>& out) {
    if (s.of.layers.size() < 2)
        return;
    std::vector<policy> alone_each;
    for (const auto& l : s.of.layers)
        alone_each.push_back({s.of.id, {l}, s.of.words});
    const auto found = s.run(alone_each);
    const auto due = [](const findings& f, std::size_t i) {
        return f.obligations.due_on[i] == no_date ? forever : f.obligations.due_on[i];
    };
    std::vector<rule_place> quotas;
    for (const auto& r : governing_rules(s.of))
        if (std::holds_alternative<recurring>(r.is->is))
            quotas.push_back(r.place());
    const auto is_quota = [&](const findings& f, std::size_t i) {
        return std::find(quotas.begin(), quotas.end(), place_of(f, f.obligations.rule[i], 0)) != quotas.end();
    };
    // so many times in one period cannot be set against so many in another
    const auto looser = [&](const findings& upper, std::size_t a, const findings& lower, std::size_t b) {
        const bool fewer = lower.obligations.needed[b] < upper.obligations.needed[a];
        return is_quota(upper, a) || is_quota(lower, b) ? fewer && due(lower, b) == due(upper, a)
                                                        : fewer || due(lower, b) > due(upper, a);
    };
    for (std::size_t u = 0; u < found.size(); ++u)
        for (std::size_t l = u + 1; l < found.size(); ++l) {
            const auto lower_duties = duties_by_key(found[l]);
            const auto first = out.size();
            for (const auto& [key, a] : duties_by_key(found[u])) {
                const auto [from, until] = lower_duties.equal_range(key);
                for (auto it = from; it != until; ++it) {
                    const auto b = it->second;
                    if (!looser(found[u], a, found[l], b))
                        continue;
                    const auto &x = found[u].obligations, &y = found[l].obligations;
                    std::vector<rule_place> rules{place_of(found[l], y.rule[b], y.step[b]),
                                                  place_of(found[u], x.rule[a], x.step[a])};
                    const auto same = std::find_if(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
                                                   [&](const observation& o) { return o.rules == rules; });
                    if (same != out.end()) {
                        ++same->found;
                        continue;
                    }
                    const auto* c = x.student[a] != no_code ? &s.cases[s.case_of_pupil(x.student[a])] : nullptr;
                    auto w = alone(s.world, c, x.student[a] != no_code ? x.triggered_on[a] : s.as_of);
                    const auto up = replay(alone_each[u], w, s.world), low = replay(alone_each[l], w, s.world);
                    const auto low_duties = duties_by_key(low);
                    bool shown = false;
                    for (const auto& [k, i] : duties_by_key(up))
                        for (auto [j, end] = low_duties.equal_range(k); j != end; ++j)
                            shown = shown || looser(up, i, low, j->second);
                    observation o;
                    o.kind = observation_kind::looser_layer, o.weight = severity::error;
                    o.rules = std::move(rules), o.found = 1, o.searched = static_cast<std::int64_t>(s.cases.size());
                    o.dates = {x.triggered_on[a], y.due_on[b], x.due_on[a]};
                    o.figures = {{y.needed[b], 1, {}}, {x.needed[a], 1, {}}};
                    if (shown)
                        o.shown = std::move(w);
                    out.push_back(std::move(o));
                }
            }
        }
}

}  // namespace baoxue::detail
