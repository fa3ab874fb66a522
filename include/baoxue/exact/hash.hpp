// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace baoxue {

/// 64-bit FNV-1a over length-prefixed parts: the same findings have the same id on every machine.
class stable_hash {
public:
    constexpr stable_hash& text(std::string_view part) {
        number(static_cast<std::int64_t>(part.size()));
        for (const char c : part)
            byte(static_cast<unsigned char>(c));
        return *this;
    }

    constexpr stable_hash& number(std::int64_t part) {
        auto bits = static_cast<std::uint64_t>(part);
        std::size_t left = 8;
        for (; bits != 0; bits >>= 8, --left)
            byte(static_cast<unsigned char>(bits & 0xff));
        state_ *= powers_[left];  // the bytes that are left are 0, and each multiplies once
        return *this;
    }

    /// Finalised so that neighbouring inputs differ in all bits.
    [[nodiscard]] constexpr std::uint64_t value() const {
        std::uint64_t h = state_;
        h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdULL;
        h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53ULL;
        return h ^ (h >> 33);
    }

private:
    static constexpr std::uint64_t prime = 0x100000001b3ULL;
    static constexpr std::array<std::uint64_t, 9> powers_ = [] {
        std::array<std::uint64_t, 9> out{1};
        for (std::size_t i = 1; i < out.size(); ++i)
            out[i] = out[i - 1] * prime;
        return out;
    }();

    constexpr void byte(unsigned char b) { state_ = (state_ ^ b) * prime; }

    std::uint64_t state_{0xcbf29ce484222325ULL};
};

}  // namespace baoxue
