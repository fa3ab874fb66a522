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

    def code(ids: pa.Array):
        return pc.fill_null(pc.subtract(ids, pa.scalar(1, ids.type)), -1).to_numpy(zero_copy_only=False)

    bearers = duties["bearer_ids"].combine_chunks()
    if isinstance(bearers, pa.ChunkedArray):
        bearers = pa.concat_arrays(bearers.chunks)
    has_one = pc.greater(pc.list_value_length(bearers), 0)
    firsts = pc.list_element(bearers.filter(has_one), 0)
    state = pc.index_in(duties["state"].cast(pa.string()), pa.array(_STATES))
    return answer(
        code(duties["student_id"].combine_chunks()),
        pc.fill_null(duties["step"], 0).to_numpy(),
        days("triggered_on"),
        code(pc.replace_with_mask(pa.nulls(len(bearers), firsts.type), has_one, firsts)),
        days("due_on"),
        state.to_numpy(),
    )


def _variants(policy: baoxue.Policy, how: str) -> list[baoxue.Policy]:
    """A hundred policies that differ in one number of one clause, or (`changed`) in another number each in turn."""
    if how == "variants":
        return [policy.with_values({"2.2.2.6f.within": days}) for days in range(_VARIANTS)]
    numbers = {p.name: p.value for p in policy.parameters if p.type == "integer" and p.value is not None}
    changed = []
    for i in range(_VARIANTS):
        more = 1 + i // len(numbers)
        name = list(numbers)[i % len(numbers)]
        # Days missed rise from rung to rung: the third goes up with the second.
        names = {name, "2.2.2.6g.threshold"} if name == "2.2.2.6f.threshold" else {name}
        changed.append(policy.with_values({n: numbers[n] + more for n in names}))
    return changed


def _tables(policies: list[baoxue.Policy], district: baoxue.District, as_of: dt.date) -> list[pa.Table]:
    """What is owed by each, readable as Arrow."""
    return [found.obligations.to_arrow() for found in baoxue.evaluate(policies, district, as_of, threads=1)]


def prepare(c: Columns, what: str):
    """One ladder, a whole plan, a hundred variants of either, or building the district."""
    as_of = dt.date(1970, 1, 1) + dt.timedelta(days=c.as_of)
    if what == "ours-build":
        tables, is_complete = district_tables(c), c.complete
        return lambda: _build(tables, is_complete), lambda district: (district.summary()["marks"], 0)
    district = _build(district_tables(c), c.complete)
    threads = None if what == "ours-ladder-cores" else 1
    ladder = baoxue.load_policy(Path(__file__).with_name("ladder.json"))
    if what in ("ours-ladder", "ours-ladder-cores", "ours-plan"):
        policy = baoxue.load_policy("plan-2") if what == "ours-plan" else ladder
        return lambda: baoxue.evaluate(policy, district, as_of, threads=threads).obligations.to_arrow(), _answer
    of = baoxue.load_policy("plan-2") if "plan" in what else ladder
    how = what.rsplit("-", 1)[-1]
    policies = [of] if how == "one" else _variants(of, how)

    def check(found: list[pa.Table]) -> tuple[int, int]:
        for policy, duties in list(zip(policies, found, strict=True))[::10]:
            if not duties.equals(_tables([policy], district, as_of)[0]):
                raise SystemExit(f"{what}: one of many is not what it is alone")
        return sum(map(len, found)), 0

    return lambda: _tables(policies, district, as_of), check
