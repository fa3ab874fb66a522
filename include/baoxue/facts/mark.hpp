// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/time/session.hpp>
#include <baoxue/vocabulary/enum_words.hpp>

#include <array>
#include <cstdint>

namespace baoxue {

/// What a register says of one pupil in one session. Unmarked is neither present nor absent.
enum class mark : std::uint8_t { unmarked, present, excused, unexcused };

template <>
inline constexpr auto enum_words<mark> = std::to_array<enum_word<mark>>({
    {mark::present, "present"},
    {mark::excused, "excused"},
    {mark::unexcused, "unexcused"},
});

template <>
inline constexpr auto enum_words<session> =
    std::to_array<enum_word<session>>({{session::am, "am"}, {session::pm, "pm"}});

template <>
inline constexpr auto enum_words<sessions> =
    std::to_array<enum_word<sessions>>({{sessions::am, "am"}, {sessions::pm, "pm"}, {sessions::both, "both"}});

/// A set of marks: what a rung counts.
class mark_set {
public:
    constexpr mark_set() = default;
    constexpr mark_set(std::initializer_list<mark> marks) {
        for (const mark m : marks)
            add(m);
    }
    constexpr void add(mark m) { bits_ = static_cast<std::uint8_t>(bits_ | 1U << static_cast<unsigned>(m)); }
    [[nodiscard]] constexpr bool contains(mark m) const { return (bits_ >> static_cast<unsigned>(m) & 1U) != 0; }
    friend constexpr bool operator==(mark_set, mark_set) = default;

private:
    std::uint8_t bits_{0};
};

}  // namespace baoxue
