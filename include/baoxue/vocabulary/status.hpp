// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/vocabulary/enum_words.hpp>

#include <array>
#include <cstdint>

namespace baoxue {

/// What a pupil who has left is, for as long as it lasts.
enum class status : std::uint8_t {
    dropout,
    transferred,  ///< left for another school, by the procedure
    suspended     ///< on leave from school (休学)
};

template <>
inline constexpr auto enum_words<status> = std::to_array<enum_word<status>>({
    {status::dropout, "dropout"},
    {status::transferred, "transferred"},
    {status::suspended, "suspended"},
});

}  // namespace baoxue
