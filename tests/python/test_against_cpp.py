# SPDX-License-Identifier: Apache-2.0
"""What the package says of a township is, cell by cell, what a program in C++ says of it.

Of made-up townships as they are; and of such with tables left out, roll calls, and rows that contradict each other.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

import baoxue
from baoxue import _core

if TYPE_CHECKING:
    from collections.abc import Callable

    Rows = list[dict[str, Any]]

ROOT = Path(__file__).resolve().parents[2]
TOLD = ROOT / "build" / "ci" / "tests" / "told"
TABLES = ["obligations", "statuses", "breaches", "consequences", "entitlements", "measures", "gaps"]


def text(value: object) -> str:
    """A cell as the program writes it: parts of a list by `; `, members of a struct by blanks."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return " ".join(text(v) for v in value.values() if v is not None)
    if isinstance(value, list):
        return "; ".join(text(v) for v in value)
    return str(value)


def lines(policy: str, name: str, table: pa.Table) -> list[str]:
    columns = {c: table[c].to_pylist() for c in table.column_names}
    cells = [[f"{c}={text(v)}" for v in values] for c, values in columns.items()]
    return ["\t".join([policy, name, *row]) for row in zip(*cells, strict=True)]


def said_by_cpp(*arguments: str, facts: str = "") -> list[str]:
    if not TOLD.exists():
        message = f"{TOLD.relative_to(ROOT)} is not built: `make test` builds it"
        if os.environ.get("BAOXUE_REQUIRE_SHARED") == "1":
            pytest.fail(message)
        pytest.skip(message)
    run = subprocess.run([TOLD, *arguments], input=facts, check=True, capture_output=True, encoding="utf-8")
    return run.stdout.splitlines()


def said_here(district: baoxue.District, as_of: dt.date) -> list[str]:
    policies = [baoxue.load_policy(name) for name in baoxue.policy_ids()]
    return [
        line
        for policy, of in zip(policies, baoxue.evaluate(policies, district, as_of), strict=True)
        for name in TABLES
        for line in lines(policy.id, name, of.table(name).to_arrow())
    ]


@pytest.mark.parametrize(("pupils", "seed", "as_of"), [(60, 1, "2026-07-31"), (150, 7, "2026-03-20")])
def test_every_cell_of_every_built_in_policy(
    pupils: int, seed: int, as_of: str, tell_figure: Callable[[str], None]
) -> None:
    said = said_by_cpp(str(pupils), str(seed), as_of)
    district = baoxue.District.from_tables(**baoxue.sample(pupils, seed), **baoxue.sample_settings())
    ours = said_here(district, dt.date.fromisoformat(as_of))
    assert len(ours) > 1000
    assert ours == said
    tell_figure(f"{len(ours):,} rows of findings")


def contradict(tables: dict[str, Rows], draw: random.Random) -> None:
    """Adds rows that contradict others, a few of each kind."""

    def some(name: str) -> Rows:
        rows = tables.get(name, [])
        return [dict(row) for row in draw.sample(rows, min(len(rows), draw.randint(0, 3)))]

    marks = ("present", "excused", "unexcused")
    other = {row["mark"]: draw.choice([mark for mark in marks if mark != row["mark"]]) for row in some("attendance")}
    more: dict[str, Rows] = {
        "attendance": [
            *({**row, "mark": other.get(row["mark"], "excused"), "minutes_late": None} for row in some("attendance")),
            *({**row, "date": row["date"] - dt.timedelta(row["date"].weekday() + 1)} for row in some("attendance")),
            *some("attendance"),  # the same again: taken once
        ],
        "enrolments": [
            *({**row, "until": row["from"] - dt.timedelta(1)} for row in some("enrolments")),
            *({**row, "from": row["from"] + dt.timedelta(9)} for row in some("enrolments")),
        ],
        "holdings": [{**row, "person_id": "another"} for row in some("holdings")],
    }
    for name, rows in more.items():
        if name in tables:
            tables[name] += rows


def called(attendance: Rows, enrolments: Rows, draw: random.Random) -> Rows:
    """Registers taken of most classes and sessions in which somebody has a mark."""
    class_of = {row["student_id"]: row["class_id"] for row in enrolments}
    of = {(class_of[row["student_id"]], row["date"], row["session"]): None for row in attendance}
    return [
        {"class_id": class_id, "date": date, "session": session}
        for class_id, date, session in of
        if draw.random() < 0.95
    ]


def typed(name: str, rows: Rows, draw: random.Random) -> pa.Table:
    """The rows in order, in one of the types that a column may have; an optional one that is empty may be left out."""
    made: dict[str, pa.Array] = {}
    for column, kind, required in _core.table_specs()[name]:
        cells = [row.get(column) for row in rows]
        if not required and all(cell is None for cell in cells) and draw.random() < 0.5:
            continue
        types = {
            "date": [pa.date32(), pa.timestamp("ms"), pa.date64()],
            "integer": [pa.int64(), pa.int32()],
        }.get(kind, [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())])
        type = draw.choice(types)
        plain = pa.array(cells, types[0])
        made[column] = plain.dictionary_encode() if pa.types.is_dictionary(type) else plain.cast(type)
    return pa.table(made)


def drawn(draw: random.Random, seed: int) -> tuple[dict[str, Rows], str, str, dt.date]:
    """Facts with their calendar and register, and the date as of which they are judged."""
    sampled = baoxue.sample(draw.choice([12, 25, 40]), seed)
    tables: dict[str, Rows] = {name: table.to_pylist() for name, table in sampled.items()}
    register = draw.choice(["complete", "exceptions"])
    if register == "exceptions":
        if draw.random() < 0.8:
            tables["roll_calls"] = called(tables["attendance"], tables["enrolments"], draw)
        tables["attendance"] = [row for row in tables["attendance"] if row["mark"] != "present" or row["minutes_late"]]
    if draw.random() < 0.8:
        contradict(tables, draw)
    if draw.random() < 0.1 and tables["acts"]:
        draw.choice(tables["acts"])["act"] = "home_vist"  # no word: the district is refused
    for name in [*tables]:
        if name not in ("terms", "units") and draw.random() < 0.12:
            if draw.random() < 0.7:
                del tables[name]
            else:
                tables[name] = []
        elif draw.random() < 0.5:
            draw.shuffle(tables[name])
    calendar = draw.choice(["cn", "cn", "weekdays"])
    as_of = draw.choice(
        [dt.date(2025, 9, 1), dt.date(2026, 7, 31), dt.date(2026, 1, 7) + dt.timedelta(draw.randint(-99, 99))]
    )
    return tables, calendar, register, as_of


def as_text(tables: dict[str, Rows], as_of: dt.date) -> str:
    """The facts as the program reads them."""
    out: list[str] = []
    for name, rows in tables.items():
        out.append(f"table\t{name}")
        columns = [column for column, _, _ in _core.table_specs()[name]]
        out += ["\t".join(["row", *(text(row.get(column)) for column in columns)]) for row in rows]
    return "\n".join([*out, f"as_of\t{as_of}", ""])


def compare_drawn(seeds: range, tell_figure: Callable[[str], None]) -> None:
    rows = problems = refused = 0
    left_out: set[str] = set()
    registers: set[tuple[str, bool]] = set()
    for seed in seeds:
        draw = random.Random(seed)
        tables, calendar, register, as_of = drawn(draw, seed)
        said = said_by_cpp(calendar, register, facts=as_text(tables, as_of))
        arrow = {name: typed(name, of, draw) for name, of in tables.items()}
        try:
            district = baoxue.District.from_tables(
                calendar=calendar,  # type: ignore[arg-type]
                register=register,  # type: ignore[arg-type]
                on_bad_rows="set_aside",
                **arrow,
            )
        except baoxue.DistrictError as error:
            ours = [f"problem\t{problem}" for problem in error.problems]
            refused += 1
        else:
            set_aside = [f"problem\t{problem}" for problem in district.problems]
            ours = set_aside + said_here(district, as_of)
            problems += len(set_aside)
            rows += len(ours) - len(set_aside)
            left_out |= set(_core.table_specs()) - set(tables)
            registers.add((register, "roll_calls" in tables))
        assert ours == said, seed
    assert 0 < refused < len(seeds) / 4
    assert problems > len(seeds)
    assert len(left_out) > 8
    assert registers == {("complete", False), ("exceptions", False), ("exceptions", True)}
    tell_figure(
        f"{len(seeds)} townships, {refused} of them refused, {rows:,} rows of findings,"
        f" {problems:,} rows set aside, without {len(left_out)} kinds of tables"
    )


def test_drawn_townships(tell_figure: Callable[[str], None]) -> None:
    compare_drawn(range(20), tell_figure)


@pytest.mark.long
def test_more_drawn_townships(tell_figure: Callable[[str], None]) -> None:
    compare_drawn(range(100, 200), tell_figure)
