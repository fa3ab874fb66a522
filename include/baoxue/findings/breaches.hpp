// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/id_pool.hpp>
#include <baoxue/findings/cause.hpp>
#include <baoxue/time/date.hpp>
#include <baoxue/vocabulary/vocabulary.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace baoxue {

/// Verified conduct that a clause bars. Only the actor is named.
struct breaches_table {
    std::vector<std::uint64_t> id;
    std::vector<std::int32_t> rule;
    std::vector<word_code> conduct, role;
    std::vector<code> person, student, unit;
    std::vector<date> on;
    std::vector<std::string> sanction;  ///< in Chinese; empty: none is named
    std::vector<std::int32_t> time;     ///< which of the actor's breaches of the rule it is, from 1
    list_column<cause> caused_by;

    [[nodiscard]] std::size_t size() const { return id.size(); }

    friend bool operator==(const breaches_table&, const breaches_table&) = default;
};

}  // namespace baoxue
