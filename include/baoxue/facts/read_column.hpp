// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/column.hpp>
#include <baoxue/facts/id_pool.hpp>
#include <baoxue/facts/problem_sink.hpp>
#include <baoxue/facts/schema.hpp>
#include <baoxue/facts/utf8.hpp>
#include <baoxue/time/date.hpp>
#include <baoxue/vocabulary/nearest.hpp>
#include <baoxue/vocabulary/quote.hpp>
#include <baoxue/vocabulary/vocabulary.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace baoxue::detail {

/// What stands in a cell, for a message: short, and never broken text.
[[nodiscard]] inline std::string shown(std::string_view cell) {
    if (!is_utf8(cell))
        return "bytes that are not UTF-8";
    return in_backquotes(cell);
}

/// One column of a table with what its schema says. Cells that do not fit are errors, each with its row.
class column_reader {
public:
    /// \param ids_are_numbers  an id column of the other type is not read; where the types are compared, that is told
    column_reader(const table_view& table, const column_spec& spec, problem_sink& problems, bool ids_are_numbers,
                  bool thousands)
        : table_(&table), spec_(&spec), column_(table.find(spec.name)), problems_(&problems), thousands_(thousands) {
        if (column_ != nullptr && !fits()) {
            problems.error(table.name, std::nullopt, spec.name,
                           "expected " + std::string{expected()} + ", found " + column_->type_name);
            column_ = nullptr;
        }
        if (column_ != nullptr && spec.kind == column_kind::id && column_->type != storage::nothing &&
            values().is_integer() != ids_are_numbers)
            column_ = nullptr;
    }

    /// Looks at the same column of another piece of the table.
    void move_to(const table_view& piece, std::int64_t rows_before) {
        if (column_ != nullptr)
            column_ = piece.find(spec_->name);
        rows_before_ = rows_before;
        last_word_ = {}, cached_ = nullptr, last_code_ = no_code;
        words_read_.fill(-1);
    }

    [[nodiscard]] bool given() const { return column_ != nullptr; }
    [[nodiscard]] const column_view& view() const { return *column_; }
    [[nodiscard]] std::string_view name() const { return spec_->name; }

    /// Whether the cell is empty; an error where it must not be.
    [[nodiscard]] bool is_null(std::int64_t row) const {
        if (column_ == nullptr)
            return true;
        if (!column_->is_null(row))
            return false;
        if (spec_->required)
            error(row, "empty, expected " + std::string{expected()});
        return true;
    }

    [[nodiscard]] std::string_view text(std::int64_t row) const {
        return column_->dictionary ? column_->dictionary->text(column_->integer(row)) : column_->text(row);
    }

    /// The text of a text or integer cell; empty where it is broken, which `check_cells` tells.
    [[nodiscard]] std::string label(std::int64_t row) const {
        if (!values().is_text())
            return std::to_string(number(row));
        const auto cell = text(row);
        return is_utf8(cell) ? std::string{cell} : std::string{};
    }

    /// Every cell of text must be UTF-8, whatever it is used for, and every number fit. Of dates and counts the readers
    /// tell.
    void check_cells() const {
        if (column_ == nullptr || spec_->kind == column_kind::day || spec_->kind == column_kind::integer)
            return;
        for (std::int64_t row = 0; values().type == storage::u64 && row < column_->length; ++row)
            if (!column_->is_null(row) && number(row) < 0)
                error(row, "expected a number up to " + std::to_string(std::numeric_limits<std::int64_t>::max()) +
                               ", found `" + shown_number(row) + "`");
        if (!values().is_text() || values().length == 0)
            return;
        const auto first = values().text(0), last = values().text(values().length - 1);
        // From the first byte of the first text to the last of the last: they follow each other.
        // NOLINTNEXTLINE(bugprone-suspicious-stringview-data-usage)
        if (is_ascii({first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())}))
            return;
        bool good = true;
        for (std::int64_t i = 0; i < values().length && good; ++i)
            good = values().is_null(i) || is_utf8(values().text(i));
        for (std::int64_t row = 0; row < column_->length && !good; ++row)
            if (!column_->is_null(row) && !is_utf8(text(row)))
                error(row, "expected text in UTF-8, found bytes that are not; save the file as UTF-8");
    }

    [[nodiscard]] std::int64_t number(std::int64_t row) const {
        return column_->dictionary ? column_->dictionary->integer(column_->integer(row)) : column_->integer(row);
    }

    /// A number as it was given: those of unsigned columns may be larger than `number` can say.
    [[nodiscard]] std::string shown_number(std::int64_t row) const {
        return values().type == storage::u64 ? std::to_string(static_cast<std::uint64_t>(number(row)))
                                             : std::to_string(number(row));
    }

    /// Whether two rows have the same cell.
    [[nodiscard]] bool repeats(std::int64_t row, std::int64_t earlier) const {
        if (column_ == nullptr)
            return true;
        if (column_->is_null(row) || column_->is_null(earlier))
            return column_->is_null(row) && column_->is_null(earlier);
        return values().is_text() ? text(row) == text(earlier) : number(row) == number(earlier);
    }

    /// A date; nothing (and an error) where the cell is none.
    [[nodiscard]] std::optional<date> day(std::int64_t row) const {
        if (is_null(row))
            return std::nullopt;
        if (values().type == storage::date32) {
            const date d{static_cast<std::int32_t>(number(row))};
            if (earliest_date <= d && d <= latest_date)
                return d;
            error(row, "a date outside the years 1600 to 9999");
            return std::nullopt;
        }
        const auto cell = text(row);
        const auto d = parse_date(cell);
        if (!d)
            error(row, "expected a date that exists, written YYYY-MM-DD, found " + shown(cell));
        return d;
    }

    /// A whole number from 0 to `most`; nothing (and an error) where the cell is none.
    [[nodiscard]] std::optional<std::int32_t> integer(std::int64_t row, std::int32_t most) const {
        if (is_null(row))
            return std::nullopt;
        std::int64_t v{-1};
        std::string found;
        if (values().is_text()) {
            const auto cell = text(row);
            const auto digits = thousands_ ? without_separators(cell) : std::string{cell};
            const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), v);
            if (failed != std::errc{} || end != digits.data() + digits.size())
                v = -1;
            found = shown(cell);
            if (v < 0 && !thousands_ && without_separators(cell) != cell)
                found += "; thousands separators are read only where asked for";
        } else {
            v = number(row);
            found = "`" + shown_number(row) + "`";
        }
        if (v >= 0 && v <= most)
            return static_cast<std::int32_t>(v);
        error(row, "expected a whole number from 0 to " + std::to_string(most) + ", found " + found);
        return std::nullopt;
    }

    /// A word of a closed list; nothing (and an error) where the cell is none of it.
    template <class Enum>
    [[nodiscard]] std::optional<Enum> one_of(std::int64_t row) const {
        if (is_null(row))
            return std::nullopt;
        const auto entry = column_->dictionary ? column_->integer(row) : std::int64_t{-1};
        const bool kept = entry >= 0 && entry < static_cast<std::int64_t>(words_read_.size());
        if (kept && words_read_[static_cast<std::size_t>(entry)] >= 0)
            return static_cast<Enum>(words_read_[static_cast<std::size_t>(entry)]);
        const auto cell = text(row);
        if (const auto v = enum_from<Enum>(cell)) {
            if (kept)
                words_read_[static_cast<std::size_t>(entry)] = static_cast<std::int16_t>(*v);
            return v;
        }
        if (!is_utf8(cell))
            return std::nullopt;  // `check_cells` tells
        std::vector<std::string_view> words;
        for (const auto& w : enum_words<Enum>)
            words.push_back(w.word);
        error(row, expected_one_of(words) + ", found " + shown(cell) + did_you_mean(cell, words));
        return std::nullopt;
    }

    /// A word of the vocabulary; no_code (and an error) where it knows none such.
    [[nodiscard]] word_code word(std::int64_t row, word_kind kind, const vocabulary& words) const {
        if (is_null(row))
            return no_code;
        const auto cell = text(row);
        if (cell == last_word_ && last_code_ != no_code)
            return last_code_;
        const auto found = words.find(kind, cell);
        if (!found && is_utf8(cell))
            error(row, "unknown " + spoken(kind) + " " + shown(cell) + did_you_mean(cell, words.ids(kind)));
        last_word_ = cell;
        return last_code_ = found.value_or(no_code);
    }

    /// The code of an id; no_code where the cell is empty or the pool has none such. Runs of one id cost one look-up.
    [[nodiscard]] code id(std::int64_t row, const id_pool& pool) const {
        if (column_ == nullptr || column_->is_null(row))
            return no_code;
        if (column_->is_text() && !column_->dictionary) {
            const auto cell = column_->text(row);
            if (cached_ == &pool && cell == last_word_)
                return last_code_;
            last_word_ = cell;
        } else {
            const auto entry = column_->integer(row);
            if (cached_ == &pool && entry == last_entry_)
                return last_code_;
            last_entry_ = entry;
        }
        cached_ = &pool;
        return last_code_ = pool.numeric() ? pool.find(number(row)) : pool.find(text(row));
    }

    /// \param others  finished pools whose ids are not taken
    void add_to(id_pool& pool, std::initializer_list<const id_pool*> others = {}) const {
        if (column_ == nullptr)
            return;
        const auto add = [&](auto id) {
            if (std::none_of(others.begin(), others.end(), [&](const id_pool* o) { return o->find(id) != no_code; }))
                pool.add(id);
        };
        for (std::int64_t row = 0; row < column_->length; ++row) {
            if (column_->is_null(row))
                continue;
            if (pool.numeric())
                add(number(row));
            else if (is_utf8(text(row)))
                add(text(row));
        }
    }

    /// The id as it stands, for a message.
    [[nodiscard]] std::string shown_id(std::int64_t row) const {
        return pool_text(row).empty() ? "``" : shown(pool_text(row));
    }

    void error(std::int64_t row, std::string message) const {
        problems_->error(table_->name, rows_before_ + row, spec_->name, std::move(message));
    }
    void contradiction(std::int64_t row, std::string message) const {
        problems_->contradiction(table_->name, rows_before_ + row, spec_->name, std::move(message));
    }
    void conflict(std::int64_t row, std::string message) const {
        problems_->conflict(table_->name, rows_before_ + row, spec_->name, std::move(message));
    }
    void follows(std::int64_t row, std::string message) const {
        problems_->follows(table_->name, rows_before_ + row, spec_->name, std::move(message));
    }

private:
    /// `1,059` as `1059`; anything that is not so grouped stays as it is.
    [[nodiscard]] static std::string without_separators(std::string_view cell) {
        std::string out;
        std::size_t in_group = 0;
        bool grouped_so_far = true;
        for (std::size_t i = cell.size(); i-- > 0;) {
            if (cell[i] == ',')
                grouped_so_far = grouped_so_far && in_group == 3 && i > 0, in_group = 0;
            else
                out.insert(out.begin(), cell[i]), ++in_group;
        }
        return grouped_so_far && in_group <= 3 ? out : std::string{cell};
    }

    /// What the cells hold: the dictionary's entries where there is one.
    [[nodiscard]] const column_view& values() const { return column_->dictionary ? *column_->dictionary : *column_; }

    [[nodiscard]] std::string pool_text(std::int64_t row) const {
        return values().is_text() ? std::string{text(row)} : std::to_string(number(row));
    }

    [[nodiscard]] bool fits() const {
        if (values().type == storage::nothing)
            return !column_->type_name.empty() && column_->type_name == "null";
        switch (spec_->kind) {
        case column_kind::id:
        case column_kind::label:
            return values().is_text() || values().is_integer();
        case column_kind::day:
            return values().type == storage::date32 || values().is_text();
        case column_kind::word:
            return values().is_text();
        case column_kind::integer:
            return values().is_integer() || values().is_text();
        }
        return false;
    }

    [[nodiscard]] std::string_view expected() const {
        switch (spec_->kind) {
        case column_kind::id:
            return "an id (text or a whole number)";
        case column_kind::day:
            return "a date";
        case column_kind::word:
            return "a word";
        case column_kind::integer:
            return "a whole number";
        case column_kind::label:
            return "text";
        }
        return {};
    }

    const table_view* table_;
    const column_spec* spec_;
    const column_view* column_;
    problem_sink* problems_;
    bool thousands_{false};
    std::int64_t rows_before_{0};  ///< in pieces of the table that came before
    mutable std::string_view last_word_{};
    mutable std::int64_t last_entry_{0};
    mutable const id_pool* cached_{nullptr};  ///< the pool of the last look-up
    mutable code last_code_{no_code};
    mutable std::array<std::int16_t, 8> words_read_{-1, -1, -1, -1,
                                                    -1, -1, -1, -1};  ///< by dictionary entry; below 0: not yet
};

}  // namespace baoxue::detail
