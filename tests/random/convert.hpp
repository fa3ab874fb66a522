// SPDX-License-Identifier: Apache-2.0
#pragma once

// Turns the naive reference's world and policy into the library's, and both findings into lines that compare.

#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/facts/build_district.hpp>

#include <algorithm>
#include <map>
#include <naive/model.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace against_naive {

using baoxue::date;

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

inline baoxue::district_rows facts_of(const naive::world& w) {
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
        a.student_id = r.student_id, a.unit_id = r.unit_id, a.recipient_id = r.recipient_id;
        return a;
    });
    copy_rows(out.parties, w.parties,
              [](const auto& r) { return party_row{r.party_id, enum_from<party_kind>(r.kind).value()}; });
    return out;
}

inline baoxue::period period_of(naive::period p) {
    return p == naive::period::month  ? baoxue::period::month
           : p == naive::period::term ? baoxue::period::term
                                      : baoxue::period::school_year;
}

inline baoxue::count_mode mode_of(const naive::rung& r) {
    using namespace baoxue;
    const auto& m = r.mode;
    const auto compare = r.comparator == naive::comparator::at_least ? comparator::at_least : comparator::more_than;
    switch (m.kind) {
    case naive::mode_kind::consecutive:
        return consecutive{r.threshold, compare,
                           m.adjacent == naive::adjacency::school_days ? adjacency::school_days
                                                                       : adjacency::calendar_days,
                           m.across_terms};
    case naive::mode_kind::cumulative:
        return cumulative{r.threshold, compare, period_of(m.period)};
    case naive::mode_kind::rolling:
        return rolling{r.threshold, compare, m.length,
                       m.of == naive::window_unit::days     ? window_unit::days
                       : m.of == naive::window_unit::months ? window_unit::months
                                                            : window_unit::school_weeks,
                       m.within == naive::window_within::none   ? window_within::none
                       : m.within == naive::window_within::term ? window_within::term
                                                                : window_within::school_year};
    case naive::mode_kind::share:
        return share{ratio{m.ratio_numerator, m.ratio_denominator}, compare, m.at_least};
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
    out.owes.how = static_cast<combine>(static_cast<int>(r.owes.how));
    for (const auto& a : r.owes.acts)
        out.owes.acts.emplace_back(a);
    for (const auto& a : r.owes.roles)
        out.owes.roles.emplace_back(a);
    if (r.owes.recipient_role)
        out.owes.recipient = role_word{*r.owes.recipient_role};
    if (r.due.kind == naive::due_kind::end_of)
        out.due = end_of{period_of(r.due.end)};
    if (r.due.kind == naive::due_kind::within) {
        within_days w;
        w.within = param<std::int32_t>{r.due.n ? std::optional<std::int32_t>{*r.due.n} : std::nullopt,
                                       r.due.parameter.substr(r.due.parameter.rfind('.') + 1), ""};
        w.unit = static_cast<day_unit>(static_cast<int>(r.due.unit));
        w.rolls = r.due.rolls;
        out.due = w;
    }
    if (r.stops.present)
        out.stops.push_back(stop::present);
    if (r.stops.death)
        out.stops.push_back(stop::death);
    if (r.stops.exit)
        out.stops.push_back(stop::exit);
    if (r.stops.term_end)
        out.stops.push_back(stop::term_end);
    if (r.stops.enrolment)
        out.stops.push_back(stop::enrolment);
    for (const auto& s : r.applies_to.stages)
        out.applies_to.stages.emplace_back(s);
    for (const auto& k : r.applies_to.unit_kinds)
        out.applies_to.unit_kinds.emplace_back(k);
    if (r.ages) {
        age_range a;
        a.from = r.ages->from.value_or(0);
        a.until = r.ages->until.value_or(200);
        a.runs_on_to = static_cast<age_end>(static_cast<int>(r.ages->until_runs_on));
        if (a.runs_on_to == age_end::last_weekday)
            a.month = r.ages->month, a.last = static_cast<weekday>(r.ages->weekday - 1);
        out.applies_to.ages = a;
    }
    if (r.after)
        out.after = after_act{r.after->act,
                              r.after->since == naive::period::term ? since::term_start : since::school_year_start};
    return out;
}

inline baoxue::policy policy_of(const naive::policy& p) {
    using namespace baoxue;
    policy out;
    out.id = "drawn";
    out.layers.push_back({"drawn", {"", ""}, {"", ""}, {}});
    std::map<std::string, std::int32_t> steps;
    for (const auto& c : p.clauses) {
        clause made;
        made.id = c.id;
        made.chosen = "plain";
        made.effective = {day(c.effective_from), day(c.effective_until)};
        reading plain;
        plain.id = "plain";
        for (const auto& r : c.rules) {
            rule one;
            one.id = r.id;
            if (r.ladder) {
                ladder l;
                l.name = r.ladder->ladder;
                for (const auto& rung : r.ladder->rungs)
                    l.rungs.push_back(rung_of(rung, ++steps[l.name]));
                one.is = l;
            } else {
                one.is = assignment{r.assignment->role, {r.assignment->unit_kind.value_or("student")}};
            }
            plain.rules.push_back(one);
        }
        made.readings.push_back(plain);
        out.layers[0].clauses.push_back(made);
    }
    return out;
}

// ---------------------------------------------------------------- findings as lines

inline std::string shown(const std::optional<naive::day>& d) { return d ? baoxue::to_string(date{*d}) : "-"; }
inline std::string shown(const std::optional<std::string>& s) { return s.value_or("-"); }

inline std::vector<std::string> lines(const naive::findings& f) {
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

/// A later step of in_order that two earlier ones bring about in the same way is one duty in the library, and either
/// cause may stand in it: such lines are compared once and without their cause.
inline void merge_twins(std::vector<std::string>& expected, std::vector<std::string>& found) {
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

inline std::string shown_date(date d) { return d == baoxue::dawn || d == baoxue::forever ? "-" : baoxue::to_string(d); }

inline std::vector<std::string> lines(const baoxue::findings& f) {
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

}  // namespace against_naive
