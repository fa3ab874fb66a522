# SPDX-License-Identifier: Apache-2.0
"""The absence ladder in NumPy: gaps and islands on the unexcused rows alone, as-of joins by binary search."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from columns import (
    CLASS_TEACHER,
    HOME_VISIT,
    MET,
    MET_LATE,
    MISSED,
    OPEN,
    REPORT_ABSENCE,
    SCHOOL_LEADER,
    UNEXCUSED,
    Columns,
    absence_answer,
    answer,
)

_BLOCK = 1 << 18  # marks looked at in one go: they and what is made of them stay in the cache


class Triggers(NamedTuple):
    """What brings duties about: one entry each."""

    pupil: np.ndarray
    step: np.ndarray
    date: np.ndarray


def unexcused_rows(marks: np.ndarray) -> np.ndarray:
    """Positions of the unexcused rows."""
    buffer = np.empty(_BLOCK, dtype=bool)
    found = []
    for start in range(0, len(marks), _BLOCK):
        block = marks[start : start + _BLOCK]
        is_unexcused = np.equal(block, UNEXCUSED, out=buffer[: len(block)])
        found.append(np.flatnonzero(is_unexcused) + start)
    return np.concatenate(found) if found else np.empty(0, dtype=np.int64)


def find_triggers(c: Columns) -> Triggers:
    """Each time a rung is reached."""
    rows = unexcused_rows(c.marks)
    per_pupil = np.diff(np.searchsorted(rows, c.offsets))
    pupil = np.repeat(np.arange(c.pupils, dtype=np.int32), per_pupil)
    ordinal = c.ordinal[rows]
    known_sessions = np.searchsorted(c.date_of_day[c.day_of_session], c.as_of, "right")
    if len(ordinal) and ordinal.max() >= known_sessions:
        known = ordinal < known_sessions
        rows, pupil, ordinal = rows[known], pupil[known], ordinal[known]
    day = c.day_of_session[ordinal]
    term = c.term_of_day.astype(np.uint8)[day]

    starts = np.empty(len(rows), dtype=bool)
    starts[:1] = True
    starts[1:] = (rows[1:] != rows[:-1] + 1) | (pupil[1:] != pupil[:-1]) | (term[1:] != term[:-1])
    if not c.complete:  # a session without a row is present
        starts[1:] |= ordinal[1:] != ordinal[:-1] + 1
    # A day has one session or two: it is missed altogether with its last, if the one before it was missed.
    is_full = c.sessions_of_day[day] == 1
    is_full[1:] |= (day[1:] == day[:-1]) & ~starts[1:]
    full = np.flatnonzero(is_full)  # rows that complete a full day
    run_of_full = np.cumsum(starts, dtype=np.int32)[full]
    first = np.empty(len(full), dtype=bool)
    first[:1] = True
    first[1:] = run_of_full[1:] != run_of_full[:-1]
    second = np.zeros(len(full), dtype=bool)
    second[1:] = first[:-1] & ~first[1:]
    found = [np.flatnonzero(starts), full[first], full[second]]
    at = np.concatenate(found)
    step = np.repeat(np.array([1, 2, 3], dtype=np.int8), [len(f) for f in found])
    return Triggers(pupil[at], step, c.date_of_day[day[at]])


class Places:
    """Units and holders on a date: from the last of its kind backwards, as most have one only."""

    def __init__(self, c: Columns) -> None:
        self.c = c
        units = len(c.unit_parent)
        keys = c.holding_role.astype(np.int32) * units + c.holding_unit
        self.units = units
        self.holding_offsets = np.searchsorted(keys, np.arange(2 * units + 1))

    def unit_on(self, pupil: np.ndarray, date: np.ndarray) -> np.ndarray:
        """The pupil's class on a date, or the one last left."""
        c = self.c
        at = c.enrolment_offsets[pupil + 1] - 1
        first = c.enrolment_offsets[pupil]
        later = np.flatnonzero((c.enrolment_from[at] > date) & (at > first))
        while len(later):
            at[later] -= 1
            later = later[(c.enrolment_from[at[later]] > date[later]) & (at[later] > first[later])]
        return c.enrolment_unit[at]

    def holder_on(self, role: int, class_unit: np.ndarray, date: np.ndarray) -> np.ndarray:
        """Who holds a role on a date; -1: nobody."""
        c = self.c
        key = role * self.units + (class_unit if role == CLASS_TEACHER else c.unit_parent[class_unit])
        first, at = self.holding_offsets[key], self.holding_offsets[key + 1] - 1
        later = np.flatnonzero((at > first) & (c.holding_from[at] > date))
        while len(later):
            at[later] -= 1
            later = later[(at[later] > first[later]) & (c.holding_from[at[later]] > date[later])]
        held = (at >= first) & (c.holding_from[at] <= date) & (c.holding_until[at] >= date)
        return np.where(held, c.holding_person[at], -1)


def first_act(
    c: Columns, places: Places, kind: int, pupil: np.ndarray, date: np.ndarray, role: int, bearer: np.ndarray
):
    """Date of the first act from the trigger on that a bearer did, or who held the role that day; -1: none."""
    acts = np.flatnonzero((c.act_kinds == kind) & (c.act_date <= c.as_of))
    act_pupil, act_date, actor = c.act_pupil[acts], c.act_date[acts], c.act_actor[acts]
    met = np.full(len(pupil), -1, dtype=np.int32)
    at = np.searchsorted(act_pupil.astype(np.int64) << 32 | act_date, pupil.astype(np.int64) << 32 | date)
    waiting = np.arange(len(pupil))
    while True:  # few duties have to look at a second act
        left = at < len(acts)
        left[left] = act_pupil[at[left]] == pupil[waiting[left]]
        waiting, at = waiting[left], at[left]
        if not len(waiting):
            return met
        fits = actor[at] == bearer[waiting]
        other = np.flatnonzero(~fits)
        unit = places.unit_on(pupil[waiting[other]], act_date[at[other]])
        fits[other] = places.holder_on(role, unit, act_date[at[other]]) == actor[at[other]]
        met[waiting[fits]] = act_date[at[fits]]
        waiting, at = waiting[~fits], at[~fits] + 1


def owe(c: Columns, t: Triggers) -> dict[str, np.ndarray]:
    """Who bears each duty, when it is due, and how it stands."""
    places = Places(c)
    unit = places.unit_on(t.pupil, t.date)
    bearer = np.empty(len(unit), dtype=np.int32)
    met = np.empty(len(unit), dtype=np.int32)
    due = np.full(len(unit), -1, dtype=np.int32)
    state = np.empty(len(unit), dtype=np.int8)
    for step, kind, role in (
        (1, REPORT_ABSENCE, CLASS_TEACHER),
        (2, HOME_VISIT, CLASS_TEACHER),
        (3, HOME_VISIT, SCHOOL_LEADER),
    ):
        lo, hi = np.searchsorted(t.step, [step, step + 1])
        of = slice(lo, hi)
        date = t.date[of]
        bearer[of] = places.holder_on(role, unit[of], date)
        met[of] = first_act(c, places, kind, t.pupil[of], date, role, bearer[of])
        is_met = met[of] >= 0
        if step == 2:
            due[of] = date + 1
            state[of] = np.where(
                is_met, np.where(met[of] > due[of], MET_LATE, MET), np.where(due[of] < c.as_of, MISSED, OPEN)
            )
        else:
            state[of] = np.where(is_met, MET, OPEN)
    duties = {"pupil": t.pupil, "unit": unit, "step": t.step, "date": t.date}
    return duties | {"bearer": bearer, "due": due, "state": state, "met_on": met}


def prepare(c: Columns, what: str):
    """The whole chain or its absence part, from columns to columns."""
    if what.startswith("absence"):
        return lambda: find_triggers(c), lambda t: absence_answer(t.pupil, t.step, t.date)

    def check(t: dict[str, np.ndarray]) -> tuple[int, int]:
        return answer(t["pupil"], t["step"], t["date"], t["bearer"], t["due"], t["state"])

    return lambda: owe(c, find_triggers(c)), check
