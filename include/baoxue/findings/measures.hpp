// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/id_pool.hpp>
#include <baoxue/findings/cause.hpp>
#include <baoxue/time/date.hpp>
#include <baoxue/vocabulary/formula.hpp>
#include <baoxue/vocabulary/relation.hpp>
#include <baoxue/vocabulary/vocabulary.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace baoxue {

/// Indicators of units and school years against their lines. What is not known is nothing, never 0.
struct measures_table {
    std::vector<std::uint64_t> id;
    std::vector<std::int32_t> rule;
    std::vector<word_code> indicator;
    std::vector<std::optional<baoxue::formula>> formula;  ///< of dropout rates
    std::vector<code> unit;
    std::vector<word_code> stage;  ///< no_code: none
    std::vector<date> period_from, period_until;
    std::vector<std::optional<std::int64_t>> numerator, denominator, line_numerator, line_denominator;
    std::vector<relation> comparator;
    std::vector<std::optional<bool>> met;
    std::vector<bool> final_;
    list_column<cause> caused_by;

    [[nodiscard]] std::size_t size() const { return id.size(); }

    friend bool operator==(const measures_table&, const measures_table&) = default;
};

}  // namespace baoxue
