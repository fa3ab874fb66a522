// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/rows.hpp>
#include <baoxue/sample/leavings.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace baoxue::sample {

/// Something barred that someone is said to have done. Units and pupils are positions; none is -1.
struct planned_incident {
    date on{};
    std::string_view conduct{};
    person actor{};
    std::int32_t pupil{-1}, unit{-1};
    std::optional<date> verified_on{};
};

namespace detail {

/// Conduct of staff, and whether it is towards a pupil.
struct barred {
    std::string_view conduct;
    bool towards_pupil, by_head;
};
inline constexpr auto barred_in_school = std::to_array<barred>({
    {"arbitrary_charge", false, true},
    {"forced_withdrawal", true, false},
    {"corporal_punishment", true, false},
    {"verbal_abuse", true, false},
    {"discrimination", true, false},
    {"any_fee", false, true},
    {"insulting_language", true, false},
    {"arbitrary_order", false, true},
});

/// Verified some time after, or not: then it is only said.
[[nodiscard]] inline std::optional<date> verification(stream& draw, date on) {
    const bool verified = draw.chance(600);
    const auto after = draw.between(2, 45);
    return verified ? std::optional{on + day_count{after}} : std::nullopt;
}

/// Two a year in a small school, more in a large one; the kinds of conduct come round in turn.
inline void happen_in_school(const township& t, std::int32_t number, std::vector<planned_incident>& out) {
    const auto& s = t.places.schools[layout::at(number)];
    stream draw{t.plan.seed, "incidents", number};
    const auto kinds = static_cast<std::int32_t>(barred_in_school.size());
    for (std::int32_t i = 0; i < 2 + s.classes / 6; ++i) {
        const auto& kind = barred_in_school[static_cast<std::size_t>((2 * number + i) % kinds)];
        const auto c = s.first_class + draw.below(s.classes);
        const auto on = year_first_day + day_count{draw.below(280)};
        const auto& b = t.places.blocks[layout::at(t.places.classes[layout::at(c)].block)];
        const auto pupil = b.pupils > 0 ? b.first_pupil + draw.below(b.pupils) : -1;
        const desk d{t, c};
        const auto by = kind.by_head ? d.of_school("principal", on) : d.of_class("class_teacher", on);
        const auto verified = verification(draw, on);
        if (kind.towards_pupil && pupil < 0)
            continue;
        out.push_back({on, kind.conduct, by.value_or(person{'t', s.first_teacher + 1}), kind.towards_pupil ? pupil : -1,
                       kind.towards_pupil ? t.places.classes[layout::at(c)].unit : s.unit, verified});
    }
}

/// Work of pupils who have left: a few employers, some of them again and again.
inline void happen_at_work(const township& t, std::vector<planned_incident>& out) {
    for (const auto& x : list_leavings(t, {})) {
        stream draw{t.plan.seed, "incidents at work", x.pupil};
        const bool works = draw.chance(350), for_family = draw.chance(250);
        const auto employer = draw.below(draw.chance(600) ? 1 : 4);
        const auto on = x.known_on + day_count{draw.between(3, 40)};
        const auto verified = verification(draw, on);
        if (!works || on > x.last_away())
            continue;
        const bool parent =
            for_family && !roles_for(t, x.pupil).empty() && roles_for(t, x.pupil).front().role == "parent";
        if (parent) {
            out.push_back({on, "child_labour", person{'g', x.pupil}, x.pupil, -1, verified});
            continue;
        }
        out.push_back({on, "hiring_dropout", person{'e', employer}, x.pupil, -1, verified});
        out.push_back({on, "child_labour", person{'e', employer}, x.pupil, -1, verified});
    }
}

/// Heads of schools known only in totals: one who neglects and takes no measure, one of whom half of that is known.
inline void happen_in_totals(const township& t, std::vector<planned_incident>& out) {
    stream draw{t.plan.seed, "incidents of neglect"};
    for (const std::int32_t n : {2, 3}) {
        const auto on = date{2026, 4, 1} + day_count{draw.below(40)};
        const auto later = on + day_count{draw.between(5, 20)};
        const auto unit = t.places.counted[layout::at(n)].unit;
        out.push_back({on, "dereliction", person{'m', n}, -1, unit, later});
        out.push_back({later, "no_practical_measures", person{'m', n}, -1, unit,
                       n == 2 ? std::optional{later + day_count{9}} : std::nullopt});
    }
}

}  // namespace detail

/// Everything said to have happened, in order of date.
[[nodiscard]] inline std::vector<planned_incident> plan_incidents(const township& t) {
    std::vector<planned_incident> out;
    for (std::size_t s = 0; s < t.places.schools.size(); ++s)
        detail::happen_in_school(t, static_cast<std::int32_t>(s), out);
    detail::happen_at_work(t, out);
    detail::happen_in_totals(t, out);
    std::stable_sort(out.begin(), out.end(),
                     [](const planned_incident& a, const planned_incident& b) { return a.on < b.on; });
    return out;
}

[[nodiscard]] inline owned_table incidents_table(const township& t) {
    owned_table out{table_name::incidents};
    const auto& l = t.places;
    const auto all = plan_incidents(t);
    const auto width = width_for(static_cast<std::int32_t>(all.size()), 4);
    std::int32_t number = 0;
    for (const auto& i : all) {
        incident_row row{
            id_text('i', number++, width), i.on, std::string{i.conduct}, l.ids.text(i.actor), {}, {}, i.verified_on};
        if (i.pupil >= 0)
            row.student_id = l.ids.pupil(i.pupil);
        if (i.unit >= 0)
            row.unit_id = l.units[layout::at(i.unit)].id;
        append_row(out, row);
    }
    return out;
}

}  // namespace baoxue::sample
