// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>

namespace bench {

/// The hash by which contestants are compared: of one duty. A table's is the sum over its rows, whatever their order.
///
/// \param bearer  a person's code, below 0: nobody
/// \param due     below 0: none
/// \param state   as `baoxue::state` numbers it
[[nodiscard]] constexpr std::uint64_t hash_of(std::int32_t pupil, std::int32_t step, std::int32_t date,
                                              std::int32_t bearer, std::int32_t due, std::int32_t state) {
    std::uint64_t h = 0;
    for (const std::int64_t part : {pupil, step, date, bearer, due, state}) {
        h = (h ^ static_cast<std::uint64_t>(part)) * 0x9e3779b97f4a7c15ULL;
        h ^= h >> 32;
    }
    return h;
}

/// What a contestant found: how many duties, and their hash.
struct answer {
    std::uint64_t rows{0}, hash{0};
};

}  // namespace bench
