# SPDX-License-Identifier: Apache-2.0
"""Chains of responsibility from Python."""

from __future__ import annotations

import datetime as dt

import pytest

import baoxue

ON = dt.date(2026, 3, 28)
TABLES = baoxue.sample(80, seed=2)
DISTRICT = baoxue.District.from_tables(**baoxue.sample_settings(), **TABLES)
PLAN = baoxue.load_policy("plan-4")


def test_the_whole_table_is_every_pupils_chain() -> None:
    whole = baoxue.responsibility_chain(PLAN, DISTRICT, ON).to_arrow().to_pylist()
    ids = list(dict.fromkeys(row["student_id"] for row in whole))
    assert len(ids) == 80
    for student in ids[:5]:
        one = baoxue.responsibility_chain(PLAN, DISTRICT, ON, student).to_arrow().to_pylist()
        assert one == [row for row in whole if row["student_id"] == student]


def test_a_chain_runs_from_the_pupil_to_the_township_and_names_holes() -> None:
    rows = baoxue.responsibility_chain(PLAN, DISTRICT, ON).to_arrow().to_pylist()
    for row in rows:
        assert (row["level"] == "student") == (row["unit_id"] is None) == (row["place"] == 0)
        assert row["is_hole"] == (row["role"] is not None and not row["person_ids"])
        assert (row["clause"] is None) == (row["rule"] is None)
    last = {row["student_id"]: row["level"] for row in rows}
    assert set(last.values()) == {"township"}
    assert {row["clause"] for row in rows} - {None}  # what assignments ask for is held, or a hole


def test_without_holdings_nothing_is_called_a_hole() -> None:
    tables = {name: table for name, table in TABLES.items() if name != "holdings"}
    district = baoxue.District.from_tables(**baoxue.sample_settings(), **tables)
    holes = baoxue.responsibility_chain(PLAN, district, ON).to_arrow()["is_hole"]
    assert holes.null_count == len(holes)


def test_bad_arguments_are_named() -> None:
    with pytest.raises(KeyError, match="no pupil has the id `nobody`"):
        baoxue.responsibility_chain(PLAN, DISTRICT, ON, "nobody")
    with pytest.raises(TypeError, match="on: expected"):
        baoxue.responsibility_chain(PLAN, DISTRICT, dt.datetime(2026, 3, 28), "s")
    with pytest.raises(TypeError, match="policy: expected"):
        baoxue.responsibility_chain("plan-4", DISTRICT, ON)  # type: ignore[arg-type]
