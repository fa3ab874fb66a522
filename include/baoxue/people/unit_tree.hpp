// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/district.hpp>

namespace baoxue {

/// Whether `above` is the unit itself or stands above it.
[[nodiscard]] inline bool covers(const unit_columns& units, code above, code unit) {
    for (; unit != no_code; unit = units.parent[static_cast<std::size_t>(unit)])
        if (unit == above)
            return true;
    return false;
}

/// The nearest unit of a kind at or above a unit; no_code where there is none.
[[nodiscard]] inline code nearest_of_kind(const unit_columns& units, code unit, word_code kind) {
    for (; unit != no_code; unit = units.parent[static_cast<std::size_t>(unit)])
        if (units.kind[static_cast<std::size_t>(unit)] == kind)
            return unit;
    return no_code;
}

/// The village that a unit names, else the nearest one named above it; no_code where there is none.
[[nodiscard]] inline code village_of_unit(const unit_columns& units, code unit) {
    for (; unit != no_code; unit = units.parent[static_cast<std::size_t>(unit)])
        if (units.village[static_cast<std::size_t>(unit)] != no_code)
            return units.village[static_cast<std::size_t>(unit)];
    return no_code;
}

/// The village where a pupil lives, else that of household registration; no_code where neither is known.
[[nodiscard]] inline code village_of_pupil(const student_columns& students, code student) {
    const auto i = static_cast<std::size_t>(student);
    return students.home_unit[i] != no_code ? students.home_unit[i] : students.origin_unit[i];
}

/// The enrolment that covers a date; nothing where the pupil is on no roll that day.
[[nodiscard]] inline std::optional<std::size_t> enrolment_on(const enrolment_columns& e, code student, date on) {
    for (auto i = e.first(student); i < e.end(student) && e.from[i] <= on; ++i)
        if (on <= e.until[i])
            return i;
    return std::nullopt;
}

/// The pupil's class (else grade or school) on a date, or the one last left; no_code before the first.
[[nodiscard]] inline code unit_on(const enrolment_columns& e, code student, date on) {
    code unit = no_code;
    for (auto i = e.first(student); i < e.end(student) && e.from[i] <= on; ++i)
        unit = e.unit[i];
    return unit;
}

}  // namespace baoxue
