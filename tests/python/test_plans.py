# SPDX-License-Identifier: Apache-2.0
"""Every built-in policy: its clauses are those of the register, it runs on the township, and every row can be told."""

from __future__ import annotations

import datetime as dt
import json
import re
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

import baoxue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PLANS = [f"plan-{number}" for number in range(1, 6)]
LAWS = ["cn", "us-ca", "us-tx", "us-wi", "gb-eng", "fr", "tw", "jp"]

#: In the second term, and after the year's end.
DATES = [dt.date(2026, 4, 17), dt.date(2026, 8, 20)]

TABLES = ("obligations", "statuses", "breaches", "consequences", "entitlements", "measures", "gaps")

#: Values for what the sources leave open, by type; a quota is asked once a month.
FILLED: dict[str, Any] = {
    "integer": 3,
    "share": Fraction(1, 10),
    "shares": [Fraction(7, 10), Fraction(3, 10)],
    "word": "month",
    "text": "reprimand",
    "pairs": ["principal>class_teacher@class"],
}


@cache
def _township() -> baoxue.District:
    return baoxue.District.from_tables(**baoxue.sample_settings(), **baoxue.sample(pupils=120, seed=1))


def _clauses(policy: str) -> list[dict[str, Any]]:
    """The clauses of a built-in policy, of all its layers."""
    document = json.loads(baoxue.load_policy(policy).to_json())
    layers = document.get("layers", [document])
    return [clause for layer in layers for clause in layer["clauses"]]


def _filled(policy: baoxue.Policy) -> baoxue.Policy:
    values = {each.name: FILLED[each.type] for each in policy.parameters if each.value is None}
    # the period of an honour can only be the school year, and ages end above where they begin
    for name in values:
        if name.startswith("2.2.2.8."):
            values[name] = "school_year"
        if name.endswith("age_until"):
            values[name] = 16
        if name.endswith("dropout_threshold"):  # above the one before it
            values[name] = 6
    return policy.with_values(values)


@pytest.mark.parametrize("name", PLANS + LAWS)
@pytest.mark.parametrize("fill", [False, True], ids=["as it stands", "filled"])
def test_every_row_can_be_told_in_both_languages(name: str, fill: bool) -> None:
    policy = baoxue.load_policy(name)
    if fill:
        policy = _filled(policy)
    for as_of in DATES:
        findings = baoxue.evaluate(policy, _township(), as_of)
        for table in TABLES:
            for row in _one_of_each(getattr(findings, table).to_arrow().to_pylist()):
                for lang in ("zh", "en"):
                    text = findings.explain(row["id"], lang)
                    assert row["clause"] is None or row["clause"] in text
                    assert not re.search(r"\{[a-zA-Z_|]+\}", text), text
        if fill:
            assert "unspecified_value" not in set(findings.gaps.to_arrow().column("kind").to_pylist())


def _one_of_each(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One row for each clause, rule and way to stand."""
    seen = set()
    for row in rows:
        key = (
            row["clause"],
            row["rule"],
            row.get("state"),
            row.get("kind"),
            row.get("met"),
            row.get("student_id") is None,
        )
        if key not in seen:
            seen.add(key)
            yield row


def test_the_clauses_are_those_of_the_register_with_their_kinds(shared: Callable[[str], Path]) -> None:
    register = shared("clauses.md").read_text(encoding="utf-8")
    wanted = {
        clause: {kind.strip() for kind in kinds.split(",")}
        for clause, kinds in re.findall(r"^\| ([1-5]\.[^ |]+) \| ([a-z, ]+) \|", register, re.MULTILINE)
    }
    assert len(wanted) == 143
    found = {
        clause["id"]: {rule["kind"] for rule in clause["readings"][0]["rules"]}
        for plan in PLANS
        for clause in _clauses(plan)
    }
    assert found == wanted
    for plan in PLANS:
        for clause in _clauses(plan):
            for reading in clause["readings"]:
                assert {rule["kind"] for rule in reading["rules"]} == wanted[clause["id"]], clause["id"]


def test_no_summary_repeats_the_source(shared: Callable[[str], Path]) -> None:
    """No twelve characters in a row, but for names of documents and roles that have no other name."""
    source = re.sub(r"\s", "", shared("source-plans.txt").read_text(encoding="utf-8"))

    def texts(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for key, each in value.items():
                yield from [each] if key == "zh" else texts(each)
        elif isinstance(value, list):
            for each in value:
                yield from texts(each)

    for plan in PLANS:
        for clause in _clauses(plan):
            for text in texts(clause):
                assert not [text[i : i + 12] for i in range(len(text) - 11) if text[i : i + 12] in source], clause["id"]


@pytest.mark.parametrize("name", PLANS + LAWS)
def test_verify_runs(name: str) -> None:
    found = baoxue.verify(baoxue.load_policy(name))
    assert found.explain("en") and found.explain("zh")
