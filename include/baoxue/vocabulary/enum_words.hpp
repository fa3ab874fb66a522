// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace baoxue {

/// The words by which tables and policy files name an enumerator. Specialise `enum_words` beside the enumeration:
/// one list of pairs, from which readers, writers and messages take them.
template <class Enum>
struct enum_word {
    Enum value;
    std::string_view word;
};

template <class Enum>
inline constexpr std::array<enum_word<Enum>, 0> enum_words{};

template <class Enum>
[[nodiscard]] constexpr std::optional<Enum> enum_from(std::string_view word) {
    for (const auto& w : enum_words<Enum>)
        if (w.word == word)
            return w.value;
    return std::nullopt;
}

template <class Enum>
[[nodiscard]] constexpr std::string_view word_of(Enum value) {
    for (const auto& w : enum_words<Enum>)
        if (w.value == value)
            return w.word;
    return {};
}

}  // namespace baoxue
