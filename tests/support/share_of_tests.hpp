// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>

/// One in how many of what they draw or count through the comparisons with the reference look at: BAOXUE_ONE_IN, which
/// `make mutate` sets; 1, all of it, if it is not set.
inline std::size_t one_in() {
    const char* given = std::getenv("BAOXUE_ONE_IN");
    return given ? static_cast<std::size_t>(std::max(1, std::atoi(given))) : 1;
}
