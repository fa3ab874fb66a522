// SPDX-License-Identifier: Apache-2.0
#pragma once

// Committees: a seat that nobody holds, or that somebody who must take it does not, is a hole.

#include "rows.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace naive {

class committees {
public:
    explicit committees(known& k) : k_(k) {}

    void sit() {
        each_rule(k_, [&](const place& at) {
            if (at.one(k_).committee)
                sit(at, *at.one(k_).committee);
        });
    }

private:
    void sit(const place& at, const committee_rule& c) {
        if (!k_.w.holdings) {
            k_.gaps.insert(table_gap(at.of(k_), at.one(k_), "holdings"));
            return;
        }
        for (const unit_row& u : k_.w.units) {
            if (u.kind != c.at || !fits_unit(k_.cal, at.one(k_).applies_to, u.unit_id) ||
                k_.cal.terms_of(u.unit_id).empty())
                continue;
            for (const committee_seat& s : c.seats)
                look_at(at, u.unit_id, s);
        }
    }

    void look_at(const place& at, const std::string& unit, const committee_seat& s) {
        gap g = rule_gap("unassigned_role", at.of(k_), at.one(k_));
        g.unit = unit;
        g.role = s.role;
        if (!s.every) {
            write_holes(at, g, [&](day d) { return holders(s.role, unit, d).empty(); });
            return;
        }
        std::set<std::string> asked;  // whoever must ever take it
        for (const holding_row& h : *k_.w.holdings)
            if (k_.who.is_a(h.role, *s.every))
                asked.insert(h.person_id);
        for (const std::string& person : asked) {
            g.person = person;
            write_holes(at, g,
                        [&](day d) { return must_sit(*s.every, unit, d).count(person) && !sits(person, s, unit, d); });
        }
        g.person.reset();
        write_holes(at, g,
                    [&](day d) { return must_sit(*s.every, unit, d).empty() && holders(s.role, unit, d).empty(); });
    }

    std::vector<std::string> holders(const std::string& asked, const std::string& unit, day d) const {
        return k_.who.resolve_chain(asked == "school" ? "principal" : asked, {unit}, d);
    }

    /// The holders at the unit and at each unit below it.
    std::set<std::string> must_sit(const std::string& role, const std::string& unit, day d) const {
        std::set<std::string> out;
        for (const unit_row& u : k_.w.units)
            if (k_.post.is_at_or_below(u.unit_id, unit))
                for (const std::string& person : holders(role, u.unit_id, d))
                    out.insert(person);
        return out;
    }

    bool sits(const std::string& person, const committee_seat& s, const std::string& unit, day d) const {
        for (const holding_row& h : *k_.w.holdings)
            if (h.person_id == person && h.covers_kind == covers::unit && h.covers_id == unit &&
                k_.post.is_held(h, d) && k_.who.is_a(h.role, s.role))
                return true;
        return false;
    }

    /// One row for each unbroken stretch, from the unit's first term on.
    template <class Hole>
    void write_holes(const place& at, gap g, Hole is_hole) {
        day first = k_.cal.term(k_.cal.terms_of(*g.unit).front()).first_day;
        const clause& c = at.of(k_);
        if (c.effective_from)
            first = std::max(first, *c.effective_from);
        bool open = false;
        for (day d = first; d <= k_.as_of && is_in_force(c, d); ++d) {
            const bool hole = is_hole(d);
            if (hole && !open) {
                g.from = d;
                open = true;
            } else if (!hole && open) {
                g.until = d - 1;
                k_.gaps.insert(g);
                open = false;
            }
        }
        if (!open)
            return;
        g.until.reset();
        if (c.effective_until && *c.effective_until - 1 <= k_.as_of)
            g.until = *c.effective_until - 1;
        k_.gaps.insert(g);
    }

    known& k_;
};

}  // namespace naive
