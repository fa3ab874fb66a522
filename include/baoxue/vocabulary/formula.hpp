// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/vocabulary/enum_words.hpp>

#include <array>
#include <cstdint>

namespace baoxue {

/// Which pupils a dropout rate counts.
enum class formula : std::uint8_t {
    glossary,   ///< in a dropout spell or suspended on the year's last day
    inspection  ///< leavers of every kind, less entrants
};

template <>
inline constexpr auto enum_words<formula> =
    std::to_array<enum_word<formula>>({{formula::glossary, "glossary"}, {formula::inspection, "inspection"}});

}  // namespace baoxue
