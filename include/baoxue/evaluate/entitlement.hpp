// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/duty.hpp>

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

namespace baoxue {

namespace detail {

/// The first day on which a benefit that is owed since `t.on` was had; no_date where none is known: by an act that
/// meets it, or somebody's holding.
[[nodiscard]] inline date benefit_had_on(const bound_policy& policy, const bound_entitlement& rule,
                                         const duty_writer& writer, const trigger_of_duty& t, bearer_set bearers) {
    const auto& p = *t.pupil;
    const auto& d = *p.facts;
    date first = forever;
    const auto& kinds = policy.act_lists[static_cast<std::size_t>(rule.act_lists.front())];
    if (d.is_given(table_name::acts))
        for_each_fitting(d, &p, t.unit, policy.holders[static_cast<std::size_t>(rule.holders.front())], *policy.bearers,
                         bearers, kinds, t.on, p.as_of, writer.school_kind(), [&](std::size_t i) {
                             if (d.acts.act[i] == rule.grant && d.acts.object[i] != rule.benefit)
                                 return true;
                             first = d.acts.on[i];
                             return false;
                         });
    if (rule.held) {
        const auto& holders = *policy.holders[static_cast<std::size_t>(*rule.held)].by_student;
        auto held = holders.at(p.student, t.on);
        while (held.set == nobody && held.until < p.as_of)
            held = holders.at(p.student, held.until + day_count{1});
        if (held.set != nobody)
            first = std::min(first, std::max(held.from, t.on));
    }
    return first == forever ? no_date : first;
}

}  // namespace detail

/// Writes the benefits that one pupil is entitled to, and how they stand.
///
/// \par Source
/// Kinds of rule: an entitlement is met by a grant of that benefit, by an act that the rule lists, or, for a helping
/// pair, by a holding.
inline void do_entitlements(const bound_policy& policy, const duty_writer& writer, const pupil_view& pupil,
                            std::span<const spell> spells, gathered& out) {
    const auto& d = *pupil.facts;
    const auto& e = d.enrolments;
    std::vector<std::pair<date, cause>> found;
    for (const auto& rule : policy.entitlements) {
        found.clear();
        if (!rule.every_pupil)
            detail::event_finder{policy, rule, writer, pupil, spells, out}.run(
                0, [&](date on, cause why) { found.emplace_back(on, why); });
        else if (const auto i = e.first(pupil.student); i < e.end(pupil.student) && e.from[i] <= pupil.as_of)
            found.emplace_back(e.from[i], cause{table_name::enrolments, e.row[i]});
        date before = dawn;  // several needs flagged on one day entitle once
        for (const auto& [on, why] : found) {
            if (on == before)
                continue;
            before = on;
            const code unit = pupil.unit(on);
            if (!means_pupil(rule, writer, pupil, on, out))
                continue;
            open_ages(rule.scope, pupil, on, writer.gap_of(rule.rule, gap_kind::unspecified_value), out);
            const trigger_of_duty t{.pupil = &pupil, .unit = unit, .on = on, .session = pupil.end_of_day(on)};
            const auto& holders = policy.holders[static_cast<std::size_t>(rule.holders.front())];
            const auto bearers = bearers_on(holders, d, pupil.student, unit, on);
            if (bearers.set == nobody && !holders.is_anyone && d.is_given(table_name::holdings))
                writer.unassigned(rule.rule, &pupil, unit, rule.role.front(), bearers, out);
            const date due = writer.due_on(rule, rule.rule, t, out);
            date met_on = detail::benefit_had_on(policy, rule, writer, t, bearers.set);
            const bool known = d.is_given(table_name::acts) && writer.actors_known(holders, bearers.set) &&
                               (!rule.held || d.is_given(table_name::holdings));
            const auto stands = state_on(pupil.as_of, due, met_on,
                                         rule.stops.empty() ? no_date : writer.stopped_on(t, rule.stops), known);
            if (stands == state::lapsed)
                met_on = no_date;
            writer.missing(rule.rule, table_name::holdings, out);
            if (stands == state::unknown)
                writer.missing(rule.rule, table_name::acts, out);
            auto hash = rule.id_start.front();
            hash.text(policy.words->at(word_kind::benefit, rule.benefit).id);
            add_id(hash, d.ids->students, pupil.student);
            auto& x = out.entitlements;
            x.id.push_back(hash.number(on.days).value());
            x.rule.push_back(rule.rule), x.benefit.push_back(rule.benefit), x.student.push_back(pupil.student);
            x.role.push_back(rule.role.front()), x.bearers.push_back(bearers.set);
            x.from.push_back(on), x.due_on.push_back(due), x.state.push_back(stands), x.met_on.push_back(met_on);
            x.caused_by.append(std::span<const cause>{&why, 1});
        }
    }
}

}  // namespace baoxue
