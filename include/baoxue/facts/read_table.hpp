// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/read_column.hpp>

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue::detail {

/// All columns of one table, by name. A table that was not given has no rows.
class table_reader {
public:
    table_reader(table_name name, const table_view* table, problem_sink& problems, bool ids_are_numbers, bool thousands)
        : view_(table != nullptr ? *table : table_view{std::string{word_of(name)}, 0, {}}) {
        for (const auto& spec : columns_of(name))
            columns_.emplace_back(view_, spec, problems, ids_are_numbers, thousands);
        has_values_ = any_has_values();
    }
    table_reader(const table_reader&) = delete;
    table_reader& operator=(const table_reader&) = delete;

    /// The rows to look at. Where no column has values each is but empty, and Arrow lets a table claim any number of
    /// such.
    [[nodiscard]] std::int64_t rows() const { return has_values_ ? view_.rows : std::min(view_.rows, most_empty); }
    /// Rows of the pieces before the one at hand.
    [[nodiscard]] std::int64_t rows_before() const { return rows_before_; }
    /// Looks at the next piece of the table; nothing of the one before is looked at again.
    void move_to(table_view piece) {
        rows_before_ += view_.rows;
        view_ = std::move(piece);
        for (auto& c : columns_)
            c.move_to(view_, rows_before_);
        has_values_ = any_has_values();
    }
    /// After the last piece: no rows are left, and what is told of one is told by its number in the whole table.
    void leave_pieces() {
        move_to({view_.name, 0, {}});
        rows_before_ = 0;
        for (auto& c : columns_)
            c.move_to(view_, 0);
    }
    /// Whether the first column, by which every table names what its rows are about, can be read and has no empty cell.
    [[nodiscard]] bool names_its_rows() const {
        const auto& ids = columns_.front();
        bool named = ids.given();
        for (std::int64_t row = 0; named && ids.view().may_be_null() && row < rows(); ++row)
            named = !ids.view().is_null(row);
        return named;
    }
    void check_cells() const {
        for (const auto& c : columns_)
            c.check_cells();
    }
    /// Whether a row says nothing but what an earlier one says.
    [[nodiscard]] bool repeats(std::int64_t row, std::int64_t earlier) const {
        return std::all_of(columns_.begin(), columns_.end(),
                           [&](const column_reader& c) { return c.repeats(row, earlier); });
    }
    [[nodiscard]] const column_reader& operator[](std::string_view column) const {
        for (const auto& c : columns_)
            if (c.name() == column)
                return c;
        throw std::logic_error("no column " + std::string{column} + " in the schema");
    }

private:
    static constexpr std::int64_t most_empty = 1'000;

    [[nodiscard]] bool any_has_values() const {
        return std::any_of(columns_.begin(), columns_.end(),
                           [](const column_reader& c) { return c.given() && c.view().type != storage::nothing; });
    }

    table_view view_;
    std::int64_t rows_before_{0};
    std::vector<column_reader> columns_;
    bool has_values_{false};
};

}  // namespace baoxue::detail
