// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/baoxue.hpp>

/// What the school's own database knows of one pupil: a class, its staff, two days missed, and what was done.
inline baoxue::district_rows one_pupil() {
    using namespace baoxue;
    district_rows rows;
    rows.terms = {{.term_id = "autumn",
                   .school_year = "2024-2025",
                   .first_day = date{2024, 9, 2},
                   .last_day = date{2025, 1, 10}}};
    rows.units = {{.unit_id = "school", .kind = "school"}, {.unit_id = "7-1", .kind = "class", .parent_id = "school"}};
    rows.holdings = {{
        {.person_id = "teacher-li", .role = "class_teacher", .covers_id = "7-1", .from = date{2024, 9, 1}},
        {.person_id = "principal-wu", .role = "principal", .covers_id = "school", .from = date{2020, 9, 1}},
    }};
    rows.students = {{{.student_id = "pupil-9"}}};
    rows.enrolments = {{{.student_id = "pupil-9", .class_id = "7-1", .from = date{2024, 9, 2}}}};
    for (const auto day :
         {date{2024, 9, 11}, date{2024, 9, 12}})  // a register of absences only: Wednesday and Thursday
        for (const auto half : {session::am, session::pm}) {
            if (!rows.attendance)
                rows.attendance.emplace();
            rows.attendance->push_back(
                {.student_id = "pupil-9", .date = day, .session = half, .mark = mark::unexcused});
        }
    rows.needs.emplace();  // a table left out is not known; this one says that nobody is flagged
    rows.acts = {{
        {.act_id = "a1",
         .date = date{2024, 9, 11},
         .act = "report_absence",
         .actor_id = "teacher-li",
         .student_id = "pupil-9"},
        {.act_id = "a2",
         .date = date{2024, 9, 13},
         .act = "home_visit",
         .actor_id = "teacher-li",
         .student_id = "pupil-9"},
    }};
    return rows;
}
