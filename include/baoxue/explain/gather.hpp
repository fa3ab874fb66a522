// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/count_again.hpp>
#include <baoxue/explain/find_cause.hpp>
#include <baoxue/explain/find_holder.hpp>
#include <baoxue/explain/find_lines.hpp>
#include <baoxue/explain/find_near.hpp>
#include <baoxue/explain/find_place.hpp>
#include <baoxue/explain/find_quota.hpp>
#include <baoxue/explain/find_signers.hpp>
#include <baoxue/people/holders.hpp>
#include <baoxue/time/deadline.hpp>

#include <algorithm>
#include <string>
#include <utility>

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
    if (!within->within.settled)
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

/// What the table that shows it says of the duty.
inline void gather_evidence(obligation_story& s, const findings& f, const district& d, bearer_set bearers) {
    const bool is_met = s.met_on != no_date;
    std::vector<act_line> near;
    if (s.shown_by == table_name::records) {
        const auto& r = d.records;
        const auto kept = f.words->find(word_kind::record_register, s.kept->in.id);
        for (std::size_t i = 0; is_met && i < r.kept.size(); ++i)
            if (r.kept[i] == kept && r.completed_on[i] == s.met_on &&
                (s.pupil != no_code ? r.about_student[i] == s.pupil : r.about_unit[i] == s.unit))
                s.met_by.push_back(
                    {s.met_on, no_code, id_of_actor(d, r.person[i], r.student[i], r.unit[i]), false, r.row[i]});
    } else if (s.shown_by == table_name::pledges) {
        if (const auto sides = find_signers(d, *f.words, s.causes, s.roles.front(), s.recipient))
            s.met_by.push_back({s.met_on, no_code, sides->from.id, false, sides->row, sides->to.id});
    } else {
        auto acts = find_acts(d, *f.bearers, bearers, s.pupil, s.unit, s.acts, is_met ? s.met_on : s.triggered_on,
                              is_met ? s.met_on : s.as_of);
        if (!is_met) {
            near = std::move(acts);
        } else if (const auto own = std::find_if(acts.begin(), acts.end(), [](const auto& a) { return a.by_bearer; });
                   own != acts.end()) {
            s.met_by.push_back(*own);
        } else {
            s.met_by = std::move(acts);
        }
    }
    near_finder{s, f, d}.find(std::move(near));
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
    const bool of_rule = s.event && s.event->of != nullptr;
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

/// The awards and charges that a duty upon sums waits for: of its unit, at the end of that school year.
inline void gather_sums(obligation_story& s, const findings& f) {
    if (!s.event || s.event->on != event::sum_due)
        return;
    const auto& c = f.consequences;
    for (std::size_t i = 0; i < c.size(); ++i) {
        const auto& of = f.rules[static_cast<std::size_t>(c.rule[i])];
        const auto& sums = s.event->sums;
        if (c.unit[i] == s.unit && c.period_until[i] == s.triggered_on && c.amount_fen[i] && !c.part_of[i] &&
            !c.vetoed_by[i] && of.policy == s.at.layer->id &&
            std::find(sums.begin(), sums.end(), of.clause) != sums.end())
            s.sums.push_back({c.kind[i] == consequence_kind::award, *c.amount_fen[i], c.id[i]});
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
    const pupil_view pupil{d, s.pupil, s.as_of};
    s.off_roll = !pupil.on_roll(s.as_of), s.left_unit = !pupil.on_roll(s.triggered_on);
}

/// Whether a rung can still come of a pupil: absence is no longer counted of one who is on no roll, and nobody waits
/// for one to come back who is on a roll.
[[nodiscard]] inline bool can_come(const obligation_story& s, const rung& r) {
    if (s.died_on)
        return false;
    const auto* missed = std::get_if<missed_deadline>(&r.mode);
    const auto* done = std::get_if<step_done>(&r.mode);
    const auto rests_on = missed != nullptr ? missed->step : done != nullptr ? done->step : 0;
    if (s.is != nullptr && rests_on != 0 && rests_on != s.is->step)
        return false;  // it follows from another step, by a way of its own or later
    const bool waits_for_a_miss = missed != nullptr && missed->of == deadline_of::duty;
    if (s.is != nullptr && rests_on != 0 && (s.state == state::lapsed || (waits_for_a_miss && s.state == state::met)))
        return false;  // it rests on this step, which is not owed any more, or was done in time
    const bool waits_for_return = missed != nullptr && missed->of == deadline_of::act;
    return s.off_roll ? follows(r.mode) : !waits_for_return || s.pupil == no_code;
}

/// What the rule says, by its kind.
inline void gather_rule(obligation_story& s, std::int32_t step) {
    const auto& kind = s.at.is->is;
    s.is = find_rung(*s.at.is, step);
    s.event = event_of(*s.at.is);
    s.quota = std::get_if<recurring>(&kind), s.signs = std::get_if<pledge>(&kind);
    s.kept = std::get_if<record>(&kind), s.benefit = std::get_if<entitlement>(&kind);
    const auto* of_event = std::get_if<duty>(&kind);
    if (s.is != nullptr)
        s.owed = &s.is->owes, s.due = &s.is->due, s.stops = s.is->stops;
    else if (of_event != nullptr)
        s.owed = &of_event->owes, s.due = &of_event->due, s.stops = of_event->stops;
    else if (s.quota != nullptr)
        s.owed = &s.quota->owes;
    else if (s.kept != nullptr)
        s.due = &s.kept->due, s.shown_by = table_name::records;
    else if (s.benefit != nullptr)
        s.due = &s.benefit->due, s.stops = s.benefit->stops;
    else if (s.signs != nullptr)
        s.shown_by = table_name::pledges;
}

/// The other roles that may do it, where any of several does.
inline void gather_roles(obligation_story& s, const vocabulary& words) {
    const auto add = [&](const std::vector<role_word>& roles) {
        for (const auto& r : roles)
            if (const auto c = words.find(word_kind::role, r.id); c && *c != s.roles.front())
                s.roles.push_back(*c);
    };
    if (s.owed != nullptr && s.owed->how == combine::any_of)
        add(s.owed->roles);
    if (s.kept != nullptr)
        add(s.kept->roles);
    if (s.benefit != nullptr)
        add(s.benefit->roles);
    for (const auto role : s.roles)
        s.is_anyone = s.is_anyone || words.at(word_kind::role, role).id == "anyone";
}

/// The period in which a pledge is to be signed, and the other side: who signed, else who holds the role by then.
inline void gather_signing(obligation_story& s, const findings& f, const district& d) {
    recurring rhythm;
    rhythm.period = s.signs->period;
    const auto calendar = s.pupil != no_code ? d.students.calendar[static_cast<std::size_t>(s.pupil)]
                                             : d.units.calendar[static_cast<std::size_t>(s.unit)];
    for (const auto& at : list_periods(d.calendars[static_cast<std::size_t>(calendar)], rhythm))
        if (at.first <= s.triggered_on && s.due_on <= at.last)
            s.period = {at.first, at.last, static_cast<std::int64_t>(at.days.size()), 0, {}};
    const auto sides = find_signers(d, *f.words, s.causes, s.roles.front(), s.recipient);
    s.who_on = sides ? s.met_on : std::min(s.period.last, s.as_of);
    const code around = s.pupil != no_code ? pupil_view{d, s.pupil, s.as_of}.unit(s.who_on) : s.unit;
    if (sides) {
        const auto line = [&](word_code role, const signer& by) {
            return by.bearer == no_code ? holder_line{.id = by.id, .is_body = true}
                                        : find_holding(d, *f.words, {role}, by.bearer, s.pupil, around, s.who_on);
        };
        s.bearers.push_back(line(s.roles.front(), sides->from));
        s.others.push_back(line(s.recipient, sides->to));
        return;
    }
    holder_index holders{d, *f.words};
    const auto held = holders.resolve({s.recipient}, false);
    const auto on =
        s.pupil != no_code ? bearers_on(held, d, s.pupil, around, s.who_on) : bearers_at(held, d, around, s.who_on);
    for (const code b : holders.sets().members(on.set))
        s.others.push_back(find_holding(d, *f.words, {s.recipient}, b, s.pupil, around, s.who_on));
}

/// Who bears it, where the pupil is, what the register and the tables show.
inline void gather_rest(obligation_story& s, const findings& f, const district& d, bearer_set bearers,
                        std::int32_t step) {
    s.holdings_given = d.is_given(table_name::holdings);
    for (const code b : s.bearers.empty() ? f.bearers->members(bearers) : std::span<const code>{})
        s.bearers.push_back(find_holding(d, *f.words, s.roles, b, s.pupil, s.unit, s.who_on));
    gather_pupil(s, d);
    if (s.pupil != no_code)
        s.marks = find_marks(d, s.pupil, s.is, s.causes);
    if (s.is != nullptr && !s.marks.empty())
        s.counted = count_between(d, s.pupil, s.as_of, *s.is, s.causes);
    s.causing_acts = find_causing_acts(d, *f.bearers, s.pupil, s.unit, s.causes);
    gather_due(s);
    gather_next_act(s, *f.words);
    if (s.quota == nullptr)
        gather_evidence(s, f, d, bearers);
    for (const auto t : {s.shown_by, table_name::holdings, table_name::enrolments})
        if (!d.is_given(t))
            s.not_given.push_back(word_of(t));
    s.next = find_next_rung(s.at, step, s.triggered_on, [&](const rung& r) { return can_come(s, r); });
    s.is_last = s.is != nullptr && !find_next_rung(s.at, step, s.triggered_on, [](const rung&) { return true; });
}

[[nodiscard]] inline obligation_story gather_obligation(const findings& f, const policy& p, const district& d,
                                                        std::size_t row) {
    const auto& o = f.obligations;
    obligation_story s;
    s.id = o.id[row], s.as_of = f.as_of;
    s.at = find_rule(p, f.rules[static_cast<std::size_t>(o.rule[row])]);
    gather_rule(s, o.step[row]);
    s.causes = o.caused_by.at(row), s.pupil = o.student[row];
    s.acts = f.act_lists[static_cast<std::size_t>(o.acts[row])];
    s.roles = {o.role[row]};
    gather_roles(s, *f.words);
    s.recipient = o.recipient[row];
    s.triggered_on = o.triggered_on[row], s.due_on = o.due_on[row], s.met_on = o.met_on[row];
    s.state = o.state[row], s.needed = o.needed[row], s.done = o.done[row];
    s.student = f.ids->students.text(o.student[row]), s.unit = o.unit[row];
    s.who_on = s.triggered_on;
    if (s.quota != nullptr)
        gather_quota(s, f, p, d, row);
    if (s.signs != nullptr)
        gather_signing(s, f, d);
    gather_rest(s, f, d, o.bearers[row], o.step[row]);
    gather_earlier(s, f, d, row);
    gather_missed(s, f, row);
    gather_sums(s, f);
    for (const auto r : o.also.at(row))
        s.also.push_back(find_rule(p, f.rules[static_cast<std::size_t>(r)]));
    return s;
}

/// Since when somebody holds the role that meets an entitlement, and who.
inline void gather_holding(obligation_story& s, const findings& f, const district& d) {
    if (!s.benefit->held || s.met_on == no_date || !s.met_by.empty())
        return;
    const auto role = f.words->find(word_kind::role, s.benefit->held->id);
    std::vector<std::string> ids;
    for (code person = 0; role && person < d.ids->persons.size(); ++person)
        for (auto i = d.holdings.first(person); i < d.holdings.end(person); ++i)
            if (d.holdings.student[i] == s.pupil && f.words->role_is(d.holdings.role[i], *role) &&
                d.holdings.from[i] <= s.met_on && s.met_on <= d.holdings.until[i])
                ids.push_back(d.ids->persons.text(person));
    if (!ids.empty())
        s.met_by_holding = {s.met_on, std::move(ids)};
}

[[nodiscard]] inline obligation_story gather_entitlement(const findings& f, const policy& p, const district& d,
                                                         std::size_t row) {
    const auto& e = f.entitlements;
    obligation_story s;
    s.id = e.id[row], s.as_of = f.as_of;
    s.at = find_rule(p, f.rules[static_cast<std::size_t>(e.rule[row])]);
    gather_rule(s, 0);
    s.causes = e.caused_by.at(row), s.pupil = e.student[row];
    if (const auto grant = f.words->find(word_kind::act, "grant_benefit"))
        s.acts.push_back(*grant);
    for (const auto& a : s.benefit->acts)
        if (const auto act = f.words->find(word_kind::act, a.id))
            s.acts.push_back(*act);
    s.roles = {e.role[row]};
    gather_roles(s, *f.words);
    s.triggered_on = e.from[row], s.due_on = e.due_on[row], s.met_on = e.met_on[row], s.state = e.state[row];
    s.student = f.ids->students.text(s.pupil), s.unit = pupil_view{d, s.pupil, s.as_of}.unit(s.triggered_on);
    s.who_on = s.triggered_on;
    gather_rest(s, f, d, e.bearers[row], 0);
    gather_holding(s, f, d);
    return s;
}

}  // namespace baoxue::detail
