// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/exact/hash.hpp>
#include <baoxue/facts/column.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace sample_tables_for_tests {

/// One table read cell by cell, for tests only.
class reader {
public:
    explicit reader(baoxue::table_view view) : view_(std::move(view)) {}

    [[nodiscard]] std::int64_t rows() const { return view_.rows; }
    [[nodiscard]] const std::string& name() const { return view_.name; }
    [[nodiscard]] bool is_null(std::string_view column, std::int64_t row) const { return at(column).is_null(row); }
    [[nodiscard]] std::string text(std::string_view column, std::int64_t row) const {
        const auto& c = at(column);
        if (c.is_null(row))
            return {};
        return std::string{c.dictionary ? c.dictionary->text(c.integer(row)) : c.text(row)};
    }
    [[nodiscard]] std::int32_t number(std::string_view column, std::int64_t row, std::int32_t otherwise = 0) const {
        const auto& c = at(column);
        return c.is_null(row) ? otherwise : static_cast<std::int32_t>(c.integer(row));
    }

    /// Of all values in order, whatever the layout they are kept in.
    [[nodiscard]] std::uint64_t hash() const {
        baoxue::stable_hash h;
        for (const auto& c : view_.columns) {
            h.text(c.name);
            for (std::int64_t row = 0; row < view_.rows; ++row) {
                if (c.column.is_null(row))
                    h.number(-1);
                else if (c.column.dictionary)
                    h.text(c.column.dictionary->text(c.column.integer(row)));
                else if (c.column.is_text())
                    h.text(c.column.text(row));
                else
                    h.number(c.column.integer(row));
            }
        }
        return h.value();
    }

private:
    [[nodiscard]] const baoxue::column_view& at(std::string_view column) const { return *view_.find(column); }

    baoxue::table_view view_;
};

}  // namespace sample_tables_for_tests
