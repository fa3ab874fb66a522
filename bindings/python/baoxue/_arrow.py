# SPDX-License-Identifier: Apache-2.0
"""From whatever holds a table to the Arrow types that the core takes; no copy where none is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from baoxue._core import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa

    Spec = Sequence[tuple[str, str, bool]]


@runtime_checkable
class ArrowStream(Protocol):
    """Anything that exports the Arrow C stream interface."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


_EXPECTED = {
    "id": "integers or text",
    "date": "dates (date32) or text as `2024-09-01`",
    "word": "text",
    "text": "text",
    "integer": "integers",
}


def to_arrow(name: str, table: object, problems: list[Problem]) -> pa.Table | None:
    """One table of the caller's as pyarrow; a problem if it is no table."""
    import pyarrow as pa

    if isinstance(table, pa.Table):
        return table
    try:
        if type(table).__module__.partition(".")[0] == "pandas":
            return pa.Table.from_pandas(table, preserve_index=False)
        if isinstance(table, ArrowStream) or hasattr(table, "__arrow_c_array__"):
            return pa.table(table)
    except (pa.ArrowException, TypeError, ValueError) as error:
        problems.append(Problem(str(error).partition("\n")[0], table=name))
        return None
    message = (
        "expected a table of pyarrow, polars, pandas, DuckDB or another with"
        f" `__arrow_c_stream__`, got `{type(table).__name__}`"
    )
    problems.append(Problem(message, table=name))
    return None


def normalise(
    tables: Mapping[str, pa.Table], specs: Mapping[str, Spec], problems: list[Problem]
) -> dict[str, pa.Table]:
    """Give every column a type that the core takes, and every table one chunk.

    Columns whose names begin with ``x_`` are the caller's own and dropped. A column that is all
    null and untyped says nothing: it is dropped if it may be left out, else typed for the core.
    """
    import pyarrow as pa

    id_type = pa.int64() if _has_integer_ids(tables, specs) else pa.string()
    null_types = {"id": id_type, "date": pa.date32(), "integer": pa.int64()}
    result: dict[str, pa.Table] = {}
    for name, table in tables.items():
        spec = {column: (kind, required) for column, kind, required in specs[name]}
        columns: list[pa.ChunkedArray] = []
        names: list[str] = []
        for column, values in zip(table.column_names, table.columns, strict=True):
            kind, required = spec.get(column, ("", True))
            if column.startswith("x_") or (pa.types.is_null(values.type) and not required):
                continue
            typed = values
            if kind and pa.types.is_null(values.type):
                typed = values.cast(null_types.get(kind, pa.string()))
            try:
                converted = _convert(typed, kind)
            except _UnfitError as unfit:
                problems.append(Problem(unfit.message, table=name, column=column, row=unfit.row))
                continue
            columns.append(converted)
            names.append(column)
        whole = pa.Table.from_arrays(columns, names=names)
        if any(column.num_chunks > 1 for column in columns):
            whole = whole.unify_dictionaries().combine_chunks()
        result[name] = whole
    return result


class _UnfitError(Exception):
    def __init__(self, message: str, row: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.row = row


def _has_integer_ids(tables: Mapping[str, pa.Table], specs: Mapping[str, Spec]) -> bool:
    import pyarrow as pa

    return any(
        kind == "id" and column in tables[name].column_names
        and pa.types.is_integer(_plain(tables[name].schema.field(column).type))
        for name in tables
        for column, kind, _ in specs[name]
    )  # fmt: skip


def _plain(type: pa.DataType) -> pa.DataType:
    import pyarrow as pa

    return type.value_type if pa.types.is_dictionary(type) else type


def _convert(values: pa.ChunkedArray, kind: str) -> pa.ChunkedArray:
    """The column in a type of the core's; an unknown column (no kind) keeps its own."""
    import pyarrow as pa

    types = pa.types
    type = values.type
    if types.is_dictionary(type):
        wide = _without_views(type.value_type)
        if wide != type.value_type:
            values = values.cast(pa.dictionary(type.index_type, wide))
    else:
        wide = _without_views(type)
        if wide != type:
            values = values.cast(wide)
    if kind == "date" and types.is_timestamp(type):
        return _midnights(values)
    if kind == "date" and types.is_date64(type):
        return values.cast(pa.date32())
    if kind and not _fits(_plain(values.type), kind):
        message = f"expected {_EXPECTED[kind]}, got `{type}`"
        if kind in ("id", "integer") and types.is_floating(type):
            message += '; in pandas use the type `"Int64"`, which keeps integers beside nulls'
        raise _UnfitError(message)
    return values


def _without_views(type: pa.DataType) -> pa.DataType:
    import pyarrow as pa

    if pa.types.is_string_view(type):
        return pa.large_string()
    if pa.types.is_binary_view(type):
        return pa.large_binary()
    return type


def _fits(type: pa.DataType, kind: str) -> bool:
    import pyarrow as pa

    types = pa.types
    if types.is_string(type) or types.is_large_string(type):
        return True
    if types.is_binary(type) or types.is_large_binary(type):
        return True
    if types.is_integer(type):
        return kind in ("id", "integer")
    return kind == "date" and bool(types.is_date32(type))


def _midnights(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Dates of timestamps that all lie at midnight."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if values.type.tz is not None:
        raise _UnfitError(
            f"the times have the time zone `{values.type.tz}`, so their date depends on where it"
            " is read; turn them into local dates first"
        )
    dates = values.cast(pa.date32(), safe=False)
    at_midnight = pc.equal(dates.cast(values.type), values)
    row = pc.index(at_midnight, False).as_py()
    if row >= 0:
        raise _UnfitError(f"`{values[row]}` is not a date but a time of a day; give dates", row)
    return dates
