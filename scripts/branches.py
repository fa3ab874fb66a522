#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""make coverage: which lines and branches of some rooms the tests run, from what `llvm-cov export` says.

scripts/branches.py EXPORT.json

A branch is one side of a condition: true or false. A template, or an inline function, has taken it if any one of its
instances has. A condition that the compiler knows for every instance (`if constexpr`) has no branches. What the unit
tests leave out stands in tests/coverage/unreachable.toml with the reason, by its text and not by its line number. Exits
with 1 if anything else is left out, and where a reason is no longer needed.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
HEADERS = ROOT / "include" / "baoxue"
ROOMS = ("time", "rules", "people", "evaluate")
EXCUSED = ROOT / "tests" / "coverage" / "unreachable.toml"

CODE, BRANCH = 0, 4  # kinds of regions, as llvm-cov numbers them

#: How a statement begins, in the form that make format holds.
STATEMENT = re.compile(r"(?:[^/\"]*[{;] )?(?:return\b|throw\b|for \(|while \(|switch \(|if (?:constexpr )?\()")

Span = tuple[int, int, int, int]  #: first line and column, last line and column, one past the end


class Missing(NamedTuple):
    """One side of a condition that no test takes, a function that none calls (its side is "call"), or what no test has
    the compiler make anything of ("instance")."""

    file: str
    line: str
    condition: str
    side: str
    nth: int  #: which one it is of the file's lines with that text, from 1


class Counted(NamedTuple):
    """What the tests ran of one file."""

    lines: dict[int, bool]
    sides: dict[tuple[Span, str], bool]


def text_of(source: list[str], span: Span) -> str:
    """The characters of a span as one line."""
    first, column, last, end = span
    if first == last:
        return source[first - 1][column - 1 : end - 1]
    middle = [source[first - 1][column - 1 :], *source[first : last - 1], source[last - 1][: end - 1]]
    return " ".join(part.strip() for part in middle)


def innermost(regions: list[tuple[Span, int]], at: Span) -> int:
    """How often the smallest region around a place was run."""
    around = [(start, count) for start, count in regions if start[:2] <= at[:2] and at[2:] <= start[2:]]
    return max(around, key=lambda each: (each[0][:2], tuple(-n for n in each[0][2:])))[1] if around else 0


def is_compilers_own(line: str, column: int) -> bool:
    """Whether no side of a condition was written by anybody: that of a defaulted comparison; and that of a `switch`,
    which stands for a value that no `case` names, where `-Wswitch` asks for every enumerator."""
    return line[:column].endswith("= default") or line[: column - 1].endswith("switch (")


def sides_of(functions: list[dict[str, Any]], file: str, source: list[str]) -> dict[tuple[Span, str], bool]:
    """Of every function's entry and of every condition in a file: whether any instance has taken that side."""
    sides: dict[tuple[Span, str], bool] = {}
    for function in functions:
        if function["filenames"][0] != file:
            continue
        regions: list[tuple[Span, int]] = [
            ((r[0], r[1], r[2], r[3]), r[4]) for r in function["regions"] if r[5] == 0 and r[7] == CODE
        ]
        entry = regions[0][0], "call"
        sides[entry] = sides.get(entry, False) or function["count"] > 0
        for first, column, last, end, true, false, of_file, _, kind in function.get("branches", []):
            span = (first, column, last, end)
            if kind != BRANCH or of_file != 0:
                continue
            if true == false == 0 and innermost(regions, span) > 0:
                continue  # reached, and neither side counted: known when it was compiled
            if is_compilers_own(source[first - 1], column):
                continue
            for side, count in (("true", true), ("false", false)):
                sides[span, side] = sides.get((span, side), False) or count > 0
    return sides


def lines_of(segments: list[list[Any]]) -> dict[int, bool]:
    """Of every line with code: whether it was run. A segment: line, column, count, whether it has one, starts, gap."""
    by_line: dict[int, list[list[Any]]] = defaultdict(list)
    for segment in segments:
        by_line[segment[0]].append(segment)
    lines: dict[int, bool] = {}
    around: list[Any] | None = None  # what an earlier line has begun and this one goes on with
    for line in range(min(by_line, default=1), max(by_line, default=0) + 1):
        here = by_line.get(line, [])
        starts = [s[2] for s in here if s[3] and s[4] and not s[5]]
        skipped = bool(here) and not here[0][3] and here[0][4]
        if not skipped and (starts or (around is not None and around[3])):
            lines[line] = any(count > 0 for count in [*starts, around[2] if around and around[3] else 0])
        around = here[-1] if here else around
    return lines


def read(export: Path) -> dict[str, Counted]:
    """What one export says of each header, by its name from include/baoxue on."""
    data = json.loads(export.read_text())["data"][0]
    return {
        str(Path(file["filename"]).relative_to(HEADERS)): Counted(
            lines_of(file["segments"]),
            sides_of(data["functions"], file["filename"], Path(file["filename"]).read_text().splitlines()),
        )
        for file in data["files"]
    }


def missing_of(file: str, counted: Counted) -> Iterator[tuple[int, Missing]]:
    """What is left out of a file, each with its line number."""
    source = (HEADERS / file).read_text().splitlines()
    for (span, side), taken in sorted(counted.sides.items()):
        if not taken:
            # A function is known by its line; the region that is counted is its whole body.
            condition = "" if side == "call" else text_of(source, span)
            line = source[span[0] - 1].strip()
            nth = sum(other.strip() == line for other in source[: span[0]])
            yield span[0], Missing(file, line, condition, side, nth)


def uninstantiated_of(file: str, lines: dict[int, bool]) -> Iterator[tuple[int, Missing]]:
    """Of each stretch of statements that is no code of any program, as in a template of which there is no instance, the
    first: the compiler says nothing of such lines."""
    source = [line.strip() for line in (HEADERS / file).read_text().splitlines()]
    before = True
    for number, line in enumerate(source, 1):
        if STATEMENT.match(line):
            if before and number not in lines:
                yield number, Missing(file, line, "", "instance", source[:number].count(line))
            before = number in lines


def excused(reasons: Path) -> dict[Missing, str]:
    """What may be left out, with the reason; a reason is about one line, also where others have the same text."""
    if not reasons.exists():
        return {}
    out = {}
    for b in tomllib.loads(reasons.read_text()).get("branch", []):
        header = HEADERS / b["file"]
        source = header.read_text().splitlines() if header.exists() else []
        times = sum(line.strip() == b["line"] for line in source)
        if times > 1 and "nth" not in b:
            raise SystemExit(f"{reasons.name}: stands {times} times in {b['file']}; say which by `nth`: {b['line']}")
        out[Missing(b["file"], b["line"], b.get("condition", ""), b["side"], b.get("nth", 1))] = b["why"]
    return out


def share(sides: list[bool]) -> str:
    """How many of all, in a form that never rounds up to 100 %."""
    percent = 100.0 if all(sides) else min(1000 * sum(sides) // max(len(sides), 1), 999) / 10
    return f"{sum(sides):5} of {len(sides):5} {percent:5.1f} %"


def print_table(counted: dict[str, Counted]) -> None:
    """Lines and branches of each room."""
    print(f"{'room':10}{'lines':>24}{'branches':>24}")
    for room in (*ROOMS, "in all"):
        files = [c for f, c in counted.items() if room in ("in all", f.split("/")[0])]
        lines = [run for c in files for run in c.lines.values()]
        sides = [run for c in files for (_, side), run in c.sides.items() if side != "call"]
        print(f"{room:10}{share(lines):>24}{share(sides):>24}")


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__)
        return 2
    counted = read(Path(arguments[0]))
    print_table(counted)

    reasons = excused(EXCUSED)
    left_out: set[Missing] = set()
    unexcused = 0
    for file in [str(f.relative_to(HEADERS)) for room in ROOMS for f in sorted((HEADERS / room).iterdir())]:
        here = counted.get(file, Counted({}, {}))
        for number, missing in (*missing_of(file, here), *uninstantiated_of(file, here.lines)):
            left_out.add(missing)
            if missing in reasons:
                continue
            unexcused += 1
            what = {"call": "never called", "instance": "never instantiated"}.get(missing.side)
            what = what or f"`{missing.condition}` never {missing.side}"
            print(f"{file}:{number}: {what}: {missing.line}")
    for missing in sorted(set(reasons) - left_out):
        print(f"{EXCUSED.relative_to(ROOT)}: no longer left out: {missing.file}: {missing.line}: {missing.side}")
    print(f"{unexcused} left out without a reason, {len(left_out & set(reasons))} with one")
    return 1 if unexcused or set(reasons) - left_out else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
