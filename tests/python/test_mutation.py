# SPDX-License-Identifier: Apache-2.0
"""The sweep of make mutate notices what no scenario notices. The sweep itself runs in make test-long."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import baoxue

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType


@pytest.fixture(scope="module")
def sweep(load_script: Callable[[str], ModuleType]) -> ModuleType:
    return load_script("scripts/mutate_policies.py")


#: The second full day in a school year is reported the same day, of pupils from 6 to the June after they turn 16.
POLICY: dict[str, Any] = {
    "format": "baoxue-policy",
    "format_version": 1,
    "id": "one",
    "title": {"zh": "一条", "en": "One clause"},
    "source": {"zh": "无", "en": "None"},
    "clauses": [
        {
            "id": "1",
            "section": "1",
            "summary": {"zh": "第二天上报。", "en": "The second day is reported."},
            "chosen": "only",
            "readings": [
                {
                    "id": "only",
                    "summary": {"zh": "按字面。", "en": "As it stands."},
                    "rules": [
                        {
                            "id": "report",
                            "applies_to": {
                                "ages": {
                                    "from": 6,
                                    "until": 16,
                                    "runs_on_to": "last_weekday",
                                    "month": 6,
                                    "last": "friday",
                                }
                            },
                            "kind": "ladder",
                            "ladder": "absence",
                            "rungs": [
                                {
                                    "step": 1,
                                    "counts": [{"unit": "full_day"}],
                                    "mode": {"kind": "cumulative", "threshold": 2, "period": "school_year"},
                                    "owes": {"acts": ["report_absence"], "roles": ["class_teacher"]},
                                    "due": {"kind": "within", "within": 0},
                                }
                            ],
                        }
                    ],
                }
            ],
        }
    ],
}


def _scenarios(born: str) -> dict[str, Any]:
    """Two full days, on the second of which a report is due: of a pupil born on a day."""
    days = ("2026-03-03", "2026-03-05")
    duty = {
        "clause": "1",
        "acts": ["report_absence"],
        "role": "class_teacher",
        "bearer_ids": ["T"],
        "student_id": "s",
        "unit_id": "c",
        "step": 1,
        "triggered_on": days[1],
        "due_on": days[1],
        "needed": 1,
        "done": 0,
        "state": "open",
        "caused_by": ["attendance 0", "attendance 3"],
    }
    return {
        "format": "baoxue-scenarios",
        "format_version": 1,
        "policies": ["one"],
        "district": {
            "calendar": "weekdays",
            "register": "exceptions",
            "tables": {
                "terms": [
                    ["term_id", "school_year", "first_day", "last_day"],
                    ["t", "2025/26", "2026-03-02", "2026-07-03"],
                ],
                "units": [["unit_id", "kind", "parent_id"], ["school", "school", None], ["c", "class", "school"]],
                "holdings": [
                    ["person_id", "role", "covers_kind", "covers_id", "from"],
                    ["T", "class_teacher", "unit", "c", "2020-09-01"],
                ],
                "students": [["student_id", "birth_date"], ["s", born]],
                "enrolments": [["student_id", "class_id", "from"], ["s", "c", "2026-03-02"]],
                "attendance": [
                    ["student_id", "date", "session", "mark"],
                    *(["s", day, session, "unexcused"] for day in days for session in ("am", "pm")),
                ],
                "acts": [],
            },
        },
        "scenarios": [
            {
                "id": "second_day",
                "clauses": ["1"],
                "because": {"zh": "第二天当天上报。", "en": "The second day is reported the same day."},
                "judged": [{"as_of": days[1], "findings": {"obligations": [duty]}}],
            }
        ],
    }


def _place(folder: Path, *born: str) -> None:
    """The policy, and a file of scenarios for each day of birth, as they lie under policies/."""
    (folder / "one.json").write_text(json.dumps(POLICY), "utf-8")
    (folder / "scenarios/one").mkdir(parents=True)
    for day in born:
        (folder / f"scenarios/one/{day}.json").write_text(json.dumps(_scenarios(day)), "utf-8")


def _unnoticed(sweep: ModuleType, folder: Path, *born: str) -> list[str]:
    _place(folder, *born)
    return [str(each) for each in sweep.unnoticed(baoxue.load_policy(folder / "one.json"), folder / "scenarios/one")]


def test_every_number_is_moved_both_ways(tmp_path: Path, sweep: ModuleType) -> None:
    """But the deadline to no less than 0 days, and the step, which stands alone on its ladder, not at all."""
    _place(tmp_path)
    assert [str(each) for each in sweep.moves(baoxue.load_policy(tmp_path / "one.json"))] == [
        "1.age_from 6 -> 7",
        "1.age_from 6 -> 5",
        "1.age_until 16 -> 17",
        "1.age_until 16 -> 15",
        "1.threshold 2 -> 3",
        "1.threshold 2 -> 1",
        "1.within 0 -> 1",
        "1 only report applies_to ages month 6 -> 7",
        "1 only report applies_to ages month 6 -> 5",
    ]


AGES = [
    "1.age_from 6 -> 7",
    "1.age_from 6 -> 5",
    "1.age_until 16 -> 17",
    "1.age_until 16 -> 15",
    "1 only report applies_to ages month 6 -> 7",
    "1 only report applies_to ages month 6 -> 5",
]


def test_a_pupil_of_ten_notices_no_age(tmp_path: Path, sweep: ModuleType) -> None:
    assert _unnoticed(sweep, tmp_path, "2015-06-01") == AGES


def test_any_scenario_of_the_folder_may_notice(tmp_path: Path, sweep: ModuleType) -> None:
    """A pupil who is six on the very day would be left out by an age from seven; one of five is still missing."""
    assert _unnoticed(sweep, tmp_path, "2015-06-01", "2020-03-05") == AGES[1:]


def test_scenarios_that_fail_anyway_show_nothing(tmp_path: Path, sweep: ModuleType) -> None:
    """A pupil of 17 owes no report, so the scenario fails, whatever is moved."""
    with pytest.raises(ValueError, match="one: scenarios fail before anything is moved"):
        _unnoticed(sweep, tmp_path, "2008-06-01")


def test_what_is_printed_and_excepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], sweep: ModuleType
) -> None:
    _place(tmp_path, "2015-06-01")
    monkeypatch.setattr(sweep, "POLICIES", tmp_path)
    monkeypatch.setattr(sweep, "EQUIVALENT", {f"one {move}": "for the test" for move in AGES[1:]})
    assert sweep.main(["one"]) == 1
    assert "one 1.age_from 6 -> 7: no scenario notices\n" in capsys.readouterr().out
    monkeypatch.setattr(sweep, "EQUIVALENT", {f"one {move}": "for the test" for move in AGES})
    assert sweep.main(["one"]) == 0
    monkeypatch.setitem(sweep.EQUIVALENT, "one 1.within 0 -> 1", "for the test")
    assert sweep.main(["one"]) == 1
    assert "one 1.within 0 -> 1: is noticed, or not made: strike it from the exceptions\n" in capsys.readouterr().out


def test_of_a_share_both_numbers_are_moved(sweep: ModuleType) -> None:
    policy = baoxue.load_policy("plan-5")
    moved = [str(each) for each in sweep.moves(policy) if each.name == "5.0b.threshold"]
    assert moved == [f"5.0b.threshold 1/50 -> {share}" for share in ("1/25", "0", "1/51", "1/49")]
