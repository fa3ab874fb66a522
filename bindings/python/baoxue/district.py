# SPDX-License-Identifier: Apache-2.0
"""The facts of a district, from tables or from a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from baoxue import _core
from baoxue._core import DistrictError, Policy
from baoxue._errors import did_you_mean, district_error, problem, unknown_word
from baoxue._settings import CALENDARS, REGISTERS
from baoxue.policy import read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from baoxue._core import Problem

    _Calendar = Literal["cn", "weekdays"]
    _Register = Literal["complete", "exceptions"]
    _OnBadRows = Literal["raise", "set_aside"]
    _Vocabulary = Policy | Iterable[Policy | str | os.PathLike[str] | bytes]

__all__ = ["District", "DistrictError"]

ON_BAD_ROWS: Final = ("raise", "set_aside")


class District:
    """What happened in a district: validated, sorted and coded once, then unchanging.

    Make one with `District.from_tables` or `District.from_folder`.
    """

    __slots__ = ("_core", "_units")

    def __init__(self, core: _core.District, units: pa.Table) -> None:
        self._core = core
        self._units = units

    @classmethod
    def from_tables(
        cls,
        *,
        calendar: _Calendar,
        register: _Register,
        on_bad_rows: _OnBadRows = "raise",
        vocabulary: _Vocabulary | None = None,
        thousands: bool = False,
        **tables: object,
    ) -> District:
        """Build a district from tables in memory.

        Args:
            calendar: ``"cn"`` (public holidays and make-up working days of China) or
                ``"weekdays"`` (Monday to Friday).
            register: ``"complete"`` (a session without a row is unmarked) or ``"exceptions"``
                (absences only; a session without a row is present if its register was taken).
            on_bad_rows: ``"set_aside"`` leaves rows that contradict the rest out and lists them
                in `problems`; ``"raise"`` refuses them.
            vocabulary: further words: the policy that the district is for, or a list of policies
                and files (paths, or their bytes).
            thousands: whether ``1,059`` in a text column, as a CSV file has it, is a number.
            **tables: tables by name, ``terms`` and ``units`` at least. Each is anything with
                ``__arrow_c_stream__`` (pyarrow, polars, pandas, DuckDB). None is a table not
                given, of which nothing is known; an empty table says that nothing happened.
                ``attendance`` and ``roll_calls`` may be a `pyarrow.RecordBatchReader`, of which
                one batch at a time is held.

        Returns:
            The district. It copies no column whose type the core takes as it is.

        Raises:
            DistrictError: every problem of every table, each with table, row and column.

        >>> import pyarrow as pa, datetime as dt
        >>> units = pa.table({"unit_id": ["s1"], "kind": ["school"]})
        >>> terms = pa.table({
        ...     "term_id": ["t1"], "school_year": ["2023-2024"],
        ...     "first_day": [dt.date(2023, 9, 1)], "last_day": [dt.date(2024, 1, 19)],
        ... })
        >>> district = District.from_tables(
        ...     calendar="cn", register="complete", units=units, terms=terms
        ... )
        >>> district.problems
        []
        """
        return cls._build(tables, calendar, register, on_bad_rows, vocabulary, thousands, [])

    @classmethod
    def _build(
        cls,
        tables: Mapping[str, object],
        calendar: str | None,
        register: str | None,
        on_bad_rows: str,
        vocabulary: _Vocabulary | None,
        thousands: bool,
        problems: list[Problem],
    ) -> District:
        """Build a district, or raise what is wrong with it and `problems`."""
        from baoxue._arrow import normalise, to_arrow

        specs = _core.table_specs()
        _check("calendar", calendar, CALENDARS, problems)
        _check("register", register, REGISTERS, problems)
        _check("on_bad_rows", on_bad_rows, ON_BAD_ROWS, problems)
        known = len(problems)
        policies, files = _split(vocabulary)
        words = read_vocabulary(files, problems)
        if len(problems) > known:  # without its words every table seems full of unknown ones
            raise district_error(problems)
        arrow: dict[str, pa.Table | pa.RecordBatchReader] = {}
        for name, table in tables.items():
            if name not in specs:
                message = f"unknown table `{name}`{did_you_mean(name, specs)}"
                problems.append(problem(message, table=name))
            elif table is not None:
                converted = to_arrow(name, table, problems)
                if converted is not None:
                    arrow[name] = converted
        normal = normalise(arrow, specs, problems)
        known = len(problems)
        try:
            core = _core.build_district(
                normal,
                calendar if calendar in CALENDARS else CALENDARS[0],  # type: ignore[arg-type]
                register if register in REGISTERS else REGISTERS[0],  # type: ignore[arg-type]
                on_bad_rows == "set_aside",
                words,
                bool(thousands),
                problems,
                policies,
            )
        except DistrictError as error:
            if len(problems) == known:
                raise
            raise district_error([*error.problems, *problems[known:]]) from None
        if len(problems) > known:  # a file broke off while it was read
            raise district_error(problems[known:])
        return cls(core, normal["units"])

    @classmethod
    def from_folder(
        cls,
        path: str | os.PathLike[str],
        *,
        on_bad_rows: _OnBadRows = "raise",
        vocabulary: _Vocabulary | None = None,
        calendar: _Calendar | None = None,
        register: _Register | None = None,
        thousands: bool = False,
    ) -> District:
        """Build a district from a folder of Parquet and CSV files.

        Args:
            path: a folder with files such as ``terms.parquet`` or ``terms.csv`` and with
                ``district.json``, which names the calendar and the register. Files whose names
                begin with ``x_`` or a dot are not looked at. In CSV an empty cell is null.
                ``attendance`` and ``roll_calls`` may each be a folder of Parquet files, whose rows
                follow each other in the order of the files' names. These tables are read in
                pieces and never held whole.
            on_bad_rows: as in `from_tables`.
            vocabulary: as in `from_tables`.
            calendar: instead of what ``district.json`` says.
            register: instead of what ``district.json`` says.
            thousands: as in `from_tables`.

        Returns:
            The district.

        Raises:
            DistrictError: every file that cannot be read or is unknown, and every problem of
                every table that can.

        >>> District.from_folder("no such folder")  # doctest: +IGNORE_EXCEPTION_DETAIL
        Traceback (most recent call last):
            ...
        baoxue.DistrictError: ...
        """
        from baoxue._folder import SETTINGS_FILE, read_folder

        folder = read_folder(Path(path))
        settings = {
            "calendar": folder.calendar if calendar is None else calendar,
            "register": folder.register if register is None else register,
        }
        problems = folder.problems
        told = any(found.file == SETTINGS_FILE for found in problems)
        for key, value in settings.items():
            if value is None and not told:
                message = f"{key} not known; name it in {SETTINGS_FILE} in the folder, or give {key}="
                problems.append(problem(message, file=SETTINGS_FILE))
        return cls._build(
            folder.tables,
            settings["calendar"] or CALENDARS[0],
            settings["register"] or REGISTERS[0],
            on_bad_rows,
            vocabulary,
            thousands,
            problems,
        )

    @property
    def problems(self) -> list[Problem]:
        """Rows set aside, each with table, row, column and reason."""
        return self._core.problems

    def summary(self) -> dict[str, int]:
        """Numbers of what the district holds."""
        return self._core.summary()

    def school_of(self) -> Mapping[str | int, str | int]:
        """For each unit at or below a school the id of that school.

        Findings name the pupil's class; this leads from there to the school, as in
        ``frame["unit_id"].map(district.school_of())``.
        """
        columns = self._units.column_names
        ids, kinds = (_texts(self._units[name]) for name in ("unit_id", "kind"))
        parents = _texts(self._units["parent_id"]) if "parent_id" in columns else [None] * len(ids)
        above = dict(zip(ids, parents, strict=True))
        kind_of = dict(zip(ids, kinds, strict=True))
        result: dict[str | int, str | int] = {}
        for unit in ids:
            school = unit
            while school is not None and kind_of.get(school) != "school":
                school = above.get(school)
            if unit is not None and school is not None:
                result[unit] = school
        return result

    def __repr__(self) -> str:
        return repr(self._core)


def _check(name: str, value: object, choices: tuple[str, ...], problems: list[Problem]) -> None:
    if value not in choices:
        problems.append(problem(unknown_word(name, value, choices)))


def _texts(column: pa.ChunkedArray) -> list[str | int | None]:
    values: list[str | bytes | int | None] = column.to_pylist()
    return [value.decode() if isinstance(value, bytes) else value for value in values]


def _split(vocabulary: _Vocabulary | None) -> tuple[list[Policy], list[str | os.PathLike[str] | bytes]]:
    """The policies whose words are asked for, and the files."""
    if isinstance(vocabulary, Policy):
        return [vocabulary], []
    wanted = (
        "a policy, such as baoxue.load_policy('us-ca'), or a list of policies and of files of further words"
        " (one file too stands in brackets)"
    )
    if isinstance(vocabulary, str | bytes | os.PathLike) or not isinstance(vocabulary, Iterable | None):
        raise TypeError(f"vocabulary: expected {wanted}, got `{vocabulary!r}` ({type(vocabulary).__name__})")
    every = list(vocabulary or ())
    for number, one in enumerate(every):
        if not isinstance(one, Policy | str | bytes | os.PathLike):
            raise TypeError(f"vocabulary[{number}]: expected {wanted}, got `{one!r}` ({type(one).__name__})")
    return [one for one in every if isinstance(one, Policy)], [one for one in every if not isinstance(one, Policy)]
