// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/exact/ratio.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace baoxue {

/// What a parameter can hold: a whole number (64 bits for money, in fen), a share, or several shares.
using parameter_value = std::variant<std::int32_t, std::int64_t, ratio, std::vector<ratio>>;

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
[[nodiscard]] inline std::string text_of(const parameter_value& value) {
    return std::visit([](const auto& v) { return text_of(v); }, value);
}

/// What a parameter of this type takes, for a message.
template <class T>
[[nodiscard]] std::string_view spoken_type() {
    if constexpr (std::is_integral_v<T>)
        return "a whole number";
    else if constexpr (std::is_same_v<T, ratio>)
        return "a share, such as `1/10`";
    else
        return "a list of shares, such as `3/10, 7/10`";
}

}  // namespace detail

}  // namespace baoxue
