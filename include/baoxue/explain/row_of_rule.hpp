// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/findings/obligations.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace baoxue::detail {

/// Whether a row is of a rule, or holds what that rule of another layer owes too.
[[nodiscard]] inline bool is_row_of(const obligations_table& o, std::size_t row, std::int32_t rule) {
    const auto& others = o.also.at(row);
    return o.rule[row] == rule || std::find(others.begin(), others.end(), rule) != others.end();
}

/// The last of the rows that fit, by the day on which they came about.
template <class Fits>
[[nodiscard]] std::optional<std::size_t> last_row_of(const obligations_table& o, Fits&& fits) {
    std::optional<std::size_t> last;
    for (std::size_t i = 0; i < o.size(); ++i)
        if (fits(i) && (!last || o.triggered_on[*last] <= o.triggered_on[i]))
            last = i;
    return last;
}

/// The last row of a rule that fits.
template <class Fits>
[[nodiscard]] std::optional<std::size_t> last_row_of(const obligations_table& o, std::int32_t rule, Fits&& fits) {
    return last_row_of(o, [&](std::size_t i) { return is_row_of(o, i, rule) && fits(i); });
}

}  // namespace baoxue::detail
