// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/deadline.hpp>
#include <baoxue/rules/owes.hpp>
#include <baoxue/rules/scope.hpp>

#include <optional>
#include <vector>

namespace baoxue {

/// A need entitles a pupil to a benefit, which roles owe by a deadline.
///
/// Met by `grant_benefit` with that object, by an act that the rule lists, or by somebody who holds the role that the
/// rule names for that pupil.
struct entitlement {
    static constexpr std::string_view kind = "entitlement";

    benefit_word benefit{};
    std::optional<need_condition> need{};
    std::vector<role_word> roles{};
    std::vector<act_word> acts{};
    std::optional<role_word> held{};
    std::optional<deadline> due{};  ///< left out: the clause names no deadline
    std::vector<stop> stops{};

    static constexpr auto fields() {
        return fields_of(
            field{"benefit", &entitlement::benefit, presence::required, "what the pupil is entitled to"},
            field{"need", &entitlement::need, presence::optional,
                  "the need that entitles, from the day it is flagged; every pupil, from enrolment, if left out"},
            field{"roles", &entitlement::roles, presence::required, "roles that owe it"},
            field{"acts", &entitlement::acts, presence::optional, "acts that meet it beside `grant_benefit` with it"},
            field{"held", &entitlement::held, presence::optional,
                  "a role over the pupil: whoever holds it meets the entitlement"},
            field{"due", &entitlement::due, presence::optional, "by when; left out where the clause names no deadline"},
            field{"stops", &entitlement::stops, presence::optional, "what ends it before it is met"});
    }
    friend bool operator==(const entitlement&, const entitlement&) = default;
};

}  // namespace baoxue
