// SPDX-License-Identifier: Apache-2.0
// expect: no matching function|cannot convert|cannot initialize|could not convert|no viable conversion|conversion from
#include <baoxue/facts/mark.hpp>

bool present = baoxue::mark_set{}.contains(1);
