# SPDX-License-Identifier: Apache-2.0
"""What an import read, wrote and left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from baoxue._errors import did_you_mean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence


def unknown_category(category: str, known: Iterable[str]) -> str:
    """The message about a category that is none, with the nearest that is one.

    >>> unknown_category("Unexcused Absences", ["Excused Absence", "Unexcused Absence"])
    'unknown category `Unexcused Absences` (did you mean `Unexcused Absence`?)'
    """
    near = did_you_mean(category, known).removeprefix(", ")
    return f"unknown category `{category}`" + (f" ({near})" if near else "")


class SetAside(NamedTuple):
    """One thing of the source that was left out, and why. Pupils and staff by their ids only."""

    table: str
    id: str
    date: dt.date | None
    reason: str


class TermDays(NamedTuple):
    """School days of one term against the number that the source declares."""

    term_id: str
    school_days: int
    listed: int
    declared: int | None
    basis: str


@dataclass(frozen=True)
class EdfiSummary:
    """What was read, what was written, and what was set aside and why.

    Attributes:
        read: number of records of each kind in the source.
        rows: number of rows of each table.
        events: number of attendance events kept, by mark.
        contradicting: pupil and date of each day with an excused and an unexcused absence. Both are
            kept, so that ``District`` refuses the tables unless ``on_bad_rows="set_aside"``, which
            leaves such days unmarked.
        unknown_categories: number of attendance events of each category that is not known, by what
            is said of it. They are set aside, so their days read present.
        set_aside: everything left out.
        not_enrolled: ids of pupils without an attendance event.
        terms: for each term its school days against the declared number.
    """

    read: Mapping[str, int]
    rows: Mapping[str, int]
    events: Mapping[str, int]
    contradicting: Sequence[tuple[str, dt.date]]
    unknown_categories: Mapping[str, int]
    set_aside: Sequence[SetAside]
    not_enrolled: Sequence[str]
    terms: Sequence[TermDays]

    def reasons(self) -> list[tuple[str, str, int]]:
        """Table, reason and number of things set aside for it, most frequent first."""
        counts = Counter((aside.table, aside.reason) for aside in self.set_aside)
        return sorted(
            ((table, reason, n) for (table, reason), n in counts.items()),
            key=lambda entry: (entry[0], -entry[2], entry[1]),
        )

    def __str__(self) -> str:
        lines = ["read"]
        lines += [f"  {n:>7}  {kind}" for kind, n in self.read.items()]
        lines += ["school days by term: counted, against the declared number"]
        lines += [
            f"  {term.school_days:>7}  {term.term_id}"
            f" (declared {'nothing' if term.declared is None else term.declared};"
            f" the calendar lists {term.listed}, so {term.basis} are school days)"
            for term in self.terms
        ]
        lines += ["tables"]
        lines += [f"  {n:>7}  {table}" for table, n in self.rows.items()]
        lines += ["attendance events kept"]
        lines += [f"  {n:>7}  {mark}" for mark, n in self.events.items()]
        if self.contradicting:
            lines += [
                "contradicting",
                f"  {len(self.contradicting):>7}  days with an excused and an unexcused absence, both kept:"
                " correct the source,",
                '           or evaluate with --set-aside (on_bad_rows="set_aside" in Python),'
                " and these days are unmarked",
            ]
        if self.unknown_categories:
            lines += ["read as present, for nobody knows what they mean"]
            lines += [f"  {n:>7}  events of {said}" for said, n in self.unknown_categories.items()]
            lines += ["           mend the words in the source and import again; until then these days read present"]
        lines += ["not enrolled"]
        lines += [f"  {len(self.not_enrolled):>7}  pupils without an attendance event"]
        lines += ["set aside"]
        lines += [f"  {n:>7}  {table}: {reason}" for table, reason, n in self.reasons()]
        if not self.set_aside:
            lines += ["        0"]
        return "\n".join(lines)
