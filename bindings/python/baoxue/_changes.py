# SPDX-License-Identifier: Apache-2.0
"""Arguments of ``Policy.with_values`` and ``Policy.with_reading``, checked so that errors can be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from baoxue._core import Policy, PolicyError
from baoxue._errors import policy_error, problem, unknown_word
from baoxue._numbers import out_of_range, whole

if TYPE_CHECKING:
    from baoxue._core import Problem

__all__: list[str] = []

_LEAST: Final = -(2**31)
_MOST: Final = 2**31 - 1

_core_with_values = Policy.with_values
_core_with_reading = Policy.with_reading


def _with_values(self: Policy, values: Mapping[str, int]) -> Policy:
    """Fill in values that the source leaves unspecified, or change others.

    Args:
        values: whole numbers by full name, such as ``2.2.2.6i.within``.

    Returns:
        A new policy.

    Raises:
        PolicyError: there is no such value, or the number cannot stand there.
        TypeError: a value is no whole number, or a name no text.
    """
    if not isinstance(values, Mapping):
        raise TypeError(
            "values: expected whole numbers by name, such as {'2.2.2.6i.within': 3},"
            f" got `{values!r}` ({type(values).__name__})"
        )
    checked: dict[str, int] = {}
    problems: list[Problem] = []
    for name, value in values.items():
        number = whole(f"`{_text('values: name', name)}`", value)
        if _LEAST <= number <= _MOST:
            checked[name] = number
        else:
            problems.append(problem(out_of_range(f"`{name}`", number, *_range(self, name))))
    if problems:
        raise policy_error(problems)
    return _core_with_values(self, checked)


def _with_reading(self: Policy, clause_id: str, reading_id: str) -> Policy:
    """Choose how a clause is read.

    Args:
        clause_id: the clause.
        reading_id: one of its readings.

    Returns:
        A new policy.

    Raises:
        PolicyError: there is no such clause or reading; the message lists those that there are.
        TypeError: an argument is no text.
    """
    clause, reading = _text("clause_id", clause_id), _text("reading_id", reading_id)
    readings = self.reading_ids(clause)
    if readings and reading not in readings:
        message = unknown_word("reading", reading, readings)
        raise policy_error([problem(f"policy {self.id}, clause {clause}: {message}")])
    return _core_with_reading(self, clause, reading)


def _text(what: str, value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{what}: expected a text, got `{value!r}` ({type(value).__name__})")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise policy_error([problem(f"{what}: {value!a} is not Unicode text")]) from None
    return value


def _range(policy: Policy, name: str) -> tuple[int, int]:
    """The numbers that the core takes for a parameter, from what it says of those beyond."""

    def limit(beyond: int) -> int:
        try:
            _core_with_values(policy, {name: beyond})
        except PolicyError as error:
            found = re.search(r"must be at (?:least|most) (-?\d+)", str(error))
            return int(found[1]) if found else beyond
        return beyond

    return limit(_LEAST), limit(_MOST)


Policy.with_values = _with_values  # type: ignore[method-assign]
Policy.with_reading = _with_reading  # type: ignore[method-assign]
