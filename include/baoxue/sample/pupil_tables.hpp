// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/rows.hpp>
#include <baoxue/sample/pupil.hpp>
#include <baoxue/sample/roll.hpp>

#include <algorithm>

namespace baoxue::sample {

[[nodiscard]] inline owned_table holdings_table(const township& t) {
    owned_table out{table_name::holdings};
    const auto& l = t.places;
    for (const auto& h : t.staff.all())
        append_row(out, holding_row{l.ids.text(h.who), std::string{h.role}, covers_kind::unit,
                                    l.units[layout::at(h.unit)].id, h.from, h.until});
    for (std::int32_t p = 0; p < t.plan.pupils; ++p)
        for (const auto& h : roles_for(t, p))
            append_row(out, holding_row{l.ids.text(h.who), std::string{h.role}, covers_kind::student, l.ids.pupil(p),
                                        h.from, h.until});
    for (std::int32_t n = 0; n < counted_school_count; ++n)
        append_row(out, holding_row{l.ids.text({'m', n}), "principal", covers_kind::unit,
                                    l.units[layout::at(l.counted[layout::at(n)].unit)].id, counted_head_since(n),
                                    std::nullopt});
    return out;
}

[[nodiscard]] inline owned_table students_table(const township& t) {
    owned_table out{table_name::students};
    const auto id_of = [&](std::optional<std::int32_t> u) -> std::optional<std::string> {
        return u ? std::optional{t.places.units[layout::at(*u)].id} : std::nullopt;
    };
    for (std::int32_t p = 0; p < t.plan.pupils; ++p) {
        const auto from = origin_of(t, p);
        append_row(out, student_row{t.places.ids.pupil(p), id_of(from.home_village), id_of(from.origin_village),
                                    from.birth_date, died_on(roll_of(t, p))});
    }
    return out;
}

[[nodiscard]] inline owned_table enrolments_table(const township& t) {
    owned_table out{table_name::enrolments};
    out.at(0).refer_to(t.pupil_ids);
    for (std::int32_t p = 0; p < t.plan.pupils; ++p) {
        for (const auto& s : roll_of(t, p)) {
            out.at(0).append_reference(p);
            baoxue::detail::append_value(out.at(1), t.places.unit_of_class(s.class_number).id);
            baoxue::detail::append_value(out.at(2), s.from);
            baoxue::detail::append_value(out.at(3), s.until);
            baoxue::detail::append_value(out.at(4), s.entry);
            baoxue::detail::append_value(out.at(5), s.exit);
            baoxue::detail::append_value(out.at(6), s.noted_on);
        }
    }
    return out;
}

/// Most register in the first days of a term, or on the day they come later; a few do so late, or never.
[[nodiscard]] inline owned_table registrations_table(const township& t) {
    owned_table out{table_name::registrations};
    out.at(0).refer_to(t.pupil_ids);
    for (std::int32_t p = 0; p < t.plan.pupils; ++p) {
        const auto roll = roll_of(t, p);
        stream draw{t.plan.seed, "registrations", p};
        for (const auto& term : year_terms) {
            const auto how = draw.below(1000);
            const auto early = draw.below((term.registration_until - term.first_day).value + 1);
            const auto late = draw.between(6, 30);
            const auto on_roll = std::find_if(roll.begin(), roll.end(), [&](const stretch& s) {
                return s.from <= term.last_day && (!s.until || *s.until >= term.first_day);
            });
            if (on_roll == roll.end() || how < 6)
                continue;
            const auto on = std::max(on_roll->from, term.first_day + day_count{how < 25 ? late : early});
            if (std::none_of(roll.begin(), roll.end(), [&](const stretch& s) { return s.covers(on); }))
                continue;
            out.at(0).append_reference(p);
            out.at(1).append(term.id);
            out.at(2).append(on);
        }
    }
    return out;
}

}  // namespace baoxue::sample
