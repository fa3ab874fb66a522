// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/column.hpp>
#include <baoxue/facts/schema.hpp>
#include <baoxue/time/date.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace baoxue {

/// A column that owns its values. Append one value a row, then take a view.
class owned_column {
public:
    explicit owned_column(column_kind kind) : kind_(kind) {}

    void append_null() {
        valid(false);
        if (kind_ == column_kind::day)
            dates_.push_back(0);
        else if (kind_ == column_kind::integer)
            numbers_.push_back(0);
        else if (kind_ == column_kind::word || dictionary_)
            codes_.push_back(0);
        else
            end_text();
    }
    void append(date d) {
        valid(true);
        dates_.push_back(d.days);
    }
    void append(std::int64_t number) {
        valid(true);
        numbers_.push_back(number);
    }
    /// Text; a word column keeps each word once.
    void append(std::string_view text) {
        valid(true);
        if (kind_ != column_kind::word) {
            bytes_ += text;
            return end_text();
        }
        const auto it = std::find(words_.begin(), words_.end(), text);
        codes_.push_back(static_cast<std::int32_t>(it - words_.begin()));
        if (it == words_.end())
            words_.emplace_back(text);
    }
    /// Makes this an id column whose rows are positions in another one's rows.
    void refer_to(std::shared_ptr<const owned_column> ids) { dictionary_ = std::move(ids); }
    void append_reference(std::int32_t row) {
        valid(true);
        codes_.push_back(row);
    }

    [[nodiscard]] std::int64_t length() const { return length_; }
    [[nodiscard]] column_kind kind() const { return kind_; }

    /// A view that stays valid as long as this column does and is not appended to.
    [[nodiscard]] column_view view() const {
        column_view v;
        v.length = length_;
        v.validity = has_nulls_ ? validity_.data() : nullptr;
        if (kind_ == column_kind::day) {
            v.type = storage::date32, v.values = dates_.data(), v.type_name = "date32";
        } else if (kind_ == column_kind::integer) {
            v.type = storage::i64, v.values = numbers_.data(), v.type_name = "int64";
        } else if (dictionary_) {
            v.type = storage::i32, v.values = codes_.data(), v.type_name = "dictionary";
            v.dictionary = std::make_shared<const column_view>(dictionary_->view());
        } else if (kind_ == column_kind::word) {
            auto words = std::make_shared<owned_column>(column_kind::label);
            for (const auto& w : words_)
                words->append(std::string_view{w});
            auto dictionary = words->view();
            dictionary.keeps = words;
            v.type = storage::i32, v.values = codes_.data(), v.type_name = "dictionary";
            v.dictionary = std::make_shared<const column_view>(std::move(dictionary));
        } else {
            v.type = storage::text64, v.values = ends_.data(), v.bytes = bytes_.data(), v.type_name = "string";
        }
        return v;
    }

private:
    void valid(bool is) {
        if (length_ % 8 == 0)
            validity_.push_back(0);
        if (is)
            validity_.back() = static_cast<std::uint8_t>(validity_.back() | 1U << (length_ % 8));
        else
            has_nulls_ = true;
        ++length_;
    }
    void end_text() { ends_.push_back(static_cast<std::int64_t>(bytes_.size())); }

    column_kind kind_;
    std::int64_t length_{0};
    bool has_nulls_{false};
    std::vector<std::uint8_t> validity_;
    std::vector<std::int32_t> dates_, codes_;
    std::vector<std::int64_t> numbers_, ends_{0};
    std::string bytes_;
    std::vector<std::string> words_;
    std::shared_ptr<const owned_column> dictionary_;
};

/// A table that owns its columns: those of its schema, in order.
class owned_table {
public:
    explicit owned_table(table_name name) : name_(name) {
        for (const auto& spec : columns_of(name))
            columns_.push_back(std::make_shared<owned_column>(spec.kind));
    }

    [[nodiscard]] table_name name() const { return name_; }
    [[nodiscard]] std::int64_t rows() const { return columns_.front()->length(); }

    /// The column at its place in the schema.
    [[nodiscard]] owned_column& at(std::size_t column) { return *columns_[column]; }
    [[nodiscard]] std::shared_ptr<const owned_column> share(std::size_t column) const { return columns_[column]; }

    /// A view that keeps the columns alive.
    [[nodiscard]] table_view view() const {
        table_view t{std::string{word_of(name_)}, rows(), {}};
        const auto specs = columns_of(name_);
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            auto v = columns_[i]->view();
            v.keeps = columns_[i];
            t.columns.push_back({std::string{specs[i].name}, std::move(v)});
        }
        return t;
    }

private:
    table_name name_;
    std::vector<std::shared_ptr<owned_column>> columns_;
};

}  // namespace baoxue
