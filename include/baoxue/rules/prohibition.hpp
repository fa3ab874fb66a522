// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/bilingual.hpp>
#include <baoxue/rules/field.hpp>

#include <string>
#include <vector>

namespace baoxue {

/// What follows from the same actor's n-th verified incident on.
struct repetition {
    param<std::int32_t> times{2};
    param<bilingual> sanction{};

    static constexpr auto fields() {
        return fields_of(field{"times", &repetition::times, presence::optional,
                               "from which of the actor's incidents on; 2 if left out"},
                         field{"sanction", &repetition::sanction, presence::required, "the sanction then"});
    }
    friend bool operator==(const repetition&, const repetition&) = default;
};

/// Conduct that is barred to roles. Only a verified incident is a breach, and only of whoever it names.
struct prohibition {
    static constexpr std::string_view kind = "prohibition";

    std::vector<conduct_word> conduct{};
    bool together{false};
    std::vector<std::string> unmet{};
    bool below{false};
    bool returned{false};
    std::vector<role_word> roles{};
    std::optional<param<bilingual>> sanction{};
    std::optional<repetition> again{};

    static constexpr auto fields() {
        return fields_of(
            field{"conduct", &prohibition::conduct, presence::required, "conduct that is barred"},
            field{"together", &prohibition::together, presence::optional,
                  "only where one actor is found in all of it within one school year"},
            field{"unmet", &prohibition::unmet, presence::optional,
                  "and only where a target of one of these clauses is finally not met at the unit that year"},
            field{"below", &prohibition::below, presence::optional,
                  "with `unmet`: what happened above such units, or at no place, counts for each unit below that place "
                  "or "
                  "below a post of the actor"},
            field{"returned", &prohibition::returned, presence::optional,
                  "only towards pupils who have come back after dropping out"},
            field{"roles", &prohibition::roles, presence::required, "roles to which it is barred"},
            field{"sanction", &prohibition::sanction, presence::optional,
                  "what follows; left out where the clause names none"},
            field{"again", &prohibition::again, presence::optional, "what follows when it happens again"});
    }
    friend bool operator==(const prohibition&, const prohibition&) = default;
};

}  // namespace baoxue
