// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace baoxue {

/// A finding's id as text: 16 hexadecimal digits.
[[nodiscard]] inline std::string id_text(std::uint64_t id) {
    std::string out(16, '0');
    for (std::size_t i = 16; i-- > 0; id >>= 4)
        out[i] = "0123456789abcdef"[id & 0xf];
    return out;
}

/// Reads what `id_text` writes, in either case; nothing where it is no such text.
[[nodiscard]] constexpr std::optional<std::uint64_t> parse_id(std::string_view text) {
    if (text.size() != 16)
        return std::nullopt;
    std::uint64_t id = 0;
    for (const char c : text) {
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0)
            return std::nullopt;
        id = id << 4 | static_cast<std::uint64_t>(digit);
    }
    return id;
}

}  // namespace baoxue
