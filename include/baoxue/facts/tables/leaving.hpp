// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/tables/actor.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// Needs by pupil. Flags of one need that touch or overlap stay as they were given.
inline void build_needs(district& d, const table_reader& table) {
    struct entry {
        word_code need;
        date from, until;
        std::int64_t row;
    };
    std::vector<entry> rows;
    std::vector<code> owner;
    for (std::int64_t row = 0; row < table.rows(); ++row) {
        const auto from = table["from"].day(row), until = table["until"].day(row);
        const auto need = table["need"].word(row, word_kind::need, *d.words);
        const auto student = student_code(table["student_id"], row, d.ids->students);
        (void)table["student_id"].is_null(row);
        if (!from || need == no_code || student == no_code)
            continue;
        if (until && *until < *from) {
            table["until"].contradiction(row, "the need ends before it begins");
            continue;
        }
        rows.push_back({need, *from, until.value_or(forever), row});
        owner.push_back(student);
    }
    auto& n = d.needs;
    const auto less = [&](std::size_t a, std::size_t b) {
        return std::pair{rows[a].from, rows[a].need} < std::pair{rows[b].from, rows[b].need};
    };
    for (const auto i : group_rows(n, static_cast<std::size_t>(d.pupils()), owner, less)) {
        const auto& r = rows[i];
        n.need.push_back(r.need), n.from.push_back(r.from), n.until.push_back(r.until), n.row.push_back(r.row);
    }
}

/// Transfers by pupil.
inline void build_transfers(district& d, const table_reader& table) {
    struct entry {
        code id;
        date left_on, known_on;
        bool receives;
        std::int64_t row;
    };
    only_once ids{table, "transfer_id", d.ids->transfers, "transfer"};
    std::vector<entry> rows;
    std::vector<code> owner;
    for (std::int64_t row = 0; row < table.rows(); ++row) {
        const auto left = table["left_on"].day(row), noted = table["noted_on"].day(row);
        const auto student = student_code(table["student_id"], row, d.ids->students);
        (void)table["student_id"].is_null(row);
        if (table["cause"].given() && !table["cause"].is_null(row))
            (void)table["cause"].label(row);
        const auto& receiving = table["receiving_unit_id"];
        const bool receives = receiving.given() && !receiving.is_null(row);
        if (receives && d.is_given(table_name::parties) && receiving.id(row, d.ids->units) == no_code &&
            receiving.id(row, d.ids->persons) == no_code)
            receiving.contradiction(row, "unknown unit or party " + receiving.shown_id(row));
        const auto id = ids.read(row);
        if (!left || student == no_code || id == no_code)
            continue;
        rows.push_back({id, *left, noted ? std::max(*noted, *left) : *left, receives, row});
        owner.push_back(student);
    }
    auto& t = d.transfers;
    const auto less = [&](std::size_t a, std::size_t b) {
        return std::pair{rows[a].left_on, rows[a].id} < std::pair{rows[b].left_on, rows[b].id};
    };
    for (const auto i : group_rows(t, static_cast<std::size_t>(d.pupils()), owner, less)) {
        const auto& r = rows[i];
        t.id.push_back(r.id), t.student.push_back(owner[i]), t.left_on.push_back(r.left_on);
        t.known_on.push_back(r.known_on), t.has_receiving_unit.push_back(r.receives), t.row.push_back(r.row);
    }
}

}  // namespace baoxue::detail
