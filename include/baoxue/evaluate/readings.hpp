// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/gather.hpp>
#include <baoxue/evaluate/ties.hpp>
#include <baoxue/policy/bind.hpp>
#include <baoxue/policy/policy.hpp>

#include <algorithm>
#include <limits>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace baoxue::detail {

/// One clause under another reading, with no more of its policy than that reading can touch.
struct other_reading {
    std::size_t policy{};
    std::int32_t clause{};  ///< index among the clauses of all layers
    baoxue::policy changed;
    std::set<std::pair<std::string, std::string>> touched;  ///< (layer, clause) whose findings may differ
};

/// Every reading that does not govern, each as a policy of its own: with the clauses that change together with it, and
/// the procedures on which statuses rest. A reading of a procedure may change everything.
///
/// \param of  the clauses whose readings are asked for, by index over all layers
inline void list_readings(const policy& p, std::size_t index, const std::vector<bool>& of,
                          std::vector<other_reading>& out) {
    const clause_ties ties{p};
    std::size_t clause = 0;
    for (const auto& l : p.layers)
        for (const auto& c : l.clauses) {
            const auto at = clause++;
            if (!of[at] || c.readings.size() < 2)
                continue;
            std::vector<bool> changed(of.size());
            changed[at] = true;
            const auto touched = ties.touched_by(changed);
            for (const auto& r : c.readings) {
                if (r.id == c.chosen)
                    continue;
                other_reading v{index, static_cast<std::int32_t>(at), {p.id, {}, p.words}, {}};
                std::size_t i = 0;
                for (const auto& from : p.layers) {
                    layer_of_clauses kept{from.id, {}, {}, {}};
                    for (const auto& other : from.clauses) {
                        const auto k = i++;
                        if (!touched[k] && !ties.has_procedure(k))
                            continue;
                        kept.clauses.push_back(other);
                        if (k == at)
                            kept.clauses.back().chosen = r.id;
                        if (touched[k])
                            v.touched.emplace(from.id, other.id);
                    }
                    v.changed.layers.push_back(std::move(kept));
                }
                out.push_back(std::move(v));
            }
        }
}

/// For each rule of a policy, whether its findings may differ under the other reading.
inline std::vector<bool> touched_rules(const other_reading& v, const bound_policy& policy) {
    std::vector<bool> out;
    for (const auto& rule : policy.rules)
        out.push_back(v.touched.contains({rule.policy, rule.clause}));
    return out;
}

/// What a duty says, but for its id and what a binding has names of its own for: clause, acts and bearers.
inline auto values_of(const obligations_table& t, std::size_t i) {
    return std::tuple{t.role[i],   t.recipient[i], t.student[i], t.unit[i],   t.step[i], t.triggered_on[i],
                      t.due_on[i], t.state[i],     t.met_on[i],  t.needed[i], t.done[i]};
}

/// What the duties say, but for their ids and the names of their rules, in values that do not depend on a binding.
inline auto contents_of(const bound_policy& policy, const gathered& g, const other_reading& v) {
    const auto& t = g.rows;
    using row = std::tuple<std::string, std::vector<word_code>, std::vector<code>, decltype(values_of(t, 0))>;
    std::vector<row> rows;
    const auto is_touched = touched_rules(v, policy);
    for (std::size_t i = 0; i < t.size(); ++i) {
        const auto& rule = policy.rules[static_cast<std::size_t>(t.rule[i])];
        if (!is_touched[static_cast<std::size_t>(t.rule[i])])
            continue;
        const auto bearers = policy.bearers->members(t.bearers[i]);
        rows.emplace_back(rule.clause, policy.act_lists[static_cast<std::size_t>(t.acts[i])],
                          std::vector<code>{bearers.begin(), bearers.end()}, values_of(t, i));
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// Whether two evaluations owe the same. Mostly they write the same rows in the same order, or not as many; only else
/// is anything sorted.
[[nodiscard]] inline bool same_duties(const other_reading& v, const bound_policy& governing, const gathered& found,
                                      const bound_policy& changed, const gathered& other) {
    const auto rows_of = [&](const bound_policy& policy, const gathered& g) {
        const auto is_touched = touched_rules(v, policy);
        std::vector<std::size_t> rows;
        for (std::size_t i = 0; i < g.rows.size(); ++i)
            if (is_touched[static_cast<std::size_t>(g.rows.rule[i])])
                rows.push_back(i);
        return rows;
    };
    const auto a = rows_of(governing, found), b = rows_of(changed, other);
    const auto &x = found.rows, &y = other.rows;
    const auto same = [&](std::size_t i, std::size_t k) {
        const auto clause = [](const bound_policy& p, std::int32_t rule) -> const std::string& {
            return p.rules[static_cast<std::size_t>(rule)].clause;
        };
        const auto acts = [](const bound_policy& p, std::int32_t list) -> const auto& {
            return p.act_lists[static_cast<std::size_t>(list)];
        };
        return values_of(x, i) == values_of(y, k) && clause(governing, x.rule[i]) == clause(changed, y.rule[k]) &&
               acts(governing, x.acts[i]) == acts(changed, y.acts[k]) &&
               std::ranges::equal(governing.bearers->members(x.bearers[i]), changed.bearers->members(y.bearers[k]));
    };
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!same(a[i], b[i]))
            return contents_of(governing, found, v) == contents_of(changed, other, v);
    return true;
}

/// What statuses, measures, consequences, entitlements and breaches say, in the same way. Of a measure the verdict and
/// not the comparator: "at most" instead of "less than" makes a difference exactly at the line and nowhere else.
inline auto other_contents_of(const bound_policy& policy, const gathered& g, const other_reading& v) {
    enum class found { status, measure, consequence, entitlement, breach };
    using row = std::tuple<std::string, found, std::vector<std::int64_t>, std::vector<word_code>, std::string>;
    std::vector<row> rows;
    const auto is_touched = touched_rules(v, policy);
    constexpr auto unknown = std::numeric_limits<std::int64_t>::min();
    const auto add = [&](std::int32_t rule, found what, std::vector<std::int64_t> values,
                         std::span<const word_code> words = {}, std::string text = {}) {
        std::string clause;
        if (rule != no_code) {
            if (!is_touched[static_cast<std::size_t>(rule)])
                return;
            clause = policy.rules[static_cast<std::size_t>(rule)].clause;
        }
        rows.emplace_back(clause, what, std::move(values), std::vector<word_code>{words.begin(), words.end()},
                          std::move(text));
    };
    const auto& s = g.statuses;
    for (std::size_t i = 0; i < s.size(); ++i)
        add(s.rule[i], found::status,
            {s.student[i], s.unit[i], static_cast<std::int64_t>(s.status[i]), s.from[i].days, s.until[i].days});
    const auto& m = g.measures;
    for (std::size_t i = 0; i < m.size(); ++i)
        add(m.rule[i], found::measure,
            {m.unit[i], m.stage[i], m.period_from[i].days, m.numerator[i].value_or(unknown),
             m.denominator[i].value_or(unknown), m.line_numerator[i].value_or(unknown),
             m.line_denominator[i].value_or(unknown), m.met[i].value_or(false), m.indicator[i],
             m.formula[i] ? static_cast<std::int64_t>(*m.formula[i]) : unknown});
    const auto& c = g.consequences;
    for (std::size_t i = 0; i < c.size(); ++i)
        add(c.rule[i], found::consequence,
            {static_cast<std::int64_t>(c.kind[i]), c.unit[i], c.person[i], c.stage[i], c.payer[i], c.payee[i],
             c.amount_fen[i].value_or(unknown), c.period_from[i].days, c.part_of[i].has_value(),
             c.vetoed_by[i].has_value()},
            c.honours.at(i));
    const auto& e = g.entitlements;
    for (std::size_t i = 0; i < e.size(); ++i) {
        std::vector<std::int64_t> values{e.benefit[i],
                                         e.student[i],
                                         e.role[i],
                                         e.from[i].days,
                                         e.due_on[i].days,
                                         e.met_on[i].days,
                                         static_cast<std::int64_t>(e.state[i])};
        const auto bearers = policy.bearers->members(e.bearers[i]);
        values.insert(values.end(), bearers.begin(), bearers.end());
        add(e.rule[i], found::entitlement, std::move(values));
    }
    const auto& b = g.breaches;
    for (std::size_t i = 0; i < b.size(); ++i)
        add(b.rule[i], found::breach,
            {b.conduct[i], b.role[i], b.person[i], b.student[i], b.unit[i], b.on[i].days,
             b.caused_by.at(i).front().row},
            {}, b.sanction[i]);
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// The gaps of a clause, in the same way.
inline auto gaps_of(const bound_policy& policy, const gathered& g, const other_reading& v) {
    std::set<std::tuple<std::string, gap_kind, code, code, code, word_code, std::string, date, date>> rows;
    const auto is_touched = touched_rules(v, policy);
    for (const auto& one : g.gaps) {
        if (one.rule == no_code)
            continue;
        const auto& rule = policy.rules[static_cast<std::size_t>(one.rule)];
        if (is_touched[static_cast<std::size_t>(one.rule)])
            rows.emplace(rule.clause, one.kind, one.unit, one.student, one.person, one.role, one.parameter, one.from,
                         one.until);
    }
    return rows;
}

/// Whether another reading would change a finding.
[[nodiscard]] inline bool changes_a_finding(const other_reading& v, const bound_policy& governing,
                                            const gathered& found, const bound_policy& changed, const gathered& other) {
    return !same_duties(v, governing, found, changed, other) ||
           other_contents_of(governing, found, v) != other_contents_of(changed, other, v) ||
           gaps_of(governing, found, v) != gaps_of(changed, other, v);
}

/// The gap of a clause of which another reading would change a finding.
[[nodiscard]] inline gap gap_of_reading(const other_reading& v) {
    gap g;
    g.kind = gap_kind::ambiguous_reading;
    g.clause = v.clause;
    return g;
}

}  // namespace baoxue::detail
