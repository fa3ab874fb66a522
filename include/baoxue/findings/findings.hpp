// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/id_pool.hpp>
#include <baoxue/findings/breaches.hpp>
#include <baoxue/findings/consequences.hpp>
#include <baoxue/findings/entitlements.hpp>
#include <baoxue/findings/gaps.hpp>
#include <baoxue/findings/measures.hpp>
#include <baoxue/findings/obligations.hpp>
#include <baoxue/findings/rule_name.hpp>
#include <baoxue/findings/statuses.hpp>
#include <baoxue/people/timeline.hpp>
#include <baoxue/vocabulary/vocabulary.hpp>

#include <memory>
#include <string>
#include <vector>

namespace baoxue {

/// The newest findings format this version writes.
inline constexpr std::int32_t findings_format_version = 1;

/// Everything one policy says of one district on one day. Codes and indices are resolved by the lists beside the
/// tables.
struct findings {
    date as_of{};
    std::string policy;
    std::vector<std::string> clauses;               ///< by clause index
    std::vector<rule_name> rules;                   ///< by rule index, in clause order
    std::vector<std::vector<word_code>> act_lists;  ///< by index in the acts column
    std::shared_ptr<const id_pools> ids;
    std::shared_ptr<const vocabulary> words;
    std::shared_ptr<const bearer_sets> bearers;

    obligations_table obligations;
    statuses_table statuses;
    breaches_table breaches;
    consequences_table consequences;
    entitlements_table entitlements;
    measures_table measures;
    gaps_table gaps;
};

}  // namespace baoxue
