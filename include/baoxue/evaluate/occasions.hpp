// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/pupil.hpp>
#include <baoxue/policy/bound.hpp>

#include <span>
#include <vector>

namespace baoxue {

/// One thing counted towards a rung: a session, a day, a late arrival, an earlier rung.
struct occasion {
    date on{};
    session_ordinal session{0};
    cause first{}, last{};  ///< rows it rests on
    bool at_day_end{false};
    bool adds{true};  ///< false: nothing is counted, but what is counted already may make the rung fire
    std::optional<std::int32_t> period{};  ///< filled where a window lies within one
};

/// What a rung counts in a pupil's register, in order of session.
///
/// Sessions alone count one by one. As soon as days or lateness are among what is counted, a full day is one occasion;
/// of another day each absent session is one where sessions or lateness are counted, the day one where parts of days
/// are.
///
/// \param rung     counts one or more of sessions, full days, part days and lateness
/// \param counted  rows whose mark counts, in order
inline void list_occasions(const pupil_view& pupil, const bound_rung& rung, std::span<const std::uint32_t> counted,
                           std::vector<occasion>& out) {
    const auto& c = *pupil.calendar;
    out.clear();
    const auto add = [&](std::size_t first, std::size_t row) {
        out.push_back({pupil.on(row), pupil.ordinal[row], pupil.because(first), pupil.because(row)});
    };
    const bool only_sessions = !rung.full_days && !rung.part_days && !rung.lateness;
    const bool only_full_days = !rung.sessions && !rung.part_days && !rung.lateness;
    const bool only_part_days = !rung.sessions && !rung.full_days && !rung.lateness;
    if (only_sessions) {
        for (const std::size_t row : counted)
            add(row, row);
        return;
    }
    day_ordinal day = no_code;
    std::int32_t in_day = 0;
    std::size_t day_first = 0;
    std::size_t k = 0, row = 0;
    const auto end = rung.lateness ? pupil.rows() : counted.size();
    for (; k < end; ++k) {
        row = rung.lateness ? k : counted[k];
        if (rung.lateness && !rung.marks.contains(pupil.marks[row])) {
            if (pupil.marks[row] == mark::present && !pupil.minutes_late.empty() &&
                pupil.minutes_late[row] > rung.over_minutes)
                add(row, row);
            continue;
        }
        const auto d = pupil.day(row);
        if (d != day)
            day = d, in_day = 0, day_first = row;
        ++in_day;
        if (only_full_days) {
            if (in_day == c.sessions_of_day(d))
                add(day_first, row);
        } else if (in_day == 1) {
            add(row, row);
        } else if (!only_part_days) {  // the second half of a day makes it full, and a full day counts once, at its end
            out.back().session = pupil.ordinal[row], out.back().last = pupil.because(row);
        }
    }
}

}  // namespace baoxue
