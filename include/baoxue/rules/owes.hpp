// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/field.hpp>

#include <array>
#include <vector>

namespace baoxue {

enum class combine : std::uint8_t {
    any_of,      ///< one row; any of the acts by any of the roles meets it
    each_of,     ///< one row an act and role
    in_order,    ///< one row an act, triggered by the act before
    first_held,  ///< as any_of, but the first of the roles that anybody holds bears it alone
};

template <>
inline constexpr auto enum_words<combine> = std::to_array<enum_word<combine>>({
    {combine::any_of, "any_of"},
    {combine::each_of, "each_of"},
    {combine::in_order, "in_order"},
    {combine::first_held, "first_held"},
});

/// What is owed by whom to whom.
struct owes {
    combine how{combine::any_of};
    std::vector<act_word> acts{};
    std::vector<role_word> roles{};  ///< in order: one for all acts, or one an act
    std::optional<role_word> recipient{};

    static constexpr auto fields() {
        return fields_of(
            field{"how", &owes::how, presence::optional,
                  "how several acts or roles combine; any of them unless it says more; `first_held`: the first of the "
                  "roles that anybody holds bears it, and the acts of all of them meet it"},
            field{"acts", &owes::acts, presence::required, "acts owed"},
            field{"roles", &owes::roles, presence::required, "roles that owe them"},
            field{"recipient", &owes::recipient, presence::optional,
                  "role that receives them; never matters for discharge"});
    }
    friend bool operator==(const owes&, const owes&) = default;
};

/// What ends a duty that nobody has met yet.
enum class stop : std::uint8_t { present, death, exit, term_end, enrolment };

template <>
inline constexpr auto enum_words<stop> = std::to_array<enum_word<stop>>({
    {stop::present, "present"},
    {stop::death, "death"},
    {stop::exit, "exit"},
    {stop::term_end, "term_end"},
    {stop::enrolment, "enrolment"},
});

}  // namespace baoxue
