// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/grouped.hpp>
#include <baoxue/facts/tables/overlaps.hpp>
#include <baoxue/facts/tables/roll.hpp>

#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace baoxue::detail {

/// Who holds which role where, by person. Roles with a single holder have one at a time.
inline void build_holdings(district& d, const table_reader& table) {
    struct entry {
        code person;
        word_code role;
        code unit, student;
        date from, until;
        std::int64_t row;
    };
    std::vector<entry> rows;
    for (std::int64_t row = 0; row < table.rows(); ++row) {
        const auto from = table["from"].day(row), until = table["until"].day(row);
        const auto role = table["role"].word(row, word_kind::role, *d.words);
        const auto kind = table["covers_kind"].one_of<covers_kind>(row);
        const auto person = table["person_id"].is_null(row) ? no_code : table["person_id"].id(row, d.ids->persons);
        if (!kind || table["covers_id"].is_null(row))
            continue;
        const bool of_unit = *kind == covers_kind::unit;
        const auto unit = of_unit ? unit_code(table["covers_id"], row, d.ids->units) : no_code;
        const auto student = of_unit ? no_code : student_code(table["covers_id"], row, d.ids->students);
        if (!from || (!until && !table["until"].is_null(row)) || role == no_code || person == no_code ||
            (unit == no_code && student == no_code))
            continue;
        if (until && *until < *from) {
            table["until"].contradiction(row, "the holding ends before it begins");
            continue;
        }
        rows.push_back({person, role, unit, student, *from, until.value_or(forever), row});
    }
    std::map<std::tuple<word_code, code, code>, std::int64_t> subjects;
    std::vector<claim> claims;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& r = rows[i];
        if (!d.words->at(word_kind::role, r.role).single)
            continue;
        const auto subject = subjects.try_emplace({r.role, r.unit, r.student}, static_cast<std::int64_t>(i)).first;
        claims.push_back({subject->second, r.from, r.until, r.person, r.row});
    }
    std::vector<bool> out(static_cast<std::size_t>(table.rows()), false);
    for (const auto& o : find_overlaps(std::move(claims))) {
        table["from"].conflict(o.row, in_backquotes(table["role"].text(o.row)) +
                                          " has a single holder, and two persons hold it on " + to_string(o.on) +
                                          ", see row " + std::to_string(o.other));
        out[static_cast<std::size_t>(o.row)] = true;
    }
    std::vector<code> owner(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        owner[i] = out[static_cast<std::size_t>(rows[i].row)] ? no_code : rows[i].person;
    auto& h = d.holdings;
    for (const auto i : group_rows(h, static_cast<std::size_t>(d.ids->persons.size()), owner,
                                   [&](auto a, auto b) { return rows[a].from < rows[b].from; })) {
        const auto& r = rows[i];
        h.person.push_back(r.person), h.role.push_back(r.role), h.unit.push_back(r.unit),
            h.student.push_back(r.student);
        h.from.push_back(r.from), h.until.push_back(r.until), h.row.push_back(r.row);
    }
}

/// Parties by id. Two rows of one id that differ contradict each other.
inline void build_parties(district& d, const table_reader& table) {
    std::map<code, std::pair<party_kind, std::int64_t>> known;
    for (std::int64_t row = 0; row < table.rows(); ++row) {
        const auto kind = table["kind"].one_of<party_kind>(row);
        const auto who = table["party_id"].is_null(row) ? no_code : table["party_id"].id(row, d.ids->persons);
        if (who == no_code || !kind)
            continue;
        const auto [it, is_new] = known.try_emplace(who, *kind, row);
        if (!is_new && it->second.first != *kind)
            table["party_id"].contradiction(row, "party " + table["party_id"].shown_id(row) +
                                                     " stands already in row " + std::to_string(it->second.second));
    }
    for (const auto& [who, of] : known)
        d.parties.person.push_back(who), d.parties.kind.push_back(of.first);
}

}  // namespace baoxue::detail
