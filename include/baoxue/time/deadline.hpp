// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/time/date.hpp>
#include <baoxue/time/school_calendar.hpp>
#include <baoxue/time/working_calendar.hpp>

#include <optional>

namespace baoxue {

/// The last day of a period of calendar days. The start day is not counted.
///
/// \par Source
/// Civil Code of China, article 201.
[[nodiscard]] constexpr date due_after(date start, day_count within) { return start + within; }

/// The last day of a period of working days. The start day is not counted; 0 is the start day itself.
/// \return nothing where a day beyond the calendar's coverage would be needed
[[nodiscard]] inline std::optional<date> due_after(date start, working_day_count within,
                                                   const working_calendar& calendar) {
    date d = start;
    for (std::int32_t left = within.value; left > 0;) {
        d = d + day_count{1};
        const auto working = calendar.is_working_day(d);
        if (!working)
            return std::nullopt;
        if (*working)
            --left;
    }
    return d;
}

/// The last day of a period of school days. The start day is not counted; 0 is the start day itself.
/// \return nothing where a school day beyond the last known one would be needed
[[nodiscard]] inline std::optional<date> due_after(date start, school_day_count within,
                                                   const school_calendar& calendar) {
    if (within.value == 0)
        return start;
    const auto first = calendar.on_or_after(start + day_count{1});
    if (within.value > calendar.days() - first)
        return std::nullopt;
    return calendar.date_of(first + (within.value - 1));
}

/// The day itself, or the next working day where it is none.
/// \return nothing where a day beyond the calendar's coverage would be needed
///
/// \par Source
/// Civil Code of China, article 203.
[[nodiscard]] inline std::optional<date> rolled_to_working_day(date d, const working_calendar& calendar) {
    for (;; d = d + day_count{1}) {
        const auto working = calendar.is_working_day(d);
        if (!working)
            return std::nullopt;
        if (*working)
            return d;
    }
}

}  // namespace baoxue
