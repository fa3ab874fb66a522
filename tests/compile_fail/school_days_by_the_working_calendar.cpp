// SPDX-License-Identifier: Apache-2.0
// expect: no matching function for call to [^a-z]+due_after
#include <baoxue/time/deadline.hpp>

auto due = baoxue::due_after(baoxue::date{2025, 9, 1}, baoxue::school_day_count{3}, baoxue::working_calendar{});
