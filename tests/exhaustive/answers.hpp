// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the reference and the library say of such districts, in numbers that compare.

#include "plan.hpp"
#include "week.hpp"
#include <baoxue/findings/findings.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace exhaustive {

/// One duty, without names: days since the first session's, sessions of the pattern, bearers as letters of the
/// alphabet.
struct fired {
    static constexpr std::int16_t none = -32768;
    std::uint32_t by = 0;
    std::int16_t on = 0, due = none, met = none;
    std::int8_t first = 0, last = 0, state = 0;
    friend bool operator==(const fired&, const fired&) = default;
};

/// Duties by pupil and rung, flat, in order of time.
struct answers {
    std::size_t rungs = 0;
    std::vector<std::size_t> ends{};  // by pupil and rung
    std::vector<fired> duties{};
    std::vector<std::vector<std::pair<int, int>>> unmarked{};  // stretches by pupil, as the first rule has them
    std::vector<std::string> gaps{};                           // the others, sorted

    [[nodiscard]] std::span<const fired> of(std::size_t pupil, std::size_t rung) const {
        const auto i = pupil * rungs + rung;
        const auto begin = i == 0 ? 0 : ends[i - 1];
        return std::span{duties}.subspan(begin, ends[i] - begin);
    }
};

/// What the reference says of some pupils.
answers by_reference(const plan& rules, const layout& at, const std::vector<child>& all,
                     const std::vector<post>& posts);
/// What the library says of them.
answers by_library(const plan& rules, const layout& at, const std::vector<child>& all, const std::vector<post>& posts);
/// The library's findings about pupils of whom each has as many marks as there are sessions, if each is marked.
answers read(const plan& rules, const layout& at, const baoxue::findings& found, std::size_t pupils);

std::string listed(std::span<const fired> duties);

/// How many duties the two say, and the same, of some pupils; fails where they differ.
std::size_t compare(const plan& rules, const layout& at, const std::vector<child>& all, const std::vector<post>& posts);

}  // namespace exhaustive
