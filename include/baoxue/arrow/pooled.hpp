// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/build.hpp>
#include <baoxue/facts/id_pool.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue::arrow {

/// An id of one of a district's name spaces.
struct id_place {
    const id_pool* pool;
    code id;
};

/// A column of ids, integers or text. \param place_of  a row's id
template <class PlaceOf>
[[nodiscard]] column pooled(std::string name, std::size_t rows, bool numeric, const PlaceOf& place_of) {
    if (numeric) {
        std::vector<std::int64_t> numbers;
        numbers.reserve(rows);
        for (std::size_t row = 0; row < rows; ++row) {
            const id_place p = place_of(row);
            numbers.push_back(p.id < 0 ? 0 : p.pool->number(p.id));
        }
        return own(std::move(name), std::move(numbers));
    }
    return texts(std::move(name), rows, [&](std::size_t row) {
        const id_place p = place_of(row);
        return p.id < 0 ? std::string_view{} : std::string_view{p.pool->texts()[static_cast<std::size_t>(p.id)]};
    });
}

/// A column of ids of one name space; null where there is no code.
[[nodiscard]] inline column pooled_ids(std::string name, const id_pool& pool, std::span<const code> codes) {
    return null_where(pooled(std::move(name), codes.size(), pool.numeric(),
                             [&](std::size_t row) { return id_place{&pool, codes[row]}; }),
                      [&](std::size_t row) { return codes[row] < 0; });
}

/// Texts, each once: a dictionary that repeats one is none to many readers.
struct interned {
    std::vector<std::string_view> list;

    std::int32_t place_of(std::string_view text) {
        const auto place = static_cast<std::size_t>(std::find(list.begin(), list.end(), text) - list.begin());
        if (place == list.size())
            list.push_back(text);
        return static_cast<std::int32_t>(place);
    }
};

}  // namespace baoxue::arrow
