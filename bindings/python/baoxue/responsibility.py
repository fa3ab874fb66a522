# SPDX-License-Identifier: Apache-2.0
"""Who answers for whom: chains of responsibility."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from baoxue import _core
from baoxue._core import Policy
from baoxue.findings import FindingsTable

if TYPE_CHECKING:
    from baoxue.district import District

__all__ = ["responsibility_chain"]


def responsibility_chain(
    policy: Policy, district: District, on: dt.date, student_id: int | str | None = None
) -> FindingsTable:
    """Who answers for a pupil on a date, level by level from the parents up to the township, with the holes.

    The levels are the pupil's own people, the class on that date (or the one last left), the units above it, and before
    the township the village: where the pupil lives, else that of household registration, else the school's.

    Args:
        policy: whose assignments say which roles must be held.
        district: the facts.
        on: the date; who takes office later is not known.
        student_id: one pupil; every pupil of the district if left out.

    Returns:
        A table, one row a link, in order: ``student_id``; ``place`` of the level, from 0; ``level``: ``student`` or the
        kind of the unit; ``unit_id``; ``role``, null where nobody holds anything at that level; ``person_ids``;
        ``since`` when just these hold it; ``is_hole``: nobody holds a role that a clause asks for, or the pupil has no
        parent on record (null where no holdings are known); ``clause`` and ``rule`` of the assignment that asks for it.

    Raises:
        KeyError: no pupil has that id.
        TypeError: ``on`` is not a date, or is a date with a time of day.

    >>> from baoxue import District, load_policy, sample, sample_settings
    >>> tables = sample(50, seed=1)
    >>> district = District.from_tables(**tables, **sample_settings())
    >>> student = tables["students"]["student_id"][0].as_py()
    >>> chain = responsibility_chain(load_policy("plan-3"), district, dt.date(2026, 3, 28), student)
    >>> list(dict.fromkeys(chain.to_arrow()["level"].to_pylist()))[:3]
    ['student', 'class', 'grade']
    """
    if not isinstance(policy, Policy):
        raise TypeError(f"policy: expected a Policy, got {type(policy).__name__}")
    if not isinstance(on, dt.date) or isinstance(on, dt.datetime):
        raise TypeError(f"on: expected a datetime.date, got {type(on).__name__}")
    wanted = None if student_id is None else str(student_id)
    try:
        return FindingsTable("chain", _core.responsibility_chain(policy, district._core, on, wanted))
    except LookupError:
        raise KeyError(f"no pupil has the id `{wanted}`") from None
