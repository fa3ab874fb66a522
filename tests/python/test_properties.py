# SPDX-License-Identifier: Apache-2.0
"""Whatever stands in a table: a district that can be evaluated, or problems that name it. Nothing else."""

from __future__ import annotations

import contextlib
import datetime as dt
import math
from collections import Counter
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baoxue import District, DistrictError, _core, evaluate, load_policy, policy_ids
from baoxue.findings import TABLES as FINDINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

AS_OF = dt.date(2024, 3, 29)
POLICIES = {name: load_policy(name) for name in policy_ids()}
MARCH = [dt.date(2024, 3, day) for day in (4, 5, 6)]
SPRING = dt.date(2024, 2, 26)
DAY = dt.timedelta(1)
SPECS = _core.table_specs()
KINDS = {"id": pa.string(), "word": pa.string(), "text": pa.string(), "date": pa.date32(), "integer": pa.int32()}


def _table(name: str, *rows: tuple[object, ...]) -> pa.Table:
    """All columns of the schema; rows may be shorter than that."""
    columns = {
        column: pa.array([row[at] if at < len(row) else None for row in rows], KINDS[kind])
        for at, (column, kind, _) in enumerate(SPECS[name])
    }
    return pa.table(columns)


#: A little of everything, in every table and column, as the schema has them in order.
TABLES = {
    "terms": _table("terms", ("t", "2023", SPRING, dt.date(2024, 7, 5), "town", dt.date(2024, 3, 1))),
    "days": _table("days", (dt.date(2024, 3, 8), "pm", "off", "a feast", "school")),
    "units": _table(
        "units",
        ("town", "township", None, None),
        ("village", "village", "town"),
        ("school", "school", "town", "primary", "village"),
        ("c1", "class", "school"),
        ("c2", "class", "school"),
    ),
    "holdings": _table(
        "holdings",
        ("T", "class_teacher", "unit", "c1", dt.date(2023, 9, 1), dt.date(2024, 7, 5)),
        ("P", "principal", "unit", "school", dt.date(2023, 9, 1)),
    ),
    "students": _table(
        "students", ("s", "village", "village", dt.date(2014, 3, 5)), ("u",), ("v", None, None, None, MARCH[2])
    ),
    "registrations": _table("registrations", ("s", "t", SPRING), ("u", "t", SPRING)),
    "enrolments": _table(
        "enrolments",
        ("s", "c1", SPRING, None, "new"),
        ("u", "c1", SPRING, dt.date(2024, 3, 12), None, "dropout", dt.date(2024, 3, 13)),
        ("v", "c2", SPRING, dt.date(2024, 3, 15), None, "transferred", dt.date(2024, 3, 18)),
    ),
    "attendance": _table(
        "attendance", *(("s", day, "am", "unexcused") for day in MARCH), ("u", MARCH[0], "am", "present", 9)
    ),
    "roll_calls": _table("roll_calls", *(("c1", day, "both") for day in MARCH)),
    "acts": _table(
        "acts",
        ("a", dt.date(2024, 3, 7), "home_visit", "T", "s", None, "P", None, None, None, dt.date(2024, 3, 20), "seen"),
        ("b", dt.date(2024, 3, 18), "home_visit", "T", "v", "school", None, None, "transfers", "m"),
    ),
    "parties": _table("parties", ("W", "employer"), ("elsewhere", "school")),
    "needs": _table("needs", ("s", "key_student", SPRING, dt.date(2024, 6, 1))),
    "incidents": _table("incidents", ("i", MARCH[1], "dereliction", "T", "s", "school", MARCH[2])),
    "transfers": _table("transfers", ("m", "v", dt.date(2024, 3, 15), dt.date(2024, 3, 18), "moved", "elsewhere")),
    "pledges": _table(
        "pledges",
        ("P", "T", "principal", "class_teacher", "school", None, SPRING, dt.date(2024, 7, 5)),
        ("P", "T", "principal", "class_teacher", None, "s", SPRING),
    ),
    "records": _table("records", ("r", "dropout", "P", "u", "school", dt.date(2024, 3, 14), dt.date(2024, 3, 15), "a")),
    "counts": _table("counts", ("school", "2023", "dropout_rate", 1, 59, "glossary", dt.date(2024, 3, 20))),
}
assert TABLES.keys() == SPECS.keys()
PLACES = [(name, column, kind, required) for name in TABLES for column, kind, required in SPECS[name]]


def of_kind(kind: str) -> st.SearchStrategy[tuple[str, str, str, bool]]:
    return st.sampled_from([place for place in PLACES if place[2] == kind])


def replaced(name: str, column: str, values: pa.Array) -> dict[str, object]:
    """The tables, one of them with another column."""
    at = TABLES[name].column_names.index(column)
    return {**TABLES, name: TABLES[name].set_column(at, column, values)}


def judged(
    register: str = "complete", policies: Iterable[str] = POLICIES, **tables: object
) -> list[dict[str, pa.Table]]:
    """What each policy finds."""
    district = District.from_tables(calendar="weekdays", register=register, **tables)  # type: ignore[arg-type]
    found = evaluate([POLICIES[name] for name in policies], district, AS_OF, threads=1)
    every = [{name: of.table(name).to_arrow() for name in FINDINGS} for of in found]
    for of in every:
        for table in of.values():
            table.validate(full=True)
    return every


def outcome(**tables: object) -> list[Any]:
    """What is found, or what is wrong."""
    try:
        return judged(**tables)
    except DistrictError as refused:
        return [str(problem) for problem in refused.problems]


HUGE = st.one_of(st.integers(-(2**63), 2**63 - 1), st.sampled_from([-(2**63), 2**63 - 1, -(2**31), 2**31]))
CELLS = [
    HUGE,
    st.floats(),
    st.booleans(),
    st.text(st.characters(codec="utf-8"), max_size=20),
    st.text("a", min_size=1, max_size=3).map(lambda text: text * 5000),
    st.binary(max_size=9),
    st.dates(dt.date.min, dt.date.max),
    st.dates(SPRING - DAY, dt.date(2024, 7, 6)),
    st.datetimes(timezones=st.sampled_from([None, dt.UTC])),
    st.sampled_from([math.nan, math.inf, pd.NaT, "2024-03-05", "am", "class", "s", ""]),
    st.lists(st.integers(0, 3), max_size=2),
]


@st.composite
def columns(draw: st.DrawFn, rows: int) -> pa.Array:
    """Cells of one kind, some of them null; the types that Arrow gives them, or another to which it can turn them."""
    kind = draw(st.sampled_from(CELLS))
    cells = draw(st.lists(st.one_of(st.none(), kind), min_size=rows, max_size=rows))
    try:
        column = pa.array(cells, from_pandas=draw(st.booleans()))
    except (pa.ArrowException, ValueError, OverflowError, TypeError):
        column = pa.array([None if cell is None else str(cell) for cell in cells])
    types = [pa.int8(), pa.uint64(), pa.float32(), pa.date64(), pa.large_string(), pa.timestamp("ns")]
    if draw(st.booleans()):
        with contextlib.suppress(pa.ArrowException):
            column = column.cast(draw(st.sampled_from([*types, pa.timestamp("s", "Asia/Shanghai")])))
    return column


IDS = sorted(
    {cell for name, column, kind, _ in PLACES if kind == "id" for cell in TABLES[name][column].to_pylist()} - {None}
)
WORDS = sorted(
    {cell for name, column, kind, _ in PLACES if kind == "word" for cell in TABLES[name][column].to_pylist()} - {None}
)
FITTING = {
    "id": st.sampled_from(IDS),
    "word": st.sampled_from([*WORDS, "pm", "excused", "exceptions"]),
    "text": st.sampled_from(["2023", "2024", "seen", ""]),
    "date": st.dates(dt.date(2023, 9, 1), dt.date(2024, 7, 31)),
    "integer": st.integers(0, 90),
}
NOTHING = [pd.NaT, math.nan, None, pd.NA]


@st.composite
def spoilt(draw: st.DrawFn) -> dict[str, object]:
    """Good tables, one of them with a column that is another, or gone, or twice there; or with no row."""
    tables: dict[str, object] = dict(TABLES)
    for left_out in draw(st.lists(st.sampled_from(sorted(TABLES.keys() - {"terms", "units"})), max_size=2)):
        tables.pop(left_out, None)
    name = draw(st.sampled_from(sorted(TABLES)))
    table = TABLES[name]
    at = draw(st.integers(0, table.num_columns - 1))
    column = table.column_names[at]
    how = draw(st.sampled_from(["fitting", "other", "gone", "twice", "empty", "pandas"]))
    if how == "fitting":
        type = table.schema.field(at).type
        fitting = FITTING[SPECS[name][at][1]]
        cells = st.one_of(st.none(), fitting) if draw(st.booleans()) else fitting
        n = table.num_rows
        table = table.set_column(at, column, pa.array(draw(st.lists(cells, min_size=n, max_size=n)), type))
    elif how == "other":
        table = table.set_column(at, column, draw(columns(table.num_rows)))
    elif how == "gone":
        table = table.remove_column(at)
    elif how == "twice":
        table = table.append_column(column, draw(columns(table.num_rows)))
    elif how == "empty":
        table = table.slice(0, 0)
    tables[name] = table
    if how == "pandas":
        frame = table.to_pandas(date_as_object=draw(st.booleans()))
        cells = frame[column].tolist()  # good ones, some of them nothing or another
        others = st.sampled_from([*NOTHING, 1.5, "x"])
        cells = [draw(others) if draw(st.booleans()) else cell for cell in cells]
        frame[column] = pd.Series(cells, dtype=draw(st.sampled_from([object, None])))
        tables[name] = frame
    return tables


MANY = pytest.mark.parametrize("most", [400, pytest.param(2400, marks=pytest.mark.long)])


@pytest.fixture
def same(request: pytest.FixtureRequest) -> bool:
    """Whether the examples are the same on every run: in the long run they are others, and many."""
    return request.node.get_closest_marker("long") is None


def hold(
    check: Callable[..., str], *strategies: st.SearchStrategy[Any], most: int, same: bool, tell: Callable[[str], None]
) -> Counter[str]:
    """Checks what is drawn, and counts what comes of it."""
    outcomes: Counter[str] = Counter()

    @settings(max_examples=most, deadline=None, derandomize=same)
    @given(st.tuples(*strategies))
    def every(drawn: tuple[Any, ...]) -> None:
        outcomes[check(*drawn)] += 1

    every()
    tell(", ".join(f"{count:,} {outcome}" for outcome, count in outcomes.most_common()))
    return outcomes


def any_table(tables: dict[str, object], register: str, bad: str, policies: list[str]) -> str:
    try:
        district = District.from_tables(calendar="weekdays", register=register, on_bad_rows=bad, **tables)  # type: ignore[arg-type]
    except DistrictError as refused:
        assert refused.problems
        assert all(problem.message for problem in refused.problems)
        assert all(problem.table in TABLES for problem in refused.problems), refused.problems
        return "refused"
    for findings in evaluate([POLICIES[name] for name in policies], district, AS_OF):
        for name in FINDINGS:
            pa.table(findings.table(name)).validate(full=True)

    return "evaluated, with rows set aside" if district.problems else "evaluated"


@MANY
def test_any_table_is_evaluated_or_refused_with_a_place(
    most: int, same: bool, tell_figure: Callable[[str], None]
) -> None:
    policies = st.lists(st.sampled_from(sorted(POLICIES)), min_size=1, max_size=4, unique=True)
    settings = (st.sampled_from(["complete", "exceptions"]), st.sampled_from(["raise", "set_aside"]))
    outcomes = hold(any_table, spoilt(), *settings, policies, most=most, same=same, tell=tell_figure)
    assert min(outcomes["refused"], outcomes["evaluated"]) > most / 10
    assert outcomes["evaluated, with rows set aside"] > 0


# Enormous ids


@st.composite
def enormous(draw: st.DrawFn, type: pa.DataType) -> tuple[dict[str, int], pa.DataType]:
    """A number for each id, most of them as far from nought as the type has."""
    far = st.integers(2**63 - 60, 2**63 - 1)
    if type == pa.int64():
        far = st.one_of(far, st.integers(-(2**63), -(2**63) + 60), HUGE)
    numbers = draw(st.lists(far, min_size=len(IDS), max_size=len(IDS), unique=True))
    return dict(zip(IDS, numbers, strict=True)), type


def with_ids(number: dict[str, int], type: pa.DataType) -> dict[str, object]:
    """The tables, each id of each table another."""
    tables: dict[str, object] = {}
    for name, table in TABLES.items():
        for at, (column, kind, _) in enumerate(SPECS[name]):
            if kind == "id":
                cells = [None if id is None else number[id] for id in table[column].to_pylist()]
                cells = [str(cell) if cell is not None and pa.types.is_string(type) else cell for cell in cells]
                table = table.set_column(at, column, pa.array(cells, type))
        tables[name] = table
    return tables


def told(cell: object) -> object:
    """A cell, whatever its ids are made of, and in whatever order those of a list."""
    if isinstance(cell, list):
        return sorted(map(str, map(told, cell)))
    if isinstance(cell, dict):
        return {name: told(of) for name, of in cell.items()}
    return str(cell)


def as_told(every: list[dict[str, pa.Table]]) -> list[dict[str, list[str]]]:
    """Rows in the order of what they say; their own ids rest on those of the facts."""
    own = ("id", "part_of", "vetoed_by")
    return [
        {
            name: sorted(str({c: told(v) for c, v in row.items() if c not in own}) for row in t.to_pylist())
            for name, t in of.items()
        }
        for of in every
    ]


def enormous_ids(ids: tuple[dict[str, int], pa.DataType], register: str) -> str:
    number, type = ids
    found = judged(register, **with_ids(number, type))
    assert as_told(found) == as_told(judged(register, **with_ids(number, pa.string())))
    pupils = {id for of in found for id in of["obligations"]["student_id"].to_pylist()}
    assert number["s"] in pupils
    assert sum(len(rows) for of in found for rows in of.values()) > 100

    return f"evaluated of {type}"


@pytest.mark.parametrize("type", [pa.int64(), pa.uint64()], ids=str)
@pytest.mark.parametrize("most", [30, pytest.param(200, marks=pytest.mark.long)])
def test_enormous_ids_are_ids_like_any(
    most: int, same: bool, type: pa.DataType, tell_figure: Callable[[str], None]
) -> None:
    hold(
        enormous_ids,
        enormous(type),
        st.sampled_from(["complete", "exceptions"]),
        most=most,
        same=same,
        tell=tell_figure,
    )


@pytest.mark.parametrize("place", [place for place in PLACES if place[2] == "id"], ids="{0[0]}-{0[1]}".format)
def test_a_number_beyond_ids_is_refused_where_it_stands(place: tuple[str, str, str, bool]) -> None:
    name, column, *_ = place
    tables = with_ids({id: at for at, id in enumerate(IDS)}, pa.uint64())
    cells = tables[name][column].to_pylist()  # type: ignore[index]
    row = next(at for at, cell in enumerate(cells) if cell is not None)
    cells[row] = 2**63
    at = TABLES[name].column_names.index(column)
    tables[name] = tables[name].set_column(at, column, pa.array(cells, pa.uint64()))  # type: ignore[attr-defined]
    with pytest.raises(DistrictError) as refused:
        judged(**tables)
    assert (name, column, row) in {(found.table, found.column, found.row) for found in refused.value.problems}


# Nothing among something


def nothing_among_something(place: tuple[str, str, str, bool], data: st.DataObject) -> str:
    name, column, kind, required = place
    cells = TABLES[name][column].to_pylist()
    gone = data.draw(st.lists(st.booleans(), min_size=len(cells), max_size=len(cells)))
    left = [None if no else cell for cell, no in zip(cells, gone, strict=True)]
    frame = TABLES[name].to_pandas(date_as_object=False, types_mapper={pa.int32(): pd.Float64Dtype()}.get)
    if kind == "date":
        unit = data.draw(st.sampled_from(["s", "ms", "us", "ns"]))
        frame[column] = pd.Series([pd.NaT if cell is None else cell for cell in left]).astype(f"datetime64[{unit}]")
    else:
        frame[column] = pd.Series([math.nan if cell is None else float(cell) for cell in left], dtype="float64")
    for whole in TABLES[name].column_names:
        if SPECS[name][TABLES[name].column_names.index(whole)][1] == "integer" and whole != column:
            frame[whole] = frame[whole].astype("Int64")
    of_pandas = outcome(**{**TABLES, name: frame})
    assert of_pandas == outcome(**replaced(name, column, pa.array(left, KINDS[kind])))
    if required and any(gone):
        rows = [row for row, cell in enumerate(left) if cell is None]
        for row in rows:
            assert any(said.startswith(f"{name} row {row}, column `{column}`: ") for said in of_pandas), of_pandas

    mixed = "some nothing" if len(set(gone)) == 2 else "all alike"
    return f"refused, {mixed}" if isinstance(of_pandas[0], str) else f"evaluated, {mixed}"


@MANY
def test_nat_and_nan_among_good_cells_are_empty_cells(
    most: int, same: bool, tell_figure: Callable[[str], None]
) -> None:
    places = st.one_of(of_kind("date"), of_kind("integer"))
    outcomes = hold(nothing_among_something, places, st.data(), most=most // 3, same=same, tell=tell_figure)
    assert min(outcomes["refused, some nothing"], outcomes["evaluated, some nothing"]) > most / 50


@pytest.mark.parametrize("place", [place for place in PLACES if place[2] == "integer"], ids="{0[0]}-{0[1]}".format)
def test_a_nan_that_is_no_null_is_refused_where_it_stands(place: tuple[str, str, str, bool]) -> None:
    """As pyarrow and polars keep it."""
    name, column, *_ = place
    cells = [0.0] * TABLES[name].num_rows
    cells[-1] = math.nan
    said = outcome(**replaced(name, column, pa.array(cells, pa.float64())))
    assert isinstance(said, list)
    assert str(said[0]).startswith(f"{name} row {len(cells) - 1}, column `{column}`: expected integers, got `double`")


# Times of a day


TICKS = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def times_near_midnight(place: tuple[str, str, str, bool], data: st.DataObject) -> str:
    name, column, *_ = place
    good = TABLES[name][column].to_pylist()
    near = st.sampled_from([*range(-4, 5), 20_000])  # days from what stands there, or beyond the calendar
    dates = [None if cell is None else cell + DAY * data.draw(near) for cell in good]
    unit = data.draw(st.sampled_from(sorted(TICKS)))
    zone = data.draw(st.sampled_from([None, None, None, "UTC", "Asia/Shanghai", "+08:00", "America/New_York"]))
    off = st.sampled_from([0, 0, 0, 0, 1, -1, 8 * 3600 * TICKS[unit], -8 * 3600 * TICKS[unit]])
    offs = [data.draw(off) for _ in dates]
    epoch = dt.date(1970, 1, 1)
    ticks = [
        None if date is None else (date - epoch).days * 86_400 * TICKS[unit] + by
        for date, by in zip(dates, offs, strict=True)
    ]
    said = outcome(**replaced(name, column, pa.array(ticks, pa.int64()).cast(pa.timestamp(unit, zone))))
    wrong = [row for row, by in enumerate(offs) if by and dates[row] is not None]
    if zone is not None:
        assert isinstance(said, list)
        refusal = f"{name}, column `{column}`: the times have the time zone `{zone}`"
        assert any(str(one).startswith(refusal) for one in said), said
        return "refused for a time zone"
    if wrong:
        assert isinstance(said, list)
        assert any(
            str(one).startswith(f"{name} row {wrong[0]}, column `{column}`: ")
            and str(one).endswith("is not a date but a time of a day; give dates")
            for one in said
        ), said
        return "refused for a time of a day"
    assert said == outcome(**replaced(name, column, pa.array(dates, pa.date32())))
    return "as of dates, refused" if isinstance(said[0], str) else "as of dates, evaluated"


@MANY
def test_times_near_midnight_are_dates_or_refused(most: int, same: bool, tell_figure: Callable[[str], None]) -> None:
    outcomes = hold(times_near_midnight, of_kind("date"), st.data(), most=most // 2, same=same, tell=tell_figure)
    assert len(outcomes) == 4
    assert outcomes["as of dates, evaluated"] > most / 40
