// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/district.hpp>
#include <baoxue/facts/read_table.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace baoxue::detail {

/// A unit's code; an error where there is none such.
[[nodiscard]] inline code unit_code(const column_reader& column, std::int64_t row, const id_pool& units) {
    const auto c = column.id(row, units);
    if (c == no_code && !units.is_open() && !column.is_null(row))
        column.error(row, "unknown unit " + column.shown_id(row) + "; every unit stands in `units`" +
                              (units.numeric() ? std::string{} : did_you_mean_id(column.text(row), units.texts())));
    return c;
}

/// Units as a forest; every unit with its parent, and stages inherited from above.
inline void build_units(district& d, const table_reader& table, problem_sink& problems) {
    const auto& pool = d.ids->units;
    const auto n = static_cast<std::size_t>(pool.size());
    const auto before = problems.errors.size();
    auto& u = d.units;
    u.parent.assign(n, no_code), u.kind.assign(n, no_code), u.stage.assign(n, no_code), u.village.assign(n, no_code);
    std::vector<std::int64_t> row_of(n, -1);
    for (std::int64_t row = 0; row < table.rows(); ++row) {
        const auto kind = table["kind"].word(row, word_kind::unit_kind, *d.words);
        const auto parent = unit_code(table["parent_id"], row, pool);
        const auto stage = table["stage"].word(row, word_kind::stage, *d.words);
        const auto village = unit_code(table["village_id"], row, pool);
        const auto unit = table["unit_id"].is_null(row) ? no_code : table["unit_id"].id(row, pool);
        if (unit == no_code)
            continue;  // empty or broken text, an error of its own
        const auto i = static_cast<std::size_t>(unit);
        if (row_of[i] >= 0 && table.repeats(row, row_of[i]))
            continue;
        if (row_of[i] >= 0) {
            table["unit_id"].error(row, "unit " + table["unit_id"].shown_id(row) + " stands already in row " +
                                            std::to_string(row_of[i]));
            continue;
        }
        row_of[i] = row;
        u.kind[i] = kind, u.parent[i] = parent, u.stage[i] = stage, u.village[i] = village;
    }
    for (std::size_t i = 0; i < n; ++i) {  // a cycle is named once, at its first unit
        std::size_t steps = 0;
        auto first = static_cast<code>(i), c = u.parent[i];
        for (; c != no_code && c != static_cast<code>(i) && steps <= n; ++steps) {
            first = std::min(first, c);
            c = u.parent[static_cast<std::size_t>(c)];
        }
        if (c == static_cast<code>(i) && first == c)
            table["parent_id"].error(row_of[i], "units in a circle: `" + pool.text(c) +
                                                    "` is above itself; give one of them another parent");
    }
    if (problems.errors.size() != before)
        return;  // no walk up a forest that may not be one
    std::vector<word_code> own = u.stage;
    for (std::size_t i = 0; i < n; ++i)
        for (auto c = static_cast<code>(i); u.stage[i] == no_code && c != no_code;
             c = u.parent[static_cast<std::size_t>(c)])
            u.stage[i] = own[static_cast<std::size_t>(c)];
}

}  // namespace baoxue::detail
