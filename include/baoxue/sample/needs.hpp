// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/rows.hpp>
#include <baoxue/sample/pupil.hpp>
#include <baoxue/sample/roll.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace baoxue::sample {

/// A need flagged for a pupil. Dates are inclusive.
struct need_flag {
    std::string_view need{};
    date from{};
    std::optional<date> until{};
};

namespace detail {

/// Collects the flags of one pupil who is on a roll from one day to another.
class need_flags {
public:
    need_flags(date first, date last) : first_(first), last_(last) {}

    /// Flags from a day, so many days long (0: no end is known); nothing where the pupil has left by then.
    void add(std::string_view need, date from, std::int32_t days) {
        if (from > last_)
            return;
        out_.push_back({need, from, days > 0 ? std::optional{from + day_count{days}} : std::nullopt});
    }
    /// As above, from a day in term, not before the pupil came.
    void add_in_term(std::string_view need, date from, std::int32_t days) { add(need, std::max(first_, from), days); }

    [[nodiscard]] std::vector<need_flag> sorted() && {
        std::stable_sort(out_.begin(), out_.end(),
                         [](const need_flag& a, const need_flag& b) { return a.from < b.from; });
        return std::move(out_);
    }

private:
    date first_, last_;
    std::vector<need_flag> out_{};
};

/// Learning and money: some pupils are in both difficulties, and for some of these the two are flagged as one.
inline void flag_difficulties(need_flags& out, stream& draw) {
    const auto how = draw.below(1000);
    const auto since = date{2025 - draw.below(3), 9, 1};
    const auto learning_from = year_first_day + day_count{draw.between(-30, 110)};
    const auto length = draw.between(60, 150);
    const bool ends = draw.chance(250), named_double = draw.chance(300);
    const auto days = ends ? length : 0;
    const bool both = how < 15;
    if (both || how < 65)
        out.add_in_term("academic_difficulty", learning_from, days);
    if (both || (how >= 65 && how < 130))
        out.add("economic_hardship", since, ends ? (date{2026, 1, 30} - since).value : 0);
    if (both && named_double)
        out.add_in_term("double_difficulty", learning_from, 0);
    if (draw.chance(15))
        out.add("migrant_child", since, 0);
}

/// A key student: most of those whom a teacher answers for, and a few whom nobody does.
inline void flag_key_student(need_flags& out, stream& draw, const township& t, std::int32_t pupil) {
    const auto roles = roles_for(t, pupil);
    const auto keeper =
        std::find_if(roles.begin(), roles.end(), [](const pupil_role& r) { return r.role == "key_student_teacher"; });
    const bool kept_and_flagged = draw.chance(850), alone = draw.chance(22), ends = draw.chance(200);
    const auto later = draw.between(0, 10), some_day = draw.between(10, 90), length = draw.between(40, 150);
    if (keeper != roles.end() && kept_and_flagged)
        out.add_in_term("key_student", keeper->from + day_count{later}, ends ? length : 0);
    if (keeper == roles.end() && alone)
        out.add_in_term("key_student", year_first_day + day_count{some_day}, ends ? length : 0);
}

/// Who means to leave: often noticed in those who do leave, now and then in others, who may think better of it.
inline void flag_intentions(need_flags& out, stream& draw, const pupil_roll& roll) {
    const auto left = std::find_if(roll.begin(), roll.end(), [](const stretch& s) { return is_dropout(s); });
    const bool noticed = draw.chance(600), wavered = draw.chance(300);
    const auto before = draw.between(5, 40);
    if (left != roll.end()) {
        const auto on = std::max(left->from, *left->until - day_count{before});
        if (noticed)
            out.add_in_term("dropout_intention", on, 0);
        if (wavered)
            out.add_in_term("wavering", on, 0);
        return;
    }
    const bool means_to = draw.chance(9), wavers = draw.chance(18), ends = draw.chance(500);
    const auto on = year_first_day + day_count{draw.between(15, 280)};
    const auto length = draw.between(10, 60);
    if (means_to)
        out.add_in_term("dropout_intention", on, ends ? length : 0);
    if (wavers)
        out.add_in_term("wavering", on + day_count{before}, ends ? length : 0);
}

}  // namespace detail

/// A pupil's needs, in order of date: while on the first roll of the year, or from before it.
[[nodiscard]] inline std::vector<need_flag> needs_of(const township& t, std::int32_t pupil) {
    stream draw{t.plan.seed, "needs", pupil};
    const auto roll = roll_of(t, pupil);
    detail::need_flags out{roll.front().from, roll.front().until.value_or(year_last_day)};
    detail::flag_difficulties(out, draw);
    detail::flag_key_student(out, draw, t, pupil);
    detail::flag_intentions(out, draw, roll);
    return std::move(out).sorted();
}

[[nodiscard]] inline owned_table needs_table(const township& t) {
    owned_table out{table_name::needs};
    for (std::int32_t p = 0; p < t.plan.pupils; ++p)
        for (const auto& n : needs_of(t, p))
            append_row(out, need_row{t.places.ids.pupil(p), std::string{n.need}, n.from, n.until});
    return out;
}

}  // namespace baoxue::sample
