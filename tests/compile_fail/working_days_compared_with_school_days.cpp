// SPDX-License-Identifier: Apache-2.0
// expect: no match for [^a-z]+operator(<|==|<=>)|invalid operands to binary expression
#include <baoxue/time/date.hpp>

bool fewer = baoxue::working_day_count{3} < baoxue::school_day_count{5};
