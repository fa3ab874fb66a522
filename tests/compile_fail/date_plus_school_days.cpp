// SPDX-License-Identifier: Apache-2.0
// expect: no match for [^a-z]+operator\+.|invalid operands to binary expression
#include <baoxue/time/date.hpp>

auto due = baoxue::date{2025, 9, 1} + baoxue::school_day_count{3};
