// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/periods.hpp>
#include <baoxue/explain/evaluate_alone.hpp>
#include <baoxue/explain/find_cause.hpp>
#include <baoxue/explain/find_holder.hpp>
#include <baoxue/explain/find_lines.hpp>
#include <baoxue/explain/story.hpp>

#include <algorithm>
#include <vector>

namespace baoxue::detail {

/// The calendars that have a part in a quota: the unit's or pupil's, or those of everything that its holder holds.
[[nodiscard]] inline std::vector<std::int32_t> calendars_of(const obligation_story& s, const district& d,
                                                            const vocabulary& words, code holder) {
    std::vector<std::int32_t> out;
    const auto of_unit = [&](code u) { return d.units.calendar[static_cast<std::size_t>(u)]; };
    const auto of_student = [&](code p) { return d.students.calendar[static_cast<std::size_t>(p)]; };
    if (s.pupil != no_code) {
        out.push_back(of_student(s.pupil));
    } else if (s.unit != no_code) {
        out.push_back(of_unit(s.unit));
    } else {
        const auto& h = d.holdings;
        for (auto i = h.first(holder); i < h.end(holder); ++i)
            if (std::any_of(s.roles.begin(), s.roles.end(), [&](word_code r) { return words.role_is(h.role[i], r); }))
                out.push_back(h.unit[i] != no_code ? of_unit(h.unit[i]) : of_student(h.student[i]));
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

/// On how many of a period's school days a quota counts, by asking for as many times as there are school days: then one
/// is needed for each that counts.
[[nodiscard]] inline std::int64_t days_counted(const obligation_story& s, const findings& f, const policy& p,
                                               const district& d) {
    auto once_a_day = *s.at.is;
    std::get<recurring>(once_a_day.is).times.value = static_cast<std::int32_t>(s.period.days);
    const auto found = evaluate_alone(s.at, once_a_day, p, d, f.as_of);
    const auto& o = found.obligations;
    const auto it = std::find(o.id.begin(), o.id.end(), s.id);
    return it == o.id.end() ? 0 : o.needed[static_cast<std::size_t>(it - o.id.begin())];
}

/// The period that a quota is about, and the acts that count in it.
inline void gather_quota(obligation_story& s, const findings& f, const policy& p, const district& d, std::size_t row) {
    const auto& o = f.obligations;
    const auto bearers = f.bearers->members(o.bearers[row]);
    const bool per_holder = s.quota->per == quota_per::holder;
    const code holder = per_holder && !bearers.empty() ? bearers.front() : no_code;
    s.period = {s.triggered_on, s.due_on, 0, 0, {}};
    const auto calendars = calendars_of(s, d, *f.words, holder);
    if (s.quota->period.value)
        for (const auto c : calendars)
            for (const auto& at : list_periods(d.calendars[static_cast<std::size_t>(c)], *s.quota))
                if (at.first <= s.triggered_on && s.due_on <= at.last)
                    s.period = {at.first, at.last, static_cast<std::int64_t>(at.days.size()), 0, {}};
    if (calendars.size() != 1)
        s.period.days = 0;
    if (s.period.days > 0 && s.quota->times.value && s.needed < *s.quota->times.value)
        s.period.counted = days_counted(s, f, p, d);
    s.who_on = per_holder ? s.triggered_on : std::min(s.period.last, s.as_of);
    std::vector<std::int64_t> rows;
    const date until = std::min(s.period.last, s.as_of);
    const auto add = [&](const act_columns& a, std::size_t i) {
        if (a.on[i] >= s.period.first && a.on[i] <= until &&
            std::find(s.acts.begin(), s.acts.end(), a.act[i]) != s.acts.end())
            rows.push_back(a.row[i]);
    };
    if (d.is_given(table_name::acts) && holder != no_code) {
        for (const auto i : d.acts_of_person.of(holder))
            add(d.acts, i);
        for (const auto i : d.unit_acts_of_person.of(holder))
            add(d.unit_acts, i);
    } else if (!per_holder) {
        for_each_act(d, s.pupil, s.unit, add);
    }
    if (rows.size() == static_cast<std::size_t>(o.done[row]))  // else some do not fit, and which is not known here
        s.period.act_rows = std::move(rows);
}

}  // namespace baoxue::detail
