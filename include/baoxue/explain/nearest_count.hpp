// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/evaluate/ladder.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace baoxue::detail {

/// What stands of a rung's count at the end of the day of the evaluation.
struct standing_count {
    std::int32_t now{0};  ///< up to the number that the rung asks for
    cause first{};        ///< the first row of it
    std::optional<share_tally> share{};
};

/// Whether a rung would stand reached at the end of that day if it asked for so many: its own count, with a visitor who
/// comes at the day's end as an act would. \return the firing that an act would bring about
[[nodiscard]] inline std::optional<firing> stands_at(const pupil_view& pupil, bound_rung rung, std::int32_t number,
                                                     ladder_scratch& scratch) {
    rung.reaches = number;
    std::optional<firing> found;
    const auto attempt = [](chance&, date) { return true; };
    const auto fire = [&](const firing& f) {
        if (f.at_day_end && f.on == pupil.as_of)
            found = f;
    };
    const auto& mode = rung.source->mode;
    if (const auto* m = std::get_if<consecutive>(&mode)) {
        const date days[] = {pupil.as_of};
        count_consecutive(pupil, rung, *m, scratch.counted, days, attempt, fire);
        return found;
    }
    list_what_counts(pupil, rung, scratch.counted, scratch.so_far, scratch.occasions);
    if (rung.earlier)
        put_in_order(scratch.occasions);
    scratch.occasions.push_back({pupil.as_of, pupil.end_of_day(pupil.as_of), {}, {}, true, false});
    if (const auto* m = std::get_if<cumulative>(&mode))
        count_cumulative(pupil, rung, *m, scratch.occasions, scratch.tallies, attempt, fire);
    if (const auto* m = std::get_if<rolling>(&mode))
        count_rolling(pupil, rung, *m, scratch.occasions, attempt, fire);
    return found;
}

/// How much of what a rung counts stands at the end of the day of the evaluation.
///
/// \param scratch  with what has fired on the ladder so far
[[nodiscard]] inline standing_count count_now(const pupil_view& pupil, const bound_rung& rung,
                                              ladder_scratch& scratch) {
    standing_count out;
    if (!rung.earlier)
        list_counted(pupil.marks, rung.marks, scratch.counted);
    if (const auto* m = std::get_if<share>(&rung.source->mode)) {
        const auto never = [](chance&, date) { return false; };
        count_share(pupil, rung, *m, scratch.shares, never, [](const firing&) {});
        const auto year = pupil.calendar_on(pupil.as_of).school_year_of(pupil.as_of);
        for (const auto& t : scratch.shares)
            if (year && t.year == *year)
                out.share = t;
        return out;
    }
    for (std::int32_t n = 1; n <= rung.reaches; ++n) {
        const auto at = stands_at(pupil, rung, n, scratch);
        if (!at)
            break;
        out.now = n, out.first = at->first;
    }
    return out;
}

}  // namespace baoxue::detail
