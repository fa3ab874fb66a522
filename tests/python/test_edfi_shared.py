# SPDX-License-Identifier: Apache-2.0
"""The Ed-Fi sample as it is published: figures counted from it by other means."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from baoxue import District, evaluate, import_edfi, load_policy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from baoxue.importers import EdfiImport


@pytest.fixture
def imported(shared: Callable[[str], Path]) -> EdfiImport:
    return import_edfi(shared("data/edfi"))


def test_what_was_read_and_set_aside(imported: EdfiImport) -> None:
    summary = imported.summary
    assert summary.read["StudentSchoolAttendanceEvent"] == 1917
    # 66 tardies, three of them on a Sunday; the one partial day is also an excused absence
    assert summary.events == {"excused": 1077, "present": 63, "unexcused": 773}
    assert summary.rows["enrolments"] == 227
    assert len(summary.not_enrolled) == 960 - 227
    assert summary.reasons() == [
        ("attendance", "on a Saturday or Sunday", 3),
        ("attendance", "`Partial` on a date with an absence, which prevails", 1),
        ("holdings", "no role answers to the classification `Other`", 3),
        ("holdings", "no role answers to the classification `LEA System Administrator`", 2),
    ]


def test_two_listed_days_do_not_make_a_calendar(imported: EdfiImport) -> None:
    # weekdays from 23 August to 17 December 2021: 85; from 4 January to 27 May 2022: 104
    assert "days" not in imported.tables
    assert {(term.school_days, term.declared) for term in imported.summary.terms} == {
        (85, 81),
        (104, 88),
    }
    assert sum(term.listed for term in imported.summary.terms) == 2


@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_96_pupils_have_a_duty_and_none_reads_missed(imported: EdfiImport, tmp_path: Path, format: str) -> None:
    imported.write(tmp_path / "out", format=format)
    district = District.from_folder(tmp_path / "out")
    findings = evaluate(load_policy("plan-2"), district, dt.date(2022, 5, 27))
    obligations = findings.obligations.to_pandas()
    reports = obligations[obligations["clause"] == "2.2.2.6e"]
    assert reports["student_id"].nunique() == 96
    assert "missed" not in findings.obligations.counts()
