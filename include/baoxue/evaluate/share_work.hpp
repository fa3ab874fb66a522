// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <future>
#include <vector>

namespace baoxue::detail {

/// Does `work(0)`, `work(1)` ... `work(count - 1)`, each once, on so many threads; the caller's is one of them.
///
/// Each piece of work writes what is its own alone. Where some throw, the first of them by number is thrown, as one
/// thread, which stops there, would throw it.
template <class Work>
void share_work(std::size_t threads, std::size_t count, const Work& work) {
    const auto at_once = std::min(threads, count);
    if (at_once < 2) {
        for (std::size_t i = 0; i < count; ++i)
            work(i);
        return;
    }
    std::vector<std::exception_ptr> thrown(count);
    std::atomic<std::size_t> next{0};
    const auto take_turns = [&] {
        for (auto i = next++; i < count; i = next++) {
            try {
                work(i);
            } catch (...) {
                thrown[i] = std::current_exception();
            }
        }
    };
    {
        std::vector<std::future<void>> others;  // when they go, each has come to its end
        for (std::size_t i = 1; i < at_once; ++i)
            others.push_back(std::async(std::launch::async, take_turns));
        take_turns();
    }
    for (const auto& e : thrown)
        if (e != nullptr)
            std::rethrow_exception(e);
}

}  // namespace baoxue::detail
