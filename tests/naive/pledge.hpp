// SPDX-License-Identifier: Apache-2.0
#pragma once

// Pledges: two roles sign with each other, once a period, for each unit of a kind or each pupil.

#include "recurring.hpp"
#include "rows.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace naive {

class pledges {
public:
    pledges(known& k, row_writer& out, const quotas& periods) : k_(k), out_(out), periods_(periods) {}

    void sign() {
        each_rule(k_, [&](const place& at) {
            const rule& one = at.one(k_);
            if (!one.pledge)
                return;
            if (one.pledge->pairs.empty() && has_begun(at))
                k_.gaps.insert(value_gap(at.of(k_), one, one.pledge->pairs_parameter));
            for (const pledge_pair& pair : one.pledge->pairs)
                sign(at, *one.pledge, pair);
        });
    }

private:
    /// A term has begun while the clause was in force.
    bool has_begun(const place& at) const {
        for (const term_row& t : k_.w.terms)
            for (day d = t.first_day; d <= t.last_day && d <= k_.as_of; ++d)
                if (is_in_force(at.of(k_), d))
                    return true;
        return false;
    }

    void sign(const place& at, const pledge_rule& p, const pledge_pair& pair) {
        if (pair.about == "student") {
            bool lacking = !k_.w.enrolments;
            if (lacking)
                k_.gaps.insert(table_gap(at.of(k_), at.one(k_), "enrolments"));
            if (asks_for_needs(at.one(k_).applies_to) && !k_.w.needs) {
                k_.gaps.insert(table_gap(at.of(k_), at.one(k_), "needs"));
                lacking = true;
            }
            if (lacking)
                return;
            for (const auto& [student, enrolled] : k_.who.spells()) {
                std::set<std::string> units;
                for (const spell& e : enrolled)
                    units.insert(e.unit);
                for (const span& s : periods_of(p, units))
                    ask(at, p, pair, {student, ""}, s);
            }
            return;
        }
        for (const unit_row& u : k_.w.units)
            if (u.kind == pair.about && fits_unit(k_.cal, at.one(k_).applies_to, u.unit_id))
                for (const span& s : periods_of(p, {u.unit_id}))
                    ask(at, p, pair, {"", u.unit_id}, s);
    }

    std::set<span> periods_of(const pledge_rule& p, const std::set<std::string>& units) const {
        recurring_rule r;
        r.every = p.every;
        return periods_.periods(r, p.every.value_or(recurrence::school_year), units);
    }

    /// From the first school day of the period, a pupil's on the roll, to its last.
    void ask(const place& at, const pledge_rule& p, const pledge_pair& pair, const subject& s, const span& in) {
        std::optional<day> first;
        std::optional<day> last;
        std::optional<std::string> unknown;  // a unit whose calendar does not reach so far
        for (day d = in.first; d <= in.last; ++d) {
            const std::string unit = s.student.empty() ? s.unit : k_.who.unit_on(s.student, d).value_or("");
            const day_info info = k_.cal.on(unit, d);
            if (!info.known)
                unknown = unit;
            if (!info.is_school_day())
                continue;
            last = d;
            if (!first && (s.student.empty() || k_.who.on_roll(s.student, d)))
                first = d;
        }
        const rule& one = at.one(k_);
        if (!first || *first > k_.as_of || !is_in_force(at.of(k_), *first))
            return;
        if (!s.student.empty() && !out_.is_meant(at, s.student, *first, one.applies_to, one.ages, std::nullopt))
            return;
        if (!p.every) {
            k_.gaps.insert(value_gap(at.of(k_), one, p.every_parameter));
            return;
        }
        written w = out_.begin(at, s, {"sign_pledge"}, {pair.from}, *first, {});
        w.row.recipient_role = pair.to;
        w.row.due_on = last;
        if (unknown) {
            w.row.due_on.reset();
            gap g = rule_gap("outside_calendar", at.of(k_), one);
            g.unit = w.row.unit;
            k_.gaps.insert(g);
        }
        const std::optional<day> met = signed_on(pair, s, in);
        const row_writer::verdict v =
            out_.judge(at, w.row.due_on, met, std::nullopt,
                       out_.tables_of({pair.from, pair.to}, "pledges", k_.w.pledges.has_value()));
        w.row.state = v.state == "met_late" ? "met" : v.state;  // inside the period
        w.row.met_on = v.met_on;
        w.row.done = v.met_on ? 1 : 0;
        k_.rows.push_back(w);
    }

    /// The first pledge of the period that both signed, in either order, for that subject or for none at all.
    std::optional<day> signed_on(const pledge_pair& pair, const subject& s, const span& in) const {
        std::optional<day> out;
        if (!k_.w.pledges)
            return out;
        for (const pledge_row& r : *k_.w.pledges) {
            if (r.signed_on > k_.as_of || r.signed_on < in.first || r.signed_on > in.last)
                continue;
            const bool names_nothing = !r.student_id && !r.unit_id;
            const bool names_it = s.student.empty() ? r.unit_id == s.unit && !r.student_id : r.student_id == s.student;
            if (!names_nothing && !names_it)
                continue;
            const bool fits = signs(pair.from, r.from_id, r.role_from, s, r.signed_on) &&
                              signs(pair.to, r.to_id, r.role_to, s, r.signed_on);
            const bool fits_turned = signs(pair.from, r.to_id, r.role_to, s, r.signed_on) &&
                                     signs(pair.to, r.from_id, r.role_from, s, r.signed_on);
            if ((fits || fits_turned) && (!out || r.signed_on < *out))
                out = r.signed_on;
        }
        return out;
    }

    /// Signs as the role, or as one that is it, and holds it for that subject on that day.
    bool signs(const std::string& role, const std::string& person, const std::string& as, const subject& s,
               day d) const {
        return k_.who.is_a(as, role) && k_.post.holds(person, role, s, d);
    }

    known& k_;
    row_writer& out_;
    const quotas& periods_;
};

}  // namespace naive
