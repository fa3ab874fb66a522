// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/vocabulary/enum_words.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace baoxue {

/// What a column of a district table holds.
enum class column_kind : std::uint8_t {
    id,       ///< opaque id: all id columns of one district are strings, or all are integers
    day,      ///< a date
    word,     ///< a word of the vocabulary or of a closed list
    integer,  ///< a whole number
    label     ///< free text or number, such as a school year
};

template <>
inline constexpr auto enum_words<column_kind> = std::to_array<enum_word<column_kind>>({
    {column_kind::id, "id"},
    {column_kind::day, "date"},
    {column_kind::word, "word"},
    {column_kind::integer, "integer"},
    {column_kind::label, "text"},
});

struct column_spec {
    std::string_view name;
    column_kind kind;
    bool required;  ///< must be there and never null
};

/// The district's tables, in the order in which they are read.
enum class table_name : std::uint8_t {
    terms,
    days,
    units,
    holdings,
    students,
    registrations,
    enrolments,
    attendance,
    roll_calls,
    acts,
    parties,
    needs,
    incidents,
    transfers,
    pledges,
    records,
    counts
};

inline constexpr std::size_t table_count = 17;

template <>
inline constexpr auto enum_words<table_name> = std::to_array<enum_word<table_name>>({
    {table_name::terms, "terms"},
    {table_name::days, "days"},
    {table_name::units, "units"},
    {table_name::holdings, "holdings"},
    {table_name::students, "students"},
    {table_name::registrations, "registrations"},
    {table_name::enrolments, "enrolments"},
    {table_name::attendance, "attendance"},
    {table_name::roll_calls, "roll_calls"},
    {table_name::acts, "acts"},
    {table_name::parties, "parties"},
    {table_name::needs, "needs"},
    {table_name::incidents, "incidents"},
    {table_name::transfers, "transfers"},
    {table_name::pledges, "pledges"},
    {table_name::records, "records"},
    {table_name::counts, "counts"},
});

[[nodiscard]] constexpr bool is_required(table_name t) { return t == table_name::terms || t == table_name::units; }

namespace schema {

using enum column_kind;

inline constexpr auto terms = std::to_array<column_spec>({
    {"term_id", id, true},
    {"school_year", label, true},
    {"first_day", day, true},
    {"last_day", day, true},
    {"unit_id", id, false},
    {"registration_until", day, false},
});
inline constexpr auto days = std::to_array<column_spec>({
    {"date", day, true},
    {"session", word, true},
    {"kind", word, true},
    {"why", label, false},
    {"unit_id", id, false},
});
inline constexpr auto units = std::to_array<column_spec>({
    {"unit_id", id, true},
    {"kind", word, true},
    {"parent_id", id, false},
    {"stage", word, false},
    {"village_id", id, false},
});
inline constexpr auto holdings = std::to_array<column_spec>({
    {"person_id", id, true},
    {"role", word, true},
    {"covers_kind", word, true},
    {"covers_id", id, true},
    {"from", day, true},
    {"until", day, false},
});
inline constexpr auto students = std::to_array<column_spec>({
    {"student_id", id, true},
    {"home_unit_id", id, false},
    {"origin_unit_id", id, false},
    {"birth_date", day, false},
    {"died_on", day, false},
});
inline constexpr auto registrations = std::to_array<column_spec>({
    {"student_id", id, true},
    {"term_id", id, true},
    {"registered_on", day, true},
});
inline constexpr auto enrolments = std::to_array<column_spec>({
    {"student_id", id, true},
    {"class_id", id, true},
    {"from", day, true},
    {"until", day, false},
    {"entry", word, false},
    {"exit", word, false},
    {"noted_on", day, false},
});
inline constexpr auto attendance = std::to_array<column_spec>({
    {"student_id", id, true},
    {"date", day, true},
    {"session", word, true},
    {"mark", word, true},
    {"minutes_late", integer, false},
});
inline constexpr auto roll_calls = std::to_array<column_spec>({
    {"class_id", id, true},
    {"date", day, true},
    {"session", word, true},
});
inline constexpr auto acts = std::to_array<column_spec>({
    {"act_id", id, true},
    {"date", day, true},
    {"act", word, true},
    {"actor_id", id, true},
    {"student_id", id, false},
    {"unit_id", id, false},
    {"recipient_id", id, false},
    {"object", word, false},
    {"refers_table", word, false},
    {"refers_to", id, false},
    {"due_on", day, false},
    {"outcome", label, false},
});
inline constexpr auto parties = std::to_array<column_spec>({{"party_id", id, true}, {"kind", word, true}});
inline constexpr auto needs = std::to_array<column_spec>({
    {"student_id", id, true},
    {"need", word, true},
    {"from", day, true},
    {"until", day, false},
});
inline constexpr auto incidents = std::to_array<column_spec>({
    {"incident_id", id, true},
    {"date", day, true},
    {"conduct", word, true},
    {"actor_id", id, true},
    {"student_id", id, false},
    {"unit_id", id, false},
    {"verified_on", day, false},
});
inline constexpr auto transfers = std::to_array<column_spec>({
    {"transfer_id", id, true},
    {"student_id", id, true},
    {"left_on", day, true},
    {"noted_on", day, false},
    {"cause", label, false},
    {"receiving_unit_id", id, false},
});
inline constexpr auto pledges = std::to_array<column_spec>({
    {"from_id", id, true},
    {"to_id", id, true},
    {"role_from", word, true},
    {"role_to", word, true},
    {"unit_id", id, false},
    {"student_id", id, false},
    {"signed_on", day, true},
    {"until", day, false},
});
inline constexpr auto records = std::to_array<column_spec>({
    {"record_id", id, true},
    {"register", word, true},
    {"keeper_id", id, true},
    {"student_id", id, false},
    {"unit_id", id, false},
    {"opened_on", day, true},
    {"completed_on", day, false},
    {"refers_to", id, false},
});
inline constexpr auto counts = std::to_array<column_spec>({
    {"unit_id", id, true},
    {"school_year", label, true},
    {"indicator", word, true},
    {"numerator", integer, false},
    {"denominator", integer, false},
    {"formula", word, false},
    {"counted_on", day, false},
});

}  // namespace schema

[[nodiscard]] constexpr std::span<const column_spec> columns_of(table_name t) {
    switch (t) {
    case table_name::terms:
        return schema::terms;
    case table_name::days:
        return schema::days;
    case table_name::units:
        return schema::units;
    case table_name::holdings:
        return schema::holdings;
    case table_name::students:
        return schema::students;
    case table_name::registrations:
        return schema::registrations;
    case table_name::enrolments:
        return schema::enrolments;
    case table_name::attendance:
        return schema::attendance;
    case table_name::roll_calls:
        return schema::roll_calls;
    case table_name::acts:
        return schema::acts;
    case table_name::parties:
        return schema::parties;
    case table_name::needs:
        return schema::needs;
    case table_name::incidents:
        return schema::incidents;
    case table_name::transfers:
        return schema::transfers;
    case table_name::pledges:
        return schema::pledges;
    case table_name::records:
        return schema::records;
    case table_name::counts:
        return schema::counts;
    }
    return {};
}

enum class entry_kind : std::uint8_t { new_pupil, transfer_in, returned };
enum class exit_kind : std::uint8_t { graduated, transferred, suspended, withdrawn, dropout, died };
enum class day_kind : std::uint8_t { school, off };
enum class covers_kind : std::uint8_t { unit, student };
enum class party_kind : std::uint8_t { person, employer, school, body };

template <>
inline constexpr auto enum_words<entry_kind> = std::to_array<enum_word<entry_kind>>(
    {{entry_kind::new_pupil, "new"}, {entry_kind::transfer_in, "transfer_in"}, {entry_kind::returned, "return"}});
template <>
inline constexpr auto enum_words<exit_kind> = std::to_array<enum_word<exit_kind>>({
    {exit_kind::graduated, "graduated"},
    {exit_kind::transferred, "transferred"},
    {exit_kind::suspended, "suspended"},
    {exit_kind::withdrawn, "withdrawn"},
    {exit_kind::dropout, "dropout"},
    {exit_kind::died, "died"},
});
template <>
inline constexpr auto enum_words<day_kind> =
    std::to_array<enum_word<day_kind>>({{day_kind::school, "school"}, {day_kind::off, "off"}});
template <>
inline constexpr auto enum_words<covers_kind> =
    std::to_array<enum_word<covers_kind>>({{covers_kind::unit, "unit"}, {covers_kind::student, "student"}});
template <>
inline constexpr auto enum_words<party_kind> = std::to_array<enum_word<party_kind>>({
    {party_kind::person, "person"},
    {party_kind::employer, "employer"},
    {party_kind::school, "school"},
    {party_kind::body, "body"},
});

}  // namespace baoxue
