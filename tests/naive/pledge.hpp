// SPDX-License-Identifier: Apache-2.0
#pragma once

// Pledges: two roles sign with each other, once a period, for each unit of a kind or each pupil.

#include "recurring.hpp"
#include "rows.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
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
            if (one.pledge->pairs.empty() && has_begun(at)) {
                k_.gaps.insert(value_gap(at.of(k_), one, one.pledge->pairs_parameter));
                if (!one.pledge->every)
                    k_.gaps.insert(value_gap(at.of(k_), one, one.pledge->every_parameter));
            }
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
        if (!first || *first > k_.as_of)
            return;
        if (s.student.empty() ? !is_in_force(at.of(k_), in.first)
                              : !out_.is_meant(at, s.student, *first, one.applies_to, one.ages, std::nullopt, in.first))
            return;
        if (!p.every) {
            k_.gaps.insert(value_gap(at.of(k_), one, p.every_parameter));
            return;
        }
        written w{at.layer, at.clause, at.rule, {}, -1, -1, true};
        obligation& row = w.row;
        row.policy = k_.layers[at.layer].id;
        row.clause = at.of(k_).id;
        row.rule = one.id;
        row.acts = {"sign_pledge"};
        row.role = pair.from;
        row.recipient_role = pair.to;
        row.student = s.student;
        row.unit = s.student.empty() ? s.unit : k_.who.unit_on(s.student, *first).value_or("");
        row.triggered_on = *first;
        row.due_on = last;
        if (unknown) {
            row.due_on.reset();
            gap g = rule_gap("outside_calendar", at.of(k_), one);
            g.unit = row.unit;
            k_.gaps.insert(g);
        }
        // As of a quota: by the holders on the earlier of the period's last day and as_of.
        const day on = std::min(in.last, k_.as_of);
        const std::string through = s.student.empty() ? s.unit : k_.who.unit_on(s.student, on).value_or("");
        row.bearers = k_.post.bearers(pair.from, s, through, on);
        for (const std::string& role : {pair.from, pair.to})
            if (k_.post.bearers(role, s, through, on).empty())
                out_.nobody(at, {role}, role, s, through, on);

        const std::optional<signature> met = signed_on(pair, s, in);
        const row_writer::verdict v =
            out_.judge(at, row.due_on, met ? std::optional<day>(met->on) : std::nullopt, std::nullopt,
                       out_.tables_of({pair.from, pair.to}, "pledges", k_.w.pledges.has_value()));
        row.state = v.state == "met_late" ? "met" : v.state;  // inside the period
        row.met_on = v.met_on;
        row.done = v.met_on ? 1 : 0;
        if (v.met_on)
            row.caused_first = row.caused_last = {"pledges", met->row};
        k_.rows.push_back(w);
    }

    struct signature {
        day on = 0;
        bool names_nothing = false;
        long row = -1;
    };

    /// The first pledge of the period that both signed, in either order, for that subject or for none at all.
    std::optional<signature> signed_on(const pledge_pair& pair, const subject& s, const span& in) const {
        std::optional<signature> out;
        if (!k_.w.pledges)
            return out;
        for (std::size_t i = 0; i < k_.w.pledges->size(); ++i) {
            const pledge_row& r = (*k_.w.pledges)[i];
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
            if (!fits && !fits_turned)
                continue;
            const signature found{r.signed_on, names_nothing, static_cast<long>(i)};
            // Of one day, one that names the subject before one that names nobody; then by who signed as what.
            const auto key = [&](const signature& of) {
                const pledge_row& row = (*k_.w.pledges)[static_cast<std::size_t>(of.row)];
                return std::make_tuple(of.on, of.names_nothing, order_of(row.from_id), order_of(row.to_id),
                                       row.role_from, row.role_to, row.until.value_or(std::numeric_limits<day>::max()),
                                       of.row);
            };
            if (!out || key(found) < key(*out))
                out = found;
        }
        return out;
    }

    /// Units before pupils before persons, each by id.
    std::pair<int, std::string> order_of(const std::string& id) const {
        return {k_.cal.unit(id) ? 0 : k_.who.student(id) ? 1 : 2, id};
    }

    /// Signs as the role, or as one that is it, and holds it for that subject on that day; where nobody holds it that
    /// day, holds anything at the subject's school.
    bool signs(const std::string& role, const std::string& person, const std::string& as, const subject& s,
               day d) const {
        if (!k_.who.is_a(as, role))
            return false;
        const std::string through = s.student.empty() ? s.unit : k_.who.unit_on(s.student, d).value_or("");
        const bool is_vacant = k_.post.bearers(role, s, through, d).empty();
        return is_vacant ? k_.post.may_act(person, {role}, {}, s, d) : k_.post.holds(person, role, s, d);
    }

    known& k_;
    row_writer& out_;
    const quotas& periods_;
};

}  // namespace naive
