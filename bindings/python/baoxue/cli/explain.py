# SPDX-License-Identifier: Apache-2.0
"""``baoxue explain``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from baoxue.cli.options import add_command, add_facts, find, finding_id
from baoxue.cli.screen import Progress, complain

if TYPE_CHECKING:
    import argparse

    from baoxue.cli.options import Commands

_EXAMPLES = """\
  baoxue explain plan-2 township --as-of 2026-04-17 0123456789abcdef
  baoxue explain plan-2 township --as-of 2026-04-17 0123456789abcdef --lang zh
"""


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "explain",
        _run,
        help="say why a finding stands: clause, facts, dates, and who and why them",
        examples=_EXAMPLES,
    )
    add_facts(parser)
    parser.add_argument("id", metavar="ID", type=finding_id, help="id of a finding, 16 hex digits")
    parser.add_argument("--lang", choices=["zh", "en", "both"], default="both")


def _run(options: argparse.Namespace) -> int:
    with Progress() as say:
        _, _, findings = find(options, say)
    texts: list[str] = []
    try:
        if options.lang in ("zh", "both"):
            texts.append(findings.explain(options.id, "zh"))
        if options.lang in ("en", "both"):
            texts.append(findings.explain(options.id, "en"))
    except KeyError:
        complain(
            f"no finding has the id `{options.id}`; give the same policy, district, date and"
            " --set and --reading as to evaluate"
        )
        return 2
    print("\n\n".join(texts))
    return 0
