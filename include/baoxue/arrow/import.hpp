// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/abi.hpp>
#include <baoxue/arrow/concatenate.hpp>
#include <baoxue/arrow/handle.hpp>
#include <baoxue/arrow/import_column.hpp>
#include <baoxue/facts/column.hpp>

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue::arrow {

namespace detail {

[[noreturn]] inline void refuse_failed(const place& at, ArrowArrayStream& stream, int code) {
    const char* told = stream.get_last_error != nullptr ? stream.get_last_error(&stream) : nullptr;
    const std::string_view words = told != nullptr ? told : "";
    const auto line = words.substr(0, words.find('\n'));  // producers go on with where in their code it was
    at.refuse("cannot be read: " + (line.empty() ? "error " + std::to_string(code) : std::string{line}));
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

/// The columns of one batch as they lie in memory.
inline std::vector<column_view> view_batch(const ArrowSchema& schema, const std::shared_ptr<handle<ArrowArray>>& batch,
                                           place& at) {
    const ArrowArray& array = *batch->get();
    std::vector<column_view> out;
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
        const ArrowSchema& field = *schema.children[i];
        at.column = column_name(field);
        if (array.children[i] == nullptr)
            at.malformed("a batch without one of its columns");
        out.push_back(view_array(field, *array.children[i], array.offset, array.length, batch, at));
    }
    at.column.clear();
    return out;
}

/// A stream taken over, and its schema.
struct open_stream {
    open_stream(std::string name, ArrowArrayStream& stream) : at{std::move(name)}, owned{not_read_before(stream)} {
        schema = read_schema(*owned.get(), at);
    }
    /// The next batch that has rows, or nothing after the last one.
    [[nodiscard]] std::shared_ptr<handle<ArrowArray>> next() {
        auto batch = read_batch(*owned.get(), *schema.get(), at);
        while (batch != nullptr && batch->get()->length == 0)
            batch = read_batch(*owned.get(), *schema.get(), at);
        if (batch == nullptr)
            return nullptr;
        const auto more = batch->get()->length;
        if (more > std::numeric_limits<std::int64_t>::max() - rows)  // as batches without columns may say
            at.malformed("rows beyond all memory");
        rows += more;
        return batch;
    }
    [[nodiscard]] std::size_t columns() const { return static_cast<std::size_t>(schema->n_children); }
    [[nodiscard]] const ArrowSchema& field(std::size_t i) const { return *schema->children[i]; }

    place at;
    handle<ArrowArrayStream> owned;
    handle<ArrowSchema> schema;
    std::int64_t rows{0};  ///< of all batches so far

private:
    ArrowArrayStream& not_read_before(ArrowArrayStream& stream) const {
        if (stream.release == nullptr)
            at.refuse("an Arrow stream that was read before; streams can be read once");
        return stream;
    }
};

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
    detail::open_stream from{std::move(name), stream};
    table_view table{from.at.table, 0, {}};
    std::vector<std::vector<column_view>> pieces(from.columns());
    while (const auto batch = from.next()) {
        auto columns = detail::view_batch(*from.schema.get(), batch, from.at);
        for (std::size_t i = 0; i < columns.size(); ++i)
            pieces[i].push_back(std::move(columns[i]));
    }
    table.rows = from.rows;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (pieces[i].empty())
            pieces[i].push_back(detail::no_rows(from.field(i)));
        table.columns.push_back({detail::column_name(from.field(i)), detail::concatenate(pieces[i])});
    }
    return table;
}

/// A table whose batches are read one after the other, as it is asked for them.
///
/// \param name    the table's name
/// \param stream  taken over: released with what is returned
/// \throws district_error if the stream breaks the interface; later, where a batch is asked for, also if it fails
[[nodiscard]] inline table_in_pieces import_in_pieces(std::string name, ArrowArrayStream& stream) {
    const auto from = std::make_shared<detail::open_stream>(std::move(name), stream);
    table_in_pieces out{{from->at.table, 0, {}}, {}};
    for (std::size_t i = 0; i < from->columns(); ++i)
        out.columns.columns.push_back({detail::column_name(from->field(i)), detail::no_rows(from->field(i))});
    out.next = [from]() -> std::optional<table_view> {
        const auto batch = from->next();
        if (batch == nullptr)
            return std::nullopt;
        table_view piece{from->at.table, batch->get()->length, {}};
        auto columns = detail::view_batch(*from->schema.get(), batch, from->at);
        for (std::size_t i = 0; i < columns.size(); ++i)
            piece.columns.push_back({detail::column_name(from->field(i)), std::move(columns[i])});
        return piece;
    };
    return out;
}

}  // namespace baoxue::arrow
