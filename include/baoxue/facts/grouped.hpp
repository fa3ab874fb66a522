// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/id_pool.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace baoxue {

/// Rows grouped by an owner code: rows of owner i are [offsets[i], offsets[i + 1]).
struct grouped {
    std::vector<std::int64_t> offsets{0};

    [[nodiscard]] std::size_t first(code owner) const {
        return static_cast<std::size_t>(offsets[static_cast<std::size_t>(owner)]);
    }
    [[nodiscard]] std::size_t end(code owner) const {
        return static_cast<std::size_t>(offsets[static_cast<std::size_t>(owner) + 1]);
    }
};

/// Puts rows in order of owner; rows of one owner stay in the order they have. Rows without an owner are left out.
///
/// \param owners  number of owners; every owner code lies below it
/// \return the rows in their new order; the offsets of `g` point into it
[[nodiscard]] inline std::vector<std::size_t> group_rows(grouped& g, std::size_t owners, std::span<const code> owner) {
    g.offsets.assign(owners + 1, 0);
    for (const code c : owner)
        if (c != no_code)
            ++g.offsets[static_cast<std::size_t>(c) + 1];
    std::partial_sum(g.offsets.begin(), g.offsets.end(), g.offsets.begin());
    std::vector<std::size_t> order(static_cast<std::size_t>(g.offsets.back()));
    auto at = g.offsets;
    for (std::size_t row = 0; row < owner.size(); ++row)
        if (owner[row] != no_code)
            order[static_cast<std::size_t>(at[static_cast<std::size_t>(owner[row])]++)] = row;
    return order;
}

/// The same, with the rows of one owner in order of `less`; those alike stay in the order they have.
template <class Less>
[[nodiscard]] std::vector<std::size_t> group_rows(grouped& g, std::size_t owners, std::span<const code> owner,
                                                  Less less) {
    auto order = group_rows(g, owners, owner);
    for (std::size_t i = 0; i < owners; ++i) {
        const auto first = order.begin() + static_cast<std::ptrdiff_t>(g.first(static_cast<code>(i))),
                   end = order.begin() + static_cast<std::ptrdiff_t>(g.end(static_cast<code>(i)));
        if (!std::is_sorted(first, end, less))
            std::stable_sort(first, end, less);
    }
    return order;
}

}  // namespace baoxue
