# SPDX-License-Identifier: Apache-2.0
"""What became of pupils, quotas, figures and money, for the screen."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from baoxue.cli.counting import plain
from baoxue.cli.screen import heading, table

if TYPE_CHECKING:
    import datetime as dt

    import pyarrow as pa

    from baoxue import Findings, Policy

    _Row = dict[str, Any]

_MOST: Final = 10
_RELATIONS: Final = {"at_most": "at most", "less_than": "less than", "at_least": "at least", "more_than": "more than"}


def print_balance(findings: Findings, policy: Policy) -> None:
    """A section for each of statuses, quotas, figures and money that has rows."""
    print_statuses(findings)
    print_quotas(findings, policy)
    print_figures(findings, policy)
    print_money(findings)


def print_statuses(findings: Findings) -> None:
    """By status and the clause that gives it: rows, pupils, and how many go on."""
    if not len(findings.statuses):
        return
    rows = findings.statuses.to_arrow()
    groups = _grouped(
        rows, ("status", "clause"), [([], "count_all"), ("student_id", "count_distinct"), ("until", "count")]
    )
    counts = [
        (
            row["status"],
            row["clause"],
            row["count_all"],
            row["student_id_count_distinct"],
            row["count_all"] - row["until_count"],
        )
        for row in groups
    ]
    heading("pupils who left")
    table(["status", "clause", "rows", "pupils", "still so"], counts, most=_MOST)


def print_quotas(findings: Findings, policy: Policy) -> None:
    """Quotas whose time is over and that were not reached, by role: how many were needed, and done."""
    quotas = _rules_of_kind(policy, "recurring")
    by = ("policy", "clause", "rule", "role", "state")
    sums = [([], "count_all"), ("needed", "sum"), ("done", "sum")]
    rows = [
        row
        for row in _grouped(findings.obligations.to_arrow(), by, sums)
        if (row["policy"], row["clause"], row["rule"]) in quotas
    ]
    if not rows:
        return
    of: Counter[tuple[str, str]] = Counter()
    short: dict[tuple[str, str], Counter[str]] = {}
    for row in rows:
        key = (row["role"], row["clause"])
        of[key] += row["count_all"]
        if row["state"] == "missed":
            short.setdefault(key, Counter()).update(
                rows=row["count_all"], needed=row["needed_sum"], done=row["done_sum"]
            )
    heading("quotas short by role")
    lines = [(*key, of[key], n["rows"], n["needed"], n["done"]) for key, n in short.items()]
    lines.sort(key=lambda line: (-line[3], *line[:2]))
    if lines:
        table(["role", "clause", "quotas", "short", "needed", "done"], lines, most=_MOST)
    else:
        print("  none")


def print_figures(findings: Findings, policy: Policy) -> None:
    """By unit: the figure, the line, and whether it is met.

    Targets that are not met come first, then what pays, then what is met; what is not known comes last.
    """
    if not len(findings.measures):
        return
    targets = _rules_of_kind(policy, "target")
    rows: list[tuple[int, str, _Row]] = []
    for row in findings.measures.to_arrow().to_pylist():
        if (row["policy"], row["clause"], row["rule"]) in targets:
            words = {False: "not met", None: "unknown", True: "met"}
        else:
            words = {True: "reached", None: "unknown", False: "not reached"}
        word = words[row["met"]]
        rows.append((("not met", "reached", "met", "not reached", "unknown").index(word), word, row))
    rows.sort(key=lambda ranked: ranked[0])
    heading("figures against lines")
    lines = [
        (
            _text(row["unit_id"]),
            row["stage"],
            year_of(row["period_from"], row["period_until"]),
            row["indicator"],
            figure(row["indicator"], row["numerator"], row["denominator"]) + ("" if row["final"] else " so far"),
            line_of(row),
            word,
            row["clause"],
        )
        for _, word, row in rows
    ]
    table(["unit", "stage", "year", "indicator", "figure", "line", "stands", "clause"], lines, most=_MOST)


def print_money(findings: Findings) -> None:
    """Awards, charges, vetoes and honours with amounts in yuan; shares stand beside their whole, never in the sums."""
    if not len(findings.consequences):
        return
    every: list[_Row] = findings.consequences.to_arrow().to_pylist()
    rows = [row for row in every if row["part_of"] is None]
    shares: dict[int, list[str]] = {}
    for row in sorted(every, key=lambda row: -(row["amount_fen"] or 0)):
        if row["part_of"] is not None:
            who = row["payer_role"] if row["kind"] == "charge" else row["payee_role"]
            shares.setdefault(row["part_of"], []).append(f"{who} {yuan(row['amount_fen'])}")
    clause_of = {row["id"]: row["clause"] for row in rows}

    def note(row: _Row) -> str | None:
        parts = [*row["forfeits"]]
        if row["id"] in shares:
            parts.append(f"of which {', '.join(shares[row['id']])}")
        if row["vetoed_by"] is not None:
            parts.append(f"vetoed by {clause_of.get(row['vetoed_by'])}")
        return "; ".join(parts) or None

    heading("awards, charges and vetoes")
    table(
        ["kind", "clause", "unit", "person", "year", "yuan", "what"],
        [
            (
                row["kind"],
                row["clause"],
                _text(row["unit_id"]),
                _text(row["person_id"]),
                year_of(row["period_from"], row["period_until"]),
                None if row["amount_fen"] is None else yuan(row["amount_fen"]),
                note(row),
            )
            for row in rows
        ],
        most=_MOST,
    )
    awards, charges = (yuan(findings.total_fen(kind)) for kind in ("award", "charge"))
    vetoed = findings.total_fen("award", vetoed=True)
    besides = f", vetoed awards {yuan(vetoed)} yuan" if vetoed else ""
    print(f"  in all: awards {awards} yuan, charges {charges} yuan{besides}")


def print_dropouts_of_transfers(findings: Findings) -> None:
    """Transfers that were not completed, with what each pupil became."""
    rows = [
        row
        for row in findings.statuses.to_arrow().to_pylist()
        if row["status"] == "dropout" and any(cause["table"] == "transfers" for cause in row["caused_by"])
    ]
    heading("transfers that became dropouts")
    if not rows:
        print("  none")
        return
    table(
        ["pupil", "class left", "from", "until", "clause"],
        [(_text(row["student_id"]), _text(row["unit_id"]), row["from"], row["until"], row["clause"]) for row in rows],
        most=_MOST,
    )


def yuan(fen: int) -> str:
    """An amount in yuan, exact.

    >>> yuan(180005)
    '1,800.05'
    """
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02}"


def figure(indicator: str, numerator: int | None, denominator: int | None) -> str:
    """A figure as it is kept, and of a rate the percentage, rounded down to two places.

    >>> figure("dropout_rate", 2, 150)
    '2/150 = 1.33 %'
    >>> figure("dropouts", 2, 1)
    '2'
    """
    if numerator is None or denominator is None:
        return "unknown"
    if not indicator.endswith("_rate") and denominator == 1:
        return f"{numerator:,}"
    rate = f" = {percent(numerator, denominator)}" if denominator else ", no rate"
    return f"{numerator:,}/{denominator:,}{rate}"


def percent(numerator: int, denominator: int) -> str:
    """A share in per cent, rounded down to two places, without noughts at the end."""
    whole, rest = divmod(numerator * 10_000 // denominator, 100)
    return f"{whole}{f'.{rest:02}'.rstrip('0') if rest else ''} %"


def line_of(row: _Row) -> str:
    """The line of a measures row: ``at most 2 %``."""
    n, d = row["line_numerator"], row["line_denominator"]
    if n is None or d is None:
        shown = "unknown"
    elif row["indicator"].endswith("_rate"):
        shown = percent(n, d) if d else "no rate"
    else:
        shown = figure(row["indicator"], n, d)
    return f"{_RELATIONS[row['comparator']]} {shown}"


def year_of(first: dt.date, last: dt.date) -> str:
    """A school year by the years in which it begins and ends."""
    return "-".join(map(str, dict.fromkeys((first.year, last.year))))


def _text(id: object) -> str | None:
    return None if id is None else str(id)


def _grouped(findings: pa.Table, by: tuple[str, ...], aggregates: list[tuple[Any, str]]) -> list[_Row]:
    """Aggregates by the columns' values, in the order in which these first appear."""
    columns = [name for name, _ in aggregates if name]
    groups = plain(findings, *dict.fromkeys((*by, *columns))).group_by(list(by), use_threads=False)
    rows: list[_Row] = groups.aggregate(aggregates).to_pylist()
    return rows


def _rules_of_kind(policy: Policy, kind: str) -> set[tuple[str, str, str]]:
    """Policy, clause and id of every rule of a kind, in whichever reading."""
    document = json.loads(policy.to_json())
    return {
        (part["id"], clause["id"], rule["id"])
        for part in document.get("layers", [document])
        for clause in part["clauses"]
        for reading in clause["readings"]
        for rule in reading["rules"]
        if rule["kind"] == kind
    }
