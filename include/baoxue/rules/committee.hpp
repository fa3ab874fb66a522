// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/field.hpp>

#include <optional>
#include <vector>

namespace baoxue {

/// A seat of a committee, or several alike.
struct seat {
    role_word role{};
    std::optional<role_word> every{};  ///< whose holders at or below the unit all take it; left out: somebody

    static constexpr auto fields() {
        return fields_of(
            field{"role", &seat::role, presence::required, "the role of who sits there, held at the unit"},
            field{"every", &seat::every, presence::optional,
                  "the role whose holders, at the unit or below it, must all sit there; somebody if left out"});
    }
    friend bool operator==(const seat&, const seat&) = default;
};

/// A group that every unit of a kind must have, with a head and required members. An empty seat is a hole.
struct committee {
    static constexpr std::string_view kind = "committee";

    unit_kind_word at{};
    std::vector<seat> seats{};

    static constexpr auto fields() {
        return fields_of(field{"at", &committee::at, presence::required, "the kind of unit that has one"},
                         field{"seats", &committee::seats, presence::required, "its seats, the head first"});
    }
    friend bool operator==(const committee&, const committee&) = default;
};

}  // namespace baoxue
