// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>

namespace baoxue {

/// An exact share such as 10 %: compared by cross-multiplication, never divided.
struct ratio {
    std::int32_t numerator{0};
    std::int32_t denominator{1};

    friend constexpr bool operator==(const ratio&, const ratio&) = default;
};

/// Compares part / whole with a line.
///
/// \param part   counted items, at least 0
/// \param whole  all items, above 0: a zero whole is undefined and must be handled before
/// \return less, equal or greater than the line
[[nodiscard]] constexpr std::strong_ordering compare_share(std::int32_t part, std::int32_t whole, ratio line) {
    // 32-bit factors cannot overflow a 64-bit product.
    return static_cast<std::int64_t>(part) * line.denominator <=> static_cast<std::int64_t>(line.numerator) * whole;
}

}  // namespace baoxue
