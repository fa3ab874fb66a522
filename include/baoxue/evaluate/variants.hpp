// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/columns.hpp>
#include <baoxue/evaluate/gather.hpp>
#include <baoxue/evaluate/ties.hpp>
#include <baoxue/policy/bound.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// A policy that says the same as an earlier one of the call but in some clauses. What those cannot touch is found
/// once, with the earlier one.
struct variant {
    std::size_t of{};           ///< the earlier policy, which is no variant itself
    std::vector<bool> touched;  ///< by clause, over all layers: whose findings may differ
};

/// Whether two policies have the same layers, clauses and words, whatever the clauses say.
[[nodiscard]] inline bool have_same_clauses(const policy& a, const policy& b) {
    const auto same = [](const layer_of_clauses& x, const layer_of_clauses& y) {
        return x.id == y.id && std::ranges::equal(x.clauses, y.clauses, {}, &clause::id, &clause::id);
    };
    return a.id == b.id && a.words == b.words && std::ranges::equal(a.layers, b.layers, same);
}

/// Whether a clause has more texts than one, each in force at its own time.
[[nodiscard]] inline bool has_several_texts(const policy& p) {
    for (const auto& layer : p.layers)
        for (std::size_t i = 1; i < layer.clauses.size(); ++i)
            for (std::size_t k = 0; k < i; ++k)
                if (layer.clauses[k].id == layer.clauses[i].id)
                    return true;
    return false;
}

/// What a policy is a variant of, among those before it; nothing where none leaves a clause untouched. Of a clause with
/// several texts gaps are told once for all of them: such a policy is evaluated whole.
[[nodiscard]] inline std::vector<std::optional<variant>> list_variants(std::span<const policy> policies) {
    std::vector<std::optional<variant>> out(policies.size());
    for (std::size_t i = 1; i < policies.size(); ++i) {
        const auto& p = policies[i];
        for (std::size_t of = 0; of < i && !out[i]; ++of) {
            if (out[of] || !have_same_clauses(policies[of], p) || has_several_texts(p))
                continue;
            std::vector<bool> changed;
            for (std::size_t l = 0; l < p.layers.size(); ++l)
                for (std::size_t c = 0; c < p.layers[l].clauses.size(); ++c)
                    changed.push_back(p.layers[l].clauses[c] != policies[of].layers[l].clauses[c]);
            clause_ties ties{policies[of]};
            ties.add(p);
            auto touched = ties.touched_by(changed);
            if (std::ranges::find(touched, false) != touched.end())
                out[i] = variant{of, std::move(touched)};
        }
    }
    return out;
}

/// A bound policy without the rules that a variant shares; the procedures, which no variant touches, stay.
[[nodiscard]] inline bound_policy touched_part(bound_policy policy, const std::vector<bool>& touched) {
    const auto is_shared = [&](const auto& bound) {
        return !touched[static_cast<std::size_t>(policy.rules[static_cast<std::size_t>(bound.rule)].clause_index)];
    };
    for (auto& rungs : policy.ladders)
        std::erase_if(rungs, is_shared);
    std::erase_if(policy.assignments, is_shared), std::erase_if(policy.duties, is_shared);
    std::erase_if(policy.quotas, is_shared), std::erase_if(policy.targets, is_shared);
    std::erase_if(policy.payments, is_shared), std::erase_if(policy.sharings, is_shared);
    std::erase_if(policy.vetoes, is_shared), std::erase_if(policy.pledges, is_shared);
    std::erase_if(policy.committees, is_shared), std::erase_if(policy.entitlements, is_shared);
    std::erase_if(policy.prohibitions, is_shared), std::erase_if(policy.unjudged, is_shared);
    return policy;
}

/// Puts the findings of a variant together: of touched clauses its own, of the others those of what it is a variant of,
/// by the numbers that rules, lists of acts and bearers have in the variant.
class splicer {
public:
    splicer(const bound_policy& of, const bound_policy& to, const std::vector<bool>& touched)
        : of_(of), to_(to), touched_(touched) {
        std::vector<std::int32_t> first(to.clauses.size() + 1, 0);  // of a clause's rules, in the variant
        for (const auto& r : to.rules)
            ++first[static_cast<std::size_t>(r.clause_index) + 1];
        for (std::size_t c = 1; c < first.size(); ++c)
            first[c] += first[c - 1];
        for (const auto& r : of.rules)
            rules_.push_back(first[static_cast<std::size_t>(r.clause_index)]++);
        for (const auto& acts : of.act_lists) {
            const auto at = std::ranges::find(to.act_lists, acts);
            acts_.push_back(static_cast<std::int32_t>(at - to.act_lists.begin()));
        }
        if (*of.bearers == *to.bearers)
            return;
        for (bearer_set s = 0; s < static_cast<bearer_set>(of.bearers->size()); ++s)
            sets_.push_back(to.bearers->find(of.bearers->members(s)).value_or(nobody));
    }

    /// \param shared, own  in order
    [[nodiscard]] gathered operator()(const gathered& shared, const gathered& own) const {
        gathered out;
        out.rows = spliced(shared.rows, own.rows), out.statuses = spliced(shared.statuses, own.statuses);
        out.measures = spliced(shared.measures, own.measures);
        out.consequences = spliced(shared.consequences, own.consequences);
        out.breaches = spliced(shared.breaches, own.breaches);
        out.entitlements = spliced(shared.entitlements, own.entitlements);
        out.gaps = own.gaps;
        return out;
    }
    [[nodiscard]] gaps_table operator()(const gaps_table& shared, const gaps_table& own) const {
        return spliced(shared, own);
    }

private:
    /// The clause of a row; no_code: none.
    template <class Table>
    [[nodiscard]] static std::int32_t clause_of(const bound_policy& policy, const Table& t, std::size_t row) {
        if constexpr (requires { t.clause; })
            return t.clause[row];
        else
            return t.rule[row] == no_code ? no_code : policy.rules[static_cast<std::size_t>(t.rule[row])].clause_index;
    }

    template <class Table>
    [[nodiscard]] Table spliced(const Table& shared, const Table& own) const {
        std::vector<piece> pieces;
        std::size_t next_shared = 0, next_own = 0;
        const auto take = [&](std::int32_t clause) {
            const bool is_own = clause != no_code && touched_[static_cast<std::size_t>(clause)];
            const piece of_shared{false, next_shared, end_of(of_, shared, next_shared, clause)};
            const piece of_own{true, next_own, end_of(to_, own, next_own, clause)};
            next_shared = of_shared.last, next_own = of_own.last;
            if (const auto& p = is_own ? of_own : of_shared; p.size() != 0)
                pieces.push_back(p);
        };
        take(no_code);  // gaps without a clause come first, other rows last
        for (std::size_t c = 0; c < touched_.size(); ++c)
            take(static_cast<std::int32_t>(c));
        take(no_code);
        auto out = table_of_pieces(shared, own, pieces);
        std::size_t row = 0;
        for (const auto& p : pieces) {
            if (!p.of_second)
                rename(out, row, row + p.size());
            row += p.size();
        }
        return out;
    }

    template <class Table>
    [[nodiscard]] static std::size_t end_of(const bound_policy& policy, const Table& t, std::size_t first,
                                            std::int32_t clause) {
        while (first < t.size() && clause_of(policy, t, first) == clause)
            ++first;
        return first;
    }

    template <class Table>
    void rename(Table& t, std::size_t first, std::size_t last) const {
        for (auto i = first; i < last; ++i) {
            if (t.rule[i] != no_code)
                t.rule[i] = rules_[static_cast<std::size_t>(t.rule[i])];
            if constexpr (requires { t.acts; })
                t.acts[i] = acts_[static_cast<std::size_t>(t.acts[i])];
            if constexpr (requires { t.bearers; })
                if (!sets_.empty())
                    t.bearers[i] = sets_[static_cast<std::size_t>(t.bearers[i])];
        }
    }

    const bound_policy& of_;
    const bound_policy& to_;
    const std::vector<bool>& touched_;
    std::vector<std::int32_t> rules_, acts_;  ///< by number in the earlier policy: of the variant
    std::vector<bearer_set> sets_;            ///< the same; empty: alike
};

}  // namespace baoxue::detail
