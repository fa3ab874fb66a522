// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/build_district.hpp>
#include <baoxue/facts/rows.hpp>

#include <string>

namespace baoxue {

/// A district of a few made-up rows, and a date, on which the evaluator shows what an observation says.
struct witness {
    district_rows rows{};
    register_mode mode{register_mode::exceptions};  ///< where no row says more, everybody is present
    date as_of{};

    /// \param words  those of the policy
    [[nodiscard]] district build(const vocabulary& words) const {
        district_options how;
        how.mode = mode;
        how.words = words;
        return build_district(rows, how);
    }
};

}  // namespace baoxue
