// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/id_pool.hpp>
#include <baoxue/findings/cause.hpp>
#include <baoxue/time/date.hpp>
#include <baoxue/vocabulary/enum_words.hpp>
#include <baoxue/vocabulary/vocabulary.hpp>

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

namespace baoxue {

/// What an evaluation could not know.
enum class gap_kind : std::uint8_t {
    unspecified_value,
    unassigned_role,
    broken_chain,
    unmarked_sessions,
    undefined_rate,
    missing_table,
    ambiguous_reading,
    outside_calendar,
    unknown_exit,
    unknown_birth_date
};

template <>
inline constexpr auto enum_words<gap_kind> = std::to_array<enum_word<gap_kind>>({
    {gap_kind::unspecified_value, "unspecified_value"},
    {gap_kind::unassigned_role, "unassigned_role"},
    {gap_kind::broken_chain, "broken_chain"},
    {gap_kind::unmarked_sessions, "unmarked_sessions"},
    {gap_kind::undefined_rate, "undefined_rate"},
    {gap_kind::missing_table, "missing_table"},
    {gap_kind::ambiguous_reading, "ambiguous_reading"},
    {gap_kind::outside_calendar, "outside_calendar"},
    {gap_kind::unknown_exit, "unknown_exit"},
    {gap_kind::unknown_birth_date, "unknown_birth_date"},
});

/// One gap while it is gathered; equal ones are one row. Unit, student and person codes below 0: none.
struct gap {
    std::int32_t clause{no_code};  ///< index in the bound policy's clauses
    std::int32_t rule{no_code};    ///< index in the bound policy's rules
    code unit{no_code};
    code student{no_code};
    code person{no_code};  ///< of a rule about each holder
    date from{dawn};       ///< dawn: no beginning is known
    gap_kind kind{};
    word_code role{no_code};
    std::string parameter{};
    date until{forever};  ///< forever: no end is known
    cause caused_by{};
    bool has_cause{false};
    std::int32_t text{no_code};  ///< the rule in the text that asked for it; filled in when gaps are put in order

    [[nodiscard]] auto key() const {
        return std::tie(clause, rule, unit, student, from, kind, role, parameter, until, person);
    }
};

/// Gaps as columns, in order.
struct gaps_table {
    std::vector<std::uint64_t> id;
    std::vector<std::int32_t> clause, rule;
    std::vector<gap_kind> kind;
    std::vector<code> unit, student, person;
    std::vector<word_code> role;
    std::vector<std::string> parameter;
    std::vector<date> from, until;
    list_column<cause> caused_by;

    [[nodiscard]] std::size_t size() const { return id.size(); }

    friend bool operator==(const gaps_table&, const gaps_table&) = default;
};

}  // namespace baoxue
