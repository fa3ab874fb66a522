// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/district.hpp>
#include <baoxue/time/working_calendar.hpp>
#include <baoxue/vocabulary/problem.hpp>

#include <cstdint>
#include <string>

namespace baoxue {

/// The calendar and the register mode that a generated township is meant for.
inline constexpr calendar_kind sample_calendar = calendar_kind::cn;
inline constexpr register_mode sample_register = register_mode::complete;

/// Which township to generate. Everything else follows from these two.
struct township_plan {
    std::int32_t pupils{2000};
    std::uint64_t seed{1};
};

inline constexpr std::int32_t most_sample_pupils = 5'000'000;

/// \throws input_error if there can be no such township
inline void check(const township_plan& plan) {
    if (plan.pupils >= 0 && plan.pupils <= most_sample_pupils)
        return;
    problem p;
    p.message = "a township of `" + std::to_string(plan.pupils) + "` pupils: give a number from 0 to " +
                std::to_string(most_sample_pupils);
    throw input_error({p});
}

}  // namespace baoxue
