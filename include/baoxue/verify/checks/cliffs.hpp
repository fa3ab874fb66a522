// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/verify/checks/lines.hpp>

#include <string>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// Charges for each dropout that leap at a line: one dropout fewer, and nothing is due; at it, several times the
/// amount.
inline void check_cliffs(const search& s, std::vector<observation>& out) {
    for (const auto& r : governing_rules(s.of)) {
        const auto* money = std::get_if<incentive>(&r.is->is);
        const auto* p = money != nullptr ? std::get_if<payment>(&money->by) : nullptr;
        if (p == nullptr || money->effect != effect::charge || p->each != paid_for::dropout)
            continue;
        const auto line = line_of(p->upon);
        if (!line || line->numerator == 0 ||
            (p->upon.indicator.id != "dropout_rate" && p->upon.indicator.id != "dropouts"))
            continue;
        const auto [n, d] = lowest_terms(line->numerator, line->denominator);
        // The smallest cohort in which more than one dropout reaches the line.
        auto dropouts = n, cohort = d;
        const auto reaches = [&] { return holds(p->upon.is, compare({dropouts, cohort}, *line)); };
        if (!is_rate(p->upon))
            dropouts = n / d, cohort = 1;
        if (!reaches())
            ++dropouts;
        if (dropouts < 2 && is_rate(p->upon))
            dropouts *= 2, cohort *= 2;
        if (dropouts < 2 || !reaches() || cohort > 1'000'000 || (is_rate(p->upon) && dropouts > cohort))
            continue;
        const auto stage = stages_of(*r.is, s.world).front();
        const auto below = counted_unit(p->upon, s.world, stage, dropouts - 1, cohort);
        const auto at = counted_unit(p->upon, s.world, stage, dropouts, cohort);
        auto w = alone(s.world, &below, s.world.last_day());
        const auto name = "that-" + at.unit.kind;
        add_case(w.rows, s.world, at, name);
        const auto found = replay(s.of, w, s.world);
        const auto before = judged(found, r.place(), only_id(below)), after = judged(found, r.place(), name);
        if (before.amount_fen || !after.amount_fen || *after.amount_fen <= *p->amount->value)
            continue;
        observation o;
        o.kind = observation_kind::charge_cliff, o.weight = severity::warning;
        o.rules = {r.place()};
        o.figures = {{dropouts - 1, cohort, 0}, {dropouts, cohort, after.amount_fen}};
        o.searched = 2, o.found = 2;
        o.shown = std::move(w);
        out.push_back(std::move(o));
    }
}

}  // namespace baoxue::detail
