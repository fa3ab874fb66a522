// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/findings/obligations.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace baoxue::detail {

/// Whether a row is of a rule, or holds what that rule of another layer owes too.
[[nodiscard]] inline bool is_row_of(const obligations_table& o, std::size_t row, std::int32_t rule) {
    const auto& others = o.also.at(row);
    return o.rule[row] == rule || std::find(others.begin(), others.end(), rule) != others.end();
}

}  // namespace baoxue::detail
