// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/import_column.hpp>
#include <baoxue/facts/column.hpp>

#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <span>
#include <stdexcept>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace baoxue::arrow::detail {

/// Buffers of a column made of several pieces.
struct joined_buffers {
    std::vector<std::uint8_t> validity, values;
    std::vector<std::int64_t> offsets{0};
    std::vector<char> bytes;
    std::vector<std::int32_t> indices;
};

/// Nulls of rows and of the dictionary entries they name, as nulls of rows.
inline void join_validity(std::span<const column_view> pieces, joined_buffers& out, column_view& whole) {
    bool any = false;
    for (const auto& p : pieces)
        any |= p.validity != nullptr || (p.dictionary && p.dictionary->validity != nullptr);
    if (!any)
        return;
    out.validity.assign(static_cast<std::size_t>((whole.length + 7) / 8), 0);
    std::int64_t row = 0;
    for (const auto& p : pieces)
        for (std::int64_t i = 0; i < p.length; ++i, ++row) {
            if (p.is_null(i))
                continue;
            auto& byte = out.validity[static_cast<std::size_t>(row >> 3)];
            byte = static_cast<std::uint8_t>(byte | 1U << (row & 7));
        }
    whole.validity = out.validity.data();
}

inline void join_numbers(std::span<const column_view> pieces, joined_buffers& out, column_view& whole) {
    const auto width = width_of(pieces.front().type);
    out.values.resize(static_cast<std::size_t>(whole.length) * width);
    auto* to = out.values.data();
    for (const auto& p : pieces) {
        const auto n = static_cast<std::size_t>(p.length) * width;
        if (n > 0)
            std::memcpy(to, static_cast<const std::uint8_t*>(p.values) + static_cast<std::size_t>(p.offset) * width, n);
        to += n;
    }
    whole.type = pieces.front().type;
    whole.values = out.values.data();
}

inline void join_texts(std::span<const column_view> pieces, joined_buffers& out, column_view& whole) {
    out.offsets.reserve(static_cast<std::size_t>(whole.length) + 1);
    for (const auto& p : pieces)
        for (std::int64_t i = 0; i < p.length; ++i) {
            if (p.validity == nullptr || !p.is_null(i)) {  // what lies under a null is nobody's
                const auto text = p.text(i);
                out.bytes.insert(out.bytes.end(), text.begin(), text.end());
            }
            out.offsets.push_back(static_cast<std::int64_t>(out.bytes.size()));
        }
    if (out.bytes.empty())
        out.bytes.push_back('\0');
    whole.type = storage::text64;
    whole.values = out.offsets.data();
    whole.bytes = out.bytes.data();
}

/// One dictionary out of those that the pieces bring, each entry once, and where theirs went.
class merged_dictionary {
public:
    /// The new indices of a piece's dictionary. Producers often repeat one dictionary in every batch: that costs
    /// nothing.
    const std::vector<std::int32_t>& add(const column_view& d) {
        if (last_ != nullptr && is_same(*last_, d))
            return moved_;
        last_ = &d;
        moved_.clear();
        for (std::int64_t i = 0; i < d.length; ++i)
            moved_.push_back(d.is_null(i) ? 0 : place_of(key(d, i)));
        return moved_;
    }

    [[nodiscard]] std::shared_ptr<const column_view> finish() const {
        auto joined = std::make_shared<joined_buffers>();
        column_view whole;
        whole.length = static_cast<std::int64_t>(entries_.size());
        whole.type_name = last_->type_name;
        whole.type = last_->is_text() ? storage::text64 : last_->type;
        for (const auto entry : entries_) {
            joined->bytes.insert(joined->bytes.end(), entry.begin(), entry.end());
            joined->offsets.push_back(static_cast<std::int64_t>(joined->bytes.size()));
        }
        if (joined->bytes.empty())
            joined->bytes.push_back('\0');
        whole.bytes = joined->bytes.data();
        whole.values = last_->is_text() ? static_cast<const void*>(joined->offsets.data()) : joined->bytes.data();
        whole.keeps = std::move(joined);
        return std::make_shared<const column_view>(std::move(whole));
    }

private:
    static bool is_same(const column_view& a, const column_view& b) {
        return a.values == b.values && a.bytes == b.bytes && a.validity == b.validity && a.offset == b.offset &&
               a.length == b.length;
    }
    /// The bytes of an entry, of a text or of a number alike.
    static std::string_view key(const column_view& d, std::int64_t i) {
        if (d.is_text())
            return d.text(i);
        const auto width = width_of(d.type);
        return {static_cast<const char*>(d.values) + static_cast<std::size_t>(i + d.offset) * width, width};
    }
    std::int32_t place_of(std::string_view entry) {
        const auto [it, is_new] = places_.try_emplace(entry, static_cast<std::int32_t>(entries_.size()));
        if (is_new) {
            if (entries_.size() >= std::numeric_limits<std::int32_t>::max())
                throw std::length_error("a dictionary of too many entries");
            entries_.push_back(entry);
        }
        return it->second;
    }

    const column_view* last_{nullptr};
    std::vector<std::int32_t> moved_;
    std::vector<std::string_view> entries_;
    std::unordered_map<std::string_view, std::int32_t> places_;
};

inline void join_indices(std::span<const column_view> pieces, joined_buffers& out, column_view& whole) {
    merged_dictionary merged;
    out.indices.reserve(static_cast<std::size_t>(whole.length));
    for (const auto& p : pieces) {
        const auto& moved = merged.add(*p.dictionary);
        for (std::int64_t i = 0; i < p.length; ++i) {
            const auto index = static_cast<std::size_t>(p.integer(i));
            out.indices.push_back(index < moved.size() ? moved[index] : 0);  // outside only under a null
        }
    }
    whole.type = storage::i32;
    whole.values = out.indices.data();
    whole.dictionary = merged.finish();
}

/// One column out of its pieces in several batches, in buffers of its own.
[[nodiscard]] inline column_view concatenate(std::span<const column_view> pieces) {
    if (pieces.size() == 1)
        return pieces.front();
    column_view whole;
    whole.type_name = pieces.front().type_name;
    for (const auto& p : pieces)
        whole.length += p.length;
    if (pieces.front().type == storage::nothing)
        return whole;
    auto joined = std::make_shared<joined_buffers>();
    join_validity(pieces, *joined, whole);
    if (pieces.front().dictionary)
        join_indices(pieces, *joined, whole);
    else if (pieces.front().is_text())
        join_texts(pieces, *joined, whole);
    else
        join_numbers(pieces, *joined, whole);
    whole.keeps = std::move(joined);
    return whole;
}

}  // namespace baoxue::arrow::detail
