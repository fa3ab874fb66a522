// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/scenario/difference.hpp>
#include <baoxue/scenario/finding_rows.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace baoxue {

/// Compares rows of one table; their order does not matter.
///
/// \param expected  rows with a cell a column of `found`
/// \param out       the differences: rows of one clause and rule are set beside each other, the most alike first
inline void compare_rows(findings_table table, std::vector<std::vector<cell>> expected, finding_rows found,
                         std::vector<scenario_difference>& out) {
    std::erase_if(expected, [&](const auto& row) {
        const auto same = std::find(found.rows.begin(), found.rows.end(), row);
        if (same == found.rows.end())
            return false;
        found.rows.erase(same);
        return true;
    });
    const auto alike = [](const std::vector<cell>& a, const std::vector<cell>& b) {
        constexpr std::size_t of_rule = 3;  // policy, clause and rule
        std::size_t n = 0;
        for (std::size_t i = 0; i < a.size(); ++i) {
            if (i < of_rule && a[i] != b[i])
                return std::size_t{0};
            n += a[i] == b[i] ? 1 : 0;
        }
        return n;
    };
    while (!expected.empty()) {
        std::size_t best = 0, of = 0, with = 0;
        for (std::size_t i = 0; i < expected.size(); ++i)
            for (std::size_t k = 0; k < found.rows.size(); ++k)
                if (const auto n = alike(expected[i], found.rows[k]); n > best)
                    best = n, of = i, with = k;
        if (best == 0)
            break;
        out.push_back({table, found.columns, std::move(expected[of]), std::move(found.rows[with])});
        expected.erase(expected.begin() + static_cast<std::ptrdiff_t>(of));
        found.rows.erase(found.rows.begin() + static_cast<std::ptrdiff_t>(with));
    }
    for (auto& row : expected)
        out.push_back({table, found.columns, std::move(row), {}});
    for (auto& row : found.rows)
        out.push_back({table, found.columns, {}, std::move(row)});
}

}  // namespace baoxue
