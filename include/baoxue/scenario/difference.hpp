// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/findings/findings_table.hpp>
#include <baoxue/scenario/scenario.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace baoxue {

/// A finding that is not as expected: one that was not found, one that was not expected, or both where they are the
/// same finding but for a few columns.
struct scenario_difference {
    findings_table table{};
    std::vector<std::string> columns{};
    std::optional<std::vector<cell>> expected{}, found{};

    /// The places of the columns in which the two differ.
    [[nodiscard]] std::vector<std::size_t> differing() const {
        std::vector<std::size_t> out;
        for (std::size_t i = 0; expected && found && i < columns.size(); ++i)
            if ((*expected)[i] != (*found)[i])
                out.push_back(i);
        return out;
    }
};

}  // namespace baoxue
