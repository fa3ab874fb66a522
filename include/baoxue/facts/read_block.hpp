// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/read_column.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

// The register is the one table with a row for each pupil and session. Its columns are read block by block, so that
// what type a column has is asked once a block and not once a cell. A cell that is empty or does not fit is left
// `unread`: the column's reader is asked for it, and tells what is wrong.

namespace baoxue::detail {

inline constexpr std::size_t rows_of_block = 2048;

template <class T>
using block_of = std::array<T, rows_of_block>;

inline constexpr std::int32_t unread_day = std::numeric_limits<std::int32_t>::min();
inline constexpr std::uint8_t unread_word = 255;

/// Calls `use` with the values of a column of numbers, dates or dictionary indices as they lie from one row on.
template <class Use>
void with_numbers(const column_view& c, std::int64_t first, Use&& use) {
    const auto from = [&]<class T>(const T* values) { use(values + c.offset + first); };
    switch (c.type) {
    case storage::i8:
        return from(static_cast<const std::int8_t*>(c.values));
    case storage::i16:
        return from(static_cast<const std::int16_t*>(c.values));
    case storage::i32:
    case storage::date32:
        return from(static_cast<const std::int32_t*>(c.values));
    case storage::i64:
        return from(static_cast<const std::int64_t*>(c.values));
    case storage::u8:
        return from(static_cast<const std::uint8_t*>(c.values));
    case storage::u16:
        return from(static_cast<const std::uint16_t*>(c.values));
    case storage::u32:
        return from(static_cast<const std::uint32_t*>(c.values));
    case storage::u64:
        return from(static_cast<const std::uint64_t*>(c.values));
    default:
        return;
    }
}

/// So many cells are looked at at once, without a branch between them: a compiler makes a few instructions of that.
inline constexpr std::size_t cells_at_once = 32;

/// How many values from the first on are the same.
template <class T>
[[nodiscard]] std::size_t alike(const T* values, std::size_t n) {
    if (n > 1 && values[1] != values[0])
        return 1;
    const auto are_alike = [&](std::size_t from) {
        T differing = 0;
        for (std::size_t i = from; i < from + cells_at_once; ++i)
            differing = static_cast<T>(differing | (values[i] ^ values[0]));
        return differing == 0;
    };
    std::size_t i = 0;
    while (i + cells_at_once <= n && are_alike(i))
        i += cells_at_once;
    while (i < n && values[i] == values[0])
        ++i;
    return i;
}

/// Leaves the empty cells unread.
template <class T>
void unread_nulls(const column_view& c, std::int64_t first, std::span<T> out, T unread) {
    if (c.may_be_null())
        for (std::size_t i = 0; i < out.size(); ++i)
            if (c.is_null(first + static_cast<std::int64_t>(i)))
                out[i] = unread;
}

/// Reads cells of text, of which many are like the one before. \param value_of  (text) -> value
template <class T, class ValueOf>
void read_texts(const column_reader& column, std::int64_t first, std::span<T> out, T unread, ValueOf&& value_of) {
    std::optional<std::string_view> last;
    T value = unread;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto row = first + static_cast<std::int64_t>(i);
        if (column.view().is_null(row)) {
            out[i] = unread;
            continue;
        }
        if (const auto cell = column.text(row); cell != last)
            last = cell, value = value_of(cell);
        out[i] = value;
    }
}

/// Days since 1970.
inline void read_days(const column_reader& column, std::int64_t first, std::span<std::int32_t> out) {
    if (!column.given())
        return std::fill(out.begin(), out.end(), unread_day);
    const auto& c = column.view();
    if (c.dictionary && !c.dictionary->is_text())
        return std::fill(out.begin(), out.end(), unread_day);
    if (c.type != storage::date32)
        return read_texts(column, first, out, unread_day, [](std::string_view cell) {
            const auto d = parse_date(cell);
            return d ? d->days : unread_day;
        });
    const auto* const days = static_cast<const std::int32_t*>(c.values) + c.offset + first;
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = earliest_date.days <= days[i] && days[i] <= latest_date.days ? days[i] : unread_day;
    unread_nulls(c, first, out, unread_day);
}

/// Codes of ids; no_code where the pool has none such.
inline void read_ids(const column_reader& column, const id_pool& pool, std::int64_t first, std::span<code> out) {
    if (!column.given())
        return std::fill(out.begin(), out.end(), no_code);
    const auto& c = column.view();
    if (c.is_text() || c.dictionary) {
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = column.id(first + static_cast<std::int64_t>(i), pool);
        return;
    }
    with_numbers(c, first, [&](const auto* ids) {
        for (std::size_t i = 0; i < out.size();) {
            const auto run = out.subspan(i, alike(ids + i, out.size() - i));
            std::fill(run.begin(), run.end(), pool.find(static_cast<std::int64_t>(ids[i])));
            i += run.size();
        }
    });
    unread_nulls(c, first, out, no_code);
}

/// Words of a closed list, as numbers.
template <class Enum>
class word_blocks {
public:
    explicit word_blocks(const column_reader& column) : column_(&column) {
        of_entry_.fill(unread_word);
        if (!column.given() || !column.view().dictionary || !column.view().dictionary->is_text())
            return;
        const auto& words = *column.view().dictionary;
        for (std::int64_t i = 0; i < std::min<std::int64_t>(words.length, 256); ++i)
            if (!words.is_null(i))
                of_entry_[static_cast<std::size_t>(i)] = number_of(words.text(i));
        is_short_ = words.length <= 4;
    }

    void read(std::int64_t first, std::span<std::uint8_t> out) const {
        if (!column_->given())
            return std::fill(out.begin(), out.end(), unread_word);
        const auto& c = column_->view();
        if (!c.dictionary)
            return read_texts(*column_, first, out, unread_word, number_of);
        with_numbers(c, first, [&](const auto* entries) {
            std::size_t i = 0;
            if (is_short_) {
                const std::uint8_t words[] = {of_entry_[0], of_entry_[1], of_entry_[2], of_entry_[3]};
                std::array<std::uint8_t, cells_at_once> chosen;
                for (; i + cells_at_once <= out.size(); i += cells_at_once) {
                    for (std::size_t k = 0; k < cells_at_once; ++k) {
                        const auto e = entries[i + k];
                        chosen[k] =
                            static_cast<std::uint8_t>((e == 0) * words[0] | (e == 1) * words[1] | (e == 2) * words[2] |
                                                      (e == 3) * words[3] | (e < 0 || e > 3) * unread_word);
                    }
                    std::copy(chosen.begin(), chosen.end(), out.begin() + static_cast<std::ptrdiff_t>(i));
                }
            }
            for (; i < out.size(); ++i) {
                const auto entry = static_cast<std::uint64_t>(entries[i]);
                out[i] = entry < of_entry_.size() ? of_entry_[entry] : unread_word;
            }
        });
        unread_nulls(c, first, out, unread_word);
    }

private:
    static std::uint8_t number_of(std::string_view word) {
        const auto value = enum_from<Enum>(word);
        return value ? static_cast<std::uint8_t>(*value) : unread_word;
    }

    const column_reader* column_;
    std::array<std::uint8_t, 256> of_entry_{};
    bool is_short_{false};
};

}  // namespace baoxue::detail
