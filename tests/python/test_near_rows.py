# SPDX-License-Identifier: Apache-2.0
"""A row that looks as if it did a duty and does not is named, with the reason; a value filled in is told as such."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import baoxue

SCENARIOS = Path(__file__).resolve().parents[2] / "policies" / "scenarios"


def _told(
    tmp_path: Path, policy: str, file: str, scenario: str, *, as_of: str, acts: Any = None, values: Any = None
) -> dict[str, str]:
    """What is said of the first row of obligations or entitlements of a scenario on a day, by language."""
    document = json.loads((SCENARIOS / policy / file).read_text("utf-8"))
    document["scenarios"] = [one for one in document["scenarios"] if one["id"] == scenario]
    (only,) = document["scenarios"]
    if acts is not None:
        only["tables"]["acts"] = acts
    if values is None:
        values = only["judged"][0].get("values", {})
    only["judged"] = [{"as_of": as_of, "values": values, "findings": {}}]
    path = tmp_path / file
    path.write_text(json.dumps(document), "utf-8")
    findings = baoxue.run_scenarios(baoxue.load_policy(policy), path).findings(0, 0)
    id = _first_of(findings, *only["clauses"])["id"]
    return {"zh": findings.explain(id, "zh"), "en": findings.explain(id, "en")}


def _first_of(findings: baoxue.Findings, *clauses: str) -> dict[str, Any]:
    rows = [*findings.obligations.to_arrow().to_pylist(), *findings.entitlements.to_arrow().to_pylist()]
    return next(row for row in rows if row["clause"] in clauses)


def test_an_entry_that_is_begun_and_not_complete(tmp_path: Path) -> None:
    told = _told(tmp_path, "plan-1", "dropout_reports.json", "5_1d_report_incomplete", as_of="2024-03-22")
    assert "Row 0 of the records table was opened on 12 March 2024 and is not complete yet" in told["en"]
    assert "records 表第 0 行在2024年3月12日已经建档，但还没有填完" in told["zh"]


def test_an_entry_that_refers_to_another_act(tmp_path: Path) -> None:
    # the visit of the 5th has none; the entry completed on the 7th refers to the visit of the 6th
    told = _told(tmp_path, "plan-2", "files.json", "6c_each_visit_its_record", as_of="2024-03-08")
    assert "Row 0 of the records table, of 7 March 2024, does not refer to the act" in told["en"]
    assert "records 表第 0 行（2024年3月7日）写的不是这一次的事" in told["zh"]


def test_an_entry_by_somebody_who_could_not_make_it(tmp_path: Path) -> None:
    document = json.loads((SCENARIOS / "plan-1" / "dropout_reports.json").read_text("utf-8"))
    (only,) = [one for one in document["scenarios"] if one["id"] == "5_1d_report_incomplete"]
    only["tables"]["records"][1][2] = "s"  # the pupil, who is no staff
    only["tables"]["records"][1][5] = "2024-03-14"
    only["judged"] = [{"as_of": "2024-03-22", "findings": {}}]
    document["scenarios"] = [only]
    path = tmp_path / "by_another.json"
    path.write_text(json.dumps(document), "utf-8")
    findings = baoxue.run_scenarios(baoxue.load_policy("plan-1"), path).findings(0, 0)
    row = _first_of(findings, "1.5.1d")
    assert row["state"] == "open"
    assert (
        "Row 0 of the records table was completed on 14 March 2024 by s, who could not do it in the role of member of "
        "staff that day" in findings.explain(row["id"], "en")
    )


def test_a_grant_of_another_benefit(tmp_path: Path) -> None:
    told = _told(tmp_path, "plan-1", "pairs.json", "3a_other_benefit_granted", as_of="2024-03-07")
    assert "Row 0 of the acts table grants another benefit, or names none" in told["en"]
    assert "acts 表第 0 行给的是别的资助，或者没有写明是哪一项" in told["zh"]


def test_an_act_for_the_class_as_a_whole(tmp_path: Path) -> None:
    acts = [["act_id", "date", "act", "actor_id", "unit_id"], ["A", "2024-03-06", "home_visit", "T1", "c1"]]
    told = _told(tmp_path, "plan-2", "absence_6f.json", "6f_visited_on_the_due_day", as_of="2024-03-06", acts=acts)
    assert 'Row 0 of the acts table has "visit the home" by T1 on 6 March 2024 for class c1 as a whole' in told["en"]
    assert "还不能算作为该生办好" in told["zh"]
    # a day before the trigger it has nothing to do with it
    acts[1][1] = "2024-03-04"
    told = _told(tmp_path, "plan-2", "absence_6f.json", "6f_visited_on_the_due_day", as_of="2024-03-06", acts=acts)
    assert "as a whole" not in told["en"]


def test_a_pledge_by_somebody_without_the_role(tmp_path: Path) -> None:
    # rows 0 and 1 are of another time and another class; row 2, of c1, is signed by T2, who is not its class teacher
    told = _told(tmp_path, "plan-2", "pledges_1b.json", "1b_pledges_that_do_not_count", as_of="2024-07-06")
    assert "Row 2 of the pledges table, of 8 March 2024, does not count" in told["en"]
    assert "pledges 表第 2 行（2024年3月8日）不算" in told["zh"]


@pytest.mark.parametrize(
    ("scenario", "values", "settled"),
    [("6i_half_day_number_left_open", {}, False), ("6i_within_three_days", {"2.2.2.6i.within": 3}, True)],
)
def test_a_number_that_was_filled_in_is_not_told_as_the_clauses_own(
    tmp_path: Path, scenario: str, values: dict[str, int], settled: bool
) -> None:
    told = _told(tmp_path, "plan-2", "absence_6i.json", scenario, as_of="2024-03-08", values=values)
    assert ("That 2.2.2.6i.within is 3 was decided by whoever uses this policy" in told["en"]) is settled
    assert ("参数 2.2.2.6i.within 取 3，是使用本方案的一方定的" in told["zh"]) is settled


def test_that_a_value_was_filled_in_is_kept_in_the_file(tmp_path: Path) -> None:
    policy = baoxue.load_policy("plan-2").with_values({"2.2.2.6i.within": 3})
    assert [one.name for one in policy.parameters if one.settled] == ["2.2.2.6i.within"]
    path = tmp_path / "filled.json"
    path.write_text(policy.to_json(), "utf-8")
    assert baoxue.load_policy(path).parameters == policy.parameters


def test_a_value_set_to_what_the_clause_says_is_the_clauses_own() -> None:
    policy = baoxue.load_policy("plan-5")
    given = [one for one in policy.parameters if one.type == "share" and one.value is not None]
    one = given[0]
    assert isinstance(one.value, Fraction)
    same = policy.with_values({one.name: one.value})
    assert [p for p in same.parameters if p.settled] == []
    other = policy.with_values({one.name: one.value / 2})
    assert {p.name for p in other.parameters if p.settled} == {one.name}


def test_a_misspelt_parameter_of_a_scenario_is_shown_where_it_stands(tmp_path: Path) -> None:
    document = json.loads((SCENARIOS / "plan-2" / "absence_6i.json").read_text("utf-8"))
    only = document["scenarios"][0]
    only["judged"] = [{"as_of": only["judged"][0]["as_of"], "values": {"2.2.2.6i.witin": 3}, "findings": {}}]
    document["scenarios"] = [only]
    path = tmp_path / "misspelt.json"
    text = json.dumps(document, indent=1)
    path.write_text(text, "utf-8")
    line = 1 + text[: text.index('"2.2.2.6i.witin"')].count("\n")
    with pytest.raises(baoxue.PolicyError) as refused:
        baoxue.run_scenarios(baoxue.load_policy("plan-2"), path)
    (problem,) = refused.value.problems
    assert problem.line == line
    assert problem.pointer.endswith("/judged/0/values/2.2.2.6i.witin")


def test_what_follows_is_the_step_that_rests_on_this_one(tmp_path: Path) -> None:
    """Taiwan's visit upon three days is step 3; step 5, to send the child, rests on it, and step 4 does not."""
    path = SCENARIOS / "tw" / "visit_and_penalty.json"
    document = json.loads(path.read_text("utf-8"))
    document["scenarios"] = [one for one in document["scenarios"] if one["id"] == "act9_visit_upon_the_letter"]
    only = document["scenarios"][0]
    only["judged"] = [{"as_of": "2024-03-08", "findings": {}}]
    copy = tmp_path / "tw.json"
    copy.write_text(json.dumps(document), "utf-8")
    findings = baoxue.run_scenarios(baoxue.load_policy("tw"), copy).findings(0, 0)
    visit = next(row for row in findings.obligations.to_arrow().to_pylist() if row["step"] == 3)
    told = findings.explain(visit["id"], "en")
    assert "(step 5, clause act.9)" in told
    assert "(step 4" not in told


def test_many_rows_that_are_alike_are_told_by_a_few_and_their_number(tmp_path: Path) -> None:
    # visits of the class as a whole, eight of them: the first in full, five by their rows
    acts = [["act_id", "date", "act", "actor_id", "unit_id"]]
    acts += [[f"A{i}", "2024-03-06", "home_visit", "T1", "c1"] for i in range(8)]
    told = _told(tmp_path, "plan-2", "absence_6f.json", "6f_visited_on_the_due_day", as_of="2024-03-06", acts=acts)
    assert told["en"].count("as a whole") == 1
    assert "The same is true of 7 more rows, the first of them 1, 2, 3, 4 and 5." in told["en"]
    assert "另有 7 行也是这样，前几行是第 1、2、3、4、5 行。" in told["zh"]
