// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/rows.hpp>
#include <baoxue/sample/absence_acts.hpp>
#include <baoxue/sample/dropout_acts.hpp>
#include <baoxue/sample/leaving_acts.hpp>
#include <baoxue/sample/need_acts.hpp>
#include <baoxue/sample/quota_acts.hpp>
#include <baoxue/sample/routine_acts.hpp>
#include <baoxue/sample/transfer_acts.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace baoxue::sample {

namespace detail {

inline void sort_by_date(std::vector<done_act>& acts) {
    std::stable_sort(acts.begin(), acts.end(), [](const done_act& a, const done_act& b) { return a.on < b.on; });
}

}  // namespace detail

/// What followed absences and dropouts, and what schools do anyway, in order of date.
[[nodiscard]] inline std::vector<done_act> absence_and_routine_acts(const township& t) {
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
    detail::sort_by_date(out);
    return out;
}

/// What transfers, needs, leaving and quotas ask for, in order of date.
[[nodiscard]] inline std::vector<done_act> duty_acts(const township& t) {
    std::vector<done_act> out;
    const auto transfers = plan_transfers(t);
    for (const auto& x : transfers)
        act_on_transfer(t, x, out);
    for (const auto& x : list_leavings(t, transfers))
        act_on_leaving(t, x, out);
    for (std::int32_t p = 0; p < t.plan.pupils; ++p)
        act_on_needs(t, p, needs_of(t, p), out);
    for (std::size_t c = 0; c < t.places.classes.size(); ++c) {
        visit_for_quota(t, static_cast<std::int32_t>(c), out);
        report_daily(t, static_cast<std::int32_t>(c), out);
    }
    for (const auto& s : t.places.schools)
        keep_control_months(t, s.unit, out);
    for (const auto& s : t.places.counted)
        keep_control_months(t, s.unit, out);
    detail::sort_by_date(out);
    return out;
}

/// Everything done in the township: ids of sort a, then ids of sort d, each in order of date. The second kind was added
/// later and changes no id of the first.
struct act_list {
    std::vector<done_act> acts{};
    std::size_t first_duty{0};

    [[nodiscard]] std::string id(std::size_t i) const {
        const auto number = [](std::size_t n) { return static_cast<std::int32_t>(n); };
        return i < first_duty ? id_text('a', number(i), width_for(number(first_duty), 6))
                              : id_text('d', number(i - first_duty), width_for(number(acts.size() - first_duty), 6));
    }
};

[[nodiscard]] inline act_list all_acts(const township& t) {
    act_list out{absence_and_routine_acts(t), 0};
    out.first_duty = out.acts.size();
    const auto more = duty_acts(t);
    out.acts.insert(out.acts.end(), more.begin(), more.end());
    return out;
}

[[nodiscard]] inline owned_table acts_table(const township& t) {
    const auto list = all_acts(t);
    const auto& l = t.places;
    owned_table out{table_name::acts};
    for (std::size_t i = 0; i < list.acts.size(); ++i) {
        const auto& a = list.acts[i];
        act_row row;
        row.act_id = list.id(i);
        row.date = a.on;
        row.act = a.act;
        row.actor_id = l.ids.text(a.actor);
        if (a.pupil >= 0)
            row.student_id = l.ids.pupil(a.pupil);
        if (a.unit >= 0)
            row.unit_id = l.units[layout::at(a.unit)].id;
        if (a.recipient)
            row.recipient_id = l.ids.text(*a.recipient);
        if (!a.object.empty())
            row.object = std::string{a.object};
        if (a.transfer >= 0) {
            row.refers_table = std::string{word_of(table_name::transfers)};
            row.refers_to = transfer_id(l, a.transfer);
        }
        row.due_on = a.due_on;
        if (!a.outcome.empty())
            row.outcome = std::string{a.outcome};
        append_row(out, row);
    }
    return out;
}

}  // namespace baoxue::sample
