# SPDX-License-Identifier: Apache-2.0
"""The policies under examples/policy: their scenarios pass and show every clause; texts that change; layers."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest

import baoxue
from baoxue.scenarios import shortcomings

EXAMPLES: Final = Path(__file__).resolve().parents[2] / "examples/policy"
POLICIES: Final = sorted(EXAMPLES.glob("*.json"))
SCENARIOS: Final = sorted((EXAMPLES / "scenarios").glob("*.json"))


def load(ids: str) -> baoxue.Policy:
    """The examples of these ids, layered, the upper one first."""
    return baoxue.layer(*(baoxue.load_policy(EXAMPLES / f"{id}.json") for id in ids.split("+")))


@cache
def run(ids: str) -> baoxue.ScenarioReport:
    return baoxue.run_scenarios(load(ids), EXAMPLES / f"scenarios/{ids}.json")


def looser(policy: baoxue.Policy) -> list[tuple[dict[str, Any], str, baoxue.Verification]]:
    seen = baoxue.verify(policy)
    return [
        (row, seen.explain("en", i), seen)
        for i, row in enumerate(seen.to_arrow().to_pylist())
        if row["kind"] == "looser_layer"
    ]


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_each_policy_is_in_its_canonical_form(path: Path) -> None:
    assert baoxue.load_policy(path).to_json() == path.read_text("utf-8")
    assert any(path.stem in scenarios.stem.split("+") for scenarios in SCENARIOS)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_every_scenario_passes_and_every_clause_is_shown(path: Path) -> None:
    jsonschema.Draft202012Validator(json.loads(baoxue.scenario_schema())).validate(json.loads(path.read_text("utf-8")))
    report = run(path.stem)
    assert not report.failed, report.explain()
    assert report.unreached == []
    if "+" not in path.stem:  # a rule that is merged into another layer's row is not said to fire
        assert shortcomings(report) == []


OLD: Final = (
    "The text that governs is in force until the day before 1 May 2024.",
    "所依据的文本施行到2024年5月1日的前一天。",
)
NEW: Final = ("The text that governs is in force from 1 May 2024.", "所依据的文本自2024年5月1日起施行。")


@pytest.mark.parametrize(
    ("scenario", "date", "table", "on", "text"),
    [  # on: the trigger, the first day of the week, the last day of the year
        ("trigger_on_the_old_texts_last_day", 1, "obligations", dt.date(2024, 4, 30), OLD),
        ("trigger_on_the_new_texts_first_day", 1, "obligations", dt.date(2024, 5, 1), NEW),
        ("one_run_over_the_change_owes_one_visit", 0, "obligations", dt.date(2024, 4, 30), OLD),
        ("a_week_by_the_text_of_its_first_day", 1, "obligations", dt.date(2024, 4, 29), OLD),
        ("a_week_by_the_text_of_its_first_day", 1, "obligations", dt.date(2024, 5, 6), NEW),
        ("a_year_by_the_text_of_its_last_day", 0, "measures", dt.date(2023, 5, 19), OLD),
        ("a_year_by_the_text_of_its_last_day", 0, "measures", dt.date(2024, 5, 17), NEW),
        ("a_year_by_the_text_of_its_last_day", 1, "measures", dt.date(2024, 5, 17), NEW),
    ],
)
def test_the_explanation_says_which_text_governed(
    scenario: str, date: int, table: str, on: dt.date, text: tuple[str, str]
) -> None:
    report = run("changing")
    i, result = next((i, each) for i, each in enumerate(report.results) if each.id == scenario)
    findings = report.findings(i, date)
    column = "triggered_on" if table == "obligations" else "period_until"
    rows = [
        row
        for row in getattr(findings, table).to_arrow().to_pylist()
        if row["clause"] in result.clauses and row[column] == on
    ]
    assert len(rows) == 1
    for lang, said, other in zip(("en", "zh"), text, NEW if text is OLD else OLD, strict=True):
        told = findings.explain(rows[0]["id"], lang)
        assert said in told
        assert other not in told


def test_verify_finds_no_fault_with_a_stricter_school() -> None:
    assert looser(load("town+stricter-school")) == []
    assert len(looser(load("stricter-school+town"))) == 2  # the other way round it is the lower one that is looser


def test_verify_says_where_a_school_is_looser() -> None:
    visit, quota = looser(load("town+looser-school"))
    assert (visit[0]["clause"], visit[0]["others"][0]["clause"]) == ("school.1", "town.1")
    trigger, lower, upper = visit[0]["dates"]
    assert (lower - trigger, upper - trigger) == (dt.timedelta(days=5), dt.timedelta(days=3))
    assert (quota[0]["clause"], quota[0]["others"][0]["clause"]) == ("school.2", "town.2")
    assert [figure["numerator"] for figure in quota[0]["figures"]] == [2, 3]
    assert "it asks for 2, the other for 3" in quota[1]


def test_values_can_make_a_lower_plan_looser() -> None:
    """Clauses 4.5.2 and 3.4.2.2 owe the same visit, and neither says within how many days."""
    both = baoxue.layer(baoxue.load_policy("plan-4"), baoxue.load_policy("plan-3"))
    ((row, told, seen),) = looser(both.with_values({"4.5.2.within": 2, "3.4.2.2.within": 5}))
    assert (row["policy"], row["clause"], row["severity"]) == ("plan-3", "3.4.2.2", "error")
    assert [other["clause"] for other in row["others"]] == ["4.5.2"]
    trigger, lower, upper = row["dates"]
    assert (lower - trigger, upper - trigger) == (dt.timedelta(days=5), dt.timedelta(days=2))
    assert "Clause 3.4.2.2 (plan-3) asks for the same as clause 4.5.2 (plan-4)" in told

    i = seen.to_arrow()["id"].to_pylist().index(row["id"])
    witness = seen.witness(i)  # on it the upper plan's date stays
    assert witness is not None
    found = baoxue.evaluate(seen.policy, witness.district(), witness.as_of).obligations.to_arrow().to_pylist()
    (merged,) = [each for each in found if each["also"]]
    assert (merged["clause"], merged["due_on"]) == ("4.5.2", upper)
    assert [(other["policy"], other["rule"]) for other in merged["also"]] == [("plan-3", "visit")]

    for alike in ({"4.5.2.within": 5, "3.4.2.2.within": 5}, {"4.5.2.within": 5, "3.4.2.2.within": 2}):
        assert looser(both.with_values(alike)) == []
