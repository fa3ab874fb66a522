// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/time/date.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

namespace baoxue::detail {

/// What a row says of its subject from one date to another, both inclusive.
struct claim {
    std::int64_t subject;
    date from, until;
    std::int64_t says;  ///< claims that say the same never contradict each other
    std::int64_t row;
};

/// A row, one that contradicts it, and the first day of both.
struct overlap {
    std::int64_t row, other;
    date on;
};

/// Every claim that overlaps one on the same subject which says something else: each once, in order of rows.
///
/// In order of their beginnings, a claim overlaps an earlier one if it overlaps the one that reaches farthest of those
/// that say something else, and a later one if it overlaps the next that does. So no pair is looked for twice.
[[nodiscard]] inline std::vector<overlap> find_overlaps(std::vector<claim> claims) {
    std::sort(claims.begin(), claims.end(), [](const claim& a, const claim& b) {
        return std::tie(a.subject, a.from, a.until, a.says, a.row) <
               std::tie(b.subject, b.from, b.until, b.says, b.row);
    });
    std::vector<const claim*> against(claims.size(), nullptr);
    const claim* farthest = nullptr;  // of the earlier ones
    const claim* second = nullptr;    // the farthest that says something else than `farthest`
    for (std::size_t i = 0; i < claims.size(); ++i) {
        const auto& c = claims[i];
        if (i == 0 || c.subject != claims[i - 1].subject)
            farthest = second = nullptr;
        const auto* other = farthest != nullptr && farthest->says == c.says ? second : farthest;
        if (other != nullptr && other->until >= c.from)
            against[i] = other;
        if (farthest == nullptr || c.until > farthest->until) {
            if (farthest != nullptr && farthest->says != c.says)
                second = farthest;
            farthest = &c;
        } else if (c.says != farthest->says && (second == nullptr || c.until > second->until)) {
            second = &c;
        }
    }
    const claim* next = nullptr;   // of the later ones
    const claim* after = nullptr;  // the next that says something else than `next`
    for (std::size_t i = claims.size(); i-- > 0;) {
        const auto& c = claims[i];
        if (i + 1 == claims.size() || c.subject != claims[i + 1].subject)
            next = after = nullptr;
        const auto* other = next != nullptr && next->says == c.says ? after : next;
        if (against[i] == nullptr && other != nullptr && other->from <= c.until)
            against[i] = other;
        if (next != nullptr && next->says != c.says)
            after = next;
        next = &c;
    }
    std::vector<overlap> out;
    for (std::size_t i = 0; i < claims.size(); ++i)
        if (against[i] != nullptr)
            out.push_back({claims[i].row, against[i]->row, std::max(claims[i].from, against[i]->from)});
    std::sort(out.begin(), out.end(), [](const overlap& a, const overlap& b) { return a.row < b.row; });
    return out;
}

}  // namespace baoxue::detail
