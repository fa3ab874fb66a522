// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/pupil.hpp>
#include <baoxue/findings/gaps.hpp>

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace baoxue {

namespace detail {

/// Sessions from the first up to, not including, the second.
using session_stretch = std::pair<session_ordinal, session_ordinal>;

/// The sessions of a unit's calendar at which a pupil without a row is unmarked, in order.
inline void list_open_sessions(const district& d, code unit, const school_calendar& c,
                               std::vector<session_stretch>& out) {
    out.clear();
    if (d.mode == register_mode::exceptions && !d.is_given(table_name::roll_calls))
        return;
    session_ordinal at = 0;
    const auto taken_up_to = [&](session_ordinal s) {
        if (at < s)
            out.emplace_back(at, s);
        at = s + 1;
    };
    if (d.mode == register_mode::exceptions)
        for (const auto key : d.roll_calls.taken[static_cast<std::size_t>(unit)])
            if (const auto s = c.find(roll_call_columns::date_of(key), roll_call_columns::half_of(key)))
                taken_up_to(*s);
    taken_up_to(c.all_sessions());
}

/// The unmarked sessions of one pupil within a stay at a unit: open ones without a row, and those whose marks
/// contradict each other.
///
/// \param c     the unit's own calendar
/// \param open  its open sessions
/// \param out   takes stretches in order; one may begin where another ends
inline void list_unmarked(const pupil_view& pupil, const school_calendar& c, std::span<const session_stretch> open,
                          session_stretch stay, std::vector<session_stretch>& out) {
    out.clear();
    const bool same_calendar = pupil.calendar == &c;
    const auto add = [&](session_ordinal first, session_ordinal end) { out.emplace_back(first, end); };
    for (const auto& [first, end] : open) {
        const auto from = std::max(first, stay.first), until = std::min(end, stay.second);
        if (from >= until)
            continue;
        if (same_calendar) {
            pupil.ordinal.for_each_hole(from, until, add);
            continue;
        }
        for (auto s = from; s < until; ++s)  // rows are counted by the pupil's way through several calendars
            if (const auto own = pupil.calendar->find(c.date_of(c.day_of(s)), c.half_of(s));
                own && !pupil.ordinal.find(*own))
                add(s, s + 1);
    }
    if (pupil.facts->attendance.has_contradictions) {
        for (std::size_t row = 0; row < pupil.rows(); ++row) {
            if (pupil.marks[row] != mark::unmarked)
                continue;
            const auto s = c.find(pupil.on(row), pupil.calendar->half_of(pupil.ordinal[row]));
            if (s && stay.first <= *s && *s < stay.second)
                add(*s, *s + 1);
        }
        std::sort(out.begin(), out.end());
    }
}

}  // namespace detail

/// Unbroken stretches of school sessions, up to as_of, of which a register says nothing: of a whole class (no student),
/// or of a pupil whose class was marked. Sessions follow each other over weekends, holidays and vacations.
///
/// \par Source
/// Meaning decisions, paragraph 4 and section 4: per class, or per pupil where only that pupil's are missing.
[[nodiscard]] inline std::vector<gap> unmarked_stretches(const district& d, date as_of) {
    std::vector<gap> out;
    if (!d.is_given(table_name::attendance))
        return out;
    const auto& e = d.enrolments;
    std::vector<code> owner(e.unit.size()), unit(e.unit.size(), no_code);
    for (code s = 0; s < d.pupils(); ++s)
        for (auto i = e.first(s); i < e.end(s); ++i)
            owner[i] = s, unit[i] = e.from[i] <= as_of ? e.unit[i] : no_code;
    grouped by_unit;
    const auto stays = group_rows(by_unit, d.units.parent.size(), unit);

    struct interval {
        code student;
        session_ordinal first, end;
    };
    std::vector<interval> holes;
    std::vector<std::int32_t> enrolled, unmarked;  // by session: one more from here on, one less
    std::vector<detail::session_stretch> open, missing;
    for (std::size_t u = 0; u < d.units.parent.size(); ++u) {
        const auto first_stay = by_unit.first(static_cast<code>(u)), last_stay = by_unit.end(static_cast<code>(u));
        if (first_stay == last_stay)
            continue;
        const auto& c = d.calendars[static_cast<std::size_t>(d.units.calendar[u])];
        detail::list_open_sessions(d, static_cast<code>(u), c, open);
        enrolled.assign(static_cast<std::size_t>(c.all_sessions()) + 1, 0);
        unmarked.assign(enrolled.size(), 0);
        holes.clear();
        for (auto k = first_stay; k < last_stay; ++k) {
            const auto i = stays[k];
            const pupil_view pupil{d, owner[i], as_of};
            const auto& died = d.students.died_on[static_cast<std::size_t>(owner[i])];
            const auto first = c.first_session_from(e.from[i]);
            const auto end = c.first_session_from(std::min({e.until[i], as_of, died.value_or(forever)}) + day_count{1});
            if (first >= end)
                continue;
            ++enrolled[static_cast<std::size_t>(first)], --enrolled[static_cast<std::size_t>(end)];
            detail::list_unmarked(pupil, c, open, {first, end}, missing);
            for (const auto& [from, until] : missing) {
                ++unmarked[static_cast<std::size_t>(from)], --unmarked[static_cast<std::size_t>(until)];
                if (!holes.empty() && holes.back().student == owner[i] && holes.back().end == from)
                    holes.back().end = until;
                else
                    holes.push_back({owner[i], from, until});
            }
        }
        std::partial_sum(enrolled.begin(), enrolled.end(), enrolled.begin());
        std::partial_sum(unmarked.begin(), unmarked.end(), unmarked.begin());
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
            if (e.goes_on[i] && e.from[i + 1] <= as_of)
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
