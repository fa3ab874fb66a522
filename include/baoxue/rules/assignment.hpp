// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/subject.hpp>

namespace baoxue {

/// A role covers every unit of a kind, or every student: a subject without a holder is a hole.
struct assignment {
    static constexpr std::string_view kind = "assignment";

    role_word role{};
    subject_word covers{};

    static constexpr auto fields() {
        return fields_of(field{"role", &assignment::role, presence::required, "the role that covers"},
                         field{"covers", &assignment::covers, presence::required, "a unit kind, or student"});
    }
    friend bool operator==(const assignment&, const assignment&) = default;
};

}  // namespace baoxue
