// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/breaches.hpp>
#include <baoxue/arrow/consequences.hpp>
#include <baoxue/arrow/entitlements.hpp>
#include <baoxue/arrow/gaps.hpp>
#include <baoxue/arrow/measures.hpp>
#include <baoxue/arrow/obligations.hpp>
#include <baoxue/arrow/statuses.hpp>
#include <baoxue/findings/findings_table.hpp>
#include <baoxue/findings/row_id.hpp>
#include <baoxue/scenario/scenario.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue {

/// A table of findings as text, without ids: the columns' names, and a row's cells in their order.
struct finding_rows {
    std::vector<std::string> columns{};
    std::vector<std::vector<cell>> rows{};
    std::vector<std::uint64_t> ids{};  ///< of the rows, while they are read

    /// \return columns.size() where there is no such column
    [[nodiscard]] std::size_t place_of(std::string_view column) const {
        return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), column) - columns.begin());
    }
};

namespace detail {

template <class T>
[[nodiscard]] T value_at(const arrow::column& c, std::size_t buffer, std::size_t row) {
    return static_cast<const T*>(c.buffers[buffer])[row];
}

[[nodiscard]] inline std::string text_at(const arrow::column& c, std::size_t row) {
    const auto first = value_at<std::int32_t>(c, 1, row), end = value_at<std::int32_t>(c, 1, row + 1);
    return {static_cast<const char*>(c.buffers[2]) + first, static_cast<std::size_t>(end - first)};
}

[[nodiscard]] inline bool is_null(const arrow::column& c, std::size_t row) {
    return c.null_count != 0 && c.buffers.front() != nullptr &&
           (value_at<std::uint8_t>(c, 0, row >> 3) >> (row & 7) & 1) == 0;
}

/// A cell as text; the members of a struct are joined by blanks.
[[nodiscard]] inline cell cell_at(const arrow::column& c, std::size_t row) {
    if (is_null(c, row))
        return {};
    if (c.dictionary)
        return {text_at(*c.dictionary, static_cast<std::size_t>(value_at<std::int32_t>(c, 1, row)))};
    const auto joined = [](const cell& parts) {
        std::string out;
        for (const auto& part : parts)
            out += (out.empty() ? "" : " ") + part;
        return out;
    };
    const std::string_view format = c.format;
    if (format == "+l") {
        cell out;
        for (auto i = value_at<std::int32_t>(c, 1, row); i < value_at<std::int32_t>(c, 1, row + 1); ++i)
            out.push_back(joined(cell_at(c.children.front(), static_cast<std::size_t>(i))));
        return out;
    }
    if (format == "+s") {
        cell out;
        for (const auto& member : c.children)
            out.push_back(joined(cell_at(member, row)));
        return out;
    }
    if (format == "u")
        return {text_at(c, row)};
    if (format == "tdD")
        return {to_string(date{value_at<std::int32_t>(c, 1, row)})};
    if (format == "b")
        return {(value_at<std::uint8_t>(c, 1, row >> 3) >> (row & 7) & 1) != 0 ? "true" : "false"};
    if (format == "l")
        return {std::to_string(value_at<std::int64_t>(c, 1, row))};
    if (format == "L")
        return {std::to_string(value_at<std::uint64_t>(c, 1, row))};
    return {std::to_string(value_at<std::int32_t>(c, 1, row))};
}

[[nodiscard]] inline arrow::table as_arrow(findings_table name, const std::shared_ptr<const findings>& of) {
    switch (name) {
    case findings_table::obligations:
        return arrow::obligations(of);
    case findings_table::statuses:
        return arrow::statuses(of);
    case findings_table::breaches:
        return arrow::breaches(of);
    case findings_table::consequences:
        return arrow::consequences(of);
    case findings_table::entitlements:
        return arrow::entitlements(of);
    case findings_table::measures:
        return arrow::measures(of);
    case findings_table::gaps:
        break;
    }
    return arrow::gaps(of);
}

/// Names other rows of the table by their rule, and where that has several by their place among them, from 1.
inline void name_rows_by_rule(finding_rows& of, std::string_view column) {
    const auto at = of.place_of(column), rule = of.place_of("rule");
    for (auto& row : of.rows) {
        if (row[at].empty())
            continue;
        std::string name;
        std::size_t before = 0, alike = 0;
        std::vector<std::string> names;
        for (std::size_t i = 0; i < of.rows.size(); ++i)
            if (std::to_string(of.ids[i]) == row[at].front())
                names = of.rows[i][rule], before = i;
        if (names.empty())
            continue;
        std::size_t place = 0;
        for (std::size_t i = 0; i < of.rows.size(); ++i) {
            alike += of.rows[i][rule] == names ? 1 : 0;
            place += i <= before && of.rows[i][rule] == names ? 1 : 0;
        }
        row[at] = {alike > 1 ? names.front() + " " + std::to_string(place) : names.front()};
    }
}

}  // namespace detail

/// One table of findings as text. `part_of` and `vetoed_by` name the other row by its rule.
///
/// \param clauses  those whose rows are wanted; empty: every row
[[nodiscard]] inline finding_rows rows_of(findings_table name, const std::shared_ptr<const findings>& of,
                                          const std::vector<std::string>& clauses = {}) {
    const auto table = detail::as_arrow(name, of);
    finding_rows out;
    for (std::size_t i = 1; i < table.columns.size(); ++i)  // the id comes first
        out.columns.push_back(table.columns[i].name);
    const auto clause = out.place_of("clause");
    const auto is_wanted = [&](const cell& of_row) {
        return clauses.empty() ||
               (!of_row.empty() && std::find(clauses.begin(), clauses.end(), of_row.front()) != clauses.end());
    };
    const bool names_others = name == findings_table::consequences;  // of whatever clause: all are read, to count them
    for (std::size_t row = 0; row < static_cast<std::size_t>(table.rows); ++row) {
        if (!names_others && !is_wanted(detail::cell_at(table.columns[clause + 1], row)))
            continue;
        out.ids.push_back(detail::value_at<std::uint64_t>(table.columns.front(), 1, row));
        auto& cells = out.rows.emplace_back();
        for (std::size_t i = 1; i < table.columns.size(); ++i)
            cells.push_back(detail::cell_at(table.columns[i], row));
    }
    if (names_others) {
        detail::name_rows_by_rule(out, "part_of");
        detail::name_rows_by_rule(out, "vetoed_by");
        std::erase_if(out.rows, [&](const auto& cells) { return !is_wanted(cells[clause]); });
    }
    return out;
}

/// A table of findings without rows, whose columns tell what it would hold.
[[nodiscard]] inline arrow::table empty_findings(findings_table name, const vocabulary& words) {
    auto nothing = std::make_shared<findings>();
    nothing->ids = std::make_shared<const id_pools>();
    nothing->words = std::make_shared<const vocabulary>(words);
    nothing->bearers = std::make_shared<const bearer_sets>();
    return detail::as_arrow(name, nothing);
}

/// The Arrow format of what stands in a cell of a column: of a coded one that of its words.
[[nodiscard]] inline std::string_view cell_format(const arrow::column& c) {
    return c.dictionary ? c.dictionary->format : c.format;
}

/// The columns of a table of findings that a scenario names.
[[nodiscard]] inline std::vector<std::string> columns_of_findings(findings_table name) {
    std::vector<std::string> out;
    const auto table = empty_findings(name, {});
    for (std::size_t i = 1; i < table.columns.size(); ++i)  // the id comes first
        out.push_back(table.columns[i].name);
    return out;
}

}  // namespace baoxue
