# SPDX-License-Identifier: Apache-2.0
"""What can be seen in a policy before it is adopted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from baoxue import _core
from baoxue._core import Policy
from baoxue._errors import policy_error
from baoxue.findings import FindingsTable
from baoxue.policy import read_vocabulary

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Iterable

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from baoxue._core import Problem
    from baoxue.district import District

__all__ = ["OBSERVATION_KINDS", "Verification", "Witness", "verify"]

#: The kinds of observations.
OBSERVATION_KINDS: Final = tuple(_core.observation_kinds())


class Witness(NamedTuple):
    """A district of a few made-up rows, and a date, on which an observation can be seen.

    Attributes:
        tables: tables by name, as ``District.from_tables`` takes them.
        settings: ``calendar`` and ``register``, as ``District.from_tables`` takes them.
        as_of: the date on which to evaluate.
    """

    tables: dict[str, FindingsTable]
    settings: dict[str, str]
    as_of: dt.date

    def district(self, *, vocabulary: Iterable[str | os.PathLike[str] | bytes] = ()) -> District:
        """The district of these tables.

        Args:
            vocabulary: files of further words, as ``load_policy`` took them.

        Returns:
            What ``evaluate`` takes.
        """
        from baoxue.district import District

        return District.from_tables(vocabulary=vocabulary, **self.tables, **self.settings)  # type: ignore[arg-type]


class Verification:
    """What was seen in one policy: a table, one row an observation, in any tool that reads Arrow streams."""

    __slots__ = ("_core", "_table")

    def __init__(self, core: _core.Verification) -> None:
        self._core = core
        self._table = FindingsTable("observations", core.observations)

    @property
    def policy(self) -> Policy:
        """The policy."""
        return self._core.policy

    @property
    def column_names(self) -> list[str]:
        """Names of the columns, in order."""
        return self._table.column_names

    def __len__(self) -> int:
        return len(self._table)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)

    def to_arrow(self) -> pa.Table:
        """The table in pyarrow."""
        return self._table.to_arrow()

    def to_pandas(self) -> pd.DataFrame:
        """The table in pandas."""
        return self._table.to_pandas()

    def to_polars(self) -> pl.DataFrame:
        """The table in polars."""
        return self._table.to_polars()

    def counts(self) -> dict[str, int]:
        """Number of observations of each kind, most frequent first."""
        return self._table.counts()

    def explain(self, lang: Literal["zh", "en"] = "en", i: int | None = None) -> str:
        """What was seen, in words: each observation with its witness as a short story, and what to do.

        Args:
            lang: ``"zh"`` or ``"en"``.
            i: one row only, from 0; every one if left out.

        Returns:
            Several lines of text.

        Raises:
            IndexError: there is no such row.
            ValueError: the language is another.
        """
        if lang not in ("zh", "en"):
            raise ValueError(f'lang: expected "zh" or "en", got {lang!r}')
        return self._core.explain(lang) if i is None else self._core.explain_one(i, lang)

    def witness(self, i: int) -> Witness | None:
        """The made-up district on which an observation can be seen.

        Args:
            i: its row, from 0.

        Returns:
            Its tables, settings and date; None where there is none, as for a role that no clause assigns.

        Raises:
            IndexError: there is no such row.
        """
        found = self._core.witness(i)
        if found is None:
            return None
        tables, settings, as_of = found
        return Witness({name: FindingsTable(name, table) for name, table in tables.items()}, settings, as_of)

    def __repr__(self) -> str:
        counts = ", ".join(f"{word} {n:,}" for word, n in self.counts().items())
        rows = f"{len(self):,} observation{'s' if len(self) != 1 else ''}"
        return f"<Verification of {self.policy.id}: {rows}{f' ({counts})' if counts else ''}>"

    def _repr_html_(self) -> str:
        return self._table._repr_html_()


def verify(policy: Policy, *, vocabulary: Iterable[str | os.PathLike[str] | bytes] = ()) -> Verification:
    """Look for contradictions, holes and steps that come to nothing, before a policy is adopted.

    Args:
        policy: the policy.
        vocabulary: files of further words, as ``load_policy`` took them.

    Returns:
        What was seen, in the order of the clauses.

    Raises:
        TypeError: ``policy`` is none.
        PolicyError: a vocabulary file cannot be read.

    >>> from baoxue import load_policy
    >>> seen = verify(load_policy("plan-5"))
    >>> seen.counts()["charged_within_line"]
    2
    >>> seen.witness(0).as_of
    datetime.date(2024, 7, 5)
    """
    if not isinstance(policy, Policy):
        raise TypeError(f"policy: expected a Policy, got {type(policy).__name__}")
    problems: list[Problem] = []
    words = read_vocabulary(vocabulary, problems)
    if problems:
        raise policy_error(problems)
    return Verification(_core.verify(policy, words))
