# SPDX-License-Identifier: Apache-2.0
"""Dates as text."""

from __future__ import annotations

import datetime as dt


def iso_date(text: str) -> dt.date:
    """The date written as ``2024-04-30``, and in no other way.

    Raises:
        ValueError: it is written otherwise, or there is no such day.

    >>> iso_date("2024-02-29")
    datetime.date(2024, 2, 29)
    """
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        raise ValueError(f"`{text}` is not a date, write it as 2024-04-30")
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"`{text}` is not a date, write it as 2024-04-30") from None
