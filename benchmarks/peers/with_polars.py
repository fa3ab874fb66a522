# SPDX-License-Identifier: Apache-2.0
"""The absence ladder in polars: gaps and islands on the unexcused rows alone, as-of joins of columns that are sorted.

Rows stay in the register's order all along, by pupil and day, so that nothing has to be sorted to be joined to another
table of that order; what is not in that order is looked up by binary search.
"""

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
    absence_answer,
    answer,
)

#: Step, kind of act, role.
_RUNGS = ((1, REPORT_ABSENCE, CLASS_TEACHER), (2, HOME_VISIT, CLASS_TEACHER), (3, HOME_VISIT, SCHOOL_LEADER))


def _key(*parts: tuple[str, int]) -> pl.Expr:
    """Columns as one number, each in so many bits below the ones before; the date comes last."""
    number = pl.col(parts[0][0]).cast(pl.Int64)
    for name, bits in parts[1:]:
        number = number * (1 << bits) + pl.col(name)
    return number


def prepare(c: Columns, what: str):
    """The whole chain or its absence part, from frames to frames.

    The register has a column of pupils instead of offsets.
    """
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

    def with_unit(rows: pl.DataFrame, on: str) -> pl.DataFrame:
        """The class on a day, or the one last left; everybody was enrolled before anything happened."""
        by = enrolments.select("unit", known=_key(("pupil", 24), ("from", 24)).set_sorted())
        rows = rows.with_columns(at=_key(("pupil", 24), (on, 24)).set_sorted())
        return rows.join_asof(by, left_on="at", right_on="known").drop("at", "known")

    def with_holder(rows: pl.DataFrame, on: str, role: int, name: str) -> pl.DataFrame:
        """Who held a role that day; -1: nobody."""
        of_role = holdings.filter(pl.col("role") == role)
        known = of_role.select(_key(("place", 24), ("from", 24))).to_series()
        place = pl.col("unit") if role == CLASS_TEACHER else pl.lit(parent).gather(pl.col("unit"))
        rows = rows.with_columns(place=place)
        at = known.search_sorted(rows.select(_key(("place", 24), (on, 24))).to_series(), side="right")
        if at.min() == 0:  # before the first holding of all
            at = at.clip(1)
        found = of_role.select("until", "person", "from", there="place")[at - 1]
        there, until, since, person = (found[column] for column in ("there", "until", "from", "person"))
        held = (there == rows["place"]) & (until >= rows[on]) & (since <= rows[on])
        return rows.drop("place").with_columns(pl.when(held).then(person).otherwise(-1).alias(name))

    def day_by_role(rows: pl.DataFrame, acts: pl.DataFrame) -> pl.Series:
        """The day of the pupil's first act from the trigger on; both in order of pupil and day."""
        by = acts.select(known=_key(("pupil", 24), ("on", 24)).set_sorted(), there="pupil", met="on")
        wanted = rows.select("pupil", at=_key(("pupil", 24), ("date", 24)).set_sorted())
        found = wanted.join_asof(by, left_on="at", right_on="known", strategy="forward")
        return found.select(pl.when(pl.col("there") == pl.col("pupil")).then("met")).to_series()

    def day_by_bearer(rows: pl.DataFrame, acts: pl.DataFrame) -> pl.Series:
        """The day of the bearer's first act for the pupil from the trigger on; there are few such acts."""
        bits = (("pupil", 23), ("bearer", 23))
        known = acts.select(_key(*bits, ("on", 16))).to_series().sort().extend_constant(2**62, 1)
        wanted = rows.select(_key(*bits, ("date", 16))).to_series()
        met = rows["date"] + (known[known.search_sorted(wanted)] - wanted)
        return pl.select(pl.when(met < 1 << 16).then(met.cast(pl.Int32, strict=False))).to_series()  # else of another

    def triggers() -> dict[int, pl.DataFrame]:
        """By step: whose, and when; in the order of the register."""
        row = register.select((pl.col("mark") == UNEXCUSED).arg_true()).to_series()
        rows = pl.DataFrame(
            {"row": row, "pupil": register["pupil"].gather(row), "ordinal": register["ordinal"].gather(row)}
        )
        rows = rows.filter(pl.col("ordinal") < known_sessions)
        rows = rows.with_columns(calendar[name].gather(rows["ordinal"]) for name in calendar.columns)

        def changes(*columns: str) -> pl.Expr:
            return pl.any_horizontal(pl.col(column) != pl.col(column).shift() for column in columns)

        breaks = changes("pupil", "term") | (pl.col("row") != pl.col("row").shift() + 1)
        if not c.complete:  # a session without a row is present
            breaks |= pl.col("ordinal") != pl.col("ordinal").shift() + 1
        rows = rows.select("pupil", "day", "date", "held", starts=breaks.fill_null(True))
        # A day has one session or two: it is missed altogether with its last, if the one before it was missed.
        is_second = ~pl.col("starts") & (pl.col("day") == pl.col("day").shift())
        rows = rows.with_columns(run=pl.col("starts").cum_sum(), is_full=(pl.col("held") == 1) | is_second)
        full = rows.filter("is_full").select("pupil", "date", "run")
        again = (pl.col("run") == pl.col("run").shift()).fill_null(False)
        full = full.with_columns(again=again)
        second = pl.col("again") & ~pl.col("again").shift()
        return {
            1: rows.filter("starts").select("pupil", "date"),
            2: full.filter(~pl.col("again")).select("pupil", "date"),
            3: full.filter(second).select("pupil", "date"),
        }

    def duties() -> pl.DataFrame:
        known = with_unit(acts.filter(pl.col("on") <= c.as_of), "on")
        found = []
        of_step = triggers()
        for step, kind, role in _RUNGS:
            rows = with_holder(with_unit(of_step[step], "date"), "date", role, "bearer")
            of_kind = with_holder(known.filter(pl.col("kind") == kind), "on", role, "holder")
            # An act fits by who did it: whoever held the role that day, or the bearer, who may hold it no more.
            by_role = day_by_role(rows, of_kind.filter(pl.col("actor") == pl.col("holder")))
            others = of_kind.filter(pl.col("actor") != pl.col("holder")).rename({"actor": "bearer"})
            by_bearer = day_by_bearer(rows, others)
            due = pl.col("date") + 1 if step == 2 else pl.lit(-1, dtype=pl.Int32)
            rows = rows.with_columns(
                step=pl.lit(step, dtype=pl.Int8), due=due, met_on=pl.min_horizontal(by_role, by_bearer)
            )
            met = pl.col("met_on").is_not_null()
            if step == 2:
                late, overdue = pl.col("met_on") > pl.col("due"), pl.col("due") < c.as_of
                state = (
                    pl.when(met)
                    .then(pl.when(late).then(MET_LATE).otherwise(MET))
                    .otherwise(pl.when(overdue).then(MISSED).otherwise(OPEN))
                )
            else:
                state = pl.when(met).then(MET).otherwise(OPEN)
            found.append(rows.with_columns(state=state.cast(pl.Int8)))
        return pl.concat(found)

    def check(f: pl.DataFrame) -> tuple[int, int]:
        return answer(*(f[name].to_numpy() for name in ("pupil", "step", "date", "bearer", "due", "state")))

    def check_absence(of_step: dict[int, pl.DataFrame]) -> tuple[int, int]:
        f = pl.concat(f.with_columns(step=pl.lit(step)) for step, f in of_step.items())
        return absence_answer(*(f[name].to_numpy() for name in ("pupil", "step", "date")))

    return (triggers, check_absence) if what.startswith("absence") else (duties, check)
