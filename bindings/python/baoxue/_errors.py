# SPDX-License-Identifier: Apache-2.0
"""Errors raised on the Python side: the same types, located the same way, as those of the core."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from baoxue._core import DistrictError, PolicyError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["MOST_PROBLEMS", "Problem", "did_you_mean", "district_error", "policy_error"]


#: How many problems a message lists, as in the core; the error's ``problems`` hold every one.
MOST_PROBLEMS: Final = 20


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
