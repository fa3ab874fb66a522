// SPDX-License-Identifier: Apache-2.0
// expect: no match for [^a-z]+operator\+.|invalid operands to binary expression
#include <baoxue/time/date.hpp>

auto sum = baoxue::day_count{1} + baoxue::school_day_count{1};
