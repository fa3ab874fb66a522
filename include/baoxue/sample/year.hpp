// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/schema.hpp>
#include <baoxue/sample/plan.hpp>
#include <baoxue/sample/stream.hpp>
#include <baoxue/time/school_calendar.hpp>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace baoxue::sample {

/// The one school year of a generated township lies inside the published holiday lists.
struct year_term {
    std::string_view id;
    date first_day, last_day, registration_until;
};
inline constexpr std::string_view year_name = "2025-2026";
inline constexpr auto year_terms = std::to_array<year_term>({
    {"2025-autumn", date{2025, 9, 1}, date{2026, 1, 30}, date{2025, 9, 5}},
    {"2026-spring", date{2026, 3, 2}, date{2026, 7, 10}, date{2026, 3, 6}},
});
inline constexpr date year_first_day = year_terms.front().first_day;
inline constexpr date year_last_day = year_terms.back().last_day;

/// A day that departs from the published calendar, everywhere (school -1) or at one school.
struct special_day {
    date on{};
    sessions halves{sessions::both};
    day_kind kind{day_kind::off};
    std::string_view why{};
    std::int32_t school{-1};
};

/// The departures, in order of date; no two on one date.
[[nodiscard]] inline std::vector<special_day> special_days(const township_plan& plan, std::int32_t schools) {
    stream draw{plan.seed, "days"};
    const auto off_week = draw.below(6);
    const auto off_school = draw.below(schools);
    const auto extra_week = draw.below(3);
    const auto extra_school = draw.below(schools);
    return {
        {date{date{2025, 10, 20}.days + 7 * off_week}, sessions::both, day_kind::off, "school anniversary", off_school},
        {date{2025, 12, 5}, sessions::both, day_kind::off, "storm", -1},
        {date{2025, 12, 13}, sessions::both, day_kind::school, "makes up for the storm", -1},
        {date{2026, 1, 30}, sessions::pm, day_kind::off, "end of term", -1},
        {date{date{2026, 4, 11}.days + 7 * extra_week}, sessions::am, day_kind::school, "open day", extra_school},
        {date{2026, 7, 10}, sessions::pm, day_kind::off, "end of term", -1},
    };
}

/// School days of a school, or of schools without days of their own (-1).
[[nodiscard]] inline school_calendar calendar_of(const std::vector<special_day>& special, std::int32_t school) {
    std::vector<term> terms;
    std::vector<school_day> days;
    for (std::size_t i = 0; i < year_terms.size(); ++i) {
        const auto& t = year_terms[i];
        const auto number = static_cast<std::int32_t>(i);
        terms.push_back({number, 0, t.first_day, t.last_day, t.registration_until});
        for (date d = t.first_day; d <= t.last_day; d = d + day_count{1}) {
            auto held = is_working_day(sample_calendar, d).value_or(false) ? sessions::both : sessions::none;
            for (const auto& s : special) {
                if (s.on != d || (s.school != -1 && s.school != school))
                    continue;
                held = s.kind == day_kind::school ? with(held, s.halves) : without(held, s.halves);
            }
            if (held != sessions::none)
                days.push_back({d, held, number});
        }
    }
    return school_calendar{std::move(terms), days};
}

}  // namespace baoxue::sample
