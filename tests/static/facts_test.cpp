// SPDX-License-Identifier: Apache-2.0
#include <baoxue/exact/ratio.hpp>
#include <baoxue/facts/mark.hpp>

using namespace baoxue;

static_assert(mark_set{mark::unexcused}.contains(mark::unexcused));
static_assert(!mark_set{mark::unexcused}.contains(mark::present));
static_assert(mark_set{mark::present, mark::excused} == mark_set{mark::excused, mark::present});

// Two per cent of fifty is one, exactly: the line itself is neither below nor above.
static_assert(compare_share(1, 50, {2, 100}) == 0);
static_assert(compare_share(1, 51, {2, 100}) < 0);
static_assert(compare_share(1, 49, {2, 100}) > 0);
