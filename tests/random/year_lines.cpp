// SPDX-License-Identifier: Apache-2.0
#include "convert.hpp"
#include "shown.hpp"

#include <algorithm>

namespace against_naive {

inline std::string shown(naive::day d) { return baoxue::to_string(date{d}); }
inline std::string shown(const std::optional<long>& n) { return n ? std::to_string(*n) : "-"; }
inline std::string shown(const std::optional<std::int64_t>& n, int) { return n ? std::to_string(*n) : "-"; }
inline std::string shown(const std::optional<bool>& b) { return !b ? "unknown" : *b ? "met" : "not met"; }

std::set<std::string> quotas_of(const std::vector<naive::policy>& layers) {
    std::set<std::string> out;
    for (const auto& p : layers)
        for (const auto& c : p.clauses)
            for (const auto& r : c.rules)
                if (r.recurring)
                    out.insert(c.id + "/" + r.id);
    return out;
}

/// Rows on which something rests, in order.
inline std::string rows_of(std::set<std::string> rows) {
    std::string out;
    for (const auto& r : rows)
        out += " " + r;
    return out;
}

/// Of needs that come together on one day, either may be named.
inline std::string row_of(const std::string& table, long row) {
    return table == "needs" ? table : table + " " + std::to_string(row);
}

inline std::string rows_of(const naive::obligation& o) {
    std::set<std::string> out;
    std::set<naive::cause> all = o.caused_also;
    all.insert(o.caused_first), all.insert(o.caused_last);
    for (const auto& c : all)
        if (c.row >= 0)
            out.insert(row_of(c.table, c.row));
    return rows_of(out);
}

/// Findings of the reference.
std::vector<std::string> year_lines(const naive::findings& f, const std::set<std::string>& quotas) {
    std::vector<std::string> out;
    for (const auto& o : f.obligations) {
        std::string line = "owed " + o.policy + " " + o.clause + " " + o.rule + " [";
        for (const auto& a : o.acts)
            line += a + " ";
        line += "] " + o.role + " {";
        for (const auto& b : o.bearers)
            line += b + " ";
        line += "} to " + shown(o.recipient_role) + " for " + o.student + " at " + o.unit + " step " +
                std::to_string(o.step) + " on " + shown(o.triggered_on) + " due " + shown(o.due_on) + " " + o.state +
                " met " + shown(o.met_on) + " " + std::to_string(o.done) + "/" + std::to_string(o.needed) + " also";
        for (const auto& a : o.also)
            line += " " + a;
        out.push_back(line + " by" + (quotas.count(o.clause + "/" + o.rule) ? "" : rows_of(o)));
    }
    for (const auto& s : f.statuses)
        out.push_back("status " + shown(s.policy) + " " + shown(s.clause) + " " + shown(s.rule) + " " + s.student +
                      " at " + s.unit + " " + s.status + " from " + shown(s.from) + " until " + shown(s.until));
    static constexpr const char* relations[] = {"at_most", "less_than", "at_least", "more_than"};
    for (const auto& m : f.measures)
        out.push_back("measure " + m.policy + " " + m.clause + " " + m.rule + " " + m.indicator + " " +
                      shown(m.formula) + " of " + m.unit + " " + shown(m.stage) + " " + shown(m.period_from) + " " +
                      shown(m.period_until) + " " + shown(m.numerator) + "/" + shown(m.denominator) + " " +
                      relations[static_cast<int>(m.comparator)] + " " + shown(m.line_numerator) + "/" +
                      shown(m.line_denominator) + " " + shown(m.met) + (m.final ? " final" : ""));
    for (const auto& c : f.consequences) {
        std::string line = "follows " + c.policy + " " + c.clause + " " + c.rule + " " + c.kind + " of " + c.unit +
                           " " + shown(c.stage) + " person " + shown(c.person) + " payer " + shown(c.payer_role) +
                           " payee " + shown(c.payee_role) + " fen " + shown(c.amount_fen) + " [";
        for (const auto& h : c.forfeits)
            line += h + " ";
        out.push_back(line + "] " + shown(c.period_from) + " part " + shown(c.part_of) + " veto " + shown(c.vetoed_by));
    }
    for (const auto& b : f.breaches)
        out.push_back("breach " + b.policy + " " + b.clause + " " + b.rule + " " + b.conduct + " by " + b.role + " " +
                      (b.person.empty() ? "-" : b.person) + " to " + b.student + " at " + b.unit + " on " +
                      shown(b.on) + " sanction " + b.sanction.value_or("") + " by " + b.because.table + " " +
                      std::to_string(b.because.row));
    for (const auto& e : f.entitlements) {
        std::string line = "entitled " + e.policy + " " + e.clause + " " + e.rule + " " + e.benefit + " for " +
                           e.student + " from " + e.role + " {";
        for (const auto& b : e.bearers)
            line += b + " ";
        out.push_back(line + "} on " + shown(e.from) + " due " + shown(e.due_on) + " " + e.state + " met " +
                      shown(e.met_on) + " by " + row_of(e.because.table, e.because.row));
    }
    for (const auto& g : f.gaps)
        out.push_back("gap " + g.kind + " " + shown(g.clause) + " " + shown(g.rule) + " unit " + shown(g.unit) +
                      " student " + shown(g.student) + " person " + shown(g.person) + " role " + shown(g.role) +
                      " parameter " + shown(g.parameter) + " from " + shown(g.from) + " until " + shown(g.until));
    std::sort(out.begin(), out.end());
    return out;
}

/// Findings of the library.
std::vector<std::string> year_lines(const baoxue::findings& f, const std::set<std::string>& quotas) {
    using namespace baoxue;
    std::vector<std::string> out;
    const auto role = [&](word_code c) { return c == no_code ? std::string{"-"} : f.words->at(word_kind::role, c).id; };
    const auto id = [](const id_pool& pool, code c) { return c == no_code ? std::string{"-"} : pool.text(c); };
    const auto text = [](const id_pool& pool, code c) { return c == no_code ? std::string{} : pool.text(c); };
    const auto rule = [&](std::int32_t r) {
        if (r == no_code)
            return std::string{"- - -"};
        const auto& n = f.rules[static_cast<std::size_t>(r)];
        return n.policy + " " + n.clause + " " + n.rule;
    };
    const auto clause_and_rule = [&](std::int32_t r) {
        const auto& n = f.rules[static_cast<std::size_t>(r)];
        return n.clause + "/" + n.rule;
    };
    /// A person, a pupil or a unit that acts: codes run on through the three pools.
    const auto bearer = [&](code c) {
        if (c == no_code)
            return std::string{"-"};
        const auto persons = f.ids->persons.size(), pupils = f.ids->students.size();
        if (c < persons)
            return f.ids->persons.text(c);
        if (c < persons + pupils)
            return f.ids->students.text(c - persons);
        return f.ids->units.text(c - persons - pupils);
    };
    const auto& b = f.breaches;
    for (std::size_t i = 0; i < b.size(); ++i) {
        std::string line = "breach " + rule(b.rule[i]) + " " + f.words->at(word_kind::conduct, b.conduct[i]).id +
                           " by " + role(b.role[i]) + " " + id(f.ids->persons, b.person[i]) + " to " +
                           text(f.ids->students, b.student[i]) + " at " + text(f.ids->units, b.unit[i]) + " on " +
                           shown_date(b.on[i]) + " sanction " + b.sanction[i] + " by";
        for (const auto& c : b.caused_by.at(i))
            line += " " + std::string{word_of(c.table)} + " " + std::to_string(c.row);
        out.push_back(line);
    }
    const auto& e = f.entitlements;
    for (std::size_t i = 0; i < e.size(); ++i) {
        std::string line = "entitled " + rule(e.rule[i]) + " " + f.words->at(word_kind::benefit, e.benefit[i]).id +
                           " for " + id(f.ids->students, e.student[i]) + " from " + role(e.role[i]) + " {";
        std::vector<std::string> bearers;
        for (const auto p : f.bearers->members(e.bearers[i]))
            bearers.push_back(bearer(static_cast<code>(p)));
        std::sort(bearers.begin(), bearers.end());
        for (const auto& p : bearers)
            line += p + " ";
        std::set<std::string> rows;
        for (const auto& c : e.caused_by.at(i))
            rows.insert(row_of(std::string{word_of(c.table)}, c.row));
        out.push_back(line + "} on " + shown_date(e.from[i]) + " due " + shown_date(e.due_on[i]) + " " +
                      std::string{word_of(e.state[i])} + " met " + shown_date(e.met_on[i]) + " by" + rows_of(rows));
    }
    const auto& o = f.obligations;
    for (std::size_t i = 0; i < o.size(); ++i) {
        std::string line = "owed " + rule(o.rule[i]) + " [";
        for (const auto a : f.act_lists[static_cast<std::size_t>(o.acts[i])])
            line += f.words->at(word_kind::act, a).id + " ";
        line += "] " + role(o.role[i]) + " {";
        std::vector<std::string> bearers;
        for (const auto p : f.bearers->members(o.bearers[i]))
            bearers.push_back(bearer(static_cast<code>(p)));
        std::sort(bearers.begin(), bearers.end());
        for (const auto& p : bearers)
            line += p + " ";
        line += "} to " + role(o.recipient[i]) + " for " + text(f.ids->students, o.student[i]) + " at " +
                text(f.ids->units, o.unit[i]) + " step " + std::to_string(o.step[i]) + " on " +
                shown_date(o.triggered_on[i]) + " due " + shown_date(o.due_on[i]) + " " +
                std::string{word_of(o.state[i])} + " met " + shown_date(o.met_on[i]) + " " + std::to_string(o.done[i]) +
                "/" + std::to_string(o.needed[i]) + " also";
        for (const auto r : o.also.at(i)) {
            const auto& n = f.rules[static_cast<std::size_t>(r)];
            line += " " + n.policy + "/" + n.clause + "/" + n.rule;
        }
        std::set<std::string> rows;
        for (const auto& c : o.caused_by.at(i))
            rows.insert(row_of(std::string{word_of(c.table)}, c.row));
        out.push_back(line + " by" + (quotas.contains(clause_and_rule(o.rule[i])) ? "" : rows_of(rows)));
    }
    const auto& s = f.statuses;
    for (std::size_t i = 0; i < s.size(); ++i)
        out.push_back("status " + rule(s.rule[i]) + " " + id(f.ids->students, s.student[i]) + " at " +
                      text(f.ids->units, s.unit[i]) + " " + std::string{word_of(s.status[i])} + " from " +
                      shown_date(s.from[i]) + " until " + shown_date(s.until[i]));
    const auto& m = f.measures;
    const auto stage = [&](word_code c) {
        return c == no_code ? std::string{"-"} : f.words->at(word_kind::stage, c).id;
    };
    for (std::size_t i = 0; i < m.size(); ++i)
        out.push_back("measure " + rule(m.rule[i]) + " " + f.words->at(word_kind::indicator, m.indicator[i]).id + " " +
                      (m.formula[i] ? std::string{word_of(*m.formula[i])} : "-") + " of " +
                      id(f.ids->units, m.unit[i]) + " " + stage(m.stage[i]) + " " + shown_date(m.period_from[i]) + " " +
                      shown_date(m.period_until[i]) + " " + shown(m.numerator[i], 0) + "/" +
                      shown(m.denominator[i], 0) + " " + std::string{word_of(m.comparator[i])} + " " +
                      shown(m.line_numerator[i], 0) + "/" + shown(m.line_denominator[i], 0) + " " + shown(m.met[i]) +
                      (m.final_[i] ? " final" : ""));
    const auto& c = f.consequences;
    const auto row_of = [&](std::uint64_t of) {
        return static_cast<std::size_t>(std::find(c.id.begin(), c.id.end(), of) - c.id.begin());
    };
    for (std::size_t i = 0; i < c.size(); ++i) {
        std::string line = "follows " + rule(c.rule[i]) + " " + std::string{word_of(c.kind[i])} + " of " +
                           id(f.ids->units, c.unit[i]) + " " + stage(c.stage[i]) + " person " +
                           id(f.ids->persons, c.person[i]) + " payer " + role(c.payer[i]) + " payee " +
                           role(c.payee[i]) + " fen " + shown(c.amount_fen[i], 0) + " [";
        for (const auto h : c.honours.at(i))
            line += f.words->at(word_kind::honour, h).id + " ";
        line += "] " + shown_date(c.period_from[i]) + " part " +
                (c.part_of[i] ? clause_and_rule(c.rule[row_of(*c.part_of[i])]) : "-") + " veto ";
        if (c.vetoed_by[i]) {
            const auto v = row_of(*c.vetoed_by[i]);
            line += clause_and_rule(c.rule[v]) + "/" + text(f.ids->persons, c.person[v]);
        } else {
            line += "-";
        }
        out.push_back(line);
    }
    const auto& g = f.gaps;
    for (std::size_t i = 0; i < g.size(); ++i)
        out.push_back("gap " + std::string{word_of(g.kind[i])} + " " +
                      (g.clause[i] == no_code ? "-" : f.clauses[static_cast<std::size_t>(g.clause[i])]) + " " +
                      (g.rule[i] == no_code ? "-" : f.rules[static_cast<std::size_t>(g.rule[i])].rule) + " unit " +
                      id(f.ids->units, g.unit[i]) + " student " + id(f.ids->students, g.student[i]) + " person " +
                      bearer(g.person[i]) + " role " + role(g.role[i]) + " parameter " +
                      (g.parameter[i].empty() ? "-" : g.parameter[i]) + " from " + shown_date(g.from[i]) + " until " +
                      shown_date(g.until[i]));
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace against_naive
