# SPDX-License-Identifier: Apache-2.0
"""Counts of findings for the screen."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from baoxue.cli.screen import heading, table

if TYPE_CHECKING:
    import pyarrow as pa

    from baoxue import District, Findings

#: States in the order in which they are shown.
STATES = ("open", "met", "met_late", "missed", "lapsed", "unknown")


#: Stands for the school where a duty is each person's own, however many units the person has.
PER_PERSON = "per person"


def plain(findings: pa.Table, *columns: str) -> pa.Table:
    """The columns, with dictionaries decoded so that they can be grouped by."""
    import pyarrow as pa

    decoded = [
        column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
        for column in (findings[name] for name in columns)
    ]
    return pa.Table.from_arrays(decoded, names=list(columns))


def counted(findings: pa.Table, *columns: str) -> list[tuple[object, ...]]:
    """Number of rows by the columns' values, in the order in which these first appear."""
    rows = plain(findings, *columns)
    groups = rows.group_by(list(columns), use_threads=False).aggregate([([], "count_all")])
    return list(zip(*(groups[name].to_pylist() for name in (*columns, "count_all")), strict=True))


def overdue(findings: Findings, district: District) -> pa.Table:
    """Missed obligations with the column ``school`` beside their ``role``.

    Quotas that each holder owes are of no unit and no pupil: the column says so.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = findings.obligations.to_arrow()
    rows = plain(rows.filter(pc.equal(plain(rows, "state")["state"], "missed")), "role", "unit_id", "student_id")
    schools = district.school_of()
    units = pa.array([str(unit) for unit in schools], pa.string())
    names = pa.array([str(school) for school in schools.values()], pa.string())
    found = pc.index_in(rows["unit_id"].cast(pa.string()), units)
    of_persons = pc.and_(rows["unit_id"].is_null(), rows["student_id"].is_null())
    school = pc.if_else(of_persons, PER_PERSON, pc.take(names, found.combine_chunks()))
    return rows.append_column("school", school)


def print_obligations(findings: Findings) -> None:
    """By clause: rows, pupils, and rows in each state."""
    rows = findings.obligations.to_arrow()
    heading("obligations by clause")
    if not rows.num_rows:
        print("  none")
        return
    of_state: dict[object, Counter[object]] = {}
    for clause, state, n in counted(rows, "clause", "state"):
        of_state.setdefault(clause, Counter())[state] += int(str(n))
    students = plain(rows, "clause", "student_id").group_by("clause")
    distinct = students.aggregate([("student_id", "count_distinct")]).to_pylist()
    pupils = {entry["clause"]: entry["student_id_count_distinct"] for entry in distinct}
    shown = [state for state in STATES if any(states[state] for states in of_state.values())]
    table(
        ["clause", "rows", "pupils", *shown],
        [
            [clause, states.total(), pupils[clause], *(states[state] for state in shown)]
            for clause, states in of_state.items()
        ],
        most=1000,
    )


def print_overdue(findings: Findings, district: District, *columns: str) -> None:
    """Missed obligations by role, by school or by both, most first."""
    counts = counted(overdue(findings, district), *columns)
    counts.sort(key=lambda row: (-int(str(row[-1])), *map(str, row)))
    heading(f"overdue by {' and '.join(columns)}")
    unknown = _unknown(findings)
    if counts:
        table([*columns, "rows"], counts)
    elif not unknown:
        print("  none")
    if unknown:
        print(f"  {unknown}")


def _unknown(findings: Findings) -> str:
    """How many duties are past their due date and may be done or not, and why; empty if there are none."""
    import pyarrow.compute as pc

    rows = plain(findings.obligations.to_arrow(), "state", "clause")
    rows = rows.filter(pc.equal(rows["state"], "unknown"))
    if not rows.num_rows:
        return ""
    gaps = plain(findings.gaps.to_arrow(), "kind", "clause", "parameter")
    clauses = rows["clause"].combine_chunks()
    of_these = pc.and_(pc.equal(gaps["kind"], "missing_table"), pc.is_in(gaps["clause"], clauses))
    missing = sorted(set(gaps.filter(of_these)["parameter"].to_pylist()))
    names = " and ".join(f"`{name}`" for name in missing)
    why = f"{names} {'were' if len(missing) > 1 else 'was'} not given" if missing else "the gaps say why"
    due = "duty is" if rows.num_rows == 1 else "duties are"
    return f"not known: {rows.num_rows:,} {due} past the due date, and {why}"


#: Kinds of gaps that every rule tells of the same sessions or tables.
_REPEATED = ("unmarked_sessions", "missing_table")


def print_gaps(findings: Findings) -> None:
    """Gaps by kind and clause, most first; of what every rule repeats one line."""
    rows = findings.gaps.to_arrow()
    heading("gaps: what could not be decided")
    if not rows.num_rows:
        print("  none")
        return
    lines: dict[tuple[object, ...], list[tuple[object, int]]] = {}
    for kind, clause, _, role, parameter, n in counted(rows, "kind", "clause", "rule", "role", "parameter"):
        key = (kind, None if kind in _REPEATED else clause, role, parameter)
        lines.setdefault(key, []).append((clause, int(str(n))))
    counts: list[tuple[object, ...]] = []
    for (kind, _, role, parameter), parts in lines.items():
        clauses = list(dict.fromkeys(clause for clause, _ in parts))
        where = clauses[0] if len(clauses) == 1 else f"{len(parts)} rules"
        counts.append((kind, where, role, parameter, sum(n for _, n in parts)))
    counts.sort(key=lambda row: -int(str(row[-1])))
    table(["kind", "clause", "role", "parameter", "rows"], counts, most=12)


def print_others(findings: Findings) -> None:
    """One line for each table that has rows and no section of its own."""
    others = [findings.breaches, findings.entitlements]
    if any(len(other) for other in others):
        heading("other findings")
        for other in others:
            if len(other):
                print(f"  {repr(other)[1:-1]}")
