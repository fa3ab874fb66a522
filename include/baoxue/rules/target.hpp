// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/figure.hpp>

namespace baoxue {

/// An indicator is to keep to a line.
struct target {
    static constexpr std::string_view kind = "target";

    figure_condition goal{};

    static constexpr auto fields() {
        return fields_of(field{"goal", &target::goal, presence::required, "the indicator and its line"});
    }
    friend bool operator==(const target&, const target&) = default;
};

}  // namespace baoxue
