// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/mark.hpp>
#include <baoxue/sample/roll.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace baoxue::sample {

/// One pupil's register, kept in buffers for reuse: a mark for each session of each stretch on the roll.
struct pupil_register {
    struct piece {
        const school_calendar* calendar;
        std::int32_t class_number;
        session_ordinal first, end;  ///< sessions of the calendar
        std::size_t at;              ///< where their marks begin
    };
    std::vector<piece> pieces{};
    std::vector<mark> marks{};

    /// Writes one mark over so many sessions, where the pupil is on a roll.
    void fill(session_ordinal from, std::int32_t sessions, mark m) {
        for (const auto& p : pieces)
            for (auto s = std::max(from, p.first); s < std::min(from + sessions, p.end); ++s)
                at(p, s) = m;
    }
    [[nodiscard]] mark& at(const piece& p, session_ordinal s) {
        return marks[p.at + static_cast<std::size_t>(s - p.first)];
    }
    [[nodiscard]] mark at(const piece& p, session_ordinal s) const {
        return marks[p.at + static_cast<std::size_t>(s - p.first)];
    }
};

namespace detail {

/// Length of one absence without reason, in sessions: from one session to two weeks.
[[nodiscard]] inline std::int32_t absence_length(stream& draw) {
    const auto sort = draw.below(100);
    if (sort < 30)
        return 1;
    if (sort < 55)
        return 2;
    if (sort < 63)
        return draw.between(3, 4);
    if (sort < 77)
        return draw.between(5, 10);
    return draw.between(11, 20);
}

/// How often a pupil is absent without reason in a year: many never, a few again and again.
[[nodiscard]] inline std::int32_t absences(stream& draw) {
    const auto habit = draw.below(100);
    if (habit < 44)
        return 0;
    if (habit < 71)
        return draw.between(1, 2);
    if (habit < 90)
        return draw.between(2, 4);
    return draw.between(3, 9);
}

inline void mark_absences(pupil_register& out, stream& draw, const school_calendar& calendar) {
    const auto year = calendar.all_sessions();
    for (auto ill = draw.below(5); ill > 0; --ill) {
        const auto from = draw.below(year);
        out.fill(from, draw.between(1, 6), mark::excused);
    }
    for (auto left = absences(draw); left > 0; --left) {
        auto from = draw.below(year);
        const auto length = absence_length(draw);
        const bool whole_days = draw.chance(700);
        const bool broken = draw.chance(100);
        if (length > 1 && whole_days)
            from = calendar.first_session(calendar.day_of(from));
        out.fill(from, length, mark::unexcused);
        if (broken && length > 2)
            out.fill(from + length / 2, 1, mark::excused);
    }
    if (draw.chance(6)) {  // does not come when term starts
        const auto& terms = calendar.terms();
        const auto which = static_cast<std::size_t>(draw.below(static_cast<std::int32_t>(terms.size())));
        out.fill(calendar.first_session(terms[which].first), draw.between(10, 20), mark::unexcused);
    }
}

/// Dropping out begins with staying away.
inline void mark_way_out(pupil_register& out, stream& draw, const pupil_roll& roll) {
    for (const auto& s : roll) {
        if (!is_dropout(s))
            continue;
        const auto away = draw.between(4, 30);
        const bool shown = draw.chance(800);
        for (const auto& p : out.pieces)
            if (shown && p.class_number == s.class_number &&
                p.calendar->date_of(p.calendar->day_of(p.end - 1)) <= *s.until)
                out.fill(std::max(p.first, p.end - away), std::min(away, p.end - p.first), mark::unexcused);
    }
}

/// Sessions for which a whole class, or this pupil, was forgotten.
inline void leave_unmarked(pupil_register& out, stream& draw, std::uint64_t seed) {
    for (const auto& p : out.pieces) {
        stream of_class{seed, "unmarked sessions", p.class_number};
        for (auto n = of_class.below(4); n > 0; --n) {
            const auto s = of_class.below(p.calendar->all_sessions());
            if (p.first <= s && s < p.end)
                out.at(p, s) = mark::unmarked;
        }
        if (!draw.chance(80))
            continue;
        const auto from = p.first + draw.below(p.end - p.first);
        const auto sessions = draw.between(1, 3);
        for (auto s = from; s < std::min(from + sessions, p.end); ++s)
            out.at(p, s) = mark::unmarked;
    }
}

}  // namespace detail

/// Writes a pupil's register: mostly present, 2 to 4 % absent without reason in bursts, some excused, a few forgotten.
inline void mark_register(const township& t, std::int32_t pupil, const pupil_roll& roll, pupil_register& out) {
    out.pieces.clear();
    std::size_t sessions = 0;
    for (const auto& s : roll) {
        const auto& calendar = t.calendar_of_class(s.class_number);
        const auto first = calendar.first_session_from(s.from);
        const auto end = s.until ? calendar.first_session_from(*s.until + day_count{1}) : calendar.all_sessions();
        if (first >= end)
            continue;
        out.pieces.push_back({&calendar, s.class_number, first, end, sessions});
        sessions += static_cast<std::size_t>(end - first);
    }
    out.marks.assign(sessions, mark::present);
    if (out.pieces.empty())
        return;
    stream draw{t.plan.seed, "register", pupil};
    detail::mark_absences(out, draw, *out.pieces.front().calendar);
    detail::mark_way_out(out, draw, roll);
    detail::leave_unmarked(out, draw, t.plan.seed);
}

}  // namespace baoxue::sample
