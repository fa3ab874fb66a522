// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace baoxue {

/// One half of a school day.
enum class session : std::uint8_t { am, pm };

/// Which halves of a day a row speaks of.
enum class sessions : std::uint8_t { none = 0, am = 1, pm = 2, both = 3 };

[[nodiscard]] constexpr bool includes(sessions set, session one) {
    return (static_cast<unsigned>(set) >> static_cast<unsigned>(one) & 1U) != 0;
}
[[nodiscard]] constexpr sessions with(sessions a, sessions b) {
    return static_cast<sessions>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
[[nodiscard]] constexpr sessions without(sessions a, sessions b) {
    return static_cast<sessions>(static_cast<unsigned>(a) & ~static_cast<unsigned>(b));
}

}  // namespace baoxue
