# SPDX-License-Identifier: Apache-2.0
"""The absence ladder as a compiled loop in Numba, over as many parts of the pupils as there are threads."""

from __future__ import annotations

import numba
import numpy as np
from columns import CLASS_TEACHER, HOME_VISIT, REPORT_ABSENCE, SCHOOL_LEADER, UNEXCUSED, Columns, absence_answer, answer
from numba import njit, prange

_WIDTH = 8  # pupil, unit, step, date, bearer, due, state, met_on


@njit(inline="always")
def _unit_on(pupil, date, offsets, from_, unit):
    i = offsets[pupil + 1] - 1
    while i > offsets[pupil] and from_[i] > date:
        i -= 1
    return unit[i]


@njit(inline="always")
def _holder_on(role, unit, date, units, offsets, from_, until, person):
    key = role * units + unit
    for i in range(offsets[key], offsets[key + 1]):
        if from_[i] > date:
            break
        if date <= until[i]:
            return person[i]
    return -1


@njit(parallel=True, cache=True)
def _climb(only_absence, parts, capacity, complete, as_of, known_sessions, calendar, roll, held, attendance, acts):
    day_of_session, date_of_day, sessions_of_day, term_of_day = calendar
    enrolment_offsets, enrolment_from, enrolment_unit = roll
    unit_parent, holding_offsets, holding_from, holding_until, holding_person = held
    offsets, ordinal, marks = attendance
    act_offsets, act_date, act_kinds, act_actor = acts
    units = len(unit_parent)
    pupils = len(offsets) - 1
    out = np.empty((parts, _WIDTH, capacity), dtype=np.int32)
    counts = np.zeros(parts, dtype=np.int64)
    for part in prange(parts):
        n = 0
        for p in range(pupils * part // parts, pupils * (part + 1) // parts):
            run = False
            step_of_run, full_days, in_day, last_day, last_term, last_row = 0, 0, 0, -1, -1, -2
            for row in range(offsets[p], offsets[p + 1]):
                if marks[row] != UNEXCUSED:
                    continue
                session = ordinal[row]
                if session >= known_sessions:
                    break
                day = day_of_session[session]
                term = term_of_day[day]
                run = last_row == row - 1 and term == last_term and (complete or ordinal[last_row] == session - 1)
                reached = 0
                if not run:
                    full_days, in_day, last_day = 0, 0, -1
                    reached = 1
                if day != last_day:
                    in_day, last_day = 0, day
                in_day += 1
                last_row, last_term = row, term
                step_of_run = 0
                if in_day == sessions_of_day[day]:
                    full_days += 1
                    if full_days <= 2:
                        step_of_run = full_days + 1
                for step in (reached, step_of_run):
                    if step == 0:
                        continue
                    date = date_of_day[day]
                    if only_absence:
                        if n < capacity:
                            out[part, 0, n], out[part, 1, n], out[part, 2, n] = p, step, date
                        n += 1
                        continue
                    unit = _unit_on(p, date, enrolment_offsets, enrolment_from, enrolment_unit)
                    role = SCHOOL_LEADER if step == 3 else CLASS_TEACHER
                    kind = REPORT_ABSENCE if step == 1 else HOME_VISIT
                    place = unit_parent[unit] if step == 3 else unit
                    bearer = _holder_on(
                        role, place, date, units, holding_offsets, holding_from, holding_until, holding_person
                    )
                    due = date + 1 if step == 2 else -1
                    met = -1
                    for a in range(act_offsets[p], act_offsets[p + 1]):
                        on = act_date[a]
                        if on > as_of:
                            break
                        if on < date or act_kinds[a] != kind:
                            continue
                        if act_actor[a] != bearer:
                            there = _unit_on(p, on, enrolment_offsets, enrolment_from, enrolment_unit)
                            there = unit_parent[there] if step == 3 else there
                            holder = _holder_on(
                                role, there, on, units, holding_offsets, holding_from, holding_until, holding_person
                            )
                            if act_actor[a] != holder:
                                continue
                        met = on
                        break
                    state = 0
                    if met >= 0:
                        state = 2 if due >= 0 and met > due else 1
                    elif due >= 0 and due < as_of:
                        state = 3
                    if n < capacity:
                        out[part, 0, n], out[part, 1, n], out[part, 2, n], out[part, 3, n] = p, unit, step, date
                        out[part, 4, n], out[part, 5, n], out[part, 6, n], out[part, 7, n] = bearer, due, state, met
                    n += 1
        counts[part] = n
    return out, counts


def prepare(c: Columns, what: str):
    """The whole chain or its absence part, from columns to columns. The compiler's time is not measured."""
    only_absence = what.startswith("absence")
    parts = numba.get_num_threads()

    def run() -> np.ndarray:
        keys = c.holding_role.astype(np.int32) * len(c.unit_parent) + c.holding_unit
        holding_offsets = np.searchsorted(keys, np.arange(2 * len(c.unit_parent) + 1))
        known_sessions = int(np.searchsorted(c.date_of_day[c.day_of_session], c.as_of, "right"))
        calendar = (c.day_of_session, c.date_of_day, c.sessions_of_day, c.term_of_day)
        roll = (c.enrolment_offsets, c.enrolment_from, c.enrolment_unit)
        held = (c.unit_parent, holding_offsets, c.holding_from, c.holding_until, c.holding_person)
        attendance = (c.offsets, c.ordinal, c.marks)
        acts = (c.act_offsets, c.act_date, c.act_kinds, c.act_actor)
        capacity = 16 * c.pupils // parts  # memory that is not written takes no room
        while True:
            out, counts = _climb(
                only_absence,
                parts,
                capacity,
                bool(c.complete),
                c.as_of,
                known_sessions,
                calendar,
                roll,
                held,
                attendance,
                acts,
            )
            if counts.max() <= capacity:
                width = 3 if only_absence else _WIDTH
                return np.concatenate([out[part, :width, : counts[part]] for part in range(parts)], axis=1)
            capacity = int(counts.max())

    def check(out: np.ndarray) -> tuple[int, int]:
        if only_absence:
            return absence_answer(*out)
        pupil, _, step, date, bearer, due, state, _ = out
        return answer(pupil, step, date, bearer, due, state)

    return run, check
