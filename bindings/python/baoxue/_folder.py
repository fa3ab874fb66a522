# SPDX-License-Identifier: Apache-2.0
"""A district as a folder: one Parquet or CSV file a table, and district.json."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from baoxue import _core
from baoxue._arrow import value_type
from baoxue._errors import did_you_mean, district_error, problem, unknown_word
from baoxue._files import (
    check_out_folder,
    csv_writer,
    is_half_replaced,
    json_writer,
    parquet_writer,
    write_files,
)
from baoxue._parts import IN_PARTS, first_line, list_parts, read_parts, unreadable
from baoxue._settings import CALENDARS, REGISTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    import pyarrow as pa

    from baoxue._core import Problem

SETTINGS_FILE: Final = "district.json"
FORMAT: Final = "baoxue-district"
FORMAT_VERSION: Final = 1
FORMATS: Final = ("parquet", "csv")

#: As an id is written that loses nothing as a number: `007` is none.
_WHOLE_NUMBER: Final = r"^(0|-?[1-9][0-9]*)$"


class Folder(NamedTuple):
    """What a folder holds; a setting that it does not name is None, and a table that cannot be read is a problem."""

    tables: dict[str, pa.Table | pa.RecordBatchReader]
    calendar: str | None
    register: str | None
    problems: list[Problem]


def write_folder(
    folder: Path,
    tables: Mapping[str, pa.Table],
    *,
    calendar: str,
    register: str,
    format: str,
    force: bool,
    extra: Mapping[str, Callable[[BinaryIO], object]] | None = None,
) -> None:
    """Write a district whole or not at all; with ``force`` it replaces the one in the folder."""
    if format not in FORMATS:
        raise ValueError(f"unknown format `{format}`, give `parquet` or `csv`")
    check_out_folder(folder, force=force)
    writer = parquet_writer if format == "parquet" else csv_writer
    writers = {f"{name}.{format}": writer(table) for name, table in tables.items()}
    settings = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "calendar": calendar,
        "register": register,
    }
    writers[SETTINGS_FILE] = json_writer(settings)
    writers.update(extra or {})
    stale = [f"{name}.{ending}" for name in _core.table_specs() for ending in FORMATS]
    write_files(folder, writers, stale=stale)


def read_folder(folder: Path) -> Folder:
    """Read every table of a folder that can be read.

    Raises:
        DistrictError: if there is no such folder, or a writer was killed while it replaced the district in it.
    """
    if not folder.exists():
        message = f"no folder `{folder}`; check the path, or make one with `baoxue sample`"
        raise district_error([problem(message)])
    if not folder.is_dir():
        message = f"`{folder}` is a file; give the folder that holds the tables"
        raise district_error([problem(message)])
    if is_half_replaced(folder):
        message = f"the district in `{folder}` is being replaced, or was when its writer was stopped; write it again"
        raise district_error([problem(message)])

    specs = _core.table_specs()
    problems: list[Problem] = []
    tables: dict[str, pa.Table | pa.RecordBatchReader] = {}
    calendar = register = None
    file_of: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        name, _, ending = path.name.rpartition(".")
        if path.name.startswith((".", "x_")):
            continue
        if in_parts := path.name in IN_PARTS and path.is_dir():
            name, ending = path.name, "parquet"
        if path.name == SETTINGS_FILE:
            calendar, register = _read_settings(path, problems)
        elif name not in specs or ending not in FORMATS:
            problems.append(problem(_unknown_file(path.name, list(specs)), file=path.name, table=name or path.name))
        elif name in file_of:
            message = f"`{file_of[name].name}` and `{path.name}` are both present; remove the one that is out of date"
            problems.append(problem(message, table=name))
        else:
            file_of[name] = path
            if ending == "csv":
                table = _read_csv(path, [column for column, _, _ in specs[name]], problems)
            elif name in IN_PARTS:
                table = read_parts(name, list_parts(path, problems) if in_parts else [path], problems)
            else:
                table = _read_parquet(path, problems)
            if table is not None:
                tables[name] = table
    _give_integer_ids(tables, {name for name, path in file_of.items() if path.suffix == ".csv"})
    return Folder(tables, calendar, register, problems)


def _unknown_file(name: str, tables: list[str]) -> str:
    known = [f"{table}.{ending}" for table in tables for ending in FORMATS] + [SETTINGS_FILE]
    near = did_you_mean(name, known)
    remedy = "remove it, or begin its name with `x_`"
    return f"`{name}` is not a file of a district{near or ';'} {remedy}"


# Settings


class _DuplicateKeyError(Exception):
    pass


def _no_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members: dict[str, object] = {}
    for key, value in pairs:
        if key in members:
            raise _DuplicateKeyError(f"/{key}: the key is given twice; keep one")
        members[key] = value
    return members


def _read_settings(path: Path, problems: list[Problem]) -> tuple[str | None, str | None]:
    def refuse(message: str, line: int | None = None) -> None:
        problems.append(problem(message, file=path.name, line=line))

    try:
        document = json.loads(path.read_bytes().decode("utf-8"), object_pairs_hook=_no_duplicates)
    except OSError as error:
        refuse(f"cannot be read ({error.strerror})")
        return None, None
    except UnicodeDecodeError as error:
        refuse(f"byte {error.start} is not UTF-8; save the file as UTF-8")
        return None, None
    except json.JSONDecodeError as error:
        refuse(f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}", error.lineno)
        return None, None
    except _DuplicateKeyError as error:
        refuse(str(error))
        return None, None
    except RecursionError:
        refuse("nested too deeply; a district.json is one object without inner ones")
        return None, None
    if not isinstance(document, dict):
        refuse("expected one object, `{...}`")
        return None, None

    known = ("format", "format_version", "calendar", "register")
    for key in document:
        if key not in known:
            refuse(f"/{key}: unknown key `{key}`{did_you_mean(key, known)}")
    if document.get("format", FORMAT) != FORMAT:
        refuse(f"/format: expected `{FORMAT}`, got `{document['format']}`")
    for key in ("format", "format_version"):
        if key not in document:
            refuse(f"/{key}: missing, add it")
    version = document.get("format_version", FORMAT_VERSION)
    if type(version) is not int or version < 1:
        refuse(f"/format_version: expected a whole number from 1, got `{json.dumps(version)}`")
    elif version > FORMAT_VERSION:
        refuse(
            f"/format_version: the file has version {version}, and this baoxue reads {FORMAT_VERSION}; update baoxue"
        )

    def choice(key: str, choices: tuple[str, ...]) -> str | None:
        if key not in document:
            return None
        value = document[key]
        if isinstance(value, str) and value in choices:
            return value
        shown = value if isinstance(value, str) else json.dumps(value)
        refuse(f"/{key}: {unknown_word(key, shown, choices)}")
        return None

    return choice("calendar", CALENDARS), choice("register", REGISTERS)


# Tables


def _read_parquet(path: Path, problems: list[Problem]) -> pa.Table | None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path, memory_map=True) as file:
            return file.read()
    except (pa.ArrowException, OSError) as error:
        problems.append(problem(unreadable(error), table=path.stem, file=path.name))
        return None


def _read_csv(path: Path, columns: list[str], problems: list[Problem]) -> pa.Table | None:
    """Read all cells as bytes, so that the core locates dates, numbers and text it refuses."""
    import pyarrow as pa
    from pyarrow import csv

    def read(*, on_bad_row: Callable[[csv.InvalidRow], str], in_order: bool) -> pa.Table:
        return csv.read_csv(
            path,
            read_options=csv.ReadOptions(use_threads=not in_order),
            parse_options=csv.ParseOptions(invalid_row_handler=on_bad_row, newlines_in_values=True),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.binary()),
                null_values=[""],
                strings_can_be_null=True,
                check_utf8=False,
            ),
        )

    bad_rows: list[csv.InvalidRow] = []

    def note(row: csv.InvalidRow) -> str:
        bad_rows.append(row)
        return "skip"

    try:
        table = read(on_bad_row=note, in_order=False)
        if not bad_rows:
            return table
        bad_rows.clear()
        read(on_bad_row=note, in_order=True)  # only so does Arrow number the rows
    except (pa.ArrowException, OSError) as error:
        message = f"cannot be read as CSV ({first_line(error)})"
        if path.exists() and path.stat().st_size == 0:
            message = "is empty; write at least the line of column names"
        problems.append(problem(message, table=path.stem, file=path.name))
        return None
    for row in bad_rows:
        message = f"expected {row.expected_columns} cells as in the first line, got {row.actual_columns}"
        problems.append(problem(message, table=path.stem, file=path.name, line=row.number))
    return None


def _give_integer_ids(tables: dict[str, pa.Table | pa.RecordBatchReader], from_csv: Collection[str]) -> None:
    """Where every id in Parquet is a whole number and every id in CSV reads as one, make those in CSV numbers too."""
    import pyarrow as pa
    import pyarrow.compute as pc

    def ids(*, in_csv: bool) -> Iterator[tuple[str, int]]:
        for name, table in tables.items():
            known = {column for column, kind, _ in _core.table_specs()[name] if kind == "id"}
            if (name in from_csv) == in_csv:
                yield from ((name, index) for index, column in enumerate(table.schema.names) if column in known)

    types = [value_type(tables[name].schema.types[index]) for name, index in ids(in_csv=False)]
    given = [type for type in types if not pa.types.is_null(type)]
    if not given or not all(map(pa.types.is_integer, given)):
        return
    read = dict(tables)
    for name, index in ids(in_csv=True):
        texts = read[name].column(index)
        if pc.index(pc.match_substring_regex(texts, _WHOLE_NUMBER), False).as_py() >= 0:
            return
        try:
            numbers = texts.cast(pa.string()).cast(pa.int64())
        except pa.ArrowInvalid:  # beyond 64 bits
            return
        read[name] = read[name].set_column(index, read[name].field(index).name, numbers)
    tables.update(read)
