// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/abi.hpp>
#include <baoxue/arrow/column.hpp>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace baoxue::arrow {

namespace detail {

/// Structs of the C interface that one of them owns. A consumer may move a child out: its release is then null.
template <class Struct>
struct parts {
    std::vector<Struct> children;
    std::vector<Struct*> pointers;
    Struct dictionary{};

    explicit parts(std::size_t n) : children(n) {
        for (auto& c : children)
            pointers.push_back(&c);
    }
    parts(const parts&) = delete;
    parts& operator=(const parts&) = delete;
    ~parts() {
        for (auto& c : children)
            if (c.release != nullptr)
                c.release(&c);
        if (dictionary.release != nullptr)
            dictionary.release(&dictionary);
    }
};

struct schema_private : parts<ArrowSchema> {
    std::string format, name, metadata;
    explicit schema_private(const column& c) : parts(c.children.size()), format(c.format), name(c.name) {}
};

struct array_private : parts<ArrowArray> {
    std::shared_ptr<const void> keeps;
    std::vector<const void*> buffers;
    array_private(const column& c, std::shared_ptr<const void> k)
        : parts(c.children.size()), keeps(std::move(k)), buffers(c.buffers) {}
};

template <class Struct, class Private>
void release(Struct* s) {
    delete static_cast<Private*>(s->private_data);
    s->private_data = nullptr;
    s->release = nullptr;
}

inline void export_schema(const column& c, ArrowSchema& out, std::string metadata = {}) {
    auto mine = std::make_unique<schema_private>(c);
    mine->metadata = std::move(metadata);
    for (std::size_t i = 0; i < c.children.size(); ++i)
        export_schema(c.children[i], mine->children[i]);
    if (c.dictionary)
        export_schema(*c.dictionary, mine->dictionary);
    out = ArrowSchema{};
    out.format = mine->format.c_str();
    out.name = mine->name.c_str();
    out.metadata = mine->metadata.empty() ? nullptr : mine->metadata.data();
    out.flags = ARROW_FLAG_NULLABLE;
    out.n_children = static_cast<std::int64_t>(c.children.size());
    out.children = mine->pointers.empty() ? nullptr : mine->pointers.data();
    out.dictionary = c.dictionary ? &mine->dictionary : nullptr;
    out.release = release<ArrowSchema, schema_private>;
    out.private_data = mine.release();
}

/// \param keeps  what the column belongs to: every exported part keeps it
inline void export_array(const column& c, const std::shared_ptr<const void>& keeps, ArrowArray& out) {
    auto mine = std::make_unique<array_private>(c, keeps);
    for (std::size_t i = 0; i < c.children.size(); ++i)
        export_array(c.children[i], keeps, mine->children[i]);
    if (c.dictionary)
        export_array(*c.dictionary, keeps, mine->dictionary);
    out = ArrowArray{};
    out.length = c.length;
    out.null_count = c.null_count;
    out.offset = c.offset;
    out.n_buffers = static_cast<std::int64_t>(mine->buffers.size());
    out.n_children = static_cast<std::int64_t>(c.children.size());
    out.buffers = mine->buffers.data();
    out.children = mine->pointers.empty() ? nullptr : mine->pointers.data();
    out.dictionary = c.dictionary ? &mine->dictionary : nullptr;
    out.release = release<ArrowArray, array_private>;
    out.private_data = mine.release();
}

/// Key and value pairs as a schema carries them: counts and lengths in 32 bits, no terminators.
inline std::string encode(const std::vector<std::pair<std::string, std::string>>& metadata) {
    if (metadata.empty())
        return {};
    std::string out;
    const auto number = [&](std::size_t n) {
        const auto n32 = static_cast<std::int32_t>(n);
        char bytes[sizeof n32];
        std::memcpy(bytes, &n32, sizeof n32);
        out.append(bytes, sizeof n32);
    };
    number(metadata.size());
    for (const auto& [key, value] : metadata) {
        number(key.size()), out += key;
        number(value.size()), out += value;
    }
    return out;
}

struct stream_private {
    std::shared_ptr<const column> whole;  ///< the table as one column of structs
    std::string metadata;
    bool given{false};
    std::string error{};
};

/// Runs `make`, whose exceptions must not pass through C.
template <class Make>
int guarded(ArrowArrayStream* stream, const Make& make) {
    auto& mine = *static_cast<stream_private*>(stream->private_data);
    try {
        make(mine);
        return 0;
    } catch (const std::exception& e) {
        mine.error.assign(e.what());
    } catch (...) {
        mine.error.assign("unknown error");
    }
    return ENOMEM;
}

inline int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    return guarded(stream, [&](stream_private& mine) { export_schema(*mine.whole, *out, mine.metadata); });
}

inline int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    return guarded(stream, [&](stream_private& mine) {
        if (mine.given)
            *out = ArrowArray{};
        else
            export_array(*mine.whole, mine.whole, *out);
        mine.given = true;
    });
}

inline const char* get_last_error(ArrowArrayStream* stream) {
    const auto& error = static_cast<const stream_private*>(stream->private_data)->error;
    return error.empty() ? nullptr : error.c_str();
}

}  // namespace detail

/// Gives a table to whoever reads Arrow streams, as one batch. Nothing is copied; what is read keeps the table alive.
///
/// \param out  overwritten; its reader releases it
inline void export_stream(const std::shared_ptr<const table>& t, ArrowArrayStream& out) {
    auto whole = std::make_shared<column>();
    whole->format = "+s";
    whole->length = t->rows;
    whole->buffers = {nullptr};
    whole->children = t->columns;
    auto mine =
        std::make_unique<detail::stream_private>(detail::stream_private{std::move(whole), detail::encode(t->metadata)});
    out = ArrowArrayStream{};
    out.get_schema = detail::get_schema;
    out.get_next = detail::get_next;
    out.get_last_error = detail::get_last_error;
    out.release = detail::release<ArrowArrayStream, detail::stream_private>;
    out.private_data = mine.release();
}

}  // namespace baoxue::arrow
