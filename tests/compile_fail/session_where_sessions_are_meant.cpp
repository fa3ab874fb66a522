// SPDX-License-Identifier: Apache-2.0
// expect: no matching function|cannot convert|cannot initialize|could not convert|no viable conversion
#include <baoxue/time/session.hpp>

auto day = baoxue::with(baoxue::session::am, baoxue::session::pm);
