// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace baoxue::sample {

/// Who acts or holds: a letter for the sort of id, and a number from 0. Names are never made up.
struct person {
    char sort{'t'};  ///< t staff, o official, m a head of a school of totals, p a pupil, g and h guardians; e, x, b, n
                     ///< parties
    std::int32_t number{0};

    friend constexpr auto operator<=>(const person&, const person&) = default;
};

/// Digits that number so many things from 1, at least `least`: zero-padded ids sort as their numbers do.
[[nodiscard]] constexpr std::int32_t width_for(std::int32_t count, std::int32_t least) {
    std::int32_t digits = 1;
    for (; count >= 10; count /= 10)
        ++digits;
    return digits < least ? least : digits;
}

/// `p000123` for sort p, number 122, width 6.
[[nodiscard]] inline std::string id_text(char sort, std::int32_t number, std::int32_t width) {
    std::string out(static_cast<std::size_t>(width) + 1, '0');
    out.front() = sort;
    auto left = number + 1;
    for (auto at = out.size() - 1; at > 0 && left > 0; --at, left /= 10)
        out[at] = static_cast<char>('0' + left % 10);
    return out;
}

/// How wide the numbers of each sort of id are in one township.
struct id_widths {
    std::int32_t pupils{6}, staff{4}, officials{3};

    [[nodiscard]] std::string pupil(std::int32_t number) const { return id_text('p', number, pupils); }
    [[nodiscard]] std::string text(person who) const {
        switch (who.sort) {
        case 't':
            return id_text('t', who.number, staff);
        case 'o':
            return id_text('o', who.number, officials);
        case 'g':
        case 'h':
        case 'p':
            return id_text(who.sort, who.number, pupils);
        default:
            return id_text(who.sort, who.number, 3);
        }
    }
};

}  // namespace baoxue::sample
