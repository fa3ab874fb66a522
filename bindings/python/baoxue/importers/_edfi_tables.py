# SPDX-License-Identifier: Apache-2.0
"""From Ed-Fi records to the district tables; what becomes of what is told in `edfi`."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from baoxue._dates import iso_date
from baoxue.importers._edfi_summary import EdfiSummary, SetAside, TermDays, unknown_category

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pyarrow as pa

    from baoxue.importers._edfi_records import Record, Records

#: Staff classification -> role, and the kind of unit at which that role is held.
ROLES: Final[Mapping[str, tuple[str, str]]] = {
    "Teacher": ("teacher", "school"),
    "Substitute Teacher": ("teacher", "school"),
    "Principal": ("principal", "school"),
    "Assistant Principal": ("vice_principal", "school"),
    "School Leader": ("school_leader", "school"),
    "School Administrator": ("school_leader", "school"),
    "Counselor": ("staff", "school"),
    "Superintendent": ("education_bureau", "county"),
}

#: Attendance event category -> mark of the whole day.
MARKS: Final[Mapping[str, str]] = {
    "Unexcused Absence": "unexcused",
    "Excused Absence": "excused",
    "Tardy": "present",
    "Partial": "present",
    "Early departure": "present",
    "In Attendance": "present",
}

_STAGES: Final[Mapping[str, str]] = {
    "Elementary School": "primary",
    "Middle School": "junior_middle",
    "Junior High School": "junior_middle",
}


class _Event(NamedTuple):
    student: str
    school: str
    date: dt.date
    category: str

    @property
    def mark(self) -> str:
        return MARKS[self.category]


class _Term(NamedTuple):
    school: str
    first: dt.date
    last: dt.date
    term_id: str
    year: str
    declared: int | None


class _IncompleteError(Exception):
    """A record without something it needs; the text is the reason."""


def _text(record: Record, key: str) -> str:
    if key not in record:
        raise _IncompleteError(f"has no {key}")
    return record[key]


def _word(record: Record, key: str) -> str:
    """The word of a descriptor: what follows its namespace."""
    return _text(record, key).rpartition("#")[2]


def _date(record: Record, key: str) -> dt.date:
    text = _text(record, key)
    try:
        return iso_date(text)
    except ValueError:
        raise _IncompleteError(f"{key} `{text}` is not a date") from None


def _date_or_none(record: Record, key: str) -> dt.date | None:
    return _date(record, key) if key in record else None


def _days(first: dt.date, last: dt.date) -> Iterable[dt.date]:
    return (first + dt.timedelta(n) for n in range((last - first).days + 1))


def _is_weekday(date: dt.date) -> bool:
    return date.weekday() < 5


class Builder:
    """Turns records into tables; what ends in no table is listed as set aside, with its reason."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._aside: list[SetAside] = []
        self._contradicting: list[tuple[str, dt.date]] = []
        self._unknown_categories: Counter[str] = Counter()
        self._terms: dict[str, list[_Term]] = {}
        self._listed: dict[str, set[dt.date]] = {}

    def build(self) -> tuple[dict[str, pa.Table], EdfiSummary]:
        """The tables by name, and the summary."""
        units = self._units()
        kinds = {str(unit["unit_id"]): str(unit["kind"]) for unit in units}
        schools = {unit for unit, kind in kinds.items() if kind == "school"}
        terms = self._take_terms(schools)
        term_days, days = self._take_days(schools)
        holdings = self._holdings(kinds)
        students = self._students()
        events = self._place(self._events({str(row["student_id"]) for row in students}, schools))
        enrolments = self._enrolments(events)
        events = self._one_a_day(self._on_school_days(events))
        attendance = [
            {"student_id": e.student, "date": e.date, "session": session, "mark": e.mark}
            for e in events
            for session in ("am", "pm")
        ]
        tables = {
            "terms": _table(terms, term_id=str, school_year=str, first_day=dt.date,
                            last_day=dt.date, unit_id=str),
            "units": _table(units, unit_id=str, kind=str, parent_id=str, stage=str),
            "holdings": _table(holdings, **{"person_id": str, "role": str, "covers_kind": str,
                                            "covers_id": str, "from": dt.date, "until": dt.date}),
            "students": _table(students, student_id=str, birth_date=dt.date),
            "enrolments": _table(enrolments, **{"student_id": str, "class_id": str,
                                                "from": dt.date, "until": dt.date}),
            "attendance": _table(attendance, student_id=str, date=dt.date, session=str, mark=str),
        }  # fmt: skip
        if days:
            tables["days"] = _table(days, date=dt.date, session=str, kind=str, why=str, unit_id=str)
        enrolled = {row["student_id"] for row in enrolments}
        summary = EdfiSummary(
            read={kind: len(found) for kind, found in self._records.items()},
            rows={name: table.num_rows for name, table in tables.items()},
            events=dict(sorted(Counter(event.mark for event in events).items())),
            contradicting=sorted(self._contradicting),
            unknown_categories={
                unknown_category(category, MARKS): n for category, n in sorted(self._unknown_categories.items())
            },
            set_aside=sorted(self._aside, key=lambda a: (a.table, a.id, a.date or dt.date.min)),
            not_enrolled=[str(row["student_id"]) for row in students if row["student_id"] not in enrolled],
            terms=term_days,
        )
        return tables, summary

    def _leave(self, table: str, id: str, reason: str, date: dt.date | None = None) -> None:
        self._aside.append(SetAside(table, id, date, reason))

    # Units, terms and school days

    def _units(self) -> list[dict[str, object]]:
        agencies: dict[str, str] = {}
        for record in self._records["LocalEducationAgency"]:
            if "id" in record:
                agencies[record.get("key", record["id"])] = record["id"]
        units: dict[str, dict[str, object]] = {
            id: {"unit_id": id, "kind": "county"} for id in sorted(agencies.values())
        }
        for record in sorted(self._records["School"], key=lambda r: r.get("id", "")):
            id = record.get("id", "")
            if not id or id in units:
                self._leave("units", id, "the id repeats another's" if id else "has no id")
                continue
            agency = record.get("agency") or agencies.get(record.get("agency_key", ""))
            category = record.get("category", "").rpartition("#")[2]
            units[id] = {
                "unit_id": id,
                "kind": "school",
                "parent_id": agency if agency in units else None,
                "stage": _STAGES.get(category),
            }
        return list(units.values())

    def _take_terms(self, schools: set[str]) -> list[dict[str, object]]:
        found: list[_Term] = []
        for record in self._records["Session"]:
            school = record.get("school", "")
            try:
                name, year = _text(record, "name"), _text(record, "year")
                first, last = _date(record, "begin"), _date(record, "end")
                if school not in schools:
                    raise _IncompleteError("unknown school")
                if last < first:
                    raise _IncompleteError("ends before it begins")
            except _IncompleteError as incomplete:
                self._leave("terms", school, str(incomplete))
                continue
            slug = re.sub(r"[^a-z0-9]+", "-", name.replace(year, "").lower()).strip("-")
            declared = record.get("declared", "")
            term_id = f"{school}-{slug or 'session'}-{year}"
            number = int(declared) if declared.isdecimal() else None
            found.append(_Term(school, first, last, term_id, year, number))
        for term in sorted(found, key=lambda term: term[:4]):
            taken = self._terms.setdefault(term.school, [])
            if taken and term.first <= taken[-1].last:
                reason = f"overlaps the session `{taken[-1].term_id}`"
                self._leave("terms", term.term_id, reason, term.first)
            elif any(term.term_id == other.term_id for other in taken):
                self._leave("terms", term.term_id, "the name repeats another's", term.first)
            else:
                taken.append(term)
        return [
            {
                "term_id": term.term_id,
                "school_year": term.year,
                "first_day": term.first,
                "last_day": term.last,
                "unit_id": term.school,
            }
            for taken in self._terms.values()
            for term in taken
        ]

    def _take_days(self, schools: set[str]) -> tuple[list[TermDays], list[dict[str, object]]]:
        listed: dict[str, set[dt.date]] = defaultdict(set)
        for record in self._records["CalendarDate"]:
            school = record.get("school", "")
            try:
                if _word(record, "event") != "Instructional day":
                    continue
                date = _date(record, "date")
                if school not in schools:
                    raise _IncompleteError("unknown school")
            except _IncompleteError as incomplete:
                self._leave("days", school, str(incomplete))
                continue
            listed[school].add(date)

        terms: list[TermDays] = []
        rows: list[dict[str, object]] = []
        for school, taken in self._terms.items():
            numbers = [sum(term.first <= date <= term.last for date in listed[school]) for term in taken]
            full = all(
                term.declared is not None and number >= term.declared > 0
                for term, number in zip(taken, numbers, strict=True)
            )
            if full:
                self._listed[school] = listed[school]
            for term, number in zip(taken, numbers, strict=True):
                dates = list(_days(term.first, term.last))
                school_days = [date for date in dates if self._is_school_day(school, date)]
                basis = "these" if full else "weekdays"
                terms.append(TermDays(term.term_id, len(school_days), number, term.declared, basis))
                rows += [
                    {
                        "date": date,
                        "session": "both",
                        "kind": "off" if _is_weekday(date) else "school",
                        "why": "the calendar of the school",
                        "unit_id": school,
                    }
                    for date in dates
                    if _is_weekday(date) != self._is_school_day(school, date)
                ]
        return terms, rows

    def _is_school_day(self, school: str, date: dt.date) -> bool:
        return date in self._listed[school] if school in self._listed else _is_weekday(date)

    def _term_of(self, school: str, date: dt.date) -> _Term | None:
        terms = self._terms.get(school, ())
        return next((term for term in terms if term.first <= date <= term.last), None)

    # People

    def _holdings(self, kinds: Mapping[str, str]) -> list[dict[str, object]]:
        found: set[tuple[str, str, dt.date, dt.date, str]] = set()
        for record in self._records["StaffEducationOrganizationAssignmentAssociation"]:
            person = record.get("person", "")
            try:
                _text(record, "person")
                unit, classification = _text(record, "unit"), _word(record, "classification")
                begin = _date(record, "begin")
                end = _date_or_none(record, "end") or dt.date.max
                if classification not in ROLES:
                    raise _IncompleteError(f"no role answers to the classification `{classification}`")
                role, kind = ROLES[classification]
                if unit not in kinds:
                    raise _IncompleteError("unknown unit")
                if kinds[unit] != kind:
                    raise _IncompleteError(f"`{classification}` is held at a {kind}")
                if end < begin:
                    raise _IncompleteError("ends before it begins")
                entry = (unit, role, begin, end, person)
                if entry in found:
                    raise _IncompleteError("repeats another assignment")
            except _IncompleteError as incomplete:
                self._leave("holdings", person, str(incomplete))
                continue
            found.add(entry)

        rows: list[dict[str, object]] = []
        principal_until: dict[str, dt.date] = {}
        for unit, role, begin, end, person in sorted(found):
            if role == "principal":
                if begin <= principal_until.get(unit, dt.date.min):
                    reason = f"`{unit}` has a principal then, and only one can hold the post"
                    self._leave("holdings", person, reason, begin)
                    continue
                principal_until[unit] = end
            rows.append(
                {
                    "person_id": person,
                    "role": role,
                    "covers_kind": "unit",
                    "covers_id": unit,
                    "from": begin,
                    "until": None if end == dt.date.max else end,
                }
            )
        return rows

    def _students(self) -> list[dict[str, object]]:
        rows: dict[str, dict[str, object]] = {}
        for record in self._records["Student"]:
            id = record.get("id", "")
            if not id or id in rows:
                self._leave("students", id, "the id repeats another's" if id else "has no id")
                continue
            rows[id] = {"student_id": id, "birth_date": None}
            try:
                rows[id]["birth_date"] = _date_or_none(record, "born")
            except _IncompleteError as incomplete:
                self._leave("students", id, f"{incomplete}, so the pupil stays without one")
        return [rows[id] for id in sorted(rows)]

    # Attendance

    def _events(self, students: set[str], schools: set[str]) -> list[_Event]:
        """Events of known pupils on a date in a term of a known school."""
        events: list[_Event] = []
        for record in self._records["StudentSchoolAttendanceEvent"]:
            student = record.get("student", "")
            date: dt.date | None = None
            try:
                _text(record, "student")
                date = _date(record, "date")
                school, category = _text(record, "school"), _word(record, "category")
                if student not in students:
                    raise _IncompleteError("unknown pupil")
                if school not in schools:
                    raise _IncompleteError(f"unknown school `{school}`")
                if self._term_of(school, date) is None:
                    raise _IncompleteError("outside the terms of the school")
                if category not in MARKS:
                    self._unknown_categories[category] += 1
                    raise _IncompleteError(f"{unknown_category(category, MARKS)}; the register then reads present")
            except _IncompleteError as incomplete:
                self._leave("attendance", student, str(incomplete), date)
                continue
            events.append(_Event(student, school, date, category))
        return sorted(events)

    def _place(self, events: Sequence[_Event]) -> list[_Event]:
        """Events whose pupil can be enrolled at one school at a time.

        A pupil seen at one school and afterwards at another has moved. A pupil seen at two
        schools in overlapping weeks cannot be enrolled at both: the school with more events
        stays (the lesser id of two alike), the events at the others are set aside.
        """
        kept: list[_Event] = []
        for own in _by_student(events):
            counts = Counter(event.school for event in own)
            spans = sorted(
                (min(dates), max(dates), school)
                for school in counts
                for dates in [[event.date for event in own if event.school == school]]
            )
            if any(later[0] <= earlier[1] for earlier, later in pairwise(spans)):
                home = min(counts, key=lambda school: (-counts[school], school))
                for event in own:
                    if event.school != home:
                        reason = f"the pupil is at `{home}` in the same weeks, with more events"
                        self._leave("attendance", event.student, reason, event.date)
                own = [event for event in own if event.school == home]
            kept += own
        return kept

    def _enrolments(self, events: Sequence[_Event]) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = []
        for own in _by_student(events):
            seen: dict[str, list[dt.date]] = {}
            for event in sorted(own, key=lambda event: event.date):
                seen.setdefault(event.school, []).append(event.date)
            last_seen = dt.date.min
            for school, dates in seen.items():
                term = self._term_of(school, dates[0])
                assert term is not None  # _events keeps only dates in a term
                begin = min(t.first for t in self._terms[school] if t.year == term.year)
                if begin <= last_seen:
                    begin = dates[0]
                if last_seen != dt.date.min:
                    rows[-1]["until"] = begin - dt.timedelta(1)
                rows.append(
                    {
                        "student_id": own[0].student,
                        "class_id": school,
                        "from": begin,
                        "until": None,
                    }
                )
                last_seen = dates[-1]
        return rows

    def _on_school_days(self, events: Sequence[_Event]) -> list[_Event]:
        kept: list[_Event] = []
        for event in events:
            if self._is_school_day(event.school, event.date):
                kept.append(event)
            else:
                reason = "no school on that day"
                if event.school not in self._listed:
                    reason = "on a Saturday or Sunday"
                self._leave("attendance", event.student, reason, event.date)
        return kept

    def _one_a_day(self, events: Sequence[_Event]) -> list[_Event]:
        """At most one event a pupil and date: an absence beats a tardy or partial day.

        An excused and an unexcused absence contradict each other. Both stay: of a register of
        exceptions a day left out reads present, which nobody has said.
        """
        of_day: dict[tuple[str, dt.date], list[_Event]] = {}
        for event in events:
            of_day.setdefault((event.student, event.date), []).append(event)
        kept: list[_Event] = []
        for (student, date), same_day in of_day.items():
            absences = [event for event in same_day if event.mark != "present"]
            first: dict[str, _Event] = {}
            for event in absences or same_day:
                first.setdefault(event.mark, event)
            if len(first) > 1:
                self._contradicting.append((student, date))
            kept += [first[mark] for mark in sorted(first)]
            for event in same_day:
                if first.get(event.mark) is event:
                    continue
                reason = "repeats another event of that date"
                if event.mark not in first:
                    reason = f"`{event.category}` on a date with an absence, which prevails"
                self._leave("attendance", student, reason, date)
        return kept


def _by_student(events: Sequence[_Event]) -> Iterable[list[_Event]]:
    of_student: dict[str, list[_Event]] = {}
    for event in events:
        of_student.setdefault(event.student, []).append(event)
    return of_student.values()


def _table(rows: Sequence[Mapping[str, object]], **columns: type) -> pa.Table:
    import pyarrow as pa

    types = {str: pa.string(), dt.date: pa.date32()}
    return pa.table(
        {name: pa.array([row.get(name) for row in rows], types[column]) for name, column in columns.items()}
    )
