# SPDX-License-Identifier: Apache-2.0
"""Tables in memory: whatever holds them, the same Arrow columns reach the core."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baoxue import District, DistrictError, Problem
from baoxue._arrow import normalise, to_arrow
from baoxue._flat import flat

if TYPE_CHECKING:
    from collections.abc import Callable

SPEC = {
    "table": [("id", "id", True), ("on", "date", True), ("n", "integer", False)],
}
DATES = [dt.date(2023, 9, 1), None, dt.date(2024, 1, 19)]
PLAIN = pa.table({"id": ["a", "b", "c"], "on": DATES, "n": pa.array([1, None, 3], pa.int32())})


def _normal(table: object) -> pa.Table:
    problems: list[Problem] = []
    arrow = to_arrow("table", table, problems)
    assert arrow is not None, problems
    result = normalise({"table": arrow}, SPEC, problems)
    assert problems == []
    return result["table"]


def _refusal(table: object) -> tuple[str | None, int | None, str]:
    problems: list[Problem] = []
    arrow = to_arrow("table", table, problems)
    if arrow is not None:
        normalise({"table": arrow}, SPEC, problems)
    (problem,) = problems
    assert problem.table == "table"
    return problem.column, problem.row, problem.message


@pytest.mark.parametrize(
    "table",
    [
        PLAIN,
        PLAIN.to_batches()[0],
        pa.RecordBatchReader.from_batches(PLAIN.schema, PLAIN.to_batches()),
        pl.DataFrame(PLAIN),
        PLAIN.to_pandas(types_mapper={pa.int32(): pd.Int32Dtype()}.get),
        PLAIN.to_pandas(types_mapper={pa.int32(): pd.Int32Dtype()}.get, date_as_object=False),
        PLAIN.to_pandas(types_mapper={pa.int32(): pd.Int32Dtype()}.get).set_axis([5, 6, 7]),
    ],
    ids=["table", "batch", "reader", "polars", "pandas", "datetime64", "index"],
)
def test_every_library_gives_the_same_rows(table: object) -> None:
    assert _normal(table).to_pylist() == PLAIN.to_pylist()


def test_a_duckdb_relation_gives_the_same_rows() -> None:
    with duckdb.connect() as connection:
        connection.register("plain", PLAIN)
        assert _normal(connection.sql("select * from plain")).to_pylist() == PLAIN.to_pylist()


def test_columns_of_the_right_type_are_not_copied() -> None:
    before = PLAIN["n"].chunk(0).buffers()[1].address
    assert _normal(PLAIN)["n"].chunk(0).buffers()[1].address == before


def test_views_and_dictionaries_pass() -> None:
    table = pa.table(
        {
            "id": pa.array(["a", "b"], pa.string_view()),
            "on": pa.array(["2023-09-01", None]).dictionary_encode(),
        }
    )
    assert [str(type) for type in _normal(table).schema.types] == [
        "large_string",
        "dictionary<values=string, indices=int32, ordered=0>",
    ]


def test_chunks_with_dictionaries_of_their_own_become_one() -> None:
    chunks = [pa.array(["a", "b"]).dictionary_encode(), pa.array(["c"]).dictionary_encode()]
    table = pa.table({"id": pa.chunked_array(chunks), "on": pa.array(DATES)})
    normal = _normal(table)
    assert normal["id"].num_chunks == 1
    assert normal["id"].to_pylist() == ["a", "b", "c"]


def test_dates_in_a_dictionary_are_dates() -> None:
    """As `pyarrow.Table.from_pandas` gives them for a categorical column; in every table, the register too."""
    days = [dt.date(2024, 3, day) for day in (4, 5)]
    tables = {
        "terms": pa.table({"term_id": ["t"], "school_year": ["2023"], "first_day": days[:1], "last_day": days[1:]}),
        "units": pa.table({"unit_id": ["c"], "kind": ["class"]}),
        "enrolments": pa.table({"student_id": ["s"], "class_id": ["c"], "from": days[:1], "until": days[1:]}),
        "attendance": pa.table({"student_id": ["s"] * 2, "date": days, "session": ["am"] * 2, "mark": ["present"] * 2}),
    }
    coded = {
        name: pa.table(
            {
                column: values.dictionary_encode() if pa.types.is_date32(values.type) else values
                for column, values in zip(table.column_names, table.columns, strict=True)
            }
        )
        for name, table in tables.items()
    }
    assert repr(District.from_tables(calendar="weekdays", register="complete", **coded)) == repr(
        District.from_tables(calendar="weekdays", register="complete", **tables)
    )


def test_an_untyped_null_column_is_dropped_or_takes_the_type_of_the_other_ids() -> None:
    specs = {"a": [("id", "id", True), ("more", "id", False)], "b": [("id", "id", True)]}
    tables = {
        "a": pa.table({"id": pa.nulls(0), "more": pa.nulls(0)}),
        "b": pa.table({"id": pa.array([1, 2], pa.int64())}),
    }
    normal = normalise(tables, specs, [])
    assert normal["a"].schema == pa.schema([("id", pa.int64())])


MOMENT = dt.datetime(2023, 9, 1, 8, 30)
UTC = pa.array([MOMENT], pa.timestamp("us", "UTC"))
ZONED = (
    "the times have the time zone `UTC`, so their date depends on where it is read; turn them into local dates first"
)


@pytest.mark.parametrize(
    ("table", "refusal"),
    [
        (
            {"on": [DATES[0]]},
            (
                None,
                None,
                "expected a table of pyarrow, polars, pandas, DuckDB or another with `__arrow_c_stream__`, got `dict`",
            ),
        ),
        (
            pa.table({"on": pa.array([dt.datetime(2023, 9, 1), MOMENT])}),
            ("on", 1, "`2023-09-01 08:30:00` is not a date but a time of a day; give dates"),
        ),
        (
            pa.table({"on": pa.array([0, 86_400_001], pa.int64()).cast(pa.date64())}),
            ("on", 1, "`1970-01-02 00:00:00.001000` is not a date but a time of a day; give dates"),
        ),
        (
            # 2^31 days after 1970: one more than a date32 can hold, and a year that Python has not
            pa.table({"on": pa.array([2**31 * 86_400], pa.int64()).cast(pa.timestamp("s"))}),
            ("on", 0, "`185542587187200` is a date outside the years 1600 to 9999"),
        ),
        (pa.table({"on": UTC}), ("on", None, ZONED)),
        (
            pa.table({"on": [1]}),
            ("on", None, "expected dates (date32) or text as `2024-09-01`, got `int64`"),
        ),
        (
            pd.DataFrame({"n": [1, 1.5, None]}),
            (
                "n",
                1,
                'expected integers, got `double`; in pandas use the type `"Int64"`, which keeps integers beside nulls',
            ),
        ),
        (
            pa.table({"id": [True]}),
            ("id", None, "expected integers or text, got `bool`"),
        ),
    ],
    ids=["no table", "time of day", "date64", "far", "time zone", "number", "float", "bool"],
)
def test_other_types_are_refused(table: object, refusal: tuple[str, int, str]) -> None:
    assert _refusal(table) == refusal


def test_tables_and_settings_are_known_by_name() -> None:
    settings: dict[str, Any] = {"calendar": "cn", "register": "complete"}
    with pytest.raises(DistrictError) as caught:
        District.from_tables(**settings, unit=PLAIN, attendence=PLAIN)
    assert [problem.message for problem in caught.value.problems] == [
        "unknown table `unit`, did you mean `units`?",
        "unknown table `attendence`, did you mean `attendance`?",
        "missing table; `terms` and `units` must be given",
        "missing table; `terms` and `units` must be given",
    ]
    with pytest.raises(DistrictError) as caught:
        District.from_tables(calendar="chn", register="all", on_bad_rows="keep")  # type: ignore[arg-type]
    assert [problem.message for problem in caught.value.problems] == [
        "unknown calendar `chn`, expected `cn` or `weekdays`, did you mean `cn`?",
        "unknown register `all`, expected `complete` or `exceptions`",
        "unknown on_bad_rows `keep`, expected `raise` or `set_aside`",
        "missing table; `terms` and `units` must be given",
        "missing table; `terms` and `units` must be given",
    ]


def _with_twice(table: pa.Table, column: str) -> pa.Table:
    return table.append_column(column, table["id"])


@pytest.mark.parametrize("turn", [lambda table: table, lambda table: table.to_pandas()], ids=["pyarrow", "pandas"])
def test_a_column_given_twice_is_named(turn: Callable[[pa.Table], object]) -> None:
    assert _refusal(turn(_with_twice(PLAIN, "id"))) == ("id", None, "given twice")
    assert _refusal(turn(_with_twice(PLAIN, "more").append_column("more", PLAIN["n"]))) == ("more", None, "given twice")
    own = _with_twice(_with_twice(PLAIN.drop_columns("n"), "x_own"), "x_own")
    assert _normal(turn(own)).to_pylist() == PLAIN.drop_columns("n").to_pylist()


def test_a_column_given_twice_is_a_problem_of_the_district() -> None:
    units = pa.table({"unit_id": ["s"], "kind": ["school"]})
    terms = pa.table(
        [["t"], ["t"], ["2023"], DATES[:1], DATES[2:]], ["term_id", "term_id", "school_year", "first_day", "last_day"]
    )
    with pytest.raises(DistrictError) as caught:
        District.from_tables(calendar="cn", register="complete", units=units, terms=terms)
    assert [str(problem) for problem in caught.value.problems] == ["terms, column `term_id`: given twice"]


def test_unsigned_ids_beyond_the_signed_range_are_refused_where_they_stand() -> None:
    most = 2**63 - 1
    terms = {"term_id": [1], "school_year": ["2023"], "first_day": DATES[:1], "last_day": DATES[2:]}
    for ids, refused in (
        ([most - 1, most], []),
        ([7, most + 1], [f"units row 1, column `unit_id`: expected a number up to {most}, found `{most + 1}`"]),
    ):
        units = pa.table({"unit_id": pa.array(ids, pa.uint64()), "kind": ["school", "school"]})
        problems: list[str] = []
        try:
            District.from_tables(calendar="cn", register="complete", units=units, terms=pa.table(terms))
        except DistrictError as error:
            problems = [str(problem) for problem in error.problems]
        assert problems == refused


def test_whole_numbers_that_pandas_keeps_as_floats_are_whole_numbers() -> None:
    assert PLAIN.to_pandas()["n"].dtype == "float64"
    assert _normal(PLAIN.to_pandas()).to_pylist() == PLAIN.to_pylist()
    most = 2**53 - 1
    frame = pd.DataFrame({"id": [1.0, None, -float(most)], "on": DATES})
    normal = _normal(frame)
    assert normal["id"].type == pa.int64()
    assert normal["id"].to_pylist() == [1, None, -most]


@pytest.mark.parametrize("wrong", [1.5, 2.0**53, -(2.0**53), float("inf"), float("nan")], ids=str)
def test_floats_that_are_no_whole_numbers_are_refused(wrong: float) -> None:
    for column, expected in (("id", "integers or text"), ("n", "integers")):
        table = pa.table({column: pa.array([1.0, None, wrong])})
        message = (
            f'expected {expected}, got `double`; in pandas use the type `"Int64"`, which keeps integers beside nulls'
        )
        assert _refusal(table) == (column, 2, message)
    narrow = pa.table({"n": pa.array([2.0**24], pa.float32())})
    assert _refusal(narrow)[:2] == ("n", 0)


@given(st.lists(st.integers(-(2**53) + 1, 2**53 - 1) | st.none()))
def test_every_integer_comes_back_through_floats(numbers: list[int | None]) -> None:
    floats = pa.array([None if n is None else float(n) for n in numbers], pa.float64())
    normal = _normal(pa.table({"id": floats}))
    assert normal["id"].to_pylist() == numbers


def test_a_column_of_floats_that_are_all_null_says_nothing() -> None:
    frame = pd.DataFrame({"id": ["a"], "on": [float("nan")], "n": [float("nan")]})
    assert _normal(frame).to_pylist() == [{"id": "a", "on": None}]


@given(st.lists(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)) | st.none()), st.data())
def test_midnights_are_dates_however_they_are_chunked(dates: list[dt.date | None], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(dates)))
    stamps = pa.array(dates, pa.date32()).cast(pa.timestamp("ns"))
    ids = pa.array(range(len(dates)), pa.int64())
    chunked = pa.chunked_array([stamps[:cut], stamps[cut:]])
    normal = _normal(pa.table({"id": ids, "on": chunked}))
    assert normal["on"].type == pa.date32()
    assert normal["on"].to_pylist() == dates
    assert normal["on"].num_chunks <= 1


@given(st.lists(st.none() | st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 9)))))
def test_lists_as_text_are_their_parts_joined(rows: list[list[tuple[str, int]] | None]) -> None:
    type = pa.list_(pa.struct([("table", pa.string()), ("row", pa.int64())]))
    values = [None if row is None else [{"table": t, "row": n} for t, n in row] for row in rows]
    table = pa.table({"caused_by": pa.array(values, type)})
    expected = [None if row is None else "; ".join(f"{table}:{n}" for table, n in row) for row in rows]
    assert flat(table)["caused_by"].to_pylist() == expected
    assert flat(table.slice(1))["caused_by"].to_pylist() == expected[1:]
