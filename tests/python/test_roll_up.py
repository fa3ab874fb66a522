# SPDX-License-Identifier: Apache-2.0
"""Figures and duties summed by unit and stage: every row once, and nothing but counts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

import baoxue

AS_OF = dt.date(2026, 7, 10)  # after the school year: some figures are met, others not
TABLES = baoxue.sample(600, seed=4)
DISTRICT = baoxue.District.from_tables(**baoxue.sample_settings(), **TABLES)
PLAN = baoxue.layer(baoxue.load_policy("plan-5"), baoxue.load_policy("plan-2"))
FINDINGS = baoxue.evaluate(PLAN, DISTRICT, AS_OF)

STATES = ("open", "met", "met_late", "missed", "lapsed", "unknown")
WAYS = ("village", "township", "central_school", "school", "class", "county", "stage", ("village", "stage"))

KEYS = ("policy", "clause", "rule")
UNITS = {row["unit_id"]: row for row in pa.table(TABLES["units"]).to_pylist()}
PUPILS = {row["student_id"]: row for row in pa.table(TABLES["students"]).to_pylist()}


def key(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(row[name] for name in KEYS)


def rolled(what: Any, by: Any) -> pa.Table:
    return FINDINGS.roll_up(what, by).to_arrow()


def total(table: pa.Table, column: str) -> int:
    return pc.sum(table[column]).as_py() or 0


def above(unit: str | None) -> list[dict[str, Any]]:
    """The unit and what stands above it, from the bottom up."""
    out = []
    while unit is not None:
        out.append(UNITS[unit])
        unit = UNITS[unit]["parent_id"]
    return out


def place(kind: str, unit: str | None, student: str | None = None) -> str | None:
    """Where a row of that unit, and perhaps of a pupil, is summed."""
    if kind == "village":
        pupil = PUPILS.get(student or "", {})
        home = pupil.get("home_unit_id") or pupil.get("origin_unit_id")
        for row in above(home or unit):
            if row["kind"] == "village":
                return str(row["unit_id"])
            if row.get("village_id"):
                return place("village", row["village_id"])
        return None
    return next((str(row["unit_id"]) for row in above(unit) if row["kind"] == kind), None)


@pytest.mark.parametrize("by", WAYS, ids=str)
def test_the_sums_of_duties_are_those_of_the_table(by: Any) -> None:
    duties, sums = FINDINGS.obligations.to_arrow(), rolled("obligations", by)
    counted = Counter(duties["state"].to_pylist())
    assert any(duties["also"].to_pylist())  # duties of two layers, one row each
    assert {"open", "met", "met_late", "missed"} <= set(counted)
    assert {state: total(sums, state) for state in STATES} == {state: counted[state] for state in STATES}
    for column in ("needed", "done"):
        assert total(sums, column) == total(duties, column)


@pytest.mark.parametrize("by", WAYS, ids=str)
def test_the_sums_of_figures_are_those_of_the_table(by: Any) -> None:
    measures, sums = FINDINGS.measures.to_arrow(), rolled("measures", by)
    known = measures.filter(pc.and_(pc.is_valid(measures["numerator"]), pc.greater(measures["denominator"], 0)))
    met = Counter(measures["met"].to_pylist())
    assert met[True]
    assert met[False]
    assert total(sums, "units") == len(measures)
    assert total(sums, "unknown") == len(measures) - len(known)
    for column in ("numerator", "denominator"):
        assert total(sums, column) == total(known, column)
    assert [total(sums, name) for name in ("met", "not_met", "unknown_met")] == [met[True], met[False], met[None]]


@pytest.mark.parametrize("kind", ["village", "township", "school", "class"])
def test_each_row_stands_where_its_unit_or_pupil_is(kind: str) -> None:
    duties = FINDINGS.obligations.to_arrow().select([*KEYS, "role", "acts", "unit_id", "student_id"]).to_pylist()
    expected = Counter(
        (*key(row), row["role"], *row["acts"], place(kind, row["unit_id"], row["student_id"])) for row in duties
    )
    found: Counter[tuple[Any, ...]] = Counter()
    for row in rolled("obligations", kind).to_pylist():
        found[(*key(row), row["role"], *row["acts"], row["unit_id"])] += sum(row[state] for state in STATES)
    assert found == expected

    figures = FINDINGS.measures.to_arrow().to_pylist()
    per_place = Counter((*key(row), row["indicator"], place(kind, row["unit_id"])) for row in figures)
    sums: Counter[tuple[Any, ...]] = Counter()
    for row in rolled("measures", kind).to_pylist():
        sums[(*key(row), row["indicator"], row["unit_id"])] += row["units"]
    assert sums == per_place


def test_villages_of_the_sample_differ() -> None:
    assert len(set(rolled("obligations", "village")["unit_id"].to_pylist())) > 2
    assert len(set(rolled("measures", "village")["unit_id"].to_pylist())) > 1


def test_no_column_is_a_rate_or_a_line() -> None:
    rule, place_columns = ["policy", "clause", "rule"], ["unit_id", "stage"]
    assert FINDINGS.roll_up("measures", ["stage", "township"]).column_names == [
        *rule, "indicator", "formula", *place_columns, "period_from", "period_until",
        "units", "unknown", "numerator", "denominator", "met", "not_met", "unknown_met",
    ]  # fmt: skip
    assert FINDINGS.roll_up("obligations", ("township", "stage")).column_names == [
        *rule, "acts", "role", *place_columns, *STATES, "needed", "done",
    ]  # fmt: skip
    assert "stage" not in FINDINGS.roll_up("measures", "township").column_names
    assert "unit_id" not in FINDINGS.roll_up("measures", "stage").column_names
    for what in ("measures", "obligations"):
        assert not [field.name for field in rolled(what, "township").schema if pa.types.is_floating(field.type)]


def test_a_known_sum_leaves_the_unknown_out() -> None:
    """A school that is known only in totals which do not fit has no figure, and adds none."""
    tables = {name: table for name, table in TABLES.items() if name not in ("enrolments", "attendance", "counts")}
    nothing = baoxue.evaluate(
        baoxue.load_policy("plan-5"), baoxue.District.from_tables(**baoxue.sample_settings(), **tables), AS_OF
    )
    rows = nothing.roll_up("measures", "township").to_arrow().to_pylist()
    assert rows
    for row in rows:
        assert row["unknown"] == row["units"] == row["unknown_met"] > 0
        assert row["numerator"] is row["denominator"] is None


def test_it_is_shown_like_other_tables() -> None:
    table = FINDINGS.roll_up("measures", "township")
    assert table.name == "measures by township"
    assert repr(table) == f"<measures by township: {len(table):,} rows>"
    assert table.counts() == {}
    assert FINDINGS.roll_up("obligations", ["village", "stage"]).name == "obligations by village and stage"
    assert "<caption>measures by township" in table._repr_html_()


def test_what_cannot_be_summed_is_refused_and_the_nearest_word_named() -> None:
    with pytest.raises(ValueError, match=r"^by: unknown unit kind `vilage`, did you mean `village`\?$"):
        FINDINGS.roll_up("measures", "vilage")
    with pytest.raises(ValueError, match=r"^by: nothing is named"):
        FINDINGS.roll_up("measures", [])
    with pytest.raises(ValueError, match=r"^by: `class` is a second unit kind"):
        FINDINGS.roll_up("obligations", ["school", "class"])
    with pytest.raises(ValueError, match='what: expected "measures" or "obligations", got \'consequences\''):
        FINDINGS.roll_up("consequences", "school")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="by: expected"):
        FINDINGS.roll_up("measures", [1])  # type: ignore[list-item]
