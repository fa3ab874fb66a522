// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/exact/ratio.hpp>
#include <baoxue/vocabulary/enum_words.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace baoxue {

/// What a parameter can hold: a whole number (64 bits for money, in fen), a share, several shares, or a word of a
/// closed list.
using parameter_value = std::variant<std::int32_t, std::int64_t, ratio, std::vector<ratio>, std::string>;

namespace detail {

[[nodiscard]] inline std::string text_of(const ratio& r) {
    return std::to_string(r.numerator) + "/" + std::to_string(r.denominator);
}
template <std::integral T>
[[nodiscard]] std::string text_of(T number) {
    return std::to_string(number);
}
template <class T>
[[nodiscard]] std::string text_of(const std::vector<T>& list) {
    std::string out;
    for (const auto& one : list)
        out += (out.empty() ? "" : ", ") + text_of(one);
    return out.empty() ? "an empty list" : out;
}
[[nodiscard]] inline std::string text_of(const std::string& word) { return word; }
[[nodiscard]] inline std::string text_of(const parameter_value& value) {
    return std::visit([](const auto& v) { return text_of(v); }, value);
}

/// What a parameter of this type takes, for a message.
template <class T>
[[nodiscard]] std::string spoken_type() {
    if constexpr (std::is_enum_v<T>) {
        std::string out = "a word, one of ";
        for (const auto& w : enum_words<T>)
            out += (out.ends_with("of ") ? "`" : ", `") + std::string{w.word} + "`";
        return out;
    } else if constexpr (std::is_integral_v<T>)
        return "a whole number";
    else if constexpr (std::is_same_v<T, ratio>)
        return "a share, such as `1/10`";
    else
        return "a list of shares, such as `3/10, 7/10`";
}

/// A parameter's value as it is carried: an enumerator by its word.
template <class T>
[[nodiscard]] parameter_value carried(const T& value) {
    if constexpr (std::is_enum_v<T>)
        return std::string{word_of(value)};
    else
        return value;
}

}  // namespace detail

}  // namespace baoxue
