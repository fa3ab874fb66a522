// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/exact/ratio.hpp>
#include <baoxue/rules/deadline.hpp>
#include <baoxue/rules/field.hpp>
#include <baoxue/vocabulary/status.hpp>

#include <array>
#include <variant>

namespace baoxue {

/// What a rung counts one by one.
enum class counted : std::uint8_t {
    session,      ///< a session with a mark that counts
    full_day,     ///< a school day all of whose sessions count
    part_day,     ///< a school day at least one of whose sessions counts
    late,         ///< an occasion: a full day, else each absent half-day and each present mark late beyond the limit
    earlier_rung  ///< a firing of a lower rung of the same ladder
};

template <>
inline constexpr auto enum_words<counted> = std::to_array<enum_word<counted>>({
    {counted::session, "session"},
    {counted::full_day, "full_day"},
    {counted::part_day, "part_day"},
    {counted::late, "late"},
    {counted::earlier_rung, "earlier_rung"},
});

struct count_of {
    counted unit{counted::session};
    std::optional<param<std::int32_t>> over_minutes{};  ///< late only
    std::optional<std::int32_t> step{};                 ///< earlier_rung only; without it every lower rung counts

    static constexpr auto fields() {
        return fields_of(
            field{"unit", &count_of::unit, presence::required, "what is counted"},
            field{"over_minutes", &count_of::over_minutes, presence::optional, "late: more minutes than this"},
            field{"step", &count_of::step, presence::optional,
                  "earlier_rung: only this step; every lower one if left out"});
    }
    friend bool operator==(const count_of&, const count_of&) = default;
};

enum class comparator : std::uint8_t { at_least, more_than };

template <>
inline constexpr auto enum_words<comparator> = std::to_array<enum_word<comparator>>({
    {comparator::at_least, "at_least"},
    {comparator::more_than, "more_than"},
});

enum class adjacency : std::uint8_t { school_days, calendar_days };

template <>
inline constexpr auto enum_words<adjacency> = std::to_array<enum_word<adjacency>>({
    {adjacency::school_days, "school_days"},
    {adjacency::calendar_days, "calendar_days"},
});

/// One unbroken run. Fires once a run.
struct consecutive {
    static constexpr std::string_view kind = "consecutive";

    param<std::int32_t> threshold{};
    baoxue::comparator comparator{baoxue::comparator::at_least};
    adjacency adjacent{adjacency::school_days};
    bool across_terms{false};

    static constexpr auto fields() {
        return fields_of(
            field{"threshold", &consecutive::threshold, presence::required, "how many in one run"},
            field{"comparator", &consecutive::comparator, presence::optional, "whether the number itself is included"},
            field{"adjacent", &consecutive::adjacent, presence::optional,
                  "days that follow each other: school days or calendar days"},
            field{"across_terms", &consecutive::across_terms, presence::optional,
                  "a run goes on over the end of a term"});
    }
    friend bool operator==(const consecutive&, const consecutive&) = default;
};

/// All of one period. Fires once a period.
struct cumulative {
    static constexpr std::string_view kind = "cumulative";

    param<std::int32_t> threshold{};
    baoxue::comparator comparator{baoxue::comparator::at_least};
    baoxue::period period{baoxue::period::term};

    static constexpr auto fields() {
        return fields_of(
            field{"threshold", &cumulative::threshold, presence::required, "how many in one period"},
            field{"comparator", &cumulative::comparator, presence::optional, "whether the number itself is included"},
            field{"period", &cumulative::period, presence::required, "the period, after which the count begins anew"});
    }
    friend bool operator==(const cumulative&, const cumulative&) = default;
};

enum class window_unit : std::uint8_t { days, months, school_weeks };

template <>
inline constexpr auto enum_words<window_unit> = std::to_array<enum_word<window_unit>>({
    {window_unit::days, "days"},
    {window_unit::months, "months"},
    {window_unit::school_weeks, "school_weeks"},
});

enum class window_within : std::uint8_t { none, term, school_year };

template <>
inline constexpr auto enum_words<window_within> = std::to_array<enum_word<window_within>>({
    {window_within::none, "none"},
    {window_within::term, "term"},
    {window_within::school_year, "school_year"},
});

/// A window that ends today. Fires when the count reaches the number, and again only after it was below.
struct rolling {
    static constexpr std::string_view kind = "rolling";

    param<std::int32_t> threshold{};
    baoxue::comparator comparator{baoxue::comparator::at_least};
    param<std::int32_t> length{};
    window_unit of{window_unit::days};
    window_within within{window_within::none};

    static constexpr auto fields() {
        return fields_of(
            field{"threshold", &rolling::threshold, presence::required, "how many in the window"},
            field{"comparator", &rolling::comparator, presence::optional, "whether the number itself is included"},
            field{"length", &rolling::length, presence::required, "length of the window in its unit"},
            field{"of", &rolling::of, presence::required,
                  "days, months, or school weeks (Monday to Sunday with a session)"},
            field{"within", &rolling::within, presence::optional,
                  "the window never reaches back beyond this period's start"});
    }
    friend bool operator==(const rolling&, const rolling&) = default;
};

/// A share of the marked sessions or days since the school year began, judged on each month's last school day.
/// Fires once a school year.
struct share {
    static constexpr std::string_view kind = "share";

    param<ratio> line{};
    baoxue::comparator comparator{baoxue::comparator::at_least};
    param<std::int32_t> at_least{1};  ///< marked sessions or days before it is judged at all

    static constexpr auto fields() {
        return fields_of(
            field{"line", &share::line, presence::required, "the share, as numerator and denominator"},
            field{"comparator", &share::comparator, presence::optional, "whether the line itself is included"},
            field{"at_least", &share::at_least, presence::optional,
                  "marked sessions or days from which on it is judged"});
    }
    friend bool operator==(const share&, const share&) = default;
};

enum class not_back_basis : std::uint8_t { attendance, registration };

template <>
inline constexpr auto enum_words<not_back_basis> = std::to_array<enum_word<not_back_basis>>({
    {not_back_basis::attendance, "attendance"},
    {not_back_basis::registration, "registration"},
});

/// Not back at school by a day of the term: no session so far present or excused and one that counts; or not
/// registered.
struct not_back {
    static constexpr std::string_view kind = "not_back";

    not_back_basis basis{not_back_basis::attendance};
    std::optional<param<std::int32_t>> until{};  ///< left out: the term's registration_until
    day_unit unit{day_unit::calendar_days};      ///< calendar days after the first day, or the n-th school day

    static constexpr auto fields() {
        return fields_of(
            field{"basis", &not_back::basis, presence::optional, "attendance marks, or the registrations table"},
            field{
                "until", &not_back::until, presence::optional,
                "calendar days after the term's first day, or the n-th school day; left out: the end of registration"},
            field{"unit", &not_back::unit, presence::optional, "calendar_days or school_days"});
    }
    friend bool operator==(const not_back&, const not_back&) = default;
};

/// A status of the pupil. Fires once a spell, on the day on which it is known; not where the spell is over by then.
struct in_status {
    static constexpr std::string_view kind = "in_status";

    baoxue::status status{baoxue::status::dropout};

    static constexpr auto fields() {
        return fields_of(field{"status", &in_status::status, presence::required, "the status that is known"});
    }
    friend bool operator==(const in_status&, const in_status&) = default;
};

enum class deadline_of : std::uint8_t {
    duty,  ///< the due date of that step's duty
    act    ///< the date that the act meeting it sets for the pupil's return
};

template <>
inline constexpr auto enum_words<deadline_of> =
    std::to_array<enum_word<deadline_of>>({{deadline_of::duty, "duty"}, {deadline_of::act, "act"}});

/// A deadline that an earlier step set has passed: its duty was not met by then; or the pupil was not back by the date
/// that the act named. Fires once a duty, on the day after.
struct missed_deadline {
    static constexpr std::string_view kind = "missed_deadline";

    std::int32_t step{1};
    deadline_of of{deadline_of::duty};
    std::optional<param<std::int32_t>> within{};
    day_unit unit{day_unit::calendar_days};
    bool rolls{false};

    static constexpr auto fields() {
        return fields_of(
            field{"step", &missed_deadline::step, presence::required, "the earlier step"},
            field{"of", &missed_deadline::of, presence::optional,
                  "the due date of its duty, or the date that the act meeting it sets; the duty if left out"},
            field{"within", &missed_deadline::within, presence::optional, "act: days after it, where it names no date"},
            field{"unit", &missed_deadline::unit, presence::optional, "which days those are"},
            field{"rolls", &missed_deadline::rolls, presence::optional,
                  "a last day without work moves to the next working day"});
    }
    friend bool operator==(const missed_deadline&, const missed_deadline&) = default;
};

/// An earlier step's duty was met. Fires on that day.
struct step_done {
    static constexpr std::string_view kind = "step_done";

    std::int32_t step{1};

    static constexpr auto fields() {
        return fields_of(field{"step", &step_done::step, presence::required, "the earlier step"});
    }
    friend bool operator==(const step_done&, const step_done&) = default;
};

using count_mode =
    std::variant<consecutive, cumulative, rolling, share, not_back, in_status, missed_deadline, step_done>;

}  // namespace baoxue
