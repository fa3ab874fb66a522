# SPDX-License-Identifier: Apache-2.0
"""The scenarios of every built-in policy: they pass, cover every clause, and every finding of theirs can be told."""

from __future__ import annotations

import datetime as dt
import json
import re
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import jsonschema
import pytest

import baoxue
from baoxue import _core
from baoxue.policy import load_layered
from baoxue.scenarios import policies_with_scenarios, run_by_layer, shortcomings, shown_together

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
SCENARIOS = ROOT / "policies" / "scenarios"
FILES = sorted(SCENARIOS.rglob("*.json"))
VALIDATOR = jsonschema.Draft202012Validator(json.loads(baoxue.scenario_schema()))
LAYERED = ["plan-4+plan-3", "plan-5+plan-2"]
LANGS: tuple[Literal["zh", "en"], ...] = ("zh", "en")
TABLES = ("obligations", "statuses", "breaches", "consequences", "entitlements", "measures", "gaps")


@cache
def _report(policy: str) -> baoxue.ScenarioReport:
    return baoxue.run_scenarios(load_layered(policy))


def test_every_policy_and_two_layered_ones_have_scenarios() -> None:
    assert sorted(policies_with_scenarios()) == sorted([*baoxue.policy_ids(), *LAYERED])


@pytest.mark.parametrize("policy", [*baoxue.policy_ids(), *LAYERED])
def test_every_scenario_passes(policy: str) -> None:
    report = _report(policy)
    assert not report.failed, report.explain()


@pytest.mark.parametrize("policy", baoxue.policy_ids())
def test_every_clause_is_shown_from_both_sides(policy: str) -> None:
    assert shortcomings(_report(policy)) == []
    assert _report(policy).unreached == []


@pytest.mark.parametrize("policy", LAYERED)
def test_layers_are_shown_by_their_own_scenarios_and_those_of_all(policy: str) -> None:
    reports = run_by_layer(load_layered(policy))
    assert [report.policy.id for report in reports] == [*policy.split("+"), policy]
    assert [len(report) for report in reports] == [len(_report(id)) for id in (*policy.split("+"), policy)]
    assert not any(report.failed for report in reports)
    assert shortcomings(shown_together(reports)) == []
    assert shortcomings(shown_together(reports[1:]))  # the lower layer's and those of both do not show the upper one


@pytest.mark.parametrize("policy", baoxue.policy_ids())
def test_one_scenario_lists_all_findings_of_all_clauses(policy: str) -> None:
    assert any(not each.clauses for each in _report(policy).results)


def test_the_kinds_that_clauses_must_have_are_those_of_the_register(shared: Callable[[str], Path]) -> None:
    register = shared("clauses.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([1-5]\.[^ |]+) \| ([a-z, ]+) \|", register, re.MULTILINE)
    wanted: dict[str, dict[str, list[str]]] = {}
    for clause, kinds in rows:
        wanted.setdefault(f"plan-{clause[0]}", {})[clause] = [kind.strip() for kind in kinds.split(",")]
    assert len(rows) == 143
    assert json.loads(_core.clauses_to_accept())["policies"] == wanted


def test_each_open_value_is_shown_open_and_filled() -> None:
    """For each value that a source leaves open: a date with the gap that names it, and one on which it is given."""
    for policy in baoxue.policy_ids():
        open_values = {each.name for each in baoxue.load_policy(policy).parameters if each.value is None}
        open_shown, filled = set(), set()
        for _, judged in _judged(policy):
            filled |= set(judged.get("values", {}))
            open_shown |= {gap.get("parameter") for gap in judged["findings"].get("gaps", [])}
        assert open_values <= open_shown, policy
        assert open_values <= filled, policy


def test_coverage_knows_every_reading_of_clauses_that_have_several() -> None:
    for policy in baoxue.policy_ids():
        loaded = baoxue.load_policy(policy)
        several = [
            (clause, reading.id)
            for clause in loaded.clause_ids
            if len(loaded.readings(clause)) > 1
            for reading in loaded.readings(clause)
        ]
        assert [(each.clause, each.reading) for each in _report(policy).readings] == several


def test_a_clause_of_several_kinds_is_judged_kind_by_kind() -> None:
    """Plan 4, 4.4: a census (quota), and somebody for each class (assignment)."""
    kinds = [each.kind for each in _report("plan-4").coverage if each.clause == "4.4"]
    assert kinds == ["recurring", "assignment"]
    # nobody for the class is the assignment's firing; it says nothing of the census, whose period is a gap
    report = baoxue.run_scenarios(baoxue.load_policy("plan-4"), SCENARIOS / "plan-4/group_and_cover.json")
    fires = {each.kind: each.fires for each in report.coverage if each.clause == "4.4"}
    assert fires["assignment"] and not fires["recurring"]
    assert "4.4: no scenario shows that its recurring finds anything but gaps" in shortcomings(report)


def test_readings_that_a_clause_must_have_and_scenarios_that_judge_by_them(tmp_path: Path) -> None:
    required = json.loads(_core.clauses_to_accept())["readings"]
    assert required["plan-2"]["2.2.2.6g"] == ["school_days", "calendar_days"]
    whole = baoxue.load_policy("plan-2")
    by_one = baoxue.run_scenarios(whole, SCENARIOS / "plan-2/absence_6e.json")
    assert "2.2.2.6g: no scenario judges by the reading `calendar_days`" in shortcomings(by_one)
    document = json.loads(whole.to_json())
    clause = next(each for each in document["clauses"] if each["id"] == "2.2.2.6g")
    clause["readings"] = [each for each in clause["readings"] if each["id"] != "calendar_days"]
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(document), "utf-8")
    one_left = baoxue.run_scenarios(baoxue.load_policy(changed), SCENARIOS / "plan-2/absence_6e.json")
    assert "2.2.2.6g: the reading `calendar_days` is missing" in shortcomings(one_left)
    assert "2.2.2.6g：缺少读法 `calendar_days`" in shortcomings(one_left, "zh")


def test_a_deadline_is_shown_on_the_day_and_on_the_day_after(tmp_path: Path) -> None:
    """Clause 2.1 of the example: two days on 10 March, three more end on the 13th, missed on the 14th."""
    school = baoxue.load_policy(ROOT / "examples/policy/our-school.json")
    document = json.loads((ROOT / "examples/policy/scenarios/our-school.json").read_text("utf-8"))
    document["scenarios"] = [each for each in document["scenarios"] if each["id"] == "two_days"]
    judged = {each["as_of"]: each for each in document["scenarios"][0]["judged"]}

    def said_of(*dates: str, **changed: str) -> list[str]:
        document["scenarios"][0]["judged"] = json.loads(json.dumps([judged[date] for date in dates]))
        for each in document["scenarios"][0]["judged"]:
            each["as_of"] = changed.get("as_of", each["as_of"])
        path = tmp_path / "scenarios.json"
        path.write_text(json.dumps(document), "utf-8")
        report = baoxue.run_scenarios(school, path)
        assert not report.failed
        return [line for line in shortcomings(report) if line.startswith("2.1: ") and "`visit`" in line]

    in_time = "2.1: no scenario shows step 1 of `visit` not yet late on the day it is due"
    late = "2.1: no scenario shows step 1 of `visit` late on the day after it is due"
    assert said_of("2026-03-09", "2026-03-13", "2026-03-14") == []
    assert said_of("2026-03-13") == [late]
    assert said_of("2026-03-14") == [in_time]
    assert said_of("2026-03-13", as_of="2026-03-12") == [in_time, late]  # open, but a day before
    assert said_of("2026-03-14", as_of="2026-03-15") == [in_time, late]  # missed, but two days after
    # an act counts for its own day, whenever it is judged
    document["scenarios"][0]["tables"]["acts"] = [
        ["act_id", "date", "act", "actor_id", "student_id"],
        ["a1", "2026-03-14", "home_visit", "T1", "s"],
    ]
    row = judged["2026-03-14"]["findings"]["obligations"][0]
    row |= {"done": 1, "state": "met_late", "met_on": "2026-03-14"}
    assert said_of("2026-03-14", as_of="2026-04-30") == [in_time]
    document["scenarios"][0]["tables"]["acts"][1][1] = "2026-03-13"
    row |= {"state": "met", "met_on": "2026-03-13"}
    assert said_of("2026-03-14", as_of="2026-04-30") == [late]


@pytest.mark.parametrize(
    ("scenario", "dates", "said"),
    [
        # ten visits: nine by 9 July, the tenth on the 10th
        ("the_tenth_on_the_last_day", ["2026-07-09", "2026-07-10"], []),
        ("the_tenth_on_the_last_day", ["2026-07-10"], ["3.1: no scenario shows `visits` one act short"]),
        (
            "the_tenth_on_the_last_day",
            ["2026-07-09"],
            ["3.1: no scenario shows `visits` met by just as many acts as it asks for"],
        ),
        # kept within 2 %, charged above it: 2 of 100 and 3 of 100
        (
            "on_the_line",
            ["2026-07-10"],
            [
                "4.1: no scenario shows `line` with a figure on the other side of its line",
                "4.2: no scenario shows `charge` with a figure on the other side of its line",
            ],
        ),
        (
            "over_the_line",
            ["2026-07-10"],
            [
                "4.1: no scenario shows `line` with a figure exactly on its line",
                "4.2: no scenario shows `charge` with a figure exactly on its line",
            ],
        ),
    ],
)
def test_quotas_and_lines_are_shown_from_both_sides(
    scenario: str, dates: list[str], said: list[str], tmp_path: Path
) -> None:
    school = baoxue.load_policy(ROOT / "examples/policy/our-school.json")
    document = json.loads((ROOT / "examples/policy/scenarios/our-school.json").read_text("utf-8"))
    document["scenarios"] = [one] = [each for each in document["scenarios"] if each["id"] == scenario]
    one["judged"] = [each for each in one["judged"] if each["as_of"] in dates]
    path = tmp_path / "scenarios.json"
    path.write_text(json.dumps(document), "utf-8")
    report = baoxue.run_scenarios(school, path)
    assert not report.failed
    about = tuple(f"{clause}: no scenario shows `" for clause in one["clauses"])
    assert [line for line in shortcomings(report) if line.startswith(about)] == said


def test_shortcomings_take_no_other_language() -> None:
    with pytest.raises(ValueError, match="lang"):
        shortcomings(_report("jp"), "ja")  # type: ignore[arg-type]


@pytest.mark.parametrize("policy", baoxue.policy_ids())
def test_cells_that_are_never_empty_are_not(policy: str) -> None:
    """As `docs/findings.md` says of them."""
    text = (ROOT / "docs/findings.md").read_text("utf-8")
    report = _report(policy)
    for section in re.split(r"^## ", text, flags=re.M)[2:]:
        never = re.findall(r"^\| (\w+) \|.*\| never[^|]*\|$", section, re.M)
        for i, result in enumerate(report.results):
            for date in range(len(result.dates)):
                table = getattr(report.findings(i, date), section.splitlines()[0])
                if len(table):
                    arrow = table.to_arrow()
                    assert not any(arrow.column(name).null_count for name in never), (result.id, section[:20])


def _judged(policy: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for path in sorted((SCENARIOS / policy).glob("*.json")):
        for scenario in json.loads(path.read_text("utf-8"))["scenarios"]:
            for judged in scenario["judged"]:
                yield scenario, judged


@pytest.mark.parametrize("policy", [*baoxue.policy_ids(), *LAYERED])
def test_every_finding_of_every_scenario_can_be_told(policy: str) -> None:
    """In both languages every cell on its own: clause, days, persons, units, words, amounts, figures, parameter."""
    report = _report(policy)
    document = json.loads(load_layered(policy).to_json())
    kinds = {
        (clause["id"], rule["id"]): rule["kind"]
        for layer in document.get("layers", [document])
        for clause in layer["clauses"]
        for reading in clause["readings"]
        for rule in reading["rules"]
    }
    words = {lang: _names(document, lang) for lang in LANGS}
    told = 0
    for i, result in enumerate(report.results):
        for date in range(len(result.dates)):
            findings = report.findings(i, date)
            for row in _tested(findings, result.clauses):
                told += 1
                kind = kinds.get((row["clause"], row["rule"]))
                for lang in ("zh", "en"):
                    text = findings.explain(row["id"], lang)
                    assert not re.search(r"\{[a-zA-Z_|]+\}", text), text
                    for column, cell in _told_cells(row, kind, words[lang], lang):
                        assert cell in text, f"{result.id} {row['id']:016x}: {column} `{cell}` is not in\n{text}"
    assert told


#: Columns that hold a word, by the list of the vocabulary that names it.
WORD_COLUMNS = {
    "acts": "acts",
    "role": "roles",
    "recipient_role": "roles",
    "payer_role": "roles",
    "payee_role": "roles",
    "conduct": "conduct",
    "benefit": "benefits",
    "forfeits": "honours",
    "indicator": "indicators",
    "stage": "stages",
}
STATUSES = {
    "dropout": ("辍学", "dropout"),
    "transferred": ("转学", "transferred"),
    "suspended": ("休学", "suspended"),
}


def _names(document: dict[str, Any], lang: Literal["zh", "en"]) -> dict[tuple[str, str], str]:
    """What each word is called: in the standing vocabulary, or by the policy that adds it."""
    standing = json.loads((ROOT / "policies/vocabulary.json").read_text("utf-8"))
    own = document.get("words", {})
    return {
        (column, word["id"]): word[lang]
        for listed in (standing, own)
        for column, kind in WORD_COLUMNS.items()
        for word in listed.get(kind, [])
    }


def _told_cells(
    row: dict[str, Any], kind: str | None, names: dict[tuple[str, str], str], lang: Literal["zh", "en"]
) -> Iterator[tuple[str, str]]:
    """Each cell as it has to stand in the text: amounts in yuan, days and words as the language has them."""

    def day(on: dt.date) -> str:
        return f"{on.year}年{on.month}月{on.day}日" if lang == "zh" else f"{on.day} {on:%B} {on.year}"

    if row["clause"] is not None:
        yield "clause", row["clause"]
    for column in ("triggered_on", "due_on", "met_on", "from", "until", "on", "period_from", "period_until"):
        # a quota or pledge tells its period instead of the day that begins it
        if row.get(column) is not None and not (column == "triggered_on" and kind in ("recurring", "pledge")):
            yield column, day(row[column])
    for column in ("student_id", "unit_id", "person_id", "parameter"):
        # the year before has no name that would stand in a text
        if row.get(column) is not None and row[column] != "previous_year":
            yield column, row[column]
    if row.get("sanction") is not None and lang == "zh":  # the column holds the Chinese text
        yield "sanction", row["sanction"]
    for bearer in row.get("bearer_ids") or ():
        yield "bearer_ids", bearer
    for column in WORD_COLUMNS:
        for word in row[column] if isinstance(row.get(column), list) else [row.get(column)]:
            if word is not None and not (column == "acts" and kind in ("pledge", "record", "entitlement")):
                yield column, names.get((column, word), word)
    if "status" in row:
        yield "status", STATUSES[row["status"]][lang == "en"]
    if row.get("amount_fen") is not None:
        yuan, fen = divmod(row["amount_fen"], 100)
        yield "amount_fen", f"{yuan:,}" + (f".{fen:02}" if fen else "") + (" 元" if lang == "zh" else " yuan")
    if row.get("numerator") is not None:
        one = row["indicator"] not in RATES
        yield "numerator", str(row["numerator"]) if one else f"{row['numerator']}/{row['denominator']}"
    if row.get("line_numerator") is not None:
        yield "line", _line(row, lang)


#: Indicators whose figure is a share; of the others the denominator says nothing.
RATES = ("dropout_rate", "retention_rate", "enrolment_rate")


def _line(row: dict[str, Any], lang: Literal["zh", "en"]) -> str:
    """A line in percent, with two decimals where it is not even, or as a number."""
    line = Fraction(row["line_numerator"], row["line_denominator"])
    if row["indicator"] not in RATES:
        return str(line)
    percent = line * 100
    rounded = Fraction(int(percent * 100 + Fraction(1, 2)), 100)
    digits = f"{float(rounded):.2f}".rstrip("0").rstrip(".") + "%"
    return digits if rounded == percent else f"约 {digits}" if lang == "zh" else f"about {digits}"


def _tested(findings: baoxue.Findings, clauses: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The rows of the clauses under test."""
    for name in TABLES:
        table = getattr(findings, name)
        if len(table):
            yield from (row for row in table.to_arrow().to_pylist() if not clauses or row["clause"] in clauses)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SCENARIOS)))
def test_every_file_is_of_the_schema(path: Path) -> None:
    VALIDATOR.validate(json.loads(path.read_text("utf-8")))


def test_the_schema_is_one_and_fresh() -> None:
    """Stale: `make schema` writes it."""
    jsonschema.Draft202012Validator.check_schema(VALIDATOR.schema)
    assert (ROOT / "policies/schema/scenario.schema.json").read_text("utf-8") == baoxue.scenario_schema()


def test_the_example_of_the_format_passes(tmp_path: Path) -> None:
    blocks = re.findall(r"^```json\n(.*?)^```", (ROOT / "docs/scenario-format.md").read_text("utf-8"), re.M | re.S)
    (tmp_path / "example.json").write_text(blocks[0], "utf-8")
    VALIDATOR.validate(json.loads(blocks[0]))
    report = baoxue.run_scenarios(baoxue.load_policy("plan-2"), tmp_path)
    assert len(report) == 1 and not report.failed, report.explain()


def test_a_policy_that_was_changed_breaks_scenarios() -> None:
    changed = baoxue.load_policy("plan-2").with_values({"2.2.2.6g.threshold": 3})
    report = baoxue.run_scenarios(changed)
    assert report.failed and "2.2.2.6g" in report.explain("en")


def test_the_commands(baoxue_command: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    passed = baoxue_command("test", "plan-5+plan-2")
    assert passed.returncode == 0 and re.search(
        r"^plan-5\+plan-2: \d+ scenarios, \d+ passed, 0 failed$", passed.stdout, re.M
    )
    coverage = baoxue_command("coverage", "plan-2")
    assert coverage.returncode == 0 and re.search(r"^2\.2\.2\.6e  ladder$", coverage.stdout, re.M)
    failed = baoxue_command("test", "plan-2", "--set", "2.2.2.6g.threshold=3", "--lang", "zh")
    assert failed.returncode == 1 and "应有而未见" in failed.stdout
    one = tmp_path / "one.json"
    one.write_text((SCENARIOS / "plan-2/absence_6e.json").read_text("utf-8"), "utf-8")
    thin = baoxue_command("coverage", "plan-2", "--scenarios", one)
    assert thin.returncode == 1 and "2.2.2.6g: no scenario shows a near miss of its ladder" in thin.stderr
    thin = baoxue_command("coverage", "plan-2", "--scenarios", one, "--lang", "zh")
    assert "2.2.2.6g：没有情形表明它的 阶梯（ladder） 差一点而不触发" in thin.stderr
    assert "没有情形涉及的条款：" in baoxue_command("test", "plan-2", "--scenarios", one, "--lang", "zh").stdout
    whole = baoxue_command("coverage", "plan-4", "--lang", "zh")
    assert whole.returncode == 0 and re.search(r"^4\.4  定额（recurring）\n    触发：", whole.stdout, re.M)
    assert "plan-4：条款 26 条，可以核验 19 条，条条正反两面都有情形" in whole.stdout
    english = re.compile(r"\b(fires|refuses|clauses?|scenarios?|passed|failed)\b")
    for text in (whole.stdout, whole.stderr, thin.stdout, thin.stderr):
        assert not english.search(re.sub(r"[\w.]+_[\w.]+", "", text)), text
    one.write_text('{"format": "baoxue-scenarios"}', "utf-8")
    assert baoxue_command("test", "plan-2", "--scenarios", one).returncode == 2
    nowhere = baoxue_command("test", "plan-2", "--scenarios", tmp_path / "nowhere.json")
    assert nowhere.returncode == 2 and "check the path" in nowhere.stderr


def _without_conduct(folder: Path) -> tuple[Path, str]:
    """A folder of plan 3's scenarios but conduct.json, with those of plans 4 and 3 together; and the text of these."""
    folder.mkdir()
    for path in (SCENARIOS / "plan-3").glob("*.json"):
        if path.name != "conduct.json":
            (folder / path.name).write_text(path.read_text("utf-8"), "utf-8")
    together = (SCENARIOS / "layers/plan-4+plan-3.json").read_text("utf-8")
    (folder / "together.json").write_text(together, "utf-8")
    return folder, together


def test_coverage_of_layers(baoxue_command: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    """Every clause of both, by the layer's own scenarios or those of the layers together; each of them has to pass."""

    def coverage(*arguments: object) -> tuple[int, str, str]:
        ran = baoxue_command("coverage", *arguments)
        return ran.returncode, ran.stdout, ran.stderr

    code, printed, told = coverage("plan-4+plan-3")
    assert (code, told) == (0, "")
    assert re.search(
        r"^3\.4\.2\.2 \(plan-3\)  record\n    fires:   .*3_4_2_2_wrong_report; in layers: one_report_two_plans$",
        printed,
        re.M,
    )
    clauses = {id: len(baoxue.load_policy(id).clause_ids) for id in ("plan-4", "plan-3")}
    assert f"\nplan-4+plan-3: {sum(clauses.values())} clauses, " in printed
    assert all(printed.count(f"({id})  ") >= count for id, count in clauses.items())
    code, printed, _ = coverage("plan-4+plan-3", "--lang", "zh")
    assert code == 0 and re.search(
        r"^3\.4\.2\.2（plan-3）  台账（record）\n.*叠加时：one_report_two_plans$", printed, re.M
    )
    # a policy of two layers is one document, and stays one under another
    assert coverage("fr")[0] == 0
    code, printed, told = coverage("fr+plan-4")
    assert code == 1 and told.startswith("baoxue: fr+plan-4: there are no scenarios of the layers together; ")
    assert told.count("\n") == 1 and "ten (fr-circular)  ladder\n" in printed
    code, printed, told = coverage("plan-5+plan-2")
    assert code == 0 and printed.endswith("each shown from both sides\n")

    # one layer lacks what shows one clause: 3.3.4a is in conduct.json alone
    lacking, together = _without_conduct(tmp_path / "lacking")
    code, printed, told = coverage("plan-4+plan-3", "--scenarios", lacking)
    assert code == 1 and "each shown" not in printed
    assert "3.3.4a (plan-3): no scenario shows a near miss of its prohibition" in told
    assert "(plan-4)" not in told

    # everything is shown, but one scenario of the layers together fails
    assert together.count('"also": ["plan-3 report"]') == 1
    wrong = tmp_path / "wrong.json"
    wrong.write_text(together.replace('"also": ["plan-3 report"]', '"also": []'), "utf-8")
    code, printed, told = coverage("plan-4+plan-3", "--scenarios", wrong)
    assert code == 1 and "each shown" not in printed
    assert told == "baoxue: 1 scenarios failed; they show nothing\n"


def test_test_of_layers(baoxue_command: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    """Each layer alone by its own scenarios, then the layers together: what any of them reaches is reached."""
    passed = [
        f"{id}: {len(_report(id)):,} scenarios, {len(_report(id)):,} passed, 0 failed"
        for id in ("plan-5", "plan-2", "plan-5+plan-2")
    ]
    ran = baoxue_command("test", "plan-5+plan-2")
    assert (ran.returncode, ran.stdout.splitlines(), ran.stderr) == (0, passed, "")
    every = baoxue_command("test")  # of all built-in policies each layer has its line already
    assert every.stdout.count("\nplan-2: ") == 1 and every.stdout.count("scenarios, ") == 15
    assert every.returncode == 0 and "no scenario reaches" not in every.stdout

    # 3.3.4a and 3.4.1.3b are in conduct.json alone; and a failure of a layer's own is one
    own, _ = _without_conduct(tmp_path / "own")
    thin = baoxue_command("test", "plan-4+plan-3", "--scenarios", own)
    assert thin.returncode == 0
    assert thin.stdout.splitlines()[-1] == "  clauses that no scenario reaches: 3.3.4a (plan-3), 3.4.1.3b (plan-3)"
    thin = baoxue_command("test", "plan-4+plan-3", "--scenarios", own, "--lang", "zh")
    assert thin.stdout.splitlines()[-1] == "  没有情形涉及的条款：3.3.4a（plan-3）, 3.4.1.3b（plan-3）"
    wrong = (own / "help.json").read_text("utf-8").replace('"state": "open"', '"state": "lapsed"', 1)
    (own / "help.json").write_text(wrong, "utf-8")
    failed = baoxue_command("test", "plan-4+plan-3", "--scenarios", own)
    assert failed.returncode == 1 and re.search(r"^plan-3: .* 1 failed$", failed.stdout, re.M)

    # nobody has said how the two stand together
    alone = baoxue_command("test", "plan-4+plan-2")
    assert alone.returncode == 1 and "plan-4+plan-2: there are no scenarios of the layers together" in alone.stderr
    assert "no scenario reaches" not in alone.stdout


def test_coverage_of_a_layer_that_is_a_file(
    baoxue_command: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    school = ROOT / "examples/policy/our-school.json"
    alone = baoxue_command("coverage", f"plan-4+{school}")
    assert alone.returncode == 1
    assert "baoxue: our-school: there are no scenarios of this layer alone; --scenarios names a" in alone.stderr
    assert "baoxue: plan-4+our-school: there are no scenarios of the layers together; --scenarios" in alone.stderr
    assert "5.1 (our-school): no scenario shows a near miss of its duty" in alone.stderr
    assert "(plan-4)" not in alone.stderr  # its own are built in

    scenarios = tmp_path / "scenarios"
    scenarios.mkdir()
    own = json.loads((ROOT / "examples/policy/scenarios/our-school.json").read_text("utf-8"))
    (scenarios / "own.json").write_text(json.dumps(own), "utf-8")
    shown = baoxue_command("coverage", f"plan-4+{school}", "--scenarios", scenarios)
    assert shown.returncode == 1 and shown.stderr.count("\n") == 1
    assert "plan-4+our-school: there are no scenarios of the layers together" in shown.stderr
    # the school's own first case says of the layers together what it says of the school
    own["policies"] = ["plan-4", "our-school"]
    own["scenarios"] = own["scenarios"][:1]
    (scenarios / "together.json").write_text(json.dumps(own), "utf-8")
    shown = baoxue_command("coverage", f"plan-4+{school}", "--scenarios", scenarios)
    assert (shown.returncode, shown.stderr) == (0, "")

    (scenarios / "other.json").write_text(json.dumps({**own, "policies": ["plan-1"]}), "utf-8")
    other = baoxue_command("coverage", f"plan-4+{school}", "--scenarios", scenarios)
    assert other.returncode == 2 and "these are scenarios of policy `plan-1`" in other.stderr
    nothing = baoxue_command("coverage", f"{school}+{ROOT / 'examples/policy/town.json'}")
    assert nothing.returncode == 2
    assert "no scenarios are built in for policy `our-school+town`" in nothing.stderr
