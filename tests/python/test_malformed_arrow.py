# SPDX-License-Identifier: Apache-2.0
"""Whoever offers a table by Arrow's C interface and breaks its rules is refused, and the table named."""

from __future__ import annotations

import ctypes as c
import datetime as dt
import functools
import shutil
import subprocess
import tempfile
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from baoxue import District, DistrictError

if TYPE_CHECKING:
    from collections.abc import Callable

GOOD = {
    "terms": pa.table(
        {
            "term_id": [1],
            "school_year": ["2023"],
            "first_day": [dt.date(2024, 2, 26)],
            "last_day": [dt.date(2024, 7, 5)],
        }
    ),
    "units": pa.table({"unit_id": [1], "kind": ["class"]}),
    "students": pa.table({"student_id": [1]}),
    "attendance": pa.table({"student_id": pa.array([], pa.int64()), "date": pa.array([], pa.date32())}).append_column(
        "session", pa.array([], pa.string())
    ).append_column("mark", pa.array([], pa.string())),
}  # fmt: skip
#: Tables, and the column that is broken in each.
ID = {"units": b"unit_id", "students": b"student_id", "attendance": b"student_id"}


class Schema(c.Structure):
    """As Arrow's C data interface has it."""


class Array(c.Structure):
    """The same."""


class Stream(c.Structure):
    """The same."""


def callback(of: type[c.Structure], *more: Any, result: Any = None) -> Any:
    return c.CFUNCTYPE(result, c.POINTER(of), *more)


Schema._fields_ = [
    ("format", c.c_char_p),
    ("name", c.c_char_p),
    ("metadata", c.c_char_p),
    ("flags", c.c_int64),
    ("n_children", c.c_int64),
    ("children", c.POINTER(c.POINTER(Schema))),
    ("dictionary", c.POINTER(Schema)),
    ("release", callback(Schema)),
    ("private_data", c.c_void_p),
]
Array._fields_ = [
    ("length", c.c_int64),
    ("null_count", c.c_int64),
    ("offset", c.c_int64),
    ("n_buffers", c.c_int64),
    ("n_children", c.c_int64),
    ("buffers", c.POINTER(c.c_void_p)),
    ("children", c.POINTER(c.POINTER(Array))),
    ("dictionary", c.POINTER(Array)),
    ("release", callback(Array)),
    ("private_data", c.c_void_p),
]
Stream._fields_ = [
    ("get_schema", callback(Stream, c.POINTER(Schema), result=c.c_int)),
    ("get_next", callback(Stream, c.POINTER(Array), result=c.c_int)),
    ("get_last_error", c.CFUNCTYPE(c.c_void_p, c.POINTER(Stream))),
    ("release", callback(Stream)),
    ("private_data", c.c_void_p),
]

#: What the structures point to, for as long as the tests run.
KEPT: list[Any] = []


def kept(thing: Any) -> Any:
    KEPT.append(thing)
    return thing


@functools.cache
def releases() -> c.CDLL:
    """Functions that mark as released; there is nothing to give back.

    Not in Python: pyarrow gives streams back while it raises, when nothing of Python may run.
    """
    compiler = shutil.which("c++")
    if compiler is None:
        pytest.skip("no C++ compiler of the name c++")
    code = "".join(
        f'extern "C" void release_{of.__name__}(char* one) '
        f"{{ *reinterpret_cast<void**>(one + {of.release.offset}) = nullptr; }}\n"
        for of in (Schema, Array, Stream)
    )
    with tempfile.TemporaryDirectory() as folder:
        command = [compiler, "-shared", "-fPIC", "-x", "c++", "-", "-o", f"{folder}/releases.so"]
        subprocess.run(command, input=code, encoding="utf-8", check=True)
        return c.CDLL(f"{folder}/releases.so")


def releasing(of: type[c.Structure]) -> Any:
    kind = dict(of._fields_)["release"]  # type: ignore[arg-type,misc]
    return kind((f"release_{of.__name__}", releases()))


def pointers(to: list[Any], of: type[c.Structure]) -> Any:
    return kept((c.POINTER(of) * len(to))(*(c.pointer(kept(one)) for one in to)))


def schema(format: bytes, name: bytes | None = b"", *children: Schema, **other: Any) -> Schema:
    made = Schema(format=format, name=name, flags=2, n_children=len(children), release=releasing(Schema))
    if children:
        made.children = pointers([*children], Schema)
    for field, value in other.items():
        setattr(made, field, value)
    return kept(made)


def array(length: int, buffers: list[bytes | None], *children: Array, **other: Any) -> Array:
    held = [None if data is None else c.cast(kept(c.create_string_buffer(data, 64)), c.c_void_p) for data in buffers]
    made = Array(length=length, n_buffers=len(buffers), n_children=len(children), release=releasing(Array))
    made.buffers = kept((c.c_void_p * max(1, len(held)))(*held))
    if children:
        made.children = pointers([*children], Array)
    for field, value in other.items():
        setattr(made, field, value)
    return kept(made)


def capsule(of: c.Structure, name: bytes) -> Any:
    new = c.pythonapi.PyCapsule_New
    new.restype, new.argtypes = c.py_object, [c.c_void_p, c.c_char_p, c.c_void_p]
    return new(c.addressof(kept(of)), kept(name), None)


class ByStream:
    """An object whose stream is what a function gives."""

    def __init__(self, give: Callable[[], Any]) -> None:
        self.give = give

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        return self.give()


class ByArray:
    """An object whose array is what a function gives."""

    def __init__(self, give: Callable[[], Any]) -> None:
        self.give = give

    def __arrow_c_array__(self, requested_schema: object = None) -> Any:
        return self.give()


def stream(of: Schema | int, batches: list[Array | int], says: bytes | None = b"it broke") -> Any:
    """A stream of a schema and batches, in place of each of which a number is the error that it is."""
    fields: dict[str, Any] = dict(Stream._fields_)  # type: ignore[arg-type]
    left = [*batches]

    def give(one: Any, to: Any) -> int:
        if isinstance(one, int):
            return one
        c.memmove(to, c.byref(one), c.sizeof(one))
        return 0

    def get_next(_: Any, to: Any) -> int:
        if not left:
            c.memset(to, 0, c.sizeof(Array))
            return 0
        return give(left.pop(0), to)

    text = None if says is None else c.addressof(kept(c.create_string_buffer(says)))
    made = Stream(
        get_schema=kept(fields["get_schema"](lambda _, to: give(of, to))),
        get_next=kept(fields["get_next"](get_next)),
        get_last_error=kept(fields["get_last_error"](lambda _: text)),
        release=releasing(Stream),
    )
    return ByStream(lambda: capsule(made, b"arrow_array_stream"))


def raising(error: BaseException) -> Callable[[], Any]:
    def give() -> Any:
        raise error

    return give


def int64(name: bytes | None) -> Schema:
    return schema(b"l", name)


def numbers(**other: Any) -> Array:
    return array(1, [None, b"\1"], **other)


def struct(*children: Schema) -> Schema:
    return schema(b"+s", b"", *children)


def rows(*children: Array, **other: Any) -> Array:
    return array(1, [None], *children, **other)


def pair(of: Schema, data: Array) -> tuple[Any, Any]:
    return capsule(of, b"arrow_schema"), capsule(data, b"arrow_array")


MALFORMED: dict[str, Callable[[bytes], Any]] = {
    "a capsule of another name": lambda id: ByStream(lambda: capsule(int64(id), b"arrow_schema")),
    "no capsule": lambda id: ByStream(lambda: 7),
    "none": lambda id: ByStream(lambda: None),
    "RuntimeError": lambda id: ByStream(raising(RuntimeError("it broke"))),
    "KeyError": lambda id: ByStream(raising(KeyError("it broke"))),
    "OSError": lambda id: ByStream(raising(OSError(5, "it broke"))),
    "an error without a word": lambda id: ByStream(raising(ArithmeticError())),
    "get_schema fails": lambda id: stream(5, []),
    "get_schema fails and does not say why": lambda id: stream(22, [], None),
    "get_next fails": lambda id: stream(struct(int64(id)), [5]),
    "the second get_next fails": lambda id: stream(struct(int64(id)), [rows(numbers()), 5]),
    "get_next fails and does not say why": lambda id: stream(struct(int64(id)), [12], None),
    "a released schema": lambda id: stream(Schema(), []),
    "a schema of numbers": lambda id: stream(int64(id), [numbers()]),
    "a schema of lists": lambda id: stream(schema(b"+l", b"", int64(b"item")), []),
    "a schema of an unknown format": lambda id: stream(schema(b"zz"), []),
    "a column of an unknown format": lambda id: stream(struct(schema(b"zz", id)), []),
    "a column of an empty format": lambda id: stream(struct(schema(b"", id)), []),
    "a column without a name": lambda id: stream(struct(int64(None)), [rows(numbers())]),
    "a column whose name is no UTF-8": lambda id: stream(struct(int64(b"\xff\xfe")), [rows(numbers())]),
    "a list column": lambda id: stream(
        struct(schema(b"+l", id, int64(b"item"))), [rows(array(1, [None, b"\0" * 4 + b"\1"], numbers()))]
    ),
    "a list without what it lists": lambda id: stream(struct(schema(b"+l", id)), []),
    "a struct column": lambda id: stream(struct(schema(b"+s", id, int64(b"x"))), [rows(rows(numbers()))]),
    "too few buffers": lambda id: stream(struct(int64(id)), [rows(array(1, [None]))]),
    "too many buffers": lambda id: stream(struct(int64(id)), [rows(array(1, [None, b"\1", b"\1"]))]),
    "no buffers": lambda id: stream(struct(int64(id)), [rows(array(1, []))]),
    "fewer columns than the schema": lambda id: stream(struct(int64(id), int64(b"x_")), [rows(numbers())]),
    "more columns than the schema": lambda id: stream(struct(int64(id)), [rows(numbers(), numbers())]),
    "a shorter column": lambda id: stream(struct(int64(id)), [array(3, [None], numbers())]),
    "a shorter column, in a table of pyarrow's": lambda id: pa.table(
        stream(struct(int64(id)), [array(3, [None], numbers())])
    ),
    "a column of a negative length": lambda id: stream(struct(int64(id)), [rows(array(-1, [None, b"\1"]))]),
    "a negative offset": lambda id: stream(struct(int64(id)), [rows(numbers(offset=-1))]),
    "an array: raises": lambda id: ByArray(raising(RuntimeError("it broke"))),
    "an array: no pair": lambda id: ByArray(lambda: capsule(int64(id), b"arrow_schema")),
    "an array: three": lambda id: ByArray(lambda: (*pair(struct(int64(id)), rows(numbers())), 3)),
    "an array: the wrong way round": lambda id: ByArray(lambda: pair(struct(int64(id)), rows(numbers()))[::-1]),
    "an array: no capsules": lambda id: ByArray(lambda: (1, 2)),
    "an array: of numbers": lambda id: ByArray(lambda: pair(int64(id), numbers())),
    "an array: too few buffers": lambda id: ByArray(lambda: pair(struct(int64(id)), rows(array(1, [None])))),
}


def _problems(name: str, table: object) -> list[Any]:
    tables = {**GOOD, name: table}
    with pytest.raises(DistrictError) as refused:
        District.from_tables(calendar="weekdays", register="complete", **tables)
    return refused.value.problems


@pytest.mark.parametrize("name", ID)
@pytest.mark.parametrize("how", MALFORMED)
def test_a_malformed_table_is_refused_by_its_name(how: str, name: str) -> None:
    problems = _problems(name, MALFORMED[how](ID[name]))
    assert problems[0].table == name, problems
    assert problems[0].message
    assert not problems[0].message.endswith(": ")


@pytest.mark.parametrize("how", ["RuntimeError", "OSError", "KeyError", "get_schema fails", "get_next fails"])
def test_what_the_table_says_is_passed_on(how: str) -> None:
    assert "it broke" in _problems("students", MALFORMED[how](b"student_id"))[0].message


@pytest.mark.parametrize("dates", [pa.date32(), pa.timestamp("ms")])  # taken as they are, and put into form first
@pytest.mark.parametrize("raised", [RuntimeError, OSError, KeyError])
def test_a_register_in_parts_that_breaks_off_is_refused_by_its_name(
    dates: pa.DataType, raised: type[Exception]
) -> None:
    table = GOOD["attendance"]
    place = table.schema.get_field_index("date")
    table = table.set_column(place, "date", table["date"].cast(dates))

    def batches() -> Any:
        yield from table.to_batches()
        raise raised("it broke")

    problems = _problems("attendance", pa.RecordBatchReader.from_batches(table.schema, batches()))
    assert problems[0].table == "attendance"
    assert "it broke" in problems[0].message


def test_what_is_well_formed_is_taken() -> None:
    """By the same structures, so that what is refused above is refused for what is broken in it."""
    of = struct(int64(b"student_id"))
    for well in (stream(of, [rows(numbers())]), ByArray(lambda: pair(of, rows(numbers())))):
        district = District.from_tables(calendar="weekdays", register="complete", **{**GOOD, "students": well})
        assert district.summary()["pupils"] == 1
