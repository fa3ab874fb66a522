# SPDX-License-Identifier: Apache-2.0
"""Whole numbers as arguments."""

from __future__ import annotations

import operator


def whole(what: str, value: object) -> int:
    """The value as an int; what only looks like a whole number is none.

    Raises:
        TypeError: it is a bool, a float, a text or another thing.

    >>> whole("pupils", 1.0)
    Traceback (most recent call last):
        ...
    TypeError: pupils: expected a whole number, got `1.0` (float)
    """
    try:
        if isinstance(value, bool):
            raise TypeError
        return operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        message = f"{what}: expected a whole number, got `{value!r}` ({type(value).__name__})"
        raise TypeError(message) from None


def out_of_range(what: str, number: int, least: int, most: int) -> str:
    """The message about a number that cannot stand there."""
    shown = str(number) if number.bit_length() < 200 else "a number of so many digits"
    return f"{what}: `{shown}` is out of range, expected a whole number from {least} to {most}"


def whole_from(least: int, most: int, what: str, value: object) -> int:
    """The value as an int from ``least`` to ``most``.

    Raises:
        TypeError: it is no whole number.
        ValueError: it is out of range.
    """
    number = whole(what, value)
    if not least <= number <= most:
        raise ValueError(out_of_range(what, number, least, most))
    return number
