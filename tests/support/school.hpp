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
constexpr date september(int d) { return {2024, 9, d}; }
constexpr date long_ago{2020, 9, 1};

struct world {
    district_rows rows;
    district_options how;

    world();

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

    [[nodiscard]] district build() const;
};

/// Registers where a session without a row is unmarked.
world complete();
/// School year 2023 of two terms, Mon 4 September 2023 to Fri 19 January 2024 and Mon 4 March to Fri 5 July; then the
/// autumn of school year 2024 from Mon 2 September on. Pupil s is in c1 all along.
world years();
/// So many pupils in c1, p1000 and on, of whom the first few dropped out on 15 March; nobody else.
world cohort(int pupils, int dropouts = 0);

std::string shown(date d);
/// Persons and pupils who bear row i, by id.
lines bearers(const findings& f, std::size_t i);
std::string joined(const lines& words);
const rule_name& rule_of(const findings& f, std::size_t i);
/// Row i as `2024-03-05 due 2024-03-06 met 2024-03-06`; `-` where there is no due date; no last date where not met.
std::string line(const findings& f, std::size_t i);
/// Duties of a clause (of all where it is left out), in order, as `line` writes them.
lines duties(const findings& f, std::string_view clause = {});
/// Bearers of each duty of a clause, joined by `+`.
lines borne_by(const findings& f, std::string_view clause = {});
dates triggers(const findings& f, std::string_view clause = {});
/// Gaps of a kind as `clause rule unit student role parameter from until`, `-` for what is not there.
lines gaps(const findings& f, gap_kind kind, std::string_view clause = {});
/// Tables that are missing, as `gaps` writes them.
lines missing_tables(const findings& f, std::string_view clause = {});
std::string clause_of(const findings& f, std::int32_t rule);
std::string shown(const std::optional<std::int64_t>& n);
std::string shown(const id_pool& pool, code c);
/// Statuses as `student unit status from until clause`.
lines statuses(const findings& f);
/// Quotas of a clause as `from due done/needed state`, after the bearers.
lines quotas(const findings& f, std::string_view clause = {});
/// Measures of a clause as `unit stage numerator/denominator against line met final`.
lines measures(const findings& f, std::string_view clause = {});
/// Consequences as `clause kind unit person payer payee fen`, and `part` or `vetoed`.
lines consequences(const findings& f);
/// A rung that makes the class teacher visit the home.
rung make_rung(std::vector<count_of> counts, count_mode mode);
rung make_rung(counted unit, count_mode mode);
/// A duty of the class teacher to visit the home within three days.
duty make_duty(event on);
/// An award or a charge of so much upon a figure.
incentive pays(effect is, figure_condition upon, std::int64_t fen, paid_for each = paid_for::whole,
               std::vector<honour_word> honours = {});
/// A clause with one reading and one rule, both called `r`.
clause make_clause(std::string id, rule_kind is);
/// A clause whose first rule means these alone.
clause for_whom(clause c, applies_to who);
clause in_force_until(clause c, date first_day_not);
policy policy_with(std::vector<clause> clauses);
/// A policy of one clause `k` with one ladder; steps are given from 1.
policy policy_with(std::vector<rung> rungs);
policy policy_with(rung r);
/// A visit upon so many sessions in a row.
policy visits(int sessions);
/// The trigger days of a rung alone.
dates fires(const rung& r, const world& w, date as_of);
/// The duties of a rung alone, or of a duty, as `line` writes them: one for each row.
lines owed(const rung& r, const world& w, date as_of);
lines owed(const duty& d, const world& w, date as_of);

}  // namespace school
