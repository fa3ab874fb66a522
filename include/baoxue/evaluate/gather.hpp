// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/columns.hpp>
#include <baoxue/evaluate/duty_rows.hpp>
#include <baoxue/findings/findings.hpp>
#include <baoxue/findings/row_id.hpp>
#include <baoxue/policy/bound.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace baoxue {

/// What an evaluation gathers before it is put in order.
struct gathered {
    duty_rows duties;        ///< as they are found
    obligations_table rows;  ///< those, once they are in order
    statuses_table statuses;
    measures_table measures;
    consequences_table consequences;
    breaches_table breaches;
    entitlements_table entitlements;
    std::vector<gap> gaps;

    /// Each is told once in the end; those told again and again are left out at once.
    void add(gap g) {
        auto& last = last_alike_[static_cast<std::size_t>(g.rule * 31 + g.unit * 7 + g.student) % last_alike_.size()];
        if (last < gaps.size() && gaps[last].key() == g.key())
            return;
        last = gaps.size();
        gaps.push_back(std::move(g));
    }

    /// Puts what was gathered of the next pupils behind what was gathered of these.
    void join(gathered next) {
        duties.join(next.duties), detail::append_rows(statuses, next.statuses);
        detail::append_rows(measures, next.measures), detail::append_rows(consequences, next.consequences);
        detail::append_rows(breaches, next.breaches), detail::append_rows(entitlements, next.entitlements);
        detail::append(gaps, next.gaps);
    }

private:
    std::array<std::size_t, 64> last_alike_{};  ///< where to look for one that says the same
};

namespace detail {

/// Puts a table in order by rule, unit, then what `tail` compares, then id; rows without a rule come last.
template <class Table, class Tail>
void put_rows_in_order(Table& t, Tail&& tail) {
    std::vector<std::size_t> order(t.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto rank = [](std::int32_t rule) {
        return rule == no_code ? std::numeric_limits<std::int32_t>::max() : rule;
    };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const auto place = [&](std::size_t i) { return std::tuple{rank(t.rule[i]), t.unit[i], tail(i), t.id[i]}; };
        return place(a) < place(b);
    });
    keep_rows(t, order);
}

}  // namespace detail

/// Puts statuses in order: by clause, rule, unit, student, first day, id.
inline void put_in_order(statuses_table& t) {
    detail::put_rows_in_order(t, [&](std::size_t i) { return std::pair{t.student[i], t.from[i]}; });
}

/// Puts measures in order: by clause, rule, unit, first day of the period, id.
inline void put_in_order(measures_table& t) {
    detail::put_rows_in_order(t, [&](std::size_t i) { return t.period_from[i]; });
}

/// Puts consequences in order: by clause, rule, unit, first day of the period, id.
inline void put_in_order(consequences_table& t) {
    detail::put_rows_in_order(t, [&](std::size_t i) { return t.period_from[i]; });
}

/// Keeps the first of duties with one id: one act may bring about the next step under two texts of a clause.
inline void keep_one_of_each(obligations_table& t) {
    std::set<std::uint64_t> seen;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < t.size(); ++i)
        if (seen.insert(t.id[i]).second)
            order.push_back(i);
    detail::keep_rows(t, order);
}

/// Puts entitlements in order: by clause, rule, student, first day, id.
inline void put_in_order(entitlements_table& t) {
    std::vector<std::size_t> order(t.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::tie(t.rule[a], t.student[a], t.from[a], t.id[a]) <
               std::tie(t.rule[b], t.student[b], t.from[b], t.id[b]);
    });
    detail::keep_rows(t, order);
}

/// Puts breaches in order: by clause, rule, unit, student, date, id.
inline void put_in_order(breaches_table& t) {
    detail::put_rows_in_order(t, [&](std::size_t i) { return std::pair{t.student[i], t.on[i]}; });
}

/// Puts every table but the gaps in order.
inline void put_in_order(gathered& g) {
    put_in_order(g.breaches), put_in_order(g.entitlements);
    g.rows = std::exchange(g.duties, {}).in_order();
    put_in_order(g.statuses);
    put_in_order(g.measures);
    put_in_order(g.consequences);
}

namespace detail {

/// The first rule of a policy with the same layer, clause and id: itself, or that of an earlier text of its clause.
[[nodiscard]] inline std::int32_t first_text_of(const bound_policy& policy, std::int32_t rule) {
    const auto& own = policy.rules[static_cast<std::size_t>(rule)];
    const auto first = std::find_if(policy.rules.begin(), policy.rules.end(), [&](const rule_name& r) {
        return r.clause == own.clause && r.rule == own.rule && r.policy == own.policy;
    });
    return static_cast<std::int32_t>(first - policy.rules.begin());
}

}  // namespace detail

/// Gaps in order, each once, as columns. A rule of two texts of a clause is one rule here: what is not known is told
/// once, by the last text that asks for it.
[[nodiscard]] inline gaps_table put_in_order(std::vector<gap> gaps, const bound_policy& policy, const id_pools& ids) {
    for (auto& g : gaps) {
        g.text = g.rule;
        if (g.rule == no_code)
            continue;
        g.rule = detail::first_text_of(policy, g.rule);
        g.clause = policy.rules[static_cast<std::size_t>(g.rule)].clause_index;
    }
    std::stable_sort(gaps.begin(), gaps.end(), [](const gap& a, const gap& b) {
        return std::pair{a.key(), b.text} < std::pair{b.key(), a.text};
    });
    gaps.erase(std::unique(gaps.begin(), gaps.end(), [](const gap& a, const gap& b) { return a.key() == b.key(); }),
               gaps.end());
    gaps_table t;
    for (auto& g : gaps) {
        g.rule = g.text;
        if (g.rule != no_code)
            g.clause = policy.rules[static_cast<std::size_t>(g.rule)].clause_index;
        rule_name name{policy.source->id, g.clause == no_code ? "" : policy.clauses[static_cast<std::size_t>(g.clause)],
                       "", g.clause};
        if (g.rule != no_code)
            name = policy.rules[static_cast<std::size_t>(g.rule)];
        auto hash = id_of_rule("gaps", name);
        hash.text(word_of(g.kind)).text(g.parameter);
        hash.text(g.role == no_code ? std::string_view{}
                                    : std::string_view{policy.words->at(word_kind::role, g.role).id});
        add_id(hash, ids.units, g.unit);
        add_id(hash, ids.students, g.student);
        if (g.person != no_code)
            add_id(hash, ids.persons, g.person);
        t.id.push_back(hash.number(g.from.days).value());
        t.clause.push_back(g.clause), t.rule.push_back(g.rule), t.kind.push_back(g.kind);
        t.unit.push_back(g.unit), t.student.push_back(g.student), t.person.push_back(g.person),
            t.role.push_back(g.role);
        t.parameter.push_back(g.parameter), t.from.push_back(g.from), t.until.push_back(g.until);
        t.caused_by.append(g.has_cause ? std::span<const cause>{&g.caused_by, 1} : std::span<const cause>{});
    }
    return t;
}

}  // namespace baoxue
