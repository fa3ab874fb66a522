# SPDX-License-Identifier: Apache-2.0
"""A register in parts is the register: the same findings, the same problems, a part at a time in memory."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from baoxue import District, DistrictError, evaluate, load_policy, sample, sample_settings
from baoxue.findings import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AS_OF = dt.date(2026, 3, 28)


@pytest.fixture(scope="module")
def tables() -> dict[str, pa.Table]:
    return sample(150, seed=5)


@pytest.fixture
def folder(tmp_path: Path, tables: dict[str, pa.Table]) -> Path:
    """The made-up township without its register."""
    path = tmp_path / "district"
    path.mkdir()
    settings = {"format": "baoxue-district", "format_version": 1, **sample_settings()}
    (path / "district.json").write_text(json.dumps(settings), encoding="utf-8")
    for name, table in tables.items():
        if name != "attendance":
            pq.write_table(table, path / f"{name}.parquet")
    return path


def write_parts(folder: Path, name: str, parts: list[pa.Table]) -> None:
    (folder / name).mkdir()
    for number, part in enumerate(parts):
        pq.write_table(part, folder / name / f"part-{number:03}.parquet", row_group_size=97)


def cut(table: pa.Table, parts: int) -> list[pa.Table]:
    step = -(-table.num_rows // parts)
    return [table.slice(first, step) for first in range(0, table.num_rows, step)]


def found(district: District) -> dict[str, pa.Table]:
    findings = evaluate(load_policy("plan-2"), district, AS_OF)
    return {name: findings.table(name).to_arrow() for name in TABLES}


def problems_of(folder: Path) -> list[tuple[str | None, int | None, str | None, str]]:
    with pytest.raises(DistrictError) as caught:
        District.from_folder(folder)
    return [(one.file, one.row, one.column, one.message) for one in caught.value.problems]


@pytest.mark.parametrize("parts", [1, 2, 13])
def test_parts_of_a_register_are_the_register(folder: Path, tables: dict[str, pa.Table], parts: int) -> None:
    whole = District.from_tables(**tables, **sample_settings())
    write_parts(folder, "attendance", cut(tables["attendance"], parts))
    assert found(District.from_folder(folder)) == found(whole)


def test_so_are_those_of_single_months(folder: Path, tables: dict[str, pa.Table]) -> None:
    """Where pupils come again in each part, rows are sorted; causes are rows of all parts in a row."""
    register = tables["attendance"]
    month = pc.add(pc.multiply(pc.year(register["date"]), 12), pc.month(register["date"]))
    parts = [register.filter(pc.equal(month, one)) for one in sorted(month.unique().to_pylist())]
    assert len(parts) > 3
    whole = District.from_tables(**{**tables, "attendance": pa.concat_tables(parts)}, **sample_settings())
    write_parts(folder, "attendance", parts)
    assert found(District.from_folder(folder)) == found(whole)


def test_roll_calls_come_in_parts_too(folder: Path, tables: dict[str, pa.Table]) -> None:
    classes = tables["enrolments"]["class_id"].unique().to_pylist()
    days = [dt.date(2026, 3, 2) + dt.timedelta(days=day) for day in range(5)]
    taken = pa.table({
        "class_id": [one for one in classes for _ in days],
        "date": pa.array([day for _ in classes for day in days], pa.date32()),
        "session": ["both"] * (len(classes) * len(days)),
    })  # fmt: skip
    absences = tables["attendance"].filter(pc.not_equal(tables["attendance"]["mark"].cast(pa.string()), "present"))
    given = {**tables, "attendance": absences, "roll_calls": taken}
    whole = District.from_tables(**given, calendar=sample_settings()["calendar"], register="exceptions")
    write_parts(folder, "attendance", cut(absences, 3))
    write_parts(folder, "roll_calls", cut(taken, 4))
    in_parts = District.from_folder(folder, register="exceptions")
    assert found(in_parts) == found(whole)
    assert len(found(whole)["gaps"]) > 0


def test_what_is_wrong_with_a_row_is_told_by_its_number_in_all_parts(folder: Path, tables: dict[str, pa.Table]) -> None:
    register = tables["attendance"].slice(0, 300)
    marks = register["mark"].cast(pa.string()).to_pylist()
    marks[250] = "presnt"
    dates = register["date"].to_pylist()
    dates[120] = dt.date(2031, 1, 1)
    names = register.column_names
    spoilt = register.set_column(names.index("mark"), "mark", pa.array(marks))
    spoilt = spoilt.set_column(names.index("date"), "date", pa.array(dates))
    with pytest.raises(DistrictError) as caught:
        District.from_tables(**{**tables, "attendance": spoilt}, **sample_settings())
    expected = [(None, one.row, one.column, one.message) for one in caught.value.problems]
    assert [row for _, row, _, _ in expected] == [120, 250]
    write_parts(folder, "attendance", cut(spoilt, 7))
    assert problems_of(folder) == expected


def test_parts_have_the_same_columns(folder: Path, tables: dict[str, pa.Table]) -> None:
    register = tables["attendance"].slice(0, 90)
    first, second, third = cut(register, 3)
    second = second.append_column("note", pa.nulls(second.num_rows, pa.string()))
    names = third.column_names
    third = third.drop_columns(["session"]).set_column(names.index("date"), "date", third["date"].cast(pa.string()))
    write_parts(folder, "attendance", [first, second, third])
    assert problems_of(folder) == [
        (
            "attendance/part-001.parquet", None, "note",
            "a column that `attendance/part-000.parquet` does not have; parts of one table have the same columns",
        ),
        (
            "attendance/part-002.parquet", None, "date",
            "the type is `string`, and `date32[day]` in `attendance/part-000.parquet`;"
            " parts of one table have the same types",
        ),
        (
            "attendance/part-002.parquet", None, "session",
            "missing column, which `attendance/part-000.parquet` has; parts of one table have the same columns",
        ),
    ]  # fmt: skip


def test_what_is_no_part_is_refused(folder: Path, tables: dict[str, pa.Table]) -> None:
    write_parts(folder, "attendance", cut(tables["attendance"], 2))
    pq.write_table(tables["attendance"], folder / "attendance.parquet")
    (folder / "roll_calls").mkdir()
    (folder / "acts").mkdir()
    broken = folder / "attendance" / "part-001.parquet"
    broken.write_bytes(broken.read_bytes()[:-10])
    (folder / "attendance" / "september.csv").write_text("student_id\n", encoding="utf-8")
    (folder / "attendance" / "x_notes.txt").write_text("mine", encoding="utf-8")
    (folder / "attendance" / "_SUCCESS").write_text("", encoding="utf-8")
    messages = {(file, message.partition(";")[0]) for file, _, _, message in problems_of(folder)}
    assert any(file == "acts" and text.startswith("`acts` is not a file of a district") for file, text in messages)
    assert (None, "`attendance` and `attendance.parquet` are both present") in messages
    assert ("roll_calls", "the folder `roll_calls` holds no Parquet file") in messages
    assert ("attendance/september.csv", "is no part of a table") in messages
    assert any(file == "attendance/part-001.parquet" and "cannot be read as Parquet" in text for file, text in messages)
    assert len(messages) == 5


def test_a_part_that_breaks_off_is_told(folder: Path, tables: dict[str, pa.Table]) -> None:
    """Its footer can be read, and its rows cannot."""
    write_parts(folder, "attendance", cut(tables["attendance"], 2))
    broken = folder / "attendance" / "part-001.parquet"
    content = bytearray(broken.read_bytes())
    content[4:2000] = bytes(1996)
    broken.write_bytes(content)
    [(file, row, column, message)] = problems_of(folder)
    assert (file, row, column) == ("attendance/part-001.parquet", None, None)
    assert message.startswith("cannot be read as Parquet (")
    assert message.endswith("write it again")


def test_batches_are_held_one_at_a_time(tables: dict[str, pa.Table]) -> None:
    register = tables["attendance"].combine_chunks()
    asked_for: list[int] = []
    held: list[int] = []

    def batches() -> Iterator[pa.RecordBatch]:
        for first in range(0, register.num_rows, 500):
            held.append(pa.total_allocated_bytes())
            asked_for.append(first)
            yield from (
                register.slice(first, 500).take(pa.array(range(min(500, register.num_rows - first)))).to_batches()
            )

    before = pa.total_allocated_bytes()
    reader = pa.RecordBatchReader.from_batches(register.schema, batches())
    district = District.from_tables(**{**tables, "attendance": reader}, **sample_settings())
    assert asked_for == list(range(0, register.num_rows, 500))
    assert max(held) - before < register.nbytes / 3
    assert found(district) == found(District.from_tables(**tables, **sample_settings()))


def test_batches_of_other_types_are_read_whole(tables: dict[str, pa.Table]) -> None:
    register = tables["attendance"]
    dates = register["date"].cast(pa.timestamp("us"))
    other = register.set_column(register.column_names.index("date"), "date", dates)
    reader = pa.RecordBatchReader.from_batches(other.schema, other.to_batches(max_chunksize=700))
    district = District.from_tables(**{**tables, "attendance": reader}, **sample_settings())
    assert found(district) == found(District.from_tables(**tables, **sample_settings()))


def test_a_register_of_nobody_known_is_read_whole(tables: dict[str, pa.Table]) -> None:
    given = {name: table for name, table in tables.items() if name in ("terms", "units")}
    reader = tables["attendance"].to_reader(max_chunksize=300)
    district = District.from_tables(**given, attendance=reader, **sample_settings())
    assert district.summary()["pupils"] == len(tables["attendance"]["student_id"].unique())
