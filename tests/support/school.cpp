// SPDX-License-Identifier: Apache-2.0
#include "support/school.hpp"

namespace school {

world::world() {
    how.mode = register_mode::exceptions;
    rows.terms = {{"spring", "2023", march(4), july(5), {}, {}}};
    rows.units = {{"town", "township", {}, {}, {}},
                  {"v", "village", "town", {}, {}},
                  {"school", "school", "town", "primary", "v"},
                  {"c1", "class", "school", {}, {}},
                  {"c2", "class", "school", {}, {}}};
    rows.holdings.emplace();
    hold("T1", "class_teacher", "c1"), hold("T2", "class_teacher", "c2"), hold("S1", "subject_teacher", "c1");
    hold("L", "school_leader", "school"), hold("P", "principal", "school"),
        hold("A", "academic_affairs_office", "school");
    rows.students = std::vector<student_row>{{"s", {}, {}, {}, {}}};
    rows.enrolments = std::vector<enrolment_row>{{"s", "c1", march(4), {}, {}, {}, {}}};
    rows.attendance.emplace(), rows.acts.emplace(), rows.days.emplace();
}

district world::build() const { return build_district(rows, how); }

world complete() {
    world w;
    w.how.mode = register_mode::complete;
    return w;
}

world years() {
    world w;
    w.rows.terms = {{"autumn", "2023", {2023, 9, 4}, {2024, 1, 19}, {}, {}},
                    {"spring", "2023", march(4), july(5), {}, {}},
                    {"next", "2024", {2024, 9, 2}, {2025, 1, 10}, {}, {}}};
    (*w.rows.enrolments)[0].from = {2023, 9, 4};
    return w;
}

world cohort(int pupils, int dropouts) {
    world w;
    w.rows.students->clear(), w.rows.enrolments->clear();
    for (int i = 0; i < pupils; ++i) {
        w.pupil("p" + std::to_string(1000 + i));
        if (i < dropouts)
            w.exits(march(15), exit_kind::dropout, {}, "p" + std::to_string(1000 + i));
    }
    return w;
}

std::string shown(date d) { return d == dawn || d == forever ? "-" : to_string(d); }

lines bearers(const findings& f, std::size_t i) {
    lines out;
    for (const code b : f.bearers->members(f.obligations.bearers[i]))
        out.push_back(b < f.ids->persons.size() ? f.ids->persons.text(b)
                                                : f.ids->students.text(b - f.ids->persons.size()));
    std::sort(out.begin(), out.end());
    return out;
}

std::string joined(const lines& words) {
    std::string out;
    for (const auto& w : words)
        out += (out.empty() ? "" : "+") + w;
    return out;
}

const rule_name& rule_of(const findings& f, std::size_t i) {
    return f.rules[static_cast<std::size_t>(f.obligations.rule[i])];
}

std::string line(const findings& f, std::size_t i) {
    const auto& o = f.obligations;
    std::string out =
        to_string(o.triggered_on[i]) + " due " + shown(o.due_on[i]) + " " + std::string{word_of(o.state[i])};
    if (o.met_on[i] != no_date)
        out += " " + to_string(o.met_on[i]);
    return out;
}

lines duties(const findings& f, std::string_view clause) {
    lines out;
    for (std::size_t i = 0; i < f.obligations.size(); ++i)
        if (clause.empty() || rule_of(f, i).clause == clause)
            out.push_back(line(f, i));
    return out;
}

lines borne_by(const findings& f, std::string_view clause) {
    lines out;
    for (std::size_t i = 0; i < f.obligations.size(); ++i)
        if (clause.empty() || rule_of(f, i).clause == clause)
            out.push_back(joined(bearers(f, i)));
    return out;
}

dates triggers(const findings& f, std::string_view clause) {
    dates out;
    for (std::size_t i = 0; i < f.obligations.size(); ++i)
        if (clause.empty() || rule_of(f, i).clause == clause)
            out.push_back(f.obligations.triggered_on[i]);
    return out;
}

lines gaps(const findings& f, gap_kind kind, std::string_view clause) {
    lines out;
    const auto& g = f.gaps;
    const auto id = [](const id_pool& pool, code c) { return c == no_code ? std::string{"-"} : pool.text(c); };
    for (std::size_t i = 0; i < g.size(); ++i) {
        const auto clause_id =
            g.clause[i] == no_code ? std::string{"-"} : f.clauses[static_cast<std::size_t>(g.clause[i])];
        if (g.kind[i] != kind || (!clause.empty() && clause_id != clause))
            continue;
        out.push_back(
            clause_id + " " + (g.rule[i] == no_code ? "-" : f.rules[static_cast<std::size_t>(g.rule[i])].rule) + " " +
            id(f.ids->units, g.unit[i]) + " " + id(f.ids->students, g.student[i]) + " " +
            (g.role[i] == no_code ? "-" : f.words->at(word_kind::role, g.role[i]).id) + " " +
            (g.parameter[i].empty() ? "-" : g.parameter[i]) + " " + shown(g.from[i]) + " " + shown(g.until[i]));
    }
    return out;
}

lines missing_tables(const findings& f, std::string_view clause) { return gaps(f, gap_kind::missing_table, clause); }

std::string clause_of(const findings& f, std::int32_t rule) {
    return rule == no_code ? "-" : f.rules[static_cast<std::size_t>(rule)].clause;
}

std::string shown(const std::optional<std::int64_t>& n) { return n ? std::to_string(*n) : "-"; }

std::string shown(const id_pool& pool, code c) { return c == no_code ? "-" : pool.text(c); }

lines statuses(const findings& f) {
    lines out;
    const auto& t = f.statuses;
    for (std::size_t i = 0; i < t.size(); ++i)
        out.push_back(shown(f.ids->students, t.student[i]) + " " + shown(f.ids->units, t.unit[i]) + " " +
                      std::string{word_of(t.status[i])} + " " + shown(t.from[i]) + " " + shown(t.until[i]) + " " +
                      clause_of(f, t.rule[i]));
    return out;
}

lines quotas(const findings& f, std::string_view clause) {
    lines out;
    const auto& o = f.obligations;
    for (std::size_t i = 0; i < o.size(); ++i)
        if (clause.empty() || rule_of(f, i).clause == clause)
            out.push_back(joined(bearers(f, i)) + " " + to_string(o.triggered_on[i]) + " " + shown(o.due_on[i]) + " " +
                          std::to_string(o.done[i]) + "/" + std::to_string(o.needed[i]) + " " +
                          std::string{word_of(o.state[i])});
    return out;
}

lines measures(const findings& f, std::string_view clause) {
    lines out;
    const auto& m = f.measures;
    for (std::size_t i = 0; i < m.size(); ++i)
        if (clause.empty() || clause_of(f, m.rule[i]) == clause)
            out.push_back(shown(f.ids->units, m.unit[i]) + " " +
                          (m.stage[i] == no_code ? "-" : f.words->at(word_kind::stage, m.stage[i]).id) + " " +
                          shown(m.numerator[i]) + "/" + shown(m.denominator[i]) + " against " +
                          shown(m.line_numerator[i]) + "/" + shown(m.line_denominator[i]) + " " +
                          (!m.met[i]   ? "unknown"
                           : *m.met[i] ? "met"
                                       : "not met") +
                          (m.final_[i] ? " final" : " so far"));
    return out;
}

lines consequences(const findings& f) {
    lines out;
    const auto& c = f.consequences;
    const auto role = [&](word_code r) { return r == no_code ? std::string{"-"} : f.words->at(word_kind::role, r).id; };
    for (std::size_t i = 0; i < c.size(); ++i)
        out.push_back(clause_of(f, c.rule[i]) + " " + std::string{word_of(c.kind[i])} + " " +
                      shown(f.ids->units, c.unit[i]) + " " + shown(f.ids->persons, c.person[i]) + " " +
                      role(c.payer[i]) + " " + role(c.payee[i]) + " " + shown(c.amount_fen[i]) +
                      (c.part_of[i] ? " part" : "") + (c.vetoed_by[i] ? " vetoed" : ""));
    return out;
}

rung make_rung(std::vector<count_of> counts, count_mode mode) {
    rung r;
    r.counts = std::move(counts), r.mode = std::move(mode);
    r.owes.acts = {"home_visit"}, r.owes.roles = {"class_teacher"};
    return r;
}

rung make_rung(counted unit, count_mode mode) {
    return make_rung(std::vector<count_of>{{unit, {}, {}}}, std::move(mode));
}

duty make_duty(event on) {
    duty d;
    d.on = on;
    d.owes.acts = {"home_visit"}, d.owes.roles = {"class_teacher"};
    d.due = within_days{{3}, day_unit::calendar_days, false};
    return d;
}

clause make_clause(std::string id, rule_kind is) {
    clause c;
    c.id = std::move(id), c.section = "1", c.summary = {"文", "text"}, c.chosen = "r";
    rule one;
    one.id = "r", one.is = std::move(is);
    c.readings = {{"r", {"文", "text"}, {one}}};
    return c;
}

incentive pays(effect is, figure_condition upon, std::int64_t fen, paid_for each, std::vector<honour_word> honours) {
    payment p;
    p.upon = std::move(upon), p.amount = param<std::int64_t>{fen}, p.each = each, p.honours = std::move(honours);
    incentive i;
    i.effect = is, i.by = std::move(p);
    return i;
}

clause for_whom(clause c, applies_to who) {
    c.readings[0].rules[0].applies_to = std::move(who);
    return c;
}

clause in_force_until(clause c, date first_day_not) {
    c.effective.until = first_day_not;
    return c;
}

policy policy_with(std::vector<clause> clauses) {
    policy p;
    p.id = "p";
    p.layers = {{"p", {"文", "title"}, {"文", "source"}, std::move(clauses)}};
    return make_policy(std::move(p), standard_vocabulary());
}

policy policy_with(std::vector<rung> rungs) {
    for (std::size_t i = 0; i < rungs.size(); ++i)
        rungs[i].step = static_cast<std::int32_t>(i) + 1;
    return policy_with(std::vector<clause>{make_clause("k", ladder{"l", std::move(rungs)})});
}

policy visits(int sessions) { return policy_with(make_rung(counted::session, consecutive{sessions})); }

policy policy_with(rung r) { return policy_with(std::vector<rung>{std::move(r)}); }

dates fires(const rung& r, const world& w, date as_of) { return triggers(evaluate(policy_with(r), w.build(), as_of)); }

lines owed(const rung& r, const world& w, date as_of) { return duties(evaluate(policy_with(r), w.build(), as_of)); }
lines owed(const duty& d, const world& w, date as_of) {
    return duties(evaluate(policy_with(std::vector<clause>{make_clause("k", d)}), w.build(), as_of));
}

}  // namespace school
