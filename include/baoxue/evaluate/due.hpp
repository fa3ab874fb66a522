// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/rules/deadline.hpp>
#include <baoxue/time/deadline.hpp>

#include <optional>
#include <variant>

namespace baoxue {

/// A due date; `no_date` where a day beyond the known calendar would be needed, with the first such day.
struct due {
    date on{dawn};
    std::optional<date> beyond{};
};

/// The due date of a deadline whose number is known.
///
/// \param trigger   not counted itself
/// \param calendar  the pupil's school calendar
/// \param working   the published working days
[[nodiscard]] inline due due_date(date trigger, const deadline& d, const school_calendar& calendar,
                                  const working_calendar& working) {
    if (const auto* e = std::get_if<end_of>(&d)) {
        if (e->period == period::month) {
            const auto c = civil(trigger);
            return {date{c.year, c.month, last_day_of_month(c.year, c.month)}, {}};
        }
        for (const auto& t : calendar.terms()) {  // between terms: the next one to end
            const date last = e->period == period::term ? t.last_day : calendar.school_year_span(t.school_year)->last;
            if (trigger <= last)
                return {last, {}};
        }
        return {dawn, trigger};
    }
    const auto& w = std::get<within_days>(d);
    const auto n = *w.within.value;
    const date beyond_school = calendar.days() == 0 ? trigger : calendar.date_of(calendar.days() - 1) + day_count{1};
    std::optional<date> on;
    switch (w.unit) {
    case day_unit::calendar_days:
        on = due_after(trigger, day_count{n});
        break;
    case day_unit::school_days:
        on = due_after(trigger, school_day_count{n}, calendar);
        if (!on)
            return {dawn, beyond_school};
        break;
    case day_unit::working_days:
        on = due_after(trigger, working_day_count{n}, working);
        break;
    }
    if (on && w.rolls && n > 0)
        on = rolled_to_working_day(*on, working);
    if (!on)
        return {dawn, working.last_covered() + day_count{1}};
    return {*on, {}};
}

}  // namespace baoxue
