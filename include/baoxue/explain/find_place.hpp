// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/story.hpp>

#include <stdexcept>
#include <string>

namespace baoxue::detail {

[[noreturn]] inline void refuse_policy(const std::string& clause) {
    throw std::invalid_argument("these findings are not of this policy: it has no clause `" + clause +
                                "` at that place; explain with the policy that was evaluated");
}

/// The layer and clause at a position counted through all layers. \throws std::invalid_argument if another stands there
[[nodiscard]] inline place find_clause(const policy& p, std::int32_t clause_index, const std::string& id) {
    std::int32_t first = 0;
    for (const auto& layer : p.layers) {
        const auto end = first + static_cast<std::int32_t>(layer.clauses.size());
        if (clause_index < end) {
            const auto& c = layer.clauses[static_cast<std::size_t>(clause_index - first)];
            if (c.id != id)
                refuse_policy(id);
            return {&layer, &c, nullptr};
        }
        first = end;
    }
    refuse_policy(id);
}

/// The layer, clause and rule that a finding names. \throws std::invalid_argument if the policy has none such
[[nodiscard]] inline place find_rule(const policy& p, const rule_name& name) {
    auto at = find_clause(p, name.clause_index, name.clause);
    for (const auto& r : at.text->governing().rules)
        if (r.id == name.rule)
            at.is = &r;
    if (at.is == nullptr)
        refuse_policy(name.clause + "` with a rule `" + name.rule);
    return at;
}

/// The rung of a rule that has a step; none where the rule is no ladder.
[[nodiscard]] inline const rung* find_rung(const rule& r, std::int32_t step) {
    if (const auto* l = std::get_if<ladder>(&r.is))
        for (const auto& candidate : l->rungs)
            if (candidate.step == step)
                return &candidate;
    return nullptr;
}

/// Whether a rule is part of the same ladder as the one at a place, in its layer.
[[nodiscard]] inline bool is_same_ladder(const place& at, const rule_name& other) {
    const auto* own = std::get_if<ladder>(&at.is->is);
    if (own == nullptr || other.policy != at.layer->id)
        return false;
    for (const auto& c : at.layer->clauses)
        for (const auto& r : c.governing().rules)
            if (const auto* l = std::get_if<ladder>(&r.is);
                l != nullptr && c.id == other.clause && r.id == other.rule && l->name == own->name)
                return true;
    return false;
}

/// What a rung counts of earlier rungs; none where it counts something else.
[[nodiscard]] inline const count_of* counts_earlier(const rung& r) {
    for (const auto& c : r.counts)
        if (c.unit == counted::earlier_rung)
            return &c;
    return nullptr;
}

/// The rung above on the same ladder, in whichever clause of the layer it stands. A ladder of that name in another
/// layer is another ladder.
///
/// \param fits  (const rung&) -> bool: whether that rung can still come
template <class Fits>
[[nodiscard]] std::optional<next_rung> find_next_rung(const place& at, std::int32_t step, date on, Fits&& fits) {
    const auto* own = std::get_if<ladder>(&at.is->is);
    if (own == nullptr)
        return std::nullopt;
    std::optional<next_rung> next;
    for (const auto& c : at.layer->clauses) {
        if (!c.effective.on(on))
            continue;
        for (const auto& other : c.governing().rules) {
            const auto* l = std::get_if<ladder>(&other.is);
            if (l == nullptr || l->name != own->name)
                continue;
            for (const auto& candidate : l->rungs)
                if (candidate.step > step && fits(candidate) && (!next || candidate.step < next->is->step))
                    next = {{at.layer, &c, &other}, &candidate};
        }
    }
    return next;
}

}  // namespace baoxue::detail
