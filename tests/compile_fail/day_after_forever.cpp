// SPDX-License-Identifier: Apache-2.0
// expect: throw_overflow
#include <baoxue/time/date.hpp>

constexpr auto after = baoxue::forever + baoxue::day_count{1};
