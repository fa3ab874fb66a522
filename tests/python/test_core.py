# SPDX-License-Identifier: Apache-2.0
"""The compiled core by itself: tables in, findings out, refusals."""

from __future__ import annotations

import datetime as dt
import gc
import pickle
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from baoxue import _core

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AS_OF = dt.date(2026, 5, 29)

TEXTS: dict[str, dict[str, list[Any]]] = {
    "terms": {
        "term_id": ["t2"],
        "school_year": ["2025-2026"],
        "first_day": [dt.date(2026, 3, 2)],
        "last_day": [dt.date(2026, 7, 3)],
    },
    "units": {
        "unit_id": ["s", "c"],
        "kind": ["school", "class"],
        "parent_id": [None, "s"],
        "stage": ["primary", None],
    },
    "holdings": {
        "person_id": ["ann", "bo"],
        "role": ["class_teacher", "principal"],
        "covers_kind": ["unit", "unit"],
        "covers_id": ["c", "s"],
        "from": [dt.date(2026, 3, 2)] * 2,
    },
    "enrolments": {
        "student_id": ["p1", "p2"],
        "class_id": ["c", "c"],
        "from": [dt.date(2026, 3, 2)] * 2,
    },
    "attendance": {
        "student_id": ["p1", "p1", "p2"],
        "date": [dt.date(2026, 5, 12), dt.date(2026, 5, 12), dt.date(2026, 5, 13)],
        "session": ["am", "pm", "am"],
        "mark": ["unexcused", "unexcused", "excused"],
    },
    "acts": {
        "act_id": ["a1"],
        "date": [dt.date(2026, 5, 13)],
        "act": ["home_visit"],
        "actor_id": ["ann"],
        "student_id": ["p1"],
    },
}
NUMBERS = {"t2": 2, "s": 100, "c": 101, "ann": 1, "bo": 2, "p1": 1, "p2": 2, "a1": 7}
IDS = {name: [c for c, kind, _ in spec if kind == "id"] for name, spec in _core.table_specs().items()}


def arrow_tables(id_type: pa.DataType | None = None) -> dict[str, pa.Table]:
    """The tables above in pyarrow, with ids as integers, texts or dictionaries."""
    id_type = id_type or pa.string()
    wanted = id_type.value_type if pa.types.is_dictionary(id_type) else id_type
    result = {}
    for name, columns in TEXTS.items():
        table = pa.table(columns)
        for column in set(IDS[name]) & set(columns):
            ids = columns[column]
            if pa.types.is_integer(wanted):
                ids = [None if i is None else NUMBERS[i] for i in ids]
            values = pa.array(ids, wanted)
            if pa.types.is_dictionary(id_type):
                values = values.dictionary_encode().cast(id_type)
            table = table.set_column(table.column_names.index(column), column, values)
        result[name] = table
    return result


def build(tables: dict[str, Any], *, set_aside: bool = False) -> _core.District:
    return _core.build_district(tables, "cn", "complete", set_aside, [])


def duties(district: _core.District) -> pa.Table:
    """Those of the ladders of absence."""
    (findings,) = _core.evaluate([_core.builtin_policy("plan-2")], district, AS_OF)
    found = pa.table(findings.obligations)
    ladders = pa.array(["2.2.2.6e", "2.2.2.6f", "2.2.2.6g", "2.2.2.6i"])
    return found.filter(pc.is_in(found["clause"].cast(pa.string()), ladders))


@pytest.fixture(scope="module")
def findings() -> _core.Findings:
    tables = _core.sample_tables(300, 1)
    district = _core.build_district(tables, **_core.sample_settings(), set_aside=False, vocabulary=[])
    return _core.evaluate([_core.builtin_policy("plan-2")], district, AS_OF)[0]


# In.


def in_duckdb(table: pa.Table) -> duckdb.DuckDBPyRelation:
    return duckdb.connect().from_arrow(table)


def in_polars(table: pa.Table) -> pa.Table:
    """Polars hands out text as views, which the Python package turns into text; so does this."""
    out = pa.table(pl.DataFrame(table))
    texts = {f.name: pa.large_string() for f in out.schema if pa.types.is_string_view(f.type)}
    return out.cast(pa.schema([(f.name, texts.get(f.name, f.type)) for f in out.schema]))


@pytest.mark.parametrize(
    "turn",
    [
        lambda table: table,
        lambda table: pa.RecordBatchReader.from_batches(table.schema, table.to_batches()),
        in_polars,
        lambda table: table.to_pandas(),
        in_duckdb,
    ],
    ids=["pyarrow", "reader", "polars", "pandas", "duckdb"],
)
def test_every_library_gives_the_same_duties(turn: Callable[[pa.Table], object]) -> None:
    expected = duties(build(arrow_tables()))
    assert expected.num_rows > 0
    given = {name: turn(table) for name, table in arrow_tables().items()}
    assert duties(build(given)).equals(expected)


@pytest.mark.parametrize(
    "id_type",
    [
        pa.string(),
        pa.large_string(),
        pa.binary(),
        pa.dictionary(pa.int8(), pa.string()),
        pa.dictionary(pa.int32(), pa.large_string()),
        pa.dictionary(pa.uint16(), pa.string()),
    ],
    ids=str,
)
def test_ids_are_text_however_it_lies(id_type: pa.DataType) -> None:
    found = duties(build(arrow_tables(id_type)))
    assert found.equals(duties(build(arrow_tables())))
    assert found["bearer_ids"].to_pylist()[0] == ["ann"]


@pytest.mark.parametrize(
    "id_type",
    [pa.int64(), pa.int32(), pa.uint8(), pa.uint64(), pa.dictionary(pa.int32(), pa.int64())],
    ids=str,
)
def test_integer_ids_come_back_as_integers(id_type: pa.DataType) -> None:
    found = duties(build(arrow_tables(id_type)))
    assert found.schema.field("student_id").type == pa.int64()
    assert found["student_id"].to_pylist() == [1] * found.num_rows
    assert found["unit_id"].to_pylist() == [101] * found.num_rows
    assert found["bearer_ids"].to_pylist()[0] == [1]
    texts = duties(build(arrow_tables()))
    rest = [name for name in texts.column_names if name not in ("id", *("student_id", "unit_id", "bearer_ids"))]
    assert found.select(rest).equals(texts.select(rest))


def test_chunks_are_one_table() -> None:
    tables = arrow_tables(pa.dictionary(pa.int32(), pa.string()))
    chunked = {
        name: pa.concat_tables([table.slice(i, 1) for i in range(table.num_rows)]) for name, table in tables.items()
    }
    assert chunked["attendance"]["student_id"].num_chunks == 3
    assert duties(build(chunked)).equals(duties(build(tables)))


def test_a_slice_is_read_from_where_it_begins() -> None:
    tables = arrow_tables()
    marks = tables["attendance"]
    tables["attendance"] = pa.concat_tables([marks.slice(2), marks]).combine_chunks().slice(1)
    assert duties(build(tables)).equals(duties(build(arrow_tables())))


def test_a_type_that_no_column_has_is_named() -> None:
    tables = arrow_tables()
    stamps = pa.array([dt.datetime(2026, 5, 12)] * 3, pa.timestamp("ns"))
    tables["attendance"] = tables["attendance"].set_column(1, "date", stamps)
    with pytest.raises(_core.DistrictError) as caught:
        build(tables)
    (problem,) = caught.value.problems
    assert (problem.table, problem.row, problem.column) == ("attendance", None, "date")
    assert problem.message == "expected a date, found timestamp[ns]"
    assert str(problem) == "attendance, column `date`: expected a date, found timestamp[ns]"


def test_every_problem_is_listed_with_its_place() -> None:
    tables = arrow_tables()
    tables["attendance"] = tables["attendance"].set_column(3, "mark", [["absent", "unexcusd", "excused"]])
    with pytest.raises(_core.DistrictError) as caught:
        build(tables)
    assert isinstance(caught.value, ValueError)
    assert [(p.table, p.row, p.column) for p in caught.value.problems] == [
        ("attendance", 0, "mark"),
        ("attendance", 1, "mark"),
    ]
    assert "did you mean `unexcused`?" in str(caught.value)


def test_rows_that_contradict_are_set_aside_if_asked() -> None:
    tables = arrow_tables()
    marks = tables["attendance"]
    other = marks.slice(2).set_column(3, "mark", [["present"]])
    tables["attendance"] = pa.concat_tables([marks, other])
    with pytest.raises(_core.DistrictError):
        build(tables)
    district = build(tables, set_aside=True)
    assert {p.table for p in district.problems} == {"attendance"}
    assert district.summary()["set_aside"] == len(district.problems) > 0


def test_a_stream_that_breaks_is_refused_with_its_reason() -> None:
    def batches() -> Any:
        yield from arrow_tables()["units"].to_batches()
        raise OSError("the disk is full")

    tables: dict[str, Any] = arrow_tables()
    tables["units"] = pa.RecordBatchReader.from_batches(tables["units"].schema, batches())
    with pytest.raises(_core.DistrictError, match=r"units: cannot be read: (.|\n)*the disk is full"):
        build(tables)


def test_a_stream_that_was_read_is_refused() -> None:
    class Once:
        def __init__(self, table: pa.Table) -> None:
            self.capsule = table.__arrow_c_stream__()

        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return self.capsule

    tables: dict[str, Any] = arrow_tables()
    tables["units"] = Once(tables["units"])
    build(tables)
    with pytest.raises(_core.DistrictError, match="units: an Arrow stream that was read before"):
        build(tables)


@pytest.mark.parametrize("table", [None, 3, {"unit_id": ["s"]}], ids=["none", "number", "dict"])
def test_what_is_no_table_is_refused(table: object) -> None:
    with pytest.raises(TypeError, match="table `units`: expected an object with __arrow_c_stream__"):
        build({**arrow_tables(), "units": table})


def test_settings_are_known_words() -> None:
    with pytest.raises(ValueError, match="calendar: expected `cn` or `weekdays`, got `us`"):
        _core.build_district(arrow_tables(), "us", "complete", False, [])
    with pytest.raises(ValueError, match="register: expected `complete` or `exceptions`"):
        _core.build_district(arrow_tables(), "cn", "all", False, [])
    with pytest.raises(TypeError):
        _core.build_district(arrow_tables(), "cn", "complete", 1, [])  # type: ignore[arg-type]


def test_words_of_the_caller_are_read_strictly() -> None:
    with pytest.raises(_core.DistrictError, match=r"words\.json:1:"):
        _core.build_district(arrow_tables(), "cn", "complete", False, [("words.json", b"{")])


def test_a_district_counts_what_it_holds() -> None:
    district = build(arrow_tables())
    assert district.summary() == {
        "terms": 1,
        "school_years": 1,
        "units": 2,
        "persons": 2,
        "holdings": 2,
        "pupils": 2,
        "enrolments": 2,
        "registrations": 0,
        "marks": 3,
        "acts": 1,
        "needs": 0,
        "incidents": 0,
        "transfers": 0,
        "pledges": 0,
        "records": 0,
        "counts": 0,
        "set_aside": 0,
    }
    assert repr(district) == "<District: 2 pupils, 2 units, 3 marks>"
    assert district.problems == []


def test_table_specs_name_kind_and_need() -> None:
    specs = _core.table_specs()
    assert specs["registrations"] == [
        ("student_id", "id", True),
        ("term_id", "id", True),
        ("registered_on", "date", True),
    ]
    assert {kind for spec in specs.values() for _, kind, _ in spec} == {
        "id", "date", "word", "integer", "text",
    }  # fmt: skip


# Out.


@pytest.mark.parametrize("name", ["obligations", "gaps"])
def test_every_library_reads_findings(findings: _core.Findings, name: str, tmp_path: Path) -> None:
    table = getattr(findings, name)
    arrow = pa.table(table)
    arrow.validate(full=True)
    assert (arrow.num_rows, arrow.column_names) == (len(table), table.column_names)
    rows = arrow.to_pylist()
    assert len(rows) > 0
    assert pl.DataFrame(table).to_dicts() == rows
    with duckdb.connect() as connection:
        connection.register("found", table)
        assert connection.sql("select * from found").to_arrow_table().to_pylist() == rows
    frame = pd.DataFrame.from_arrow(table) if hasattr(pd.DataFrame, "from_arrow") else arrow.to_pandas()
    assert frame["id"].tolist() == [row["id"] for row in rows]
    pq.write_table(arrow, tmp_path / "t.parquet")
    assert pq.read_table(tmp_path / "t.parquet").to_pylist() == rows


def test_findings_have_the_types_of_their_format(findings: _core.Findings) -> None:
    schema = pa.table(findings.obligations).schema
    word = pa.dictionary(pa.int32(), pa.string())
    types = dict(zip(schema.names, schema.types, strict=True))
    assert types == {
        "id": pa.uint64(),
        "policy": word,
        "clause": word,
        "rule": word,
        "acts": pa.list_(word),
        "role": word,
        "bearer_ids": pa.list_(pa.string()),
        "recipient_role": word,
        "student_id": pa.string(),
        "unit_id": pa.string(),
        "step": pa.int32(),
        "triggered_on": pa.date32(),
        "due_on": pa.date32(),
        "needed": pa.int32(),
        "done": pa.int32(),
        "state": word,
        "met_on": pa.date32(),
        "also": pa.list_(pa.struct([("policy", word), ("rule", word)])),
        "caused_by": pa.list_(pa.struct([("table", word), ("row", pa.int64())])),
    }
    assert schema.metadata == {
        b"baoxue.format_version": b"1",
        b"baoxue.as_of": b"2026-05-29",
        b"baoxue.policy": b"plan-2",
    }


def test_rows_outlive_the_findings() -> None:
    found = duties(build(arrow_tables()))
    stream = _core.sample_tables(50, 1)["students"].__arrow_c_stream__()
    gc.collect()
    assert found["student_id"].to_pylist() == ["p1"] * found.num_rows
    del stream
    gc.collect()


def test_a_stream_is_a_capsule_of_the_interface(findings: _core.Findings) -> None:
    capsule = findings.gaps.__arrow_c_stream__(requested_schema=None)
    assert '"arrow_array_stream"' in repr(capsule)


def test_findings_know_their_policy_and_day(findings: _core.Findings) -> None:
    assert findings.as_of == AS_OF
    assert type(findings.as_of) is dt.date
    assert findings.policy.id == "plan-2"
    assert repr(findings).startswith("<Findings of plan-2 on 2026-05-29: ")


def test_explanations_are_by_id_and_language(findings: _core.Findings) -> None:
    for table in (findings.obligations, findings.gaps):
        id = pa.table(table)["id"][0].as_py()
        assert f"{id:016x}" in findings.explain(id, "en")
        assert findings.explain(id, "zh") != findings.explain(id, "en")
    with pytest.raises(KeyError, match="no finding has the id `0000000000000003`"):
        findings.explain(3, "en")
    with pytest.raises(ValueError, match="lang: expected `zh` or `en`, got `fr`"):
        findings.explain(id, "fr")  # type: ignore[arg-type]
    for wrong in (-1, 2**64):
        with pytest.raises(ValueError, match="out of range"):
            findings.explain(wrong, "en")
    for none in (True, 3.0, Decimal(3), "3"):
        with pytest.raises(TypeError):
            findings.explain(none, "en")  # type: ignore[arg-type]


def test_several_policies_give_what_each_gives_alone() -> None:
    district = build(arrow_tables())
    policies = [_core.builtin_policy(id) for id in _core.builtin_policy_ids()]
    together = _core.evaluate(policies, district, AS_OF)
    for policy, found in zip(policies, together, strict=True):
        (alone,) = _core.evaluate([policy], district, AS_OF)
        for name in ("obligations", "gaps"):
            assert pa.table(getattr(found, name)).equals(pa.table(getattr(alone, name)))
    assert _core.evaluate([], district, AS_OF) == []


# Refusals.


@pytest.mark.parametrize(
    "as_of",
    [dt.datetime(2026, 5, 29), pd.Timestamp("2026-05-29"), "2026-05-29", 20602, None, np.datetime64("2026-05-29")],
    ids=str,
)
def test_a_date_is_a_date_and_nothing_else(as_of: Any) -> None:
    with pytest.raises(TypeError):
        _core.evaluate([_core.builtin_policy("plan-2")], build(arrow_tables()), as_of)


@pytest.mark.parametrize("as_of", [dt.date(1500, 1, 1), dt.date(2035, 1, 1), dt.date.max])
def test_a_day_outside_the_calendar_is_refused(as_of: dt.date) -> None:
    with pytest.raises(_core.DistrictError, match="outside the calendar") as caught:
        _core.evaluate([_core.builtin_policy("plan-2")], build(arrow_tables()), as_of)
    assert len(caught.value.problems) == 1


def test_a_policy_is_needed_and_a_district() -> None:
    district = build(arrow_tables())
    with pytest.raises(TypeError):
        _core.evaluate([None], district, AS_OF)  # type: ignore[list-item]
    with pytest.raises(TypeError):
        _core.evaluate([_core.builtin_policy("plan-2")], None, AS_OF)  # type: ignore[arg-type]


def test_policies_show_what_they_are() -> None:
    policy = _core.builtin_policy("plan-2")
    assert policy.id == "plan-2"
    assert "2.2.2.6e" in policy.clause_ids
    assert policy.title("zh") != policy.title("en")
    assert repr(policy) == f"<Policy plan-2: {len(policy.clause_ids)} clauses>"
    with pytest.raises(ValueError, match="lang"):
        policy.title("fr")  # type: ignore[arg-type]
    with pytest.raises(_core.PolicyError, match="plan-9"):
        _core.builtin_policy("plan-9")


def test_a_broken_policy_file_is_refused_where_it_breaks() -> None:
    with pytest.raises(_core.PolicyError) as caught:
        _core.read_policy(b'{"format": 1,\n "format": 2}', "mine.json", [])
    first = caught.value.problems[0]
    assert first.file is not None
    assert first.file.endswith("mine.json")
    assert (first.table, first.row) == (None, None)
    assert isinstance(first.line, int)
    assert isinstance(first.column, int)
    assert str(first).startswith(f"{first.file}:{first.line}:{first.column}")
    with pytest.raises(TypeError):
        _core.read_policy("{}", "mine.json", [])  # type: ignore[arg-type]


def test_readings_are_chosen_by_name() -> None:
    policy = _core.builtin_policy("plan-2")
    changed = policy.with_reading("2.2.2.6e", "excused_too")
    district = build(arrow_tables())
    before, after = _core.evaluate([policy, changed], district, AS_OF)
    assert len(after.obligations) > len(before.obligations)
    assert [reading.id for reading in policy.readings("2.2.2.6e")] == ["unexcused", "excused_too"]
    for word, near in (("no such reading", ""), ("excused_to", ", did you mean `excused_too`?")):
        with pytest.raises(_core.PolicyError) as caught:
            policy.with_reading("2.2.2.6e", word)
        assert str(caught.value) == (
            f"policy plan-2, clause 2.2.2.6e: unknown reading `{word}`, expected `unexcused` or `excused_too`{near}"
        )
    with pytest.raises(_core.PolicyError, match=r"2\.2\.2\.6x"):
        policy.with_reading("2.2.2.6x", "excused_too")


def test_values_are_whole_numbers() -> None:
    policy = _core.builtin_policy("plan-2")
    with pytest.raises(_core.PolicyError, match="unknown parameter"):
        policy.with_values({"2.2.2.6i.no_such": 3})
    for wrong in (True, 2.0, Decimal("2.9"), None):
        with pytest.raises(TypeError):
            policy.with_values({"2.2.2.6i.no_such": wrong})  # type: ignore[dict-item]
    with pytest.raises(_core.PolicyError, match="unknown parameter"):
        policy.with_values({"2.2.2.6i.no_such": 2**32})
    assert policy.with_values({}).id == policy.id


@pytest.mark.parametrize("wrong", [2.9, True, "3", None], ids=str)
def test_a_value_of_another_type_is_named(wrong: Any) -> None:
    message = f"`2.2.2.6i.within`: expected a whole number, got `{wrong!r}` ({type(wrong).__name__})"
    with pytest.raises(TypeError, match=f"^{re.escape(message)}$"):
        _core.builtin_policy("plan-2").with_values({"2.2.2.6i.within": wrong})


@pytest.mark.parametrize("wrong", [2**31, -(2**31) - 1, 2**80], ids=str)
def test_a_value_out_of_range_is_named(wrong: int) -> None:
    message = f"`2.2.2.6i.within`: `{wrong}` is out of range, expected a whole number from 0 to 36525"
    with pytest.raises(_core.PolicyError, match=f"^{re.escape(message)}$") as caught:
        _core.builtin_policy("plan-2").with_values({"2.2.2.6i.within": wrong})
    assert [problem.message for problem in caught.value.problems] == [message]


def test_names_of_another_type_are_named() -> None:
    policy: Any = _core.builtin_policy("plan-2")
    with pytest.raises(TypeError, match=r"^values: name: expected a text, got `1` \(int\)$"):
        policy.with_values({1: 2})
    with pytest.raises(TypeError, match=r"^values: expected whole numbers by name, .* got `3` \(int\)$"):
        policy.with_values(3)
    with pytest.raises(TypeError, match=r"^clause_id: expected a text, got `1` \(int\)$"):
        policy.with_reading(1, "excused_too")
    with pytest.raises(TypeError, match=r"^reading_id: expected a text, got `None` \(NoneType\)$"):
        policy.with_reading("2.2.2.6e", None)
    with pytest.raises(_core.PolicyError, match="is not Unicode text"):
        policy.with_reading("\udcff", "excused_too")


@pytest.mark.parametrize("pupils", [True, 20.0, Decimal(20), "20", None], ids=str)
def test_a_number_of_pupils_is_a_whole_number(pupils: Any) -> None:
    with pytest.raises(TypeError):
        _core.sample_tables(pupils, 1)


def test_the_sample_is_the_same_each_time() -> None:
    one, two = (_core.sample_tables(np.int64(30), 5) for _ in range(2))
    for name, table in one.items():
        assert pa.table(table).equals(pa.table(two[name]))
    assert pa.table(one["students"]).num_rows == len(one["students"]) == 30
    for wrong in (-1, 6_000_000, 2**40):
        with pytest.raises(ValueError, match=r"`-?\d+`"):
            _core.sample_tables(wrong, 1)


def test_problems_are_values() -> None:
    one = _core.Problem("no", table="acts", row=3, column="date")
    assert one == _core.Problem("no", table="acts", row=3, column="date")
    assert one != _core.Problem("no", table="acts", row=4, column="date")
    assert len({one, _core.Problem("no", table="acts", row=3, column="date")}) == 1
    assert one != "no"
    assert pickle.loads(pickle.dumps(one)) == one
    assert (one.message, one.file, one.line, one.pointer) == ("no", None, None, None)
    assert str(one) == "acts row 3, column `date`: no"
    for wrong in (True, 1.0, Decimal(1)):
        with pytest.raises(TypeError):
            _core.Problem("no", row=wrong)  # type: ignore[arg-type]


def test_errors_of_the_core_travel_with_their_problems() -> None:
    with pytest.raises(_core.DistrictError) as caught:
        build({})
    copy = pickle.loads(pickle.dumps(caught.value))
    assert copy.problems == caught.value.problems != []
    assert str(copy) == str(caught.value)
