// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>

namespace baoxue {

/// An integer that mixes with nothing but its own kind: days of one sort never add to days of another.
template <class Tag, class Rep = std::int32_t>
struct strong {
    using rep = Rep;

    Rep value{};

    constexpr strong() = default;
    constexpr explicit strong(Rep v) : value(v) {}

    friend constexpr auto operator<=>(const strong&, const strong&) = default;
    friend constexpr strong operator+(strong a, strong b) { return strong{static_cast<Rep>(a.value + b.value)}; }
    friend constexpr strong operator-(strong a, strong b) { return strong{static_cast<Rep>(a.value - b.value)}; }
};

}  // namespace baoxue
