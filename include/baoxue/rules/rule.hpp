// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/assignment.hpp>
#include <baoxue/rules/bilingual.hpp>
#include <baoxue/rules/committee.hpp>
#include <baoxue/rules/duty.hpp>
#include <baoxue/rules/entitlement.hpp>
#include <baoxue/rules/guidance.hpp>
#include <baoxue/rules/incentive.hpp>
#include <baoxue/rules/ladder.hpp>
#include <baoxue/rules/pledge.hpp>
#include <baoxue/rules/procedure.hpp>
#include <baoxue/rules/prohibition.hpp>
#include <baoxue/rules/record.hpp>
#include <baoxue/rules/recurring.hpp>
#include <baoxue/rules/target.hpp>
#include <baoxue/rules/veto.hpp>

#include <string>
#include <variant>

namespace baoxue {

/// The closed set of rule kinds. A new kind is a struct with its fields, a line here, and a header in evaluate/.
using rule_kind = std::variant<ladder, assignment, duty, recurring, procedure, target, incentive, veto, pledge,
                               committee, entitlement, prohibition, record, guidance>;

struct rule {
    std::string id{};
    baoxue::applies_to applies_to{};
    std::optional<after_act> after{};
    rule_kind is{};
    std::vector<param<bilingual>> details{};

    static constexpr auto fields() {
        return fields_of(
            field{"id", &rule::id, presence::required, "name of the rule within its clause"},
            field{"applies_to", &rule::applies_to, presence::optional, "whom the rule means"},
            field{"after", &rule::after, presence::optional, "an act that must be on record before"},
            field{"details", &rule::details, presence::optional,
                  "what people must know to act on its findings and nothing is computed from, such as to whom a sum is "
                  "paid; each with a name"},
            field{"", &rule::is, presence::required, "`kind` and that kind's own fields, beside these"});
    }
    friend bool operator==(const rule&, const rule&) = default;
};

}  // namespace baoxue
