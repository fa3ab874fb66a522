// SPDX-License-Identifier: Apache-2.0
#pragma once

// A tiny district built from plain rows, and findings as short lines, so that a test shows only what it is about.
//
// Spring term 2024: Mon 4 March to Fri 5 July, national calendar. Holidays: Thu 4 to Sat 6 April (Sun 7 April is a
// school day), Wed 1 to Sun 5 May (Sun 28 April and Sat 11 May are school days), Mon 10 June.
//
//   town (township) > school (primary) > c1, c2 (classes);  town > v (village)
//   T1, T2 class teachers of c1, c2; S1 subject teacher of c1; at the school L leader, P principal, A academic affairs
//   pupil s in c1 from the first day; nothing else: where no row says more, every pupil is present.

#include <baoxue/evaluate/evaluate.hpp>
#include <baoxue/facts/build_district.hpp>
#include <baoxue/policy/check.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace school {

using namespace baoxue;

using lines = std::vector<std::string>;
using dates = std::vector<date>;

constexpr date march(int d) { return {2024, 3, d}; }
constexpr date april(int d) { return {2024, 4, d}; }
constexpr date may(int d) { return {2024, 5, d}; }
constexpr date june(int d) { return {2024, 6, d}; }
constexpr date july(int d) { return {2024, 7, d}; }
constexpr date long_ago{2020, 9, 1};

struct world {
    district_rows rows;
    district_options how;

    world() {
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

    world& hold(std::string person, std::string role, std::string unit, date from = long_ago,
                std::optional<date> until = {}) {
        rows.holdings->push_back({std::move(person), std::move(role), covers_kind::unit, std::move(unit), from, until});
        return *this;
    }
    world& hold_pupil(std::string person, std::string role, std::string student, date from = long_ago,
                      std::optional<date> until = {}) {
        rows.holdings->push_back(
            {std::move(person), std::move(role), covers_kind::student, std::move(student), from, until});
        return *this;
    }
    /// Takes a person's posts away.
    world& without(std::string_view person) {
        std::erase_if(*rows.holdings, [&](const auto& h) { return h.person_id == person; });
        return *this;
    }
    /// Ends a person's posts on a day.
    world& leaves(std::string_view person, date last) {
        for (auto& h : *rows.holdings)
            if (h.person_id == person)
                h.until = last;
        return *this;
    }
    world& pupil(std::string id, std::string unit = "c1", date from = march(4)) {
        rows.students->push_back({id, {}, {}, {}, {}});
        rows.enrolments->push_back({std::move(id), std::move(unit), from, {}, {}, {}, {}});
        return *this;
    }

    /// Marks of calendar days that follow each other, am and pm: P present, E excused, U unexcused, - no row.
    world& marks(date first, std::string_view days, std::string student = "s") {
        bool in_morning = true;
        date on = first;
        for (const char c : days) {
            if (c == ' ')
                continue;
            const auto half = in_morning ? session::am : session::pm;
            const auto mark = c == 'P' ? mark::present : c == 'E' ? mark::excused : mark::unexcused;
            if (c != '-')
                rows.attendance->push_back({student, on, half, mark, {}});
            if (!in_morning)
                on = on + day_count{1};
            in_morning = !in_morning;
        }
        return *this;
    }
    world& late(date on, session half, int minutes, std::string student = "s") {
        rows.attendance->push_back({std::move(student), on, half, mark::present, minutes});
        return *this;
    }
    /// Whole days of unexcused absence.
    world& absent(const dates& days, std::string student = "s") {
        for (const date d : days)
            marks(d, "UU", student);
        return *this;
    }
    world& act(std::string what, std::string actor, date on, std::optional<std::string> student = "s",
               std::optional<std::string> unit = {}) {
        act_row row;
        row.act_id = "a" + std::to_string(1000 + rows.acts->size());
        row.date = on, row.act = std::move(what), row.actor_id = std::move(actor), row.student_id = std::move(student);
        row.unit_id = std::move(unit);
        rows.acts->push_back(std::move(row));
        return *this;
    }
    world& off(date on, sessions which = sessions::both) {
        rows.days->push_back({on, which, day_kind::off, {}, {}});
        return *this;
    }

    /// A second school, class d1, whose only term is its own, spring in the school year 2023 too.
    world& other_school(date first, date last, std::optional<date> registration_until = {}) {
        rows.units.push_back({"other", "school", "town", {}, {}});
        rows.units.push_back({"d1", "class", "other", {}, {}});
        rows.terms.push_back({"own", "2023", first, last, "other", registration_until});
        return *this;
    }
    /// Ends pupil s's enrolment at hand on a day, and enrols the pupil in another class.
    world& moves(date until, std::string unit, date from) {
        rows.enrolments->back().until = until;
        rows.enrolments->push_back({"s", std::move(unit), from, {}, {}, {}, {}});
        return *this;
    }

    /// Ends a pupil's last enrolment.
    world& exits(date until, exit_kind how_so, std::optional<date> noted_on = {}, std::string_view student = "s") {
        for (auto& e : *rows.enrolments)
            if (e.student_id == student && !e.until)
                e.until = until, e.exit = how_so, e.noted_on = noted_on;
        return *this;
    }
    world& enrols(date from, std::string unit = "c1", std::optional<entry_kind> entry = {}, std::string student = "s") {
        rows.enrolments->push_back({std::move(student), std::move(unit), from, {}, entry, {}, {}});
        return *this;
    }
    world& need(std::string what, date from, std::optional<date> until = {}, std::string student = "s") {
        if (!rows.needs)
            rows.needs.emplace();
        rows.needs->push_back({std::move(student), std::move(what), from, until});
        return *this;
    }
    world& transfer(std::string id, date left_on, std::optional<date> noted_on = {}, std::optional<std::string> to = {},
                    std::string student = "s") {
        if (!rows.transfers)
            rows.transfers.emplace();
        rows.transfers->push_back({std::move(id), std::move(student), left_on, noted_on, {}, std::move(to)});
        return *this;
    }
    /// One step of a transfer of pupil s; whoever enters it counts.
    world& step(std::string transfer, std::string what, date on) {
        act(std::move(what), "A", on);
        rows.acts->back().refers_table = "transfers", rows.acts->back().refers_to = std::move(transfer);
        return *this;
    }
    world& counts(std::string unit, std::string indicator, int numerator, int denominator,
                  std::optional<std::string> by = {}, std::optional<date> counted_on = {}) {
        if (!rows.counts)
            rows.counts.emplace();
        rows.counts->push_back(
            {std::move(unit), "2023", std::move(indicator), numerator, denominator, std::move(by), counted_on});
        return *this;
    }

    [[nodiscard]] district build() const { return build_district(rows, how); }
};

inline std::string shown(date d) { return d == dawn || d == forever ? "-" : to_string(d); }

/// Persons and pupils who bear row i, by id.
inline lines bearers(const findings& f, std::size_t i) {
    lines out;
    for (const code b : f.bearers->members(f.obligations.bearers[i]))
        out.push_back(b < f.ids->persons.size() ? f.ids->persons.text(b)
                                                : f.ids->students.text(b - f.ids->persons.size()));
    std::sort(out.begin(), out.end());
    return out;
}

inline std::string joined(const lines& words) {
    std::string out;
    for (const auto& w : words)
        out += (out.empty() ? "" : "+") + w;
    return out;
}

inline const rule_name& rule_of(const findings& f, std::size_t i) {
    return f.rules[static_cast<std::size_t>(f.obligations.rule[i])];
}

/// Row i as `2024-03-05 due 2024-03-06 met 2024-03-06`; `-` where there is no due date; no last date where not met.
inline std::string line(const findings& f, std::size_t i) {
    const auto& o = f.obligations;
    std::string out =
        to_string(o.triggered_on[i]) + " due " + shown(o.due_on[i]) + " " + std::string{word_of(o.state[i])};
    if (o.met_on[i] != no_date)
        out += " " + to_string(o.met_on[i]);
    return out;
}

/// Duties of a clause (of all where it is left out), in order, as `line` writes them.
inline lines duties(const findings& f, std::string_view clause = {}) {
    lines out;
    for (std::size_t i = 0; i < f.obligations.size(); ++i)
        if (clause.empty() || rule_of(f, i).clause == clause)
            out.push_back(line(f, i));
    return out;
}

/// Bearers of each duty of a clause, joined by `+`.
inline lines borne_by(const findings& f, std::string_view clause = {}) {
    lines out;
    for (std::size_t i = 0; i < f.obligations.size(); ++i)
        if (clause.empty() || rule_of(f, i).clause == clause)
            out.push_back(joined(bearers(f, i)));
    return out;
}

inline dates triggers(const findings& f, std::string_view clause = {}) {
    dates out;
    for (std::size_t i = 0; i < f.obligations.size(); ++i)
        if (clause.empty() || rule_of(f, i).clause == clause)
            out.push_back(f.obligations.triggered_on[i]);
    return out;
}

/// Gaps of a kind as `clause rule unit student role parameter from until`, `-` for what is not there.
inline lines gaps(const findings& f, gap_kind kind, std::string_view clause = {}) {
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

inline std::string clause_of(const findings& f, std::int32_t rule) {
    return rule == no_code ? "-" : f.rules[static_cast<std::size_t>(rule)].clause;
}
inline std::string shown(const std::optional<std::int64_t>& n) { return n ? std::to_string(*n) : "-"; }
inline std::string shown(const id_pool& pool, code c) { return c == no_code ? "-" : pool.text(c); }

/// Statuses as `student unit status from until clause`.
inline lines statuses(const findings& f) {
    lines out;
    const auto& t = f.statuses;
    for (std::size_t i = 0; i < t.size(); ++i)
        out.push_back(shown(f.ids->students, t.student[i]) + " " + shown(f.ids->units, t.unit[i]) + " " +
                      std::string{word_of(t.status[i])} + " " + shown(t.from[i]) + " " + shown(t.until[i]) + " " +
                      clause_of(f, t.rule[i]));
    return out;
}

/// Quotas of a clause as `from due done/needed state`, after the bearers.
inline lines quotas(const findings& f, std::string_view clause = {}) {
    lines out;
    const auto& o = f.obligations;
    for (std::size_t i = 0; i < o.size(); ++i)
        if (clause.empty() || rule_of(f, i).clause == clause)
            out.push_back(joined(bearers(f, i)) + " " + to_string(o.triggered_on[i]) + " " + shown(o.due_on[i]) + " " +
                          std::to_string(o.done[i]) + "/" + std::to_string(o.needed[i]) + " " +
                          std::string{word_of(o.state[i])});
    return out;
}

/// Measures of a clause as `unit stage numerator/denominator against line met final`.
inline lines measures(const findings& f, std::string_view clause = {}) {
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

/// Consequences as `clause kind unit person payer payee fen`, and `part` or `vetoed`.
inline lines consequences(const findings& f) {
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

/// A rung that makes the class teacher visit the home.
inline rung make_rung(std::vector<count_of> counts, count_mode mode) {
    rung r;
    r.counts = std::move(counts), r.mode = std::move(mode);
    r.owes.acts = {"home_visit"}, r.owes.roles = {"class_teacher"};
    return r;
}
inline rung make_rung(counted unit, count_mode mode) {
    return make_rung(std::vector<count_of>{{unit, {}, {}}}, std::move(mode));
}

/// A clause with one reading and one rule, both called `r`.
inline clause make_clause(std::string id, rule_kind is) {
    clause c;
    c.id = std::move(id), c.section = "1", c.summary = {"文", "text"}, c.chosen = "r";
    rule one;
    one.id = "r", one.is = std::move(is);
    c.readings = {{"r", {"文", "text"}, {one}}};
    return c;
}

inline policy policy_with(std::vector<clause> clauses) {
    policy p;
    p.id = "p";
    p.layers = {{"p", {"文", "title"}, {"文", "source"}, std::move(clauses)}};
    return make_policy(std::move(p), standard_vocabulary());
}

/// A policy of one clause `k` with one ladder; steps are given from 1.
inline policy policy_with(std::vector<rung> rungs) {
    for (std::size_t i = 0; i < rungs.size(); ++i)
        rungs[i].step = static_cast<std::int32_t>(i) + 1;
    return policy_with(std::vector<clause>{make_clause("k", ladder{"l", std::move(rungs)})});
}
inline policy policy_with(rung r) { return policy_with(std::vector<rung>{std::move(r)}); }

/// The trigger days of a rung alone.
inline dates fires(const rung& r, const world& w, date as_of) {
    return triggers(evaluate(policy_with(r), w.build(), as_of));
}

/// A duty of a rung alone, as `line` writes it: one for each row.
inline lines owed(const rung& r, const world& w, date as_of) {
    return duties(evaluate(policy_with(r), w.build(), as_of));
}

}  // namespace school
