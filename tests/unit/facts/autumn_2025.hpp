// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <baoxue/facts/build_district.hpp>

/// Monday 1 September 2025 is the first.
constexpr baoxue::date sep(int day) { return {2025, 9, day}; }

/// From that day to Friday 23 January.
inline baoxue::term_row autumn_2025() { return {"t1", "2025-2026", sep(1), baoxue::date{2026, 1, 23}}; }
