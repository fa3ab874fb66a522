// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/findings/findings_table.hpp>
#include <baoxue/vocabulary/enum_words.hpp>

#include <array>
#include <cstdint>

namespace baoxue {

/// What can be said of a policy before it is adopted. A new check adds its kinds here.
enum class observation_kind : std::uint8_t {
    charged_within_line,   ///< a figure keeps to a target and is charged all the same
    vetoed_within_line,    ///< a figure keeps to a target and forfeits honours all the same
    awarded_outside_line,  ///< a figure misses a target and is awarded all the same
    charge_cliff,          ///< a charge leaps from nothing to several times its amount at a line
    missing_amount,        ///< a sum is to be paid, and no amount is given
    unspecified_value,     ///< another number is left out
    never_fires,           ///< a step that no pattern of the search sets off
    fires_with_another,    ///< a step that is only ever set off together with another of its ladder
    before_deadline,       ///< a step that can be set off while the one before is not yet due
    dead_rule,             ///< a rule or step that cannot mean anybody or can never be set off
    unassigned_role,       ///< a role that owes something, and that no clause assigns to anybody
    readings_differ,       ///< two readings of a clause lead to different findings
    readings_alike,        ///< two readings of a clause led to the same findings in the whole search
    looser_layer           ///< a lower layer asks for the same by a later day, or fewer times, or lets a figure pass
};

template <>
inline constexpr auto enum_words<observation_kind> = std::to_array<enum_word<observation_kind>>({
    {observation_kind::charged_within_line, "charged_within_line"},
    {observation_kind::vetoed_within_line, "vetoed_within_line"},
    {observation_kind::awarded_outside_line, "awarded_outside_line"},
    {observation_kind::charge_cliff, "charge_cliff"},
    {observation_kind::missing_amount, "missing_amount"},
    {observation_kind::unspecified_value, "unspecified_value"},
    {observation_kind::never_fires, "never_fires"},
    {observation_kind::fires_with_another, "fires_with_another"},
    {observation_kind::before_deadline, "before_deadline"},
    {observation_kind::dead_rule, "dead_rule"},
    {observation_kind::unassigned_role, "unassigned_role"},
    {observation_kind::readings_differ, "readings_differ"},
    {observation_kind::readings_alike, "readings_alike"},
    {observation_kind::looser_layer, "looser_layer"},
});

enum class severity : std::uint8_t {
    error,    ///< the policy contradicts itself, or says something that cannot be carried out
    warning,  ///< it leaves open, or leads to, what its authors should know
    note      ///< worth knowing
};

template <>
inline constexpr auto enum_words<severity> = std::to_array<enum_word<severity>>({
    {severity::error, "error"},
    {severity::warning, "warning"},
    {severity::note, "note"},
});

/// What a number that is left out is.
enum class open_number : std::uint8_t {
    due,
    return_date,
    threshold,
    line,
    amount,
    shares,
    times,
    period,
    length,
    ages,
    lateness,
    sanction,  ///< what follows a breach
    pairs,     ///< who signs with whom
    detail     ///< what people must know and nothing is computed from
};

template <>
inline constexpr auto enum_words<open_number> = std::to_array<enum_word<open_number>>({
    {open_number::due, "due"},
    {open_number::return_date, "return_date"},
    {open_number::threshold, "threshold"},
    {open_number::line, "line"},
    {open_number::amount, "amount"},
    {open_number::shares, "shares"},
    {open_number::times, "times"},
    {open_number::period, "period"},
    {open_number::length, "length"},
    {open_number::ages, "ages"},
    {open_number::lateness, "lateness"},
    {open_number::sanction, "sanction"},
    {open_number::pairs, "pairs"},
    {open_number::detail, "detail"},
});

/// Why a rule or step is dead.
enum class dead_reason : std::uint8_t {
    no_deadline,  ///< it waits for a deadline to pass of a step that has none
    stages,       ///< the stages of the rule and of its step have none in common
    ages,         ///< nobody is of the ages
    needs,        ///< the need that it asks for keeps it away
    dates         ///< its text and the one it rests on are never in force together
};

template <>
inline constexpr auto enum_words<dead_reason> = std::to_array<enum_word<dead_reason>>({
    {dead_reason::no_deadline, "no_deadline"},
    {dead_reason::stages, "stages"},
    {dead_reason::ages, "ages"},
    {dead_reason::needs, "needs"},
    {dead_reason::dates, "dates"},
});

}  // namespace baoxue
