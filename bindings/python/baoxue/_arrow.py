# SPDX-License-Identifier: Apache-2.0
"""From whatever holds a table to the Arrow types that the core takes; no copy where none is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast, runtime_checkable

from baoxue._errors import problem
from baoxue._parts import IN_PARTS, first_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa

    from baoxue._core import Problem

    _Spec = Sequence[tuple[str, str, bool]]


@runtime_checkable
class ArrowStream(Protocol):
    """Anything that exports the Arrow C stream interface."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


_UNTOLD = "cannot be read, and its Arrow stream does not say why"
_EXPECTED = {
    "id": "integers or text",
    "date": "dates (date32) or text as `2024-09-01`",
    "word": "text",
    "text": "text",
    "integer": "integers",
}


def to_arrow(name: str, table: object, problems: list[Problem]) -> pa.Table | pa.RecordBatchReader | None:
    """One table of the caller's as pyarrow; a problem if it is no table, or names a column twice.

    A register that comes batch by batch stays so.
    """
    import pyarrow as pa

    try:
        if isinstance(table, pa.Table) or (isinstance(table, pa.RecordBatchReader) and name in IN_PARTS):
            converted = table
        elif type(table).__module__.partition(".")[0] == "pandas":
            frame = cast("Any", table)
            if _note_given_twice(name, list(map(str, frame.columns)), problems):
                return None
            if not frame.columns.is_unique:  # by columns of the caller's own, which nobody reads
                frame = frame.loc[:, [not str(column).startswith("x_") for column in frame.columns]]
            converted = pa.Table.from_pandas(frame, preserve_index=False)
        elif isinstance(table, ArrowStream) or hasattr(table, "__arrow_c_array__"):
            converted = pa.table(table)
        else:
            message = (
                "expected a table of pyarrow, polars, pandas, DuckDB or another with"
                f" `__arrow_c_stream__`, got `{type(table).__name__}`"
            )
            problems.append(problem(message, table=name))
            return None
        if isinstance(converted, pa.Table):
            converted.validate()  # whoever made it by Arrow's C interface need not have compared the lengths
        return None if _note_given_twice(name, converted.schema.names, problems) else converted
    except (pa.ArrowException, TypeError, ValueError) as error:
        problems.append(problem(first_line(error) or _UNTOLD, table=name))
    except Exception as error:  # whatever a stranger's object raises when it is asked for its columns
        problems.append(_unreadable(error, name))
    return None


def _unreadable(error: Exception, table: str) -> Problem:
    import pyarrow as pa

    if isinstance(error, MemoryError) and not isinstance(error, pa.ArrowException):
        raise error  # not the table's fault; Arrow's own also comes of lengths that are none
    return problem(f"cannot be read: {first_line(error) or type(error).__name__}", table=table)


def _note_given_twice(name: str, columns: Sequence[str], problems: list[Problem]) -> bool:
    """Whether a column has another's name; those of the caller's own may."""
    twice = [column for column in dict.fromkeys(columns) if columns.count(column) > 1 and not column.startswith("x_")]
    problems += [problem("given twice", table=name, column=column) for column in twice]
    return bool(twice)


def normalise(
    tables: Mapping[str, pa.Table | pa.RecordBatchReader], specs: Mapping[str, _Spec], problems: list[Problem]
) -> dict[str, pa.Table | pa.RecordBatchReader]:
    """Give every column a type that the core takes, and every table one chunk; of a register each is read by itself.

    Columns whose names begin with ``x_`` are the caller's own and dropped. A column that is all
    null and untyped (or floating, as pandas types it) says nothing: it is dropped if it may be
    left out, else typed for the core.
    """
    import pyarrow as pa

    id_type = pa.int64() if _has_integer_ids(tables, specs) else pa.string()
    null_types = {"id": id_type, "date": pa.date32(), "integer": pa.int64()}
    result: dict[str, pa.Table | pa.RecordBatchReader] = {}
    for name, given in tables.items():
        spec = {column: (kind, required) for column, kind, required in specs[name]}
        table = given
        if isinstance(given, pa.RecordBatchReader):
            if _is_taken_as_it_is(given.schema, {column: kind for column, (kind, _) in spec.items()}):
                result[name] = given
                continue
            try:
                table = given.read_all()
                table.validate()
            except Exception as error:  # of whoever makes the batches
                problems.append(_unreadable(error, name))
                continue
        columns: list[pa.ChunkedArray] = []
        names: list[str] = []
        for column, values in zip(table.column_names, table.columns, strict=True):
            kind, required = spec.get(column, ("", True))
            says_nothing = _says_nothing(values)
            if column.startswith("x_") or (says_nothing and not required):
                continue
            typed = values
            if kind and says_nothing:
                typed = pa.chunked_array([pa.nulls(len(values), null_types.get(kind, pa.string()))])
            try:
                converted = _convert(typed, kind)
            except _UnfitError as unfit:
                problems.append(problem(unfit.message, table=name, column=column, row=unfit.row))
                continue
            columns.append(converted)
            names.append(column)
        whole = pa.Table.from_arrays(columns, names=names)
        if name not in IN_PARTS and any(column.num_chunks > 1 for column in columns):
            whole = whole.unify_dictionaries().combine_chunks()
        result[name] = whole
    return result


def _is_taken_as_it_is(schema: pa.Schema, kinds: Mapping[str, str]) -> bool:
    """Whether the core takes every column in the type that it has."""
    import pyarrow as pa

    types = ((kinds.get(field.name, ""), value_type(field.type)) for field in schema)
    return all(not kind or pa.types.is_null(type) or _fits(type, kind) for kind, type in types)


def _says_nothing(values: pa.ChunkedArray) -> bool:
    import pyarrow as pa

    return bool(
        pa.types.is_null(value_type(values.type))
        or (pa.types.is_floating(values.type) and len(values) == values.null_count > 0)
    )


class _UnfitError(Exception):
    def __init__(self, message: str, row: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.row = row


def _has_integer_ids(tables: Mapping[str, pa.Table | pa.RecordBatchReader], specs: Mapping[str, _Spec]) -> bool:
    return any(
        kind == "id" and column in tables[name].schema.names
        and _is_number(value_type(tables[name].schema.field(column).type))
        for name in tables
        for column, kind, _ in specs[name]
    )  # fmt: skip


def _is_number(type: pa.DataType) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_integer(type) or pa.types.is_floating(type))


def value_type(type: pa.DataType) -> pa.DataType:
    """The type of the values, which a dictionary holds once each."""
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
        return _midnights(values.cast(pa.timestamp("ms")))
    if kind in ("id", "integer") and types.is_floating(type):
        return _whole_numbers(values, kind)
    if kind and not _fits(value_type(values.type), kind):
        raise _UnfitError(f"expected {_EXPECTED[kind]}, got `{type}`")
    return values


def _whole_numbers(values: pa.ChunkedArray, kind: str) -> pa.ChunkedArray:
    """The integers that pandas keeps as floats where nulls stand among them."""
    import pyarrow as pa
    import pyarrow.compute as pc

    exact = {16: 2.0**11, 32: 2.0**24, 64: 2.0**53}[values.type.bit_width]  # from here on two integers are one float
    wide = values.cast(pa.float64())
    fit = pc.and_(pc.equal(pc.floor(wide), wide), pc.less(pc.abs(wide), exact))
    row = pc.index(fit, False).as_py()
    if row >= 0:
        message = f"expected {_EXPECTED[kind]}, got `{values.type}`"
        message += '; in pandas use the type `"Int64"`, which keeps integers beside nulls'
        raise _UnfitError(message, row)
    return wide.cast(pa.int64())


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
    a_day = 86_400 * {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}[values.type.unit]
    ticks = values.cast(pa.int64())
    days = pc.divide(ticks, a_day)
    row = pc.index(pc.equal(pc.multiply(days, a_day), ticks), False).as_py()
    if row >= 0:
        raise _UnfitError(f"`{_shown(values[row])}` is not a date but a time of a day; give dates", row)
    row = pc.index(pc.and_(pc.less(days, 2**31), pc.greater_equal(days, -(2**31))), False).as_py()
    if row >= 0:
        raise _UnfitError(f"`{_shown(values[row])}` is a date outside the years 1600 to 9999", row)
    return days.cast(pa.int32()).cast(pa.date32())


def _shown(moment: pa.Scalar) -> str:
    """As text, or as the number that it is where Python has no such year."""
    try:
        return str(moment)
    except (OverflowError, ValueError):
        return str(moment.value)
