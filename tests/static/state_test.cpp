// SPDX-License-Identifier: Apache-2.0
#include <baoxue/evaluate/discharge.hpp>

using namespace baoxue;

namespace {
constexpr date d(int day) { return date{2025, 9, day}; }
constexpr date none = no_date;
}  // namespace

// state_on(as_of, due, met, stopped, known), for a duty triggered on 1 September.

// Due on the 5th, nothing done: open up to and on the 5th, missed from the 6th, or unknown where nobody can tell.
static_assert(state_on(d(4), d(5), none, none, true) == state::open);
static_assert(state_on(d(5), d(5), none, none, true) == state::open);
static_assert(state_on(d(6), d(5), none, none, true) == state::missed);
static_assert(state_on(d(5), d(5), none, none, false) == state::open);
static_assert(state_on(d(6), d(5), none, none, false) == state::unknown);
// Done: on the trigger date and on the due date in time, a day later late.
static_assert(state_on(d(9), d(5), d(1), none, true) == state::met);
static_assert(state_on(d(9), d(5), d(5), none, true) == state::met);
static_assert(state_on(d(9), d(5), d(6), none, true) == state::met_late);
// Nothing is due: open for ever, and any act meets it.
static_assert(state_on(d(30), none, none, none, true) == state::open);
static_assert(state_on(d(30), none, none, none, false) == state::open);
static_assert(state_on(d(30), none, d(29), none, true) == state::met);
// Its own stop: on or before the due date it lapses; after it, what was missed stays missed.
static_assert(state_on(d(9), d(5), none, d(4), true) == state::lapsed);
static_assert(state_on(d(9), d(5), none, d(5), true) == state::lapsed);
static_assert(state_on(d(9), d(5), none, d(6), true) == state::missed);
static_assert(state_on(d(9), d(5), none, d(4), false) == state::lapsed);
static_assert(state_on(d(9), none, none, d(8), true) == state::lapsed);
// Stop and act: the earlier decides; an act after the due date cannot undo what the stop ended before.
static_assert(state_on(d(9), d(5), d(3), d(4), true) == state::met);
static_assert(state_on(d(9), d(5), d(4), d(3), true) == state::lapsed);
static_assert(state_on(d(9), d(5), d(7), d(6), true) == state::met_late);
static_assert(state_on(d(9), none, d(7), d(8), true) == state::met);
static_assert(state_on(d(9), none, d(8), d(7), true) == state::lapsed);
