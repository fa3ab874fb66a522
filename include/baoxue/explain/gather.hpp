// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/find_holder.hpp>
#include <baoxue/explain/find_lines.hpp>
#include <baoxue/explain/find_place.hpp>
#include <baoxue/policy/walk.hpp>
#include <baoxue/time/deadline.hpp>

#include <string>
#include <string_view>
#include <type_traits>

namespace baoxue::detail {

/// Why the due date is what it is, or why there is none.
inline void gather_due(obligation_story& s) {
    if (s.is == nullptr || !s.is->due) {
        s.basis = s.due_on == no_date ? due_basis::none_named : due_basis::within;
        return;
    }
    const auto* within = std::get_if<within_days>(&*s.is->due);
    if (within == nullptr) {
        s.basis = s.due_on == no_date ? due_basis::outside_calendar : due_basis::end_of_period;
        return;
    }
    s.source_word = within->within.word;
    if (!within->within.value) {
        s.basis = due_basis::unspecified;
        s.parameter = s.at.text->id + "." + within->within.name;
        return;
    }
    s.basis = s.due_on == no_date ? due_basis::outside_calendar : due_basis::within;
    if (within->rolls && within->unit == day_unit::calendar_days && s.due_on != no_date) {
        const auto last = due_after(s.triggered_on, day_count{*within->within.value});
        if (last != s.due_on)
            s.before_rolling = last;
    }
}

/// What the acts table says of the duty.
inline void gather_acts(obligation_story& s, const findings& f, const district& d, std::size_t row) {
    const auto& o = f.obligations;
    const bool is_met = s.met_on != no_date;
    const auto acts = find_acts(d, *f.bearers, o.bearers[row], o.student[row], s.acts,
                                is_met ? s.met_on : s.triggered_on, is_met ? s.met_on : s.as_of);
    if (is_met) {
        for (const auto& a : acts)
            if (a.by_bearer && s.met_by.empty())
                s.met_by.push_back(a);
        if (s.met_by.empty())
            s.met_by = acts;
    } else if (s.holdings_given && s.needed == 1 && (s.state == state::open || s.state == state::missed)) {
        s.not_fitting = acts;
    }
    for (const auto t : {table_name::acts, table_name::holdings, table_name::enrolments})
        if (!d.is_given(t))
            s.not_given.push_back(word_of(t));
}

/// What comes next where a rung owes several acts in order.
inline void gather_next_act(obligation_story& s, const vocabulary& words) {
    if (s.is == nullptr || s.is->owes.how != combine::in_order || s.acts.empty())
        return;
    const auto& owed = s.is->owes;
    for (std::size_t i = 0; i + 1 < owed.acts.size(); ++i) {
        if (owed.acts[i].id != words.at(word_kind::act, s.acts.front()).id)
            continue;
        s.next_act = owed.acts[i + 1].id;
        s.next_role = owed.roles.size() == owed.acts.size() ? owed.roles[i + 1].id : owed.roles.front().id;
        return;
    }
}

[[nodiscard]] inline obligation_story gather_obligation(const findings& f, const policy& p, const district& d,
                                                        std::size_t row) {
    const auto& o = f.obligations;
    obligation_story s;
    s.id = o.id[row], s.as_of = f.as_of;
    s.at = find_rule(p, f.rules[static_cast<std::size_t>(o.rule[row])]);
    s.is = find_rung(*s.at.is, o.step[row]);
    s.acts = f.act_lists[static_cast<std::size_t>(o.acts[row])];
    s.roles = {o.role[row]};
    if (s.is != nullptr && s.is->owes.how == combine::any_of)
        for (const auto& r : s.is->owes.roles)
            if (const auto c = f.words->find(word_kind::role, r.id); c && *c != s.roles.front())
                s.roles.push_back(*c);
    s.recipient = o.recipient[row];
    s.triggered_on = o.triggered_on[row], s.due_on = o.due_on[row], s.met_on = o.met_on[row];
    s.state = o.state[row], s.needed = o.needed[row], s.done = o.done[row];
    s.student = f.ids->students.text(o.student[row]), s.unit = o.unit[row];
    s.holdings_given = d.is_given(table_name::holdings);
    for (const code b : f.bearers->members(o.bearers[row]))
        s.bearers.push_back(find_holding(d, *f.words, s.roles, b, o.student[row], s.unit, s.triggered_on));
    if (o.student[row] != no_code)
        s.marks = find_marks(d, o.student[row], s.is, o.caused_by.at(row));
    s.causing_acts = find_causing_acts(d, *f.bearers, o.student[row], o.caused_by.at(row));
    gather_due(s);
    gather_next_act(s, *f.words);
    gather_acts(s, f, d, row);
    s.next = find_next_rung(p, *s.at.is, o.step[row], s.triggered_on);
    for (const auto r : o.also.at(row))
        s.also.push_back(find_rule(p, f.rules[static_cast<std::size_t>(r)]));
    return s;
}

/// The source's own word for an open number, and whether that number is a deadline.
inline void gather_parameter(gap_story& s) {
    const std::string prefix = s.at.text->id + ".";
    if (!s.parameter.starts_with(prefix))
        return;
    const auto name = std::string_view{s.parameter}.substr(prefix.size());
    walk_leaves(s.at.text->governing(), {}, [&](const auto& leaf, const std::string& pointer) {
        if constexpr (is_param<std::remove_cvref_t<decltype(leaf)>>::value) {
            if (leaf.name != name)
                return;
            if (s.source_word.empty())
                s.source_word = leaf.word;
            s.of_deadline = s.of_deadline || pointer.find("/due/") != std::string::npos;
        }
    });
}

[[nodiscard]] inline gap_story gather_gap(const findings& f, const policy& p, const district& d, std::size_t row) {
    const auto& g = f.gaps;
    gap_story s;
    s.id = g.id[row], s.as_of = f.as_of, s.kind = g.kind[row];
    if (g.rule[row] != no_code)
        s.at = find_rule(p, f.rules[static_cast<std::size_t>(g.rule[row])]);
    else if (g.clause[row] != no_code)
        s.at = find_clause(p, g.clause[row], f.clauses[static_cast<std::size_t>(g.clause[row])]);
    s.student = f.ids->students.text(g.student[row]), s.person = f.ids->persons.text(g.person[row]);
    s.unit = g.unit[row], s.role = g.role[row], s.parameter = g.parameter[row];
    s.from = g.from[row], s.until = g.until[row];
    s.registers_given = d.mode == register_mode::exceptions && d.is_given(table_name::roll_calls);
    s.causes.assign(g.caused_by.at(row).begin(), g.caused_by.at(row).end());
    if (s.kind == gap_kind::unspecified_value && s.at.text != nullptr)
        gather_parameter(s);
    return s;
}

}  // namespace baoxue::detail
