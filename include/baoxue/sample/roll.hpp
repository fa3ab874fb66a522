// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/sample/township.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace baoxue::sample {

/// One stretch of a pupil on the roll of one class. Dates are inclusive.
struct stretch {
    std::int32_t class_number{0};
    date from{};
    std::optional<date> until{};
    std::optional<entry_kind> entry{};
    std::optional<exit_kind> exit{};
    std::optional<date> noted_on{};

    [[nodiscard]] bool covers(date d) const { return from <= d && (!until || d <= *until); }
};

/// A pupil's year on the rolls: stretches in order of time, never overlapping.
using pupil_roll = std::vector<stretch>;

[[nodiscard]] inline bool is_dropout(const stretch& s) {
    return s.exit == exit_kind::dropout || s.exit == exit_kind::withdrawn;
}

namespace detail {

/// Ends the last stretch; a pupil who comes back does so before the year ends, or not at all.
inline void leave(pupil_roll& out, stream& draw, date on, exit_kind exit, std::int32_t returns_in_a_thousand,
                  std::int32_t shortest, std::int32_t longest) {
    auto& last = out.back();
    last.until = on;
    last.exit = exit;
    const auto noted = draw.below(10);
    const auto delay = draw.between(1, 30);
    if (exit != exit_kind::died && noted < 6)
        last.noted_on = on + day_count{noted < 3 ? 0 : delay};
    const bool returns = draw.chance(returns_in_a_thousand);
    const auto back = on + day_count{draw.between(shortest, longest)};
    if (returns && back < year_last_day)
        out.push_back({last.class_number, back, std::nullopt, entry_kind::returned, std::nullopt, std::nullopt});
}

/// Moves to another class of the same grade the next day. The old stretch ends without an exit.
inline void change_class(pupil_roll& out, stream& draw, const grade_block& b, date on) {
    if (b.classes < 2)
        return;
    const auto c = out.back().class_number;
    const auto other = b.first_class + (c - b.first_class + 1 + draw.below(b.classes - 1)) % b.classes;
    out.back().until = on;
    out.push_back({other, on + day_count{1}, std::nullopt, std::nullopt, std::nullopt, std::nullopt});
}

/// Moves to a school of the same stage; out of the township where there is no other, or by choice.
inline void change_school(pupil_roll& out, stream& draw, const layout& l, const grade_block& b, date on) {
    std::int32_t first = 0, count = 0;
    for (std::size_t s = 0; s < l.schools.size(); ++s) {
        if (l.schools[s].primary != (b.grade <= 6))
            continue;
        if (count++ == 0)
            first = static_cast<std::int32_t>(s);
    }
    const bool stays_here = draw.chance(600);
    const auto step = count > 1 ? 1 + draw.below(count - 1) : 0;
    const auto pause = draw.below(3) == 0 ? 0 : draw.below(10);
    out.back().until = on;
    out.back().exit = exit_kind::transferred;
    const auto from = on + day_count{1 + pause};
    if (step == 0 || !stays_here || from > year_last_day)
        return;
    const auto& to = l.schools[layout::at(first + (b.school - first + step) % count)];
    const auto& block = l.blocks[layout::at(to.first_block + b.grade - (b.grade <= 6 ? 1 : 7))];
    const auto c = block.first_class + draw.below(block.classes);
    out.push_back({c, from, std::nullopt, entry_kind::transfer_in, std::nullopt, std::nullopt});
}

}  // namespace detail

/// A pupil's stretches. About one in twenty has more to tell than one whole year in one class.
[[nodiscard]] inline pupil_roll roll_of(const township& t, std::int32_t pupil) {
    stream draw{t.plan.seed, "enrolments", pupil};
    const auto& b = t.places.block_of(pupil);
    const bool first_grade = b.grade == 1 || b.grade == 7;
    const bool last_grade = b.grade == 6 || b.grade == 9;
    pupil_roll out{
        {t.places.first_class_of(pupil), year_first_day, std::nullopt, std::nullopt, std::nullopt, std::nullopt}};
    if (first_grade)
        out.back().entry = entry_kind::new_pupil;

    const auto fate = draw.below(10'000);
    const auto on = year_first_day + day_count{draw.between(20, 290)};
    if (fate < 120) {
        const auto late = first_grade ? draw.between(1, 21) : draw.between(1, 250);
        out.back().from = year_first_day + day_count{late};
        if (!first_grade)
            out.back().entry = entry_kind::transfer_in;
    } else if (fate < 230) {
        detail::change_class(out, draw, b, on);
    } else if (fate < 350) {
        detail::change_school(out, draw, t.places, b, on);
    } else if (fate < 430) {
        detail::leave(out, draw, on, exit_kind::dropout, 500, 10, 70);
    } else if (fate < 460) {
        detail::leave(out, draw, on, exit_kind::withdrawn, 300, 10, 70);
    } else if (fate < 490) {
        detail::leave(out, draw, on, exit_kind::suspended, 600, 30, 150);
    } else if (fate < 520) {
        out.back().until = on;  // and nobody wrote down why
    } else if (fate < 523) {
        detail::leave(out, draw, on, exit_kind::died, 0, 1, 1);
    }
    if (last_grade && !out.back().until)
        out.back().until = year_last_day, out.back().exit = exit_kind::graduated;
    return out;
}

[[nodiscard]] inline std::optional<date> died_on(const pupil_roll& roll) {
    return roll.back().exit == exit_kind::died ? roll.back().until : std::nullopt;
}

}  // namespace baoxue::sample
