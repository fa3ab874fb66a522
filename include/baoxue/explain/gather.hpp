// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/count_again.hpp>
#include <baoxue/explain/find_cause.hpp>
#include <baoxue/explain/find_holder.hpp>
#include <baoxue/explain/find_lines.hpp>
#include <baoxue/explain/find_place.hpp>
#include <baoxue/explain/find_quota.hpp>
#include <baoxue/policy/walk.hpp>
#include <baoxue/time/deadline.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <type_traits>

namespace baoxue::detail {

/// Why the due date is what it is, or why there is none.
inline void gather_due(obligation_story& s) {
    if (s.due == nullptr || !*s.due) {
        s.basis = s.due_on == no_date ? due_basis::none_named : due_basis::within;
        return;
    }
    const auto* within = std::get_if<within_days>(&**s.due);
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
    const auto acts = find_acts(d, *f.bearers, o.bearers[row], o.student[row], s.unit, s.acts,
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
}

/// What comes next where a rung owes several acts in order.
inline void gather_next_act(obligation_story& s, const vocabulary& words) {
    if (s.owed == nullptr || s.owed->how != combine::in_order || s.acts.empty())
        return;
    const auto& owed = *s.owed;
    for (std::size_t i = 0; i + 1 < owed.acts.size(); ++i) {
        if (owed.acts[i].id != words.at(word_kind::act, s.acts.front()).id)
            continue;
        s.next_act = owed.acts[i + 1].id;
        s.next_role = owed.roles.size() == owed.acts.size() ? owed.roles[i + 1].id : owed.roles.front().id;
        return;
    }
}

/// The duty of another rule, or of an earlier step, whose due date passed on the day before.
inline void gather_missed(obligation_story& s, const findings& f, std::size_t row) {
    const auto* after = s.is == nullptr ? nullptr : std::get_if<missed_deadline>(&s.is->mode);
    const bool of_step = after != nullptr && after->of == deadline_of::duty;
    const bool of_rule = s.event != nullptr && s.event->of.has_value();
    if (!of_step && !of_rule)
        return;
    const auto& o = f.obligations;
    for (std::size_t i = 0; i < o.size() && !s.missed; ++i) {
        if (o.student[i] != o.student[row] || o.due_on[i] == no_date || o.due_on[i] + day_count{1} != s.triggered_on)
            continue;
        const auto& name = f.rules[static_cast<std::size_t>(o.rule[i])];
        if (name.policy != s.at.layer->id)
            continue;
        if (of_rule ? name.clause == s.event->of->clause && name.rule == s.event->of->rule
                    : o.step[i] == after->step && is_same_ladder(s.at, name))
            s.missed = missed_duty_line{o.id[i], name.clause, o.step[i], o.due_on[i]};
    }
}

/// Earlier steps of the ladder that a rung counts, on their days.
inline void gather_earlier(obligation_story& s, const findings& f, const district& d, std::size_t row) {
    const auto* earlier = s.is == nullptr ? nullptr : counts_earlier(*s.is);
    if (earlier == nullptr)
        return;
    const auto& o = f.obligations;
    const auto first = s.marks.empty() ? s.triggered_on : s.marks.front().on;
    for (std::size_t i = 0; i < o.size(); ++i) {
        if (o.student[i] != o.student[row] || o.step[i] >= s.is->step || o.step[i] < 1 ||
            (earlier->step && o.step[i] != *earlier->step) || o.triggered_on[i] > s.triggered_on ||
            !is_same_ladder(s.at, f.rules[static_cast<std::size_t>(o.rule[i])]))
            continue;
        const auto marks = find_marks(d, o.student[i], nullptr, o.caused_by.at(i));
        if (!marks.empty() && marks.front().on >= first)
            s.earlier.emplace_back(o.step[i], o.triggered_on[i]);
    }
    std::sort(s.earlier.begin(), s.earlier.end(), [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second < b.second : a.first < b.first;
    });
    s.earlier.erase(std::unique(s.earlier.begin(), s.earlier.end()), s.earlier.end());
}

/// Where the pupil is on the day of the evaluation.
inline void gather_pupil(obligation_story& s, const district& d) {
    if (s.pupil == no_code)
        return;
    const auto& died = d.students.died_on[static_cast<std::size_t>(s.pupil)];
    if (died && *died <= s.as_of)
        s.died_on = died;
    s.off_roll = !pupil_view{d, s.pupil, s.as_of}.on_roll(s.as_of);
}

/// Whether a rung can still come of a pupil: absence is no longer counted of one who is on no roll, and nobody waits
/// for one to come back who is on a roll.
[[nodiscard]] inline bool can_come(const obligation_story& s, const rung& r) {
    if (s.died_on)
        return false;
    const auto* missed = std::get_if<missed_deadline>(&r.mode);
    const auto* done = std::get_if<step_done>(&r.mode);
    const auto rests_on = missed != nullptr ? missed->step : done != nullptr ? done->step : 0;
    if (s.is != nullptr && rests_on > s.is->step)
        return false;  // that step stands between, and cannot come
    const bool waits_for_return = missed != nullptr && missed->of == deadline_of::act;
    return s.off_roll ? follows(r.mode) : !waits_for_return || s.pupil == no_code;
}

[[nodiscard]] inline obligation_story gather_obligation(const findings& f, const policy& p, const district& d,
                                                        std::size_t row) {
    const auto& o = f.obligations;
    obligation_story s;
    s.id = o.id[row], s.as_of = f.as_of;
    s.at = find_rule(p, f.rules[static_cast<std::size_t>(o.rule[row])]);
    s.is = find_rung(*s.at.is, o.step[row]);
    s.event = std::get_if<duty>(&s.at.is->is), s.quota = std::get_if<recurring>(&s.at.is->is);
    if (s.is != nullptr)
        s.owed = &s.is->owes, s.due = &s.is->due, s.stops = s.is->stops;
    else if (s.event != nullptr)
        s.owed = &s.event->owes, s.due = &s.event->due, s.stops = s.event->stops;
    else if (s.quota != nullptr)
        s.owed = &s.quota->owes;
    s.causes = o.caused_by.at(row), s.pupil = o.student[row];
    s.acts = f.act_lists[static_cast<std::size_t>(o.acts[row])];
    s.roles = {o.role[row]};
    if (s.owed != nullptr && s.owed->how == combine::any_of)
        for (const auto& r : s.owed->roles)
            if (const auto c = f.words->find(word_kind::role, r.id); c && *c != s.roles.front())
                s.roles.push_back(*c);
    s.recipient = o.recipient[row];
    s.triggered_on = o.triggered_on[row], s.due_on = o.due_on[row], s.met_on = o.met_on[row];
    s.state = o.state[row], s.needed = o.needed[row], s.done = o.done[row];
    s.student = f.ids->students.text(o.student[row]), s.unit = o.unit[row];
    s.holdings_given = d.is_given(table_name::holdings);
    for (const auto role : s.roles)
        s.is_anyone = s.is_anyone || f.words->at(word_kind::role, role).id == "anyone";
    s.who_on = s.triggered_on;
    if (s.quota != nullptr)
        gather_quota(s, f, p, d, row);
    for (const code b : f.bearers->members(o.bearers[row]))
        s.bearers.push_back(find_holding(d, *f.words, s.roles, b, o.student[row], s.unit, s.who_on));
    gather_pupil(s, d);
    if (s.pupil != no_code)
        s.marks = find_marks(d, s.pupil, s.is, s.causes);
    if (s.is != nullptr && !s.marks.empty())
        s.counted = count_between(d, s.pupil, s.as_of, *s.is, s.causes);
    gather_earlier(s, f, d, row);
    gather_missed(s, f, row);
    s.causing_acts = find_causing_acts(d, *f.bearers, s.pupil, s.unit, s.causes);
    gather_due(s);
    gather_next_act(s, *f.words);
    if (s.quota == nullptr)
        gather_acts(s, f, d, row);
    for (const auto t : {table_name::acts, table_name::holdings, table_name::enrolments})
        if (!d.is_given(t))
            s.not_given.push_back(word_of(t));
    s.next = find_next_rung(s.at, o.step[row], s.triggered_on, [&](const rung& r) { return can_come(s, r); });
    s.is_last = s.is != nullptr && !find_next_rung(s.at, o.step[row], s.triggered_on, [](const rung&) { return true; });
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
            using value = std::remove_cvref_t<decltype(*leaf.value)>;
            using about = gap_story::about;
            if constexpr (std::is_same_v<value, ratio>)
                s.example = "Fraction(2, 100)";
            else if constexpr (std::is_same_v<value, std::vector<ratio>>)
                s.example = "[Fraction(7, 10), Fraction(3, 10)]", s.open = about::shares;
            else if constexpr (std::is_same_v<value, cycle>)
                s.example = "\"month\"";
            const auto in = [&](std::string_view part) { return pointer.find(part) != std::string::npos; };
            if (in("/due/"))
                s.open = about::deadline;
            else if (in("/amount"))
                s.open = about::amount, s.example = "180000";
            else if (in("/line/"))
                s.open = about::line;
            else if (s.at.is != nullptr && std::holds_alternative<recurring>(s.at.is->is))
                s.open = about::quota;
            else if (in("/mode/within"))
                s.open = about::coming_back;
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
    if (s.kind == gap_kind::unknown_exit)
        if (const auto cause = cause_in(s.causes, table_name::enrolments))
            if (const auto i = position_of(d.enrolments, g.student[row], *cause); i && d.enrolments.exit[*i]) {
                s.is_transfer = d.enrolments.exit[*i] == exit_kind::transferred;
                if (d.enrolments.exit_known_on(*i) > f.as_of)
                    s.known_on = d.enrolments.exit_known_on(*i), s.is_transfer = false;
            }
    if (s.kind == gap_kind::unspecified_value && s.at.text != nullptr)
        gather_parameter(s);
    return s;
}

}  // namespace baoxue::detail
