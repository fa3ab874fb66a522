# SPDX-License-Identifier: Apache-2.0
"""Options that several commands share, and what they lead to."""

from __future__ import annotations

import argparse
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

from baoxue import District, DistrictError, Findings, Policy, PolicyError, evaluate
from baoxue._dates import iso_date
from baoxue._errors import MOST_PROBLEMS, policy_error, problem
from baoxue.cli.screen import complain_of
from baoxue.policy import load_layered

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from baoxue._core import Problem
    from baoxue.cli.screen import Progress

    # argparse gives no public name to what add_subparsers returns
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


#: What a command takes as a policy.
POLICY_HELP = "id of a built-in policy or path of a policy file; several in layers are joined by +, the upper one first"


def add_command(
    commands: Commands,
    name: str,
    run: Callable[[argparse.Namespace], int],
    *,
    help: str,
    examples: str,
) -> argparse.ArgumentParser:
    """Add one command with its examples."""
    parser = commands.add_parser(
        name,
        help=help,
        description=help,
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def add_facts(parser: argparse.ArgumentParser) -> None:
    """Add what an evaluation needs: policy, district and date."""
    parser.add_argument("policy", metavar="POLICY", help=POLICY_HELP)
    parser.add_argument("district", metavar="DISTRICT", help="folder with the district's tables")
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        type=_date,
        required=True,
        help="the date on which to judge, as 2026-04-17; nothing later is known",
    )
    add_changes(parser)
    parser.add_argument(
        "--set-aside",
        action="store_true",
        help="leave rows out that contradict the rest, and list them, instead of refusing them",
    )
    parser.add_argument(
        "--thousands",
        action="store_true",
        help="take 1,059 in a CSV file for a number",
    )
    add_all_problems(parser)


def add_changes(parser: argparse.ArgumentParser) -> None:
    """Add what changes a policy before it is used, and further words."""
    parser.add_argument(
        "--set",
        metavar="CLAUSE.PARAM=VALUE",
        type=_value,
        action="append",
        default=[],
        dest="values",
        help="fill in a value that the policy leaves unspecified, as 3, 1/10 or 3/10,7/10; may be repeated",
    )
    parser.add_argument(
        "--reading",
        metavar="CLAUSE=ID",
        type=_reading,
        action="append",
        default=[],
        dest="readings",
        help="choose another reading of an ambiguous clause; may be repeated",
    )
    parser.add_argument(
        "--vocabulary",
        metavar="FILE",
        action="append",
        default=[],
        help="file of further words; may be repeated",
    )


def add_all_problems(parser: argparse.ArgumentParser) -> None:
    """Add the wish to see every problem."""
    parser.add_argument(
        "--all-problems",
        action="store_true",
        help=f"list every problem of bad input, not the first {MOST_PROBLEMS} only",
    )


def add_format(parser: argparse.ArgumentParser, *formats: str) -> None:
    """Add the choice of a file format."""
    parser.add_argument("--format", choices=formats, default=formats[0], help=f"default {formats[0]}")


def add_force(parser: argparse.ArgumentParser) -> None:
    """Add the permission to write over a folder."""
    parser.add_argument("--force", action="store_true", help="write into a folder that is not empty")


def changed(policy: Policy, options: argparse.Namespace) -> Policy:
    """The policy with the values and readings that `add_changes` took; every one that it cannot take is told."""
    problems: list[Problem] = []
    changes: list[Callable[[Policy], Policy]] = []
    if options.values:
        changes.append(partial(_with_values, values=dict(options.values)))
    changes += [partial(_with_reading, clause=clause, reading=reading) for clause, reading in options.readings]
    for change in changes:
        try:
            policy = change(policy)
        except PolicyError as error:
            problems += error.problems
        except TypeError as error:  # a text where a number belongs, or the other way round
            problems.append(problem(str(error)))
    if problems:
        raise policy_error(problems)
    return policy


def _with_values(policy: Policy, values: dict[str, Any]) -> Policy:
    return policy.with_values(values)


def _with_reading(policy: Policy, clause: str, reading: str) -> Policy:
    return policy.with_reading(clause, reading)


def find(options: argparse.Namespace, say: Progress) -> tuple[Policy, District, Findings]:
    """Load, read and evaluate what `add_facts` asked for; what is wrong with policy and district is told together."""
    problems: list[Problem] = []
    policy = district = None
    say(f"loading {options.policy}")
    try:
        policy = changed(load_layered(options.policy, vocabulary=options.vocabulary), options)
    except PolicyError as error:
        problems += error.problems
    say(f"reading {options.district}")
    try:
        district = District.from_folder(
            options.district,
            on_bad_rows="set_aside" if options.set_aside else "raise",
            vocabulary=[*options.vocabulary, *([] if policy is None else [policy])],
            thousands=options.thousands,
        )
    except DistrictError as error:
        problems += [one for one in error.problems if one not in problems]  # both read the same vocabulary
    if policy is None or district is None:
        raise policy_error(problems)
    say("evaluating")
    return policy, district, evaluate(policy, district, options.as_of)


def report_set_aside(district: District, *, every: bool) -> None:
    """List rows set aside on stderr, the first 20 or every one."""
    complain_of(district.problems, before="set aside: ", every=every)


def _date(text: str) -> dt.date:
    try:
        return iso_date(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _pair(text: str, form: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals and value):
        raise argparse.ArgumentTypeError(f"`{text}` is not of the form {form}")
    return name, value


def _value(text: str) -> tuple[str, int | str | Fraction | list[Fraction] | list[str]]:
    name, value = _pair(text, "CLAUSE.PARAM=VALUE")
    if ">" in value:
        return name, [part.strip() for part in value.split(",")]
    if not any(character.isdigit() for character in value):
        return name, value
    try:
        if "," in value:
            return name, [_share(part) for part in value.split(",")]
        return name, _share(value) if "/" in value else int(value)
    except (ValueError, ZeroDivisionError):
        message = f"`{value}` in `{text}` is not a whole number, a share as 1/10, or shares as 3/10,7/10"
        raise argparse.ArgumentTypeError(message) from None


def _share(text: str) -> Fraction:
    numerator, slash, denominator = text.partition("/")
    if not slash:
        raise ValueError
    return Fraction(int(numerator), int(denominator))


def _reading(text: str) -> tuple[str, str]:
    return _pair(text, "CLAUSE=ID")


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """A parser of whole numbers from ``least`` to ``most``."""

    def parse(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            shown = text if len(text) < 60 else f"{text[:20]}..."
            raise argparse.ArgumentTypeError(f"`{shown}` is not a whole number from {least} to {most}")
        return number

    return parse


def finding_id(text: str) -> str:
    """A finding's id: 16 hex digits."""
    if len(text) != 16 or not set(text.lower()) <= set("0123456789abcdef"):
        raise argparse.ArgumentTypeError(f"`{text}` is not the id of a finding: 16 hex digits, as evaluate writes them")
    return text
