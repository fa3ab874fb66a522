// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/field.hpp>

#include <array>
#include <variant>

namespace baoxue {

enum class day_unit : std::uint8_t { calendar_days, school_days, working_days };

template <>
inline constexpr auto enum_words<day_unit> = std::to_array<enum_word<day_unit>>({
    {day_unit::calendar_days, "calendar_days"},
    {day_unit::school_days, "school_days"},
    {day_unit::working_days, "working_days"},
});

enum class period : std::uint8_t { month, term, school_year };

template <>
inline constexpr auto enum_words<period> = std::to_array<enum_word<period>>({
    {period::month, "month"},
    {period::term, "term"},
    {period::school_year, "school_year"},
});

/// A number of days after the trigger, which itself is not counted; 0 is the same day.
struct within_days {
    static constexpr std::string_view kind = "within";

    param<std::int32_t> within{};
    day_unit unit{day_unit::calendar_days};
    bool rolls{false};  ///< a last day without work moves to the next working day (notices to parents)

    static constexpr auto fields() {
        return fields_of(
            field{"within", &within_days::within, presence::required, "days after the trigger; 0 is the same day"},
            field{"unit", &within_days::unit, presence::optional,
                  "which days are counted; calendar days unless it says more"},
            field{"rolls", &within_days::rolls, presence::optional,
                  "a last day without work moves to the next working day"});
    }
    friend bool operator==(const within_days&, const within_days&) = default;
};

/// The last calendar day of the month, or of the term or school year's last term, in which the trigger lies.
struct end_of {
    static constexpr std::string_view kind = "end_of";

    baoxue::period period{baoxue::period::term};

    static constexpr auto fields() {
        return fields_of(
            field{"period", &end_of::period, presence::required, "the period whose last day is the deadline"});
    }
    friend bool operator==(const end_of&, const end_of&) = default;
};

using deadline = std::variant<within_days, end_of>;

}  // namespace baoxue
