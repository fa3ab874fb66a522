// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/vocabulary/enum_words.hpp>

#include <array>
#include <cstdint>

namespace baoxue {

/// The languages in which findings are explained.
enum class language : std::uint8_t { zh, en };

template <>
inline constexpr auto enum_words<language> =
    std::to_array<enum_word<language>>({{language::zh, "zh"}, {language::en, "en"}});

}  // namespace baoxue
