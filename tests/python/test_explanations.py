# SPDX-License-Identifier: Apache-2.0
"""What explanations look like: one of each rule kind and state, out of the scenarios, in both languages.

The golden texts only show change (``BAOXUE_WRITE_EXPECTED=1`` writes them anew). What must stand in them is asserted on
its own, here and in ``test_scenarios.py``.
"""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest

import baoxue
from baoxue.policy import load_layered

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
PLANS = [f"plan-{number}" for number in range(1, 6)]
TABLES = ("obligations", "statuses", "breaches", "consequences", "entitlements", "measures", "gaps")

#: Every rule kind, and the tables in which it can be seen.
KINDS = {
    "assignment": {"gaps"},
    "pledge": {"obligations", "gaps"},
    "committee": {"gaps"},
    "ladder": {"obligations", "gaps"},
    "duty": {"obligations", "gaps"},
    "recurring": {"obligations", "gaps"},
    "procedure": {"statuses", "gaps"},
    "target": {"measures", "gaps"},
    "incentive": {"measures", "consequences", "gaps"},
    "veto": {"consequences", "gaps"},
    "entitlement": {"entitlements", "gaps"},
    "prohibition": {"breaches", "gaps"},
    "record": {"obligations"},
}

_Case = tuple[baoxue.Findings, dict[str, Any], str]


def _kinds(policy: str) -> dict[tuple[str, str], str]:
    """The kind of each rule of a policy, by clause and rule."""
    document = json.loads(load_layered(policy).to_json())
    return {
        (clause["id"], rule["id"]): rule["kind"]
        for clause in document["clauses"]
        for reading in clause["readings"]
        for rule in reading["rules"]
    }


@cache
def _cases() -> dict[tuple[str, str, str], _Case]:
    """The first finding of each rule kind, table and way to stand, in the order of plans and scenarios."""
    found: dict[tuple[str, str, str], _Case] = {}
    for policy in PLANS:
        kinds = _kinds(policy)
        report = baoxue.run_scenarios(baoxue.load_policy(policy))
        for i, result in enumerate(report.results):
            for date in range(len(result.dates)):
                findings = report.findings(i, date)
                for table in TABLES:
                    rows = getattr(findings, table)
                    for row in rows.to_arrow().to_pylist() if len(rows) else []:
                        if row["clause"] not in result.clauses or row["rule"] is None:
                            continue
                        stands = str(row.get("state") or row.get("kind") or row.get("status") or row.get("met"))
                        key = (kinds[row["clause"], row["rule"]], table, stands)
                        found.setdefault(key, (findings, row, f"{policy} {result.id} {result.dates[date]}"))
    return found


def test_every_kind_is_seen_in_every_table_that_it_can_write() -> None:
    seen: dict[str, set[str]] = {}
    for kind, table, _ in _cases():
        seen.setdefault(kind, set()).add(table)
    assert seen == KINDS


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_explanations_are_as_they_were(lang: Literal["zh", "en"]) -> None:
    text = "".join(
        f"== {' '.join(key)}  ({where})\n{findings.explain(row['id'], lang)}\n"
        for key, (findings, row, where) in sorted(_cases().items())
    )
    _compare(GOLDEN / f"explanations.{lang}.txt", text)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nearest_conditions_are_as_they_were(lang: Literal["zh", "en"]) -> None:
    """Of a pupil, unit or person that the finding is about, what the same clause still lacks."""
    text = ""
    for key, (findings, row, where) in sorted(_cases().items()):
        bearers = row.get("bearer_ids") or [None]
        about = row.get("student_id") or row.get("unit_id") or row.get("person_id") or bearers[0]
        if about is not None and row.get("kind") != "ambiguous_reading":
            text += f"== {' '.join(key)}  ({where})\n{findings.why_not(about, row['clause'], lang)}\n"
    _compare(GOLDEN / f"why_not.{lang}.txt", text)


@pytest.mark.parametrize("policy", PLANS)
def test_of_every_clause_something_is_said_of_a_pupil_a_class_a_school_and_a_person(policy: str) -> None:
    """Guidance gives its reason; a clause about something else names whom to ask for."""
    loaded = baoxue.load_policy(policy)
    report = baoxue.run_scenarios(loaded)
    whole = next(i for i, result in enumerate(report.results) if not result.clauses)
    findings = report.findings(whole, len(report.results[whole].dates) - 1)
    rows = findings.obligations.to_arrow().to_pylist()
    pupil = next(row for row in rows if row["student_id"] and row["bearer_ids"])
    units = {row["unit_id"] for row in (*rows, *findings.measures.to_arrow().to_pylist()) if row["unit_id"]}
    for about in (pupil["student_id"], *sorted(units), pupil["bearer_ids"][0]):
        for clause in loaded.clause_ids:
            for lang, nothing in (("zh", "没有与此有关的规定"), ("en", "No rule here")):
                text = findings.why_not(about, clause, lang)  # type: ignore[arg-type]
                assert len(text.splitlines()) > 1 and nothing not in text, text
                assert not re.search(r"\{[a-zA-Z_|]+\}", text), text


def _compare(path: Path, text: str) -> None:
    if os.environ.get("BAOXUE_WRITE_EXPECTED") == "1":
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")
