# SPDX-License-Identifier: Apache-2.0
"""``baoxue explain``"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Literal

from baoxue.cli.options import add_command, add_facts, find, finding_id
from baoxue.cli.screen import Progress, complain

if TYPE_CHECKING:
    from baoxue.cli.options import Commands

_EXAMPLES = """\
  baoxue explain plan-2 township --as-of 2026-04-17 0123456789abcdef
  baoxue explain plan-2 township --as-of 2026-04-17 0123456789abcdef --lang zh
  baoxue explain plan-2 township --as-of 2026-04-17 --why-not p000991 --clause 2.2.2.6g
"""


class _Instead(argparse.Action):
    """An option that stands instead of the finding's id."""

    finding: argparse.Action

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        self.finding.required = False
        setattr(namespace, self.dest, values)


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
    finding = parser.add_argument("id", metavar="ID", type=finding_id, help="id of a finding, 16 hex digits")
    instead = parser.add_argument(
        "--why-not",
        action=_Instead,
        metavar="STUDENT",
        help="instead: what each rule still lacks for a pupil (or a unit, or a person)",
    )
    assert isinstance(instead, _Instead)
    instead.finding = finding
    parser.add_argument("--clause", metavar="C", help="with --why-not: one clause alone")
    parser.add_argument("--lang", choices=["zh", "en", "both"], default="both")


def _run(options: argparse.Namespace) -> int:
    if (options.id is None) == (options.why_not is None):
        complain("give the id of a finding, or --why-not with the id of a pupil")
        return 2
    if options.clause is not None and options.why_not is None:
        complain("--clause goes with --why-not")
        return 2
    with Progress() as say:
        _, _, findings = find(options, say)
    languages: list[Literal["zh", "en"]] = ["zh", "en"] if options.lang == "both" else [options.lang]
    if options.why_not is not None:
        try:
            texts = [findings.why_not(options.why_not, options.clause, lang) for lang in languages]
        except KeyError as missing:
            complain(str(missing.args[0]))
            return 2
        print("\n\n".join(texts))
        return 0
    try:
        texts = [findings.explain(options.id, lang) for lang in languages]
    except KeyError:
        complain(
            f"no finding has the id `{options.id}`; give the same policy, district, date and"
            " --set and --reading as to evaluate"
        )
        return 2
    print("\n\n".join(texts))
    return 0
