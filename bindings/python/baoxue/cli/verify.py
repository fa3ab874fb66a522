# SPDX-License-Identifier: Apache-2.0
"""``baoxue verify``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from baoxue import verify
from baoxue.cli.options import POLICY_HELP, add_all_problems, add_changes, add_command, changed
from baoxue.cli.screen import Progress, complain
from baoxue.policy import load_layered
from baoxue.verification import OBSERVATION_KINDS

if TYPE_CHECKING:
    import argparse

    from baoxue.cli.options import Commands

_EXAMPLES = """\
  baoxue verify plan-5
  baoxue verify plan-5 --lang zh
  baoxue verify our-school.json --fail-on missing_amount --fail-on charged_within_line
"""


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "verify",
        _run,
        help="look for contradictions, holes and dead steps in a policy, each with a made-up case",
        examples=_EXAMPLES,
    )
    parser.add_argument("policy", metavar="POLICY", help=POLICY_HELP)
    add_changes(parser)
    add_all_problems(parser)
    parser.add_argument("--lang", choices=["zh", "en", "both"], default="both")
    parser.add_argument(
        "--fail-on",
        metavar="KIND",
        choices=["any", *OBSERVATION_KINDS],
        action="append",
        default=[],
        help="exit with 1 if there is any observation of that kind; may be repeated:"
        f" any, {', '.join(OBSERVATION_KINDS)}",
    )


def _run(options: argparse.Namespace) -> int:
    with Progress() as say:
        say(f"loading {options.policy}")
        policy = changed(load_layered(options.policy, vocabulary=options.vocabulary), options)
        say("verifying")
        seen = verify(policy, vocabulary=options.vocabulary)
    if options.lang in ("zh", "both"):
        print(seen.explain("zh"))
    if options.lang == "both":
        print()
    if options.lang in ("en", "both"):
        print(seen.explain("en"))
    counts = seen.counts()
    failures = [(kind, len(seen) if kind == "any" else counts.get(kind, 0)) for kind in dict.fromkeys(options.fail_on)]
    for kind, n in failures:
        if n:
            complain(f"failing as asked: {n:,} {kind}")
    return 1 if any(n for _, n in failures) else 0
