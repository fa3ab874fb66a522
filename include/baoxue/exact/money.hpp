// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/exact/ratio.hpp>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>
#include <stdexcept>
#include <vector>

namespace baoxue {

/// The largest amount that a rule may name, in fen: 40 million yuan. So many dropouts times it still fit 64 bits.
inline constexpr std::int64_t most_fen = 4'000'000'000;

/// Divides an amount into parts by largest remainder: the parts sum to the whole of their weights, exactly.
///
/// \param amount   in fen, from 0
/// \param weights  shares of it; together at most 1
/// \return one part a weight; of equal remainders the earlier gets the fen
/// \throws std::overflow_error where a common denominator of the weights does not fit
[[nodiscard]] inline std::vector<std::int64_t> divide(std::int64_t amount, std::span<const ratio> weights) {
    std::int64_t common = 1;
    for (const auto& w : weights) {
        const std::int64_t step = w.denominator / std::gcd(common, std::int64_t{w.denominator});
        if (common > std::numeric_limits<std::int64_t>::max() / step)
            throw std::overflow_error("shares without a common denominator that fits");
        common *= step;
    }
    const auto whole = static_cast<__int128>(common);
    std::vector<std::int64_t> parts(weights.size());
    std::vector<__int128> left(weights.size());
    __int128 sum = 0, given = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto weight = static_cast<__int128>(weights[i].numerator) * (common / weights[i].denominator);
        const auto exact = weight * amount;
        parts[i] = static_cast<std::int64_t>(exact / whole);
        left[i] = exact % whole;
        sum += weight;
        given += parts[i];
    }
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return left[a] > left[b]; });
    const auto to_give = static_cast<std::int64_t>(sum * amount / whole - given);
    for (std::int64_t i = 0; i < to_give; ++i)
        ++parts[order[static_cast<std::size_t>(i)]];
    return parts;
}

}  // namespace baoxue
