# SPDX-License-Identifier: Apache-2.0
"""What follows from a policy and the facts on a date."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, Final, Literal, overload

from baoxue import _core
from baoxue._core import Policy
from baoxue._numbers import whole_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from baoxue.district import District

__all__ = ["TABLES", "Findings", "FindingsTable", "evaluate"]

#: The tables of findings, in the order in which they are shown and written.
TABLES: Final = ("obligations", "statuses", "breaches", "consequences", "entitlements", "measures", "gaps")

_ROWS_SHOWN = 10
_MOST_THREADS: Final = 1024
_PUPILS_WORTH_A_THREAD: Final = 1000
#: How a figure stands to its line.
_NAMES: Final[dict[object, str]] = {True: "met", False: "not met", None: "unknown"}
#: What a table is counted by where it is shown.
_COUNTED_BY: Final = ("state", "kind", "status", "conduct", "met")


class FindingsTable:
    """One table of findings, in Arrow's layout; any tool that reads Arrow streams reads it."""

    __slots__ = ("_core", "name")

    def __init__(self, name: str, core: _core.FindingsTable) -> None:
        self.name = name
        self._core = core

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._core.__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        return len(self._core)

    @property
    def column_names(self) -> list[str]:
        """Names of the columns, in order."""
        return self._core.column_names

    def to_arrow(self) -> pa.Table:
        """The table in pyarrow, without a copy."""
        import pyarrow as pa

        return pa.table(self._core)

    def to_pandas(self) -> pd.DataFrame:
        """The table in pandas: dates are datetime64, words categories, lists NumPy arrays.

        Raises:
            ImportError: pandas is not installed.
        """
        _need("pandas", "to_pandas")
        frame: pd.DataFrame = self.to_arrow().to_pandas(date_as_object=False)
        return frame

    def to_polars(self) -> pl.DataFrame:
        """The table in polars.

        Raises:
            ImportError: polars is not installed.
        """
        _need("polars", "to_polars")
        import polars as pl

        return pl.DataFrame(self._core)

    def counts(self) -> dict[str, int]:
        """Number of rows of each state, most frequent first.

        Of gaps and consequences it is of each kind, of statuses of each status, of breaches of each
        conduct, of measures of how they stand to their lines: ``met``, ``not met`` or ``unknown``. A
        roll-up counts already, and has none.
        """
        column = next((name for name in _COUNTED_BY if name in self.column_names), None)
        return _count(self.to_arrow()[column]) if column and len(self) else {}

    def __repr__(self) -> str:
        counts = ", ".join(f"{word} {n:,}" for word, n in self.counts().items())
        rows = f"{len(self):,} row{'s' if len(self) != 1 else ''}"
        return f"<{self.name}: {rows}{f' ({counts})' if counts else ''}>"

    def _repr_html_(self) -> str:
        from html import escape

        from baoxue._flat import flat

        head = flat(self.to_arrow().slice(0, _ROWS_SHOWN))
        cells = [["" if value is None else str(value) for value in column.to_pylist()] for column in head.columns]
        titles = "".join(f"<th>{escape(name)}</th>" for name in head.column_names)
        lines = [
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in zip(*cells, strict=True)
        ]
        more = len(self) - len(lines)
        rest = f"<p>and {more:,} more</p>" if more > 0 else ""
        caption = f"<caption>{escape(repr(self)[1:-1])}</caption>"
        head_row = f"<thead><tr>{titles}</tr></thead>"
        return f"<table>{caption}{head_row}<tbody>{''.join(lines)}</tbody></table>{rest}"


class Findings:
    """All that follows from one policy, one district and one date.

    Attributes:
        obligations: who owes what to whom by when, and whether it was done.
        statuses: what pupils who left are, and for how long.
        breaches: verified conduct that a clause bars.
        consequences: awards, charges, vetoes and honours.
        entitlements: benefits that a need entitles a pupil to.
        measures: indicators against their lines.
        gaps: what could not be decided, and why.
    """

    __slots__ = ("_core",)

    def __init__(self, core: _core.Findings) -> None:
        self._core = core

    @property
    def obligations(self) -> FindingsTable:
        """Who owes what to whom by when, and whether it was done."""
        return self.table("obligations")

    @property
    def statuses(self) -> FindingsTable:
        """What pupils who left are, and for how long; a status that goes on has no ``until``."""
        return self.table("statuses")

    @property
    def breaches(self) -> FindingsTable:
        """Verified conduct that a clause bars."""
        return self.table("breaches")

    @property
    def consequences(self) -> FindingsTable:
        """Awards, charges, vetoes and honours; amounts in whole fen. `total_fen` adds them up."""
        return self.table("consequences")

    @property
    def entitlements(self) -> FindingsTable:
        """Benefits that a need entitles a pupil to."""
        return self.table("entitlements")

    @property
    def measures(self) -> FindingsTable:
        """Indicators against their lines, by unit, stage and school year; ``final`` once the year is over."""
        return self.table("measures")

    @property
    def gaps(self) -> FindingsTable:
        """What could not be decided, and why."""
        return self.table("gaps")

    def table(self, name: str) -> FindingsTable:
        """One of `TABLES` by its name."""
        if name not in TABLES:
            raise KeyError(f"no findings table `{name}`; there are {', '.join(TABLES)}")
        return FindingsTable(name, getattr(self._core, name))

    def total_fen(self, kind: Literal["award", "charge"], *, vetoed: bool = False) -> int:
        """The sum of awards or of charges, in fen.

        A share of an amount (a row with ``part_of``) is never counted beside the whole, and a vetoed
        award is counted apart from those that stand.

        Args:
            kind: ``"award"`` or ``"charge"``.
            vetoed: the sum of what a veto forfeits, instead of what stands.

        Returns:
            Whole fen: 100 are a yuan.

        Raises:
            ValueError: the kind is another.
        """
        if kind not in ("award", "charge"):
            raise ValueError(f'kind: expected "award" or "charge", got {kind!r}')
        if not len(self.consequences):
            return 0
        rows = self.consequences.to_arrow().select(["kind", "amount_fen", "part_of", "vetoed_by"]).to_pylist()
        return sum(
            row["amount_fen"] or 0
            for row in rows
            if row["kind"] == kind and row["part_of"] is None and (row["vetoed_by"] is not None) == vetoed
        )

    def roll_up(self, what: Literal["measures", "obligations"], by: str | Sequence[str]) -> FindingsTable:
        """Figures or duties summed by village, township, school, stage: counts, never rates.

        Nothing is left out: what stands in no unit of that kind is a row whose ``unit_id`` is null, so that the sums
        of all rows are those of the table. A duty about a pupil counts at the village where the pupil lives, else at
        that of household registration, else at the school's.

        Args:
            what: ``"measures"`` or ``"obligations"``.
            by: a kind of unit, such as ``"village"``; ``"stage"``; or both.

        Returns:
            Of measures one row a rule, indicator, formula, period and place: how many ``units`` are judged, for how
            many of them the figure is ``unknown``, the sums of the other ones' ``numerator`` and ``denominator``
            (null where there is none), and how many are ``met``, ``not_met`` and ``unknown_met``. Of obligations one
            row a rule, acts, role and place: the number of duties in each state, and the sums of ``needed`` and
            ``done``. ``unit_id`` and ``stage`` are there as far as they are asked for.

        Raises:
            TypeError: ``by`` is neither a word nor words.
            ValueError: no such table is summed, or no unit kind is called so.

        >>> import datetime as dt
        >>> from baoxue import District, evaluate, load_policy, sample, sample_settings
        >>> district = District.from_tables(**sample(200, seed=1), **sample_settings())
        >>> findings = evaluate(load_policy("plan-5"), district, dt.date(2026, 3, 28))
        >>> duties = findings.roll_up("obligations", ["village", "stage"]).to_arrow()
        >>> states = ("open", "met", "met_late", "missed", "lapsed", "unknown")
        >>> sum(sum(duties[state].to_pylist()) for state in states) == len(findings.obligations)
        True
        """
        if what not in ("measures", "obligations"):
            raise ValueError(f'what: expected "measures" or "obligations", got {what!r}')
        names = [by] if isinstance(by, str) else list(by)
        if not all(isinstance(name, str) for name in names):
            raise TypeError(f"by: expected a unit kind or stage, got {by!r}")
        return FindingsTable(f"{what} by {' and '.join(names)}", _core.roll_up(self._core, what, names))

    def explain(self, id: int | str, lang: Literal["zh", "en"] = "en") -> str:
        """Why a finding stands: its clause, the facts behind it, the dates, and who and why them.

        Args:
            id: the finding's id, as a number or as 16 hex digits.
            lang: ``"zh"`` or ``"en"``.

        Returns:
            Several lines of text.

        Raises:
            KeyError: there is no finding of that id.
            ValueError: the id is no number of 16 hex digits, the language is another, or the finding
                is of a table that is not explained yet.
        """
        if lang not in ("zh", "en"):
            raise ValueError(f'lang: expected "zh" or "en", got {lang!r}')
        if isinstance(id, str):
            if len(id) != 16 or not set(id.lower()) <= set("0123456789abcdef"):
                raise ValueError(f"`{id}` is not the id of a finding: 16 hex digits are")
            id = int(id, 16)
        try:
            return self._core.explain(int(id), lang)
        except LookupError:
            raise KeyError(f"no finding has the id `{id:016x}`") from None

    def why_not(self, student_id: int | str, clause: str | None = None, lang: Literal["zh", "en"] = "en") -> str:
        """What each rule still lacks before it has something to say: "one more half-day would reach it".

        For a pupil it goes through every rule about pupils and about the units that answer for the pupil; for a unit,
        through every rule about it and those above it; for a person, through every quota. Of one clause that is about
        something else it names whom to ask for instead. Where it cannot tell, it says so.

        Args:
            student_id: id of a pupil; where no pupil has it, of a unit, then of a person.
            clause: id of one clause alone; all of them if left out.
            lang: ``"zh"`` or ``"en"``.

        Returns:
            A headline, and one line a rule.

        Raises:
            KeyError: nobody has that id, or the policy has no such clause.
            ValueError: the language is another.

        >>> import datetime as dt
        >>> from baoxue import District, evaluate, load_policy, sample, sample_settings
        >>> tables = sample(50, seed=1)
        >>> district = District.from_tables(**tables, **sample_settings())
        >>> findings = evaluate(load_policy("plan-2"), district, dt.date(2026, 3, 28))
        >>> student = tables["students"]["student_id"][0].as_py()
        >>> findings.why_not(student, "2.2.2.6g").splitlines()[0].startswith("As of 28 March 2026, pupil ")
        True
        """
        if lang not in ("zh", "en"):
            raise ValueError(f'lang: expected "zh" or "en", got {lang!r}')
        return self._core.why_not(str(student_id), clause, lang)

    def __repr__(self) -> str:
        tables = (self.table(name) for name in TABLES)
        return "\n".join(["Findings", *(f"  {table!r}" for table in tables if len(table))])

    def _repr_html_(self) -> str:
        from html import escape

        tables = (self.table(name) for name in TABLES)
        items = "".join(f"<li>{escape(repr(table)[1:-1])}</li>" for table in tables)
        return f"<ul>{items}</ul>"


@overload
def evaluate(policy: Policy, district: District, as_of: dt.date, *, threads: int | None = None) -> Findings: ...
@overload
def evaluate(
    policy: Iterable[Policy], district: District, as_of: dt.date, *, threads: int | None = None
) -> list[Findings]: ...
def evaluate(
    policy: Policy | Iterable[Policy], district: District, as_of: dt.date, *, threads: int | None = None
) -> Findings | list[Findings]:
    """Who owes what to whom by when, what was missed, and the clause behind every line.

    Args:
        policy: one policy, or several (such as variants of one), which then share one pass.
        district: the facts.
        as_of: the date on which it is judged; nothing dated later is known.
        threads: how many share the pupils, from 1 to 1,024; the findings are the same, byte for
            byte. None: one for each core that this process may use, fewer where there are few
            pupils. Other Python threads go on meanwhile.

    Returns:
        Findings for one policy; for several a list, in their order.

    Raises:
        DistrictError: ``as_of`` lies outside the calendar.
        PolicyError: a policy uses a word that neither it nor the district knows.
        TypeError: ``as_of`` is not a date, or is a date with a time of day; ``threads`` is no
            whole number.
        ValueError: ``threads`` is out of range.

    >>> import datetime as dt
    >>> from baoxue import District, load_policy, sample, sample_settings
    >>> district = District.from_tables(**sample(50, seed=1), **sample_settings())
    >>> findings = evaluate(load_policy("plan-2"), district, dt.date(2026, 3, 28))
    >>> findings.obligations.column_names[:4]
    ['id', 'policy', 'clause', 'rule']
    """
    if not isinstance(as_of, dt.date) or isinstance(as_of, dt.datetime):
        raise TypeError(f"as_of: expected a datetime.date, got {type(as_of).__name__}")
    count = _threads_for(district._core) if threads is None else whole_from(1, _MOST_THREADS, "threads", threads)
    policies = [policy] if isinstance(policy, Policy) else list(policy)
    results = [Findings(found) for found in _core.evaluate(policies, district._core, as_of, count)]
    return results[0] if isinstance(policy, Policy) else results


def _threads_for(district: _core.District) -> int:
    """As many as there are cores for this process, and pupils to be worth one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, 1 + district.summary()["pupils"] // _PUPILS_WORTH_A_THREAD, _MOST_THREADS)


def _need(library: str, method: str) -> None:
    from importlib import import_module

    try:
        import_module(library)
    except ImportError as error:
        message = f"{method} needs {library} ({error}); install it with `pip install {library}`, or use to_arrow"
        raise ImportError(message, name=library) from None


def _count(column: pa.ChunkedArray) -> dict[str, int]:
    import pyarrow as pa

    if pa.types.is_integer(column.type):
        return {}  # of a roll-up, which counts already
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    entries = column.value_counts().to_pylist()
    pairs = [(_NAMES.get(entry["values"], str(entry["values"])), int(entry["counts"])) for entry in entries]
    return dict(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))
