// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/id_pool.hpp>
#include <baoxue/findings/cause.hpp>
#include <baoxue/time/date.hpp>
#include <baoxue/vocabulary/status.hpp>

#include <cstdint>
#include <vector>

namespace baoxue {

/// What pupils who left are, and for how long.
struct statuses_table {
    std::vector<std::uint64_t> id;
    std::vector<std::int32_t> rule;  ///< no_code: no clause gives it
    std::vector<code> student, unit;
    std::vector<baoxue::status> status;
    std::vector<date> from, until;  ///< until `forever`: no end is known
    list_column<cause> caused_by;

    [[nodiscard]] std::size_t size() const { return id.size(); }

    friend bool operator==(const statuses_table&, const statuses_table&) = default;
};

}  // namespace baoxue
