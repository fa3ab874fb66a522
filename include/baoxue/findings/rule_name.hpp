// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace baoxue {

/// What the clause and rule columns name.
struct rule_name {
    std::string policy;
    std::string clause;
    std::string rule;
    std::int32_t clause_index{0};

    friend bool operator==(const rule_name&, const rule_name&) = default;
};

}  // namespace baoxue
