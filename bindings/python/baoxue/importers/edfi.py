# SPDX-License-Identifier: Apache-2.0
"""Ed-Fi bulk XML: sessions, schools, staff assignments, pupils and attendance events.

What becomes of each thing:

- A session of a school is a term of that school. A session that overlaps one already taken is
  set aside (of two that begin on one day the shorter is taken).
- School days are the calendar's instructional days where it lists, for every term of the school,
  at least the declared number of them. Otherwise they are the weekdays of the terms.
- An education agency is a unit of kind county, a school is a school below it. Elementary schools
  are of stage primary and middle schools of stage junior_middle; of others the stage is unknown.
- A staff assignment is a holding if its classification is in ``ROLES``.
- An unexcused absence is a full day, both sessions unexcused; an excused one likewise; a tardy or
  partial day is present, with no minutes known. The register lists exceptions only.
- An excused and an unexcused absence of one pupil on one date are both kept, though they contradict
  each other: left out, that day would read present. Such tables are refused unless
  ``on_bad_rows="set_aside"`` (``--set-aside``), which leaves the day unmarked.
- An event of an unknown category is set aside with the nearest known one, and its day reads present
  until the word is mended in the source: the summary says how many there are.
- A pupil with an event is enrolled from the first session of that school year at the school of
  the events, without an end; no class is known, so the school stands for it. Pupils without an
  event are not enrolled.

Names are never kept: the reader drops every element that it does not need.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from baoxue.importers._edfi_records import read_records
from baoxue.importers._edfi_summary import EdfiSummary, SetAside
from baoxue.importers._edfi_tables import ROLES, Builder

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping

    import pyarrow as pa

__all__ = ["ROLES", "EdfiImport", "EdfiSummary", "SetAside", "import_edfi"]


@dataclass(frozen=True)
class EdfiImport:
    """District tables read from Ed-Fi files.

    Attributes:
        tables: Arrow tables by name, as ``District.from_tables`` takes them.
        summary: what was read and set aside.
        calendar: always ``"weekdays"``.
        register: always ``"exceptions"``.
    """

    tables: Mapping[str, pa.Table]
    summary: EdfiSummary
    calendar: str = "weekdays"
    register: str = "exceptions"

    def write(self, out: str | os.PathLike[str], *, format: str = "parquet", force: bool = False) -> None:
        """Write the tables, district.json, x_not_enrolled.csv and x_set_aside.csv.

        Args:
            out: folder to write, made if it does not exist.
            format: ``"parquet"`` or ``"csv"``.
            force: write into a folder that is not empty, replacing any district in it.

        Raises:
            FileExistsError: the folder is not empty.
        """
        import pyarrow as pa

        from baoxue._files import csv_writer
        from baoxue._folder import write_folder

        aside = self.summary.set_aside
        columns = {
            "table": pa.array([entry.table for entry in aside], pa.string()),
            "id": pa.array([entry.id for entry in aside], pa.string()),
            "date": pa.array([entry.date for entry in aside], pa.date32()),
            "reason": pa.array([entry.reason for entry in aside], pa.string()),
        }
        not_enrolled = pa.table({"student_id": pa.array(self.summary.not_enrolled, pa.string())})
        write_folder(
            Path(out),
            self.tables,
            calendar=self.calendar,
            register=self.register,
            format=format,
            force=force,
            extra={
                "x_not_enrolled.csv": csv_writer(not_enrolled),
                "x_set_aside.csv": csv_writer(pa.table(columns)),
            },
        )


def import_edfi(folder: str | os.PathLike[str], *, progress: Callable[[str], None] | None = None) -> EdfiImport:
    """Read a folder of Ed-Fi bulk XML files into district tables.

    Every ``*.xml`` file of the folder is read; what its records are is told by their element
    names, not by the file's name.

    Args:
        folder: folder with the XML files.
        progress: called with a line of text before each step.

    Returns:
        The tables, and a summary of what was read and set aside.

    Raises:
        DistrictError: the folder or the records needed are missing, or a file is not
            well-formed; every such problem is listed.

    Source:
        Ed-Fi Data Standard 5.2, bulk interchanges Education Organization, Education Organization
        Calendar, Staff Association, Student and Student Attendance.

    >>> import_edfi("no such folder")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
        ...
    baoxue.DistrictError: ...
    """
    say = progress or (lambda _text: None)
    tables, summary = Builder(read_records(Path(folder), say)).build()
    return EdfiImport(tables, summary)
