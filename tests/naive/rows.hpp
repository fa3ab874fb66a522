// SPDX-License-Identifier: Apache-2.0
#pragma once

// Who owes a duty, by when, and whether it was done: for a pupil, or for a unit (an act that names that unit and no
// pupil).

#include "calendar.hpp"
#include "ladder.hpp"
#include "model.hpp"
#include "people.hpp"
#include "status.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace naive {

/// A pupil, or (student empty) a unit.
struct subject {
    std::string student{};
    std::string unit{};
    friend bool operator<(const subject& a, const subject& b) {
        return std::tie(a.student, a.unit) < std::tie(b.student, b.unit);
    }
    friend bool operator==(const subject& a, const subject& b) { return a.student == b.student && a.unit == b.unit; }
};

/// Roles and acts of a pupil or a unit.
class posts {
public:
    posts(const world& w, const calendar& c, const people& p, day as_of)
        : w_(w), calendar_(c), people_(p), as_of_(as_of), by_student_(acts_by_student(w, as_of)) {
        if (w.acts)
            for (std::size_t i = 0; i < w.acts->size(); ++i) {
                const act_row& a = (*w.acts)[i];
                if (a.date > as_of)
                    continue;
                by_actor_[a.actor_id].push_back({&a, static_cast<long>(i)});
                if (a.unit_id && !a.student_id)
                    by_unit_[*a.unit_id].push_back({&a, static_cast<long>(i)});
            }
        for (auto* index : {&by_actor_, &by_unit_})
            for (auto& [id, list] : *index)
                std::sort(list.begin(), list.end(), [](const known_act& a, const known_act& b) {
                    return std::tie(a.act->date, a.act->act_id) < std::tie(b.act->date, b.act->act_id);
                });
    }

    /// Known acts about a subject, by date, then act_id.
    const std::vector<known_act>& acts_about(const subject& s) const {
        return s.student.empty() ? find(by_unit_, s.unit) : find(by_student_, s.student);
    }

    const std::vector<known_act>& acts_by(const std::string& person) const { return find(by_actor_, person); }

    static bool needs_a_holder(const std::string& role) { return role != "student" && role != "anyone"; }

    /// The persons who bear a role; a pupil's through the given class.
    std::vector<std::string> bearers(const std::string& asked, const subject& s, const std::string& unit, day d) const {
        if (!s.student.empty())
            return people_.resolve(asked, s.student, unit, d);
        if (!needs_a_holder(asked))
            return {};
        const std::string role = asked == "school" ? "principal" : asked;
        if (people_.is_held_for_students_only(role))
            return {};
        return people_.resolve_chain(role, chain_of_unit(role, s.unit), d);
    }

    std::set<std::string> bearers(const std::vector<std::string>& roles, const subject& s, const std::string& unit,
                                  day d) const {
        std::set<std::string> out;
        for (const std::string& role : roles)
            for (const std::string& person : bearers(role, s, unit, d))
                out.insert(person);
        return out;
    }

    /// Who bears what is owed, and the role of the row: of roles in turn the first that anybody holds, alone.
    struct borne {
        std::set<std::string> by{};
        std::string role;
    };

    borne borne_by(const std::vector<std::string>& roles, how_owed how, const subject& s, const std::string& unit,
                   day d) const {
        if (how != how_owed::first_held)
            return {bearers(roles, s, unit, d), roles.front()};
        for (const std::string& role : roles) {
            const std::vector<std::string> found = bearers(role, s, unit, d);
            if (!found.empty())
                return {{found.begin(), found.end()}, role};
        }
        return {{}, roles.back()};  // on whom it falls
    }

    /// Meaning 5.6 and 5.16: whether the actor of an act on a date bears the duty or holds the role for the subject;
    /// where nobody bears it, whether they hold anything at the subject's school.
    bool may_act(const std::string& actor, const std::vector<std::string>& roles, const std::set<std::string>& borne_by,
                 const subject& s, day d) const {
        if (borne_by.count(actor))
            return true;
        bool any_needs_holder = false;
        for (const std::string& role : roles) {
            any_needs_holder = any_needs_holder || needs_a_holder(role);
            if (holds(actor, role, s, d))
                return true;
        }
        if (!borne_by.empty() || !any_needs_holder)
            return false;
        return s.student.empty() ? holds_anything_at_school_of_unit(actor, s.unit, d)
                                 : people_.holds_anything_at_school_of(actor, s.student, d);
    }

    /// Whether a person holds a role for a subject at any unit that covers it, or for the pupil alone.
    bool holds(const std::string& person, const std::string& role, const subject& s, day d) const {
        return s.student.empty() ? holds_for_unit(person, role, s.unit, d)
                                 : people_.holds_for(person, role, s.student, d);
    }

    /// Whether a holding is known and holds on a day.
    bool is_held(const holding_row& h, day d) const {
        return h.from <= as_of_ && h.from <= d && (!h.until || *h.until > as_of_ || d <= *h.until);
    }

    std::optional<std::string> school_of(const std::string& unit) const {
        for (const std::string& u : calendar_.chain(unit))
            if (calendar_.unit(u)->kind == "school")
                return u;
        return std::nullopt;
    }

    bool is_at_or_below(const std::string& unit, const std::string& above) const {
        const std::vector<std::string> chain = calendar_.chain(unit);
        return std::find(chain.begin(), chain.end(), above) != chain.end();
    }

private:
    static const std::vector<known_act>& find(const std::map<std::string, std::vector<known_act>>& in,
                                              const std::string& id) {
        static const std::vector<known_act> none;
        const auto it = in.find(id);
        return it == in.end() ? none : it->second;
    }

    /// A village role of a unit is found through its own village, else the village in which it lies.
    std::vector<std::string> chain_of_unit(const std::string& role, const std::string& unit) const {
        const std::vector<std::string> chain = calendar_.chain(unit);
        if (!people_.is_village_role(role))
            return chain;
        for (const std::string& u : chain)
            if (calendar_.unit(u)->kind == "village")
                return chain;
        for (const std::string& u : chain)
            if (calendar_.unit(u)->village_id)
                return calendar_.chain(*calendar_.unit(u)->village_id);
        return {};
    }

    bool holds_for_unit(const std::string& person, const std::string& asked, const std::string& unit, day d) const {
        if (asked == "anyone")
            return true;
        if (asked == "student" || !w_.holdings)
            return false;
        const std::string role = asked == "school" ? "staff" : asked;
        const std::optional<std::string> school = school_of(unit);
        for (const holding_row& h : *w_.holdings) {
            if (h.person_id != person || h.covers_kind != covers::unit || !is_held(h, d) || !people_.is_a(h.role, role))
                continue;
            if (asked == "school" && school && is_at_or_below(h.covers_id, *school))
                return true;
            const std::vector<std::string> units = chain_of_unit(asked, unit);
            if (std::find(units.begin(), units.end(), h.covers_id) != units.end())
                return true;
        }
        return false;
    }

    bool holds_anything_at_school_of_unit(const std::string& person, const std::string& unit, day d) const {
        const std::optional<std::string> school = school_of(unit);
        if (!school || !w_.holdings)
            return false;
        for (const holding_row& h : *w_.holdings)
            if (h.person_id == person && h.covers_kind == covers::unit && is_held(h, d) &&
                is_at_or_below(h.covers_id, *school))
                return true;
        return false;
    }

    const world& w_;
    const calendar& calendar_;
    const people& people_;
    day as_of_;
    std::map<std::string, std::vector<known_act>> by_student_;
    std::map<std::string, std::vector<known_act>> by_unit_{};
    std::map<std::string, std::vector<known_act>> by_actor_{};
};

/// An obligation on its way: where it sorts, and what later rules ask of it.
struct written {
    std::size_t layer = 0;
    std::size_t clause = 0;
    std::size_t rule = 0;
    obligation row{};
    long met_by = -1;     // row of the acts table
    long root = -1;       // index of the spell that began the ladder
    bool is_last = true;  // of its steps in order
};

/// What every part of the evaluation looks at.
struct known {
    const std::vector<policy>& layers;
    const world& w;
    const calendar& cal;
    const people& who;
    const posts& post;
    const statuses& status;
    day as_of = 0;
    std::map<std::string, std::vector<slot>> slots{};
    std::vector<written> rows{};
    std::set<gap> gaps{};
    bool looks_for_holes = true;  // posts that nobody holds, which take a look at every day
};

/// Where a rule stands.
struct place {
    std::size_t layer = 0;
    std::size_t clause = 0;
    std::size_t rule = 0;
    const naive::clause& of(const known& k) const { return k.layers[layer].clauses[clause]; }
    const naive::rule& one(const known& k) const { return of(k).rules[rule]; }
};

template <class Do>
void each_rule(const known& k, Do what) {
    for (std::size_t l = 0; l < k.layers.size(); ++l)
        for (std::size_t c = 0; c < k.layers[l].clauses.size(); ++c)
            for (std::size_t r = 0; r < k.layers[l].clauses[c].rules.size(); ++r)
                what(place{l, c, r});
}

class row_writer {
public:
    explicit row_writer(known& k) : k_(k) {}

    struct duty {
        place at{};
        int step = 0;
        const owes_what* owes = nullptr;
        const due_rule* due = nullptr;
        const stop_rule* stops = nullptr;
        long root = -1;
        const duty_rule* rule = nullptr;  // null: a rung, which one act meets
    };

    /// Age, whom the rule means, its text, then the act that must be on record, in the order of a rung. The text is
    /// that of another day where one is given.
    bool is_meant(const place& at, const std::string& student, day on, const applies_rule& applies,
                  const std::optional<age_rule>& ages, const std::optional<after_rule>& after,
                  std::optional<day> text_of = std::nullopt) {
        const clause& c = at.of(k_);
        const std::string unit = k_.who.unit_on(student, on).value_or("");
        const student_row* pupil = k_.who.student(student);
        const std::optional<day> birth = pupil ? pupil->birth_date : std::nullopt;
        if (ages && !is_of_age(*ages, birth, k_.cal, unit, on))
            return false;
        if (!fits_unit(k_.cal, applies, unit) || !is_in_force(c, text_of.value_or(on)) ||
            !needs_allow(k_.w, applies, student, on, k_.as_of))
            return false;
        if (after && !is_after(at, *after, student, unit, on))
            return false;
        if (ages)
            say_what_is_open(at, *ages, student, unit);
        return true;
    }

    /// The gaps of ages that a finding needed: a birth date that nobody knows, and ages that the plan leaves open.
    void say_what_is_open(const place& at, const age_rule& ages, const std::string& student, const std::string& unit) {
        const student_row* pupil = k_.who.student(student);
        if (!pupil || !pupil->birth_date) {
            gap g = rule_gap("unknown_birth_date", at.of(k_), at.one(k_));
            if (!unit.empty())
                g.unit = unit;
            g.student = student;
            k_.gaps.insert(g);
        }
        for (const std::string& name : open_ages(ages))
            k_.gaps.insert(value_gap(at.of(k_), at.one(k_), name));
    }

    /// The rows that one trigger writes. A second trigger of the same duty, subject and day writes nothing;
    /// of a unit's duty its cause is named too.
    void owe(const duty& d, const subject& s, day on, const cause& because,
             const std::optional<cause>& last = std::nullopt) {
        const auto [seen, is_new] = seen_.insert({{d.at.layer, d.at.clause, d.at.rule, d.step, s, on}, {}});
        if (!is_new) {
            for (std::size_t i : seen->second)
                if (s.student.empty() && because.row >= 0)
                    k_.rows[i].row.caused_also.insert(because);
            return;
        }
        const std::size_t before = k_.rows.size();
        write_all(d, s, on, because);
        if (last && k_.rows.size() > before)
            k_.rows[before].row.caused_last = *last;
        const bool is_in_order = d.owes->how == how_owed::in_order;  // the later ones follow from the act before
        for (std::size_t i = before; i < (is_in_order ? before + 1 : k_.rows.size()); ++i)
            seen->second.push_back(i);
    }

    void write_all(const duty& d, const subject& s, day on, const cause& because) {
        const owes_what& o = *d.owes;
        if (o.how == how_owed::any_of || o.how == how_owed::first_held) {
            write(d, s, o.acts, o.roles, on, because, true);
        } else if (o.how == how_owed::each_of) {
            for (const std::string& act : o.acts)
                for (const std::string& role : o.roles)
                    write(d, s, {act}, {role}, on, because, true);
        } else {
            day trigger = on;
            cause why = because;
            for (std::size_t i = 0; i < o.acts.size(); ++i) {
                const std::string role = o.roles.size() == o.acts.size() ? o.roles[i] : o.roles.front();
                const std::optional<known_act> met =
                    write(d, s, {o.acts[i]}, {role}, trigger, why, i + 1 == o.acts.size());
                if (!met)
                    break;
                trigger = met->act->date;
                why = {"acts", met->row};
            }
        }
    }

    /// The unbroken interval around a day in which nobody bears the roles.
    void unassigned(const place& at, const std::vector<std::string>& roles, const std::string& named, const subject& s,
                    const std::string& unit, day around) {
        if (!k_.looks_for_holes)
            return;
        gap g = rule_gap("unassigned_role", at.of(k_), at.one(k_));
        if (!unit.empty())
            g.unit = unit;
        g.role = named;
        if (!s.student.empty() && k_.who.is_held_for_students_only(named))
            g.student = s.student;
        const auto held = [&](day d) { return !k_.post.bearers(roles, s, unit, d).empty(); };
        if (k_.who.first_held()) {
            day d = around;
            while (d >= *k_.who.first_held() && !held(d))
                --d;
            if (d >= *k_.who.first_held())
                g.from = d + 1;
        }
        day d = around;
        while (d <= k_.as_of && !held(d))
            ++d;
        if (d <= k_.as_of)
            g.until = d - 1;
        k_.gaps.insert(g);
    }

    /// A row without its deadline and state: who bears it, and a gap where nobody does.
    written begin(const place& at, const subject& s, const std::vector<std::string>& acts,
                  const std::vector<std::string>& roles, day on, const cause& because,
                  how_owed how = how_owed::any_of) {
        written out{at.layer, at.clause, at.rule, {}, -1, -1, true};
        obligation& row = out.row;
        row.policy = k_.layers[at.layer].id;
        row.clause = at.of(k_).id;
        row.rule = at.one(k_).id;
        row.acts = acts;
        row.student = s.student;
        row.unit = s.student.empty() ? s.unit : k_.who.unit_on(s.student, on).value_or("");
        row.triggered_on = on;
        row.caused_first = because;
        row.caused_last = because;
        const posts::borne who = k_.post.borne_by(roles, how, s, row.unit, on);
        row.role = who.role;
        row.bearers.assign(who.by.begin(), who.by.end());
        if (who.by.empty())
            nobody(at, roles, row.role, s, row.unit, on);
        return out;
    }

    /// The gap where nobody bears the roles on a day, of those that somebody has to hold.
    void nobody(const place& at, const std::vector<std::string>& roles, const std::string& named, const subject& s,
                const std::string& unit, day on) {
        if (!need_holders(roles))
            return;
        if (!k_.w.holdings)
            k_.gaps.insert(table_gap(at.of(k_), at.one(k_), "holdings"));
        else
            unassigned(at, roles, named, s, unit, on);
    }

    std::optional<day> due_on(const place& at, const due_rule& rule, const std::string& unit, day on) {
        const calendar::due_result due = k_.cal.due(rule, unit, on);
        if (due.unspecified)
            k_.gaps.insert(value_gap(at.of(k_), at.one(k_), rule.parameter));
        if (due.outside_calendar) {
            gap g = rule_gap("outside_calendar", at.of(k_), at.one(k_));
            g.unit = unit;
            k_.gaps.insert(g);
        }
        return due.on;
    }

    struct verdict {
        std::string state;
        std::optional<day> met_on{};
    };

    /// Meaning 5.16. The tables are those that were not given and would show that it was met.
    verdict judge(const place& at, std::optional<day> due, std::optional<day> met, std::optional<day> stop,
                  const std::vector<std::string>& not_given) {
        if (stop && (!due || *stop <= *due) && !(met && *met <= *stop))
            return {"lapsed"};
        if (met)
            return {due && *met > *due ? "met_late" : "met", met};
        if (!due || *due >= k_.as_of)
            return {"open"};
        for (const std::string& table : not_given)
            k_.gaps.insert(table_gap(at.of(k_), at.one(k_), table));
        return {not_given.empty() ? "missed" : "unknown"};
    }

    static bool need_holders(const std::vector<std::string>& roles) {
        for (const std::string& role : roles)
            if (posts::needs_a_holder(role))
                return true;
        return false;
    }

    std::vector<std::string> tables_of(const std::vector<std::string>& roles, const std::string& table,
                                       bool given) const {
        std::vector<std::string> out;
        if (!given)
            out.push_back(table);
        if (need_holders(roles) && !k_.w.holdings)
            out.push_back("holdings");
        return out;
    }

    /// The earliest stop that came up to as_of, on or after the trigger.
    std::optional<day> stopped_on(const stop_rule& stops, const subject& s, const std::string& unit, day on) const {
        std::set<day> found;
        if (stops.term_end)
            for (int t : k_.cal.terms_of(unit))
                if (k_.cal.term(t).last_day >= on) {
                    found.insert(k_.cal.term(t).last_day);
                    break;
                }
        if (!s.student.empty()) {
            const auto slots = k_.slots.find(s.student);
            if (stops.present && slots != k_.slots.end())
                for (const slot& x : slots->second)
                    if (x.mark && *x.mark == mark::present && x.date > on)  // the trigger is the end of its day
                        found.insert(x.date);
            const student_row* pupil = k_.who.student(s.student);
            if (stops.death && pupil && pupil->died_on && *pupil->died_on >= on)
                found.insert(*pupil->died_on);
            for (const spell& e : k_.who.spells_of(s.student)) {
                if (stops.exit && e.until && e.exit && *e.until >= on)
                    found.insert(*e.exit_known_on);
                if (stops.enrolment && e.from > on)
                    found.insert(e.from);
            }
        }
        if (found.empty() || *found.begin() > k_.as_of)
            return std::nullopt;
        return *found.begin();
    }

private:
    bool is_after(const place& at, const after_rule& after, const std::string& student, const std::string& unit,
                  day d) {
        if (!k_.w.acts) {
            k_.gaps.insert(table_gap(at.of(k_), at.one(k_), "acts"));
            return false;
        }
        std::optional<day> start;
        if (after.since == period::term) {
            for (int t : k_.cal.terms_of(unit))
                if (k_.cal.term(t).first_day <= d)
                    start = k_.cal.term(t).first_day;
        } else {
            for (const school_year_span& y : k_.cal.school_years_of(unit))
                if (y.first <= d)
                    start = y.first;
        }
        return are_on_record(after, k_.post.acts_about({student, ""}), start, d);
    }

    /// One obligation; returns the act that met it.
    std::optional<known_act> write(const duty& d, const subject& s, const std::vector<std::string>& acts,
                                   const std::vector<std::string>& roles, day on, const cause& because, bool is_last) {
        written out = begin(d.at, s, acts, roles, on, because, d.owes->how);
        out.root = d.root;
        out.is_last = is_last;
        obligation& row = out.row;
        row.recipient_role = d.owes->recipient_role;
        row.step = d.step;
        const std::set<std::string> borne_by(row.bearers.begin(), row.bearers.end());
        row.due_on = due_on(d.at, *d.due, row.unit, on);

        if (d.rule && !d.rule->times_parameter.empty())
            k_.gaps.insert(value_gap(d.at.of(k_), d.at.one(k_), d.rule->times_parameter));
        row.needed = d.rule ? d.rule->times.value_or(1) : 1;
        std::vector<known_act> fitting;
        for (const known_act& a : k_.post.acts_about(s)) {
            if (a.act->date < on || std::find(acts.begin(), acts.end(), a.act->act) == acts.end())
                continue;
            if (k_.post.may_act(a.act->actor_id, roles, borne_by, s, a.act->date))
                fitting.push_back(a);
        }
        std::optional<known_act> met;  // the earliest by which the number is made up
        if (static_cast<int>(fitting.size()) >= row.needed)
            met = fitting[static_cast<std::size_t>(row.needed) - 1];

        const verdict v = judge(d.at, row.due_on, met ? std::optional<day>(met->act->date) : std::nullopt,
                                stopped_on(*d.stops, s, row.unit, on), tables_of(roles, "acts", k_.w.acts.has_value()));
        row.state = v.state;
        row.met_on = v.met_on;
        row.done = v.state == "lapsed" ? 0 : std::min(row.needed, static_cast<int>(fitting.size()));
        if (v.met_on)
            out.met_by = met->row;
        else
            met.reset();
        k_.rows.push_back(out);
        return met;
    }

    known& k_;
    /// Duty, subject and day, and the rows that the trigger itself wrote.
    std::map<std::tuple<std::size_t, std::size_t, std::size_t, int, subject, day>, std::vector<std::size_t>> seen_{};
};

}  // namespace naive
