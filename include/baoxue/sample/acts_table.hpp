// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/rows.hpp>
#include <baoxue/sample/absence_acts.hpp>
#include <baoxue/sample/dropout_acts.hpp>
#include <baoxue/sample/routine_acts.hpp>

#include <algorithm>
#include <vector>

namespace baoxue::sample {

/// Everything done in the township, in order of date.
[[nodiscard]] inline std::vector<done_act> all_acts(const township& t) {
    std::vector<done_act> out;
    pupil_register book;
    std::vector<noticed_absence> absences;
    for (std::int32_t p = 0; p < t.plan.pupils; ++p) {
        const auto roll = roll_of(t, p);
        mark_register(t, p, roll, book);
        notice_absences(book, absences);
        act_on_absences(t, p, absences, out);
        act_on_dropout(t, p, roll, out);
    }
    for (std::size_t c = 0; c < t.places.classes.size(); ++c)
        visit_routinely(t, static_cast<std::int32_t>(c), out);
    for (std::size_t s = 0; s < t.places.schools.size(); ++s)
        report_routinely(t, static_cast<std::int32_t>(s), out);
    std::stable_sort(out.begin(), out.end(), [](const done_act& a, const done_act& b) { return a.on < b.on; });
    return out;
}

[[nodiscard]] inline owned_table acts_table(const township& t) {
    const auto acts = all_acts(t);
    const auto width = width_for(static_cast<std::int32_t>(acts.size()), 6);
    const auto& l = t.places;
    owned_table out{table_name::acts};
    std::int32_t number = 0;
    for (const auto& a : acts) {
        act_row row;
        row.act_id = id_text('a', number++, width);
        row.date = a.on;
        row.act = a.act;
        row.actor_id = l.ids.text(a.actor);
        if (a.pupil >= 0)
            row.student_id = l.ids.pupil(a.pupil);
        if (a.unit >= 0)
            row.unit_id = l.units[layout::at(a.unit)].id;
        if (a.recipient)
            row.recipient_id = l.ids.text(*a.recipient);
        row.due_on = a.due_on;
        if (!a.outcome.empty())
            row.outcome = std::string{a.outcome};
        append_row(out, row);
    }
    return out;
}

}  // namespace baoxue::sample
