// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/figure.hpp>

#include <string>
#include <vector>

namespace baoxue {

/// An indicator that stands so to its line forfeits honours; no reward can mask it.
struct veto {
    static constexpr std::string_view kind = "veto";

    std::optional<figure_condition> upon{};
    std::optional<std::string> with{};
    std::vector<role_word> roles{};
    std::vector<honour_word> forfeits{};

    static constexpr auto fields() {
        return fields_of(
            field{"upon", &veto::upon, presence::optional, "the indicator and its line"},
            field{"with", &veto::with, presence::optional, "instead: the clause whose veto's condition it shares"},
            field{"roles", &veto::roles, presence::required, "roles whose holders at that unit forfeit them"},
            field{"forfeits", &veto::forfeits, presence::required, "honours that are forfeited"});
    }
    friend bool operator==(const veto&, const veto&) = default;
};

}  // namespace baoxue
