// SPDX-License-Identifier: Apache-2.0
#pragma once

// Prohibitions: verified incidents of conduct that is barred to the actor's role (meaning 5.15). Nothing is derived.

#include "figures.hpp"
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

class prohibitions {
public:
    prohibitions(known& k, figures& f) : k_(k), figures_(f) {}

    std::vector<breach_row> rows() {
        each_rule(k_, [&](const place& at) {
            if (at.one(k_).prohibition)
                look_at(at, *at.one(k_).prohibition);
        });
        return rows_;
    }

private:
    /// An incident that the rule bars.
    struct barred {
        const incident_row* row = nullptr;
        long index = -1;
        std::string role;
        std::string
            unit;  // the pupil's class that day, else the unit that it names, else the unit that acted, or empty
    };

    void look_at(const place& at, const prohibition_rule& p) {
        if (!k_.w.incidents) {
            k_.gaps.insert(table_gap(at.of(k_), at.one(k_), "incidents"));
            return;
        }
        const bool is_everybody = std::find(p.roles.begin(), p.roles.end(), "anyone") != p.roles.end();
        if (!k_.w.holdings && !is_everybody) {  // who acted is not known: nobody is accused
            k_.gaps.insert(table_gap(at.of(k_), at.one(k_), "holdings"));
            return;
        }
        row_writer writer(k_);
        const std::optional<age_rule>& ages = at.one(k_).ages;
        std::vector<barred> found;
        for (std::size_t i = 0; i < k_.w.incidents->size(); ++i) {
            const incident_row& r = (*k_.w.incidents)[i];
            if (r.date > k_.as_of || !r.verified_on || *r.verified_on > k_.as_of ||
                std::find(p.conduct.begin(), p.conduct.end(), r.conduct) == p.conduct.end())
                continue;
            barred b{&r, static_cast<long>(i), "", r.unit_id.value_or("")};
            if (r.student_id)
                b.unit = k_.who.unit_on(*r.student_id, r.date).value_or(b.unit);
            if (b.unit.empty() && is_unit(r.actor_id))
                b.unit = r.actor_id;
            if (!is_meant(at, p, b) || !is_barred(at, p, b))
                continue;
            if (ages && r.student_id)
                writer.say_what_is_open(at, *ages, *r.student_id, b.unit);
            if (!(ages && r.student_id && !open_ages(*ages).empty()))  // nobody is accused of what may not be barred
                found.push_back(b);
        }
        std::sort(found.begin(), found.end(), [](const barred& a, const barred& b) {
            return std::tie(a.row->actor_id, a.row->date, a.row->incident_id) <
                   std::tie(b.row->actor_id, b.row->date, b.row->incident_id);
        });
        std::vector<barred> stand;
        for (const barred& b : found)
            if ((!p.together || is_together(p, b, found)) && (p.unmet.empty() || is_unmet(at, p, b)))
                stand.push_back(b);
        std::map<std::string, int> times;
        for (const barred& b : stand)
            breach(at, p, b, ++times[b.row->actor_id]);
    }

    bool is_meant(const place& at, const prohibition_rule& p, const barred& b) {
        const rule& one = at.one(k_);
        const incident_row& r = *b.row;
        if (!is_in_force(at.of(k_), r.date) || !fits_unit(k_.cal, one.applies_to, b.unit))
            return false;
        if (p.returned && r.student_id && !k_.w.enrolments)
            k_.gaps.insert(table_gap(at.of(k_), one, "enrolments"));
        if (p.returned && (!r.student_id || !has_come_back(*r.student_id, r.date)))
            return false;
        if (!r.student_id)
            return !asks_for_needs(one.applies_to) && !one.ages;
        if (asks_for_needs(one.applies_to) && !k_.w.needs) {
            k_.gaps.insert(table_gap(at.of(k_), one, "needs"));
            return false;
        }
        if (!needs_allow(k_.w, one.applies_to, *r.student_id, r.date, k_.as_of))
            return false;
        if (!one.ages)
            return true;
        const student_row* pupil = k_.who.student(*r.student_id);
        return is_of_age(*one.ages, pupil ? pupil->birth_date : std::nullopt, k_.cal, b.unit, r.date);
    }

    bool has_come_back(const std::string& student, day d) const {
        for (const spell& e : k_.who.spells_of(student)) {
            if (e.from > d)
                continue;
            if ((*k_.w.enrolments)[static_cast<std::size_t>(e.row)].entry == "return")
                return true;
            for (const status_spell& s : k_.status.of(student, "dropout"))
                if (s.until && *s.until + 1 == e.from)
                    return true;
        }
        return false;
    }

    // ---------------------------------------------------------------- the actor

    bool is_barred(const place& at, const prohibition_rule& p, barred& b) {
        const incident_row& r = *b.row;
        if (r.actor_id != r.student_id.value_or(""))
            for (const as what : {as::themselves, as::of_body, as::anyone})
                for (const std::string& role : p.roles)
                    if (has_role(what, r.actor_id, role, r.date)) {
                        b.role = role;
                        return true;
                    }
        if (!k_.w.holdings)
            return false;
        if (r.actor_id != r.student_id.value_or("") && has_any_role(r.actor_id, r.date))
            return false;
        gap g = rule_gap("unassigned_role", at.of(k_), at.one(k_));  // whose role is not known; it accuses nobody
        if (!k_.who.student(r.actor_id))
            g.person = r.actor_id;
        if (p.roles.size() == 1)
            g.role = p.roles.front();
        g.student = r.student_id;  // whom it was about
        if (!b.unit.empty())
            g.unit = b.unit;
        g.from = r.date;
        g.until = r.date;
        k_.gaps.insert(g);
        return false;
    }

    /// In this order: an actor is taken for what they are themselves before the body whose people they are.
    enum class as { themselves, of_body, anyone };

    bool has_role(as what, const std::string& actor, const std::string& asked, day d) const {
        if (what == as::anyone || asked == "anyone")
            return what == as::anyone && asked == "anyone";
        return what == as::of_body ? is_of_body(actor, asked, d) : has_role(actor, asked, d);
    }

    bool has_role(const std::string& actor, const std::string& asked, day d) const {
        if (asked == "student")
            return k_.who.student(actor) != nullptr;
        const auto words = k_.w.roles.find(asked);
        const bool is_body = words != k_.w.roles.end() && words->second.body;
        if (is_body)
            for (const unit_row& u : k_.w.units)
                if (u.unit_id == actor && words->second.holds.count(u.kind))
                    return true;
        if (k_.w.parties)
            for (const party_row& x : *k_.w.parties)
                if (x.party_id == actor && x.kind == asked)
                    return true;
        return holds_any(actor, asked, d);
    }

    bool holds_any(const std::string& actor, const std::string& role, day d) const {
        if (k_.w.holdings)
            for (const holding_row& h : *k_.w.holdings)
                if (h.person_id == actor && k_.post.is_held(h, d) && k_.who.is_a(h.role, role))
                    return true;
        return false;
    }

    /// The people of a school are its staff, of whatever post; those of an office hold its role.
    bool is_of_body(const std::string& actor, const std::string& asked, day d) const {
        return asked == "school" && holds_any(actor, "staff", d);
    }

    bool is_unit(const std::string& actor) const {
        for (const unit_row& u : k_.w.units)
            if (u.unit_id == actor)
                return true;
        return false;
    }

    /// Whoever has a role without holding it: units, pupils, and parties that are what a role is called.
    bool has_role_by_nature(const std::string& actor) const {
        if (k_.w.parties)
            for (const party_row& x : *k_.w.parties)
                if (x.party_id == actor && k_.w.roles.count(x.kind))
                    return true;
        return is_unit(actor) || k_.who.student(actor);
    }

    bool has_any_role(const std::string& actor, day d) const {
        if (has_role_by_nature(actor))
            return true;
        if (k_.w.holdings)
            for (const holding_row& h : *k_.w.holdings)
                if (h.person_id == actor && k_.post.is_held(h, d))
                    return true;
        return false;
    }

    // ---------------------------------------------------------------- what else must be

    /// The school year that holds a date, or that has just ended. What was before the first is of none, and accuses
    /// nobody.
    std::optional<school_year_span> year_of(const std::string& unit, day d) const {
        std::optional<school_year_span> out;
        for (const school_year_span& y : k_.cal.school_years_of(unit.empty() ? k_.w.units.front().unit_id : unit))
            if (y.first <= d && (!out || out->first < y.first))
                out = y;
        return out;
    }

    /// The same actor is found in all of it in that school year.
    bool is_together(const prohibition_rule& p, const barred& b, const std::vector<barred>& all) const {
        const std::optional<school_year_span> year = year_of(b.unit, b.row->date);
        std::set<std::string> seen;
        for (const barred& other : all) {
            const std::optional<school_year_span> of_other = year_of(other.unit, other.row->date);
            if (other.row->actor_id == b.row->actor_id && year && of_other && year->name == of_other->name)
                seen.insert(other.row->conduct);
        }
        return seen.size() == p.conduct.size();
    }

    /// The units of a kind where conduct counts: the school (or other unit) where it happened; only where it happened
    /// at none, those where the actor holds a role, and if the rule says so every one below that place or such a post.
    std::set<std::string> places_of(const barred& b, const std::string& kind, bool below) const {
        std::set<std::string> out;
        const auto add = [&](const std::string& unit) {
            for (const std::string& u : k_.cal.chain(unit))
                if (k_.cal.unit(u)->kind == kind)
                    out.insert(u);
        };
        if (!b.unit.empty())
            add(b.unit);
        if (!out.empty())
            return out;
        std::set<std::string> above = {b.unit};
        if (k_.w.holdings)
            for (const holding_row& h : *k_.w.holdings)
                if (h.person_id == b.row->actor_id && h.covers_kind == covers::unit &&
                    k_.post.is_held(h, b.row->date)) {
                    add(h.covers_id);
                    above.insert(h.covers_id);
                }
        for (const unit_row& u : k_.w.units)
            if (below && u.kind == kind) {
                std::string village;
                for (const std::string& up : k_.cal.chain(u.unit_id)) {
                    if (above.count(up) != 0)
                        out.insert(u.unit_id);
                    if (village.empty())
                        village = k_.cal.unit(up)->village_id.value_or("");
                }
                if (!village.empty() && above.count(village) != 0)
                    out.insert(u.unit_id);
            }
        return out;
    }

    /// A target of the clauses is finally not met, in the incident's school year, where the conduct counts.
    bool is_unmet(const place& at, const prohibition_rule& p, const barred& b) {
        bool out = false;
        const std::vector<clause>& clauses = k_.layers[at.layer].clauses;
        for (std::size_t c = 0; c < clauses.size(); ++c)
            for (std::size_t r = 0; r < clauses[c].rules.size(); ++r)
                if (clauses[c].rules[r].target &&
                    std::find(p.unmet.begin(), p.unmet.end(), clauses[c].id) != p.unmet.end())
                    for (const judged& j :
                         figures_.judge({at.layer, c, r}, clauses[c].rules[r].target->condition, true)) {
                        const std::optional<school_year_span> year = year_of(j.unit, b.row->date);
                        out = out || (j.met && !*j.met && year && j.year.name == year->name &&
                                      places_of(b, k_.cal.unit(j.unit)->kind, p.below).count(j.unit));
                    }
        return out;
    }

    // ---------------------------------------------------------------- rows

    void breach(const place& at, const prohibition_rule& p, const barred& b, int times) {
        const rule& one = at.one(k_);
        breach_row row;
        row.policy = k_.layers[at.layer].id;
        row.clause = at.of(k_).id;
        row.rule = one.id;
        row.conduct = b.row->conduct;
        row.role = b.role;
        row.person = is_unit(b.row->actor_id) || k_.who.student(b.row->actor_id) ? "" : b.row->actor_id;
        row.student = b.row->student_id.value_or("");
        row.unit = b.unit;
        row.on = b.row->date;
        row.because = {"incidents", b.index};
        const sanction_text* follows = &p.sanction;
        if (p.again && times > 1) {
            if (!p.again->times)
                k_.gaps.insert(value_gap(at.of(k_), one, p.again->times_parameter));
            else if (times >= *p.again->times)
                follows = &p.again->sanction;
        }
        row.sanction = follows->text;
        if (!follows->text && !follows->parameter.empty())
            k_.gaps.insert(value_gap(at.of(k_), one, follows->parameter));
        rows_.push_back(row);
    }

    known& k_;
    figures& figures_;
    std::vector<breach_row> rows_{};
};

}  // namespace naive
