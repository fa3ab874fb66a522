// SPDX-License-Identifier: Apache-2.0
// expect: no match for [^a-z]+operator\+.|invalid operands to binary expression
#include <baoxue/time/date.hpp>

auto next = baoxue::date{2025, 9, 1} + 1;
