// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <iterator>
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

/// The words that a message offers, each in backquotes.
///
/// \param words  texts, or the list of an enumeration's words
/// \param last   what stands between the last two
template <class Words>
[[nodiscard]] std::string listed(const Words& words, std::string_view last = ", ") {
    std::string out;
    for (std::size_t i = 0; i < std::size(words); ++i) {
        out += i == 0 ? std::string_view{} : i + 1 < std::size(words) ? std::string_view{", "} : last;
        if constexpr (requires { words[i].word; })
            out += in_backquotes(words[i].word);
        else
            out += in_backquotes(words[i]);
    }
    return out;
}

/// The same as the end of a sentence: `expected `a`` or `expected one of `a`, `b``.
template <class Words>
[[nodiscard]] std::string expected_one_of(const Words& words) {
    return (std::size(words) > 1 ? "expected one of " : "expected ") + listed(words);
}

}  // namespace baoxue
