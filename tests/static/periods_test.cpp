// SPDX-License-Identifier: Apache-2.0
#include <baoxue/evaluate/periods.hpp>

using namespace baoxue;

// A named point takes acts in the first or the last 20 school days of its term.
static_assert(school_days_of_a_point == 20);
