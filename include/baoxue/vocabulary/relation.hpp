// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/vocabulary/enum_words.hpp>

#include <array>
#include <compare>
#include <cstdint>

namespace baoxue {

/// How a figure is to stand to a line.
enum class relation : std::uint8_t { at_most, less_than, at_least, more_than };

template <>
inline constexpr auto enum_words<relation> = std::to_array<enum_word<relation>>({
    {relation::at_most, "at_most"},
    {relation::less_than, "less_than"},
    {relation::at_least, "at_least"},
    {relation::more_than, "more_than"},
});

/// Whether an order of figure against line is the one asked for.
[[nodiscard]] constexpr bool holds(relation is, std::strong_ordering figure_to_line) {
    switch (is) {
    case relation::at_most:
        return figure_to_line <= 0;
    case relation::less_than:
        return figure_to_line < 0;
    case relation::at_least:
        return figure_to_line >= 0;
    case relation::more_than:
        break;
    }
    return figure_to_line > 0;
}

}  // namespace baoxue
