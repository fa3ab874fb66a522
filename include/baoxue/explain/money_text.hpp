// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/fill.hpp>
#include <baoxue/explain/wording.hpp>

#include <cstdint>
#include <string>

namespace baoxue::detail {

/// A whole number with its digits in threes.
[[nodiscard]] inline std::string digits(std::int64_t n) {
    auto out = std::to_string(n);
    for (auto at = static_cast<std::ptrdiff_t>(out.size()) - 3; at > (n < 0 ? 1 : 0); at -= 3)
        out.insert(static_cast<std::size_t>(at), ",");
    return out;
}

/// An amount in yuan, exact to the fen.
[[nodiscard]] inline std::string yuan_text(const wording& w, std::int64_t fen) {
    const auto& p = w.phrases().money;
    const auto rest = fen % 100;
    const std::string two{static_cast<char>('0' + rest / 10), static_cast<char>('0' + rest % 10)};
    return fill(rest == 0 ? p.yuan : p.yuan_fen, {{"yuan", digits(fen / 100)}, {"fen", two}});
}

}  // namespace baoxue::detail
