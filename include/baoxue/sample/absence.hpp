// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/sample/register.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace baoxue::sample {

/// One absence as a school would notice it: unexcused sessions on end, within a term.
struct noticed_absence {
    std::int32_t class_number{0};
    date first{};
    std::int32_t sessions{0};
    std::optional<date> first_full_day{}, second_full_day{}, tenth_session{};
};

/// The absences of one pupil, in order of time. Only for making plausible acts: policies count by their own rules.
inline void notice_absences(const pupil_register& book, std::vector<noticed_absence>& out) {
    out.clear();
    for (const auto& p : book.pieces) {
        bool on = false;
        std::int32_t full_days = 0, today = 0;
        for (auto s = p.first; s < p.end; ++s) {
            const auto day = p.calendar->day_of(s);
            const bool new_day = s == p.calendar->first_session(day);
            if (new_day && p.calendar->term_at(day).first == day)
                on = false;
            const auto m = book.at(p, s);
            if (new_day)
                today = 0;
            if (m == mark::present || m == mark::excused)
                on = false;
            if (m != mark::unexcused)
                continue;
            const auto date_here = p.calendar->date_of(day);
            if (!on) {
                out.push_back({p.class_number, date_here});
                on = true;
                full_days = 0;
            }
            auto& a = out.back();
            ++today;
            if (++a.sessions == 10)
                a.tenth_session = date_here;
            if (today != p.calendar->sessions_of_day(day))
                continue;
            if (++full_days == 1)
                a.first_full_day = date_here;
            if (full_days == 2)
                a.second_full_day = date_here;
        }
    }
}

}  // namespace baoxue::sample
