// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/abi.hpp>
#include <baoxue/arrow/type_name.hpp>
#include <baoxue/facts/column.hpp>
#include <baoxue/vocabulary/problem.hpp>

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace baoxue::arrow::detail {

/// The layout of a format that district tables use; nothing for any other.
[[nodiscard]] constexpr std::optional<storage> storage_of(std::string_view format) {
    if (format == "c")
        return storage::i8;
    if (format == "C")
        return storage::u8;
    if (format == "s")
        return storage::i16;
    if (format == "S")
        return storage::u16;
    if (format == "i")
        return storage::i32;
    if (format == "I")
        return storage::u32;
    if (format == "l")
        return storage::i64;
    if (format == "L")
        return storage::u64;
    if (format == "tdD")
        return storage::date32;
    if (format == "u" || format == "z")
        return storage::text32;
    if (format == "U" || format == "Z")
        return storage::text64;
    return std::nullopt;
}

/// Bytes of one value, or of one offset of a text.
[[nodiscard]] constexpr std::size_t width_of(storage s) {
    switch (s) {
    case storage::i8:
    case storage::u8:
        return 1;
    case storage::i16:
    case storage::u16:
        return 2;
    case storage::i32:
    case storage::u32:
    case storage::date32:
    case storage::text32:
        return 4;
    case storage::i64:
    case storage::u64:
    case storage::text64:
        return 8;
    case storage::nothing:
        return 0;
    }
    return 0;
}

/// Where in the input the import stands, for messages.
struct place {
    std::string table;
    std::string column{};

    [[noreturn]] void refuse(std::string message) const {
        problem p;
        p.table = table, p.table_column = column, p.message = std::move(message);
        throw district_error({std::move(p)});
    }
    [[noreturn]] void malformed(const std::string& what) const { refuse("malformed Arrow data: " + what); }
};

template <class Offset>
[[nodiscard]] bool offsets_rise(const Offset* at, std::int64_t length) {
    bool rise = at[0] >= 0;
    for (std::int64_t i = 0; i < length; ++i)
        rise &= at[i] <= at[i + 1];
    return rise;
}

/// Every index that is not null must lie in the dictionary: readers do not look again.
[[nodiscard]] inline bool indices_fit(const column_view& v) {
    const auto entries = v.dictionary->length;
    bool fit = true;
    for (std::int64_t i = 0; i < v.length; ++i) {
        const auto index = v.integer(i);
        fit &= index >= 0 && index < entries;
    }
    if (fit)
        return true;
    for (std::int64_t i = 0; i < v.length; ++i) {
        const bool null = v.validity != nullptr && (v.validity[(i + v.offset) >> 3] >> ((i + v.offset) & 7) & 1) == 0;
        const auto index = v.integer(i);
        if (!null && (index < 0 || index >= entries))
            return false;
    }
    return true;
}

/// The rows [first, first + length) of an array, as they lie in memory.
///
/// \param keeps  what keeps the array's buffers alive
[[nodiscard]] inline column_view view_array(const ArrowSchema& schema, const ArrowArray& array, std::int64_t first,
                                            std::int64_t length, const std::shared_ptr<const void>& keeps,
                                            const place& at) {
    if (array.length < 0 || array.offset < 0 || array.n_buffers < 0 || array.null_count < -1)
        at.malformed("a negative length");
    if (first > array.length || length > array.length - first)
        at.malformed("a column is shorter than its table");
    if (array.offset > std::numeric_limits<std::int64_t>::max() - array.length)
        at.malformed("an offset beyond all memory");
    if (schema.format == nullptr || (schema.dictionary != nullptr && schema.dictionary->format == nullptr))
        at.malformed("a broken schema");
    const std::string_view format = schema.format;
    column_view v;
    v.length = length;
    v.offset = first + array.offset;
    v.type_name = type_name(format);
    v.keeps = keeps;
    const auto type = storage_of(format);
    if (schema.dictionary != nullptr)
        v.type_name = "dictionary<" + type_name(schema.dictionary->format) + ">";
    if (!type)
        return v;

    const bool is_text = *type == storage::text32 || *type == storage::text64;
    if (array.n_buffers != (is_text ? 3 : 2) || array.buffers == nullptr)
        at.malformed("a wrong number of buffers for " + v.type_name);
    if (array.null_count != 0)
        v.validity = static_cast<const std::uint8_t*>(array.buffers[0]);
    if (array.null_count > 0 && v.validity == nullptr)
        at.malformed("nulls without a bitmap of them");
    v.values = array.buffers[1];
    if (length > 0 && v.values == nullptr)
        at.malformed("a column without values");
    if (is_text && length > 0) {
        v.bytes = static_cast<const char*>(array.buffers[2]);
        const bool rise = *type == storage::text32
                              ? offsets_rise(static_cast<const std::int32_t*>(v.values) + v.offset, length)
                              : offsets_rise(static_cast<const std::int64_t*>(v.values) + v.offset, length);
        if (!rise)
            at.malformed("text of a negative length");
        if (v.bytes == nullptr)
            v.bytes = "";  // all texts are empty
    }
    if (schema.dictionary == nullptr) {
        v.type = *type;
        return v;
    }

    if (*type >= storage::date32)
        at.malformed("a dictionary whose indices are not integers");
    if (array.dictionary == nullptr)
        at.malformed("a dictionary column without its dictionary");
    auto words = view_array(*schema.dictionary, *array.dictionary, 0, array.dictionary->length, keeps, at);
    if (words.dictionary)
        words.type = storage::nothing;
    if (words.type == storage::nothing) {
        if (words.type_name == "null")
            v.type_name = "null";
        return v;
    }
    v.type = *type;
    v.dictionary = std::make_shared<const column_view>(std::move(words));
    if (!indices_fit(v))
        at.malformed("an index outside its dictionary");
    return v;
}

}  // namespace baoxue::arrow::detail
