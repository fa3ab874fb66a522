# SPDX-License-Identifier: Apache-2.0
"""How many instructions a fixed district takes, beside what was recorded: ``check.py <program> <compiler>``.

A count says what a time cannot on a busy machine: valgrind's callgrind gives the same to a few in a million. It hangs
on the compiler, so each version of one has figures of its own in recorded.json.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

RECORDED = Path(__file__).with_name("recorded.json")
PARTS = {
    "ladder": "three rungs, whole chain",
    "build": "building the district",
    "plan-2": "every rule of plan 2",
}
#: Of the recorded count, in percent; in either direction.
SLACK = 5
#: ctest calls it skipped.
SKIPPED = 77
ANEW = "BAOXUE_RECORD_INSTRUCTIONS=1 ctest --preset ci -R instructions"


def counted(program: str, part: str) -> dict[str, int]:
    """Instructions of one part, and the rows that came of it."""
    command = [
        *("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=counted_part"),
        *(program, part),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode or not found or not int(found[1]):
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return {"instructions": int(found[1]), "rows": int(done.stdout)}


def verdict(part: str, now: dict[str, int], then: dict[str, int]) -> tuple[bool, str]:
    """Whether a count is near what was recorded, and a line that says so."""
    change = (now["instructions"] / then["instructions"] - 1) * 100
    near = abs(now["instructions"] - then["instructions"]) * 100 <= then["instructions"] * SLACK
    line = f"{PARTS[part]}: {now['instructions']:,} instructions, {change:+.2f} % of the recorded"
    if not near:
        line += ": MORE than recorded" if change > 0 else ": FEWER than recorded, to be kept"
    if now["rows"] != then["rows"]:
        line += f" ({now['rows']:,} rows, {then['rows']:,} then: something else is asked)"
    return near, line


def main() -> int:
    """Count, and compare or record."""
    program, compiler = sys.argv[1:3]
    if not shutil.which("valgrind"):
        print("not counted: there is no valgrind")
        return SKIPPED
    recorded = json.loads(RECORDED.read_text())
    is_written = "BAOXUE_RECORD_INSTRUCTIONS" in os.environ
    if compiler not in recorded and not is_written:
        print(f"not recorded for {compiler}, but for {', '.join(recorded)}. To record it: {ANEW}")
        return SKIPPED
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as several:
        now = dict(zip(PARTS, several.map(lambda part: counted(program, part), PARTS), strict=True))
    if is_written:
        recorded[compiler] = now
        RECORDED.write_text(json.dumps(recorded, indent=1, sort_keys=True) + "\n")
        print(f"recorded for {compiler}: {now}")
        return 0
    verdicts = [verdict(part, now[part], recorded[compiler][part]) for part in PARTS]
    print(*(line for _, line in verdicts), sep="\n")
    if all(near for near, _ in verdicts):
        return 0
    print(f"If that is meant, record it anew and commit {RECORDED.name}: {ANEW}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
