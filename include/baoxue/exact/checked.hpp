// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <stdexcept>

namespace baoxue {

namespace detail {

/// Apart from the sums, so that these stay a few instructions.
[[noreturn, gnu::cold]] inline void throw_overflow() {
    throw std::overflow_error("a sum of dates or numbers is too large");
}

}  // namespace detail

/// The sum, exactly.
/// \throws std::overflow_error where the type cannot hold it; in a constant expression it does not compile
template <std::integral Int>
[[nodiscard]] constexpr Int checked_add(Int a, Int b) {
    Int out{};
    if (__builtin_add_overflow(a, b, &out))
        detail::throw_overflow();
    return out;
}

/// The difference, exactly. \see checked_add
template <std::integral Int>
[[nodiscard]] constexpr Int checked_subtract(Int a, Int b) {
    Int out{};
    if (__builtin_sub_overflow(a, b, &out))
        detail::throw_overflow();
    return out;
}

/// The product, exactly. \see checked_add
template <std::integral Int>
[[nodiscard]] constexpr Int checked_multiply(Int a, Int b) {
    Int out{};
    if (__builtin_mul_overflow(a, b, &out))
        detail::throw_overflow();
    return out;
}

}  // namespace baoxue
