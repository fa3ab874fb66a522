# SPDX-License-Identifier: Apache-2.0
"""Folders: what is read, and every bad input beside the message that refuses it."""

from __future__ import annotations

import datetime as dt
import json
import os
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from baoxue import District, DistrictError, load_policy

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

SETTINGS = '{"format": "baoxue-district", "format_version": 1, "calendar": "cn", "register": "complete"}'
TERMS = "term_id,school_year,first_day,last_day\nt1,2023-2024,2023-09-01,2024-01-19\n"
UNITS = "unit_id,kind,parent_id\ns1,school,\nc1,class,s1\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A good folder for each test to spoil."""
    path = tmp_path / "district"
    path.mkdir()
    (path / "district.json").write_text(SETTINGS, encoding="utf-8")
    (path / "terms.csv").write_text(TERMS, encoding="utf-8")
    (path / "units.csv").write_text(UNITS, encoding="utf-8")
    return path


def _problems(path: Path) -> list[tuple[str | None, str]]:
    with pytest.raises(DistrictError) as caught:
        District.from_folder(path)
    return [(problem.file, problem.message) for problem in caught.value.problems]


def test_a_good_folder_is_read(folder: Path) -> None:
    assert District.from_folder(folder).school_of() == {"s1": "s1", "c1": "s1"}


def test_a_policy_brings_the_words_of_its_facts(
    folder: Path, baoxue_command: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    """us-ca adds the role attendance_supervisor; the vocabulary does not have it."""
    holdings = "person_id,role,covers_kind,covers_id,from\nP,attendance_supervisor,unit,s1,2020-09-01\n"
    (folder / "holdings.csv").write_text(holdings, encoding="utf-8")
    with pytest.raises(DistrictError, match="unknown role `attendance_supervisor`"):
        District.from_folder(folder)
    california = load_policy("us-ca")
    for vocabulary in (california, [california], [load_policy("plan-2"), california, california]):
        assert District.from_folder(folder, vocabulary=vocabulary).summary()["holdings"] == 1
    done = baoxue_command("evaluate", "us-ca", folder, "--as-of", "2023-10-09")
    assert done.returncode == 0, done.stderr
    other = baoxue_command("evaluate", "plan-2", folder, "--as-of", "2023-10-09")
    assert other.returncode == 2 and "unknown role `attendance_supervisor`" in other.stderr


def test_words_of_two_policies_that_mean_different_things_are_refused(folder: Path, tmp_path: Path) -> None:
    document = json.loads(load_policy("us-ca").to_json())
    role = next(one for one in document["words"]["roles"] if one["id"] == "attendance_supervisor")
    role["en"] = "somebody else"
    document["id"] = "other"
    (tmp_path / "other.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(DistrictError, match=r"`attendance_supervisor` is .*`us-ca` and .*`other`"):
        District.from_folder(folder, vocabulary=[load_policy("us-ca"), load_policy(tmp_path / "other.json")])


def test_parquet_and_csv_may_stand_side_by_side(folder: Path) -> None:
    (folder / "terms.csv").unlink()
    terms = {
        "term_id": ["t1"],
        "school_year": ["2023-2024"],
        "first_day": [dt.date(2023, 9, 1)],
        "last_day": [dt.date(2024, 1, 19)],
    }
    pq.write_table(pa.table(terms), folder / "terms.parquet")
    assert District.from_folder(folder).problems == []


def _with_integers(folder: Path, units: str, **ids: pa.DataType) -> None:
    (folder / "terms.csv").unlink()
    terms = {
        "term_id": pa.array([7], pa.int64()).cast(ids.get("term_id", pa.int64())),
        "school_year": ["2023-2024"],
        "first_day": [dt.date(2023, 9, 1)],
        "last_day": [dt.date(2024, 1, 19)],
    }
    pq.write_table(pa.table(terms), folder / "terms.parquet")
    (folder / "units.csv").write_text(units, encoding="utf-8")


NUMBERED = "unit_id,kind,parent_id\n10,school,\n-11,class,10\n"


def test_ids_in_csv_are_numbers_where_those_in_parquet_are(folder: Path) -> None:
    _with_integers(folder, NUMBERED)
    assert District.from_folder(folder).school_of() == {10: 10, -11: 10}


@pytest.mark.parametrize("other", ["x1", "012", "+1", "1.0", " 1", "-0", str(2**63)])
def test_ids_in_csv_stay_text_where_one_is_no_number(folder: Path, other: str) -> None:
    _with_integers(folder, NUMBERED + f"{other},class,10\n")
    with pytest.raises(DistrictError, match="ids"):
        District.from_folder(folder)


def test_ids_in_csv_stay_text_where_all_are_text(folder: Path) -> None:
    _with_integers(folder, NUMBERED, term_id=pa.string())
    assert District.from_folder(folder).school_of() == {"10": "10", "-11": "10"}
    (folder / "terms.parquet").unlink()
    (folder / "terms.csv").write_text(TERMS.replace("t1", "7"), encoding="utf-8")
    assert District.from_folder(folder).school_of() == {"10": "10", "-11": "10"}


def test_own_files_and_columns_and_a_byte_order_mark_are_no_matter(folder: Path) -> None:
    (folder / "x_notes.txt").write_text("anything", encoding="utf-8")
    (folder / ".hidden").write_text("anything", encoding="utf-8")
    (folder / "units.csv").write_text("unit_id,x_note,kind\ns1,1.5,school\n", encoding="utf-8-sig")
    assert District.from_folder(folder).problems == []


def test_a_column_given_twice_is_named(folder: Path) -> None:
    (folder / "units.csv").write_text("unit_id,kind,kind\ns1,school,school\n", encoding="utf-8")
    with pytest.raises(DistrictError) as caught:
        District.from_folder(folder)
    assert [str(problem) for problem in caught.value.problems] == ["units, column `kind`: given twice"]


def test_a_name_that_is_not_utf_8_is_told_with_escapes(folder: Path) -> None:
    (folder / os.fsdecode(b"q\xff.csv")).touch()
    ((file, message),) = _problems(folder)
    assert file == r"q\udcff.csv"
    assert message.startswith(r"`q\udcff.csv` is not a file of a district")


def test_arguments_stand_in_for_settings(folder: Path) -> None:
    (folder / "district.json").unlink()
    assert District.from_folder(folder, calendar="cn", register="complete").problems == []


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    path = tmp_path / "nowhere"
    message = f"no folder `{path}`; check the path, or make one with `baoxue sample`"
    assert _problems(path) == [(None, message)]


def test_a_file_in_place_of_a_folder(folder: Path) -> None:
    path = folder / "terms.csv"
    message = f"`{path}` is a file; give the folder that holds the tables"
    assert _problems(path) == [(None, message)]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            SETTINGS.replace("1", "2"),
            "/format_version: the file has version 2, and this baoxue reads 1; update baoxue",
        ),
        (
            SETTINGS.replace("1", "1.0"),
            "/format_version: expected a whole number from 1, got `1.0`",
        ),
        (
            SETTINGS.replace("1", "true"),
            "/format_version: expected a whole number from 1, got `true`",
        ),
        (
            SETTINGS.replace("baoxue-district", "baoxue-policy"),
            "/format: expected `baoxue-district`, got `baoxue-policy`",
        ),
        (
            SETTINGS.replace('"calendar"', '"calender"'),
            "/calender: unknown key `calender`, did you mean `calendar`?",
        ),
        (
            SETTINGS.replace('"cn"', '"us"'),
            "/calendar: unknown calendar `us`, expected `cn` or `weekdays`",
        ),
        (
            SETTINGS.replace('"cn"', '"chn"'),
            "/calendar: unknown calendar `chn`, expected `cn` or `weekdays`, did you mean `cn`?",
        ),
        (
            SETTINGS.replace('"complete"', "7"),
            "/register: unknown register `7`, expected `complete` or `exceptions`",
        ),
        (
            SETTINGS.replace("}", ', "calendar": "cn"}'),
            "/calendar: the key is given twice; keep one",
        ),
        ('{"format": "baoxue-district"', "not JSON: expecting ',' delimiter"),
        ("[]", "expected one object, `{...}`"),
        (
            "[" * 10_000 + "]" * 10_000,
            "nested too deeply; a district.json is one object without inner ones",
        ),
        (
            '{"calendar": "cn", "register": "complete"}',
            "/format: missing, add it",
        ),
    ],
    ids=[
        "version from the future",
        "1.0 for 1",
        "true for 1",
        "another format",
        "unknown key",
        "unknown calendar",
        "misspelt calendar",
        "wrong type",
        "duplicate key",
        "cut short",
        "no object",
        "nested 10,000 deep",
        "no format",
    ],
)
def test_bad_settings(folder: Path, settings: str, message: str) -> None:
    (folder / "district.json").write_text(settings, encoding="utf-8")
    assert ("district.json", message) in _problems(folder)


def test_settings_that_are_not_utf_8(folder: Path) -> None:
    (folder / "district.json").write_bytes(SETTINGS.encode() + b"\xff")
    message = f"byte {len(SETTINGS)} is not UTF-8; save the file as UTF-8"
    assert _problems(folder) == [("district.json", message)]


def test_settings_that_are_missing(folder: Path) -> None:
    (folder / "district.json").unlink()
    assert _problems(folder) == [
        (
            "district.json",
            f"{key} not known; name it in district.json in the folder, or give {key}=",
        )
        for key in ("calendar", "register")
    ]


def test_a_table_in_both_formats(folder: Path) -> None:
    (folder / "terms.parquet").write_bytes(b"")
    (message,) = [message for _, message in _problems(folder)]
    assert message == ("`terms.csv` and `terms.parquet` are both present; remove the one that is out of date")


def test_an_unknown_file(folder: Path) -> None:
    (folder / "holding.csv").write_text("a\n", encoding="utf-8")
    (folder / "qqqq").mkdir()
    remedy = "remove it, or begin its name with `x_`"
    assert _problems(folder) == [
        (
            "holding.csv",
            f"`holding.csv` is not a file of a district, did you mean `holdings.csv`? {remedy}",
        ),
        ("qqqq", f"`qqqq` is not a file of a district; {remedy}"),
    ]
    with pytest.raises(DistrictError) as caught:
        District.from_folder(folder)
    assert [str(each).partition(":")[0] for each in caught.value.problems] == ["holding.csv", "qqqq"]


def test_a_truncated_parquet_file(folder: Path) -> None:
    whole = folder / "students.parquet"
    pq.write_table(pa.table({"student_id": ["p1"]}), whole)
    whole.write_bytes(whole.read_bytes()[:-10])
    ((file, message),) = _problems(folder)
    assert file == "students.parquet"
    assert message.startswith("cannot be read as Parquet (")
    assert message.endswith("); the file may be cut short or of another format, write it again")


def test_an_empty_csv_file(folder: Path) -> None:
    (folder / "terms.csv").write_bytes(b"")
    message = "is empty; write at least the line of column names"
    assert _problems(folder) == [("terms.csv", message)]


def test_every_row_of_another_width_is_named_by_its_line(folder: Path) -> None:
    (folder / "units.csv").write_text("unit_id,kind\ns1,school\nc1\nc2,class,s1\n", encoding="utf-8")
    with pytest.raises(DistrictError) as caught:
        District.from_folder(folder)
    assert [(problem.line, problem.message) for problem in caught.value.problems] == [
        (3, "expected 2 cells as in the first line, got 1"),
        (4, "expected 2 cells as in the first line, got 3"),
    ]


def test_all_files_are_looked_at_before_anything_is_refused(folder: Path) -> None:
    (folder / "district.json").write_text("[]", encoding="utf-8")
    (folder / "terms.csv").write_bytes(b"")
    (folder / "unit.csv").write_bytes(b"")
    assert [file for file, _ in _problems(folder)] == ["district.json", "terms.csv", "unit.csv"]


@pytest.mark.parametrize(
    ("table", "content", "row", "column"),
    [
        ("terms", TERMS.replace("2024-01-19", "2024-02-30"), 0, "last_day"),
        ("terms", TERMS.replace("2024-01-19", "19.1.2024"), 0, "last_day"),
        ("units", UNITS.replace("c1,", ",", 1), 1, "unit_id"),
    ],
    ids=["no such day", "another form", "null id"],
)
def test_bad_cells_are_located(folder: Path, table: str, content: str, row: int, column: str) -> None:
    (folder / f"{table}.csv").write_text(content, encoding="utf-8")
    with pytest.raises(DistrictError) as caught:
        District.from_folder(folder)
    places = [(problem.table, problem.row, problem.column) for problem in caught.value.problems]
    assert (table, row, column) in places


def test_text_that_is_not_utf_8_is_located(folder: Path) -> None:
    (folder / "units.csv").write_bytes(UNITS.encode().replace(b"s1,school", b"\xff,school", 1))
    with pytest.raises(DistrictError) as caught:
        District.from_folder(folder)
    places = [(problem.table, problem.row, problem.column) for problem in caught.value.problems]
    assert ("units", 0, "unit_id") in places


def test_a_file_that_cannot_be_read_hides_nothing_that_is_wrong_with_the_others(folder: Path) -> None:
    """Nor does it make any of their rows wrong: whom it names is not known."""
    for name in ("students", "enrolments"):
        whole = folder / f"{name}.parquet"
        pq.write_table(pa.table({"student_id": ["p1"]}), whole)
        whole.write_bytes(whole.read_bytes()[:-10])
    (folder / "terms.csv").write_text(TERMS.replace("2024-01-19", "2024-01-32"), encoding="utf-8")
    (folder / "attendance.csv").write_text("student_id,date,mark\np1,2023-09-04,presnt\n", encoding="utf-8")
    (folder / "holding.csv").write_text("a\n", encoding="utf-8")
    (folder / "acts.csv").write_text("act_id,date,act,actor_id\na1,2023-09-32,home_visit,w1\n", encoding="utf-8")
    with pytest.raises(DistrictError) as caught:
        District.from_folder(folder)
    assert [(problem.file or problem.table, problem.row, problem.column) for problem in caught.value.problems] == [
        ("enrolments.parquet", None, None),
        ("holding.csv", None, None),
        ("students.parquet", None, None),
        ("attendance", None, "session"),
        ("terms", 0, "last_day"),
        ("acts", 0, "date"),
        ("attendance", 0, "mark"),
    ]
