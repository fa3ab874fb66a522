// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace fuzz {

/// Choices, one byte each; nought once the bytes are used up.
class choices {
public:
    choices(const std::uint8_t* data, std::size_t size) : at_(data), end_(data + size) {}
    [[nodiscard]] bool any_left() const { return at_ != end_; }
    /// 0 to n-1.
    int below(int n) { return any_left() ? *at_++ % n : 0; }
    bool flag() { return below(2) == 1; }
    template <class Range>
    const auto& pick(const Range& from) {
        return from[static_cast<std::size_t>(below(static_cast<int>(std::size(from))))];
    }

private:
    const std::uint8_t* at_;
    const std::uint8_t* end_;
};

}  // namespace fuzz
