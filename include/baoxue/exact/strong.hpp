// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/exact/checked.hpp>

#include <compare>
#include <cstdint>

namespace baoxue {

/// An integer that mixes with nothing but its own kind: days of one sort never add to days of another.
/// Sums and differences are exact; one that does not fit throws std::overflow_error.
template <class Tag, class Rep = std::int32_t>
struct strong {
    using rep = Rep;

    Rep value{};

    constexpr strong() = default;
    constexpr explicit strong(Rep v) : value(v) {}

    friend constexpr auto operator<=>(const strong&, const strong&) = default;
    friend constexpr strong operator+(strong a, strong b) { return strong{checked_add(a.value, b.value)}; }
    friend constexpr strong operator-(strong a, strong b) { return strong{checked_subtract(a.value, b.value)}; }
};

}  // namespace baoxue
