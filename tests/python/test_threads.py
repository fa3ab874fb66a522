# SPDX-License-Identifier: Apache-2.0
"""Any number of threads finds the same."""

from __future__ import annotations

import datetime as dt
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from baoxue import District, evaluate, load_policy, policy_ids, sample, sample_settings
from baoxue.findings import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

    from baoxue import Findings

AS_OF = dt.date(2026, 3, 28)


@pytest.fixture(scope="module")
def district() -> District:
    return District.from_tables(**sample(1200, seed=3), **sample_settings())


def tables_of(findings: Findings) -> dict[str, pa.Table]:
    return {name: findings.table(name).to_arrow() for name in TABLES}


@pytest.mark.parametrize("threads", [2, 3, 7, 1024, None])
def test_findings_of_every_built_in_policy_are_the_same(district: District, threads: int | None) -> None:
    policies = [load_policy(name) for name in policy_ids()]
    by_one = evaluate(policies, district, AS_OF, threads=1)
    by_many = evaluate(policies, district, AS_OF, threads=threads)
    for name, one, many in zip(policy_ids(), by_one, by_many, strict=True):
        assert tables_of(one) == tables_of(many), name
    assert sum(len(one.obligations) for one in by_one) > 0


def test_findings_are_explained_whoever_found_them(district: District) -> None:
    findings = evaluate(load_policy("plan-2"), district, AS_OF, threads=3)
    by_one = evaluate(load_policy("plan-2"), district, AS_OF, threads=1)
    for row in findings.obligations.to_arrow()["id"].to_pylist()[::50]:
        assert findings.explain(row, "en") == by_one.explain(row, "en")


def test_several_threads_of_the_caller_judge_one_district_at_once(district: District) -> None:
    policy = load_policy("plan-2")
    expected = tables_of(evaluate(policy, district, AS_OF, threads=1))
    with ThreadPoolExecutor(4) as pool:
        runs = [pool.submit(evaluate, policy, district, AS_OF, threads=2) for _ in range(8)]
        for run in runs:
            assert tables_of(run.result()) == expected


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="no affinity on this system")
def test_by_default_as_many_as_this_process_has_cores(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    from baoxue import findings

    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(64)))
    assert findings._threads_for(district._core) == 2  # 1,200 pupils are not worth 64
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3})
    assert findings._threads_for(district._core) == 1


@pytest.mark.parametrize("threads", [0, -1, 1025, 10**400])
def test_a_number_of_threads_that_cannot_be(district: District, threads: int) -> None:
    shown = threads if threads < 10**9 else "a number of so many digits"
    with pytest.raises(ValueError, match=r"from 1 to 1024") as caught:
        evaluate(load_policy("plan-2"), district, AS_OF, threads=threads)
    assert str(shown) in str(caught.value)
    assert str(caught.value).startswith("threads: ")


@pytest.mark.parametrize("threads", [1.0, True, "2", [2]])
def test_what_is_no_number_of_threads(district: District, threads: Any) -> None:
    with pytest.raises(TypeError, match="threads: expected a whole number, got"):
        evaluate(load_policy("plan-2"), district, AS_OF, threads=threads)
