// SPDX-License-Identifier: Apache-2.0
#include "convert.hpp"

#include "shown.hpp"
#include <baoxue/policy/name_parameters.hpp>
#include <baoxue/policy/parameter_name.hpp>
#include <baoxue/policy/walk.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace against_naive {

inline std::optional<date> day(const std::optional<naive::day>& d) {
    return d ? std::optional{date{*d}} : std::nullopt;
}

template <class To, class From, class Make>
void copy_rows(std::optional<std::vector<To>>& to, const std::optional<std::vector<From>>& from, Make make) {
    if (!from)
        return;
    to.emplace();
    for (const auto& row : *from)
        to->push_back(make(row));
}

inline baoxue::session half(naive::session_of_day s) {
    return s == naive::session_of_day::am ? baoxue::session::am : baoxue::session::pm;
}

inline baoxue::mark mark_of(naive::mark m) {
    return m == naive::mark::present   ? baoxue::mark::present
           : m == naive::mark::excused ? baoxue::mark::excused
                                       : baoxue::mark::unexcused;
}

baoxue::district_rows facts_of(const naive::world& w) {
    using namespace baoxue;
    district_rows out;
    for (const auto& t : w.terms)
        out.terms.push_back(
            {t.term_id, t.school_year, date{t.first_day}, date{t.last_day}, t.unit_id, day(t.registration_until)});
    for (const auto& u : w.units)
        out.units.push_back({u.unit_id, u.kind, u.parent_id, u.stage, u.village_id});
    copy_rows(out.days, w.days, [](const auto& r) {
        const auto which = r.session == naive::override_session::am   ? sessions::am
                           : r.session == naive::override_session::pm ? sessions::pm
                                                                      : sessions::both;
        return day_row{date{r.date},
                       which,
                       r.kind == naive::override_kind::school ? day_kind::school : day_kind::off,
                       {},
                       r.unit_id};
    });
    copy_rows(out.holdings, w.holdings, [](const auto& r) {
        return holding_row{
            r.person_id, r.role,       r.covers_kind == naive::covers::unit ? covers_kind::unit : covers_kind::student,
            r.covers_id, date{r.from}, day(r.until)};
    });
    copy_rows(out.students, w.students, [](const auto& r) {
        return student_row{r.student_id, r.home_unit_id, r.origin_unit_id, day(r.birth_date), day(r.died_on)};
    });
    copy_rows(out.registrations, w.registrations,
              [](const auto& r) { return registration_row{r.student_id, r.term_id, date{r.registered_on}}; });
    copy_rows(out.enrolments, w.enrolments, [](const auto& r) {
        enrolment_row e{r.student_id, r.class_id, date{r.from}, day(r.until), {}, {}, day(r.noted_on)};
        if (r.entry)
            e.entry = enum_from<entry_kind>(*r.entry);
        if (r.exit)
            e.exit = enum_from<exit_kind>(*r.exit);
        return e;
    });
    copy_rows(out.attendance, w.attendance, [](const auto& r) {
        return attendance_row{r.student_id, date{r.date}, half(r.session), mark_of(r.mark), r.minutes_late};
    });
    copy_rows(out.roll_calls, w.roll_calls, [](const auto& r) {
        return roll_call_row{r.class_id, date{r.date}, half(r.session) == session::am ? sessions::am : sessions::pm};
    });
    copy_rows(out.acts, w.acts, [](const auto& r) {
        act_row a;
        a.act_id = r.act_id, a.date = date{r.date}, a.act = r.act, a.actor_id = r.actor_id;
        a.student_id = r.student_id, a.unit_id = r.unit_id, a.recipient_id = r.recipient_id, a.object = r.object;
        a.refers_table = r.refers_table, a.refers_to = r.refers_to, a.due_on = day(r.due_on);
        return a;
    });
    copy_rows(out.parties, w.parties,
              [](const auto& r) { return party_row{r.party_id, enum_from<party_kind>(r.kind).value()}; });
    copy_rows(out.needs, w.needs,
              [](const auto& r) { return need_row{r.student_id, r.need, date{r.from}, day(r.until)}; });
    copy_rows(out.transfers, w.transfers, [](const auto& r) {
        return transfer_row{r.transfer_id, r.student_id, date{r.left_on}, day(r.noted_on), {}, r.receiving_unit_id};
    });
    copy_rows(out.incidents, w.incidents, [](const auto& r) {
        return incident_row{r.incident_id, date{r.date}, r.conduct,         r.actor_id,
                            r.student_id,  r.unit_id,    day(r.verified_on)};
    });
    copy_rows(out.pledges, w.pledges, [](const auto& r) {
        return pledge_row{r.from_id, r.to_id,      r.role_from,       r.role_to,
                          r.unit_id, r.student_id, date{r.signed_on}, day(r.until)};
    });
    copy_rows(out.records, w.records, [](const auto& r) {
        return record_row{r.record_id, r.register_name,   r.keeper_id,         r.student_id,
                          r.unit_id,   date{r.opened_on}, day(r.completed_on), r.refers_to};
    });
    copy_rows(out.counts, w.counts, [](const auto& r) {
        const auto number = [](const std::optional<long>& n) {
            return n ? std::optional{static_cast<std::int32_t>(*n)} : std::nullopt;
        };
        return count_row{r.unit_id, r.school_year,    r.indicator, number(r.numerator), number(r.denominator),
                         r.formula, day(r.counted_on)};
    });
    return out;
}

inline baoxue::period period_of(naive::period p) {
    return p == naive::period::month  ? baoxue::period::month
           : p == naive::period::term ? baoxue::period::term
                                      : baoxue::period::school_year;
}

/// A number, or one left out under the last part of its full name.
template <class T = std::int32_t, class From>
baoxue::param<T> open_number(const std::optional<From>& n, const std::string& full_name) {
    return {n ? std::optional<T>{static_cast<T>(*n)} : std::nullopt, full_name.substr(full_name.rfind('.') + 1), ""};
}

inline baoxue::count_mode mode_of(const naive::rung& r) {
    using namespace baoxue;
    const auto& m = r.mode;
    const auto compare = r.comparator == naive::comparator::at_least ? comparator::at_least : comparator::more_than;
    switch (m.kind) {
    case naive::mode_kind::consecutive:
        return consecutive{open_number(r.threshold, r.threshold_parameter), compare,
                           m.adjacent == naive::adjacency::school_days ? adjacency::school_days
                                                                       : adjacency::calendar_days,
                           m.across_terms};
    case naive::mode_kind::cumulative:
        return cumulative{open_number(r.threshold, r.threshold_parameter), compare, period_of(m.period)};
    case naive::mode_kind::rolling:
        return rolling{open_number(r.threshold, r.threshold_parameter), compare, m.length,
                       m.of == naive::window_unit::days     ? window_unit::days
                       : m.of == naive::window_unit::months ? window_unit::months
                                                            : window_unit::school_weeks,
                       m.within == naive::window_within::none   ? window_within::none
                       : m.within == naive::window_within::term ? window_within::term
                                                                : window_within::school_year};
    case naive::mode_kind::share:
        return share{ratio{m.ratio_numerator, m.ratio_denominator}, compare, m.at_least};
    case naive::mode_kind::in_status:
        return in_status{enum_from<status>(m.status).value()};
    case naive::mode_kind::missed_deadline: {
        missed_deadline d;
        d.step = m.of_step, d.of = m.deadline_of_act ? deadline_of::act : deadline_of::duty;
        if (m.deadline_of_act)
            d.within = open_number(m.deadline_within, m.deadline_parameter);
        d.unit = static_cast<day_unit>(static_cast<int>(m.deadline_unit)), d.rolls = m.deadline_rolls;
        return d;
    }
    case naive::mode_kind::done:
        return step_done{m.of_step};
    case naive::mode_kind::not_back:
        break;
    }
    not_back n;
    n.basis = m.basis == naive::back_basis::attendance ? not_back_basis::attendance : not_back_basis::registration;
    if (m.calendar_days_after_first)
        n.until = *m.calendar_days_after_first;
    if (m.nth_school_day)
        n.until = *m.nth_school_day, n.unit = day_unit::school_days;
    return n;
}

inline baoxue::owes owes_of(const naive::owes_what& o) {
    using namespace baoxue;
    owes out;
    out.how = static_cast<combine>(static_cast<int>(o.how));
    for (const auto& a : o.acts)
        out.acts.emplace_back(a);
    for (const auto& a : o.roles)
        out.roles.emplace_back(a);
    if (o.recipient_role)
        out.recipient = role_word{*o.recipient_role};
    return out;
}

std::optional<baoxue::deadline> due_of(const naive::due_rule& d) {
    using namespace baoxue;
    if (d.kind == naive::due_kind::end_of)
        return end_of{period_of(d.end)};
    if (d.kind != naive::due_kind::within)
        return std::nullopt;
    return within_days{open_number(d.n, d.parameter), static_cast<day_unit>(static_cast<int>(d.unit)), d.rolls};
}

inline std::vector<baoxue::stop> stops_of(const naive::stop_rule& s) {
    using namespace baoxue;
    std::vector<stop> out;
    const auto add = [&](bool is, stop what) {
        if (is)
            out.push_back(what);
    };
    add(s.present, stop::present), add(s.death, stop::death), add(s.exit, stop::exit);
    add(s.term_end, stop::term_end), add(s.enrolment, stop::enrolment);
    return out;
}

inline baoxue::need_condition need_of(const naive::need_condition& n) {
    baoxue::need_condition out;
    for (const auto& w : n.any_of)
        out.any_of.emplace_back(w);
    for (const auto& w : n.all_of)
        out.all_of.emplace_back(w);
    return out;
}

inline baoxue::applies_to scope_of(const naive::applies_rule& a, const std::optional<naive::age_rule>& ages) {
    using namespace baoxue;
    applies_to out;
    for (const auto& s : a.stages)
        out.stages.emplace_back(s);
    for (const auto& k : a.unit_kinds)
        out.unit_kinds.emplace_back(k);
    if (a.need)
        out.need = need_of(*a.need);
    if (a.unless)
        out.unless = need_of(*a.unless);
    if (ages) {
        age_range r;
        r.from = open_number(ages->from, ages->from_parameter);
        r.until = open_number(ages->until, ages->until_parameter);
        if (ages->from_parameter.empty() && !ages->from)
            r.from = 0;
        if (ages->until_parameter.empty() && !ages->until)
            r.until = 200;
        r.runs_on_to = static_cast<age_end>(static_cast<int>(ages->until_runs_on));
        if (r.runs_on_to == age_end::last_weekday)
            r.month = ages->month, r.last = static_cast<weekday>(ages->weekday - 1);
        out.ages = r;
    }
    return out;
}

inline std::optional<baoxue::after_act> after_of(const std::optional<naive::after_rule>& a) {
    using namespace baoxue;
    if (!a)
        return std::nullopt;
    after_act out{a->act, a->since == naive::period::term ? since::term_start : since::school_year_start};
    if (a->months > 0)
        out.since = since::months_before, out.months = a->months;
    if (a->at_least != 1)
        out.at_least = a->at_least;
    if (a->below)
        out.below = *a->below;
    if (!a->following.empty())
        out.following = act_word{a->following};
    out.afresh = a->afresh;
    if (a->step > 0)
        out.step = a->step;
    return out;
}

inline baoxue::other_count other_count_of(const naive::other_count_rule& o) {
    naive::rung counted;
    counted.mode = o.mode, counted.threshold = o.threshold, counted.comparator = o.comparator;
    baoxue::other_count out;
    for (const auto& c : o.counts)
        out.counts.push_back({static_cast<baoxue::counted>(static_cast<int>(c.unit)), {}, {}});
    const auto mode = mode_of(counted);
    if (const auto* m = std::get_if<baoxue::cumulative>(&mode))
        out.mode = *m;
    if (const auto* m = std::get_if<baoxue::rolling>(&mode))
        out.mode = *m;
    return out;
}

inline baoxue::rung rung_of(const naive::rung& r, std::int32_t step) {
    using namespace baoxue;
    rung out;
    out.step = step;
    for (const auto& c : r.counts) {
        count_of one;
        one.unit = static_cast<counted>(static_cast<int>(c.unit));
        if (c.unit == naive::unit_counted::late)
            one.over_minutes = param<std::int32_t>{c.over_minutes};
        if (c.earlier_step)
            one.step = *c.earlier_step;
        out.counts.push_back(one);
    }
    out.marks.clear();
    for (const auto m : r.marks)
        out.marks.push_back(mark_of(m));
    out.mode = mode_of(r);
    out.owes = owes_of(r.owes);
    out.due = due_of(r.due);
    out.stops = stops_of(r.stops);
    out.applies_to = scope_of(r.applies_to, r.ages);
    out.after = after_of(r.after);
    if (r.unless)
        out.unless_reached = other_count_of(*r.unless);
    return out;
}

inline baoxue::figure_condition condition_of(const naive::figure_condition& c) {
    using namespace baoxue;
    figure_condition out;
    out.indicator = c.indicator, out.unit_kind = c.unit_kind;
    out.formula = enum_from<formula>(c.formula).value();
    out.is = static_cast<relation>(static_cast<int>(c.comparator));
    if (c.previous_year)
        out.line = previous_year{};
    else if (c.line_numerator)
        out.line = fixed_line{
            ratio{static_cast<std::int32_t>(*c.line_numerator), static_cast<std::int32_t>(c.line_denominator)}};
    else
        out.line = fixed_line{{std::nullopt, c.line_parameter.substr(c.line_parameter.rfind('.') + 1), ""}};
    return out;
}

inline baoxue::incentive incentive_of(const naive::incentive_rule& r) {
    using namespace baoxue;
    incentive out;
    out.effect = r.effect == naive::effect_kind::charge ? effect::charge : effect::award;
    if (!r.shares_of.empty()) {
        sharing s;
        s.of = r.shares_of;
        for (const auto& role : r.roles)
            s.roles.emplace_back(role);
        std::vector<ratio> shares;
        for (const auto& one : r.shares)
            shares.push_back({static_cast<std::int32_t>(one.numerator), static_cast<std::int32_t>(one.denominator)});
        s.shares.name = r.shares_parameter.substr(r.shares_parameter.rfind('.') + 1);
        if (!r.shares.empty())
            s.shares.value = shares;
        out.by = s;
        return out;
    }
    payment p;
    p.upon = condition_of(r.condition);
    if (r.effect != naive::effect_kind::honour)
        p.amount = open_number<std::int64_t>(r.amount_fen, r.amount_parameter);
    p.each = static_cast<paid_for>(static_cast<int>(r.each));
    if (r.payer_role)
        p.payer = role_word{*r.payer_role};
    if (r.payee_role)
        p.payee = role_word{*r.payee_role};
    for (const auto& h : r.honours)
        p.honours.emplace_back(h);
    out.by = p;
    return out;
}

inline baoxue::duty duty_of(const naive::duty_rule& r) {
    using namespace baoxue;
    duty out;
    out.on = static_cast<event>(static_cast<int>(r.on));
    out.about = {r.about};
    if (r.on == naive::event::need_flagged)
        out.need = need_of(r.need);
    if (r.on == naive::event::late_papers)
        out.late = late_after{open_number(r.late_after, r.late_parameter),
                              static_cast<day_unit>(static_cast<int>(r.late_unit))};
    if (r.on == naive::event::missed_deadline)
        out.of = rule_reference{r.of_clause, r.of_rule};
    if (r.on == naive::event::act_done)
        out.act = act_word{r.act};
    out.sums = r.sums;
    out.owes = owes_of(r.owes), out.due = due_of(r.due), out.stops = stops_of(r.stops);
    if (r.times || !r.times_parameter.empty())
        out.times = open_number(r.times, r.times_parameter);
    return out;
}

template <class Word>
std::vector<Word> words_of(const std::vector<std::string>& from) {
    return {from.begin(), from.end()};
}

/// The last part of a parameter's full name.
inline std::string short_name(const std::string& full_name) { return full_name.substr(full_name.rfind('.') + 1); }

inline baoxue::record record_of(const naive::record_rule& r) {
    using namespace baoxue;
    record out;
    out.in = r.in, out.on = static_cast<event>(static_cast<int>(r.on));
    if (r.on == naive::event::need_flagged)
        out.need = need_of(r.need);
    if (r.on == naive::event::act_done)
        out.act = act_word{r.act};
    out.roles = words_of<role_word>(r.roles), out.due = due_of(r.due);
    return out;
}

inline baoxue::pledge pledge_of(const naive::pledge_rule& r) {
    using namespace baoxue;
    pledge out;
    std::vector<pledge_pair> pairs;
    for (const auto& p : r.pairs)
        pairs.push_back({p.from, p.to, {p.about}});
    out.pairs = {pairs.empty() ? std::nullopt : std::optional{pairs}, short_name(r.pairs_parameter), ""};
    out.period = {r.every ? std::optional{static_cast<cycle>(static_cast<int>(*r.every))} : std::nullopt,
                  short_name(r.every_parameter), ""};
    return out;
}

inline baoxue::committee committee_of(const naive::committee_rule& r) {
    using namespace baoxue;
    committee out;
    out.at = r.at;
    for (const auto& s : r.seats)
        out.seats.push_back({s.role, s.every ? std::optional<role_word>{*s.every} : std::nullopt});
    return out;
}

inline baoxue::entitlement entitlement_of(const naive::entitlement_rule& r) {
    using namespace baoxue;
    entitlement out;
    out.benefit = r.benefit;
    if (r.need)
        out.need = need_of(*r.need);
    out.roles = words_of<role_word>(r.roles), out.acts = words_of<act_word>(r.acts);
    if (r.held)
        out.held = role_word{*r.held};
    out.due = due_of(r.due), out.stops = stops_of(r.stops);
    return out;
}

inline baoxue::param<baoxue::bilingual> text_of(const naive::sanction_text& s) {
    using baoxue::bilingual;
    return {s.text ? std::optional{bilingual{*s.text, *s.text}} : std::nullopt, short_name(s.parameter), ""};
}

inline baoxue::prohibition prohibition_of(const naive::prohibition_rule& r) {
    using namespace baoxue;
    prohibition out;
    out.conduct = words_of<conduct_word>(r.conduct), out.roles = words_of<role_word>(r.roles);
    out.together = r.together, out.unmet = r.unmet, out.below = r.below, out.returned = r.returned;
    if (r.sanction.text || !r.sanction.parameter.empty())
        out.sanction = text_of(r.sanction);
    if (r.again)
        out.again = repetition{open_number(r.again->times, r.again->times_parameter), text_of(r.again->sanction)};
    return out;
}

inline baoxue::recurring recurring_of(const naive::recurring_rule& r) {
    using namespace baoxue;
    recurring out;
    out.times = open_number(r.times, r.times_parameter);
    out.period = {r.every ? std::optional{static_cast<cycle>(static_cast<int>(*r.every))} : std::nullopt,
                  r.every_parameter.substr(r.every_parameter.rfind('.') + 1), ""};
    for (const auto m : r.months)
        out.months.push_back(m);
    if (!r.months_parameter.empty())
        out.months.push_back(unspecified(short_name(r.months_parameter)));
    for (const auto& p : r.points)
        out.points.push_back({p.last ? term_end::last : term_end::first, p.term == 0 ? -1 : p.term});
    out.per = r.per_holder ? quota_per::holder : quota_per::subject;
    if (!r.per_holder)
        out.about = {r.about};
    if (r.need)
        out.need = need_of(*r.need);
    if (r.status)
        out.status = enum_from<status>(*r.status).value();
    out.owes = owes_of(r.owes);
    return out;
}

inline baoxue::rule_kind kind_of(const naive::rule& r, std::map<std::string, std::int32_t>& steps) {
    using namespace baoxue;
    if (r.ladder) {
        ladder l;
        l.name = r.ladder->ladder;
        for (const auto& rung : r.ladder->rungs) {
            auto& last = steps[l.name];
            last = rung.step.value_or(last + 1);
            l.rungs.push_back(rung_of(rung, last));
        }
        return l;
    }
    if (r.assignment)
        return assignment{r.assignment->role, {r.assignment->unit_kind.value_or("student")}};
    if (r.duty)
        return duty_of(*r.duty);
    if (r.recurring)
        return recurring_of(*r.recurring);
    if (r.procedure) {
        procedure p;
        p.name = r.procedure->procedure;
        for (const auto& s : r.procedure->steps)
            p.steps.emplace_back(s);
        p.when = r.procedure->when_complete ? completeness::complete : completeness::incomplete;
        p.gives = enum_from<status>(r.procedure->gives).value();
        return p;
    }
    if (r.target)
        return target{condition_of(r.target->condition)};
    if (r.incentive)
        return incentive_of(*r.incentive);
    if (r.record)
        return record_of(*r.record);
    if (r.pledge)
        return pledge_of(*r.pledge);
    if (r.committee)
        return committee_of(*r.committee);
    if (r.entitlement)
        return entitlement_of(*r.entitlement);
    if (r.prohibition)
        return prohibition_of(*r.prohibition);
    if (r.guidance)
        return guidance{{"文", "text"}};
    veto v;
    if (r.veto->with)
        v.with = *r.veto->with;
    else
        v.upon = condition_of(r.veto->condition);
    for (const auto& role : r.veto->roles)
        v.roles.emplace_back(role);
    for (const auto& h : r.veto->forfeits)
        v.forfeits.emplace_back(h);
    return v;
}

inline baoxue::reading reading_of(const std::string& id, const std::vector<naive::rule>& rules,
                                  std::map<std::string, std::int32_t>& steps) {
    using namespace baoxue;
    reading out;
    out.id = id, out.summary = {"文", "text"};
    for (const auto& r : rules) {
        rule one;
        one.id = r.id;
        one.is = kind_of(r, steps);
        if (!r.ladder)
            one.applies_to = scope_of(r.applies_to, r.ages), one.after = after_of(r.after);
        if (r.recurring && r.recurring->status == "dropout" && !r.ages) {  // the reference stops such quotas itself
            age_range until_16;
            until_16.from = 0, until_16.until = 16, until_16.runs_on_to = age_end::school_year_end;
            one.applies_to.ages = until_16;
        }
        for (const auto& name : r.open_details)
            one.details.push_back(unspecified<bilingual>(short_name(name)));
        out.rules.push_back(one);
    }
    return out;
}

inline baoxue::layer_of_clauses layer_of(const naive::policy& p, const std::string& id) {
    using namespace baoxue;
    layer_of_clauses out{id, {"文", "title"}, {"文", "source"}, {}};
    std::map<std::string, std::int32_t> steps;
    for (const auto& c : p.clauses) {
        clause made;
        made.id = c.id, made.section = "1", made.summary = {"文", "text"};
        made.chosen = "plain";
        made.effective = {day(c.effective_from), day(c.effective_until)};
        const auto steps_before = steps;
        made.readings.push_back(reading_of("plain", c.rules, steps));
        for (const auto& other : c.others) {
            auto own_steps = steps_before;
            made.readings.push_back(reading_of("other-" + std::to_string(made.readings.size()), other, own_steps));
            for (auto& r : made.readings.back().rules)  // one name has one value
                walk_leaves(r, std::string{}, [&](auto& leaf, const std::string& at) {
                    if constexpr (detail::is_param<std::remove_cvref_t<decltype(leaf)>>::value)
                        if (leaf.value && leaf.name.empty())
                            leaf.name = "other_" + detail::name_by_place(r, at);
                });
        }
        out.clauses.push_back(made);
    }
    return out;
}

baoxue::policy policy_of(const naive::policy& p) {
    baoxue::policy out;
    out.id = "drawn";
    out.layers.push_back(layer_of(p, "drawn"));
    return out;
}

baoxue::policy policy_of(const std::vector<naive::policy>& layers) {
    baoxue::policy out;
    for (const auto& p : layers) {
        out.id += (out.id.empty() ? "" : "+") + p.id;
        out.layers.push_back(layer_of(p, p.id));
    }
    return out;
}

// ---------------------------------------------------------------- findings as lines

std::vector<std::string> lines(const naive::findings& f) {
    std::vector<std::string> out;
    for (const auto& o : f.obligations) {
        std::string line = "owed " + o.clause + " " + o.rule + " [";
        for (const auto& a : o.acts)
            line += a + " ";
        line += "] " + o.role + " {";
        for (const auto& b : o.bearers)
            line += b + " ";
        line += "} to " + shown(o.recipient_role) + " for " + o.student + " at " + o.unit + " step " +
                std::to_string(o.step) + " on " + shown(o.triggered_on) + " due " + shown(o.due_on) + " " + o.state +
                " met " + shown(o.met_on) + " by";
        if (o.caused_first.row >= 0)
            line += " " + o.caused_first.table + " " + std::to_string(o.caused_first.row);
        if (o.caused_last.row >= 0 && !(o.caused_last == o.caused_first))
            line += " " + o.caused_last.table + " " + std::to_string(o.caused_last.row);
        out.push_back(line);
    }
    for (const auto& g : f.gaps)
        out.push_back("gap " + g.kind + " " + shown(g.clause) + " " + shown(g.rule) + " unit " + shown(g.unit) +
                      " student " + shown(g.student) + " role " + shown(g.role) + " parameter " + shown(g.parameter) +
                      " from " + shown(g.from) + " until " + shown(g.until));
    std::sort(out.begin(), out.end());
    return out;
}

void merge_twins(std::vector<std::string>& expected, std::vector<std::string>& found) {
    const auto duty = [](const std::string& line) { return line.substr(0, line.rfind(" by")); };
    std::set<std::string> twins;
    for (std::size_t i = 1; i < expected.size(); ++i)
        if (expected[i].starts_with("owed") && duty(expected[i]) == duty(expected[i - 1]))
            twins.insert(duty(expected[i]));
    for (auto* lines : {&expected, &found}) {
        for (auto& line : *lines)
            if (twins.contains(duty(line)))
                line = duty(line);
        std::sort(lines->begin(), lines->end());
        lines->erase(std::unique(lines->begin(), lines->end()), lines->end());
    }
}

std::vector<std::string> lines(const baoxue::findings& f) {
    using namespace baoxue;
    std::vector<std::string> out;
    const auto& o = f.obligations;
    const auto role = [&](word_code c) { return c == no_code ? std::string{"-"} : f.words->at(word_kind::role, c).id; };
    const auto id = [](const id_pool& pool, code c) { return c == no_code ? std::string{"-"} : pool.text(c); };
    for (std::size_t i = 0; i < o.size(); ++i) {
        const auto& rule = f.rules[static_cast<std::size_t>(o.rule[i])];
        std::string line = "owed " + rule.clause + " " + rule.rule + " [";
        for (const auto a : f.act_lists[static_cast<std::size_t>(o.acts[i])])
            line += f.words->at(word_kind::act, a).id + " ";
        line += "] " + role(o.role[i]) + " {";
        std::vector<std::string> bearers;
        for (const auto b : f.bearers->members(o.bearers[i]))
            bearers.push_back(b < f.ids->persons.size() ? f.ids->persons.text(b)
                                                        : f.ids->students.text(b - f.ids->persons.size()));
        std::sort(bearers.begin(), bearers.end());
        for (const auto& b : bearers)
            line += b + " ";
        line += "} to " + role(o.recipient[i]) + " for " + id(f.ids->students, o.student[i]) + " at " +
                (o.unit[i] == no_code ? "" : f.ids->units.text(o.unit[i])) + " step " + std::to_string(o.step[i]) +
                " on " + shown_date(o.triggered_on[i]) + " due " + shown_date(o.due_on[i]) + " " +
                std::string{word_of(o.state[i])} + " met " + shown_date(o.met_on[i]) + " by";
        for (const auto& c : o.caused_by.at(i))
            line += " " + std::string{word_of(c.table)} + " " + std::to_string(c.row);
        out.push_back(line);
    }
    const auto& g = f.gaps;
    for (std::size_t i = 0; i < g.size(); ++i)
        out.push_back("gap " + std::string{word_of(g.kind[i])} + " " +
                      (g.clause[i] == no_code ? "-" : f.clauses[static_cast<std::size_t>(g.clause[i])]) + " " +
                      (g.rule[i] == no_code ? "-" : f.rules[static_cast<std::size_t>(g.rule[i])].rule) + " unit " +
                      id(f.ids->units, g.unit[i]) + " student " + id(f.ids->students, g.student[i]) + " role " +
                      role(g.role[i]) + " parameter " + (g.parameter[i].empty() ? "-" : g.parameter[i]) + " from " +
                      shown_date(g.from[i]) + " until " + shown_date(g.until[i]));
    std::sort(out.begin(), out.end());
    return out;
}

std::string first_lines(const std::vector<std::string>& lines) {
    constexpr std::size_t limit = 6;
    std::string out;
    for (std::size_t i = 0; i < lines.size() && i < limit; ++i)
        out += "  " + lines[i] + "\n";
    return out;
}

}  // namespace against_naive
