# SPDX-License-Identifier: Apache-2.0
"""The one decision that general rule engines are asked, and of which pupils.

They cannot count a run of absences, find who held a role, or look for an act: all that is done for them beforehand,
outside the clock, and they are asked only which rungs a pupil has reached, and whether the visit is past its day.
"""

from __future__ import annotations

from typing import Final

#: By step: the act and who owes it.
RUNGS: Final = {
    1: ("report_absence", "class_teacher"),
    2: ("home_visit", "class_teacher"),
    3: ("home_visit", "school_leader"),
}
_SESSIONS: Final = 20


def _facts(absent: int) -> dict[str, int]:
    """Of a pupil who missed the last sessions of two school weeks, on the Saturday after them."""
    full_days = absent // 2
    first = _SESSIONS // 2 - full_days  # school days before the first whole day missed
    saturday = 12  # days after the first Monday
    days_since = saturday - (first + 2 * (first // 5)) if full_days else 0
    return {"run": absent, "full_days": full_days, "days_since": days_since}


#: From no session missed to all; `contest.cpp` has the same pupils in its register.
FACTS: Final = [_facts(absent) for absent in range(_SESSIONS + 1)]
#: Of these the one who is asked about while the clock runs.
TIMED: Final = 6
TIMES: Final = 2_000


def answer(steps_of_pupils: list[list[int]]) -> tuple[int, int]:
    """How many rungs, and a bit for each pupil and rung: by this the answers are compared."""
    bits = 0
    for pupil, steps in enumerate(steps_of_pupils):
        for step in steps:
            bits |= 1 << len(RUNGS) * pupil + step - 1
    return sum(map(len, steps_of_pupils)), bits
