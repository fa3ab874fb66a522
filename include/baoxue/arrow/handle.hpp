// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/arrow/abi.hpp>

#include <utility>

namespace baoxue::arrow {

/// Owns one struct of the C interface (ArrowSchema, ArrowArray or ArrowArrayStream) and releases it once.
template <class Struct>
class handle {
public:
    handle() = default;
    /// Moves the struct out of the caller's, which is marked as released.
    explicit handle(Struct& source) : held_(source) { source.release = nullptr; }
    handle(handle&& other) noexcept : held_(std::exchange(other.held_, Struct{})) {}
    handle& operator=(handle&& other) noexcept {
        std::swap(held_, other.held_);
        return *this;
    }
    ~handle() {
        if (held_.release != nullptr)
            held_.release(&held_);
    }

    [[nodiscard]] bool is_released() const { return held_.release == nullptr; }
    [[nodiscard]] Struct* get() { return &held_; }
    Struct* operator->() { return &held_; }
    const Struct* operator->() const { return &held_; }

private:
    Struct held_{};
};

}  // namespace baoxue::arrow
