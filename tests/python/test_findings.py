# SPDX-License-Identifier: Apache-2.0
"""Findings in Python: one table, every library."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from baoxue import (
    District,
    DistrictError,
    Findings,
    PolicyError,
    evaluate,
    load_policy,
    policy_ids,
    sample,
    sample_settings,
)
from baoxue.findings import TABLES


@pytest.fixture(scope="module")
def district() -> District:
    return District.from_tables(**sample(200, seed=1), **sample_settings())


@pytest.fixture(scope="module")
def as_of() -> dt.date:
    last: dt.date = max(sample(200, seed=1)["terms"]["last_day"].to_pylist())
    return last


@pytest.fixture(scope="module")
def findings(district: District, as_of: dt.date) -> Findings:
    return evaluate(load_policy("plan-2"), district, as_of)


def test_every_library_reads_the_same_obligations(findings: Findings) -> None:
    obligations = findings.obligations
    assert len(obligations) > 0
    arrow = obligations.to_arrow()
    assert arrow.column_names == obligations.column_names
    ids = arrow["id"].to_pylist()
    assert obligations.to_pandas()["id"].tolist() == ids
    assert obligations.to_polars()["id"].to_list() == ids
    stream = pa.RecordBatchReader.from_stream(obligations)
    assert stream.read_all().equals(arrow)
    with duckdb.connect() as connection:
        rows = connection.execute("select id from arrow").fetchall()
    assert rows == [(id,) for id in ids]


@pytest.mark.parametrize("name", TABLES)
def test_every_table_begins_and_ends_alike(findings: Findings, name: str) -> None:
    names = findings.table(name).column_names
    assert names[:4] == ["id", "policy", "clause", "rule"]
    assert names[-1] == "caused_by"


def test_a_table_shows_its_counts_and_first_rows(findings: Findings) -> None:
    obligations = findings.obligations
    assert repr(obligations).startswith(f"<obligations: {len(obligations):,} row")
    assert sum(obligations.counts().values()) == len(obligations)
    html = obligations._repr_html_()
    assert html.count("<tr>") == 1 + min(10, len(obligations))
    first = obligations.to_arrow()["id"][0].as_py()
    assert f"{first:016x}" in html
    assert repr(obligations) in repr(findings)


def test_several_policies_give_what_each_gives_alone(district: District, findings: Findings, as_of: dt.date) -> None:
    policies = [load_policy(id) for id in policy_ids()]
    together = evaluate(policies, district, as_of)
    assert len(together) == len(policies)
    index = [policy.id for policy in policies].index("plan-2")
    for name in TABLES:
        alone = findings.table(name).to_arrow()
        assert together[index].table(name).to_arrow().equals(alone)


def test_an_id_is_explained_as_a_number_or_as_text(findings: Findings) -> None:
    id = findings.obligations.to_arrow()["id"][0].as_py()
    assert findings.explain(id, "en") == findings.explain(f"{id:016x}", "en")
    assert findings.explain(id, "zh") != findings.explain(id, "en")


def test_why_not_speaks_of_pupils_and_refuses_others(findings: Findings, district: District) -> None:
    student = findings.obligations.to_arrow()["student_id"].drop_null()[0].as_py()
    english, chinese = findings.why_not(student), findings.why_not(student, lang="zh")
    assert english.startswith("As of ")
    assert f"pupil {student}" in english.splitlines()[0]
    assert len(english.splitlines()) == len(chinese.splitlines()) > 3
    one = findings.why_not(student, clause="2.2.2.6g").splitlines()[1:]
    assert one
    assert all(line.startswith("Clause 2.2.2.6g") for line in one)
    with pytest.raises(KeyError, match=r"has no clause `9\.9`"):
        findings.why_not(student, "9.9")
    with pytest.raises(KeyError, match="no pupil, unit or person has the id `nobody`"):
        findings.why_not("nobody")
    with pytest.raises(ValueError, match='lang: expected "zh" or "en"'):
        findings.why_not(student, lang="fr")  # type: ignore[arg-type]


def test_ids_that_are_none_are_refused(findings: Findings) -> None:
    with pytest.raises(ValueError, match="`12` is not the id of a finding"):
        findings.explain("12")
    with pytest.raises(KeyError, match="no finding has the id"):
        findings.explain(3)
    with pytest.raises(ValueError, match='lang: expected "zh" or "en"'):
        findings.explain(3, "fr")  # type: ignore[arg-type]


def test_a_date_is_a_date(district: District) -> None:
    with pytest.raises(TypeError, match=r"as_of: expected a datetime\.date, got datetime"):
        evaluate(load_policy("plan-2"), district, dt.datetime(2024, 1, 1))


def test_an_unknown_policy_is_refused_with_the_nearest() -> None:
    with pytest.raises(PolicyError) as caught:
        load_policy("plan2")
    (problem,) = caught.value.problems
    assert problem.message.startswith("unknown policy `plan2`, did you mean `plan-2`? (built in: ")
    with pytest.raises(PolicyError) as caught:
        load_policy("plan-7")  # no typing error: there is no such plan
    (problem,) = caught.value.problems
    assert problem.message == (
        f"unknown policy `plan-7` (built in: {', '.join(policy_ids())}; the name of a policy file ends in .json)"
    )
    with pytest.raises(PolicyError) as caught:
        load_policy("none.json")
    (problem,) = caught.value.problems
    assert problem.message == ("cannot read the policy file `none.json` (No such file or directory); check the path")


def test_a_vocabulary_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    message = "cannot read the vocabulary file `{}` (No such file or directory); check the path"
    files = [tmp_path / "one.json", tmp_path / "two.json"]
    policy = tmp_path / "policy.json"
    policy.write_text("{}", encoding="utf-8")
    with pytest.raises(PolicyError) as policy_error:
        load_policy(policy, vocabulary=files)
    assert [problem.message for problem in policy_error.value.problems] == [message.format(file) for file in files]
    with pytest.raises(DistrictError) as district_error:
        District.from_tables(**sample(20), **sample_settings(), vocabulary=files)
    assert [problem.message for problem in district_error.value.problems] == [message.format(file) for file in files]


def test_what_is_wrong_in_a_vocabulary_file_is_told_with_its_name(tmp_path: Path) -> None:
    file = tmp_path / "words.json"
    file.write_text("{", encoding="utf-8")
    with pytest.raises(DistrictError, match=r"^vocabulary words\.json:1:"):
        District.from_tables(**sample(20), **sample_settings(), vocabulary=[file])
    with pytest.raises(DistrictError, match=r"^vocabulary 1:1:"):
        District.from_tables(**sample(20), **sample_settings(), vocabulary=[b"{"])
    for wrong in ("us-ca", 5, b"{"):
        with pytest.raises(
            TypeError, match=r"vocabulary: expected a policy, such as baoxue\.load_policy\('us-ca'\), or"
        ):
            District.from_tables(**sample(20), **sample_settings(), vocabulary=wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"vocabulary\[1\]: expected a policy, .*, got `5` \(int\)"):
        District.from_tables(**sample(20), **sample_settings(), vocabulary=[file, 5])  # type: ignore[list-item]
    with pytest.raises(
        DistrictError, match=r"cannot read .* `us-ca` .*; a built-in policy is `load_policy\('us-ca'\)`"
    ):
        District.from_tables(**sample(20), **sample_settings(), vocabulary=["us-ca"])
    with pytest.raises(TypeError, match=r"vocabulary: expected a list of files, got `int`"):
        load_policy(file, vocabulary=5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="vocabulary: expected a policy"):
        District.from_tables(**sample(20), **sample_settings(), vocabulary=str(file))


@pytest.mark.parametrize("wrong", [1.0, True, "1", None], ids=str)
def test_a_sample_is_of_whole_numbers(wrong: Any) -> None:
    shown = f"expected a whole number, got `{wrong!r}` ({type(wrong).__name__})"
    with pytest.raises(TypeError, match=f"^pupils: {re.escape(shown)}$"):
        sample(wrong)
    with pytest.raises(TypeError, match=f"^seed: {re.escape(shown)}$"):
        sample(20, wrong)


def test_a_sample_has_limits() -> None:
    with pytest.raises(
        ValueError, match=r"^pupils: `5000001` is out of range, expected a whole number from 0 to 5000000$"
    ):
        sample(5_000_001)
    with pytest.raises(ValueError, match=f"^seed: `{2**64}` is out of range"):
        sample(20, 2**64)
    assert sample(1, 2**64 - 1)["students"].num_rows == 1
