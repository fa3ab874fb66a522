// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/vocabulary/problem.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// Collects what is wrong with tables: errors always, contradictions unless they are set aside.
class problem_sink {
public:
    explicit problem_sink(bool setting_aside) : setting_aside_(setting_aside) {}

    void error(std::string_view table, std::optional<std::int64_t> row, std::string_view column, std::string message) {
        errors.push_back(located(table, row, column, std::move(message)));
    }
    /// A row that contradicts the rest: an error, or set aside and kept in the district's problems.
    void contradiction(std::string_view table, std::int64_t row, std::string_view column, std::string message) {
        (setting_aside_ ? set_aside : errors).push_back(located(table, row, column, std::move(message)));
    }
    /// A row that contradicts another of its table. Nothing is said where the table cannot be read whole: the column
    /// that is missing may be the one that settles it.
    void conflict(std::string_view table, std::int64_t row, std::string_view column, std::string message) {
        if (!cannot_be_read_whole(table))
            contradiction(table, row, column, std::move(message));
    }
    /// A row left out only because another one is: listed where that one is set aside, no error beside that one's.
    void follows(std::string_view table, std::int64_t row, std::string_view column, std::string message) {
        if (setting_aside_)
            set_aside.push_back(located(table, row, column, std::move(message)));
    }

    /// Whether an error says already why a table (or a column of it) cannot be had.
    [[nodiscard]] bool tells_of(std::string_view table, std::string_view column = {}) const {
        return std::any_of(errors.begin(), errors.end(), [&](const problem& e) {
            return e.table == table && (column.empty() || e.table_column.empty() || e.table_column == column);
        });
    }

    /// Every table with an error so far has one in its columns: from here on only its cells are judged.
    void tables_with_errors_are_not_whole() {
        for (const auto& e : errors)
            if (!cannot_be_read_whole(e.table))
                not_whole_.push_back(e.table);
    }
    [[nodiscard]] bool cannot_be_read_whole(std::string_view table) const {
        return std::find(not_whole_.begin(), not_whole_.end(), table) != not_whole_.end();
    }

    std::vector<problem> errors;
    std::vector<problem> set_aside;

private:
    static problem located(std::string_view table, std::optional<std::int64_t> row, std::string_view column,
                           std::string message) {
        problem p;
        p.table = table;
        p.row = row;
        p.table_column = column;
        p.message = std::move(message);
        return p;
    }
    std::vector<std::string> not_whole_;
    bool setting_aside_;
};

}  // namespace baoxue::detail
