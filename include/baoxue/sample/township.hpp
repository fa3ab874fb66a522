// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/table.hpp>
#include <baoxue/sample/layout.hpp>
#include <baoxue/sample/people.hpp>
#include <baoxue/sample/plan.hpp>
#include <baoxue/sample/year.hpp>

#include <cstdint>
#include <memory>
#include <vector>

namespace baoxue::sample {

/// What every table of one township is written from: its units, its year, its people. Immutable once planned.
struct township {
    township_plan plan;
    layout places;
    std::vector<special_day> special;
    std::vector<school_calendar> calendars;  ///< first that of schools without days of their own
    std::vector<std::int32_t> calendar_of_school;
    people staff;
    std::shared_ptr<const owned_column> pupil_ids;  ///< row n is pupil number n

    [[nodiscard]] const school_calendar& calendar_at(std::int32_t school) const {
        return calendars[layout::at(calendar_of_school[layout::at(school)])];
    }
    [[nodiscard]] const school_calendar& calendar_of_class(std::int32_t c) const {
        return calendar_at(places.classes[layout::at(c)].school);
    }
};

/// \throws input_error if there can be no such township
[[nodiscard]] inline township plan_township(const township_plan& plan) {
    check(plan);
    township t{plan, lay_out(plan), {}, {}, {}, {}, {}};
    const auto schools = static_cast<std::int32_t>(t.places.schools.size());
    t.special = special_days(plan, schools);
    t.calendars.push_back(calendar_of(t.special, -1));
    t.calendar_of_school.assign(t.places.schools.size(), 0);
    for (const auto& s : t.special) {
        if (s.school < 0 || t.calendar_of_school[layout::at(s.school)] != 0)
            continue;
        t.calendar_of_school[layout::at(s.school)] = static_cast<std::int32_t>(t.calendars.size());
        t.calendars.push_back(calendar_of(t.special, s.school));
    }
    t.staff = appoint_people(t.places, plan.seed);
    auto ids = std::make_shared<owned_column>(column_kind::id);
    for (std::int32_t p = 0; p < plan.pupils; ++p)
        ids->append(std::string_view{t.places.ids.pupil(p)});
    t.pupil_ids = std::move(ids);
    return t;
}

}  // namespace baoxue::sample
