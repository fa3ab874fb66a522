# SPDX-License-Identifier: Apache-2.0
"""Whatever stands in a table: a district that can be evaluated, or problems that name it. Nothing else."""

from __future__ import annotations

import contextlib
import datetime as dt
import math

import pandas as pd
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from baoxue import District, DistrictError, evaluate, load_policy

AS_OF = dt.date(2024, 3, 29)
POLICY = load_policy("plan-2")
MARCH = [dt.date(2024, 3, day) for day in (4, 5, 6)]
TABLES = {
    "terms": pa.table(
        {
            "term_id": ["t"],
            "school_year": ["2023"],
            "first_day": [dt.date(2024, 2, 26)],
            "last_day": [dt.date(2024, 7, 5)],
        }
    ),
    "units": pa.table(
        {
            "unit_id": ["town", "school", "c1"],
            "kind": ["township", "school", "class"],
            "parent_id": [None, "town", "school"],
            "stage": [None, "primary", None],
        }
    ),
    "holdings": pa.table(
        {
            "person_id": ["T"],
            "role": ["class_teacher"],
            "covers_kind": ["unit"],
            "covers_id": ["c1"],
            "from": [dt.date(2023, 9, 1)],
        }
    ),
    "students": pa.table({"student_id": ["s", "u"], "birth_date": [dt.date(2014, 3, 5), None]}),
    "enrolments": pa.table({"student_id": ["s", "u"], "class_id": ["c1", "c1"], "from": [dt.date(2024, 2, 26)] * 2}),
    "attendance": pa.table(
        {
            "student_id": ["s"] * 3,
            "date": MARCH,
            "session": ["am"] * 3,
            "mark": ["unexcused"] * 3,
            "minutes_late": pa.array([None] * 3, pa.int32()),
        }
    ),
    "acts": pa.table(
        {
            "act_id": ["a"],
            "date": [dt.date(2024, 3, 7)],
            "act": ["home_visit"],
            "actor_id": ["T"],
            "student_id": ["s"],
        }
    ),
}

HUGE = st.one_of(st.integers(-(2**63), 2**63 - 1), st.sampled_from([-(2**63), 2**63 - 1, -(2**31), 2**31]))
CELLS = [
    HUGE,
    st.floats(),
    st.booleans(),
    st.text(st.characters(codec="utf-8"), max_size=20),
    st.text("a", min_size=1, max_size=3).map(lambda text: text * 5000),
    st.binary(max_size=9),
    st.dates(dt.date.min, dt.date.max),
    st.datetimes(timezones=st.sampled_from([None, dt.UTC])),
    st.sampled_from([math.nan, math.inf, pd.NaT, "2024-03-05", "am", "class", "s", ""]),
    st.lists(st.integers(0, 3), max_size=2),
]


@st.composite
def columns(draw: st.DrawFn, rows: int) -> pa.Array:
    """Cells of one kind, some of them null; the types that Arrow gives them, or another to which it can turn them."""
    kind = draw(st.sampled_from(CELLS))
    cells = draw(st.lists(st.one_of(st.none(), kind), min_size=rows, max_size=rows))
    cells = [None if cell is pd.NaT else cell for cell in cells]
    try:
        column = pa.array(cells)
    except (pa.ArrowException, ValueError, OverflowError, TypeError):
        column = pa.array([None if cell is None else str(cell) for cell in cells])
    types = [pa.int8(), pa.uint64(), pa.float32(), pa.date64(), pa.large_string(), pa.timestamp("ns")]
    if draw(st.booleans()):
        with contextlib.suppress(pa.ArrowException):
            column = column.cast(draw(st.sampled_from([*types, pa.timestamp("s", "Asia/Shanghai")])))
    return column


FITTING = {
    "string": st.sampled_from(
        ["s", "u", "T", "t", "c1", "school", "town", "class", "unit", "am", "pm", "present", "2023"]
    ),
    "date32[day]": st.dates(dt.date(2023, 9, 1), dt.date(2024, 7, 31)),
    "int32": st.integers(0, 90),
}


@st.composite
def spoilt(draw: st.DrawFn) -> dict[str, object]:
    """Good tables, one of them with a column that is another, or gone, or twice there; or with no row."""
    tables: dict[str, object] = dict(TABLES)
    name = draw(st.sampled_from(sorted(TABLES)))
    table = TABLES[name]
    at = draw(st.integers(0, table.num_columns - 1))
    column = table.column_names[at]
    how = draw(st.sampled_from(["fitting", "other", "gone", "twice", "empty", "pandas"]))
    if how == "fitting":
        type = table.schema.field(at).type
        cells = st.one_of(st.none(), FITTING[str(type)]) if draw(st.booleans()) else FITTING[str(type)]
        n = table.num_rows
        table = table.set_column(at, column, pa.array(draw(st.lists(cells, min_size=n, max_size=n)), type))
    elif how == "other":
        table = table.set_column(at, column, draw(columns(table.num_rows)))
    elif how == "gone":
        table = table.remove_column(at)
    elif how == "twice":
        table = table.append_column(column, draw(columns(table.num_rows)))
    elif how == "empty":
        table = table.slice(0, 0)
    tables[name] = table
    if how == "pandas":
        frame = table.to_pandas()
        frame[column] = draw(st.sampled_from([pd.NaT, math.nan, None, pd.NA, 1.5, "x"]))
        tables[name] = frame
    return tables


@settings(max_examples=150, deadline=None, derandomize=True)  # the same tables on every run
@given(spoilt(), st.sampled_from(["raise", "set_aside"]))
def test_any_table_is_evaluated_or_refused_with_a_place(tables: dict[str, object], bad: str) -> None:
    try:
        district = District.from_tables(calendar="weekdays", register="complete", on_bad_rows=bad, **tables)
    except DistrictError as refused:
        assert refused.problems
        assert all(problem.message for problem in refused.problems)
        assert all(problem.table in TABLES for problem in refused.problems), refused.problems
        return
    findings = evaluate(POLICY, district, AS_OF)
    pa.table(findings.obligations).validate(full=True)
