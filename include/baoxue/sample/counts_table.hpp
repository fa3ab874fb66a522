// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/rows.hpp>
#include <baoxue/sample/township.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace baoxue::sample {

namespace detail {

/// A figure that lies at a line of plan 5: two in a hundred of primary, three of junior middle pupils.
struct head_total {
    std::int32_t dropouts, pupils;
};

/// \param n  the school known only in totals; whether it is a junior middle school: `is_junior_counted`
[[nodiscard]] inline head_total total_of(std::int32_t n, stream& draw) {
    const auto few = draw.between(3, 8);
    const auto more = draw.between(150, 300);
    switch (n) {
    case 0:
        return {few, 50 * few};  // exactly 2 %
    case 1:
        return {few, 50 * few + 1};  // just below
    case 2:
        return {few + 1, 50 * few};  // above
    case 3:
        return {few + 8, 25 * (few + 8) + more / 10};  // junior, above 3 %
    case 4:
    case 5:
        return {0, more};  // everybody stays
    default:
        return {few, more};
    }
}

}  // namespace detail

/// Figures known only in total: of the schools without rolls, and of the central schools.
///
/// The last of these schools is counted by the inspection's formula alone, which says nothing about lines of the other.
[[nodiscard]] inline owned_table counts_table(const township& t) {
    owned_table out{table_name::counts};
    const auto& l = t.places;
    const auto add = [&](std::int32_t unit, std::string_view indicator, detail::head_total of,
                         std::optional<std::string> formula, std::optional<date> counted_on) {
        append_row(out, count_row{l.units[layout::at(unit)].id, std::string{year_name}, std::string{indicator},
                                  of.dropouts, of.pupils, std::move(formula), counted_on});
    };
    for (std::int32_t n = 0; n < counted_school_count; ++n) {
        stream draw{t.plan.seed, "counts", n};
        const auto total = detail::total_of(n, draw);
        const auto days = draw.between(0, 12);
        const bool by_inspection = n + 1 == counted_school_count;
        add(l.counted[layout::at(n)].unit, "dropout_rate", total, by_inspection ? "inspection" : "glossary",
            n % 3 == 0 ? std::nullopt : std::optional{year_last_day - day_count{days}});
    }
    for (std::int32_t c = 0; c < l.central_schools; ++c) {
        stream draw{t.plan.seed, "counts of central schools", c};
        const auto pupils = 100 + t.plan.pupils / l.central_schools;
        add(l.first_central + c, "dropout_rate", {pupils * draw.between(5, 15) / 1000, pupils}, std::nullopt,
            year_last_day);
        add(l.first_central + c, "enrolment_rate", {pupils - pupils * draw.between(0, 10) / 1000, pupils}, std::nullopt,
            year_last_day);
    }
    return out;
}

}  // namespace baoxue::sample
