# SPDX-License-Identifier: Apache-2.0
"""Errors raised on the Python side: the same types, located the same way, as those of the core."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from baoxue._core import DistrictError, PolicyError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["MOST_PROBLEMS", "did_you_mean", "district_error", "policy_error", "printable", "problem", "unknown_word"]


#: How many problems a message lists, as in the core; the error's ``problems`` hold every one.
MOST_PROBLEMS: Final = 20


def printable(text: str) -> str:
    r"""The text with what no UTF-8 can hold, such as bytes of a file's name, written as escapes.

    >>> printable("town\udcff")
    'town\\udcff'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def problem(
    message: str,
    *,
    table: str | None = None,
    row: int | None = None,
    column: str | None = None,
    file: str | None = None,
    line: int | None = None,
) -> Problem:
    """A `Problem` of texts that may come from anywhere, such as a command line."""
    table, column, file = (text if text is None else printable(text) for text in (table, column, file))
    return Problem(printable(message), table=table, row=row, column=column, file=file, line=line)


def _text(problems: Sequence[Problem]) -> str:
    lines = [str(problem) for problem in problems[:MOST_PROBLEMS]]
    if left := len(problems) - len(lines):
        lines.append(f"... and {left} more problems")
    return "\n".join(lines)


def district_error(problems: Sequence[Problem]) -> DistrictError:
    """One error that lists every problem of a district."""
    error = DistrictError(_text(problems))
    error.problems = list(problems)
    return error


def policy_error(problems: Sequence[Problem]) -> PolicyError:
    """One error that lists every problem of a policy."""
    error = PolicyError(_text(problems))
    error.problems = list(problems)
    return error


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown word: the nearest valid one, if any is near."""
    import difflib

    near = difflib.get_close_matches(word, list(known), n=1)
    return f", did you mean `{near[0]}`?" if near else ""


def unknown_word(what: str, word: object, known: Sequence[str]) -> str:
    """The message about a word that is none of a few.

    >>> unknown_word("calendar", "chn", ["cn", "weekdays"])
    'unknown calendar `chn`, expected `cn` or `weekdays`, did you mean `cn`?'
    """
    shown = [f"`{one}`" for one in known]
    choices = " or ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
    near = did_you_mean(word, known) if isinstance(word, str) and len(known) > 1 else ""
    return f"unknown {what} `{word}`, expected {choices}{near}"
