# SPDX-License-Identifier: Apache-2.0
"""Arguments of ``Policy.with_values`` and ``Policy.with_reading``, checked so that errors can be read."""

from __future__ import annotations

import operator
import re
from collections.abc import Mapping
from typing import Final

from baoxue._core import Policy, PolicyError, Problem
from baoxue._errors import policy_error

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
        number = _whole(_text("values: name", name), value)
        if _LEAST <= number <= _MOST:
            checked[name] = number
        else:
            least, most = _range(self, name)
            shown = str(number) if number.bit_length() < 200 else "a number of so many digits"
            message = f"`{name}`: `{shown}` is out of range, expected a whole number from {least} to {most}"
            problems.append(Problem(message))
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
        PolicyError: there is no such clause or reading.
        TypeError: an argument is no text.
    """
    return _core_with_reading(self, _text("clause_id", clause_id), _text("reading_id", reading_id))


def _text(what: str, value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{what}: expected a text, got `{value!r}` ({type(value).__name__})")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise policy_error([Problem(f"{what}: {value!a} is not Unicode text")]) from None
    return value


def _whole(name: str, value: object) -> int:
    try:
        if isinstance(value, bool):
            raise TypeError
        return operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        message = f"`{name}`: expected a whole number, got `{value!r}` ({type(value).__name__})"
        raise TypeError(message) from None


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
