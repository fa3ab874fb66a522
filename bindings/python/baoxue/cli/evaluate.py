# SPDX-License-Identifier: Apache-2.0
"""``baoxue evaluate``"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from baoxue._files import check_out_folder
from baoxue.cli.balance import print_balance
from baoxue.cli.counting import print_gaps, print_obligations, print_others, print_overdue
from baoxue.cli.options import (
    add_command,
    add_facts,
    add_force,
    add_format,
    find,
    report_set_aside,
)
from baoxue.cli.output import FORMATS, write_findings
from baoxue.cli.screen import Progress, complain

if TYPE_CHECKING:
    import argparse

    from baoxue import District, Findings
    from baoxue.cli.options import Commands

_EXAMPLES = """\
  baoxue evaluate plan-2 township --as-of 2026-04-17
  baoxue evaluate plan-2 township --as-of 2026-04-17 --out findings --format csv
  baoxue evaluate plan-2 township --as-of 2026-04-17 --set 2.2.2.6i.within=3
  baoxue evaluate plan-2 township --as-of 2026-04-17 --fail-on overdue --fail-on gaps
"""

_FAIL_ON = {
    "overdue": "missed",
    "late": "met_late",
    "open": "open",
    "unknown": "unknown",
}


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "evaluate",
        _run,
        help="find who owes what to whom by when, and what was missed",
        examples=_EXAMPLES,
    )
    add_facts(parser)
    parser.add_argument("--out", metavar="DIR", type=Path, help="folder to write the findings to")
    add_format(parser, *FORMATS)
    add_force(parser)
    parser.add_argument(
        "--fail-on",
        choices=[*_FAIL_ON, "gaps", "set-aside"],
        action="append",
        default=[],
        help="exit with 1 if there is any such finding; may be repeated",
    )


def _run(options: argparse.Namespace) -> int:
    if options.out is not None:
        check_out_folder(options.out, force=options.force)
        if options.out.resolve() == Path(options.district).resolve():  # --force is no wish to spoil it
            raise FileExistsError(f"`{options.out}` is the district itself; give another folder for the findings")
    with Progress() as say:
        policy, district, findings = find(options, say)
        names: list[str] = []
        if options.out is not None:  # before anything is printed: a pipe that closes then loses no file
            say(f"writing {options.out}")
            names = write_findings(findings, options.out, options.format, force=options.force)
    report_set_aside(district, every=options.all_problems)
    print(f"{policy.id}: {policy.title('en')} ({policy.title('zh')})")
    print(f"as of {options.as_of}")
    print_obligations(findings)
    print_overdue(findings, district, "role", "school")
    print_balance(findings, policy)
    print_gaps(findings)
    print_others(findings)
    if options.out is not None:
        print(f"\nwrote {len(names)} files to {options.out}")
    failures = _failures(options.fail_on, district, findings)
    for failure in failures:
        complain(failure)
    return 1 if failures else 0


def _failures(asked: list[str], district: District, findings: Findings) -> list[str]:
    states = findings.obligations.counts()
    counts = {word: states.get(state, 0) for word, state in _FAIL_ON.items()}
    counts["gaps"] = len(findings.gaps)
    counts["set-aside"] = len(district.problems)
    return [f"failing as asked: {counts[word]:,} {word}" for word in asked if counts[word]]
