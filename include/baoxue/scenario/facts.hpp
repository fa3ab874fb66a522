// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/build_district.hpp>
#include <baoxue/facts/table.hpp>
#include <baoxue/scenario/scenario.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace baoxue {

namespace detail {

inline void append_cell(owned_column& to, const cell& value) {
    if (value.empty())
        return to.append_null();
    const auto& text = value.front();
    if (to.kind() == column_kind::day) {
        const auto on = parse_date(text);
        return on ? to.append(*on) : to.append_null();
    }
    if (to.kind() == column_kind::integer) {
        std::int64_t number = 0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        return to.append(number);
    }
    to.append(std::string_view{text});
}

inline void append_rows(owned_table& to, const scenario_table& from) {
    const auto specs = columns_of(from.name);
    for (const auto& row : from.rows)
        for (std::size_t i = 0; i < specs.size(); ++i) {
            const auto at = std::find(from.columns.begin(), from.columns.end(), specs[i].name) - from.columns.begin();
            const auto place = static_cast<std::size_t>(at);
            append_cell(to.at(i), place < row.size() ? row[place] : cell{});
        }
}

}  // namespace detail

/// How many rows each table of a scenario has.
[[nodiscard]] inline std::array<std::size_t, table_count> rows_given(const scenario_file& file, const scenario& of) {
    std::array<std::size_t, table_count> out{};
    for (const auto& rows : file.district.tables)
        if (std::find(of.without.begin(), of.without.end(), rows.name) == of.without.end())
            out[static_cast<std::size_t>(rows.name)] += rows.rows.size();
    for (const auto& rows : of.tables)
        out[static_cast<std::size_t>(rows.name)] += rows.rows.size();
    return out;
}

/// The district of a scenario: the file's tables but those that it goes without, and its own rows after them.
/// \throws district_error with everything that is wrong with the tables
[[nodiscard]] inline district district_of(const scenario_file& file, const scenario& of, const vocabulary& words) {
    std::vector<owned_table> tables;
    const auto add = [&](const scenario_table& rows) {
        auto table = std::find_if(tables.begin(), tables.end(), [&](const auto& t) { return t.name() == rows.name; });
        if (table == tables.end())
            table = tables.insert(table, owned_table{rows.name});
        detail::append_rows(*table, rows);
    };
    for (const auto& rows : file.district.tables)
        if (std::find(of.without.begin(), of.without.end(), rows.name) == of.without.end())
            add(rows);
    for (const auto& rows : of.tables)
        add(rows);
    std::vector<table_view> views;
    for (const auto& table : tables)
        views.push_back(table.view());
    district_options how;
    how.calendar = of.calendar.value_or(file.district.calendar);
    how.mode = of.mode.value_or(file.district.mode);
    how.words = words;
    return build_district(views, how);
}

}  // namespace baoxue
