// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/exact/ratio.hpp>
#include <baoxue/rules/bilingual.hpp>
#include <baoxue/rules/pledge.hpp>
#include <baoxue/vocabulary/enum_words.hpp>
#include <baoxue/vocabulary/quote.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace baoxue {

/// What a parameter can hold: a whole number (64 bits for money, in fen), a share, several shares, a word of a closed
/// list or a text, several texts, or a text in both languages.
using parameter_value = std::variant<std::int32_t, std::int64_t, ratio, std::vector<ratio>, std::string,
                                     std::vector<std::string>, bilingual>;

namespace detail {

[[nodiscard]] inline std::string text_of(const ratio& r) {
    return std::to_string(r.numerator) + "/" + std::to_string(r.denominator);
}
template <std::integral T>
[[nodiscard]] std::string text_of(T number) {
    return std::to_string(number);
}
[[nodiscard]] inline std::string text_of(const std::string& word) { return word; }
[[nodiscard]] inline std::string text_of(const bilingual& text) { return text.zh + " / " + text.en; }
template <class T>
[[nodiscard]] std::string text_of(const std::vector<T>& list) {
    std::string out;
    for (const auto& one : list)
        out += (out.empty() ? "" : ", ") + text_of(one);
    return out.empty() ? "an empty list" : out;
}
[[nodiscard]] inline std::string text_of(const parameter_value& value) {
    return std::visit([](const auto& v) { return text_of(v); }, value);
}

/// What a parameter of this type takes, for a message.
template <class T>
[[nodiscard]] std::string spoken_type() {
    if constexpr (std::is_enum_v<T>) {
        return "a word, one of " + listed(enum_words<T>);
    } else if constexpr (std::is_integral_v<T>)
        return "a whole number";
    else if constexpr (std::is_same_v<T, ratio>)
        return "a share, such as `1/10`";
    else if constexpr (std::is_same_v<T, std::vector<ratio>>)
        return "a list of shares, such as `3/10, 7/10`";
    else if constexpr (std::is_same_v<T, bilingual>)
        return "a text, in one language for both or in each";
    else
        return "a list of pairs of roles, such as `principal>class_teacher@class`";
}

/// A pair of roles that sign, as `principal>class_teacher@class`.
[[nodiscard]] inline std::string text_of(const pledge_pair& p) { return p.from.id + ">" + p.to.id + "@" + p.about.id; }

/// The pair that such a text names; nothing where it is none.
[[nodiscard]] inline std::optional<pledge_pair> pair_from(std::string_view text) {
    const auto arrow = text.find('>'), at = text.find('@');
    if (arrow == text.npos || arrow == 0 || (at != text.npos && at < arrow))
        return std::nullopt;
    pledge_pair out;
    out.from.id = text.substr(0, arrow);
    out.to.id = text.substr(arrow + 1, at == text.npos ? text.npos : at - arrow - 1);
    if (at != text.npos)
        out.about.id = text.substr(at + 1);
    return out.to.id.empty() || at == text.npos || out.about.id.empty() ? std::nullopt : std::optional{out};
}

/// A parameter's value as it is carried: an enumerator by its word, pairs of roles as texts.
template <class T>
[[nodiscard]] parameter_value carried(const T& value) {
    if constexpr (std::is_enum_v<T>) {
        return std::string{word_of(value)};
    } else if constexpr (std::is_same_v<T, std::vector<pledge_pair>>) {
        std::vector<std::string> out;
        for (const auto& p : value)
            out.push_back(text_of(p));
        return out;
    } else {
        return value;
    }
}

}  // namespace detail

}  // namespace baoxue
