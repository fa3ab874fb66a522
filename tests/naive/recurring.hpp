// SPDX-License-Identifier: Apache-2.0
#pragma once

// Quotas (meaning 5.8): n acts each school day, week, month, term, school year or named point, per holder or per
// subject.

#include "rows.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace naive {

/// A period's first and last calendar day.
struct span {
    day first = 0;
    day last = 0;
    friend bool operator<(const span& a, const span& b) {
        return std::make_pair(a.first, a.last) < std::make_pair(b.first, b.last);
    }
};

class quotas {
public:
    quotas(known& k, row_writer& out) : k_(k), out_(out) {}

    void count() {
        each_rule(k_, [&](const place& at) {
            if (at.one(k_).recurring)
                count(at, *at.one(k_).recurring);
        });
    }

    /// The periods on the calendars of some units that begin on or before as_of.
    std::set<span> periods(const recurring_rule& r, recurrence every, const std::set<std::string>& units) const {
        std::set<span> out;
        const auto add = [&](day first, day last) {
            if (first <= k_.as_of && is_named_month(r, first))
                out.insert({first, last});
        };
        for (const std::string& u : units) {
            const std::vector<int> terms = k_.cal.terms_of(u);
            if (terms.empty())
                continue;
            const day begin = k_.cal.term(terms.front()).first_day;
            day end = begin;
            for (int t : terms)
                end = std::max(end, k_.cal.term(t).last_day);
            if (every == recurrence::school_day)
                for (day d = begin; d <= end && d <= k_.as_of; ++d)
                    if (k_.cal.is_school_day(u, d))
                        add(d, d);
            if (every == recurrence::week)
                for (day d = monday_of(begin); d <= end; d += 7)
                    add(d, d + 6);
            if (every == recurrence::month)
                for (day d = first_day_of_month(begin); d <= end; d = last_day_of_month(d) + 1)
                    add(d, last_day_of_month(d));
            if (every == recurrence::term)
                for (int t : terms)
                    add(k_.cal.term(t).first_day, k_.cal.term(t).last_day);
            if (every == recurrence::school_year)
                for (const school_year_span& y : k_.cal.school_years_of(u))
                    add(y.first, y.last);
            if (every == recurrence::point)
                for (const school_year_span& y : k_.cal.school_years_of(u))
                    for (const named_point& p : r.points) {
                        const std::optional<span> s = point(u, terms, y.name, p);
                        if (s)
                            add(s->first, s->last);
                    }
        }
        return out;
    }

private:
    static constexpr int point_days = 20;

    static day first_day_of_month(day d) { return d - make_civil(d).day_of_month + 1; }

    static bool is_named_month(const recurring_rule& r, day first) {
        return r.every != recurrence::month || r.months.empty() || !r.months_parameter.empty() ||
               std::find(r.months.begin(), r.months.end(), make_civil(first).month) != r.months.end();
    }

    /// From the first to the last of the first, or last, 20 school days of a term.
    std::optional<span> point(const std::string& unit, const std::vector<int>& terms, const std::string& year,
                              const named_point& p) const {
        std::vector<int> of_year;
        for (int t : terms)
            if (k_.cal.term(t).school_year == year)
                of_year.push_back(t);
        if (of_year.empty() || p.term > static_cast<int>(of_year.size()))
            return std::nullopt;
        const term_row& term =
            k_.cal.term(p.term == 0 ? of_year.back() : of_year[static_cast<std::size_t>(p.term - 1)]);
        std::vector<day> days;
        for (day d = term.first_day; d <= term.last_day; ++d)
            if (k_.cal.is_school_day(unit, d))
                days.push_back(d);
        if (days.empty())
            return std::nullopt;
        const std::size_t n = std::min<std::size_t>(days.size(), point_days);
        if (p.last)
            return span{days[days.size() - n], days.back()};
        return span{days.front(), days[n - 1]};
    }

    bool lacks(const place& at, bool given, const std::string& table) {
        if (!given)
            k_.gaps.insert(table_gap(at.of(k_), at.one(k_), table));
        return !given;
    }

    void count(const place& at, const recurring_rule& r) {
        const rule& one = at.one(k_);
        bool lacking = false;
        if (r.per_holder) {
            lacking = lacks(at, k_.w.holdings.has_value(), "holdings");
        } else if (r.about == "student") {
            lacking = lacks(at, k_.w.enrolments.has_value(), "enrolments");
            if (r.need || asks_for_needs(one.applies_to))
                lacking = lacks(at, k_.w.needs.has_value(), "needs") || lacking;
        }
        if (lacking)
            return;
        const recurrence every = r.every.value_or(recurrence::school_year);
        if (r.per_holder)
            per_holder(at, r, every);
        else if (r.about == "student")
            per_pupil(at, r, every);
        else
            per_unit(at, r, every);
    }

    /// The acts that one row asks for, and the roles.
    static std::vector<std::vector<std::string>> act_lists(const owes_what& o) {
        if (o.how != how_owed::each_of)
            return {o.acts};
        std::vector<std::vector<std::string>> out;
        for (const std::string& act : o.acts)
            out.push_back({act});
        return out;
    }

    static std::vector<std::vector<std::string>> role_lists(const owes_what& o) {
        if (o.how != how_owed::each_of)
            return {o.roles};
        std::vector<std::vector<std::string>> out;
        for (const std::string& role : o.roles)
            out.push_back({role});
        return out;
    }

    // ---------------------------------------------------------------- per holder

    /// Every unit at which a person bears a role on a day, by that unit's own holdings.
    std::map<std::string, std::set<std::string>> borne_on(const std::string& role, const std::set<std::string>& units,
                                                          day d) const {
        std::map<std::string, std::set<std::string>> out;
        for (const std::string& u : units)
            for (const std::string& person : k_.who.resolve_chain(role, {u}, d))
                out[person].insert(u);
        return out;
    }

    void per_holder(const place& at, const recurring_rule& r, recurrence every) {
        std::set<std::string> units;
        for (const unit_row& u : k_.w.units)
            if (fits_unit(k_.cal, at.one(k_).applies_to, u.unit_id))
                units.insert(u.unit_id);
        std::set<std::string> used;  // only units with holders matter
        for (const holding_row& h : *k_.w.holdings)
            if (h.covers_kind == covers::unit && units.count(h.covers_id) && h.from <= k_.as_of)
                used.insert(h.covers_id);
        for (const std::string& asked : r.owes.roles) {
            const std::string role = asked == "school" ? "principal" : asked;
            std::map<day, std::map<std::string, std::set<std::string>>> borne;  // day, person, units
            for (const span& p : periods(r, every, used)) {
                if (!is_in_force(at.of(k_), p.first))
                    continue;
                std::map<std::string, std::set<std::string>> held_in;  // person, units held in this period
                for (day d = p.first; d <= p.last; ++d) {
                    if (!borne.count(d))
                        borne[d] = borne_on(role, used, d);
                    for (const auto& [person, at_units] : borne[d])
                        held_in[person].insert(at_units.begin(), at_units.end());
                }
                for (const auto& [person, at_units] : held_in) {
                    // The period is one of the calendars of this person's own units.
                    if (!periods(r, every, at_units).count(p))
                        continue;
                    tally t;
                    for (day d = p.first; d <= p.last; ++d) {
                        bool school = false;
                        bool held = false;
                        for (const std::string& u : at_units) {
                            const day_info info = k_.cal.on(u, d);
                            t.is_known = t.is_known && info.known;
                            if (!info.is_school_day())
                                continue;
                            school = true;
                            const auto found = borne[d].find(person);
                            held = held || (found != borne[d].end() && found->second.count(u));
                        }
                        t.add(d, school, held);
                    }
                    for (const std::vector<std::string>& acts : act_lists(r.owes)) {
                        obligation row;
                        row.role = asked;
                        row.person = person;
                        row.bearers = {person};
                        std::vector<day> done;
                        for (const known_act& a : k_.post.acts_by(person))
                            if (is_one_of(a.act->act, acts) && p.first <= a.act->date && a.act->date <= p.last)
                                done.push_back(a.act->date);
                        write(at, r, row, acts, t, done, false);
                    }
                }
            }
        }
    }

    // ---------------------------------------------------------------- per subject

    /// Whether the quota counts a day for a pupil.
    bool counts(const recurring_rule& r, const std::string& student, day d) const {
        if (r.status) {
            if (!k_.status.is_in(student, *r.status, d))
                return false;
            if (*r.status != "dropout")
                return true;
            age_rule until_sixteen;  // the last day of the school year in which the pupil turns 16
            until_sixteen.until = 16;
            until_sixteen.until_runs_on = runs_on::school_year_end;
            const student_row* pupil = k_.who.student(student);
            return is_of_age(until_sixteen, pupil ? pupil->birth_date : std::nullopt, k_.cal,
                             k_.who.unit_on(student, d).value_or(""), d);
        }
        if (r.need) {
            const student_row* pupil = k_.who.student(student);
            const bool dead = pupil && pupil->died_on && *pupil->died_on <= k_.as_of && *pupil->died_on < d;
            return !dead && k_.who.unit_on(student, d) && condition_holds(k_.w, *r.need, student, d, k_.as_of);
        }
        return k_.who.on_roll(student, d) != nullptr;
    }

    void per_pupil(const place& at, const recurring_rule& r, recurrence every) {
        const rule& one = at.one(k_);
        for (const auto& [student, enrolled] : k_.who.spells()) {
            std::set<std::string> units;
            for (const spell& e : enrolled)
                units.insert(e.unit);
            for (const span& p : periods(r, every, units)) {
                if (!is_in_force(at.of(k_), p.first))
                    continue;
                tally t;
                for (day d = p.first; d <= p.last; ++d) {
                    const std::string unit = k_.who.unit_on(student, d).value_or(enrolled.front().unit);
                    const day_info info = k_.cal.on(unit, d);
                    t.is_known = t.is_known && info.known;
                    t.add(d, info.is_school_day(), info.is_school_day() && counts(r, student, d));
                }
                if (t.held == 0 || t.first > k_.as_of)
                    continue;
                if (!meant(one, student, t.first))
                    continue;
                if (r.status == "dropout" && !one.ages)
                    out_.say_what_is_open(at, {}, student, k_.who.unit_on(student, t.first).value_or(""));
                if (one.ages)
                    out_.say_what_is_open(at, *one.ages, student, k_.who.unit_on(student, t.first).value_or(""));
                // Owed by the holders on the earlier of the period's last day and as_of; of a spell, those of the class
                // left.
                const day on = std::min(p.last, k_.as_of);
                const day through_day = r.status ? std::min(on, t.last) : on;
                subject_row(at, r, {student, ""}, k_.who.unit_on(student, t.first).value_or(""),
                            k_.who.unit_on(student, through_day).value_or(""), on, p, t);
            }
        }
    }

    bool meant(const rule& one, const std::string& student, day on) const {
        const std::string unit = k_.who.unit_on(student, on).value_or("");
        const student_row* pupil = k_.who.student(student);
        return fits_unit(k_.cal, one.applies_to, unit) && needs_allow(k_.w, one.applies_to, student, on, k_.as_of) &&
               (!one.ages || is_of_age(*one.ages, pupil ? pupil->birth_date : std::nullopt, k_.cal, unit, on));
    }

    void per_unit(const place& at, const recurring_rule& r, recurrence every) {
        for (const unit_row& u : k_.w.units) {
            if (u.kind != r.about || !fits_unit(k_.cal, at.one(k_).applies_to, u.unit_id))
                continue;
            for (const span& p : periods(r, every, {u.unit_id})) {
                if (!is_in_force(at.of(k_), p.first))
                    continue;
                tally t;
                for (day d = p.first; d <= p.last; ++d) {
                    const day_info info = k_.cal.on(u.unit_id, d);
                    t.is_known = t.is_known && info.known;
                    t.add(d, info.is_school_day(), info.is_school_day());
                }
                subject_row(at, r, {"", u.unit_id}, u.unit_id, u.unit_id, std::min(p.last, k_.as_of), p, t);
            }
        }
    }

    // ---------------------------------------------------------------- rows

    /// A period's school days, and those of them that count.
    struct tally {
        int total = 0;
        int held = 0;
        day first = 0;
        day last = 0;
        bool is_known = true;  // the calendar reaches all of it
        void add(day d, bool school, bool counts) {
            if (school)
                ++total;
            if (!counts)
                return;
            if (held == 0)
                first = d;
            last = d;
            ++held;
        }
    };

    static bool is_one_of(const std::string& act, const std::vector<std::string>& acts) {
        return std::find(acts.begin(), acts.end(), act) != acts.end();
    }

    void subject_row(const place& at, const recurring_rule& r, const subject& s, const std::string& unit,
                     const std::string& through, day on, const span& p, const tally& t) {
        if (t.held == 0 || t.first > k_.as_of)
            return;
        for (const std::vector<std::string>& acts : act_lists(r.owes))
            for (const std::vector<std::string>& roles : role_lists(r.owes)) {
                const bool needs_holdings = row_writer::need_holders(roles);
                const auto [borne_by, role] = k_.post.borne_by(roles, r.owes.how, s, through, on);
                obligation row;
                row.role = role;
                row.student = s.student;
                row.unit = unit;
                row.bearers.assign(borne_by.begin(), borne_by.end());
                std::vector<day> done;
                for (const known_act& a : k_.post.acts_about(s))
                    if (is_one_of(a.act->act, acts) && p.first <= a.act->date && a.act->date <= p.last &&
                        k_.post.may_act(a.act->actor_id, roles, borne_by, s, a.act->date))
                        done.push_back(a.act->date);
                if (write(at, r, row, acts, t, done, needs_holdings) && borne_by.empty())
                    out_.nobody(at, roles, row.role, s, through, on);
            }
    }

    /// Whether a row was written.
    bool write(const place& at, const recurring_rule& r, obligation row, const std::vector<std::string>& acts,
               const tally& t, const std::vector<day>& done, bool needs_holdings) {
        if (t.held == 0 || t.first > k_.as_of)
            return false;
        const clause& c = at.of(k_);
        const rule& one = at.one(k_);
        if (!r.every)
            k_.gaps.insert(value_gap(c, one, r.every_parameter));
        if (!r.times)
            k_.gaps.insert(value_gap(c, one, r.times_parameter));
        if (!r.months_parameter.empty())
            k_.gaps.insert(value_gap(c, one, r.months_parameter));
        if (!r.every || !r.times || !r.months_parameter.empty())
            return false;
        row.policy = k_.layers[at.layer].id;
        row.clause = c.id;
        row.rule = one.id;
        row.acts = acts;
        row.recipient_role = r.owes.recipient_role;
        row.triggered_on = t.first;
        row.due_on = t.last;
        row.needed = (*r.times * t.held + t.total - 1) / t.total;
        row.done = static_cast<int>(done.size());
        if (!t.is_known) {
            row.due_on.reset();
            gap g = rule_gap("outside_calendar", c, one);
            if (!row.unit.empty())
                g.unit = row.unit;
            k_.gaps.insert(g);
        }
        if (row.done >= row.needed) {
            row.state = "met";
            if (row.needed > 0)
                row.met_on = done[static_cast<std::size_t>(row.needed - 1)];
        } else if (row.due_on && *row.due_on < k_.as_of) {
            row.state = "missed";
            if (!k_.w.acts) {
                row.state = "unknown";
                k_.gaps.insert(table_gap(c, one, "acts"));
            }
            if (needs_holdings && !k_.w.holdings) {
                row.state = "unknown";
                k_.gaps.insert(table_gap(c, one, "holdings"));
            }
        } else {
            row.state = "open";
        }
        k_.rows.push_back({at.layer, at.clause, at.rule, row, -1, -1, true});
        return true;
    }

    known& k_;
    row_writer& out_;
};

}  // namespace naive
