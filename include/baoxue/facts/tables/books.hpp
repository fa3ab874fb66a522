// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/tables/actor.hpp>

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// Positions in an order.
template <class Less>
[[nodiscard]] std::vector<std::size_t> in_order(std::size_t n, Less less) {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), less);
    return order;
}

/// What was done that is barred, and whether it has been verified.
inline void build_incidents(district& d, const table_reader& table) {
    struct entry {
        code id;
        date on, verified_on;
        word_code conduct;
        actor by;
        code student, unit;
        std::int64_t row;
    };
    only_once ids{table, "incident_id", d.ids->incidents, "incident"};
    std::vector<entry> rows;
    for (std::int64_t row = 0; row < table.rows(); ++row) {
        const auto on = table["date"].day(row), verified = table["verified_on"].day(row);
        const auto conduct = table["conduct"].word(row, word_kind::conduct, *d.words);
        const auto student = student_code(table["student_id"], row, d.ids->students);
        const auto unit = unit_code(table["unit_id"], row, d.ids->units);
        const auto by = read_actor(d, table["actor_id"], row);
        const auto id = ids.read(row);
        const bool good = fits(table["student_id"], row, student) && fits(table["unit_id"], row, unit);
        if (!on || !by || !good || conduct == no_code || id == no_code)
            continue;
        if (verified && *verified < *on) {
            table["verified_on"].contradiction(row, "verified before it happened");
            continue;
        }
        rows.push_back({id, *on, verified.value_or(forever), conduct, *by, student, unit, row});
    }
    auto& c = d.incidents;
    for (const auto i : in_order(rows.size(), [&](std::size_t a, std::size_t b) {
             return std::pair{rows[a].on, rows[a].id} < std::pair{rows[b].on, rows[b].id};
         })) {
        const auto& r = rows[i];
        c.id.push_back(r.id), c.on.push_back(r.on), c.conduct.push_back(r.conduct);
        c.person.push_back(r.by.person), c.student.push_back(r.by.student), c.unit.push_back(r.by.unit);
        c.about_student.push_back(r.student), c.about_unit.push_back(r.unit);
        c.verified_on.push_back(r.verified_on), c.row.push_back(r.row);
    }
}

/// Who signed with whom.
inline void build_pledges(district& d, const table_reader& table) {
    struct entry {
        actor from, to;
        word_code role_from, role_to;
        code unit, student;
        date signed_on, until;
        std::int64_t row;
    };
    std::vector<entry> rows;
    for (std::int64_t row = 0; row < table.rows(); ++row) {
        const auto on = table["signed_on"].day(row), until = table["until"].day(row);
        const auto role_from = table["role_from"].word(row, word_kind::role, *d.words);
        const auto role_to = table["role_to"].word(row, word_kind::role, *d.words);
        const auto student = student_code(table["student_id"], row, d.ids->students);
        const auto unit = unit_code(table["unit_id"], row, d.ids->units);
        const auto from = read_actor(d, table["from_id"], row), to = read_actor(d, table["to_id"], row);
        const bool good = fits(table["student_id"], row, student) && fits(table["unit_id"], row, unit);
        if (!on || !from || !to || !good || role_from == no_code || role_to == no_code)
            continue;
        if (until && *until < *on) {
            table["until"].contradiction(row, "the pledge ends before it is signed");
            continue;
        }
        rows.push_back({*from, *to, role_from, role_to, unit, student, *on, until.value_or(forever), row});
    }
    auto& p = d.pledges;
    const auto add = [](pledge_columns::side& side, const actor& a, word_code role) {
        side.person.push_back(a.person), side.student.push_back(a.student), side.unit.push_back(a.unit),
            side.role.push_back(role);
    };
    const auto key = [&](std::size_t i) {  // of several on one day who signed decides, not the order of the rows
        const auto& r = rows[i];
        return std::tuple{r.signed_on, r.from.person, r.from.student, r.from.unit, r.to.person, r.to.student,
                          r.to.unit,   r.role_from,   r.role_to,      r.until,     r.row};
    };
    for (const auto i : in_order(rows.size(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); })) {
        const auto& r = rows[i];
        add(p.from, r.from, r.role_from), add(p.to, r.to, r.role_to);
        p.about_unit.push_back(r.unit), p.about_student.push_back(r.student);
        p.signed_on.push_back(r.signed_on), p.until.push_back(r.until), p.row.push_back(r.row);
    }
}

/// What is kept on file. Needs acts.
inline void build_records(district& d, const table_reader& table) {
    struct entry {
        word_code kept;
        actor by;
        code student, unit, act;
        date opened_on, completed_on;
        std::int64_t row;
    };
    id_pool record_ids{d.ids->students.numeric()};
    table["record_id"].add_to(record_ids);
    record_ids.finish();
    only_once ids{table, "record_id", record_ids, "record"};
    std::vector<entry> rows;
    for (std::int64_t row = 0; row < table.rows(); ++row) {
        const auto opened = table["opened_on"].day(row), completed = table["completed_on"].day(row);
        const auto kept = table["register"].word(row, word_kind::record_register, *d.words);
        const auto student = student_code(table["student_id"], row, d.ids->students);
        const auto unit = unit_code(table["unit_id"], row, d.ids->units);
        const auto by = read_actor(d, table["keeper_id"], row);
        const auto& refers_to = table["refers_to"];
        const auto act = refers_to.id(row, d.ids->acts);
        if (d.is_given(table_name::acts) && !fits(refers_to, row, act))
            refers_to.contradiction(row, "refers to no act: there is no " + refers_to.shown_id(row) + " in `acts`");
        const bool good = fits(table["student_id"], row, student) && fits(table["unit_id"], row, unit);
        if (ids.read(row) == no_code || !opened || !by || !good || kept == no_code)
            continue;
        if (completed && *completed < *opened) {
            table["completed_on"].contradiction(row, "the record is completed before it is opened");
            continue;
        }
        rows.push_back({kept, *by, student, unit, act, *opened, completed.value_or(forever), row});
    }
    auto& c = d.records;
    for (const auto i :
         in_order(rows.size(), [&](std::size_t a, std::size_t b) { return rows[a].opened_on < rows[b].opened_on; })) {
        const auto& r = rows[i];
        c.kept.push_back(r.kept), c.person.push_back(r.by.person), c.student.push_back(r.by.student),
            c.unit.push_back(r.by.unit);
        c.about_student.push_back(r.student), c.about_unit.push_back(r.unit), c.act.push_back(r.act);
        c.opened_on.push_back(r.opened_on), c.completed_on.push_back(r.completed_on), c.row.push_back(r.row);
    }
    d.records_of_student.at =
        group_rows(d.records_of_student, static_cast<std::size_t>(d.pupils()), c.about_student,
                   [&](std::size_t a, std::size_t b) { return c.completed_on[a] < c.completed_on[b]; });
}

/// Figures known only in total.
inline void build_counts(district& d, const table_reader& table) {
    struct entry {
        std::int32_t year;
        word_code indicator;
        std::optional<std::int32_t> numerator, denominator;  ///< nothing: suppressed, or not known yet
        std::optional<formula> by;
        std::optional<date> counted_on;
        std::int64_t row;
    };
    constexpr std::int32_t most = std::numeric_limits<std::int32_t>::max();
    const auto rate = [&](word_code indicator) {
        return d.words->at(word_kind::indicator, indicator).id.ends_with("_rate");
    };
    std::vector<entry> rows;
    std::vector<code> owner;
    std::map<std::tuple<code, std::int32_t, word_code, std::optional<formula>>, std::size_t> seen;
    for (std::int64_t row = 0; row < table.rows(); ++row) {
        const auto unit = unit_code(table["unit_id"], row, d.ids->units);
        (void)table["unit_id"].is_null(row);
        const auto indicator = table["indicator"].word(row, word_kind::indicator, *d.words);
        const auto numerator = table["numerator"].integer(row, most);
        const auto denominator = table["denominator"].integer(row, most);
        const auto by = table["formula"].one_of<formula>(row);
        const auto counted_on = table["counted_on"].day(row);
        const auto label = table["school_year"].is_null(row) ? std::string{} : table["school_year"].label(row);
        const auto year = std::find(d.school_years.begin(), d.school_years.end(), label);
        if (year == d.school_years.end() && !label.empty() && !d.ids->terms.is_open())
            table["school_year"].contradiction(row, "unknown school year `" + label +
                                                        "`; a school year stands in `terms`" +
                                                        did_you_mean(label, d.school_years));
        if (unit == no_code || indicator == no_code || year == d.school_years.end())
            continue;
        if (rate(indicator) && numerator && denominator && *numerator > *denominator) {
            table["numerator"].contradiction(row, "the numerator `" + std::to_string(*numerator) +
                                                      "` is above the denominator `" + std::to_string(*denominator) +
                                                      "`");
            continue;
        }
        const entry e{static_cast<std::int32_t>(year - d.school_years.begin()),
                      indicator,
                      numerator,
                      denominator,
                      by,
                      counted_on,
                      row};
        const auto [twin, is_new] = seen.try_emplace({unit, e.year, indicator, by}, rows.size());
        if (is_new) {
            rows.push_back(e);
            owner.push_back(unit);
            continue;
        }
        const auto& other = rows[twin->second];
        if (other.numerator != e.numerator || other.denominator != e.denominator || other.counted_on != e.counted_on)
            table["numerator"].conflict(row,
                                        "another count of the same figure stands in row " + std::to_string(other.row));
    }
    auto& c = d.counts;
    const auto less = [&](std::size_t a, std::size_t b) {
        return std::pair{rows[a].year, rows[a].indicator} < std::pair{rows[b].year, rows[b].indicator};
    };
    for (const auto i : group_rows(c, static_cast<std::size_t>(d.ids->units.size()), owner, less)) {
        const auto& r = rows[i];
        c.school_year.push_back(r.year), c.indicator.push_back(r.indicator);
        c.numerator.push_back(r.numerator), c.denominator.push_back(r.denominator);
        c.by.push_back(r.by), c.counted_on.push_back(r.counted_on), c.row.push_back(r.row);
    }
}

}  // namespace baoxue::detail
