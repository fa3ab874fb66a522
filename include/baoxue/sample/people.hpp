// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/sample/layout.hpp>
#include <baoxue/sample/year.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace baoxue::sample {

/// A role that someone holds at a unit. Dates are inclusive.
struct held_role {
    person who{};
    std::string_view role{};
    std::int32_t unit{0};
    date from{};
    std::optional<date> until{};
};

/// Everyone's roles at units, grouped by unit.
class people {
public:
    people() = default;
    /// \param roles  grouped by unit, units in rising order
    people(std::vector<held_role> roles, std::size_t units) : roles_(std::move(roles)), first_(units + 1, 0) {
        for (const auto& r : roles_)
            ++first_[static_cast<std::size_t>(r.unit) + 1];
        for (std::size_t u = 1; u < first_.size(); ++u)
            first_[u] += first_[u - 1];
    }

    [[nodiscard]] std::span<const held_role> all() const { return roles_; }
    [[nodiscard]] std::span<const held_role> at(std::int32_t unit) const {
        const auto u = static_cast<std::size_t>(unit);
        return std::span{roles_}.subspan(first_[u], first_[u + 1] - first_[u]);
    }

    /// The first listed holder on a date; nobody where there is a hole.
    [[nodiscard]] std::optional<person> holder(std::int32_t unit, std::string_view role, date on) const {
        for (const auto& r : at(unit))
            if (r.role == role && r.from <= on && (!r.until || on <= *r.until))
                return r.who;
        return std::nullopt;
    }

private:
    std::vector<held_role> roles_;
    std::vector<std::size_t> first_{0};
};

namespace detail {

/// When most people came into office: a September of the last few years.
[[nodiscard]] inline date some_september(stream& draw) { return date{2025 - draw.below(5), 9, 1}; }

/// A single-holder role: one holder all year, or a change in mid-year, with or without a hole. A change that is certain
/// has someone to follow.
inline void appoint(std::vector<held_role>& out, stream& draw, std::int32_t changes_in_a_thousand, held_role first,
                    person next) {
    if (!draw.chance(changes_in_a_thousand))
        return out.push_back(first);
    const auto last = date{2025, 10, 1} + day_count{draw.below(255)};
    const auto after = draw.below(4);
    const auto hole = draw.between(3, 25);
    first.until = last;
    out.push_back(first);
    if (after == 3 && changes_in_a_thousand < 1000)
        return;  // nobody follows this year
    out.push_back({next, first.role, first.unit, last + day_count{after == 2 ? 1 + hole : 1}, std::nullopt});
}

inline void staff_class(std::vector<held_role>& out, const layout& l, std::int32_t c, std::uint64_t seed) {
    const auto& s = l.school_of_class(c);
    const auto unit = l.classes[layout::at(c)].unit;
    const auto place = c - s.first_class;
    const auto first = s.first_teacher + school_leadership, spare = first + s.classes;
    stream draw{seed, "holdings of classes", c};
    const auto late = draw.chance(40) ? draw.between(3, 20) : -7;
    appoint(out, draw, 120,
            {{'t', first + place}, "class_teacher", unit, year_first_day + day_count{late}, std::nullopt},
            {'t', spare + (place + 3) % s.classes});
    const auto subjects = draw.between(3, 5);
    const auto offset = draw.below(s.classes);
    for (std::int32_t k = 0; k < subjects && k < s.classes; ++k) {
        held_role r{{'t', spare + (offset + k) % s.classes}, "subject_teacher", unit, year_first_day, std::nullopt};
        if (draw.chance(50))
            r.until = year_first_day + day_count{draw.between(30, 280)};
        out.push_back(r);
    }
}

inline void staff_school(std::vector<held_role>& out, const layout& l, std::int32_t number, std::uint64_t seed) {
    const auto& s = l.schools[layout::at(number)];
    const auto who = [&](std::int32_t k) { return person{'t', s.first_teacher + k}; };
    stream draw{seed, "holdings of schools", number};
    const auto hold = [&](std::int32_t k, std::string_view role) {
        out.push_back({who(k), role, s.unit, some_september(draw), std::nullopt});
    };
    // The second school always changes its principal, so that the smallest township shows one such change.
    const auto since = some_september(draw);
    appoint(out, draw, number == 1 ? 1000 : 100, {who(0), "principal", s.unit, since, std::nullopt}, who(5));
    hold(1, "vice_principal");
    hold(2, "school_leader");
    if (!draw.chance(30))
        hold(3, "academic_affairs_office");
    if (s.classes > 8)
        hold(4, "academic_affairs_office");
    for (std::int32_t k = school_leadership - 1; k < s.teachers; ++k) {
        hold(k, "teacher");
        if (k >= school_leadership + s.classes && draw.chance(25))
            out.back().until = year_first_day + day_count{draw.between(20, 290)};
    }
}

inline void staff_grade(std::vector<held_role>& out, const layout& l, const grade_block& b, std::uint64_t seed) {
    const auto& s = l.schools[layout::at(b.school)];
    stream draw{seed, "holdings of grades", b.unit};
    if (draw.chance(30))
        return;
    const auto spare = s.first_teacher + school_leadership + s.classes;
    const auto place = b.first_class - s.first_class;
    const auto since = some_september(draw);
    appoint(out, draw, 80, {{'t', spare + place}, "grade_leader", b.unit, since, std::nullopt},
            {'t', s.first_teacher + 2});
}

inline void staff_offices(std::vector<held_role>& out, const layout& l, std::uint64_t seed) {
    stream draw{seed, "holdings of offices"};
    std::int32_t next = 0;
    const auto hold = [&](person who, std::string_view role, std::int32_t unit) {
        out.push_back({who, role, unit, some_september(draw), std::nullopt});
    };
    hold({'o', next++}, "township_education_officer", 0);
    hold({'o', next++}, "township_government", 0);
    const auto leaders = next;
    for (std::int32_t c = 0; c < l.central_schools; ++c) {
        hold({'o', next++}, "central_school_leader", l.first_central + c);
        hold({'o', next++}, "central_school_leader", l.first_central + c);
        hold({'o', next++}, "school_district_office", l.first_central + c);
    }
    for (std::int32_t v = 0; v < l.villages; ++v) {
        const auto unit = l.first_village + v;
        if (!draw.chance(60)) {
            hold({'o', next++}, "village_cadre", unit);
            if (draw.chance(100)) {  // one leaves, another follows, sometimes later
                out.back().until = year_first_day + day_count{draw.between(20, 250)};
                const auto from = *out.back().until + day_count{draw.between(1, 20)};
                out.push_back({{'o', next++}, "village_cadre", unit, from, std::nullopt});
            }
        }
        hold({'o', next++}, "village_committee", unit);
        const auto central = v * l.central_schools / l.villages;
        hold({'o', leaders + 3 * central + v % 2}, "central_school_leader", unit);
    }
}

}  // namespace detail

/// Fills the offices of a township for the school year.
[[nodiscard]] inline people appoint_people(const layout& l, std::uint64_t seed) {
    std::vector<held_role> roles;
    detail::staff_offices(roles, l, seed);
    for (std::size_t s = 0; s < l.schools.size(); ++s) {
        const auto& here = l.schools[s];
        detail::staff_school(roles, l, static_cast<std::int32_t>(s), seed);
        for (std::int32_t b = here.first_block; b < here.first_block + here.blocks; ++b) {
            const auto& block = l.blocks[layout::at(b)];
            detail::staff_grade(roles, l, block, seed);
            for (std::int32_t c = block.first_class; c < block.first_class + block.classes; ++c)
                detail::staff_class(roles, l, c, seed);
        }
    }
    return {std::move(roles), l.units.size()};
}

}  // namespace baoxue::sample
