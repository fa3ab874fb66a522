# SPDX-License-Identifier: Apache-2.0
"""The absence ladder in polars: one lazy plan, gaps and islands on the unexcused rows alone, as-of joins."""

from __future__ import annotations

import polars as pl
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
    answer,
)

#: Step, kind of act, role.
_RUNGS = ((1, REPORT_ABSENCE, CLASS_TEACHER), (2, HOME_VISIT, CLASS_TEACHER), (3, HOME_VISIT, SCHOOL_LEADER))


def prepare(c: Columns, _what: str):
    """The whole chain, from frames to a frame. The register has a column of pupils instead of offsets."""
    import numpy as np

    pupil = np.repeat(np.arange(c.pupils, dtype=np.int32), np.diff(c.offsets))
    register = pl.DataFrame({"pupil": pupil, "ordinal": c.ordinal, "mark": c.marks})
    sessions = c.day_of_session
    calendar = pl.DataFrame(
        {
            "day": sessions,
            "date": c.date_of_day[sessions],
            "held": c.sessions_of_day[sessions],
            "term": c.term_of_day[sessions],
        }
    )
    enrolments = pl.DataFrame({"pupil": c.enrolment_pupil, "from": c.enrolment_from, "unit": c.enrolment_unit})
    holdings = pl.DataFrame(
        {
            "role": c.holding_role,
            "place": c.holding_unit,
            "from": c.holding_from,
            "until": c.holding_until,
            "person": c.holding_person,
        }
    )
    acts = pl.DataFrame({"pupil": c.act_pupil, "on": c.act_date, "kind": c.act_kinds, "actor": c.act_actor})
    parent = pl.Series("parent", c.unit_parent)
    known_sessions = int(np.searchsorted(c.date_of_day[c.day_of_session], c.as_of, "right"))

    def of_session(name: str) -> pl.Expr:
        return pl.lit(calendar[name]).gather(pl.col("ordinal")).alias(name)

    def with_unit(rows: pl.LazyFrame, on: str) -> pl.LazyFrame:
        return (
            rows.sort(on)
            .join_asof(
                enrolments.lazy(), left_on=on, right_on="from", by="pupil", check_sortedness=False
            )
            .drop("from")
        )

    def with_holder(rows: pl.LazyFrame, on: str, role: int, name: str) -> pl.LazyFrame:
        place = pl.col("unit") if role == CLASS_TEACHER else pl.lit(parent).gather(pl.col("unit"))
        of_role = holdings.lazy().filter(pl.col("role") == role).drop("role")
        return (
            rows.with_columns(place=place)
            .join_asof(of_role, left_on=on, right_on="from", by="place", check_sortedness=False)
            .with_columns(pl.when(pl.col("until") >= pl.col(on)).then("person").otherwise(-1).alias(name))
            .drop("from", "until", "person", "place")
        )

    def triggers() -> pl.LazyFrame:
        breaks = (pl.col("row") != pl.col("row").shift() + 1) | (pl.col("pupil") != pl.col("pupil").shift())
        breaks |= pl.col("term") != pl.col("term").shift()
        if not c.complete:  # a session without a row is present
            breaks |= pl.col("ordinal") != pl.col("ordinal").shift() + 1
        rows = (
            register.lazy()
            .with_row_index("row")
            .filter((pl.col("mark") == UNEXCUSED) & (pl.col("ordinal") < known_sessions))
            .drop("mark")
            .with_columns(of_session("day"), of_session("date"), of_session("held"), of_session("term"))
            .with_columns(starts=breaks.fill_null(True))
            .with_columns(run=pl.col("starts").cum_sum())
        )
        full = (
            rows.filter(pl.len().over("run", "day") == pl.col("held"))
            .unique(["run", "day"], keep="last", maintain_order=True)
            .with_columns(step=(pl.int_range(pl.len()).over("run") + 2).cast(pl.Int8))
            .filter(pl.col("step") <= 3)
        )
        wanted = ("pupil", "step", "date")
        first = rows.filter("starts").with_columns(step=pl.lit(1, dtype=pl.Int8)).select(wanted)
        return pl.concat([first, full.select(wanted)])

    def duties() -> pl.LazyFrame:
        all_triggers = with_unit(triggers(), "date")
        known = with_unit(acts.lazy().filter(pl.col("on") <= c.as_of), "on")
        found = []
        for step, kind, role in _RUNGS:
            rows = with_holder(all_triggers.filter(pl.col("step") == step), "date", role, "bearer")
            of_kind = with_holder(known.filter(pl.col("kind") == kind), "on", role, "holder")
            # An act fits by who did it: whoever held the role that day, or the bearer, who may hold it no more.
            by_role = of_kind.filter(pl.col("actor") == pl.col("holder")).select("pupil", met_role="on")
            by_bearer = of_kind.select("pupil", bearer="actor", met_bearer="on")
            forward = {"strategy": "forward", "check_sortedness": False, "left_on": "date"}
            rows = rows.join_asof(by_role, by="pupil", right_on="met_role", coalesce=False, **forward)
            rows = rows.join_asof(by_bearer, by=["pupil", "bearer"], right_on="met_bearer", coalesce=False, **forward)
            met = pl.min_horizontal("met_role", "met_bearer")
            due = pl.col("date") + 1 if step == 2 else pl.lit(-1, dtype=pl.Int32)
            found.append(rows.with_columns(met_on=met, due=due).drop("met_role", "met_bearer"))
        late = (pl.col("due") >= 0) & (pl.col("met_on") > pl.col("due"))
        overdue = (pl.col("due") >= 0) & (pl.col("due") < c.as_of)
        state = (
            pl.when(pl.col("met_on").is_not_null())
            .then(pl.when(late).then(MET_LATE).otherwise(MET))
            .otherwise(pl.when(overdue).then(MISSED).otherwise(OPEN))
        )
        return pl.concat(found).with_columns(state=state.cast(pl.Int8))

    def check(f: pl.DataFrame) -> tuple[int, int]:
        return answer(*(f[name].to_numpy() for name in ("pupil", "step", "date", "bearer", "due", "state")))

    return lambda: duties().collect(), check
