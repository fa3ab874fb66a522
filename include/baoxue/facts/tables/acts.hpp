// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/tables/actor.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// One row of the acts table, read.
struct act_entry {
    code id{no_code};
    date on{};
    word_code act{no_code};
    actor by{};
    code about_student{no_code}, about_unit{no_code};
    date due_on{dawn};
    word_code object{no_code};
    code transfer{no_code};
    std::int64_t row{0};

    /// Order of date, then of act id.
    [[nodiscard]] bool before(const act_entry& b) const { return on != b.on ? on < b.on : id < b.id; }
};

/// The columns of the acts table.
struct act_cells {
    explicit act_cells(const table_reader& t)
        : on(t["date"]), act(t["act"]), actor(t["actor_id"]), student(t["student_id"]), unit(t["unit_id"]),
          object(t["object"]), due_on(t["due_on"]), table_of(t["refers_table"]), refers_to(t["refers_to"]) {}

    const column_reader &on, &act, &actor, &student, &unit, &object, &due_on, &table_of, &refers_to;
};

/// The transfer that an act is a step of. \return whether the row can stand
[[nodiscard]] inline bool read_step(const district& d, const act_cells& cells, std::int64_t row, act_entry& into) {
    const auto to = cells.table_of.one_of<table_name>(row);
    const bool names_row = cells.refers_to.given() && !cells.refers_to.is_null(row);
    if (!names_row)
        return true;
    if (!to) {
        if (!cells.table_of.given() || cells.table_of.is_null(row))
            cells.refers_to.error(row, "refers to " + cells.refers_to.shown_id(row) +
                                           ", but `refers_table` does not say of which table");
        return false;
    }
    if (*to != table_name::transfers || !d.is_given(table_name::transfers))
        return true;
    into.transfer = cells.refers_to.id(row, d.ids->transfers);
    if (into.transfer != no_code)
        return true;
    cells.refers_to.contradiction(row, "refers to no transfer: there is no " + cells.refers_to.shown_id(row) +
                                           " in `transfers`");
    return false;
}

/// The benefit that an act grants; it may name a register or an honour instead. An error where it is no word of these.
[[nodiscard]] inline word_code read_object(const vocabulary& words, const column_reader& column, std::int64_t row) {
    if (column.is_null(row))
        return no_code;
    const auto cell = column.text(row);
    std::vector<std::string_view> known;
    for (const auto kind : {word_kind::benefit, word_kind::record_register, word_kind::honour}) {
        if (const auto found = words.find(kind, cell))
            return kind == word_kind::benefit ? *found : no_code;
        const auto ids = words.ids(kind);
        known.insert(known.end(), ids.begin(), ids.end());
    }
    if (is_utf8(cell))
        column.error(row, "unknown benefit, register or honour " + shown(cell) + did_you_mean(cell, known));
    return no_code;
}

[[nodiscard]] inline std::optional<act_entry> read_act(const district& d, const act_cells& cells, std::int64_t row,
                                                       only_once& ids) {
    act_entry a;
    a.row = row;
    const auto on = cells.on.day(row);
    a.act = cells.act.word(row, word_kind::act, *d.words);
    a.about_student = student_code(cells.student, row, d.ids->students);
    a.about_unit = unit_code(cells.unit, row, d.ids->units);
    a.due_on = cells.due_on.day(row).value_or(dawn);
    a.object = read_object(*d.words, cells.object, row);
    const auto by = read_actor(d, cells.actor, row);
    const bool good =
        read_step(d, cells, row, a) && fits(cells.student, row, a.about_student) && fits(cells.unit, row, a.about_unit);
    a.id = ids.read(row);
    if (!on || !by || !good || a.act == no_code || a.id == no_code)
        return std::nullopt;
    a.on = *on, a.by = *by;
    return a;
}

/// Puts acts into columns, grouped by an owner of each.
inline void group_acts(act_columns& into, std::int32_t owners, const std::vector<act_entry>& acts,
                       const std::vector<code>& owner) {
    const auto less = [&](std::size_t x, std::size_t y) { return acts[x].before(acts[y]); };
    for (const auto i : group_rows(into, static_cast<std::size_t>(owners), owner, less)) {
        const auto& a = acts[i];
        into.on.push_back(a.on), into.act.push_back(a.act), into.id.push_back(a.id);
        into.person.push_back(a.by.person), into.student.push_back(a.by.student), into.unit.push_back(a.by.unit);
        into.about_unit.push_back(a.about_unit), into.due_on.push_back(a.due_on);
        into.object.push_back(a.object);
        into.row.push_back(a.row);
    }
}

/// Positions of acts by an owner of each, in order of date, then act id.
inline void index_acts(index_columns& into, std::int32_t owners, const act_columns& acts,
                       const std::vector<code>& owner) {
    const auto less = [&](std::size_t x, std::size_t y) {
        return std::pair{acts.on[x], acts.id[x]} < std::pair{acts.on[y], acts.id[y]};
    };
    into.at = group_rows(into, static_cast<std::size_t>(owners), owner, less);
}

/// Acts by the pupil they name, else by the unit. Needs transfers.
inline void build_acts(district& d, const table_reader& table) {
    const act_cells cells{table};
    only_once ids{table, "act_id", d.ids->acts, "act"};
    std::vector<act_entry> acts;
    for (std::int64_t row = 0; row < table.rows(); ++row)
        if (auto a = read_act(d, cells, row, ids))
            acts.push_back(*a);
    const auto units = d.ids->units.size();
    std::vector<code> pupil, unit;
    for (const auto& a : acts) {
        pupil.push_back(a.about_student);
        unit.push_back(a.about_student != no_code ? no_code : a.about_unit != no_code ? a.about_unit : units);
    }
    group_acts(d.acts, d.pupils(), acts, pupil);
    group_acts(d.unit_acts, units + 1, acts, unit);
    index_acts(d.acts_of_person, d.ids->persons.size(), d.acts, d.acts.person);
    index_acts(d.unit_acts_of_person, d.ids->persons.size(), d.unit_acts, d.unit_acts.person);
    std::vector<code> transfer;
    for (const auto& a : acts)
        transfer.push_back(a.transfer);
    for (const auto i : group_rows(d.steps, static_cast<std::size_t>(d.ids->transfers.size()), transfer,
                                   [&](std::size_t x, std::size_t y) { return acts[x].before(acts[y]); }))
        d.steps.on.push_back(acts[i].on), d.steps.act.push_back(acts[i].act);
}

}  // namespace baoxue::detail
