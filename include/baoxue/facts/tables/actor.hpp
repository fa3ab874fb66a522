// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/tables/roll.hpp>

namespace baoxue::detail {

/// Who acted: an id may name a person or party, a pupil and a unit at once.
struct actor {
    code person{no_code}, student{no_code}, unit{no_code};

    [[nodiscard]] bool is_known() const { return person != no_code || student != no_code || unit != no_code; }
};

/// Reads an actor; a contradiction where the id is nobody's although holdings say who is somebody.
/// \return nothing where the row cannot stand
[[nodiscard]] inline std::optional<actor> read_actor(const district& d, const column_reader& column, std::int64_t row) {
    if (column.is_null(row))
        return std::nullopt;
    const actor a{column.id(row, d.ids->persons), column.id(row, d.ids->students), column.id(row, d.ids->units)};
    const auto& ids = *d.ids;
    if (a.is_known() || !d.is_given(table_name::holdings) || ids.persons.is_open() || ids.students.is_open() ||
        ids.units.is_open())
        return a;
    column.contradiction(row, "the actor " + column.shown_id(row) + " is no holder of a role, student, unit or party");
    return std::nullopt;
}

/// Whether an optional id is absent or known.
[[nodiscard]] inline bool fits(const column_reader& column, std::int64_t row, code found) {
    return !column.given() || column.is_null(row) || found != no_code;
}

/// The code of an id that stands once in its table; a contradiction where it stands already and the rows differ.
class only_once {
public:
    only_once(const table_reader& table, std::string_view column, const id_pool& pool, std::string_view what)
        : table_(&table), column_(&table[column]), pool_(&pool), what_(what),
          row_of_(static_cast<std::size_t>(pool.size()), -1) {}

    /// \return no_code where the row cannot stand
    [[nodiscard]] code read(std::int64_t row) {
        if (column_->is_null(row))
            return no_code;
        const auto id = column_->id(row, *pool_);
        if (id == no_code)
            return no_code;
        auto& before = row_of_[static_cast<std::size_t>(id)];
        if (before >= 0 && table_->repeats(row, before))
            return no_code;  // the same row twice says nothing new
        if (before >= 0) {
            column_->contradiction(row, std::string{what_} + " " + column_->shown_id(row) + " stands already in row " +
                                            std::to_string(before));
            return no_code;
        }
        before = row;
        return id;
    }

private:
    const table_reader* table_;
    const column_reader* column_;
    const id_pool* pool_;
    std::string_view what_;
    std::vector<std::int64_t> row_of_;
};

}  // namespace baoxue::detail
