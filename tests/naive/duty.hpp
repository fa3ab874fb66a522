// SPDX-License-Identifier: Apache-2.0
#pragma once

// Duties and the days that trigger them; the rungs of a ladder that count no absence (meaning 5.9, 5.16 and the last
// list).

#include "rows.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace naive {

class duties {
public:
    duties(known& k, row_writer& out) : k_(k), out_(out) {}

    /// Rungs in_status, missed_deadline and done. The rows of absence rungs stand in k.rows already.
    void climb() {
        for (std::size_t l = 0; l < k_.layers.size(); ++l) {
            number_steps(l);
            for (const rung_at& r : rungs_)
                climb(r);
        }
    }

    /// Every event but missed_deadline, which looks at the rows of other rules.
    void happen() {
        each_rule(k_, [&](const place& at) {
            const rule& one = at.one(k_);
            if (one.duty && one.duty->on != event::missed_deadline && one.duty->on != event::sum_due)
                happen(at, *one.duty);
            if (one.record)
                happen(at, case_of(*one.record));
        });
    }

    /// sum_due: one duty a unit and school year, from the year's last day, whose awards or charges are to be paid.
    void settle(const std::vector<consequence_row>& sums) {
        each_rule(k_, [&](const place& at) {
            const rule& one = at.one(k_);
            if (!one.duty || one.duty->on != event::sum_due)
                return;
            const duty_rule& d = *one.duty;
            for (const consequence_row& c : sums) {
                if (c.policy != k_.layers[at.layer].id || !c.amount_fen || c.part_of || c.vetoed_by ||
                    std::find(d.sums.begin(), d.sums.end(), c.clause) == d.sums.end() ||
                    k_.cal.unit(c.unit)->kind != d.about || !fits_unit(k_.cal, one.applies_to, c.unit) ||
                    !is_in_force(at.of(k_), c.period_until))
                    continue;
                out_.owe({at, 0, &d.owes, &d.due, &d.stops, -1, &d}, {"", c.unit}, c.period_until, {});
            }
        });
    }

    /// missed_deadline, until nothing new follows.
    void follow() {
        each_rule(k_, [&](const place& at) {
            const rule& one = at.one(k_);
            if (one.duty && one.duty->on == event::missed_deadline && asks_for_needs(one.applies_to))
                lacks(at, k_.w.needs.has_value(), "needs");
        });
        std::size_t from = 0;
        std::size_t until = k_.rows.size();
        while (from < until) {
            for (std::size_t i = from; i < until; ++i)
                each_rule(k_, [&](const place& at) {
                    const rule& one = at.one(k_);
                    const obligation row = k_.rows[i].row;  // rows grow below
                    if (!one.duty || one.duty->on != event::missed_deadline || k_.rows[i].layer != at.layer ||
                        row.clause != one.duty->of_clause || row.rule != one.duty->of_rule || row.student.empty())
                        return;
                    if (is_missed(row))
                        trigger(at, *one.duty, row.student, *row.due_on + 1, row.caused_first, row.caused_last);
                });
            from = until;
            until = k_.rows.size();
        }
    }

private:
    struct rung_at {
        place at{};
        const rung* r = nullptr;
        std::string ladder;
        int step = 0;
    };

    /// Not met by its due_on, for all that is known.
    bool is_missed(const obligation& row) const {
        return row.due_on && *row.due_on < k_.as_of && (row.state == "missed" || row.state == "met_late");
    }

    // ---------------------------------------------------------------- events

    void trigger(const place& at, const duty_rule& d, const std::string& student, day on, const cause& because,
                 const std::optional<cause>& last = std::nullopt) {
        if (on > k_.as_of)
            return;
        const rule& one = at.one(k_);
        if (!out_.is_meant(at, student, on, one.applies_to, one.ages, one.after))
            return;
        if (one.record) {
            enter(at, *one.record, student, on, because);
            return;
        }
        const row_writer::duty what{at, 0, &d.owes, &d.due, &d.stops, -1, &d};
        if (d.about == "student") {
            out_.owe(what, {student, ""}, on, because, last);
            return;
        }
        for (const std::string& u : k_.cal.chain(k_.who.unit_on(student, on).value_or("")))
            if (k_.cal.unit(u)->kind == d.about)
                out_.owe(what, {"", u}, on, because);
    }

    bool lacks(const place& at, bool given, const std::string& table) {
        if (!given)
            k_.gaps.insert(table_gap(at.of(k_), at.one(k_), table));
        return !given;
    }

    void happen(const place& at, const duty_rule& d) {
        const rule& one = at.one(k_);
        bool lacking = asks_for_needs(one.applies_to) && lacks(at, k_.w.needs.has_value(), "needs");
        if (d.on == event::need_flagged)
            lacking = lacks(at, k_.w.needs.has_value(), "needs") || lacking;
        if (d.on == event::registration)
            lacking = lacks(at, k_.w.registrations.has_value(), "registrations") || lacking;
        if (d.on == event::late_papers || d.on == event::transferred_out)
            lacking = lacks(at, k_.w.transfers.has_value(), "transfers") || lacking;
        if (d.on == event::act_done)
            lacking = lacks(at, k_.w.acts.has_value(), "acts") || lacking;
        const bool about_units_alone = (d.on == event::term_start || d.on == event::act_done) && d.about != "student";
        if (!about_units_alone)
            lacking = lacks(at, k_.w.enrolments.has_value(), "enrolments") || lacking;
        if (lacking)
            return;
        if (about_units_alone && d.on == event::term_start)
            start_terms_of_units(at, d);
        if (d.on == event::act_done) {
            if (d.about == "student")
                answer_of_pupils(at, d);
            else
                answer_of_units(at, d);
            return;
        }
        for (const auto& [student, enrolled] : k_.who.spells()) {
            if (d.on == event::term_start && !about_units_alone)
                start_terms(at, d, student);
            if (d.on == event::registration)
                start_terms(at, d, student);
            if (d.on == event::need_flagged)
                flag(at, d, student);
            if (d.on == event::returned)
                come_back(at, d, student, enrolled);
            if (d.on == event::dropout)
                for (const status_spell& s : k_.status.of(student, "dropout"))
                    if (s.holds(s.known_on))
                        trigger(at, d, student, s.known_on, s.because);
            if (d.on == event::late_papers)
                chase(at, d, student);
            if (d.on == event::entered)
                enter(at, d, student, enrolled, "new");
            if (d.on == event::transferred_in)
                enter(at, d, student, enrolled, "transfer_in");
            if (d.on == event::transferred_out)
                leave(at, d, student);
            if (d.on == event::suspended)
                for (const status_spell& s : k_.status.of(student, "suspended"))
                    if (s.holds(s.known_on))
                        trigger(at, d, student, s.known_on, s.because);
            if (d.on == event::graduated)
                for (const spell& e : enrolled)
                    if (e.exit == "graduated")
                        trigger(at, d, student, *e.exit_known_on, {"enrolments", e.row});
        }
    }

    /// An enrolment that is marked so begins.
    void enter(const place& at, const duty_rule& d, const std::string& student, const std::vector<spell>& enrolled,
               const std::string& entry) {
        for (const spell& e : enrolled)
            if ((*k_.w.enrolments)[static_cast<std::size_t>(e.row)].entry == entry)
                trigger(at, d, student, e.from, {"enrolments", e.row});
    }

    /// A transfer is known, complete or not, and the pupil not enrolled again by then.
    void leave(const place& at, const duty_rule& d, const std::string& student) {
        for (const known_transfer& t : k_.status.transfers()) {
            if (t.row->student_id != student)
                continue;
            const day on = std::max(t.row->left_on, t.row->noted_on.value_or(t.row->left_on));
            if (!t.next || on < *t.next)
                trigger(at, d, student, on, {"transfers", t.index});
        }
    }

    /// An act about a pupil, whether they were ever on a roll or not.
    void answer_of_pupils(const place& at, const duty_rule& d) {
        std::set<std::string> pupils;
        for (const act_row& a : *k_.w.acts)
            if (a.student_id)
                pupils.insert(*a.student_id);
        for (const std::string& student : pupils)
            for (const known_act& a : k_.post.acts_about({student, ""}))
                if (a.act->act == d.act)
                    trigger(at, d, student, a.act->date, {"acts", a.row});
    }

    /// An act about the unit that a duty is about.
    void answer_of_units(const place& at, const duty_rule& d) {
        for (const unit_row& u : k_.w.units) {
            if (u.kind != d.about || !fits_unit(k_.cal, at.one(k_).applies_to, u.unit_id))
                continue;
            for (const known_act& a : k_.post.acts_about({"", u.unit_id}))
                if (a.act->act == d.act && is_in_force(at.of(k_), a.act->date))
                    out_.owe({at, 0, &d.owes, &d.due, &d.stops, -1, &d}, {"", u.unit_id}, a.act->date, {"acts", a.row});
        }
    }

    // ---------------------------------------------------------------- registers

    /// The cases of a register are those of a duty about the pupil.
    static duty_rule case_of(const record_rule& r) {
        duty_rule d;
        d.on = r.on;
        d.need = r.need;
        d.act = r.act;
        return d;
    }

    /// An entry for one case: complete on a day from the trigger on, kept by whoever could do the act.
    void enter(const place& at, const record_rule& r, const std::string& student, day on, const cause& because) {
        // Each act is a case of its own; of other events one a day.
        const long of_act = r.on == event::act_done ? because.row : -1;
        if (!entered_.insert(std::make_tuple(at.layer, at.clause, at.rule, student, on, of_act)).second)
            return;
        const subject s{student, ""};
        written w = out_.begin(at, s, {"keep_record"}, r.roles, on, because);
        w.row.due_on = out_.due_on(at, r.due, w.row.unit, on);
        const std::set<std::string> borne_by(w.row.bearers.begin(), w.row.bearers.end());
        std::optional<day> met;
        if (k_.w.records)
            for (const record_row& e : *k_.w.records) {
                if (e.register_name != r.in || e.student_id != student || !e.completed_on)
                    continue;
                if (of_act >= 0 && e.refers_to != (*k_.w.acts)[static_cast<std::size_t>(of_act)].act_id)
                    continue;
                if (*e.completed_on > k_.as_of || *e.completed_on < on || (met && *met <= *e.completed_on))
                    continue;
                if (k_.post.may_act(e.keeper_id, r.roles, borne_by, s, *e.completed_on))
                    met = e.completed_on;
            }
        const row_writer::verdict v = out_.judge(at, w.row.due_on, met, std::nullopt,
                                                 out_.tables_of(r.roles, "records", k_.w.records.has_value()));
        w.row.state = v.state;
        w.row.met_on = v.met_on;
        w.row.done = v.met_on ? 1 : 0;
        k_.rows.push_back(w);
    }

    void start_terms_of_units(const place& at, const duty_rule& d) {
        const rule& one = at.one(k_);
        for (const unit_row& u : k_.w.units) {
            if (u.kind != d.about || !fits_unit(k_.cal, one.applies_to, u.unit_id))
                continue;
            for (int t : k_.cal.terms_of(u.unit_id)) {
                const day on = k_.cal.term(t).first_day;
                if (on <= k_.as_of && is_in_force(at.of(k_), on))
                    out_.owe({at, 0, &d.owes, &d.due, &d.stops, -1, &d}, {"", u.unit_id}, on, {"terms", t});
            }
        }
    }

    /// term_start and registration: pupils on the roll on a term's first day; in the latter, those not registered by
    /// it.
    void start_terms(const place& at, const duty_rule& d, const std::string& student) {
        for (std::size_t t = 0; t < k_.w.terms.size(); ++t) {
            const term_row& term = k_.w.terms[t];
            const spell* e = term.first_day <= k_.as_of ? k_.who.on_roll(student, term.first_day) : nullptr;
            if (!e || k_.cal.term_on(e->unit, term.first_day) != static_cast<int>(t))
                continue;
            if (d.on == event::registration) {
                bool registered = false;
                for (const registration_row& r : *k_.w.registrations)
                    if (r.student_id == student && r.term_id == term.term_id && r.registered_on <= term.first_day)
                        registered = true;
                if (registered)
                    continue;
            }
            trigger(at, d, student, term.first_day, {"enrolments", e->row});
        }
    }

    void flag(const place& at, const duty_rule& d, const std::string& student) {
        for (std::size_t i = 0; i < k_.w.needs->size(); ++i) {
            const need_row& n = (*k_.w.needs)[i];
            if (n.student_id != student || n.from > k_.as_of)
                continue;
            const cause because{"needs", static_cast<long>(i)};
            if (std::find(d.need.any_of.begin(), d.need.any_of.end(), n.need) != d.need.any_of.end())
                trigger(at, d, student, n.from, because);
            // All came together on the first day of the last of them.
            if (is_last_of_all(k_.w, d.need, n, k_.as_of))
                trigger(at, d, student, n.from, because);
        }
    }

    void come_back(const place& at, const duty_rule& d, const std::string& student,
                   const std::vector<spell>& enrolled) {
        for (const spell& e : enrolled) {
            bool is_return = (*k_.w.enrolments)[static_cast<std::size_t>(e.row)].entry == "return";
            for (const status_spell& s : k_.status.of(student, "dropout"))
                if (s.until && *s.until + 1 == e.from)
                    is_return = true;
            if (is_return)
                trigger(at, d, student, e.from, {"enrolments", e.row});
        }
    }

    /// Papers still not complete so many days after the pupil left, and the spell that this began not over.
    void chase(const place& at, const duty_rule& d, const std::string& student) {
        for (const known_transfer& t : k_.status.transfers()) {
            if (t.row->student_id != student)
                continue;
            if (t.is_unknown) {
                k_.gaps.insert(table_gap(at.of(k_), at.one(k_), "acts"));
                continue;
            }
            if (t.completed_on && *t.completed_on <= t.row->left_on)
                continue;
            if (!d.late_after) {
                k_.gaps.insert(value_gap(at.of(k_), at.one(k_), d.late_parameter));
                continue;
            }
            due_rule late;
            late.kind = due_kind::within;
            late.n = d.late_after;
            late.unit = d.late_unit;
            const calendar::due_result on = k_.cal.due(late, t.unit, t.row->left_on);
            if (!on.on) {
                gap g = rule_gap("outside_calendar", at.of(k_), at.one(k_));
                g.unit = t.unit;
                k_.gaps.insert(g);
                continue;
            }
            const day when = std::max(*on.on, t.row->noted_on.value_or(*on.on));
            const std::optional<day> until = t.spell_until();
            if (until && *until < when)
                continue;
            trigger(at, d, student, when, {"transfers", t.index});
        }
    }

    // ---------------------------------------------------------------- rungs

    void number_steps(std::size_t layer) {
        rungs_.clear();
        std::map<std::string, int> last;
        for (std::size_t c = 0; c < k_.layers[layer].clauses.size(); ++c)
            for (std::size_t r = 0; r < k_.layers[layer].clauses[c].rules.size(); ++r) {
                const rule& one = k_.layers[layer].clauses[c].rules[r];
                if (!one.ladder)
                    continue;
                for (const rung& x : one.ladder->rungs) {
                    int& at = last[one.ladder->ladder];
                    at = x.step.value_or(at + 1);
                    rungs_.push_back({{layer, c, r}, &x, one.ladder->ladder, at});
                }
            }
        std::stable_sort(rungs_.begin(), rungs_.end(),
                         [](const rung_at& a, const rung_at& b) { return a.step < b.step; });
    }

    bool is_of_step(const written& row, const rung_at& r) const {
        if (row.layer != r.at.layer || row.row.step != r.r->mode.of_step)
            return false;
        const rule& one = place{row.layer, row.clause, row.rule}.one(k_);
        return one.ladder && one.ladder->ladder == r.ladder;
    }

    void fire(const rung_at& r, const std::string& student, day on, const cause& because, long root,
              const std::optional<cause>& last = std::nullopt) {
        if (on > k_.as_of || !out_.is_meant(r.at, student, on, r.r->applies_to, r.r->ages, r.r->after))
            return;
        out_.owe({r.at, r.step, &r.r->owes, &r.r->due, &r.r->stops, root}, {student, ""}, on, because, last);
    }

    void climb(const rung_at& r) {
        const rung_mode& mode = r.r->mode;
        const bool is_ours = mode.kind == mode_kind::in_status || mode.kind == mode_kind::missed_deadline ||
                             mode.kind == mode_kind::done;
        bool lacking = asks_for_needs(r.r->applies_to) && lacks(r.at, k_.w.needs.has_value(), "needs");
        if (!is_ours)
            return;
        if (mode.kind == mode_kind::in_status)
            lacking = lacks(r.at, k_.w.enrolments.has_value(), "enrolments") || lacking;
        if (lacking)
            return;
        if (mode.kind == mode_kind::in_status) {
            for (std::size_t i = 0; i < k_.status.all().size(); ++i) {
                const status_spell& s = k_.status.all()[i];
                if (s.status == mode.status && s.holds(s.known_on))
                    fire(r, s.student, s.known_on, s.because, static_cast<long>(i));
            }
            return;
        }
        const std::vector<written> before = k_.rows;
        for (const written& one : before) {
            if (!is_of_step(one, r) || one.row.student.empty())
                continue;
            if (!k_.w.acts)
                k_.gaps.insert(table_gap(r.at.of(k_), r.at.one(k_), "acts"));
            if (mode.kind == mode_kind::done) {
                if (one.row.met_on && one.is_last)
                    fire(r, one.row.student, *one.row.met_on, {"acts", one.met_by}, one.root);
            } else if (!mode.deadline_of_act) {
                if (is_missed(one.row))
                    fire(r, one.row.student, *one.row.due_on + 1, one.row.caused_first, one.root, one.row.caused_last);
            } else if (one.met_by >= 0 && one.root >= 0) {
                deadline_of_act(r, one);
            }
        }
    }

    /// The day after the deadline that an act set, if the spell that began the ladder still goes on at the deadline.
    void deadline_of_act(const rung_at& r, const written& one) {
        const act_row& notice = (*k_.w.acts)[static_cast<std::size_t>(one.met_by)];
        const rung_mode& mode = r.r->mode;
        std::optional<day> deadline = notice.due_on;
        if (!deadline) {
            due_rule rule;
            rule.kind = due_kind::within;
            rule.n = mode.deadline_within;
            rule.unit = mode.deadline_unit;
            rule.rolls = mode.deadline_rolls;
            const std::string unit = k_.who.unit_on(one.row.student, notice.date).value_or("");
            const calendar::due_result found = k_.cal.due(rule, unit, notice.date);
            if (found.unspecified)
                k_.gaps.insert(value_gap(r.at.of(k_), r.at.one(k_), mode.deadline_parameter));
            if (found.outside_calendar) {
                gap g = rule_gap("outside_calendar", r.at.of(k_), r.at.one(k_));
                g.unit = unit;
                k_.gaps.insert(g);
            }
            deadline = found.on;
        }
        if (!deadline || *deadline >= k_.as_of)
            return;
        if (k_.status.all()[static_cast<std::size_t>(one.root)].holds(*deadline))
            fire(r, one.row.student, *deadline + 1, {"acts", one.met_by}, one.root);
    }

    known& k_;
    row_writer& out_;
    std::vector<rung_at> rungs_{};
    std::set<std::tuple<std::size_t, std::size_t, std::size_t, std::string, day, long>> entered_{};
};

}  // namespace naive
