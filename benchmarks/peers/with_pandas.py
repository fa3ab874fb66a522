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


def prepare(c: Columns, _what: str):
    """The whole chain, from columns to a frame."""
    enrolments = pd.DataFrame({"pupil": c.enrolment_pupil, "date": c.enrolment_from, "unit": c.enrolment_unit})
    holdings = pd.DataFrame(
        {"role": c.holding_role, "unit": c.holding_unit, "date": c.holding_from, "until": c.holding_until}
    )
    holdings["person"] = c.holding_person
    acts = pd.DataFrame({"pupil": c.act_pupil, "date": c.act_date, "kind": c.act_kinds, "actor": c.act_actor})

    def with_holder(rows: pd.DataFrame, of_role: dict[int, pd.DataFrame], role: int, name: str) -> pd.DataFrame:
        """Rows with `unit`, in order of date, and who held a role then."""
        rows["place"] = rows["unit"] if role == CLASS_TEACHER else c.unit_parent[rows["unit"].to_numpy()]
        rows = pd.merge_asof(rows, of_role[role], on="date", by="place")
        rows[name] = np.where(rows["until"] >= rows["date"], rows["person"], -1).astype(np.int32)
        return rows.drop(columns=["person", "until"])

    def run() -> pd.DataFrame:
        places = enrolments.sort_values("date")
        of_role = {
            role: holdings[holdings["role"] == role]
            .drop(columns="role")
            .rename(columns={"unit": "place"})
            .sort_values("date")
            for role in (CLASS_TEACHER, SCHOOL_LEADER)
        }
        known = acts[acts["date"] <= c.as_of].sort_values("date", kind="stable")
        known = pd.merge_asof(known, places, on="date", by="pupil")
        t = find_triggers(c)
        triggers = pd.DataFrame({"pupil": t.pupil, "step": t.step, "date": t.date}).sort_values("date")
        triggers = pd.merge_asof(triggers, places, on="date", by="pupil")
        found = []
        for step, kind, role in _RUNGS:
            duties = with_holder(triggers[triggers["step"] == step].copy(), of_role, role, "bearer")
            fitting = with_holder(known[known["kind"] == kind].copy(), of_role, role, "holder")
            # An act fits by who did it: whoever held the role that day, or the bearer, who may hold it no more.
            columns = ["pupil", "date", "actor"]
            by_role = fitting.loc[fitting["actor"] == fitting["holder"], ["pupil", "date"]]
            by_role = by_role.assign(met_role=by_role["date"])
            by_bearer = fitting[columns].rename(columns={"actor": "bearer"})
            by_bearer = by_bearer.assign(met_bearer=by_bearer["date"])
            duties = pd.merge_asof(duties, by_role, on="date", by="pupil", direction="forward")
            duties = pd.merge_asof(duties, by_bearer, on="date", by=["pupil", "bearer"], direction="forward")
            met = np.fmin(duties.pop("met_role").to_numpy(), duties.pop("met_bearer").to_numpy())
            met = np.where(np.isnan(met), -1, met).astype(np.int32)
            due = duties["date"].to_numpy() + 1 if step == 2 else np.full(len(duties), -1, dtype=np.int32)
            overdue = (due >= 0) & (due < c.as_of)
            late = (due >= 0) & (met > due)
            state = np.where(met >= 0, np.where(late, MET_LATE, MET), np.where(overdue, MISSED, OPEN))
            found.append(duties.drop(columns="place").assign(due=due, met_on=met, state=state.astype(np.int8)))
        return pd.concat(found, ignore_index=True)

    def check(f: pd.DataFrame) -> tuple[int, int]:
        return answer(*(f[name].to_numpy() for name in ("pupil", "step", "date", "bearer", "due", "state")))

    return run, check
