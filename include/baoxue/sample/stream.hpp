// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/exact/hash.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace baoxue::sample {

/// Random integers that are the same on every machine: SplitMix64, seeded by a seed, a name and an index.
///
/// Streams of another name or index never share values, so what one table draws moves nothing in another, and the
/// pupils of one table can be drawn in any order. Draw one value a statement: the order of arguments is the compiler's.
class stream {
public:
    constexpr stream(std::uint64_t seed, std::string_view name, std::int64_t index = 0)
        : state_(stable_hash{}.number(static_cast<std::int64_t>(seed)).text(name).number(index).value()) {}

    [[nodiscard]] constexpr std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }

    /// \param n  at least 1
    /// \return 0 to n - 1
    [[nodiscard]] constexpr std::int32_t below(std::int32_t n) {
        return static_cast<std::int32_t>((next() >> 32) * static_cast<std::uint64_t>(n) >> 32);
    }

    /// Both ends included.
    [[nodiscard]] constexpr std::int32_t between(std::int32_t lowest, std::int32_t highest) {
        return lowest + below(highest - lowest + 1);
    }

    /// True so many times in a thousand.
    [[nodiscard]] constexpr bool chance(std::int32_t in_a_thousand) { return below(1000) < in_a_thousand; }

    template <class T, std::size_t N>
    [[nodiscard]] constexpr const T& pick(const std::array<T, N>& from) {
        return from[static_cast<std::size_t>(below(static_cast<std::int32_t>(N)))];
    }

private:
    std::uint64_t state_;
};

}  // namespace baoxue::sample
