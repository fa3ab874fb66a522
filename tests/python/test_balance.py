# SPDX-License-Identifier: Apache-2.0
"""A school year's balance: statuses, quotas, figures, money, of small districts worked out by hand."""

from __future__ import annotations

import csv
import datetime as dt
import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from baoxue import District, DistrictError, Findings, Policy, evaluate, layer, load_policy

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]
    Rows = list[dict[str, Any]]

FIRST, LAST = dt.date(2023, 9, 1), dt.date(2024, 6, 28)
SHARES = {"5.9e.shares": [Fraction(7, 10), Fraction(3, 10)]}


def tables(**others: Rows) -> dict[str, Rows]:
    """A township with a central school, a primary school of one class and a junior-middle school of one."""
    terms = [
        {"term_id": "t1", "school_year": "2023-2024", "first_day": FIRST, "last_day": dt.date(2024, 1, 19)},
        {"term_id": "t2", "school_year": "2023-2024", "first_day": dt.date(2024, 2, 26), "last_day": LAST},
    ]
    units = [
        {"unit_id": unit, "kind": kind, "parent_id": parent, "stage": stage}
        for unit, kind, parent, stage in (
            ("town", "township", None, None),
            ("centre", "central_school", "town", None),
            ("p", "school", "centre", "primary"),
            ("p1", "class", "p", None),
            ("j", "school", "centre", "junior_middle"),
            ("j1", "class", "j", None),
        )
    ]
    return {"terms": terms, "units": units, **others}


def district(**others: Rows) -> District:
    arrow = {name: pa.Table.from_pylist(rows) for name, rows in tables(**others).items()}
    return District.from_tables(calendar="weekdays", register="exceptions", **arrow)  # type: ignore[arg-type]


def count(unit: str, numerator: int, denominator: int, **others: object) -> dict[str, Any]:
    return {
        "unit_id": unit,
        "school_year": "2023-2024",
        "indicator": "dropout_rate",
        "numerator": numerator,
        "denominator": denominator,
        **others,
    }


def holding(person: str, role: str, unit: str) -> dict[str, Any]:
    return {"person_id": person, "role": role, "covers_kind": "unit", "covers_id": unit, "from": dt.date(2020, 9, 1)}


HOLDINGS = [
    holding("wu", "principal", "p"),
    holding("li", "central_school_leader", "centre"),
    holding("zhao", "class_teacher", "p1"),
]


def rows_of(findings: Findings, table: str, *columns: str) -> list[tuple[object, ...]]:
    rows = findings.table(table).to_arrow().select(list(columns)).to_pylist()
    return [tuple(row.values()) for row in rows]


def test_exactly_on_the_line_the_target_is_met_and_the_charge_is_due() -> None:
    found = evaluate(load_policy("plan-5"), district(counts=[count("p", 2, 100)]), LAST)
    columns = ("clause", "indicator", "unit_id", "stage", "numerator", "denominator", "comparator", "met", "final")
    of_money = ("5.0b", "5.9a", "5.9c")
    measures = [row for row in rows_of(found, "measures", *columns) if row[2] == "p" and row[0] in of_money]
    assert measures == [
        ("5.0b", "dropout_rate", "p", "primary", 2, 100, "at_most", True, True),
        ("5.9a", "retention_rate", "p", "primary", 98, 100, "at_least", False, True),
        ("5.9c", "dropout_rate", "p", "primary", 2, 100, "at_least", True, True),
    ]
    lines = rows_of(found, "measures", "clause", "period_from", "period_until", "line_numerator", "line_denominator")
    assert next(row[1:] for row in lines if row[0] == "5.0b") == (FIRST, LAST, 2, 100)
    columns = ("clause", "kind", "unit_id", "person_id", "payer_role", "payee_role", "amount_fen", "part_of")
    assert rows_of(found, "consequences", *columns) == [("5.9c", "charge", "p", None, "school", None, 40000, None)]
    assert (found.total_fen("charge"), found.total_fen("award")) == (40000, 0)
    causes = rows_of(found, "measures", "clause", "unit_id", "caused_by")
    assert ("5.0b", "p", [{"table": "counts", "row": 0}]) in causes
    assert ("unspecified_value", "5.9e") in [row[:2] for row in rows_of(found, "gaps", "kind", "clause")]


def test_one_pupil_short_of_the_line_is_no_charge_and_no_award() -> None:
    found = evaluate(load_policy("plan-5"), district(counts=[count("p", 1, 100)]), LAST)
    assert len(found.consequences) == 0
    assert found.measures.counts()["met"] == 1  # the target


def test_a_school_that_keeps_everybody_is_awarded() -> None:
    found = evaluate(load_policy("plan-5"), district(counts=[count("p", 0, 100)]), LAST)
    columns = ("clause", "kind", "unit_id", "payer_role", "payee_role", "amount_fen")
    assert rows_of(found, "consequences", *columns) == [
        ("5.9a", "award", "p", "school_district_office", "school", 180000)
    ]
    assert (found.total_fen("award"), found.total_fen("charge"), found.total_fen("award", vetoed=True)) == (
        180000,
        0,
        0,
    )


def test_an_award_without_an_amount_is_a_gap_and_no_row() -> None:
    found = evaluate(load_policy("plan-5"), district(counts=[count("j", 0, 50)]), LAST)
    assert len(found.consequences) == 0
    gaps = rows_of(found, "gaps", "kind", "clause", "rule")
    assert ("unspecified_value", "5.9b", "award") in gaps


def test_nobody_enrolled_is_no_rate() -> None:
    found = evaluate(load_policy("plan-5"), district(counts=[count("p", 0, 0)]), LAST)
    measures = rows_of(found, "measures", "clause", "unit_id", "numerator", "denominator", "met")
    assert ("5.0b", "p", 0, 0, None) in measures
    assert len(found.consequences) == 0
    assert ("undefined_rate", "5.0b", "p") in rows_of(found, "gaps", "kind", "clause", "unit_id")
    assert set(found.measures.counts()) == {"unknown"}


@pytest.mark.parametrize(
    ("as_of", "final", "charged"),
    [(LAST - dt.timedelta(1), False, False), (LAST, True, True), (LAST + dt.timedelta(1), True, True)],
)
def test_money_is_there_once_the_year_is_over(as_of: dt.date, final: bool, charged: bool) -> None:
    counts = [count("p", 3, 100, counted_on=dt.date(2024, 1, 19))]
    found = evaluate(load_policy("plan-5"), district(counts=counts), as_of)
    assert {row[0] for row in rows_of(found, "measures", "final")} == {final}
    assert (found.total_fen("charge") == 60000) is charged


def test_shares_stand_beside_the_whole_and_never_in_the_total() -> None:
    policy = load_policy("plan-5").with_values(SHARES)
    found = evaluate(policy, district(counts=[count("p", 5, 100)], holdings=HOLDINGS), LAST)
    rows = found.consequences.to_arrow().to_pylist()
    (whole,) = [row for row in rows if row["part_of"] is None]
    assert whole["amount_fen"] == 100000
    shares = {(row["person_id"], row["payer_role"]): row["amount_fen"] for row in rows if row["part_of"] == whole["id"]}
    assert shares == {("wu", "principal"): 70000, ("li", "central_school_leader"): 30000}
    assert sum(shares.values()) == found.total_fen("charge") == 100000
    assert found.consequences.counts() == {"charge": 3}
    assert f"{whole['id']:016x}" in found.consequences._repr_html_()


def policy_with_a_veto(tmp_path: Path) -> Policy:
    def clause(id: str, rule: dict[str, Any]) -> dict[str, Any]:
        summary = {"zh": "甲", "en": "A."}
        return {
            "id": id,
            "section": "1",
            "summary": summary,
            "chosen": "a",
            "readings": [{"id": "a", "summary": summary, "rules": [rule]}],
        }

    def upon(comparator: str, numerator: int) -> dict[str, Any]:
        line = {"kind": "fixed", "threshold": {"value": {"numerator": numerator, "denominator": 100}}}
        return {"indicator": "dropout_rate", "unit_kind": "school", "is": comparator, "line": line}

    payment = {"kind": "payment", "upon": upon("at_most", 5), "amount": {"value": 12345}, "honours": ["model_rating"]}
    forfeits = ["model_rating", "merit_rating"]
    document = {
        "format": "baoxue-policy",
        "format_version": 1,
        "id": "own",
        "title": {"zh": "甲", "en": "Own"},
        "source": {"zh": "甲", "en": "A test"},
        "clauses": [
            clause("1", {"id": "award", "kind": "incentive", "effect": "award", "by": payment}),
            clause(
                "2",
                {
                    "id": "veto",
                    "kind": "veto",
                    "upon": upon("at_least", 3),
                    "roles": ["principal"],
                    "forfeits": forfeits,
                },
            ),
        ],
    }
    path = tmp_path / "own.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return load_policy(path)


def test_a_vetoed_award_stays_and_is_counted_apart(tmp_path: Path) -> None:
    policy = policy_with_a_veto(tmp_path)
    counts = [count("p", 4, 100), count("j", 1, 100)]
    found = evaluate(policy, district(counts=counts, holdings=HOLDINGS), LAST)
    rows = found.consequences.to_arrow().to_pylist()
    (veto,) = [row for row in rows if row["kind"] == "veto"]
    assert (veto["unit_id"], veto["person_id"], veto["amount_fen"]) == ("p", "wu", None)
    assert sorted(veto["forfeits"]) == ["merit_rating", "model_rating"]
    assert {(row["unit_id"], row["vetoed_by"]) for row in rows if row["kind"] == "award"} == {
        ("p", veto["id"]),
        ("j", None),
    }
    assert (found.total_fen("award"), found.total_fen("award", vetoed=True)) == (12345, 12345)
    with pytest.raises(ValueError, match='kind: expected "award" or "charge"'):
        found.total_fen("veto")  # type: ignore[arg-type]


def left(*steps: tuple[str, dt.date]) -> dict[str, Rows]:
    """Two pupils of class p1, one of whom leaves for another school on 10 October with these steps on record."""
    gone = dt.date(2023, 10, 10)
    enrolments = [
        {"student_id": "a", "class_id": "p1", "from": FIRST, "until": gone, "exit": "transferred"},
        {"student_id": "b", "class_id": "p1", "from": FIRST, "until": None, "exit": None},
    ]
    transfers = [{"transfer_id": "m1", "student_id": "a", "left_on": gone, "receiving_unit_id": None}]
    acts = [
        {
            "act_id": f"a{n}",
            "date": date,
            "act": act,
            "actor_id": "zhao",
            "student_id": "a",
            "refers_table": "transfers",
            "refers_to": "m1",
        }
        for n, (act, date) in enumerate(steps)
    ]
    found: dict[str, Rows] = {"enrolments": enrolments, "transfers": transfers, "holdings": HOLDINGS}
    if acts:
        found["acts"] = acts
    return found


STEPS = ("written_application", "class_teacher_opinion", "receiving_school_opinion", "vice_principal_approval")


def test_a_transfer_without_its_steps_is_a_dropout_that_counts() -> None:
    policy = layer(load_policy("plan-5"), load_policy("plan-1"))
    found = evaluate(policy, district(**left((STEPS[0], dt.date(2023, 10, 9)))), LAST)
    columns = ("policy", "clause", "student_id", "unit_id", "status", "from", "until")
    # the steps of neither plan are complete: the upper one's clause gives it
    assert rows_of(found, "statuses", *columns) == [
        ("plan-5", "5.7b", "a", "p1", "dropout", dt.date(2023, 10, 10), None)
    ]
    rates = rows_of(found, "measures", "clause", "unit_id", "numerator", "denominator", "met")
    assert ("5.0b", "p", 1, 2, False) in rates
    assert found.total_fen("charge") == 20000
    assert found.statuses.counts() == {"dropout": 1}


def test_a_transfer_finished_late_is_a_dropout_until_then() -> None:
    steps = [(act, dt.date(2023, 10, 20)) for act in STEPS]
    found = evaluate(load_policy("plan-1"), district(**left(*steps)), LAST)
    columns = ("clause", "student_id", "status", "from", "until")
    assert rows_of(found, "statuses", *columns) == [
        ("1.5.7a", "a", "transferred", dt.date(2023, 10, 20), None),
        ("1.5.7b", "a", "dropout", dt.date(2023, 10, 10), dt.date(2023, 10, 19)),
    ]


def test_an_id_of_each_table_is_one(tmp_path: Path) -> None:
    found = evaluate(load_policy("plan-5"), district(counts=[count("p", 2, 100)]), LAST)
    for name in ("measures", "consequences"):
        id = found.table(name).to_arrow()["id"][0].as_py()
        assert "5.0a" in found.explain(id, "en") or "5.9c" in found.explain(id, "en")


def test_thousands_are_read_where_they_are_asked_for(tmp_path: Path) -> None:
    folder = write_csv(tmp_path / "d", counts=[count("p", "12", "1,059")])  # type: ignore[arg-type]
    with pytest.raises(DistrictError, match="1,059"):
        District.from_folder(folder)
    found = evaluate(load_policy("plan-5"), District.from_folder(folder, thousands=True), LAST)
    assert ("5.0b", 12, 1059) in rows_of(found, "measures", "clause", "numerator", "denominator")
    in_memory = {name: pa.Table.from_pylist(rows) for name, rows in tables(counts=[count("p", "12", "1,059")]).items()}  # type: ignore[arg-type]
    again = District.from_tables(calendar="weekdays", register="exceptions", thousands=True, **in_memory)  # type: ignore[arg-type]
    assert ("5.0b", 1059) in rows_of(evaluate(load_policy("plan-5"), again, LAST), "measures", "clause", "denominator")


def write_csv(folder: Path, **others: Rows) -> Path:
    folder.mkdir()
    for name, rows in {**tables(), **others}.items():
        with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    settings = {"format": "baoxue-district", "format_version": 1, "calendar": "weekdays", "register": "exceptions"}
    (folder / "district.json").write_text(json.dumps(settings), encoding="utf-8")
    return folder


def test_the_command_line_shows_figures_and_money(baoxue_command: Run, tmp_path: Path) -> None:
    write_csv(tmp_path / "d", counts=[count("p", "25", "1,250")], holdings=HOLDINGS)  # type: ignore[arg-type]
    arguments = ("evaluate", "plan-5", "d", "--as-of", LAST)
    refused = baoxue_command(*arguments)
    assert refused.returncode == 2
    assert "1,250" in refused.stderr
    done = baoxue_command(
        *arguments, "--thousands", "--set", "5.9e.shares=7/10,3/10", "--out", "out", "--format", "csv"
    )
    assert (done.returncode, done.stderr) == (0, "")
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "p primary 2023-2024 dropout_rate 25/1,250 = 2 % at most 2 % met 5.0b" in lines
    assert "p primary 2023-2024 dropout_rate 25/1,250 = 2 % at least 2 % reached 5.9c" in lines
    charge = "charge 5.9c p - 2023-2024 5,000.00 of which principal 3,500.00, central_school_leader 1,500.00"
    assert charge in lines
    assert "in all: awards 0.00 yuan, charges 5,000.00 yuan" in lines
    with open(tmp_path / "out" / "measures.csv", encoding="utf-8", newline="") as file:
        kept = [(row["numerator"], row["met"]) for row in csv.DictReader(file) if row["clause"] == "5.9a"]
    assert ("1225", "false") in kept
    with open(tmp_path / "out" / "consequences.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["amount_fen"] for row in rows if not row["part_of"]] == ["500000"]
    assert {row["part_of"] for row in rows} == {"", next(row["id"] for row in rows if not row["part_of"])}


def test_the_command_line_shows_statuses_and_quotas(baoxue_command: Run, tmp_path: Path) -> None:
    visit = {"act_id": "v", "date": dt.date(2023, 9, 11), "act": "home_visit", "actor_id": "zhao", "student_id": "b"}
    facts = left((STEPS[0], dt.date(2023, 10, 9)))
    facts["acts"] = [{**visit, "refers_table": None, "refers_to": None}, *facts["acts"]]
    write_csv(tmp_path / "d", **{name: rows for name, rows in facts.items()})
    done = baoxue_command("evaluate", "plan-2", "d", "--as-of", LAST + dt.timedelta(1))
    assert (done.returncode, done.stderr) == (0, "")
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    # twenty person-times in each of the two terms, one of them done
    assert "class_teacher 2.2.2.6a 2 2 40 1" in lines
    done = baoxue_command("evaluate", "plan-1", "d", "--as-of", LAST)
    assert (done.returncode, done.stderr) == (0, "")
    assert "dropout 1.5.7b 1 1 1" in [" ".join(line.split()) for line in done.stdout.splitlines()]


def test_the_command_line_shows_ten_rows_of_each(baoxue_command: Run, tmp_path: Path) -> None:
    more = [f"s{n:02}" for n in range(12)]
    facts = tables(counts=[count(unit, 3, 100) for unit in more])
    facts["units"] += [{"unit_id": unit, "kind": "school", "parent_id": "centre", "stage": "primary"} for unit in more]
    write_csv(tmp_path / "d", **facts)
    done = baoxue_command("evaluate", "plan-5", "d", "--as-of", LAST)
    assert (done.returncode, done.stderr) == (0, "")
    section = done.stdout.split("\nawards, charges and vetoes\n")[1].split("\n\n")[0].splitlines()
    assert len(section) == 1 + 10 + 2
    assert section[-2:] == ["  and 2 more", "  in all: awards 0.00 yuan, charges 7,200.00 yuan"]
