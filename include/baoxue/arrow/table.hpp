// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/build.hpp>
#include <baoxue/arrow/column.hpp>
#include <baoxue/facts/column.hpp>
#include <baoxue/facts/table.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace baoxue::arrow {

namespace detail {

[[nodiscard]] constexpr const char* format_of_storage(storage s) {
    switch (s) {
    case storage::i8:
        return "c";
    case storage::i16:
        return "s";
    case storage::i32:
        return "i";
    case storage::i64:
        return "l";
    case storage::u8:
        return "C";
    case storage::u16:
        return "S";
    case storage::u32:
        return "I";
    case storage::u64:
        return "L";
    case storage::date32:
        return "tdD";
    case storage::text32:
        return "u";
    case storage::text64:
        return "U";
    case storage::nothing:
        return "n";
    }
    return "n";
}

inline column from_view(std::string name, const column_view& view) {
    column c{.name = std::move(name),
             .format = format_of_storage(view.type),
             .length = view.length,
             .offset = view.offset,
             .keeps = {view.keeps}};
    if (view.type == storage::nothing) {
        c.null_count = view.length;
        return c;
    }
    c.buffers = {view.validity, buffer(view.values)};
    if (view.is_text())
        c.buffers.push_back(buffer(view.bytes));
    if (view.validity != nullptr)
        c.null_count = -1;  // not counted
    if (view.dictionary)
        c.dictionary = std::make_shared<const column>(from_view("", *view.dictionary));
    return c;
}

}  // namespace detail

/// A district table as Arrow, as it lies in memory. What its columns' `keeps` do not keep alive must outlive the
/// result.
[[nodiscard]] inline table from_view(const table_view& view) {
    table t{.rows = view.rows};
    for (const auto& c : view.columns)
        t.columns.push_back(detail::from_view(c.name, c.column));
    return t;
}

/// A table of a district's schema as Arrow; keeps the columns, which must not be appended to any more.
[[nodiscard]] inline table from_table(const owned_table& owned) { return from_view(owned.view()); }

}  // namespace baoxue::arrow
