// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue {

/// How the values of a column lie in memory: Arrow's layouts for the types that district tables use.
enum class storage : std::uint8_t { i8, i16, i32, i64, u8, u16, u32, u64, date32, text32, text64, nothing };

/// A column of an input table, as it lies in memory; owns nothing it points to unless `keeps` does.
///
/// Text lies as offsets (32 or 64 bits) into bytes. With a dictionary, the values are indices (an integer storage) into
/// it.
struct column_view {
    storage type{storage::nothing};
    std::int64_t length{0};
    std::int64_t offset{0};                 ///< first row within the buffers
    const std::uint8_t* validity{nullptr};  ///< one bit a row; none: no nulls
    const void* values{nullptr};            ///< numbers, or text offsets
    const char* bytes{nullptr};             ///< of text
    std::shared_ptr<const column_view> dictionary{};
    std::string type_name{};  ///< as the producer calls it, for messages
    std::shared_ptr<const void> keeps{};

    /// Whether any cell may be empty.
    [[nodiscard]] bool may_be_null() const {
        return validity != nullptr || type == storage::nothing || (dictionary && dictionary->may_be_null());
    }
    [[nodiscard]] bool is_null(std::int64_t row) const {
        if (type == storage::nothing)
            return true;
        const auto i = row + offset;
        if (validity != nullptr && (validity[i >> 3] >> (i & 7) & 1) == 0)
            return true;
        return dictionary && dictionary->is_null(integer(row));
    }

    [[nodiscard]] bool is_text() const { return type == storage::text32 || type == storage::text64; }
    [[nodiscard]] bool is_integer() const { return type < storage::date32; }

    /// An integer, or a date's days since 1970, or a dictionary index. Not for text. u64 above the int64 range wraps.
    [[nodiscard]] std::int64_t integer(std::int64_t row) const {
        const auto i = static_cast<std::size_t>(row + offset);
        switch (type) {
        case storage::i8:
            return static_cast<const std::int8_t*>(values)[i];
        case storage::i16:
            return static_cast<const std::int16_t*>(values)[i];
        case storage::i32:
        case storage::date32:
            return static_cast<const std::int32_t*>(values)[i];
        case storage::i64:
            return static_cast<const std::int64_t*>(values)[i];
        case storage::u8:
            return static_cast<const std::uint8_t*>(values)[i];
        case storage::u16:
            return static_cast<const std::uint16_t*>(values)[i];
        case storage::u32:
            return static_cast<const std::uint32_t*>(values)[i];
        case storage::u64:
            return static_cast<std::int64_t>(static_cast<const std::uint64_t*>(values)[i]);
        default:
            return 0;
        }
    }

    [[nodiscard]] std::string_view text(std::int64_t row) const {
        const auto i = static_cast<std::size_t>(row + offset);
        if (type == storage::text32) {
            const auto* at = static_cast<const std::int32_t*>(values);
            return {bytes + at[i], static_cast<std::size_t>(at[i + 1] - at[i])};
        }
        const auto* at = static_cast<const std::int64_t*>(values);
        return {bytes + at[i], static_cast<std::size_t>(at[i + 1] - at[i])};
    }
};

struct named_column {
    std::string name;
    column_view column;
};

/// An input table by name. Its columns all have `rows` rows.
struct table_view {
    std::string name;
    std::int64_t rows{0};
    std::vector<named_column> columns{};

    [[nodiscard]] const column_view* find(std::string_view column) const {
        for (const auto& c : columns)
            if (c.name == column)
                return &c.column;
        return nullptr;
    }
};

/// An input table that comes piece by piece, so that it is never held whole. Its rows are counted through all pieces.
struct table_in_pieces {
    table_view columns;                               ///< their names and types; no rows
    std::function<std::optional<table_view>()> next;  ///< the next piece, of the same columns; nothing after the last
};

}  // namespace baoxue
