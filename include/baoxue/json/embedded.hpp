// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace baoxue {

/// A file of `policies/` that was built into the library.
struct embedded_file {
    std::string_view name;  ///< path below `policies/`, as in `plan-2.json`
    std::string_view text;
};

/// Every file built into the library, in the order of the names.
[[nodiscard]] std::span<const embedded_file> embedded_files() noexcept;

}  // namespace baoxue
