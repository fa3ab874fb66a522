# SPDX-License-Identifier: Apache-2.0
"""This library through Python."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from columns import Columns, answer
from district_tables import district_tables

import baoxue

_STATES = ["open", "met", "met_late", "missed", "lapsed", "unknown"]
_VARIANTS = 100


def _build(tables: dict[str, pa.Table], is_complete: int) -> baoxue.District:
    register = "complete" if is_complete else "exceptions"
    return baoxue.District.from_tables(calendar="weekdays", register=register, **tables)


def _answer(duties: pa.Table) -> tuple[int, int]:
    def days(name: str):
        return pc.fill_null(duties[name].cast(pa.int32()), -1).to_numpy()

    bearers = duties["bearer_ids"].combine_chunks()
    first = pc.list_element(bearers, 0)  # every duty here has one bearer
    state = pc.index_in(duties["state"].cast(pa.string()), pa.array(_STATES))
    step = pc.fill_null(duties["step"], 0)
    return answer(
        duties["student_id"].to_numpy() - 1,
        step.to_numpy(),
        days("triggered_on"),
        first.to_numpy(zero_copy_only=False) - 1,
        days("due_on"),
        state.to_numpy(),
    )


def prepare(c: Columns, what: str):
    """One ladder, a whole plan, a hundred variants of the ladder, or building the district."""
    as_of = dt.date(1970, 1, 1) + dt.timedelta(days=c.as_of)
    if what == "ours-build":
        tables, is_complete = district_tables(c), c.complete
        return lambda: _build(tables, is_complete), lambda district: (district.summary()["marks"], 0)
    district = _build(district_tables(c), c.complete)
    if what == "ours-plan":
        plan = baoxue.load_policy("plan-2")
        return (
            lambda: baoxue.evaluate(plan, district, as_of, threads=1).obligations.to_arrow(),
            lambda duties: (len(duties), 0),
        )
    ladder = baoxue.load_policy(Path(__file__).with_name("ladder.json"))
    if what in ("ours-one", "ours-variants", "ours-plan-one", "ours-plan-variants"):
        of = baoxue.load_policy("plan-2") if "plan" in what else ladder
        times = _VARIANTS if "variants" in what else 1
        variants = [of.with_values({"2.2.2.6f.within": days}) for days in range(times)]
        return (
            lambda: baoxue.evaluate(variants, district, as_of, threads=1),
            lambda all_found: (sum(len(found.obligations) for found in all_found), 0),
        )
    threads = None if what == "ours-ladder-cores" else 1
    return lambda: baoxue.evaluate(ladder, district, as_of, threads=threads).obligations.to_arrow(), _answer
