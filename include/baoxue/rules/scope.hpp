// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/field.hpp>
#include <baoxue/time/date.hpp>

#include <array>
#include <vector>

namespace baoxue {

/// How far an upper age limit runs on after the birthday.
enum class age_end : std::uint8_t { birthday, school_year_end, last_weekday };

template <>
inline constexpr auto enum_words<age_end> = std::to_array<enum_word<age_end>>({
    {age_end::birthday, "birthday"},
    {age_end::school_year_end, "school_year_end"},
    {age_end::last_weekday, "last_weekday"},
});

template <>
inline constexpr auto enum_words<weekday> = std::to_array<enum_word<weekday>>({
    {weekday::monday, "monday"},
    {weekday::tuesday, "tuesday"},
    {weekday::wednesday, "wednesday"},
    {weekday::thursday, "thursday"},
    {weekday::friday, "friday"},
    {weekday::saturday, "saturday"},
    {weekday::sunday, "sunday"},
});

/// Ages [from, until) on the trigger date. Unit: whole years.
struct age_range {
    param<std::int32_t> from{};
    param<std::int32_t> until{};
    age_end runs_on_to{
        age_end::birthday};  ///< until the end of the school year, or of a named day of it, of that birthday
    std::optional<std::int32_t> month{};  ///< of the named day, 1 to 12
    std::optional<weekday> last{};        ///< the month's last such weekday

    static constexpr auto fields() {
        return fields_of(
            field{"from", &age_range::from, presence::required, "first age, in whole years"},
            field{"until", &age_range::until, presence::required, "first age no longer meant"},
            field{"runs_on_to", &age_range::runs_on_to, presence::optional,
                  "how far the upper limit runs on after that birthday"},
            field{"month", &age_range::month, presence::optional, "month of the named day, 1 to 12"},
            field{"last", &age_range::last, presence::optional, "the named day is the month's last such weekday"});
    }
    friend bool operator==(const age_range&, const age_range&) = default;
};

/// Flags of the needs table: it holds on a day when one need of `any_of` is flagged, or every need of `all_of` is.
struct need_condition {
    std::vector<need_word> any_of{};
    std::vector<need_word> all_of{};

    static constexpr auto fields() {
        return fields_of(
            field{"any_of", &need_condition::any_of, presence::optional, "one of these needs is flagged"},
            field{"all_of", &need_condition::all_of, presence::optional, "or all of these are, on the same day"});
    }
    friend bool operator==(const need_condition&, const need_condition&) = default;
};

/// Whom a rule or rung means. Everything left out means everybody.
struct applies_to {
    std::vector<stage_word> stages{};
    std::vector<unit_kind_word> unit_kinds{};
    std::optional<age_range> ages{};
    std::optional<need_condition> need{};
    std::optional<need_condition> unless{};

    static constexpr auto fields() {
        return fields_of(
            field{"stages", &applies_to::stages, presence::optional, "stages of the pupil's unit"},
            field{"unit_kinds", &applies_to::unit_kinds, presence::optional,
                  "kinds of the pupil's unit or of one above it"},
            field{"ages", &applies_to::ages, presence::optional, "ages on the trigger date"},
            field{"need", &applies_to::need, presence::optional, "a need that is flagged on the trigger date"},
            field{"unless", &applies_to::unless, presence::optional,
                  "a need that keeps the rule away when it is flagged on the trigger date"});
    }
    friend bool operator==(const applies_to&, const applies_to&) = default;
};

enum class since : std::uint8_t {
    term_start,
    school_year_start,
    months_before  ///< so many months that end on the day before
};

template <>
inline constexpr auto enum_words<since> = std::to_array<enum_word<since>>({
    {since::term_start, "term_start"},
    {since::school_year_start, "school_year_start"},
    {since::months_before, "months_before"},
});

/// Acts that must be on record for the pupil before a rule or rung can fire: how many, in which time. Those of one day
/// are one.
struct after_act {
    act_word act{};
    baoxue::since since{baoxue::since::school_year_start};
    std::optional<param<std::int32_t>> months{};
    std::optional<param<std::int32_t>> at_least{};  ///< 1 if left out
    std::optional<param<std::int32_t>> below{};
    std::optional<act_word> following{};
    bool afresh{false};
    std::optional<std::int32_t> step{};

    static constexpr auto fields() {
        return fields_of(
            field{"act", &after_act::act, presence::required, "the act that must be on record for that pupil"},
            field{"since", &after_act::since, presence::required,
                  "from when on it counts: up to the day itself, or months up to the day before"},
            field{"months", &after_act::months, presence::optional, "months_before: how many"},
            field{"at_least", &after_act::at_least, presence::optional,
                  "on how many days such an act must be on record; 1 if left out"},
            field{"below", &after_act::below, presence::optional, "and on fewer days than this"},
            field{"following", &after_act::following, presence::optional,
                  "it counts only from the first such act in that time on"},
            field{"afresh", &after_act::afresh, presence::optional,
                  "true: the rung counts only what comes on a later day than the first of these acts"},
            field{"step", &after_act::step, presence::optional,
                  "of a ladder: it counts only from the day on which that step was reached in that time on"});
    }
    friend bool operator==(const after_act&, const after_act&) = default;
};

}  // namespace baoxue
