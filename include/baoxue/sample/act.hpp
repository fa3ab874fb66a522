// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/sample/pupil.hpp>
#include <baoxue/sample/roll.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace baoxue::sample {

/// Something that someone did. Units and pupils are positions; none is -1.
struct done_act {
    date on{};
    std::string_view act{};
    person actor{};
    std::int32_t pupil{-1};
    std::int32_t unit{-1};
    std::optional<person> recipient{};
    std::optional<date> due_on{};
    std::string_view outcome{};
    std::string_view object{};
    std::int32_t transfer{-1};  ///< the number of the transfer that it is a step of
};

/// Parties outside the units: few whatever the size of the township.
struct party_group {
    char sort;
    party_kind kind;
    std::int32_t count;
};
inline constexpr auto party_groups = std::to_array<party_group>({
    {'b', party_kind::body, 2},
    {'e', party_kind::employer, 4},
    {'n', party_kind::person, 3},
    {'x', party_kind::school, 3},
});

/// Who could have acted for the pupils of a class on a day. Nobody where an office is empty that day.
class desk {
public:
    desk(const township& t, std::int32_t class_number) : t_(&t), class_(class_number) {}

    [[nodiscard]] std::optional<person> of_class(std::string_view role, date on) const {
        return t_->staff.holder(its_class().unit, role, on);
    }
    [[nodiscard]] std::optional<person> of_grade(std::string_view role, date on) const {
        return t_->staff.holder(t_->places.blocks[layout::at(its_class().block)].unit, role, on);
    }
    [[nodiscard]] std::optional<person> of_school(std::string_view role, date on) const {
        return t_->staff.holder(its_school().unit, role, on);
    }
    /// A teacher of the school, whatever they answer for: mostly the wrong person.
    [[nodiscard]] person any_teacher(stream& draw) const {
        const auto& s = its_school();
        return {'t', s.first_teacher + school_leadership + draw.below(s.teachers - school_leadership)};
    }

private:
    [[nodiscard]] const school_class& its_class() const { return t_->places.classes[layout::at(class_)]; }
    [[nodiscard]] const school& its_school() const { return t_->places.schools[layout::at(its_class().school)]; }

    const township* t_;
    std::int32_t class_;
};

/// The class teacher, or on days without one now and then the principal in their place.
[[nodiscard]] inline std::optional<person> class_teacher_or_stand_in(const desk& d, stream& draw, date on) {
    const auto teacher = d.of_class("class_teacher", on);
    const bool stands_in = draw.chance(500);
    if (teacher || !stands_in)
        return teacher;
    return d.of_school("principal", on);
}

}  // namespace baoxue::sample
