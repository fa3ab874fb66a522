// SPDX-License-Identifier: Apache-2.0
#pragma once

// Whether another reading of a clause would change a finding: each reading is evaluated, whole, and what each clause
// says is compared line by line. Names of rules, and the rows on which something rests, are not what a clause says.

#include "model.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace naive {

/// What findings say, before layers merge.
class said {
public:
    said(const std::vector<obligation>& obligations, const findings& f) {
        for (const obligation& o : obligations) {
            line("owed", o.policy, o.clause);
            add(o.acts), add(o.role), add(o.bearers), add(o.recipient_role), add(o.student), add(o.unit), add(o.person);
            add(o.step), add(o.triggered_on), add(o.due_on), add(o.state), add(o.met_on), add(o.needed), add(o.done);
        }
        for (const status_row& s : f.statuses) {
            line("status", s.policy.value_or("-"), s.clause.value_or("-"));
            add(s.student), add(s.unit), add(s.status), add(s.from), add(s.until);
        }
        for (const measure_row& m : f.measures) {
            line("measure", m.policy, m.clause);
            add(m.indicator), add(m.formula), add(m.unit), add(m.stage), add(m.period_from), add(m.period_until);
            add(m.numerator), add(m.denominator), add(m.line_numerator), add(m.line_denominator);
            add(m.met), add(m.final);  // not the comparator: another one with the same verdict says the same
        }
        for (const consequence_row& c : f.consequences) {
            line("follows", c.policy, c.clause);
            add(c.kind), add(c.unit), add(c.stage), add(c.person), add(c.payer_role), add(c.payee_role);
            add(c.amount_fen), add(c.forfeits), add(c.period_from), add(c.period_until);
            add(c.part_of.has_value()), add(c.vetoed_by.has_value());
        }
        for (const breach_row& b : f.breaches) {
            line("breach", b.policy, b.clause);
            add(b.conduct), add(b.role), add(b.person), add(b.student), add(b.unit), add(b.on), add(b.sanction);
            add(b.because.row);  // which incident it is
        }
        for (const entitlement_row& e : f.entitlements) {
            line("entitled", e.policy, e.clause);
            add(e.benefit), add(e.student), add(e.role), add(e.bearers), add(e.from), add(e.due_on), add(e.state);
            add(e.met_on);
        }
        for (const gap& g : f.gaps) {
            line("gap", "-", g.clause.value_or("-"));
            add(g.kind), add(g.unit), add(g.student), add(g.role), add(g.parameter), add(g.person), add(g.from);
            add(g.until);
        }
        // The same gap of two rules of a clause is one thing said.
        std::set<std::string> once;
        for (auto at = lines_.begin(); at != lines_.end();)
            at = at->rfind("gap", 0) == 0 && !once.insert(*at).second ? lines_.erase(at) : at + 1;
    }

    bool operator==(const said& other) const {
        return std::multiset<std::string>(lines_.begin(), lines_.end()) ==
               std::multiset<std::string>(other.lines_.begin(), other.lines_.end());
    }

private:
    void line(const std::string& what, const std::string& policy, const std::string& clause) {
        lines_.push_back(what + "|" + policy + "|" + clause);
    }
    void add(const std::string& text) { lines_.back() += "|" + text; }
    void add(long number) { add(std::to_string(number)); }
    void add(int number) { add(std::to_string(number)); }
    void add(bool is) { add(std::string(is ? "yes" : "no")); }
    template <class T>
    void add(const std::optional<T>& value) {
        if (value)
            add(*value);
        else
            add(std::string("-"));
    }
    void add(const std::vector<std::string>& words) {
        for (const std::string& word : words)
            add(word);
        add(std::string("."));
    }

    std::vector<std::string> lines_{};
};

}  // namespace naive
