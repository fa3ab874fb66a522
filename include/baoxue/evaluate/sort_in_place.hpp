// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <iterator>
#include <vector>

namespace baoxue::detail {

/// Sorts a short list, mostly in order already; those alike stay as they come. Unlike std::stable_sort, without memory
/// of its own.
template <class T, class Less>
void sort_in_place(std::vector<T>& list, Less&& less) {
    for (auto at = list.begin(); at != list.end(); ++at)
        std::rotate(std::upper_bound(list.begin(), at, *at, less), at, std::next(at));
}

}  // namespace baoxue::detail
