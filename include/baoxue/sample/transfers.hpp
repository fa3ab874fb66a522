// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/rows.hpp>
#include <baoxue/sample/act.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace baoxue::sample {

/// How far the papers of a transfer came.
enum class papers : std::uint8_t {
    in_time,       ///< every step before the pupil left
    on_the_day,    ///< the last steps on that day
    late,          ///< complete some time after
    step_missing,  ///< one of the school's steps is not on record
    out_of_order,  ///< the class teacher's opinion comes last
    unapproved,    ///< the school's steps are complete, the central school's approval is missing
    never_begun,
    no_row  ///< the roll says transferred, and that is all there is
};

/// A pupil who left one roll for another, as the rolls say.
struct planned_transfer {
    std::int32_t pupil{0}, class_number{0};
    std::int32_t number{-1};  ///< among the rows of the table; -1: none
    papers how{papers::in_time};
    date left_on{};
    std::optional<date> noted_on{}, next_from{};
    std::string_view cause{};
    std::optional<std::int32_t> to_school{};  ///< inside the township
    std::optional<person> to_party{};         ///< outside

    /// Whether the school's own procedure is complete at some time.
    [[nodiscard]] bool gets_complete() const {
        return how == papers::in_time || how == papers::on_the_day || how == papers::late || how == papers::unapproved;
    }
};

namespace detail {

/// The cases come round in turn, so that even a small township shows each of them.
inline constexpr auto papers_in_turn = std::to_array<papers>({
    papers::in_time,
    papers::late,
    papers::in_time,
    papers::step_missing,
    papers::never_begun,
    papers::in_time,
    papers::on_the_day,
    papers::out_of_order,
    papers::in_time,
    papers::no_row,
    papers::unapproved,
    papers::late,
    papers::in_time,
    papers::step_missing,
});

inline constexpr auto transfer_causes =
    std::to_array<std::string_view>({"family moved", "parents work elsewhere", "nearer school", "health", ""});

}  // namespace detail

/// Every transfer of the year, in order of pupil: one for each exit `transferred`.
[[nodiscard]] inline std::vector<planned_transfer> plan_transfers(const township& t) {
    std::vector<planned_transfer> out;
    const auto cases = static_cast<std::int32_t>(detail::papers_in_turn.size());
    auto turn = stream{t.plan.seed, "transfers"}.below(cases);
    std::int32_t number = 0;
    for (std::int32_t p = 0; p < t.plan.pupils; ++p) {
        const auto roll = roll_of(t, p);
        for (std::size_t i = 0; i < roll.size(); ++i) {
            if (roll[i].exit != exit_kind::transferred)
                continue;
            planned_transfer x;
            x.pupil = p, x.class_number = roll[i].class_number, x.left_on = *roll[i].until;
            x.how = detail::papers_in_turn[static_cast<std::size_t>(turn++ % cases)];
            x.number = x.how == papers::no_row ? -1 : number++;
            stream draw{t.plan.seed, "transfers", p + 1};
            const auto noted = draw.below(10);
            const auto delay = draw.between(3, 25);
            const auto party = draw.below(3);
            const bool known = draw.chance(x.gets_complete() ? 1000 : 350);
            x.cause = draw.pick(detail::transfer_causes);
            if (noted < 6)
                x.noted_on = x.left_on + day_count{noted < 3 ? 0 : delay};
            if (i + 1 < roll.size()) {
                x.next_from = roll[i + 1].from;
                x.to_school = t.places.classes[layout::at(roll[i + 1].class_number)].school;
            } else if (known) {
                x.to_party = person{'x', party};
            }
            out.push_back(x);
        }
    }
    return out;
}

[[nodiscard]] inline std::string transfer_id(const layout& l, std::int32_t number) {
    return id_text('f', number, l.ids.pupils);
}

[[nodiscard]] inline owned_table transfers_table(const township& t) {
    owned_table out{table_name::transfers};
    const auto& l = t.places;
    for (const auto& x : plan_transfers(t)) {
        if (x.number < 0)
            continue;
        transfer_row row{transfer_id(l, x.number), l.ids.pupil(x.pupil), x.left_on, x.noted_on, {}, {}};
        if (!x.cause.empty())
            row.cause = std::string{x.cause};
        if (x.to_school)
            row.receiving_unit_id = l.units[layout::at(l.schools[layout::at(*x.to_school)].unit)].id;
        if (x.to_party)
            row.receiving_unit_id = l.ids.text(*x.to_party);
        append_row(out, row);
    }
    return out;
}

}  // namespace baoxue::sample
