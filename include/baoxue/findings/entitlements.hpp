// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/findings/obligations.hpp>

namespace baoxue {

/// Benefits that a need entitles a pupil to.
struct entitlements_table {
    std::vector<std::uint64_t> id;
    std::vector<std::int32_t> rule;
    std::vector<word_code> benefit;
    std::vector<code> student;
    std::vector<word_code> role;
    std::vector<bearer_set> bearers;
    std::vector<date> from, due_on;  ///< due_on no_date: none
    std::vector<baoxue::state> state;
    std::vector<date> met_on;  ///< no_date: not met
    list_column<cause> caused_by;

    [[nodiscard]] std::size_t size() const { return id.size(); }

    friend bool operator==(const entitlements_table&, const entitlements_table&) = default;
};

}  // namespace baoxue
