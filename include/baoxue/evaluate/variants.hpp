// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/columns.hpp>
#include <baoxue/evaluate/gather.hpp>
#include <baoxue/evaluate/ties.hpp>
#include <baoxue/policy/bound.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
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

/// The clauses of a policy whose findings may differ from those of another one with the same clauses; nothing where it
/// is to be evaluated whole: where all may, and
/// - where a clause with a procedure is among them, for every clause may ask for the statuses that rest on it;
/// - where such a clause has another reading, for whether that makes a difference may hang on any other clause;
/// - where a clause has several texts, for their gaps are told once for all of them.
[[nodiscard]] inline std::optional<std::vector<bool>> touched_clauses(const policy& p, const policy& other) {
    if (has_several_texts(p))
        return std::nullopt;
    clause_ties ties{p};
    ties.add(other);
    std::vector<bool> changed, has_readings;
    for (std::size_t l = 0; l < p.layers.size(); ++l)
        for (std::size_t c = 0; c < p.layers[l].clauses.size(); ++c) {
            changed.push_back(p.layers[l].clauses[c] != other.layers[l].clauses[c]);
            has_readings.push_back(p.layers[l].clauses[c].readings.size() > 1);
        }
    auto touched = ties.touched_by(changed);
    bool all = true;
    std::size_t clause = 0;
    for (const bool is_touched : touched) {
        if (ties.has_procedure(clause) && (is_touched || has_readings[clause]))
            return std::nullopt;
        all = all && is_touched;
        ++clause;
    }
    return all ? std::nullopt : std::optional{std::move(touched)};
}

/// Which policies are variants: of the first one before them that has the same clauses, if it says some of them alike.
[[nodiscard]] inline std::vector<std::optional<variant>> list_variants(std::span<const policy> policies) {
    std::vector<std::optional<variant>> out(policies.size());
    std::vector<std::size_t> firsts;
    for (std::size_t i = 0; i < policies.size(); ++i) {
        const auto is_alike = [&](std::size_t first) { return have_same_clauses(policies[first], policies[i]); };
        const auto first = std::ranges::find_if(firsts, is_alike);
        if (first == firsts.end())
            firsts.push_back(i);
        else if (auto touched = touched_clauses(policies[i], policies[*first]))
            out[i] = variant{*first, std::move(*touched)};
    }
    return out;
}

/// What is to be run of a variant: the rules of touched clauses, and all procedures, for spells are listed by them.
///
/// \param whole  keeps everything else, but for its holders, which only a run asks for
[[nodiscard]] inline bound_policy touched_part(bound_policy& whole, const std::vector<bool>& touched) {
    auto holders = std::exchange(whole.holders, {});
    auto part = whole;
    part.holders = std::move(holders);
    const auto is_shared = [&](const auto& bound) {
        return !touched[static_cast<std::size_t>(whole.rules[static_cast<std::size_t>(bound.rule)].clause_index)];
    };
    for (auto& rungs : part.ladders)
        std::erase_if(rungs, is_shared);
    std::erase_if(part.ladders, [](const auto& rungs) { return rungs.empty(); });
    std::erase_if(part.assignments, is_shared), std::erase_if(part.duties, is_shared);
    std::erase_if(part.quotas, is_shared), std::erase_if(part.targets, is_shared);
    std::erase_if(part.payments, is_shared), std::erase_if(part.sharings, is_shared);
    std::erase_if(part.vetoes, is_shared), std::erase_if(part.pledges, is_shared);
    std::erase_if(part.committees, is_shared), std::erase_if(part.entitlements, is_shared);
    std::erase_if(part.prohibitions, is_shared), std::erase_if(part.unjudged, is_shared);
    return part;
}

/// Puts the findings of a variant together: of touched clauses its own, of the others those of what it is a variant of,
/// by the numbers that rules, lists of acts and bearers have in the variant.
class splicer {
public:
    splicer(const bound_policy& of, const bound_policy& to, std::vector<bool> touched)
        : of_(of), to_(to), touched_(std::move(touched)) {
        std::vector<std::int32_t> first(to.clauses.size());  // of a clause's rules, in the variant
        for (const auto& r : to.rules)
            ++first[static_cast<std::size_t>(r.clause_index)];
        std::exclusive_scan(first.begin(), first.end(), first.begin(), std::int32_t{});
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

    /// Every table but the gaps, which are those of the variant's own: they are put together once they are in order.
    ///
    /// \param shared, own  in order
    [[nodiscard]] gathered tables(const gathered& shared, gathered own) const {
        own.rows = spliced(shared.rows, own.rows), own.statuses = spliced(shared.statuses, own.statuses);
        own.measures = spliced(shared.measures, own.measures);
        own.consequences = spliced(shared.consequences, own.consequences);
        own.breaches = spliced(shared.breaches, own.breaches);
        own.entitlements = spliced(shared.entitlements, own.entitlements);
        return own;
    }
    /// The gaps, which name their clause themselves: the policies need no longer be there.
    [[nodiscard]] gaps_table gaps(const gaps_table& shared, const gaps_table& own) const {
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
        const auto take = [&](std::int32_t clause, bool is_own) {
            const piece of_shared{false, next_shared, end_of(of_, shared, next_shared, clause)};
            const piece of_own{true, next_own, end_of(to_, own, next_own, clause)};
            next_shared = of_shared.last, next_own = of_own.last;
            pieces.push_back(is_own ? of_own : of_shared);
        };
        take(no_code, false);  // gaps without a clause come first, other rows last
        std::int32_t clause = 0;
        for (const bool is_own : touched_)
            take(clause++, is_own);
        take(no_code, false);
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
    std::vector<bool> touched_;
    std::vector<std::int32_t> rules_, acts_;  ///< by number in the earlier policy: of the variant
    std::vector<bearer_set> sets_;            ///< the same; empty: alike
};

}  // namespace baoxue::detail
