// SPDX-License-Identifier: Apache-2.0
#pragma once

// Entitlements: a need owes a benefit by a deadline; an act or somebody in a post meets it.

#include "rows.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace naive {

class entitlements {
public:
    entitlements(known& k, row_writer& out) : k_(k), out_(out) {}

    std::vector<entitlement_row> rows() {
        each_rule(k_, [&](const place& at) {
            if (at.one(k_).entitlement)
                entitle(at, *at.one(k_).entitlement);
        });
        return rows_;
    }

private:
    void entitle(const place& at, const entitlement_rule& e) {
        bool lacking = false;
        if ((e.need || asks_for_needs(at.one(k_).applies_to)) && !k_.w.needs) {
            k_.gaps.insert(table_gap(at.of(k_), at.one(k_), "needs"));
            lacking = true;
        }
        if (!k_.w.enrolments) {
            k_.gaps.insert(table_gap(at.of(k_), at.one(k_), "enrolments"));
            lacking = true;
        }
        if (lacking)
            return;
        for (const auto& [student, enrolled] : k_.who.spells()) {
            if (!e.need) {
                owe(at, e, student, enrolled.front().from, {"enrolments", enrolled.front().row});
                continue;
            }
            std::map<day, cause> days;
            for (std::size_t i = 0; i < k_.w.needs->size(); ++i) {
                const need_row& n = (*k_.w.needs)[i];
                if (n.student_id != student || n.from > k_.as_of || !begins(*e.need, n))
                    continue;
                days.insert({n.from, {"needs", static_cast<long>(i)}});
            }
            for (const auto& [on, because] : days)
                owe(at, e, student, on, because);
        }
    }

    /// One of any_of is flagged; or it is the last of all_of, which hold together on that day.
    bool begins(const need_condition& c, const need_row& n) const {
        if (std::find(c.any_of.begin(), c.any_of.end(), n.need) != c.any_of.end())
            return true;
        return is_last_of_all(k_.w, c, n, k_.as_of);
    }

    void owe(const place& at, const entitlement_rule& e, const std::string& student, day on, const cause& because) {
        const rule& one = at.one(k_);
        if (!out_.is_meant(at, student, on, one.applies_to, one.ages, one.after))
            return;
        const subject s{student, ""};
        const written w = out_.begin(at, s, {"grant_benefit"}, e.roles, on, because);
        entitlement_row row;
        row.policy = w.row.policy;
        row.clause = w.row.clause;
        row.rule = w.row.rule;
        row.benefit = e.benefit;
        row.student = student;
        row.role = w.row.role;
        row.bearers = w.row.bearers;
        row.from = on;
        row.because = because;
        row.due_on = out_.due_on(at, e.due, w.row.unit, on);

        std::optional<day> met;
        const std::set<std::string> borne_by(row.bearers.begin(), row.bearers.end());
        for (const known_act& a : k_.post.acts_about(s)) {
            const bool grants = a.act->act == "grant_benefit" && a.act->object == e.benefit;
            const bool is_listed = std::find(e.acts.begin(), e.acts.end(), a.act->act) != e.acts.end();
            if (!met && (grants || is_listed) && a.act->date >= on &&
                k_.post.may_act(a.act->actor_id, e.roles, borne_by, s, a.act->date))
                met = a.act->date;
        }
        if (e.held)
            for (day d = on; d <= k_.as_of && (!met || d < *met); ++d)
                if (!k_.post.bearers(*e.held, s, k_.who.unit_on(student, d).value_or(""), d).empty())
                    met = d;

        std::vector<std::string> not_given = out_.tables_of(e.roles, "acts", k_.w.acts.has_value());
        if (e.held && !k_.w.holdings && (not_given.empty() || not_given.back() != "holdings"))
            not_given.push_back("holdings");
        const row_writer::verdict v =
            out_.judge(at, row.due_on, met, out_.stopped_on(e.stops, s, w.row.unit, on), not_given);
        row.state = v.state;
        row.met_on = v.met_on;
        rows_.push_back(row);
    }

    known& k_;
    row_writer& out_;
    std::vector<entitlement_row> rows_{};
};

}  // namespace naive
