// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/sample/dropout_acts.hpp>
#include <baoxue/sample/transfers.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace baoxue::sample {

/// A pupil who is out of school, as the school they left would see it: dropped out, or gone with papers that are not
/// in order.
struct leaving {
    std::int32_t pupil{0}, class_number{0};
    date left_on{}, known_on{};
    std::optional<date> back_on{};  ///< first day on a roll again
    bool has_transferred{false};    ///< as the roll says

    [[nodiscard]] date last_away() const { return back_on ? *back_on - day_count{1} : year_last_day; }
};

/// Everyone who is out of school for a while, in order of pupil. Only for making plausible acts: policies decide by
/// their own rules.
[[nodiscard]] inline std::vector<leaving> list_leavings(const township& t,
                                                        const std::vector<planned_transfer>& transfers) {
    std::vector<leaving> out;
    for (std::int32_t p = 0; p < t.plan.pupils; ++p) {
        const auto roll = roll_of(t, p);
        for (std::size_t i = 0; i < roll.size(); ++i) {
            if (!is_dropout(roll[i]))
                continue;
            leaving x{p,
                      roll[i].class_number,
                      *roll[i].until,
                      std::max(*roll[i].until, roll[i].noted_on.value_or(*roll[i].until)),
                      {}};
            if (i + 1 < roll.size())
                x.back_on = roll[i + 1].from;
            out.push_back(x);
        }
    }
    for (const auto& x : transfers)
        if (!x.gets_complete())
            out.push_back({x.pupil, x.class_number, x.left_on, x.noted_on.value_or(x.left_on), x.next_from, true});
    std::stable_sort(out.begin(), out.end(), [](const leaving& a, const leaving& b) { return a.pupil < b.pupil; });
    return out;
}

}  // namespace baoxue::sample
