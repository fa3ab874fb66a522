# SPDX-License-Identifier: Apache-2.0
"""The Ed-Fi importer on a handwritten export whose outcome is worked out by hand."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baoxue import District, DistrictError, evaluate, import_edfi, load_policy
from baoxue.importers._edfi_records import _WANTED, Records
from baoxue.importers._edfi_tables import MARKS, Builder

if TYPE_CHECKING:
    from pathlib import Path

    from baoxue.importers import EdfiImport

NAME = "SHOULD-NOT-APPEAR"


def _reference(kind: str, id: str, ending: str = "Id") -> str:
    return f"<{kind}Reference><{kind}Identity><{kind}{ending}>{id}</{kind}{ending}></{kind}Identity></{kind}Reference>"


def _session(school: str, name: str, begin: str, end: str, declared: int) -> str:
    return (
        f"<Session><SessionName>{name}</SessionName><SchoolYear>2021-2022</SchoolYear>"
        f"<BeginDate>{begin}</BeginDate><EndDate>{end}</EndDate>"
        f"<TotalInstructionalDays>{declared}</TotalInstructionalDays>"
        f"{_reference('School', school)}</Session>"
    )


def _listed_day(school: str, date: str, event: str = "Instructional day") -> str:
    return (
        f"<CalendarDate><Date>{date}</Date><CalendarEvent>uri://x#{event}</CalendarEvent>"
        f"<CalendarReference><CalendarIdentity>{_reference('School', school)}"
        "</CalendarIdentity></CalendarReference></CalendarDate>"
    )


def _staff(person: str, unit: str, classification: str, begin: str, end: str = "") -> str:
    return (
        "<StaffEducationOrganizationAssignmentAssociation>"
        f"{_reference('Staff', person, 'UniqueId')}"
        f"{_reference('EducationOrganization', unit)}"
        f"<StaffClassification>uri://x#{classification}</StaffClassification>"
        f"<PositionTitle>{NAME}</PositionTitle><BeginDate>{begin}</BeginDate>"
        + (f"<EndDate>{end}</EndDate>" if end else "")
        + "</StaffEducationOrganizationAssignmentAssociation>"
    )


def _pupil(id: str, born: str = "") -> str:
    birth = f"<BirthData><BirthDate>{born}</BirthDate></BirthData>" if born else ""
    return (
        f"<Student><StudentUniqueId>{id}</StudentUniqueId><Name><FirstName>{NAME}</FirstName></Name>{birth}</Student>"
    )


def _event(student: str, school: str, date: str, category: str) -> str:
    return (
        f"<StudentSchoolAttendanceEvent><AttendanceEvent><EventDate>{date}</EventDate>"
        f"<AttendanceEventCategory>uri://x#{category}</AttendanceEventCategory></AttendanceEvent>"
        f"{_reference('Student', student, 'UniqueId')}{_reference('School', school)}"
        "</StudentSchoolAttendanceEvent>"
    )


# 901 is an elementary school with one term of two weeks, from Monday 6 to Friday 17 September
# 2021; a session "Whole Year" begins on the same day, is longer, and so is set aside.
# 902 is a high school with one term of Monday 6 to Saturday 11; its calendar lists as many days
# as are declared (6, 7, 8 and Saturday 11), so these four are its school days.
CALENDAR = (
    _session("901", "2021-2022 Whole Year", "2021-09-06", "2022-06-30", 180),
    _session("901", "2021-2022 Fall Semester", "2021-09-06", "2021-09-17", 9),
    _session("902", "2021-2022 Fall Semester", "2021-09-06", "2021-09-11", 4),
    _listed_day("901", "2021-09-06"),
    *(_listed_day("902", f"2021-09-{day}") for day in ("06", "07", "08", "11")),
    _listed_day("902", "2021-09-09", "Holiday"),
)
UNITS = (
    '<LocalEducationAgency id="LEAG_900"><NameOfInstitution>x</NameOfInstitution>'
    "<LocalEducationAgencyId>900</LocalEducationAgencyId></LocalEducationAgency>",
    "<School><SchoolId>901</SchoolId><SchoolCategory>uri://x#Elementary School</SchoolCategory>"
    '<LocalEducationAgencyReference ref="LEAG_900"/></School>',
    "<School><SchoolId>902</SchoolId><SchoolCategory>uri://x#High School</SchoolCategory>"
    f"{_reference('LocalEducationAgency', '900')}</School>",
)
STAFF = (
    _staff("11", "901", "Teacher", "2019-08-01"),
    _staff("12", "901", "Principal", "2020-01-01"),
    _staff("13", "901", "Principal", "2021-01-01"),  # while 12 holds the post
    _staff("14", "902", "Principal", "2018-01-01", "2021-01-31"),
    _staff("15", "902", "Principal", "2021-02-01"),  # after 14 left it
    _staff("16", "901", "Assistant Principal", "2020-01-01"),
    _staff("17", "900", "Superintendent", "2020-01-01"),
    _staff("18", "901", "Clerk", "2020-01-01"),
    _staff("19", "900", "Teacher", "2020-01-01"),
)
PUPILS = (_pupil("1", "2012-05-01"), _pupil("2", "2012-02-30"), *map(_pupil, "345678"))
EVENTS = (
    _event("1", "901", "2021-09-07", "Unexcused Absence"),
    _event("1", "901", "2021-09-08", "Partial"),  # beaten by the absence
    _event("1", "901", "2021-09-08", "Excused Absence"),
    _event("1", "901", "2021-09-11", "Unexcused Absence"),  # a Saturday
    _event("2", "901", "2021-09-09", "Tardy"),
    _event("2", "901", "2021-09-10", "Excused Absence"),  # contradicts the next
    _event("2", "901", "2021-09-10", "Unexcused Absence"),
    _event("3", "901", "2021-09-12", "Tardy"),  # a Sunday
    # 4 has none
    _event("5", "901", "2021-09-06", "Unexcused Absence"),
    _event("5", "902", "2021-09-08", "Unexcused Absence"),  # moved
    _event("6", "901", "2021-09-06", "Excused Absence"),
    _event("6", "902", "2021-09-07", "Unexcused Absence"),  # between two days at 901
    _event("6", "901", "2021-09-08", "Excused Absence"),
    _event("7", "999", "2021-09-08", "Tardy"),  # no such school
    _event("7", "901", "2021-09-08", "Vanished"),
    _event("7", "901", "2021-10-01", "Tardy"),  # after the term
    _event("7", "901", "2021-02-30", "Tardy"),
    _event("8", "902", "2021-09-09", "Unexcused Absence"),  # not listed by the calendar of 902
    _event("8", "902", "2021-09-11", "Unexcused Absence"),  # a Saturday that it lists
    _event("77", "901", "2021-09-08", "Tardy"),  # no such pupil
)


def _write(folder: Path, **files: tuple[str, ...]) -> Path:
    folder.mkdir()
    for name, records in files.items():
        text = "".join(records)
        (folder / f"{name}.xml").write_text(
            f'<?xml version="1.0"?>\n<Interchange xmlns="http://ed-fi.org/5.2.0">\n{text}\n</Interchange>\n',
            encoding="utf-8",
        )
    return folder


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return _write(tmp_path / "xml", calendar=CALENDAR, units=UNITS, staff=STAFF, pupils=PUPILS, events=EVENTS)


@pytest.fixture
def imported(export: Path) -> EdfiImport:
    return import_edfi(export)


def _rows(imported: EdfiImport, table: str) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in imported.tables[table].to_pylist()]


def _september(day: int) -> dt.date:
    return dt.date(2021, 9, day)


def test_sessions_become_terms_of_their_school(imported: EdfiImport) -> None:
    assert _rows(imported, "terms") == [
        ("901-fall-semester-2021-2022", "2021-2022", _september(6), _september(17), "901"),
        ("902-fall-semester-2021-2022", "2021-2022", _september(6), _september(11), "902"),
    ]


def test_units_stand_below_their_agency_and_a_stage_is_named_where_known(
    imported: EdfiImport,
) -> None:
    assert _rows(imported, "units") == [
        ("900", "county", None, None),
        ("901", "school", "900", "primary"),
        ("902", "school", "900", None),
    ]


def test_listed_days_are_used_where_they_reach_the_declared_number(imported: EdfiImport) -> None:
    # 902: Thursday 9 and Friday 10 are not listed, Saturday 11 is; 901 lists 1 of 9 days
    why = "the calendar of the school"
    assert _rows(imported, "days") == [
        (_september(9), "both", "off", why, "902"),
        (_september(10), "both", "off", why, "902"),
        (_september(11), "both", "school", why, "902"),
    ]
    assert imported.summary.terms == [
        ("901-fall-semester-2021-2022", 10, 1, 9, "weekdays"),
        ("902-fall-semester-2021-2022", 4, 4, 4, "these"),
    ]


def test_assignments_become_holdings_one_principal_at_a_time(imported: EdfiImport) -> None:
    until = dt.date(2021, 1, 31)
    assert _rows(imported, "holdings") == [
        ("17", "education_bureau", "unit", "900", dt.date(2020, 1, 1), None),
        ("12", "principal", "unit", "901", dt.date(2020, 1, 1), None),
        ("11", "teacher", "unit", "901", dt.date(2019, 8, 1), None),
        ("16", "vice_principal", "unit", "901", dt.date(2020, 1, 1), None),
        ("14", "principal", "unit", "902", dt.date(2018, 1, 1), until),
        ("15", "principal", "unit", "902", dt.date(2021, 2, 1), None),
    ]


def test_a_pupil_with_an_event_is_enrolled_from_the_first_session_of_the_year(
    imported: EdfiImport,
) -> None:
    # 3 has but a mark on a Sunday, which still shows the school; 4 and 7 have no usable event
    assert _rows(imported, "enrolments") == [
        ("1", "901", _september(6), None),
        ("2", "901", _september(6), None),
        ("3", "901", _september(6), None),
        ("5", "901", _september(6), _september(7)),
        ("5", "902", _september(8), None),
        ("6", "901", _september(6), None),
        ("8", "902", _september(6), None),
    ]
    assert imported.summary.not_enrolled == ["4", "7"]


def test_an_event_is_both_sessions_of_its_day(imported: EdfiImport) -> None:
    days = [
        ("1", 7, "unexcused"),
        ("1", 8, "excused"),
        ("2", 9, "present"),
        ("2", 10, "excused"),
        ("2", 10, "unexcused"),
        ("5", 6, "unexcused"),
        ("5", 8, "unexcused"),
        ("6", 6, "excused"),
        ("6", 8, "excused"),
        ("8", 11, "unexcused"),
    ]
    assert _rows(imported, "attendance") == [
        (student, _september(day), session, mark) for student, day, mark in days for session in ("am", "pm")
    ]
    assert imported.summary.events == {"excused": 4, "present": 1, "unexcused": 5}


def test_a_day_both_excused_and_unexcused_is_told_and_never_reads_present(imported: EdfiImport, tmp_path: Path) -> None:
    assert imported.summary.contradicting == [("2", _september(10))]
    assert (
        "contradicting\n"
        "        1  days with an excused and an unexcused absence, both kept: correct the source,\n"
        '           or evaluate with --set-aside (on_bad_rows="set_aside" in Python), and these days are unmarked\n'
    ) in str(imported.summary)

    imported.write(tmp_path / "out")
    with pytest.raises(DistrictError) as caught:
        District.from_folder(tmp_path / "out")
    assert {problem.table for problem in caught.value.problems} == {"attendance"}
    assert len(caught.value.problems) == 4  # two sessions, two rows each

    district = District.from_folder(tmp_path / "out", on_bad_rows="set_aside")
    assert len(district.problems) == 4
    gaps = evaluate(load_policy("plan-2"), district, _september(17)).gaps.to_arrow().to_pylist()
    unmarked = {gap["student_id"]: gap for gap in gaps if gap["kind"] == "unmarked_sessions"}
    assert list(unmarked) == ["2"]


def test_without_contradicting_days_nothing_is_said_of_them(export: Path) -> None:
    (export / "events.xml").write_text(
        (export / "events.xml").read_text("utf-8").replace(EVENTS[5], ""), encoding="utf-8"
    )
    summary = import_edfi(export).summary
    assert summary.contradicting == []
    assert "contradicting" not in str(summary)


def test_of_a_contradicting_day_one_event_of_each_mark_is_kept(export: Path) -> None:
    more = "".join([EVENTS[5], _event("2", "901", "2021-09-10", "Tardy")])
    text = (export / "events.xml").read_text("utf-8").replace(EVENTS[5], EVENTS[5] + more)
    (export / "events.xml").write_text(text, encoding="utf-8")
    summary = import_edfi(export).summary
    assert summary.events == {"excused": 4, "present": 1, "unexcused": 5}
    assert [aside.reason for aside in summary.set_aside if aside.date == _september(10)] == [
        "repeats another event of that date",
        "`Tardy` on a date with an absence, which prevails",
    ]


def test_a_misspelt_category_is_told_with_the_nearest_and_what_becomes_of_its_days(export: Path) -> None:
    misspelt = _event("1", "901", "2021-09-09", "Unexcused Absense")
    outside = _event("1", "901", "2021-12-09", "Unexcused Absense")
    text = (export / "events.xml").read_text("utf-8").replace(EVENTS[0], EVENTS[0] + 2 * misspelt + outside)
    (export / "events.xml").write_text(text, encoding="utf-8")
    summary = import_edfi(export).summary
    said = "unknown category `Unexcused Absense` (did you mean `Unexcused Absence`?)"
    assert summary.unknown_categories == {said: 2, "unknown category `Vanished`": 1}
    assert (
        "read as present, for nobody knows what they mean\n"
        f"        2  events of {said}\n"
        "        1  events of unknown category `Vanished`\n"
        "           mend the words in the source and import again; until then these days read present\n"
    ) in str(summary)
    reasons = Counter(aside.reason for aside in summary.set_aside if aside.id == "1")
    assert reasons[f"{said}; the register then reads present"] == 2
    assert reasons["outside the terms of the school"] == 1


def test_without_unknown_categories_nothing_is_said_of_them(export: Path) -> None:
    events = (export / "events.xml").read_text("utf-8").replace("Vanished", "Tardy")
    (export / "events.xml").write_text(events, encoding="utf-8")
    summary = import_edfi(export).summary
    assert summary.unknown_categories == {}
    assert "read as present" not in str(summary)


def test_everything_set_aside_has_its_reason(imported: EdfiImport) -> None:
    assert [tuple(aside) for aside in imported.summary.set_aside] == [
        ("attendance", "1", _september(8), "`Partial` on a date with an absence, which prevails"),
        ("attendance", "1", _september(11), "on a Saturday or Sunday"),
        ("attendance", "3", _september(12), "on a Saturday or Sunday"),
        (
            "attendance",
            "6",
            _september(7),
            "the pupil is at `901` in the same weeks, with more events",
        ),
        ("attendance", "7", None, "date `2021-02-30` is not a date"),
        ("attendance", "7", _september(8), "unknown school `999`"),
        ("attendance", "7", _september(8), "unknown category `Vanished`; the register then reads present"),
        ("attendance", "7", dt.date(2021, 10, 1), "outside the terms of the school"),
        ("attendance", "77", _september(8), "unknown pupil"),
        ("attendance", "8", _september(9), "no school on that day"),
        (
            "holdings",
            "13",
            dt.date(2021, 1, 1),
            "`901` has a principal then, and only one can hold the post",
        ),
        ("holdings", "18", None, "no role answers to the classification `Clerk`"),
        ("holdings", "19", None, "`Teacher` is held at a school"),
        ("students", "2", None, "born `2012-02-30` is not a date, so the pupil stays without one"),
        (
            "terms",
            "901-whole-year-2021-2022",
            _september(6),
            "overlaps the session `901-fall-semester-2021-2022`",
        ),
    ]


def test_birth_dates_are_kept_and_names_are_not(imported: EdfiImport, tmp_path: Path) -> None:
    assert _rows(imported, "students")[0] == ("1", dt.date(2012, 5, 1))
    imported.write(tmp_path / "out", format="csv")
    for path in (tmp_path / "out").iterdir():
        assert NAME not in path.read_text(encoding="utf-8")


def test_the_folder_holds_tables_settings_and_what_was_left_out(imported: EdfiImport, tmp_path: Path) -> None:
    imported.write(tmp_path / "out")
    tables = ["attendance", "days", "enrolments", "holdings", "students", "terms", "units"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        [f"{table}.parquet" for table in tables] + ["district.json", "x_not_enrolled.csv", "x_set_aside.csv"]
    )
    with open(tmp_path / "out" / "x_not_enrolled.csv", encoding="utf-8") as file:
        assert list(csv.reader(file)) == [["student_id"], ["4"], ["7"]]


def test_the_same_files_give_the_same_bytes(export: Path, tmp_path: Path) -> None:
    import_edfi(export).write(tmp_path / "a")
    import_edfi(export).write(tmp_path / "b")
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("<a>\n<b></a>", "not well-formed XML (mismatched tag); export the file again", 2),
        ("", "not well-formed XML (no element found); export the file again", 1),
        (
            '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
            "has a document type declaration; remove it, an interchange needs none",
            None,
        ),
    ],
    ids=["mismatched", "empty", "doctype"],
)
def test_a_broken_file_is_refused(export: Path, text: str, message: str, line: int | None) -> None:
    (export / "events.xml").write_text(text, encoding="utf-8")
    with pytest.raises(DistrictError) as caught:
        import_edfi(export)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.message) == ("events.xml", line, message)


def test_every_missing_kind_of_record_is_named(tmp_path: Path) -> None:
    folder = _write(tmp_path / "xml", units=UNITS, staff=STAFF)
    with pytest.raises(DistrictError) as caught:
        import_edfi(folder)
    assert [problem.message for problem in caught.value.problems] == [
        f"no `{kind}` in any XML file of `{folder}`; add the file that has them"
        for kind in ("Session", "Student", "StudentSchoolAttendanceEvent")
    ]


def test_a_folder_without_xml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DistrictError, match="no XML file in `"):
        import_edfi(tmp_path)


def test_deep_nesting_is_read_without_recursion(export: Path) -> None:
    deep = "<a>" * 10_000 + "</a>" * 10_000
    (export / "deep.xml").write_text(f"<r><Student>{deep}</Student></r>", encoding="utf-8")
    assert import_edfi(export).summary.read["Student"] == 9


# Random events: nothing is lost, and what is kept contradicts nothing but what the summary names


_EVENT = st.fixed_dictionaries(
    {
        "student": st.sampled_from(["1", "2", "3", "unknown"]),
        "school": st.sampled_from(["901", "902", "unknown"]),
        "date": st.dates(dt.date(2021, 9, 1), dt.date(2021, 10, 10)).map(dt.date.isoformat),
        "category": st.sampled_from([*MARKS, "Other"]).map("uri://x#{}".format),
    }
)


@given(st.lists(_EVENT, max_size=40))
def test_each_event_is_kept_or_set_aside_and_those_that_contradict_are_named(
    events: list[dict[str, str]],
) -> None:
    session = {"year": "2021", "begin": "2021-09-06", "end": "2021-10-01", "name": "Fall"}
    records: Records = {kind: [] for kind in _WANTED}
    records["School"] = [{"id": "901"}, {"id": "902"}]
    records["Session"] = [{"school": school, **session} for school in ("901", "902")]
    records["Student"] = [{"id": id} for id in ("1", "2", "3", "4")]
    records["StudentSchoolAttendanceEvent"] = events

    tables, summary = Builder(records).build()

    marks = tables["attendance"].to_pylist()
    assert sum(summary.events.values()) + len(summary.set_aside) == len(events)
    assert len(marks) == 2 * sum(summary.events.values())
    sessions = Counter((row["student_id"], row["date"], row["session"]) for row in marks)
    assert set(sessions.values()) <= {1, 2}
    assert {(student, date) for (student, date, _), n in sessions.items() if n > 1} == set(summary.contradicting)
    absent = {(row["student_id"], row["date"], row["mark"]) for row in marks if row["mark"] != "present"}
    assert all({(*day, "excused"), (*day, "unexcused")} <= absent for day in summary.contradicting)
    assert all(row["date"].weekday() < 5 for row in marks)

    enrolments = tables["enrolments"].to_pylist()
    for row in marks:
        at = [
            enrolment
            for enrolment in enrolments
            if enrolment["student_id"] == row["student_id"]
            and enrolment["from"] <= row["date"]
            and (enrolment["until"] is None or row["date"] <= enrolment["until"])
        ]
        assert len(at) == 1
    enrolled = {row["student_id"] for row in enrolments}
    assert enrolled | set(summary.not_enrolled) == {"1", "2", "3", "4"}
    assert not enrolled & set(summary.not_enrolled)
