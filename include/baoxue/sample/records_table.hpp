// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/rows.hpp>
#include <baoxue/sample/acts_table.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace baoxue::sample {

/// An entry in a register.
struct planned_record {
    date opened_on{};
    std::string_view kept{};
    person keeper{};
    std::int32_t pupil{-1}, unit{-1};
    std::optional<date> completed_on{};
    std::string refers_to{};  ///< an act
};

namespace detail {

/// Opens files; some are never completed.
class file_cabinet {
public:
    /// Opened some days after the event, completed some days later.
    void open(stream& draw, date event, std::string_view kept, std::optional<person> keeper, std::int32_t pupil,
              std::int32_t unit, std::int32_t in_a_thousand, std::string refers_to = {}) {
        const bool is_kept = draw.chance(in_a_thousand), completed = draw.chance(880);
        const auto opened = event + day_count{draw.below(4)};
        const auto days = draw.below(11);
        if (!is_kept || !keeper)
            return;
        out.push_back({opened, kept, *keeper, pupil, unit,
                       completed ? std::optional{opened + day_count{days}} : std::nullopt, std::move(refers_to)});
    }

    std::vector<planned_record> out{};
};

/// One file for most home visits, which refers to the act.
inline void file_visits(const township& t, file_cabinet& files) {
    const auto list = all_acts(t);
    stream draw{t.plan.seed, "records of visits"};
    for (std::size_t i = 0; i < list.acts.size(); ++i) {
        const auto& a = list.acts[i];
        if (a.act == "home_visit")
            files.open(draw, a.on, "home_visit", a.actor, a.pupil, -1, 800, list.id(i));
    }
}

/// The registers of one pupil's comings and goings, and files about needs.
inline void file_pupil(const township& t, std::int32_t pupil, file_cabinet& files) {
    stream draw{t.plan.seed, "records", pupil};
    for (const auto& s : roll_of(t, pupil)) {
        const desk d{t, s.class_number};
        const auto office = d.of_school("academic_affairs_office", s.from);
        const auto file = [&](date on, std::string_view kept) { files.open(draw, on, kept, office, pupil, -1, 850); };
        if (s.entry == entry_kind::transfer_in)
            file(s.from, "transfer_in");
        if (s.entry == entry_kind::returned)
            file(s.from, "returned_student");
        if (!s.until)
            continue;
        const auto known = std::max(*s.until, s.noted_on.value_or(*s.until));
        if (s.exit == exit_kind::suspended || s.exit == exit_kind::withdrawn)
            file(known, "suspension_withdrawal");
        if (s.exit == exit_kind::transferred)
            file(known, "transfer_out");
        if (is_dropout(s)) {
            file(known, "dropout");
            file(known, "dropout_report");
            file(known + day_count{3}, "persuasion_to_return");
        }
    }
    const desk d{t, t.places.first_class_of(pupil)};
    for (const auto& n : needs_of(t, pupil))
        if (n.need == "key_student" || n.need == "dropout_intention")
            files.open(draw, n.from, n.need, d.of_class("class_teacher", n.from), pupil, -1, 750);
}

}  // namespace detail

/// Everything on file, in order of the day it was opened.
[[nodiscard]] inline std::vector<planned_record> plan_records(const township& t) {
    detail::file_cabinet files;
    detail::file_visits(t, files);
    for (std::int32_t p = 0; p < t.plan.pupils; ++p)
        detail::file_pupil(t, p, files);
    for (const auto& s : t.places.schools) {  // that the school has a system at all
        stream draw{t.plan.seed, "records of schools", s.unit};
        const desk d{t, s.first_class};
        for (const std::string_view kept : {"dropout_report", "return_mobilisation", "enrolment_notice"})
            files.open(draw, year_first_day, kept, d.of_school("academic_affairs_office", year_first_day), -1, s.unit,
                       800);
    }
    std::stable_sort(files.out.begin(), files.out.end(),
                     [](const planned_record& a, const planned_record& b) { return a.opened_on < b.opened_on; });
    return std::move(files.out);
}

[[nodiscard]] inline owned_table records_table(const township& t) {
    owned_table out{table_name::records};
    const auto& l = t.places;
    const auto all = plan_records(t);
    const auto width = width_for(static_cast<std::int32_t>(all.size()), 6);
    std::int32_t number = 0;
    for (const auto& r : all) {
        record_row row{id_text('r', number++, width),
                       std::string{r.kept},
                       l.ids.text(r.keeper),
                       {},
                       {},
                       r.opened_on,
                       r.completed_on,
                       {}};
        if (r.pupil >= 0)
            row.student_id = l.ids.pupil(r.pupil);
        if (r.unit >= 0)
            row.unit_id = l.units[layout::at(r.unit)].id;
        if (!r.refers_to.empty())
            row.refers_to = r.refers_to;
        append_row(out, row);
    }
    return out;
}

}  // namespace baoxue::sample
