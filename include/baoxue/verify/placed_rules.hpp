// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/policy/policy.hpp>
#include <baoxue/rules/figure_of_rule.hpp>
#include <baoxue/verify/observation.hpp>

#include <string>
#include <variant>
#include <vector>

namespace baoxue::detail {

/// A rule with the layer, clause and reading that it stands in.
struct placed_rule {
    const layer_of_clauses* layer{nullptr};
    const clause* text{nullptr};
    const reading* within{nullptr};
    const rule* is{nullptr};

    [[nodiscard]] bool governs() const { return text->chosen == within->id; }
    [[nodiscard]] rule_place place(std::int32_t step = 0) const { return {layer->id, text->id, is->id, step}; }
};

/// Every rule of every reading, in order.
[[nodiscard]] inline std::vector<placed_rule> all_rules(const policy& p) {
    std::vector<placed_rule> out;
    for (const auto& l : p.layers)
        for (const auto& c : l.clauses)
            for (const auto& r : c.readings)
                for (const auto& one : r.rules)
                    out.push_back({&l, &c, &r, &one});
    return out;
}

/// The rules of the readings that govern, in order.
[[nodiscard]] inline std::vector<placed_rule> governing_rules(const policy& p) {
    auto out = all_rules(p);
    std::erase_if(out, [](const placed_rule& r) { return !r.governs(); });
    return out;
}

/// What a rule or one of its rungs owes, where it owes something.
template <class Visit>
void for_each_owes(const rule& r, Visit&& visit) {
    if (const auto* l = std::get_if<ladder>(&r.is))
        for (const auto& rung : l->rungs)
            visit(rung.owes, rung.step);
    if (const auto* d = std::get_if<duty>(&r.is))
        visit(d->owes, 0);
    if (const auto* q = std::get_if<recurring>(&r.is))
        visit(q->owes, 0);
}

}  // namespace baoxue::detail
