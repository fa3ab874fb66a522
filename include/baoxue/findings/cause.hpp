// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/schema.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace baoxue {

/// A row of an input table as given, counted from 0 before sorting or setting aside.
struct cause {
    table_name table{};
    std::int64_t row{0};

    friend constexpr bool operator==(const cause&, const cause&) = default;
};

/// A list of values a row, flat.
template <class T>
struct list_column {
    std::vector<std::int64_t> offsets{0};
    std::vector<T> values;

    void append(std::span<const T> list) {
        values.insert(values.end(), list.begin(), list.end());
        offsets.push_back(static_cast<std::int64_t>(values.size()));
    }
    [[nodiscard]] std::span<const T> at(std::size_t row) const {
        const auto first = static_cast<std::size_t>(offsets[row]);
        return std::span<const T>{values}.subspan(first, static_cast<std::size_t>(offsets[row + 1]) - first);
    }
    void clear() {
        offsets.resize(1);
        values.clear();
    }

    friend bool operator==(const list_column&, const list_column&) = default;
};

}  // namespace baoxue
