// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/gather.hpp>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace baoxue {

/// Merges duties that several layers ask for: same acts, role, subject and trigger. The row with the earliest due date
/// stays (none is latest; of equal ones the upper layer's, of one layer the first), and names the others' rules. Quotas
/// merge only where number and period agree too: twenty visits do not stand for ten.
///
/// \param t  in order
///
/// \par Source
/// Meaning decisions, paragraph 18.
inline void merge_layers(const bound_policy& policy, obligations_table& t) {
    if (policy.source->layers.size() < 2)
        return;
    std::map<std::string, std::int32_t> layer_of;
    for (const auto& l : policy.source->layers)
        layer_of.emplace(l.id, static_cast<std::int32_t>(layer_of.size()));
    const auto layer = [&](std::size_t i) {
        return layer_of.at(policy.rules[static_cast<std::size_t>(t.rule[i])].policy);
    };
    // A quota of one holder is about that holder; other duties are about the pupil, or the unit.
    using key =
        std::tuple<std::int32_t, word_code, code, code, bearer_set, date, std::int32_t, date, word_code, word_code>;
    // An entry is of its register, a signature with its other side.
    std::vector<word_code> kept(policy.rules.size(), no_code);
    for (const auto& d : policy.duties)
        kept[static_cast<std::size_t>(d.rule)] = d.kept;
    std::vector<bool> is_pledge(policy.rules.size(), false);
    for (const auto& p : policy.pledges)
        is_pledge[static_cast<std::size_t>(p.rule)] = true;
    std::vector<bool> is_quota(policy.rules.size(), false);
    for (const auto& q : policy.quotas)
        is_quota[static_cast<std::size_t>(q.rule)] = true;
    std::map<std::vector<word_code>, std::int32_t>
        set_of_acts;  // the order in which a clause lists them does not matter
    std::vector<std::int32_t> acts_of_list;
    for (auto acts : policy.act_lists) {
        std::sort(acts.begin(), acts.end());
        acts_of_list.push_back(
            set_of_acts.try_emplace(std::move(acts), static_cast<std::int32_t>(acts_of_list.size())).first->second);
    }
    std::map<key, std::vector<std::size_t>> same;
    for (std::size_t i = 0; i < t.size(); ++i) {
        const bool per_holder = t.student[i] == no_code && t.unit[i] == no_code;
        same[{acts_of_list[static_cast<std::size_t>(t.acts[i])], t.role[i], t.student[i],
              t.student[i] == no_code ? t.unit[i] : no_code, per_holder ? t.bearers[i] : nobody, t.triggered_on[i],
              t.needed[i], is_quota[static_cast<std::size_t>(t.rule[i])] ? t.due_on[i] : no_date,
              kept[static_cast<std::size_t>(t.rule[i])],
              is_pledge[static_cast<std::size_t>(t.rule[i])] ? t.recipient[i] : no_code}]
            .push_back(i);
    }
    std::vector<bool> gone(t.size(), false);
    std::vector<std::vector<std::int32_t>> also(t.size());
    const auto rank = [&](std::size_t i) {
        return std::pair{t.due_on[i] == no_date ? forever : t.due_on[i], layer(i)};
    };
    for (const auto& [what, rows] : same) {
        const auto stays = *std::min_element(rows.begin(), rows.end(),
                                             [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
        for (const auto i : rows)
            if (layer(i) != layer(stays))
                gone[i] = true, also[stays].push_back(t.rule[i]);
    }
    std::vector<std::size_t> order;
    list_column<std::int32_t> merged;
    for (std::size_t i = 0; i < t.size(); ++i) {
        if (!gone[i])
            order.push_back(i);
        std::sort(also[i].begin(), also[i].end());
        also[i].erase(std::unique(also[i].begin(), also[i].end()), also[i].end());
        merged.append(also[i]);
    }
    if (order.size() == t.size())
        return;
    t.also = std::move(merged);
    detail::keep_rows(t, order);
}

}  // namespace baoxue
