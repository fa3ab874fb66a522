// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/abi.hpp>
#include <baoxue/arrow/concatenate.hpp>
#include <baoxue/arrow/handle.hpp>
#include <baoxue/arrow/import_column.hpp>
#include <baoxue/facts/column.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue::arrow {

namespace detail {

[[noreturn]] inline void refuse_failed(const place& at, ArrowArrayStream& stream, int code) {
    const char* told = stream.get_last_error != nullptr ? stream.get_last_error(&stream) : nullptr;
    at.refuse("cannot be read: " +
              (told != nullptr && *told != '\0' ? std::string{told} : "error " + std::to_string(code)));
}

/// The stream's schema, which must be that of a table.
inline handle<ArrowSchema> read_schema(ArrowArrayStream& stream, const place& at) {
    if (stream.get_schema == nullptr || stream.get_next == nullptr)
        at.malformed("a stream without its functions");
    handle<ArrowSchema> schema;
    if (const int code = stream.get_schema(&stream, schema.get()); code != 0)
        refuse_failed(at, stream, code);
    if (schema.is_released())
        at.malformed("a stream without a schema");
    if (schema->format == nullptr || schema->n_children < 0)
        at.malformed("a broken schema");
    if (std::string_view{schema->format} != "+s")
        at.refuse("expected a table, found a column of " + type_name(schema->format));
    for (std::int64_t i = 0; i < schema->n_children; ++i) {
        const ArrowSchema* child = schema->children != nullptr ? schema->children[i] : nullptr;
        if (child == nullptr || child->format == nullptr ||
            (child->dictionary != nullptr && child->dictionary->format == nullptr))
            at.malformed("a broken schema");
    }
    return schema;
}

/// The next batch, or nothing after the last one.
inline std::shared_ptr<handle<ArrowArray>> read_batch(ArrowArrayStream& stream, const ArrowSchema& schema,
                                                      const place& at) {
    auto batch = std::make_shared<handle<ArrowArray>>();
    if (const int code = stream.get_next(&stream, batch->get()); code != 0)
        refuse_failed(at, stream, code);
    if (batch->is_released())
        return nullptr;
    const ArrowArray& array = *batch->get();
    if (array.length < 0 || array.offset < 0)
        at.malformed("a negative length");
    if (array.n_children != schema.n_children || (array.n_children > 0 && array.children == nullptr))
        at.malformed("a batch with other columns than its schema");
    if (array.null_count > 0)
        at.refuse("a row that is null as a whole");
    return batch;
}

inline std::string column_name(const ArrowSchema& field) { return field.name != nullptr ? field.name : ""; }

/// The column of a stream that brought no rows: its type counts all the same.
inline column_view no_rows(const ArrowSchema& field) {
    const auto typed = [](const ArrowSchema& s) {
        column_view v;
        v.type = storage_of(s.format).value_or(storage::nothing);
        v.type_name = type_name(s.format);
        return v;
    };
    auto v = typed(field);
    if (field.dictionary == nullptr)
        return v;
    auto words = typed(*field.dictionary);
    v.type_name = words.type_name == "null" ? "null" : "dictionary<" + words.type_name + ">";
    if (words.type == storage::nothing || field.dictionary->dictionary != nullptr)
        v.type = storage::nothing;
    else
        v.dictionary = std::make_shared<const column_view>(std::move(words));
    return v;
}

}  // namespace detail

/// Reads a table from an Arrow stream. One batch is taken as it lies in memory; several are joined in buffers of their
/// own.
///
/// Columns of other types than district tables use are there without values, and named for messages.
///
/// \param name    the table's name
/// \param stream  taken over: released on return, also by an exception
/// \return a view that keeps its buffers alive
/// \throws district_error if the stream fails or breaks the interface
[[nodiscard]] inline table_view import_stream(std::string name, ArrowArrayStream& stream) {
    detail::place at{std::move(name)};
    if (stream.release == nullptr)
        at.refuse("an Arrow stream that was read before; streams can be read once");
    handle<ArrowArrayStream> owned{stream};
    const auto schema = detail::read_schema(*owned.get(), at);
    const auto columns = static_cast<std::size_t>(schema->n_children);

    table_view table{at.table, 0, {}};
    std::vector<std::vector<column_view>> pieces(columns);
    const auto take = [&](const ArrowArray& batch, const std::shared_ptr<const void>& keeps) {
        for (std::size_t i = 0; i < columns; ++i) {
            const ArrowSchema& field = *schema->children[i];
            at.column = detail::column_name(field);
            if (batch.children[i] == nullptr)
                at.malformed("a batch without one of its columns");
            pieces[i].push_back(detail::view_array(field, *batch.children[i], batch.offset, batch.length, keeps, at));
        }
        at.column.clear();
        table.rows += batch.length;
    };
    while (const auto batch = detail::read_batch(*owned.get(), *schema.operator->(), at))
        if (batch->get()->length > 0)
            take(*batch->get(), batch);

    for (std::size_t i = 0; i < columns; ++i) {
        const ArrowSchema& field = *schema->children[i];
        if (pieces[i].empty())
            pieces[i].push_back(detail::no_rows(field));
        table.columns.push_back({detail::column_name(field), detail::concatenate(pieces[i])});
    }
    return table;
}

}  // namespace baoxue::arrow
