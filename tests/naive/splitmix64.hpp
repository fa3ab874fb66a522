// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace naive {

class splitmix64 {
public:
    explicit splitmix64(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }

    /// 0 to n-1.
    int below(int n) { return static_cast<int>(next() % static_cast<std::uint64_t>(n)); }
    /// Both included.
    int between(int a, int b) { return a + below(b - a + 1); }
    bool percent(int p) { return below(100) < p; }

    template <class T>
    const T& pick(const std::vector<T>& from) {
        return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
    }

    template <class T>
    void shuffle(std::vector<T>& rows) {
        for (std::size_t i = rows.size(); i > 1; --i) {
            const std::size_t j = static_cast<std::size_t>(below(static_cast<int>(i)));
            if (j != i - 1)
                std::swap(rows[i - 1], rows[j]);
        }
    }

private:
    std::uint64_t state_;
};

}  // namespace naive
