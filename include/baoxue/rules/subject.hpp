// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/field.hpp>

namespace baoxue {

/// Whom or what a rule is about: a unit kind, or `student`.
struct subject_word {
    std::string id{"student"};

    [[nodiscard]] bool is_student() const { return id == "student"; }
    friend bool operator==(const subject_word&, const subject_word&) = default;
};

}  // namespace baoxue
