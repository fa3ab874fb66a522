# SPDX-License-Identifier: Apache-2.0
"""A register in Parquet files, read one row group after the other and never held whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from baoxue._errors import problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pyarrow as pa

    from baoxue._core import Problem

#: The tables that may be a folder of files.
IN_PARTS: Final = ("attendance", "roll_calls")

_ROWS_AT_ONCE: Final = 1 << 17


def list_parts(folder: Path, problems: list[Problem]) -> list[Path]:
    """The Parquet files of a table, in the order of their names."""
    parts = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "_", "x_")):
            continue
        if path.suffix == ".parquet" and path.is_file():
            parts.append(path)
        else:
            message = "is no part of a table; parts are Parquet files such as `2025-09.parquet`"
            message += ", remove it, or begin its name with `x_`"
            problems.append(problem(message, table=folder.name, file=_place(path, folder.name)))
    if not parts:
        message = f"the folder `{folder.name}` holds no Parquet file; add its parts, or remove it"
        problems.append(problem(message, table=folder.name, file=folder.name))
    return parts


def read_parts(table: str, files: Sequence[Path], problems: list[Problem]) -> pa.RecordBatchReader | None:
    """The rows of all files, one file after the other; a problem where one cannot be read or has other columns.

    Where a file breaks off there are no more rows, and one problem more.
    """
    import pyarrow as pa

    known = len(problems)
    schema = None
    for path in files:
        try:
            with _opened(path) as file:
                own = file.schema_arrow.remove_metadata()
        except (pa.ArrowException, OSError) as error:
            problems.append(problem(unreadable(error), table=table, file=_place(path, table)))
            continue
        schema = own if schema is None else schema
        for message, column in _differences(own, schema, _place(files[0], table)):
            problems.append(problem(message, table=table, column=column, file=_place(path, table)))
    if schema is None or len(problems) > known:
        return None
    return pa.RecordBatchReader.from_batches(schema, _batches(table, files, schema, problems))


def _opened(path: Path) -> Any:
    from pyarrow import parquet

    return parquet.ParquetFile(path)


def _batches(table: str, files: Sequence[Path], schema: pa.Schema, problems: list[Problem]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    for path in files:
        try:
            with _opened(path) as file:
                for batch in file.iter_batches(_ROWS_AT_ONCE):
                    yield pa.RecordBatch.from_arrays([batch.column(name) for name in schema.names], schema=schema)
        except (pa.ArrowException, OSError) as error:
            problems.append(problem(unreadable(error), table=table, file=_place(path, table)))
            return


def _differences(own: pa.Schema, first: pa.Schema, where: str) -> Iterator[tuple[str, str]]:
    """What keeps a part from standing behind the first: each with its column."""
    for name in first.names:
        if name not in own.names:
            yield f"missing column, which `{where}` has; parts of one table have the same columns", name
        elif own.names.count(name) == 1 == first.names.count(name) and own.field(name).type != first.field(name).type:
            yield (
                f"the type is `{own.field(name).type}`, and `{first.field(name).type}` in `{where}`;"
                " parts of one table have the same types",
                name,
            )
    for name in own.names:
        if name not in first.names:
            yield f"a column that `{where}` does not have; parts of one table have the same columns", name


def _place(path: Path, table: str) -> str:
    """As a message names the file: with the table's folder, if it has one."""
    return f"{table}/{path.name}" if path.parent.name == table else path.name


def unreadable(error: BaseException) -> str:
    """The message about a file that is no Parquet."""
    return (
        f"cannot be read as Parquet ({first_line(error)}); the file may be cut short or of another format, write it"
        " again"
    )


def first_line(error: BaseException) -> str:
    """What an error says, in one line."""
    return str(error).partition("\n")[0].rstrip(".")
