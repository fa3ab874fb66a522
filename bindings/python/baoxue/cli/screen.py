# SPDX-License-Identifier: Apache-2.0
"""What the commands print: headings and tables on stdout, progress and complaints on stderr."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Self, TextIO

from baoxue._errors import MOST_PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

_CLEAR_LINE = "\r\x1b[K"


def _is_terminal(stream: TextIO) -> bool:
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def heading(text: str) -> None:
    """Print a heading, bold on a terminal unless NO_COLOR is set."""
    bold = _is_terminal(sys.stdout) and not os.environ.get("NO_COLOR")
    print(f"\n\x1b[1m{text}\x1b[0m" if bold else f"\n{text}")


def table(titles: Sequence[str], rows: Sequence[Sequence[object]], *, most: int = 20) -> None:
    """Print rows under their titles; numbers to the right, the rest to the left.

    Args:
        titles: one a column.
        rows: cells in the order of the titles; None prints as ``-``.
        most: rows printed at most; how many are left out is said.
    """
    shown = [[_cell(value) for value in row] for row in rows[:most]]
    widths = [max(map(len, column)) for column in zip(titles, *shown, strict=True)]
    numeric = [{type(row[index]) for row in rows} - {type(None)} == {int} for index in range(len(titles))]
    for line in (titles, *shown):
        cells = (
            cell.rjust(width) if is_number else cell.ljust(width)
            for cell, width, is_number in zip(line, widths, numeric, strict=True)
        )
        print(("  " + "  ".join(cells)).rstrip())
    if len(rows) > most:
        print(f"  and {len(rows) - most} more")


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:,}" if isinstance(value, int) else str(value)


def open_streams() -> None:
    """Make stdout and stderr take every character, and where one was closed let it lead nowhere."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def give_up(stream: TextIO) -> None:
    """Let what is still to be written to a stream that takes nothing any more lead nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def complain(message: str) -> None:
    """Print what is wrong, and what to do, on stderr."""
    try:
        print(f"baoxue: {message}", file=sys.stderr, flush=True)
    except OSError:  # the exit code still says it
        give_up(sys.stderr)


def complain_of(problems: Sequence[object], *, before: str = "", every: bool = False) -> None:
    """Print problems on stderr: the first 20, and how many more there are, or every one.

    Args:
        problems: one a line.
        before: what each line begins with.
        every: leave none out.
    """
    shown = problems if every else problems[:MOST_PROBLEMS]
    for problem in shown:
        complain(f"{before}{problem}")
    if left := len(problems) - len(shown):
        complain(f"{before}... and {left:,} more; --all-problems shows them all")


class Progress:
    """Says on stderr what is being done; silent where stderr is no terminal."""

    def __init__(self) -> None:
        self._shown = _is_terminal(sys.stderr)

    def __call__(self, text: str) -> None:
        if self._shown:
            print(f"{_CLEAR_LINE}{text} ...", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        if self._shown:
            print(_CLEAR_LINE, end="", file=sys.stderr, flush=True)
