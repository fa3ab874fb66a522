// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace baoxue::detail {

/// Bytes that all stand for themselves. Eight at a time: a whole column costs what reading it costs.
[[nodiscard]] inline bool is_ascii(std::string_view s) {
    std::uint64_t high = 0;
    std::size_t i = 0;
    for (; i + sizeof high <= s.size(); i += sizeof high) {
        std::uint64_t eight{};
        std::memcpy(&eight, s.data() + i, sizeof eight);
        high |= eight;
    }
    for (; i < s.size(); ++i)
        high |= static_cast<unsigned char>(s[i]);
    return (high & 0x8080808080808080U) == 0;
}

/// Bytes that are well-formed UTF-8 (no overlong forms, no surrogates).
[[nodiscard]] inline bool is_utf8(std::string_view s) {
    for (std::size_t i = 0; i < s.size();) {
        const auto b = static_cast<unsigned char>(s[i]);
        const std::size_t more = b < 0x80                ? 0
                                 : b >= 0xC2 && b < 0xE0 ? 1
                                 : b >= 0xE0 && b < 0xF0 ? 2
                                 : b >= 0xF0 && b < 0xF5 ? 3
                                                         : 9;
        if (more == 9 || i + more >= s.size())
            return false;
        for (std::size_t k = 1; k <= more; ++k)
            if ((static_cast<unsigned char>(s[i + k]) & 0xC0) != 0x80)
                return false;
        const auto second = more > 0 ? static_cast<unsigned char>(s[i + 1]) : 0U;
        if ((b == 0xE0 && second < 0xA0) || (b == 0xED && second > 0x9F) || (b == 0xF0 && second < 0x90) ||
            (b == 0xF4 && second > 0x8F))
            return false;
        i += more + 1;
    }
    return true;
}

}  // namespace baoxue::detail
