// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/sample/township.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace baoxue::sample {

/// Where a pupil comes from. Units are positions in the layout.
struct pupil_origin {
    std::optional<std::int32_t> home_village{}, origin_village{};
    std::optional<date> birth_date{};
};

/// Most live in a village that their school serves; some have only an origin, a few neither. Some are a year or two
/// older than their grade, and some have no birth date on record.
[[nodiscard]] inline pupil_origin origin_of(const township& t, std::int32_t pupil) {
    stream draw{t.plan.seed, "students", pupil};
    const auto& block = t.places.block_of(pupil);
    const auto& near = t.places.schools[layout::at(block.school)].villages;
    const auto village = t.places.first_village + near.first + draw.below(near.count);
    const auto elsewhere = t.places.first_village + draw.below(t.places.villages);
    const auto known = draw.below(1000);
    const auto older = draw.below(1000);
    const auto day = draw.below(365);
    const auto born = date{date{2019 - block.grade - (older < 10 ? 2 : older < 70 ? 1 : 0), 9, 1}.days + day};
    const bool unknown_birth = draw.chance(15);

    pupil_origin out;
    if (known >= 60)
        out.home_village = village;
    if (known >= 5)
        out.origin_village = known < 120 ? elsewhere : village;
    if (!unknown_birth)
        out.birth_date = born;
    return out;
}

/// A role that someone holds for one pupil.
struct pupil_role {
    person who{};
    std::string_view role{};
    date from{};
    std::optional<date> until{};
};

/// Guardians (nobody for a few), and for some a helping teacher or the teacher answering for a key student, who may
/// change.
[[nodiscard]] inline std::vector<pupil_role> roles_for(const township& t, std::int32_t pupil) {
    stream draw{t.plan.seed, "holdings of pupils", pupil};
    const auto& block = t.places.block_of(pupil);
    const auto& s = t.places.schools[layout::at(block.school)];
    const date since{2026 - (block.grade <= 6 ? block.grade : block.grade - 6), 9, 1};
    const auto guardians = draw.below(100);
    std::vector<pupil_role> out;
    if (guardians >= 2)
        out.push_back({{'g', pupil}, "parent", since, std::nullopt});
    if (guardians >= 60)
        out.push_back({{'h', pupil}, "parent", since, std::nullopt});
    const auto some_teacher = [&] {
        return person{'t', s.first_teacher + school_leadership + draw.below(s.teachers - school_leadership)};
    };
    if (draw.chance(25)) {
        const auto from = year_first_day + day_count{draw.below(60)};
        out.push_back({some_teacher(), "helping_teacher", from, std::nullopt});
    }
    if (draw.chance(20)) {
        const auto from = year_first_day + day_count{draw.below(60)};
        out.push_back({some_teacher(), "key_student_teacher", from, std::nullopt});
        if (draw.chance(300)) {
            const auto until = from + day_count{draw.between(30, 150)};
            const auto hole = draw.chance(300) ? draw.between(1, 15) : 0;
            out.back().until = until;
            out.push_back({some_teacher(), "key_student_teacher", until + day_count{1 + hole}, std::nullopt});
        }
    }
    return out;
}

}  // namespace baoxue::sample
