// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace baoxue {

/// Input for a message: in backquotes, on one line, and cut after 60 characters.
[[nodiscard]] inline std::string in_backquotes(std::string_view text) {
    constexpr std::size_t longest = 60;
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "`";
    std::size_t shown = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool begins_a_character = (byte & 0xc0U) != 0x80U;
        if (begins_a_character && ++shown > longest) {
            out += "...";
            break;
        }
        if (byte < 0x20 || byte == 0x7f)
            (((out += "\\u00") += digits[byte >> 4]) += digits[byte & 15U]);
        else
            out += c;
    }
    return out + "`";
}

}  // namespace baoxue
