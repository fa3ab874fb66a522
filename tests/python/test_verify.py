# SPDX-License-Identifier: Apache-2.0
"""Verification of policies: the table, the stories, the witnesses, the command."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

import baoxue
from baoxue import evaluate, load_policy, verify
from baoxue.verification import OBSERVATION_KINDS

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from baoxue import Verification

    Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def plan_5() -> Verification:
    return verify(load_policy("plan-5"))


def rows(seen: Verification, kind: str) -> list[tuple[int, dict[str, object]]]:
    return [(i, row) for i, row in enumerate(seen.to_arrow().to_pylist()) if row["kind"] == kind]


def test_the_table_reads_in_every_tool(plan_5: Verification) -> None:
    table = pa.table(plan_5)
    assert table.num_rows == len(plan_5) == len(plan_5.to_pandas()) == len(plan_5.to_polars())
    assert table.column_names == plan_5.column_names
    assert table.column_names[:7] == ["id", "policy", "clause", "rule", "step", "kind", "severity"]
    assert table["id"].type == pa.uint64()
    assert len(set(table["id"].to_pylist())) == len(plan_5)
    assert set(plan_5.counts()) <= set(OBSERVATION_KINDS)
    assert repr(plan_5).startswith("<Verification of plan-5: ")
    html = plan_5._repr_html_()
    assert "charged_within_line" in html
    assert "missing_amount" in html


def test_the_line_and_the_charge_meet_where_the_evaluator_says_so(plan_5: Verification) -> None:
    found = rows(plan_5, "charged_within_line")
    assert [(row["clause"], row["others"][0]["clause"]) for _, row in found] == [("5.0b", "5.9c"), ("5.0c", "5.9d")]
    for i, row in found:
        witness = plan_5.witness(i)
        assert witness is not None
        assert witness.as_of == row["as_of"]
        findings = evaluate(plan_5.policy, witness.district(), witness.as_of)
        measures = [m for m in findings.measures.to_arrow().to_pylist() if m["clause"] == row["clause"]]
        met = [m["met"] for m in measures if m["denominator"]]  # the township's own school has no pupils
        assert met == [True]
        charges = [c for c in findings.consequences.to_arrow().to_pylist() if c["kind"] == "charge"]
        assert [c["amount_fen"] for c in charges] == [row["figures"][0]["amount_fen"]]
    rates = [Fraction(row["figures"][0]["numerator"], row["figures"][0]["denominator"]) for _, row in found]
    assert rates == [Fraction(2, 100), Fraction(3, 100)]


def test_a_number_left_open_says_what_hangs_on_it(plan_5: Verification) -> None:
    amount = next(row for _, row in rows(plan_5, "missing_amount") if row["parameters"] == ["5.9b.amount"])
    assert (amount["parameters"], amount["number"], amount["hangs_on"], amount["lacks"]) == (
        ["5.9b.amount"], "amount", "consequences", "row",
    )  # fmt: skip
    filled = plan_5.policy.with_values({"5.9b.amount": 180_000, "5.9e.shares": [Fraction(1, 2), Fraction(1, 2)]})
    left = [
        row["parameters"] for kind in ("missing_amount", "unspecified_value") for _, row in rows(verify(filled), kind)
    ]
    assert left
    assert not {"5.9b.amount", "5.9e.shares"} & {name for names in left for name in names}


def test_stories_in_both_languages(plan_5: Verification) -> None:
    zh, en = plan_5.explain("zh"), plan_5.explain("en")
    assert "50 人中 1 人（2%）" in zh
    assert "1 of 50 (2 %)" in en
    assert plan_5.explain("en", 0) in en
    with pytest.raises(ValueError, match="lang"):
        plan_5.explain("fr")  # type: ignore[arg-type]
    for i in (len(plan_5), -1):
        with pytest.raises(IndexError):
            plan_5.explain("en", i)
        with pytest.raises(IndexError):
            plan_5.witness(i)


def test_what_needs_no_witness_has_none(plan_5: Verification) -> None:
    i, row = next(each for each in rows(plan_5, "unassigned_role") if each[1]["role"] == "central_school_leader")
    assert row["as_of"] is None
    assert plan_5.witness(i) is None


def test_every_witness_is_a_district() -> None:
    seen = verify(load_policy("plan-2"))
    for i in range(len(seen)):
        witness = seen.witness(i)
        if witness is not None:
            assert len(witness.tables["students"]) <= 1
            assert isinstance(witness.as_of, dt.date)
            assert len(evaluate(seen.policy, witness.district(), witness.as_of).gaps) > 0


def test_only_a_policy_is_verified() -> None:
    with pytest.raises(TypeError, match="Policy"):
        verify("plan-5")  # type: ignore[arg-type]
    assert isinstance(verify(load_policy("plan-4"), vocabulary=[]), baoxue.Verification)


def test_command_tells_and_fails_as_asked(baoxue_command: Run) -> None:
    done = baoxue_command("verify", "plan-5", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("plan-5: ")
    assert "[charged_within_line] Fault: A school (primary school) with exactly 1 of 50 (2 %)" in done.stdout
    assert "矛盾" not in done.stdout
    both = ("--fail-on", "missing_amount", "--fail-on", "charge_cliff")
    done = baoxue_command("verify", *both, "plan-5", "--lang", "zh")  # the policy may come last
    assert done.returncode == 1
    assert done.stderr == ("baoxue: failing as asked: 3 missing_amount\nbaoxue: failing as asked: 2 charge_cliff\n")
    assert baoxue_command("verify", "plan-5", "--fail-on", "never_fires").returncode == 0
    assert baoxue_command("verify", "plan-5", "--fail-on", "any").returncode == 1
    changed = baoxue_command(
        "verify",
        "plan-5",
        "--set",
        "5.9b.amount=180000",
        "--set",
        "5.9f.award_amount=1",
        "--set",
        "5.9f.charge_amount=1",
        "--reading",
        "5.9c=over_the_line",
        "--fail-on",
        "missing_amount",
    )
    assert changed.returncode == 0
    for bad in (["verify", "plan-55"], ["verify", "plan-5", "--fail-on", "cliff"], ["verify"]):
        assert baoxue_command(*bad).returncode == 2
