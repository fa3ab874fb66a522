// SPDX-License-Identifier: Apache-2.0
#pragma once

// The naive reference: policy, facts and a date in; obligations and gaps out. Written for reading, not for speed.

#include "calendar.hpp"
#include "ladder.hpp"
#include "model.hpp"
#include "people.hpp"
#include "reference.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace naive {

class evaluation {
public:
    evaluation(const policy& p, const world& w, day as_of)
        : policy_(p), w_(w), as_of_(as_of), calendar_(w), people_(w, calendar_, as_of), registers_(w, as_of),
          acts_(acts_by_student(w, as_of)) {}

    findings run() {
        if (!calendar_.reaches_for_anyone(as_of_))
            throw std::invalid_argument("as_of lies outside the calendar");
        for (const auto& [student, spells] : people_.spells())
            slots_[student] = sessions_of(w_, calendar_, people_, registers_, student, as_of_);
        find_unmarked();
        find_unknown_exits();
        number_steps();
        for (std::size_t c = 0; c < policy_.clauses.size(); ++c)
            for (std::size_t r = 0; r < policy_.clauses[c].rules.size(); ++r) {
                const rule& one = policy_.clauses[c].rules[r];
                if (one.ladder)
                    facts_missing_for(policy_.clauses[c], one);
                if (one.assignment)
                    find_holes(policy_.clauses[c], one);
            }
        for (const auto& [student, spells] : people_.spells())
            climb_all(student);
        std::sort(rows_.begin(), rows_.end());
        findings out;
        for (const placed& p : rows_)
            out.obligations.push_back(p.row);
        out.gaps.assign(gaps_.begin(), gaps_.end());
        return out;
    }

private:
    struct placed {
        std::size_t clause = 0;
        std::size_t rule = 0;
        obligation row{};
        friend bool operator<(const placed& a, const placed& b) {
            const auto key = [](const placed& p) {
                return std::tie(p.clause, p.rule, p.row.unit, p.row.student, p.row.triggered_on, p.row.step, p.row.acts,
                                p.row.role);
            };
            return key(a) < key(b);
        }
    };

    static bool counts_attendance(const rung& r) {
        if (r.mode.kind == mode_kind::not_back)
            return r.mode.basis == back_basis::attendance;
        for (const counted_unit& u : r.counts)
            if (u.unit != unit_counted::earlier_rung)
                return true;
        return false;
    }

    static bool rule_counts_attendance(const rule& one) {
        for (const rung& r : one.ladder->rungs)
            if (counts_attendance(r))
                return true;
        return false;
    }

    static bool rule_counts_registrations(const rule& one) {
        for (const rung& r : one.ladder->rungs)
            if (r.mode.kind == mode_kind::not_back && r.mode.basis == back_basis::registration)
                return true;
        return false;
    }

    gap start_gap(const std::string& kind, const clause& c, const rule& one) const {
        gap g;
        g.kind = kind;
        g.clause = c.id;
        g.rule = one.id;
        return g;
    }

    void missing_table(const clause& c, const rule& one, const std::string& table) {
        gap g = start_gap("missing_table", c, one);
        g.parameter = table;
        gaps_.insert(g);
    }

    void unspecified(const clause& c, const rule& one, const std::string& parameter) {
        gap g = start_gap("unspecified_value", c, one);
        g.parameter = parameter;
        gaps_.insert(g);
    }

    static bool counts_something(const rung& r) {
        return r.mode.kind == mode_kind::consecutive || r.mode.kind == mode_kind::cumulative ||
               r.mode.kind == mode_kind::rolling;
    }

    // ---------------------------------------------------------------- gaps of a rule as a whole

    void facts_missing_for(const clause& c, const rule& one) {
        const bool attendance = rule_counts_attendance(one);
        const bool registrations = rule_counts_registrations(one);
        if (attendance && !w_.attendance)
            missing_table(c, one, "attendance");
        if (registrations && !w_.registrations)
            missing_table(c, one, "registrations");
        if ((attendance || registrations) && !w_.enrolments)
            missing_table(c, one, "enrolments");
        if (!attendance || !w_.attendance)
            return;
        for (const gap& found : unmarked_) {
            gap g = start_gap("unmarked_sessions", c, one);
            g.unit = found.unit;
            g.student = found.student;
            g.from = found.from;
            g.until = found.until;
            gaps_.insert(g);
        }
    }

    /// Unmarked sessions of pupils on a roll: of a class when nobody on its roll is marked, else of the pupil.
    /// Consecutive sessions of the unit's calendar are one row.
    void find_unmarked() {
        std::map<std::string, std::map<std::pair<day, int>, std::map<std::string, bool>>>
            rolls;  // unit, session, student: unmarked
        for (const auto& [student, slots] : slots_)
            for (const slot& s : slots)
                rolls[s.unit][{s.date, s.order}][student] = !s.mark.has_value();
        for (const auto& [unit, sessions] : rolls) {
            std::map<std::optional<std::string>, std::pair<day, day>> open;  // null: the class
            for (day d = sessions.begin()->first.first; d <= as_of_; ++d) {
                const day_info info = calendar_.on(unit, d);
                for (int order = 0; order < 2; ++order) {
                    if (!(order == 0 ? info.am : info.pm))
                        continue;
                    std::set<std::optional<std::string>> now;
                    const auto it = sessions.find({d, order});
                    if (it != sessions.end()) {
                        bool all = true;
                        for (const auto& [student, unmarked] : it->second)
                            all = all && unmarked;
                        if (all) {
                            now.insert(std::nullopt);
                        } else {
                            for (const auto& [student, unmarked] : it->second)
                                if (unmarked)
                                    now.insert(student);
                        }
                    }
                    for (auto run = open.begin(); run != open.end();) {
                        if (now.count(run->first)) {
                            ++run;
                        } else {
                            close_unmarked(unit, run->first, run->second);
                            run = open.erase(run);
                        }
                    }
                    for (const std::optional<std::string>& who : now)
                        open.emplace(who, std::make_pair(d, d)).first->second.second = d;
                }
            }
            for (const auto& [who, span] : open)
                close_unmarked(unit, who, span);
        }
    }

    void close_unmarked(const std::string& unit, const std::optional<std::string>& student,
                        const std::pair<day, day>& span) {
        gap g;
        g.unit = unit;
        g.student = student;
        g.from = span.first;
        g.until = span.second;
        unmarked_.push_back(g);
    }

    /// An end of enrolment of unknown reason, not followed by another enrolment on the next school day; and a transfer
    /// of which the table that would show it was not given.
    void find_unknown_exits() {
        for (const auto& [student, spells] : people_.spells())
            for (const spell& e : spells)
                if (e.until && (e.exit ? *e.exit == "transferred" && !w_.transfers : !e.goes_on)) {
                    gap g;
                    g.kind = "unknown_exit";
                    g.student = student;
                    g.unit = e.unit;
                    g.from = *e.until;
                    gaps_.insert(g);
                }
    }

    /// Assignment: every subject, every day; one row for each unbroken stretch of days without a holder.
    void find_holes(const clause& c, const rule& one) {
        const assignment_rule& a = *one.assignment;
        const bool rolls_missing = !a.unit_kind && !w_.enrolments;
        if (!w_.holdings)
            missing_table(c, one, "holdings");
        if (rolls_missing)
            missing_table(c, one, "enrolments");
        if (!w_.holdings || rolls_missing)
            return;
        if (a.unit_kind) {
            for (const unit_row& u : w_.units) {
                if (u.kind != *a.unit_kind)
                    continue;
                gap g = start_gap("unassigned_role", c, one);
                g.unit = u.unit_id;
                g.role = a.role;
                const std::string role = a.role == "school" ? "principal" : a.role;
                const std::vector<std::string> chain = calendar_.chain(u.unit_id);
                const std::vector<int> terms = calendar_.terms_of(u.unit_id);
                if (terms.empty())
                    continue;  // before its first term nothing is known of a unit
                write_holes(g, c, calendar_.term(terms.front()).first_day, std::nullopt,
                            [&](day d) { return !people_.resolve_chain(role, chain, d).empty(); });
            }
            return;
        }
        for (const auto& [student, spells] : people_.spells()) {
            for (const spell& at : spells) {
                const day first = at.from;
                std::optional<day> last = at.until;
                const student_row* s = people_.student(student);
                if (s && s->died_on && *s->died_on <= as_of_ && (!last || *s->died_on < *last))
                    last = *s->died_on;
                gap g = start_gap("unassigned_role", c, one);
                g.student = student;
                g.unit = at.unit;
                g.role = a.role;
                const std::string& id = student;
                write_holes(g, c, first, last, [&](day d) { return people_.student_is_covered(a.role, id, d); });
            }
        }
    }

    template <class Covered>
    void write_holes(gap g, const clause& c, std::optional<day> from, std::optional<day> until, Covered covered) {
        if (c.effective_from && (!from || *from < *c.effective_from))
            from = *c.effective_from;
        if (c.effective_until && (!until || *until > *c.effective_until - 1))
            until = *c.effective_until - 1;
        // Before anybody held anything nothing changes: one day stands for all of them.
        day d = as_of_;
        if (people_.first_held())
            d = std::min(d, *people_.first_held() - 1);
        if (from)
            d = *from;
        const day last = until ? std::min(*until, as_of_) : as_of_;
        bool open = false;
        bool at_start = true;
        for (; d <= last; ++d) {
            const bool hole = !covered(d);
            if (hole && !open) {
                g.from = at_start ? from : std::optional<day>(d);
                open = true;
            }
            if (!hole && open) {
                g.until = d - 1;
                gaps_.insert(g);
                open = false;
            }
            at_start = false;
        }
        if (open) {
            g.until = until && *until <= as_of_ ? until : std::nullopt;
            gaps_.insert(g);
        }
    }

    // ---------------------------------------------------------------- rungs

    void number_steps() {
        std::map<std::string, int> last;
        for (const clause& c : policy_.clauses)
            for (const rule& one : c.rules)
                if (one.ladder)
                    for (const rung& r : one.ladder->rungs) {
                        int& at = last[one.ladder->ladder];
                        at = r.step.value_or(at + 1);
                        step_[&r] = at;
                    }
    }

    void climb_all(const std::string& student) {
        static const std::vector<known_act> no_acts;
        const auto found = acts_.find(student);
        const std::vector<known_act>& acts = found == acts_.end() ? no_acts : found->second;
        climber climb(w_, calendar_, people_, student, slots_[student], acts, as_of_);
        std::map<std::string, std::map<int, std::vector<firing>>> fired;  // ladder, step
        for (std::size_t c = 0; c < policy_.clauses.size(); ++c)
            for (std::size_t r = 0; r < policy_.clauses[c].rules.size(); ++r) {
                const rule& one = policy_.clauses[c].rules[r];
                if (!one.ladder)
                    continue;
                std::map<int, std::vector<firing>>& lower = fired[one.ladder->ladder];
                for (const rung& step : one.ladder->rungs) {
                    const std::vector<firing> now = climb.climb(step, policy_.clauses[c], lower);
                    if (climb.missed_acts())
                        missing_table(policy_.clauses[c], one, "acts");
                    if (!step.threshold && counts_something(step)) {  // it would have to be known here
                        for (const firing& f : now) {
                            unspecified(policy_.clauses[c], one, step.threshold_parameter);
                            say_what_is_open(policy_.clauses[c], one, step, student, f);
                        }
                        continue;
                    }
                    for (const firing& f : now)
                        owe(c, r, step, student, acts, f);
                    lower[step_.at(&step)] = now;
                }
            }
    }

    void say_what_is_open(const clause& c, const rule& one, const rung& step, const std::string& student,
                          const firing& f) {
        if (f.birth_unknown) {
            gap g = start_gap("unknown_birth_date", c, one);
            g.unit = people_.unit_on(student, f.date);
            g.student = student;
            gaps_.insert(g);
        }
        if (step.ages)
            for (const std::string& name : open_ages(*step.ages))
                unspecified(c, one, name);
    }

    /// The rows that one firing writes.
    void owe(std::size_t c, std::size_t r, const rung& step, const std::string& student,
             const std::vector<known_act>& acts, const firing& f) {
        const owes_what& o = step.owes;
        say_what_is_open(policy_.clauses[c], policy_.clauses[c].rules[r], step, student, f);
        if (o.how == how_owed::any_of || o.how == how_owed::first_held) {
            write_row(c, r, step, student, acts, o.acts, o.roles, f);
        } else if (o.how == how_owed::each_of) {
            for (const std::string& act : o.acts)
                for (const std::string& role : o.roles)
                    write_row(c, r, step, student, acts, {act}, {role}, f);
        } else {
            firing at = f;
            for (std::size_t k = 0; k < o.acts.size(); ++k) {
                const std::string role = o.roles.size() == o.acts.size() ? o.roles[k] : o.roles.front();
                const std::optional<known_act> met = write_row(c, r, step, student, acts, {o.acts[k]}, {role}, at);
                if (!met)
                    break;
                at.date = met->act->date;  // the next step is triggered by this one
                at.order = 2;
                at.first = {"acts", met->row};
                at.last = at.first;
            }
        }
    }

    /// One obligation; returns the act that met it.
    std::optional<known_act> write_row(std::size_t c, std::size_t r, const rung& step, const std::string& student,
                                       const std::vector<known_act>& acts, const std::vector<std::string>& kinds,
                                       const std::vector<std::string>& roles, const firing& f) {
        const clause& of_clause = policy_.clauses[c];
        const rule& one = of_clause.rules[r];
        placed p;
        p.clause = c;
        p.rule = r;
        obligation& row = p.row;
        row.clause = of_clause.id;
        row.rule = one.id;
        row.acts = kinds;
        row.role = roles.front();
        row.recipient_role = step.owes.recipient_role;
        row.student = student;
        row.unit = people_.unit_on(student, f.date).value_or("");
        row.step = step_.at(&step);
        row.triggered_on = f.date;
        row.caused_first = f.first;
        row.caused_last = f.last;

        std::set<std::string> bearers;
        bool needs_holdings = false;
        if (step.owes.how == how_owed::first_held)
            row.role = roles.back();  // on whom it falls where nobody holds any
        for (const std::string& role : roles) {
            const bool is_settled = step.owes.how == how_owed::first_held && !bearers.empty();
            for (const std::string& person : people_.resolve(role, student, row.unit, f.date))
                if (!is_settled)
                    bearers.insert(person);
            if (step.owes.how == how_owed::first_held && !is_settled && !bearers.empty())
                row.role = role;
            needs_holdings = needs_holdings || (role != "student" && role != "anyone");
        }
        row.bearers.assign(bearers.begin(), bearers.end());
        if (bearers.empty() && needs_holdings && !w_.holdings)
            missing_table(of_clause, one, "holdings");
        if (bearers.empty() && needs_holdings && w_.holdings)
            unassigned(of_clause, one, roles, row.role, student, row.unit, f.date);

        const calendar::due_result due = calendar_.due(step.due, row.unit, f.date);
        row.due_on = due.on;
        if (due.unspecified) {
            gap g = start_gap("unspecified_value", of_clause, one);
            g.parameter = step.due.parameter;
            gaps_.insert(g);
        }
        if (due.outside_calendar) {
            gap g = start_gap("outside_calendar", of_clause, one);
            g.unit = row.unit;
            gaps_.insert(g);
        }

        // Meaning 5.6 and 5.16: the earliest act that fits.
        std::optional<known_act> met;
        for (const known_act& a : acts) {
            if (met || a.act->date < f.date)
                continue;
            if (std::find(kinds.begin(), kinds.end(), a.act->act) == kinds.end())
                continue;
            if (fits(a.act->actor_id, a.act->date, roles, bearers, needs_holdings, student))
                met = a;
        }

        const std::optional<day> stop = stopped_on(step.stops, student, row.unit, f);
        const bool lapses = stop && (!row.due_on || *stop <= *row.due_on) && !(met && met->act->date <= *stop);
        if (lapses) {
            row.state = "lapsed";
            met.reset();
        } else if (met) {
            row.met_on = met->act->date;
            row.met_by = met->row;
            row.state = row.due_on && met->act->date > *row.due_on ? "met_late" : "met";
        } else if (row.due_on && *row.due_on < as_of_) {
            row.state = "missed";
            if (!w_.acts) {
                row.state = "unknown";
                missing_table(of_clause, one, "acts");
            }
            if (needs_holdings && !w_.holdings) {
                row.state = "unknown";
                missing_table(of_clause, one, "holdings");
            }
        } else {
            row.state = "open";
        }
        rows_.push_back(p);
        return met;
    }

    bool fits(const std::string& actor, day d, const std::vector<std::string>& roles,
              const std::set<std::string>& bearers, bool needs_holdings, const std::string& student) const {
        if (bearers.count(actor))
            return true;
        for (const std::string& role : roles)
            if (people_.holds_for(actor, role, student, d))
                return true;
        return bearers.empty() && needs_holdings && people_.holds_anything_at_school_of(actor, student, d);
    }

    /// The earliest stop that came up to as_of, on or after the trigger.
    std::optional<day> stopped_on(const stop_rule& stops, const std::string& student, const std::string& unit,
                                  const firing& f) const {
        std::set<day> found;
        if (stops.present)
            for (const slot& s : slots_.at(student))
                if (s.mark && *s.mark == mark::present &&
                    std::make_pair(s.date, s.order) > std::make_pair(f.date, f.order))
                    found.insert(s.date);
        const student_row* row = people_.student(student);
        if (stops.death && row && row->died_on && *row->died_on >= f.date)
            found.insert(*row->died_on);
        for (const spell& e : people_.spells_of(student)) {
            if (stops.exit && e.until && e.exit && *e.until >= f.date)
                found.insert(*e.exit_known_on);
            if (stops.enrolment && e.from > f.date)
                found.insert(e.from);
        }
        if (stops.term_end)
            for (int t : calendar_.terms_of(unit))
                if (calendar_.term(t).last_day >= f.date) {
                    found.insert(calendar_.term(t).last_day);
                    break;
                }
        if (found.empty() || *found.begin() > as_of_)
            return std::nullopt;
        return *found.begin();
    }

    /// Nobody bears the row: the unbroken interval around the trigger in which the roles resolve to nobody.
    void unassigned(const clause& c, const rule& one, const std::vector<std::string>& roles, const std::string& named,
                    const std::string& student, const std::string& unit, day trigger) {
        gap g = start_gap("unassigned_role", c, one);
        g.unit = unit;
        g.role = named;
        if (people_.is_held_for_students_only(named))
            g.student = student;
        const auto held = [&](day d) {
            for (const std::string& role : roles)
                if (!people_.resolve(role, student, unit, d).empty())
                    return true;
            return false;
        };
        if (people_.first_held()) {
            day d = trigger;
            while (d >= *people_.first_held() && !held(d))
                --d;
            if (d >= *people_.first_held())
                g.from = d + 1;
        }
        day d = trigger;
        while (d <= as_of_ && !held(d))
            ++d;
        if (d <= as_of_)
            g.until = d - 1;
        gaps_.insert(g);
    }

    const policy& policy_;
    const world& w_;
    day as_of_;
    calendar calendar_;
    people people_;
    registers registers_;
    std::map<std::string, std::vector<known_act>> acts_;
    std::map<std::string, std::vector<slot>> slots_{};
    std::vector<gap> unmarked_{};
    std::map<const rung*, int> step_{};
    std::vector<placed> rows_{};
    std::set<gap> gaps_{};
};

}  // namespace naive
