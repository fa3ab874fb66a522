// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/column.hpp>
#include <baoxue/time/date.hpp>
#include <baoxue/vocabulary/enum_words.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace baoxue::arrow {

using owner = std::shared_ptr<const void>;

template <class T>
inline constexpr const char* format_of = nullptr;
template <>
inline constexpr const char* format_of<std::int32_t> = "i";
template <>
inline constexpr const char* format_of<std::int64_t> = "l";
template <>
inline constexpr const char* format_of<std::uint64_t> = "L";
template <>
inline constexpr const char* format_of<date> = "tdD";
static_assert(sizeof(date) == sizeof(std::int32_t) && std::is_standard_layout_v<date>,
              "a date column must be Arrow's date32");

namespace detail {

/// Some readers refuse a null pointer even where there is nothing to read.
inline constexpr std::array<std::int64_t, 8> zeros{};

[[nodiscard]] inline const void* buffer(const void* data) { return data != nullptr ? data : zeros.data(); }

[[nodiscard]] inline std::int32_t offset32(std::size_t n) {
    if (n > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
        throw std::length_error("a table of findings too large for Arrow's 32-bit offsets");
    return static_cast<std::int32_t>(n);
}

}  // namespace detail

/// A column of numbers or dates that lie in memory as Arrow wants them: nothing is copied.
template <class T>
// NOLINTNEXTLINE(performance-unnecessary-value-param): it is moved into the column
[[nodiscard]] column borrow(std::string name, std::span<const T> values, owner keeps) {
    static_assert(format_of<T> != nullptr);
    return {.name = std::move(name),
            .format = format_of<T>,
            .length = static_cast<std::int64_t>(values.size()),
            .buffers = {nullptr, detail::buffer(values.data())},
            .keeps = {std::move(keeps)}};
}

/// A column of numbers or dates that it owns.
template <class T>
[[nodiscard]] column own(std::string name, std::vector<T> values) {
    auto kept = std::make_shared<const std::vector<T>>(std::move(values));
    return borrow<T>(std::move(name), *kept, kept);
}

/// The column with nulls in the rows where `is_null` says so.
template <class IsNull>
[[nodiscard]] column null_where(column c, const IsNull& is_null) {
    std::vector<std::uint8_t> bits(static_cast<std::size_t>((c.length + 7) / 8), 0);
    c.null_count = 0;
    const auto rows = static_cast<std::size_t>(c.length);
    for (std::size_t i = 0; i < bits.size(); ++i) {
        unsigned byte = 0;
        for (std::size_t row = i * 8; row < std::min(rows, i * 8 + 8); ++row) {
            const bool null = is_null(row);
            c.null_count += null ? 1 : 0;
            byte |= (null ? 0U : 1U) << (row & 7);
        }
        bits[i] = static_cast<std::uint8_t>(byte);
    }
    if (c.null_count == 0)
        return c;
    auto kept = std::make_shared<const std::vector<std::uint8_t>>(std::move(bits));
    c.buffers.front() = kept->data();
    c.keeps.push_back(std::move(kept));
    return c;
}

/// A column of numbers that may be none, as nulls.
template <class T>
[[nodiscard]] column optionals(std::string name, std::span<const std::optional<T>> values) {
    std::vector<T> numbers;
    numbers.reserve(values.size());
    for (const auto& v : values)
        numbers.push_back(v.value_or(T{}));
    return null_where(own(std::move(name), std::move(numbers)), [&](std::size_t row) { return !values[row]; });
}

/// A column of true and false, as one bit a row.
template <class ValueOf>
[[nodiscard]] column flags(std::string name, std::size_t rows, const ValueOf& value_of) {
    std::vector<std::uint8_t> bits((rows + 7) / 8, 0);
    for (std::size_t row = 0; row < rows; ++row)
        if (value_of(row))
            bits[row >> 3] = static_cast<std::uint8_t>(bits[row >> 3] | 1U << (row & 7));
    auto kept = std::make_shared<const std::vector<std::uint8_t>>(std::move(bits));
    return {.name = std::move(name),
            .format = "b",
            .length = static_cast<std::int64_t>(rows),
            .buffers = {nullptr, detail::buffer(kept->data())},
            .keeps = {kept}};
}

/// A column of text. \param text_of  a view of a row's text; called twice a row
template <class TextOf>
[[nodiscard]] column texts(std::string name, std::size_t rows, const TextOf& text_of) {
    static_assert(std::is_same_v<decltype(text_of(0)), std::string_view>, "text_of must not return a text of its own");
    std::vector<std::int32_t> offsets{0};
    offsets.reserve(rows + 1);
    std::size_t size = 0;
    for (std::size_t row = 0; row < rows; ++row)
        offsets.push_back(detail::offset32(size += text_of(row).size()));
    std::string bytes;
    bytes.reserve(size);
    for (std::size_t row = 0; row < rows; ++row)
        bytes += text_of(row);
    auto kept =
        std::make_shared<const std::pair<std::vector<std::int32_t>, std::string>>(std::move(offsets), std::move(bytes));
    return {.name = std::move(name),
            .format = "u",
            .length = static_cast<std::int64_t>(rows),
            .buffers = {nullptr, kept->first.data(), kept->second.data()},
            .keeps = {kept}};
}

/// The texts of a list, as the dictionary of word columns.
template <class Texts>
[[nodiscard]] std::shared_ptr<const column> dictionary_of(const Texts& list) {
    return std::make_shared<const column>(
        texts("", list.size(), [&](std::size_t i) { return std::string_view{list[i]}; }));
}

/// A column of positions in a dictionary; null below 0.
[[nodiscard]] inline column words(std::string name, std::span<const std::int32_t> codes, owner keeps,
                                  std::shared_ptr<const column> dictionary) {
    auto c =
        null_where(borrow(std::move(name), codes, std::move(keeps)), [&](std::size_t row) { return codes[row] < 0; });
    c.dictionary = std::move(dictionary);
    return c;
}

[[nodiscard]] inline column words(std::string name, std::vector<std::int32_t> codes,
                                  std::shared_ptr<const column> dictionary) {
    const auto kept = std::make_shared<const std::vector<std::int32_t>>(std::move(codes));
    return words(std::move(name), *kept, kept, std::move(dictionary));
}

/// A column of an enumeration, by its words. \param value_of  a row's value, or nothing: null
template <class Enum, class ValueOf>
[[nodiscard]] column enumerators(std::string name, std::size_t rows, const ValueOf& value_of) {
    std::array<std::int32_t, 256> code{};
    code.fill(-1);
    std::vector<std::string_view> list;
    for (const auto& w : enum_words<Enum>) {
        code[static_cast<std::uint8_t>(w.value)] = static_cast<std::int32_t>(list.size());
        list.push_back(w.word);
    }
    std::vector<std::int32_t> codes;
    codes.reserve(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        const std::optional<Enum> value = value_of(row);
        codes.push_back(value ? code[static_cast<std::uint8_t>(*value)] : -1);
    }
    return words(std::move(name), std::move(codes), dictionary_of(list));
}

/// A column of lists. \param offsets  where each row's items begin, and where the last one's end
[[nodiscard]] inline column lists(std::string name, std::vector<std::int32_t> offsets, column items) {
    auto kept = std::make_shared<const std::vector<std::int32_t>>(std::move(offsets));
    items.name = "item";
    column c{.name = std::move(name),
             .format = "+l",
             .length = static_cast<std::int64_t>(kept->size()) - 1,
             .buffers = {nullptr, kept->data()},
             .keeps = {kept}};
    c.children.push_back(std::move(items));
    return c;
}

/// A column of lists whose offsets are counted in 64 bits.
[[nodiscard]] inline column lists(std::string name, std::span<const std::int64_t> offsets, column items) {
    std::vector<std::int32_t> narrow;
    narrow.reserve(offsets.size());
    for (const auto o : offsets)
        narrow.push_back(detail::offset32(static_cast<std::size_t>(o)));
    return lists(std::move(name), std::move(narrow), std::move(items));
}

/// A column of structs out of columns of one length.
[[nodiscard]] inline column structs(std::string name, std::vector<column> members) {
    column c{.name = std::move(name), .format = "+s", .length = members.front().length, .buffers = {nullptr}};
    c.children = std::move(members);
    return c;
}

}  // namespace baoxue::arrow
