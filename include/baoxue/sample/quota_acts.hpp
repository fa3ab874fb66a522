// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/sample/act.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace baoxue::sample {

namespace detail {

/// Home visits of one teacher to pupils of a class, spread over a term, while they hold the role.
inline void visit_class(const township& t, std::int32_t class_number, const held_role& r, const year_term& term,
                        std::int32_t visits, stream& draw, std::vector<done_act>& out) {
    const auto& b = t.places.blocks[layout::at(t.places.classes[layout::at(class_number)].block)];
    const auto place = class_number - b.first_class;
    const auto pupils = (b.pupils - place + b.classes - 1) / b.classes;
    if (pupils <= 0)
        return;
    for (; visits > 0; --visits) {
        const auto on = term.first_day + day_count{draw.below((term.last_day - term.first_day).value + 1)};
        const auto pupil = b.first_pupil + place + b.classes * draw.below(pupils);
        if (r.from > on || (r.until && on > *r.until))
            continue;
        for (const auto& s : roll_of(t, pupil))
            if (s.class_number == class_number && s.covers(on))
                out.push_back({on, "home_visit", r.who, pupil});
    }
}

}  // namespace detail

/// Home visits of subject teachers, beyond those of `visit_routinely`, so that many make as many a term as is asked of
/// them. Class teachers make enough as it is, but for a few.
inline void visit_for_quota(const township& t, std::int32_t class_number, std::vector<done_act>& out) {
    stream draw{t.plan.seed, "quota visits", class_number};
    for (const auto& r : t.staff.at(t.places.classes[layout::at(class_number)].unit)) {
        if (r.role != "subject_teacher")
            continue;
        // Visits to several classes add up: who is diligent is diligent in each.
        const bool is_diligent = stream{t.plan.seed, "diligence", r.who.number}.chance(600);
        for (const auto& term : year_terms) {
            const auto most = draw.between(3, 5), few = draw.below(2);
            detail::visit_class(t, class_number, r, term, is_diligent ? most : few, draw, out);
        }
    }
}

/// The class teacher's report of each school day: nearly every day, on most days, or hardly ever.
inline void report_daily(const township& t, std::int32_t class_number, std::vector<done_act>& out) {
    stream draw{t.plan.seed, "daily reports", class_number};
    const auto habit = draw.below(100);
    const auto in_a_thousand = habit < 75 ? 980 : habit < 95 ? 800 : 100;
    const desk d{t, class_number};
    const auto& calendar = t.calendar_of_class(class_number);
    const auto unit = t.places.classes[layout::at(class_number)].unit;
    for (day_ordinal day = 0; day < calendar.days(); ++day) {
        const auto on = calendar.date_of(day);
        const auto by = d.of_class("class_teacher", on);
        if (draw.chance(in_a_thousand) && by)
            out.push_back({on, "report_attendance", *by, -1, unit});
    }
}

/// Publicity in March and September: most schools, by the principal or another leader.
/// \param unit  of a school, also of one known only in totals
inline void keep_control_months(const township& t, std::int32_t unit, std::vector<done_act>& out) {
    stream draw{t.plan.seed, "dropout-control months", unit};
    const auto& l = t.places;
    for (const date first : {date{2025, 9, 1}, date{2026, 3, 1}}) {
        const bool kept = draw.chance(800), other = draw.chance(200);
        const auto on = first + day_count{draw.between(2, 27)};
        auto by = t.staff.holder(unit, other ? "vice_principal" : "principal", on);
        for (std::int32_t n = 0; n < counted_school_count; ++n)
            if (l.counted[layout::at(n)].unit == unit && counted_head_since(n) <= on)
                by = person{'m', n};
        if (kept && by)
            out.push_back({on, "dropout_control_month", *by, -1, unit});
    }
}

}  // namespace baoxue::sample
