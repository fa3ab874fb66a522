// SPDX-License-Identifier: Apache-2.0
#pragma once

// Awards, charges, their shares, and vetoes (meaning 5.10 and 5.12). Integer fen.

#include "figures.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace naive {

/// Parts of a whole by largest remainder; ties go to the earlier. The shares add up to 1, or the parts to less.
inline std::vector<long> split(long whole, const std::vector<ratio>& shares) {
    std::vector<long> out;
    std::vector<ratio> rest;  // what is left of each part: below 1
    long common = 1;
    for (const ratio& s : shares)
        common *= s.denominator;
    long all = 0;  // in parts of 1/common
    for (const ratio& s : shares) {
        const long exact = whole * s.numerator * (common / s.denominator);
        out.push_back(exact / common);
        rest.push_back({exact % common, common});
        all += exact;
    }
    long left = all / common;
    for (long part : out)
        left -= part;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < out.size(); ++i)
        order.push_back(i);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return rest[a].numerator > rest[b].numerator; });
    for (std::size_t i = 0; left > 0; ++i, --left)
        ++out[order[i]];
    return out;
}

class money {
public:
    money(known& k, figures& f) : k_(k), figures_(f) {}

    std::vector<consequence_row> rows() {
        each_rule(k_, [&](const place& at) {
            const rule& one = at.one(k_);
            if (one.incentive && one.incentive->shares_of.empty())
                pay(at, *one.incentive);
        });
        const std::vector<placed> wholes = rows_;
        each_rule(k_, [&](const place& at) {
            const rule& one = at.one(k_);
            if (one.incentive && !one.incentive->shares_of.empty())
                share(at, *one.incentive, wholes);
            if (one.veto)
                forbid(at, *one.veto);
        });
        veto_honours();
        std::stable_sort(rows_.begin(), rows_.end(), [](const placed& a, const placed& b) {
            const auto key = [](const placed& p) {
                return std::tie(p.at.layer, p.at.clause, p.at.rule, p.row.unit, p.row.stage, p.row.period_from,
                                p.row.person);
            };
            return key(a) < key(b);
        });
        std::vector<consequence_row> out;
        for (const placed& p : rows_)
            out.push_back(p.row);
        return out;
    }

private:
    struct placed {
        place at{};
        consequence_row row{};
    };

    consequence_row start(const place& at, const std::string& kind, const judged& j) const {
        consequence_row row;
        row.policy = k_.layers[at.layer].id;
        row.clause = at.of(k_).id;
        row.rule = at.one(k_).id;
        row.kind = kind;
        row.unit = j.unit;
        row.stage = j.stage;
        row.period_from = j.year.first;
        row.period_until = j.year.last;
        return row;
    }

    void pay(const place& at, const incentive_rule& r) {
        for (const judged& j : figures_.judge(at, r.condition, true)) {
            if (!j.met || !*j.met)
                continue;
            consequence_row row = start(at,
                                        r.effect == effect_kind::award    ? "award"
                                        : r.effect == effect_kind::charge ? "charge"
                                                                          : "honour",
                                        j);
            row.payer_role = r.payer_role;
            row.payee_role = r.payee_role;
            row.forfeits = r.honours;
            if (r.effect != effect_kind::honour) {
                long times = 1;
                if (r.each != paid_each::whole) {
                    const std::vector<school_year_span> years = k_.cal.school_years_of(j.unit);
                    std::size_t y = 0;
                    while (years[y].first != j.year.first)
                        ++y;
                    // The number that charges count is the glossary's, by whatever formula the line is.
                    const figure dropouts = figures_.value(at, "dropouts", "glossary", j.unit, j.stage, years, y);
                    if (!dropouts.numerator)
                        continue;
                    times = *dropouts.numerator;
                    if (r.each == paid_each::pupil_over_line)
                        times = std::max(0L, times - *j.line_numerator * *j.value.denominator / *j.line_denominator);
                }
                if (times == 0)
                    continue;  // nothing to pay
                if (!r.amount_fen) {
                    k_.gaps.insert(value_gap(at.of(k_), at.one(k_), r.amount_parameter));
                    continue;
                }
                row.amount_fen = *r.amount_fen * times;
                if (*row.amount_fen == 0)
                    continue;
            }
            rows_.push_back({at, row});
        }
    }

    // ---------------------------------------------------------------- shares

    /// The holders for a unit: nearest covering unit first; a role that villages have too, then through its village.
    std::vector<std::string> holders(const std::string& role, const std::string& unit, day d) const {
        std::vector<std::string> out = k_.post.bearers(role, {"", unit}, unit, d);
        const auto words = k_.w.roles.find(role);
        if (!out.empty() || words == k_.w.roles.end() || !words->second.holds.count("village"))
            return out;
        for (const std::string& u : k_.cal.chain(unit))
            if (k_.cal.unit(u)->village_id)
                return k_.who.resolve_chain(role, k_.cal.chain(*k_.cal.unit(u)->village_id), d);
        return out;
    }

    void share(const place& at, const incentive_rule& r, const std::vector<placed>& wholes) {
        for (const placed& whole : wholes) {
            if (whole.at.layer != at.layer || !whole.row.amount_fen ||
                std::find(r.shares_of.begin(), r.shares_of.end(), whole.row.clause) == r.shares_of.end() ||
                !is_in_force(at.of(k_), whole.row.period_until))
                continue;
            if (r.shares.empty()) {
                k_.gaps.insert(value_gap(at.of(k_), at.one(k_), r.shares_parameter));
                continue;
            }
            struct part {
                std::string role;
                std::optional<std::string> person{};
            };
            std::vector<part> parts;
            std::vector<ratio> shares;
            for (std::size_t i = 0; i < r.roles.size(); ++i) {
                const std::vector<std::string> persons = holders(r.roles[i], whole.row.unit, whole.row.period_until);
                if (persons.empty()) {
                    vacant(at, r.roles[i], whole.row.unit, whole.row.period_until,
                           [&](day d) { return !holders(r.roles[i], whole.row.unit, d).empty(); });
                    parts.push_back({r.roles[i], std::nullopt});
                    shares.push_back(r.shares[i]);
                }
                for (const std::string& person : persons) {  // its share split equally
                    parts.push_back({r.roles[i], person});
                    shares.push_back(
                        {r.shares[i].numerator, r.shares[i].denominator * static_cast<long>(persons.size())});
                }
            }
            const std::vector<long> amounts = split(*whole.row.amount_fen, shares);
            for (std::size_t i = 0; i < parts.size(); ++i) {
                if (amounts[i] == 0)
                    continue;
                consequence_row row = whole.row;
                row.clause = at.of(k_).id;
                row.rule = at.one(k_).id;
                row.person = parts[i].person;
                (row.kind == "charge" ? row.payer_role : row.payee_role) = parts[i].role;
                row.amount_fen = amounts[i];
                row.part_of = whole.row.clause + "/" + whole.row.rule;
                rows_.push_back({at, row});
            }
        }
    }

    /// Nobody holds a role: the unbroken interval, or the table that would say.
    template <class Held>
    void vacant(const place& at, const std::string& role, const std::string& unit, day around, Held held) {
        if (!k_.w.holdings) {
            k_.gaps.insert(table_gap(at.of(k_), at.one(k_), "holdings"));
            return;
        }
        gap g = rule_gap("unassigned_role", at.of(k_), at.one(k_));
        g.unit = unit;
        g.role = role;
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

    // ---------------------------------------------------------------- vetoes

    const figure_condition* condition_of(const place& at, const veto_rule& v, day year_end) const {
        if (!v.with)
            return &v.condition;
        for (const clause& c : k_.layers[at.layer].clauses)
            if (c.id == *v.with && is_in_force(c, year_end))
                for (const rule& one : c.rules)
                    if (one.veto && !one.veto->with)
                        return &one.veto->condition;
        return nullptr;
    }

    void forbid(const place& at, const veto_rule& v) {
        std::set<const figure_condition*> conditions;  // a shared condition may change with the year
        for (const term_row& t : k_.w.terms)
            if (const figure_condition* f = condition_of(at, v, t.last_day))
                conditions.insert(f);
        for (const figure_condition* f : conditions)
            for (const judged& j : figures_.judge(at, *f, true)) {
                if (condition_of(at, v, j.year.last) != f || !j.met || !*j.met)
                    continue;
                consequence_row row = start(at, "veto", j);
                row.forfeits = v.forfeits;
                std::set<std::string> persons;
                for (const std::string& role : v.roles) {
                    const auto found = holders(role, j.unit, j.year.last);
                    persons.insert(found.begin(), found.end());
                    if (found.empty())
                        vacant(at, role, j.unit, j.year.last, [&](day d) { return !holders(role, j.unit, d).empty(); });
                }
                if (persons.empty())
                    rows_.push_back({at, row});
                for (const std::string& person : persons) {
                    row.person = person;
                    rows_.push_back({at, row});
                }
            }
    }

    /// An honour stays, with the first veto of that year that forfeits it for the same unit or person.
    void veto_honours() {
        for (placed& p : rows_) {
            if (p.row.kind != "honour")
                continue;
            for (const placed& v : rows_) {
                if (p.row.vetoed_by || v.row.kind != "veto" || v.row.period_from != p.row.period_from ||
                    v.row.period_until != p.row.period_until)
                    continue;
                const bool same = v.row.unit == p.row.unit || (p.row.person && p.row.person == v.row.person);
                bool forfeits = false;
                for (const std::string& honour : p.row.forfeits)
                    forfeits = forfeits ||
                               std::find(v.row.forfeits.begin(), v.row.forfeits.end(), honour) != v.row.forfeits.end();
                if (same && forfeits)
                    p.row.vetoed_by = v.row.clause + "/" + v.row.rule + "/" + v.row.person.value_or("");
            }
        }
    }

    known& k_;
    figures& figures_;
    std::vector<placed> rows_{};
};

}  // namespace naive
