// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/assignment.hpp>

#include <algorithm>
#include <map>
#include <vector>

namespace baoxue {

namespace detail {

/// The empty seats of one committee, as unbroken intervals.
class seat_checker {
public:
    seat_checker(const bound_policy& policy, const bound_committee& rule, const district& d, date as_of, gathered& out)
        : policy_(policy), rule_(rule), d_(d), as_of_(as_of), out_(out) {}

    void check(code unit, date first, const bound_committee::seat& s) {
        std::vector<code> below;
        if (s.every)
            for (std::size_t u = 0; u < d_.units.parent.size(); ++u)
                if (covers(d_.units, unit, static_cast<code>(u)))
                    below.push_back(static_cast<code>(u));
        std::vector<date> changes{first};
        const auto add_changes = [&](std::span<const timeline_step> steps) {
            for (const auto& step : steps)
                if (step.from <= as_of_)
                    changes.push_back(std::max(step.from, first));
        };
        add_changes(s.role.at_units.of(unit));
        for (const auto u : below)
            add_changes(s.every->at_units.of(u));
        std::sort(changes.begin(), changes.end());
        changes.erase(std::unique(changes.begin(), changes.end()), changes.end());

        std::map<code, date> open;  // who is missing since when; no_code: somebody
        for (const date on : changes) {
            const auto seated = policy_.bearers->members(s.role.at_units.at(unit, on).set);
            std::vector<code> missing;
            bool any = false;
            for (const auto u : below)
                for (const code p : policy_.bearers->members(s.every->at_units.at(u, on).set)) {
                    any = true;
                    if (!std::binary_search(seated.begin(), seated.end(), p))
                        missing.push_back(p);
                }
            if (seated.empty() && !any)
                missing.push_back(no_code);
            for (auto it = open.begin(); it != open.end();) {
                if (std::find(missing.begin(), missing.end(), it->first) != missing.end()) {
                    ++it;
                    continue;
                }
                tell(unit, s, it->first, it->second, on - day_count{1});
                it = open.erase(it);
            }
            for (const code p : missing)
                open.try_emplace(p, on);
        }
        for (const auto& [person, since] : open)
            tell(unit, s, person, since, forever);
    }

private:
    void tell(code unit, const bound_committee::seat& s, code person, date from, date until) {
        gap g;
        g.rule = rule_.rule, g.clause = policy_.rules[static_cast<std::size_t>(rule_.rule)].clause_index;
        g.kind = gap_kind::unassigned_role, g.role = s.role.role, g.unit = unit, g.person = person;
        if (auto hole = cut_hole(rule_.in_force, g, from, until, as_of_))
            out_.add(std::move(*hole));
    }

    const bound_policy& policy_;
    const bound_committee& rule_;
    const district& d_;
    date as_of_;
    gathered& out_;
};

}  // namespace detail

/// Names every empty seat of the group that each unit of a kind must have, from its first term on.
///
/// A seat that every holder of a role must take is empty for each of them who does not sit there; where nobody holds
/// that role either, it is empty once.
///
/// \par Source
/// Findings: for a committee one gaps row for each empty seat is its firing; plan 2, section 2, part 2, item 1.
inline void find_empty_seats(const bound_policy& policy, const bound_committee& rule, const district& d, date as_of,
                             gathered& out) {
    if (!d.is_given(table_name::holdings)) {
        gap g;
        g.rule = rule.rule, g.clause = policy.rules[static_cast<std::size_t>(rule.rule)].clause_index;
        g.kind = gap_kind::missing_table, g.parameter = word_of(table_name::holdings);
        out.add(std::move(g));
        return;
    }
    for (std::size_t u = 0; u < d.units.parent.size(); ++u) {
        if (d.units.kind[u] != rule.unit_kind || !means(rule.scope, d, static_cast<code>(u)))
            continue;
        const auto& c = d.calendars[static_cast<std::size_t>(d.units.calendar[u])];
        if (c.terms().empty())
            continue;
        for (const auto& s : rule.seats)
            detail::seat_checker{policy, rule, d, as_of, out}.check(static_cast<code>(u), c.terms().front().first_day,
                                                                    s);
    }
}

}  // namespace baoxue
