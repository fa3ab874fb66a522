// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/ladder.hpp>
#include <baoxue/evaluate/occasions.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace baoxue::detail {

/// What a rung counts, without who owes what: as the evaluation's counting functions want it.
[[nodiscard]] inline bound_rung counting_only(const rung& r) {
    bound_rung b;
    b.source = &r;
    for (const mark m : r.marks)
        b.marks.add(m);
    for (const auto& c : r.counts) {
        b.sessions = b.sessions || c.unit == counted::session;
        b.full_days = b.full_days || c.unit == counted::full_day;
        b.part_days = b.part_days || c.unit == counted::part_day;
        b.lateness = b.lateness || c.unit == counted::late;
        if (c.over_minutes)
            b.over_minutes = c.over_minutes->value.value_or(0);
    }
    b.sessions = b.sessions || r.counts.empty();  // not back: every session that counts
    return b;
}

/// How much of what a rung counts lies between the first and the last register line that a finding names, by the
/// evaluation's own count; nothing for a rung that counts earlier rungs.
[[nodiscard]] inline std::optional<std::int64_t> count_between(const district& d, code student, date as_of,
                                                               const rung& r, std::span<const cause> causes) {
    const auto b = counting_only(r);
    for (const auto& c : r.counts)
        if (c.unit == counted::earlier_rung)
            return std::nullopt;
    const pupil_view pupil{d, student, as_of};
    std::optional<session_ordinal> first, last;
    for (std::size_t i = 0; i < pupil.rows(); ++i)
        for (const auto& c : causes)
            if (c == pupil.because(i)) {
                first = first.value_or(pupil.ordinal[i]);
                last = pupil.ordinal[i];
            }
    if (!first)
        return std::nullopt;
    std::vector<std::uint32_t> rows;
    std::vector<occasion> found;
    list_counted(pupil.marks, b.marks, rows);
    list_occasions(pupil, b, rows, found);
    std::int64_t n = 0;
    for (const auto& o : found)
        n += *first <= o.session && o.session <= *last ? 1 : 0;
    return n;
}

}  // namespace baoxue::detail
