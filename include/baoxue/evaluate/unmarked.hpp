// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/pupil.hpp>
#include <baoxue/findings/gaps.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace baoxue {

/// Unbroken stretches of school sessions, up to as_of, of which a register says nothing: of a whole class (no student),
/// or of a pupil whose class was marked. Sessions follow each other over weekends, holidays and vacations.
///
/// \par Source
/// Meaning decisions, paragraph 4 and section 4: per class, or per pupil where only that pupil's are missing.
[[nodiscard]] inline std::vector<gap> unmarked_stretches(const district& d, date as_of) {
    std::vector<gap> out;
    if (!d.is_given(table_name::attendance) || !d.is_given(table_name::enrolments))
        return out;
    const auto& e = d.enrolments;
    const bool rows_only = d.mode == register_mode::exceptions && !d.is_given(table_name::roll_calls);
    const bool has_unmarked_rows =
        std::find(d.attendance.marks.begin(), d.attendance.marks.end(), mark::unmarked) != d.attendance.marks.end();
    if (rows_only && !has_unmarked_rows)
        return out;

    struct piece {
        code student;
        std::size_t enrolment;
    };
    std::vector<std::vector<piece>> by_unit(d.units.parent.size());
    for (code s = 0; s < d.pupils(); ++s)
        for (auto i = e.first(s); i < e.end(s) && e.from[i] <= as_of; ++i)
            by_unit[static_cast<std::size_t>(e.unit[i])].push_back({s, i});

    struct interval {
        code student;
        session_ordinal first, end;
    };
    std::vector<interval> holes;
    std::vector<std::int32_t> enrolled, unmarked;
    for (std::size_t u = 0; u < by_unit.size(); ++u) {
        if (by_unit[u].empty())
            continue;
        const auto& c = d.calendars[static_cast<std::size_t>(d.units.calendar[u])];
        enrolled.assign(static_cast<std::size_t>(c.all_sessions()) + 1, 0);
        unmarked.assign(enrolled.size(), 0);
        holes.clear();
        for (const auto& p : by_unit[u]) {
            const pupil_view pupil{d, p.student, as_of};
            const auto first = c.first_session_from(e.from[p.enrolment]);
            const auto& died = d.students.died_on[static_cast<std::size_t>(p.student)];
            const auto end =
                c.first_session_from(std::min({e.until[p.enrolment], as_of, died.value_or(forever)}) + day_count{1});
            if (first >= end)
                continue;
            ++enrolled[static_cast<std::size_t>(first)], --enrolled[static_cast<std::size_t>(end)];
            const bool same_calendar = pupil.calendar == &c;
            if (same_calendar && d.mode == register_mode::complete && !has_unmarked_rows) {
                const auto lo = std::lower_bound(pupil.ordinal.begin(), pupil.ordinal.end(), first);
                const auto hi = std::lower_bound(lo, pupil.ordinal.end(), end);
                if (hi - lo == end - first)
                    continue;  // every session has its mark
            }
            for (auto s = first; s < end; ++s) {
                auto own = s;
                if (!same_calendar) {
                    const auto found = pupil.calendar->find(c.date_of(c.day_of(s)), c.half_of(s));
                    if (!found)
                        continue;
                    own = *found;
                }
                if (pupil.at(own) != mark::unmarked)
                    continue;
                ++unmarked[static_cast<std::size_t>(s)];
                if (!holes.empty() && holes.back().student == p.student && holes.back().end == s)
                    ++holes.back().end;
                else
                    holes.push_back({p.student, s, s + 1});
            }
        }
        for (std::size_t s = 1; s < enrolled.size(); ++s)
            enrolled[s] += enrolled[s - 1];
        const auto nobody_marked = [&](session_ordinal s) {
            const auto i = static_cast<std::size_t>(s);
            return enrolled[i] > 0 && unmarked[i] == enrolled[i];
        };
        const auto add = [&](code student, session_ordinal first, session_ordinal last) {
            gap g;
            g.kind = gap_kind::unmarked_sessions;
            g.unit = static_cast<code>(u), g.student = student;
            g.from = c.date_of(c.day_of(first)), g.until = c.date_of(c.day_of(last));
            out.push_back(std::move(g));
        };
        const auto add_runs = [&](code student, session_ordinal first, session_ordinal end, bool of_class) {
            for (auto s = first; s < end; ++s) {
                if (nobody_marked(s) != of_class)
                    continue;
                auto last = s;
                while (last + 1 < end && nobody_marked(last + 1) == of_class)
                    ++last;
                add(student, s, last);
                s = last;
            }
        };
        add_runs(no_code, 0, c.all_sessions(), true);
        for (const auto& h : holes)
            add_runs(h.student, h.first, h.end, false);
    }
    return out;
}

/// Enrolments that ended for a reason nobody gave: not a dropout, and a gap.
[[nodiscard]] inline std::vector<gap> unknown_exits(const district& d, date as_of) {
    std::vector<gap> out;
    const auto& e = d.enrolments;
    for (code s = 0; s < d.pupils(); ++s)
        for (auto i = e.first(s); i < e.end(s); ++i) {
            if (e.until[i] > as_of || (e.exit[i] && e.exit_known_on(i) <= as_of))
                continue;
            if (i + 1 < e.end(s) && e.goes_on[i] && e.from[i + 1] <= as_of)
                continue;
            gap g;
            g.kind = gap_kind::unknown_exit;
            g.unit = e.unit[i], g.student = s, g.from = e.until[i];
            g.caused_by = {table_name::enrolments, e.row[i]}, g.has_cause = true;
            out.push_back(std::move(g));
        }
    return out;
}

}  // namespace baoxue
