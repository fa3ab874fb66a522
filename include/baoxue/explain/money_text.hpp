// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/explain/tell_figure.hpp>
#include <baoxue/explain/wording.hpp>

#include <cstdint>
#include <string>

namespace baoxue::detail {

/// An amount in yuan, exact to the fen.
[[nodiscard]] inline std::string yuan_text(const wording& w, std::int64_t fen) {
    const auto& p = w.phrases().money;
    const auto rest = fen % 100;
    const std::string two{static_cast<char>('0' + rest / 10), static_cast<char>('0' + rest % 10)};
    return fill(rest == 0 ? p.yuan : p.yuan_fen, {{"yuan", digits(fen / 100)}, {"fen", two}});
}

}  // namespace baoxue::detail
