// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/sample/ids.hpp>
#include <baoxue/sample/plan.hpp>
#include <baoxue/sample/stream.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace baoxue::sample {

/// A unit of the township. Positions refer to `layout::units`; none is -1.
struct unit {
    std::string id;
    std::string_view kind;
    std::int32_t parent{-1};
    std::string_view stage{};
    std::int32_t village{-1};
};

struct village_range {
    std::int32_t first{0}, count{1};
};

struct school {
    std::int32_t unit{0};
    bool primary{true};
    std::int32_t first_block{0}, blocks{0};
    std::int32_t first_class{0}, classes{0};
    std::int32_t first_teacher{0}, teachers{0};
    village_range villages{};  ///< where its pupils live, as numbers of villages
};

/// One grade of one school and the pupils that begin the year in it: consecutive numbers, dealt to its classes in turn.
struct grade_block {
    std::int32_t unit{0}, school{0}, grade{1};
    std::int32_t first_pupil{0}, pupils{0};
    std::int32_t first_class{0}, classes{1};
};

struct school_class {
    std::int32_t unit{0}, block{0}, school{0};
};

/// A school that reports nothing but totals: a unit without classes, rolls or registers. Its head is person m.
struct counted_school {
    std::int32_t unit{0};
    bool primary{true};
};
/// So many there are whatever the size of the township, so that each case of `counts_table` occurs.
inline constexpr std::int32_t counted_school_count = 7;
/// Which of them are junior middle schools.
[[nodiscard]] constexpr bool is_junior_counted(std::int32_t n) { return n == 3 || n == 5; }
/// Since when each has its head: the last had none when the school year began.
[[nodiscard]] constexpr date counted_head_since(std::int32_t n) {
    return n + 1 == counted_school_count ? date{2025, 11, 3} : date{2024, 9, 1};
}

/// The units of a township, and which pupil numbers begin the year where.
struct layout {
    id_widths ids{};
    std::vector<unit> units{};
    std::int32_t central_schools{1}, villages{3};
    std::int32_t first_central{1}, first_village{2};  ///< as units; the township is unit 0
    std::vector<school> schools{};
    std::vector<grade_block> blocks{};
    std::vector<school_class> classes{};
    std::vector<counted_school> counted{};
    std::int32_t teachers{0};

    [[nodiscard]] const grade_block& block_of(std::int32_t pupil) const {
        const auto after = std::upper_bound(blocks.begin(), blocks.end(), pupil,
                                            [](std::int32_t p, const grade_block& b) { return p < b.first_pupil; });
        return *(after - 1);
    }
    [[nodiscard]] std::int32_t first_class_of(std::int32_t pupil) const {
        const auto& b = block_of(pupil);
        return b.first_class + (pupil - b.first_pupil) % b.classes;
    }
    [[nodiscard]] const school& school_of_class(std::int32_t c) const { return schools[at(classes[at(c)].school)]; }
    [[nodiscard]] const unit& unit_of_class(std::int32_t c) const { return units[at(classes[at(c)].unit)]; }

    [[nodiscard]] static constexpr std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }
};

/// Of every school's staff the first are its leadership; class teachers follow, then as many more teachers.
inline constexpr std::int32_t school_leadership = 6;

namespace detail {

inline std::int32_t size_of(const std::vector<unit>& units) { return static_cast<std::int32_t>(units.size()); }

/// Puts a school with its grades and classes at the end.
inline void add_school(layout& l, std::int32_t number, bool primary, std::int32_t first_pupil, std::int32_t pupils,
                       village_range villages, std::int32_t village) {
    const auto count = static_cast<std::int32_t>(l.schools.capacity());
    school s;
    s.unit = size_of(l.units);
    s.primary = primary;
    s.villages = villages;
    s.first_block = static_cast<std::int32_t>(l.blocks.size());
    s.blocks = primary ? 6 : 3;
    s.first_class = static_cast<std::int32_t>(l.classes.size());
    s.first_teacher = l.teachers;
    // Some junior middle schools answer to the township directly, so that not every chain has a central school.
    const bool direct = !primary && number % 5 == 4;
    const auto parent = direct ? 0 : l.first_central + number * l.central_schools / count;
    const auto id = id_text('s', number, width_for(count, 2));
    l.units.push_back({id, "school", parent, primary ? "primary" : "junior_middle", l.first_village + village});
    for (std::int32_t g = 0; g < s.blocks; ++g) {
        grade_block b;
        b.unit = size_of(l.units);
        b.school = number;
        b.grade = (primary ? 1 : 7) + g;
        const auto before = static_cast<std::int32_t>(std::int64_t{pupils} * g / s.blocks);
        b.first_pupil = first_pupil + before;
        b.pupils = static_cast<std::int32_t>(std::int64_t{pupils} * (g + 1) / s.blocks) - before;
        b.first_class = static_cast<std::int32_t>(l.classes.size());
        b.classes = std::max(1, (b.pupils + 20) / 40);
        const auto grade_id = id + "-g" + std::to_string(b.grade);
        l.units.push_back({grade_id, "grade", s.unit});
        for (std::int32_t c = 0; c < b.classes; ++c) {
            l.classes.push_back({size_of(l.units), static_cast<std::int32_t>(l.blocks.size()), number});
            l.units.push_back({grade_id + "-c" + std::to_string(c + 1), "class", b.unit});
        }
        l.blocks.push_back(b);
    }
    s.classes = static_cast<std::int32_t>(l.classes.size()) - s.first_class;
    s.teachers = school_leadership + 2 * s.classes;
    l.teachers += s.teachers;
    l.schools.push_back(s);
}

/// Schools of one kind, of uneven sizes, that share so many pupils.
inline void add_schools(layout& l, stream& draw, bool primary, std::int32_t schools, std::int32_t first_pupil,
                        std::int32_t pupils) {
    std::vector<std::int64_t> upto{0};
    for (std::int32_t k = 0; k < schools; ++k)
        upto.push_back(upto.back() + draw.between(75, 125));
    for (std::int32_t k = 0; k < schools; ++k) {
        const auto part = [&](std::int64_t of, std::int64_t share, std::int64_t all) {
            return static_cast<std::int32_t>(of * share / all);
        };
        const auto i = layout::at(k);
        const auto begin = part(pupils, upto[i], upto.back()), end = part(pupils, upto[i + 1], upto.back());
        const auto from = part(l.villages, k, schools), until = part(l.villages, k + 1, schools);
        const auto village = from + draw.below(until - from);
        add_school(l, static_cast<std::int32_t>(l.schools.size()), primary, first_pupil + begin, end - begin,
                   {from, until - from}, village);
    }
}

}  // namespace detail

/// Lays out a township: about 480 pupils a primary and 600 a junior middle school, 40 a class, 150 a village; beside
/// them a few schools known only in totals.
[[nodiscard]] inline layout lay_out(const township_plan& plan) {
    stream draw{plan.seed, "units"};
    layout l;
    const auto junior = plan.pupils / 3, primary = plan.pupils - junior;
    const auto primary_schools = std::max(1, (primary + 240) / 480), junior_schools = std::max(1, (junior + 300) / 600);
    const auto schools = primary_schools + junior_schools;
    l.schools.reserve(layout::at(schools));
    l.central_schools = 1 + (schools - 1) / 40;
    l.villages = std::max(3, plan.pupils / 150);
    l.first_village = l.first_central + l.central_schools;
    l.units.push_back({"township", "township"});
    for (std::int32_t c = 0; c < l.central_schools; ++c)
        l.units.push_back({id_text('c', c, width_for(l.central_schools, 2)), "central_school", 0});
    for (std::int32_t v = 0; v < l.villages; ++v)
        l.units.push_back({id_text('v', v, width_for(l.villages, 2)), "village", 0});
    detail::add_schools(l, draw, true, primary_schools, 0, primary);
    detail::add_schools(l, draw, false, junior_schools, primary, junior);
    for (std::int32_t n = 0; n < counted_school_count; ++n) {  // last, so that they move no other unit
        const bool is_primary = !is_junior_counted(n);
        l.counted.push_back({detail::size_of(l.units), is_primary});
        l.units.push_back({id_text('k', n, 2), "school", l.first_central + n % l.central_schools,
                           is_primary ? "primary" : "junior_middle", l.first_village + n % l.villages});
    }
    l.ids.pupils = width_for(plan.pupils, 6);
    l.ids.staff = width_for(l.teachers, 4);
    l.ids.officials = width_for(4 * (l.villages + l.central_schools), 3);
    return l;
}

}  // namespace baoxue::sample
