// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/gather.hpp>
#include <baoxue/policy/bind.hpp>
#include <baoxue/policy/policy.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace baoxue::detail {

/// One clause under another reading, with no more of its policy than that reading can touch.
struct variant_reading {
    std::size_t policy{0};
    std::string clause;
    baoxue::policy changed;
    std::set<std::pair<std::string, std::string>> touched;  ///< (layer, clause) whose findings may differ
};

/// Clauses that share a ladder in which some rung counts earlier rungs change together.
inline std::set<std::string> ladders_that_count_rungs(const policy& p) {
    std::set<std::string> out;
    for (const auto& l : p.layers)
        for (const auto& c : l.clauses)
            for (const auto& reading : c.readings)
                for (const auto& r : reading.rules)
                    if (const auto* rungs = std::get_if<ladder>(&r.is))
                        for (const auto& rung : rungs->rungs)
                            for (const auto& count : rung.counts)
                                if (count.unit == counted::earlier_rung)
                                    out.insert(rungs->name);
    return out;
}

inline bool climbs_any(const clause& c, const std::set<std::string>& names) {
    for (const auto& reading : c.readings)
        for (const auto& r : reading.rules)
            if (const auto* l = std::get_if<ladder>(&r.is); l != nullptr && names.contains(l->name))
                return true;
    return false;
}

/// Every reading that does not govern, each as a policy of its own.
inline void list_variants(const policy& p, std::size_t index, std::vector<variant_reading>& out) {
    const auto counting = ladders_that_count_rungs(p);
    for (const auto& l : p.layers)
        for (const auto& c : l.clauses)
            for (const auto& r : c.readings) {
                if (r.id == c.chosen)
                    continue;
                variant_reading v{index, c.id, {p.id, {}, p.words}, {}};
                const bool together = climbs_any(c, counting);
                for (const auto& from : p.layers) {
                    layer_of_clauses kept{from.id, {}, {}, {}};
                    for (const auto& other : from.clauses) {
                        const bool itself = &other == &c;
                        if (!itself && !(together && climbs_any(other, counting)))
                            continue;
                        kept.clauses.push_back(other);
                        if (itself)
                            kept.clauses.back().chosen = r.id;
                        v.touched.emplace(from.id, other.id);
                    }
                    v.changed.layers.push_back(std::move(kept));
                }
                out.push_back(std::move(v));
            }
}

/// What a duty says, but for its id and the name of its rule, in values that do not depend on a binding.
inline auto contents_of(const bound_policy& policy, const gathered& g, const variant_reading& v) {
    using row = std::tuple<std::string, std::vector<word_code>, word_code, std::vector<code>, code, code, std::int32_t,
                           date, date, state, date>;
    std::vector<row> rows;
    const auto& t = g.rows;
    for (std::size_t i = 0; i < t.size(); ++i) {
        const auto& rule = policy.rules[static_cast<std::size_t>(t.rule[i])];
        if (!v.touched.contains({rule.policy, rule.clause}))
            continue;
        const auto bearers = policy.bearers->members(t.bearers[i]);
        rows.emplace_back(rule.clause, policy.act_lists[static_cast<std::size_t>(t.acts[i])], t.role[i],
                          std::vector<code>{bearers.begin(), bearers.end()}, t.student[i], t.unit[i], t.step[i],
                          t.triggered_on[i], t.due_on[i], t.state[i], t.met_on[i]);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// The gaps of a clause, in the same way.
inline auto gaps_of(const bound_policy& policy, const gathered& g, const variant_reading& v) {
    std::set<std::tuple<std::string, gap_kind, code, code, word_code, std::string, date, date>> rows;
    for (const auto& one : g.gaps) {
        if (one.rule == no_code || one.kind == gap_kind::ambiguous_reading)
            continue;
        const auto& rule = policy.rules[static_cast<std::size_t>(one.rule)];
        if (v.touched.contains({rule.policy, rule.clause}))
            rows.emplace(rule.clause, one.kind, one.unit, one.student, one.role, one.parameter, one.from, one.until);
    }
    return rows;
}

/// Adds a gap to the governing findings where another reading would change one of them.
inline void compare_reading(const variant_reading& v, const bound_policy& governing, gathered& findings_so_far,
                            const bound_policy& changed, const gathered& other) {
    if (contents_of(governing, findings_so_far, v) == contents_of(changed, other, v) &&
        gaps_of(governing, findings_so_far, v) == gaps_of(changed, other, v))
        return;
    gap g;
    g.kind = gap_kind::ambiguous_reading;
    for (std::size_t i = 0; i < governing.clauses.size(); ++i)
        if (governing.clauses[i] == v.clause)
            g.clause = static_cast<std::int32_t>(i);
    findings_so_far.add(std::move(g));
}

}  // namespace baoxue::detail
