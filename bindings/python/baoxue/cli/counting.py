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
    """Missed obligations with the column ``school`` beside their ``role``."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = findings.obligations.to_arrow()
    rows = plain(rows.filter(pc.equal(plain(rows, "state")["state"], "missed")), "role", "unit_id")
    schools = district.school_of()
    units = pa.array([str(unit) for unit in schools], pa.string())
    names = pa.array([str(school) for school in schools.values()], pa.string())
    found = pc.index_in(rows["unit_id"].cast(pa.string()), units)
    return rows.append_column("school", pc.take(names, found.combine_chunks()))


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
    if counts:
        table([*columns, "rows"], counts)
    else:
        print("  none")


def print_gaps(findings: Findings) -> None:
    """Gaps by kind and clause, most first."""
    rows = findings.gaps.to_arrow()
    heading("gaps: what could not be decided")
    if not rows.num_rows:
        print("  none")
        return
    counts = counted(rows, "kind", "clause", "role", "parameter")
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
