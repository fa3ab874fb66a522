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

    def key(*parts: tuple[str, int]) -> pl.Expr:
        """Columns as one number, each in so many bits below the ones before; the date comes last."""
        number = pl.lit(0, dtype=pl.Int64)
        for name, bits in parts:
            number = number * (1 << bits) + pl.col(name).cast(pl.Int64)
        return number

    def with_unit(rows: pl.LazyFrame, on: str) -> pl.LazyFrame:
        """The class on a day, or the one last left; everybody was enrolled before anything happened."""
        by = enrolments.lazy().select("unit", known=key(("pupil", 24), ("from", 24)))
        at = key(("pupil", 24), (on, 24))
        return rows.with_columns(at=at).sort("at").join_asof(by, left_on="at", right_on="known").drop("at", "known")

    def with_holder(rows: pl.LazyFrame, on: str, role: int, name: str) -> pl.LazyFrame:
        """Who held a role that day; -1: nobody."""
        place = pl.col("unit") if role == CLASS_TEACHER else pl.lit(parent).gather(pl.col("unit"))
        of_role = holdings.lazy().filter(pl.col("role") == role)
        of_role = of_role.select("until", "person", known=key(("place", 24), ("from", 24)), there="place")
        held = (pl.col("there") == pl.col("place")) & (pl.col("until") >= pl.col(on))
        return (
            rows.with_columns(place=place)
            .with_columns(at=key(("place", 24), (on, 24)))
            .sort("at")
            .join_asof(of_role, left_on="at", right_on="known")
            .with_columns(pl.when(held).then("person").otherwise(-1).alias(name))
            .drop("until", "person", "place", "there", "at", "known")
        )

    def with_act(rows: pl.LazyFrame, acts: pl.LazyFrame, who: tuple[str, ...], name: str) -> pl.LazyFrame:
        """The day of the first act from the trigger on of the same pupil, or of the same pupil and person."""
        bits = tuple((part, 23) for part in who)
        by = acts.select(known=key(*bits, ("on", 16)), there=key(*bits), met="on").sort("known")
        found = pl.when(pl.col("there") == key(*bits)).then("met").alias(name)
        return (
            rows.with_columns(at=key(*bits, ("date", 16)))
            .sort("at")
            .join_asof(by, left_on="at", right_on="known", strategy="forward")
            .with_columns(found)
            .drop("at", "there", "met", "known")
        )

    def triggers() -> pl.LazyFrame:
        breaks = (pl.col("row") != pl.col("row").shift() + 1) | (pl.col("pupil") != pl.col("pupil").shift())
        breaks |= pl.col("term") != pl.col("term").shift()
        if not c.complete:  # a session without a row is present
            breaks |= pl.col("ordinal") != pl.col("ordinal").shift() + 1
        index = pl.int_range(pl.len(), dtype=pl.Int32)
        rows = (
            register.lazy()
            .with_row_index("row")
            .filter((pl.col("mark") == UNEXCUSED) & (pl.col("ordinal") < known_sessions))
            .drop("mark")
            .with_columns(of_session("day"), of_session("date"), of_session("held"), of_session("term"))
            .with_columns(starts=breaks.fill_null(True))
            .with_columns(new_day=pl.col("starts") | (pl.col("day") != pl.col("day").shift()).fill_null(True))
            .with_columns(in_day=index - pl.when("new_day").then(index).forward_fill() + 1)
            .with_columns(is_full=pl.col("in_day") == pl.col("held"))
            .with_columns(full_days=pl.col("is_full").cast(pl.Int32).cum_sum())
            .with_columns(before=pl.col("full_days") - pl.col("is_full"))
            .with_columns(full_days=pl.col("full_days") - pl.when("starts").then("before").forward_fill())
            .collect()  # once, for all that follows
            .lazy()
        )
        found = [
            rows.filter(which).select("pupil", pl.lit(step, dtype=pl.Int8).alias("step"), "date")
            for step, which in (
                (1, pl.col("starts")),
                (2, pl.col("is_full") & (pl.col("full_days") == 1)),
                (3, pl.col("is_full") & (pl.col("full_days") == 2)),
            )
        ]
        return pl.concat(found)

    def duties() -> pl.LazyFrame:
        all_triggers = with_unit(triggers(), "date").collect().lazy()
        known = with_unit(acts.lazy().filter(pl.col("on") <= c.as_of), "on").collect().lazy()
        found = []
        for step, kind, role in _RUNGS:
            rows = with_holder(all_triggers.filter(pl.col("step") == step), "date", role, "bearer")
            of_kind = with_holder(known.filter(pl.col("kind") == kind), "on", role, "holder")
            # An act fits by who did it: whoever held the role that day, or the bearer, who may hold it no more.
            rows = with_act(rows, of_kind.filter(pl.col("actor") == pl.col("holder")), ("pupil",), "met_role")
            by_bearer = of_kind.filter(pl.col("actor") != pl.col("holder")).rename({"actor": "bearer"})
            rows = with_act(rows, by_bearer, ("pupil", "bearer"), "met_bearer")
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
