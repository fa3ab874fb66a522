# SPDX-License-Identifier: Apache-2.0
"""The absence ladder in pandas: the rows that count are found with NumPy, the rest is as-of joins of frames."""

from __future__ import annotations

import numpy as np
import pandas as pd
from columns import (
    CLASS_TEACHER,
    HOME_VISIT,
    MET,
    MET_LATE,
    MISSED,
    OPEN,
    REPORT_ABSENCE,
    SCHOOL_LEADER,
    Columns,
    answer,
)

from peers.with_numpy import find_triggers

#: Step, kind of act, role.
_RUNGS = ((1, REPORT_ABSENCE, CLASS_TEACHER), (2, HOME_VISIT, CLASS_TEACHER), (3, HOME_VISIT, SCHOOL_LEADER))


def _key(who: np.ndarray, date: np.ndarray) -> np.ndarray:
    """A code and a day as one number, so that a join as of a day has one column to go by."""
    return np.left_shift(who, 24, dtype=np.int64) + date


def prepare(c: Columns, _what: str):
    """The whole chain, from columns to a frame. Rows stay by pupil and day: no frame is sorted to be joined."""
    enrolments = pd.DataFrame({"pupil": c.enrolment_pupil, "date": c.enrolment_from, "unit": c.enrolment_unit})
    holdings = pd.DataFrame(
        {"role": c.holding_role, "place": c.holding_unit, "date": c.holding_from, "until": c.holding_until}
    )
    holdings["person"] = c.holding_person
    acts = pd.DataFrame({"pupil": c.act_pupil, "date": c.act_date, "kind": c.act_kinds, "actor": c.act_actor})

    def with_unit(rows: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
        """Rows with the class on their day, or the one last left; everybody was enrolled before anything happened."""
        rows["key"] = _key(rows["pupil"].to_numpy(), rows["date"].to_numpy())
        return pd.merge_asof(rows, places, on="key")

    def holder_on(rows: pd.DataFrame, of_role: pd.DataFrame, role: int) -> np.ndarray:
        """Who held a role on the day of each row; -1: nobody. Few hold it, so that a search is less than a sort."""
        unit, date = rows["unit"].to_numpy(), rows["date"].to_numpy()
        place = unit if role == CLASS_TEACHER else c.unit_parent[unit]
        at = of_role.index.searchsorted(_key(place, date), side="right") - 1
        there, until, person = (of_role[name].to_numpy()[at] for name in ("place", "until", "person"))
        return np.where((at >= 0) & (there == place) & (until >= date), person, -1).astype(np.int32)

    def run() -> pd.DataFrame:
        places = pd.DataFrame({"key": _key(c.enrolment_pupil, c.enrolment_from), "unit": enrolments["unit"]})
        known = with_unit(acts[acts["date"] <= c.as_of], places)
        t = find_triggers(c)
        found = []
        for step, kind, role in _RUNGS:
            of_role = holdings[holdings["role"] == role]
            of_role = of_role.set_index(_key(of_role["place"].to_numpy(), of_role["date"].to_numpy()))
            lo, hi = np.searchsorted(t.step, [step, step + 1])
            duties = pd.DataFrame({"pupil": t.pupil[lo:hi], "date": t.date[lo:hi]})
            duties = with_unit(duties, places)
            duties["bearer"] = holder_on(duties, of_role, role)
            fitting = known[known["kind"] == kind]
            # An act fits by who did it: whoever held the role that day, or the bearer, who may hold it no more.
            fits = holder_on(fitting, of_role, role) == fitting["actor"].to_numpy()
            by_role = fitting.loc[fits, ["key", "pupil", "date"]].rename(columns={"pupil": "of", "date": "met"})
            duties = pd.merge_asof(duties, by_role, on="key", direction="forward")
            met = np.where(
                duties.pop("of").to_numpy() == duties["pupil"].to_numpy(), duties.pop("met").to_numpy(), np.nan
            )
            bearers = pd.Index(of_role["person"])
            others = fitting[~fits]
            others = others[others["actor"].isin(bearers)]
            others = others[["pupil", "actor", "date"]].rename(columns={"actor": "bearer", "date": "met"})
            duties["row"] = np.arange(len(duties))
            pairs = duties[["pupil", "bearer", "date", "row"]].merge(others, on=["pupil", "bearer"])
            first = pairs[pairs["met"] >= pairs["date"]].groupby("row")["met"].min()
            met[first.index] = np.fmin(met[first.index], first.to_numpy())
            met = np.where(np.isnan(met), -1, met).astype(np.int32)
            date = duties["date"].to_numpy()
            if step == 2:
                due = date + 1
                state = np.where(met >= 0, np.where(met > due, MET_LATE, MET), np.where(due < c.as_of, MISSED, OPEN))
            else:
                due, state = np.full(len(duties), -1, dtype=np.int32), np.where(met >= 0, MET, OPEN)
            done = duties.drop(columns=["key", "row"])
            found.append(done.assign(step=np.int8(step), due=due, met_on=met, state=state.astype(np.int8)))
        return pd.concat(found, ignore_index=True)

    def check(f: pd.DataFrame) -> tuple[int, int]:
        return answer(*(f[name].to_numpy() for name in ("pupil", "step", "date", "bearer", "due", "state")))

    return run, check
