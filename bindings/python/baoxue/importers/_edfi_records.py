# SPDX-License-Identifier: Apache-2.0
"""The records of Ed-Fi bulk XML, and of each only the elements that are needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from baoxue._errors import district_error, problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from baoxue._core import Problem

_SCHOOL = "SchoolReference/SchoolIdentity/SchoolId"
_CALENDAR = "CalendarReference/CalendarIdentity"
_AGENCY = "LocalEducationAgencyReference"

#: The records that are read, and of each the elements that are kept. Everything else is dropped.
_WANTED: Final[Mapping[str, Mapping[str, str]]] = {
    "Session": {
        "SessionName": "name",
        "SchoolYear": "year",
        "BeginDate": "begin",
        "EndDate": "end",
        "TotalInstructionalDays": "declared",
        _SCHOOL: "school",
    },
    "CalendarDate": {
        "Date": "date",
        "CalendarEvent": "event",
        f"{_CALENDAR}/{_SCHOOL}": "school",
    },
    "LocalEducationAgency": {"@id": "key", "LocalEducationAgencyId": "id"},
    "School": {
        "SchoolId": "id",
        "SchoolCategory": "category",
        f"{_AGENCY}/@ref": "agency_key",
        f"{_AGENCY}/LocalEducationAgencyIdentity/LocalEducationAgencyId": "agency",
    },
    "StaffEducationOrganizationAssignmentAssociation": {
        "StaffReference/StaffIdentity/StaffUniqueId": "person",
        "EducationOrganizationReference/EducationOrganizationIdentity/EducationOrganizationId": ("unit"),
        "StaffClassification": "classification",
        "BeginDate": "begin",
        "EndDate": "end",
    },
    "Student": {"StudentUniqueId": "id", "BirthData/BirthDate": "born"},
    "StudentSchoolAttendanceEvent": {
        "StudentReference/StudentIdentity/StudentUniqueId": "student",
        _SCHOOL: "school",
        "AttendanceEvent/EventDate": "date",
        "AttendanceEvent/AttendanceEventCategory": "category",
    },
}

Record = dict[str, str]
Records = dict[str, list[Record]]


class _Target:
    """Keeps the wanted leaves of each record; builds no tree."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._path: list[str] = []
        self._text: list[str] = []
        self._record: Record | None = None
        self._wanted: Mapping[str, str] = {}

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        raise ValueError("has a document type declaration; remove it, an interchange needs none")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        self._path.append(name)
        self._text.clear()
        if len(self._path) == 2 and name in _WANTED:
            self._wanted = _WANTED[name]
            self._record = {}
        if self._record is not None:
            for attribute, value in attributes.items():
                self._keep("/".join([*self._path[2:], f"@{attribute}"]), value)

    def data(self, text: str) -> None:
        if self._record is not None:
            self._text.append(text)

    def end(self, _tag: str) -> None:
        if self._record is not None:
            if len(self._path) == 2:
                self._records[self._path[1]].append(self._record)
                self._record = None
            else:
                self._keep("/".join(self._path[2:]), "".join(self._text).strip())
        self._path.pop()
        self._text.clear()

    def _keep(self, path: str, value: str) -> None:
        if self._record is not None and value and path in self._wanted:
            self._record.setdefault(self._wanted[path], value)


def read_records(folder: Path, say: Callable[[str], None]) -> Records:
    """The wanted records of every XML file of a folder, by the name of their element."""
    if not folder.is_dir():
        raise district_error([problem(f"no folder `{folder}`; give the folder with the Ed-Fi XML files")])
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".xml")
    if not files:
        raise district_error([problem(f"no XML file in `{folder}`; export the bulk XML into it")])
    records: Records = {kind: [] for kind in _WANTED}
    problems: list[Problem] = []
    for path in files:
        say(f"reading {path.name}")
        wrong = _read_file(path, records)
        if wrong is not None:
            problems.append(wrong)
    if not problems:
        for kind in ("Session", "School", "Student", "StudentSchoolAttendanceEvent"):
            if not records[kind]:
                message = f"no `{kind}` in any XML file of `{folder}`; add the file that has them"
                problems.append(problem(message))
    if problems:
        raise district_error(problems)
    return records


def _read_file(path: Path, records: Records) -> Problem | None:
    from xml.etree.ElementTree import ParseError, XMLParser

    parser = XMLParser(target=_Target(records))
    try:
        with open(path, "rb") as file:
            while chunk := file.read(1 << 16):
                parser.feed(chunk)
        parser.close()
    except ParseError as error:
        line = error.position[0]
        reason = str(error).partition(":")[0]
        return problem(f"not well-formed XML ({reason}); export the file again", file=path.name, line=line)
    except (ValueError, LookupError, OSError) as error:
        return problem(str(error), file=path.name)
    return None
