// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace baoxue::arrow {

/// A column in Arrow's layout, ready to be exported; a list's or a struct's parts are its children.
struct column {
    std::string name{};
    std::string format{};  ///< of the C data interface
    std::int64_t length{0};
    std::int64_t offset{0};
    std::int64_t null_count{0};
    std::vector<const void*> buffers{};  ///< the validity bitmap first; none there: no nulls
    std::vector<column> children{};
    std::shared_ptr<const column> dictionary{};
    std::vector<std::shared_ptr<const void>> keeps{};  ///< what owns the buffers
};

/// Columns of one length, and what is said of the whole.
struct table {
    std::int64_t rows{0};
    std::vector<column> columns{};
    std::vector<std::pair<std::string, std::string>> metadata{};
};

}  // namespace baoxue::arrow
