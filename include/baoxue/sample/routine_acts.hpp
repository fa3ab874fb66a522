// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/sample/act.hpp>

#include <cstdint>
#include <vector>

namespace baoxue::sample {

/// Home visits that follow no absence: class teachers make many a term, subject teachers a few.
inline void visit_routinely(const township& t, std::int32_t class_number, std::vector<done_act>& out) {
    const auto& b = t.places.blocks[layout::at(t.places.classes[layout::at(class_number)].block)];
    const auto place = class_number - b.first_class;
    const auto pupils = (b.pupils - place + b.classes - 1) / b.classes;
    if (pupils <= 0)
        return;
    const desk d{t, class_number};
    stream draw{t.plan.seed, "routine visits", class_number};
    for (const auto& term : year_terms) {
        const auto visits = draw.between(8, 30);
        for (std::int32_t i = 0; i < visits; ++i) {
            const auto on = term.first_day + day_count{draw.below((term.last_day - term.first_day).value + 1)};
            const auto pupil = b.first_pupil + place + b.classes * draw.below(pupils);
            const bool subject = draw.chance(150);
            const auto who = d.of_class(subject ? "subject_teacher" : "class_teacher", on);
            if (who)
                out.push_back({on, "home_visit", *who, pupil});
        }
    }
}

/// A school's monthly figures, some late, and its list of dropouts at the end of each term.
inline void report_routinely(const township& t, std::int32_t school_number, std::vector<done_act>& out) {
    const auto& s = t.places.schools[layout::at(school_number)];
    const desk d{t, s.first_class};
    stream draw{t.plan.seed, "routine reports", school_number};
    const auto add = [&](date on, std::string_view act, std::optional<person> who) {
        if (who)
            out.push_back({on, act, *who, -1, s.unit});
    };
    for (std::int32_t month = 0; month < 10; ++month) {
        const auto last = add_months(date{2025, 9, 30}, month);
        const bool kept = draw.chance(850);
        const auto on = last + day_count{draw.between(-2, 6)};
        if (kept)
            add(on, "compile_statistics", d.of_school("academic_affairs_office", on));
    }
    for (const auto& term : year_terms) {
        const bool kept = draw.chance(800);
        const auto on = term.last_day + day_count{draw.between(-5, 3)};
        if (kept)
            add(on, "report_dropout_list", d.of_school("principal", on));
    }
}

}  // namespace baoxue::sample
