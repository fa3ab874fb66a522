# SPDX-License-Identifier: Apache-2.0
"""``baoxue schema``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from baoxue import policy_schema, scenario_schema
from baoxue.cli.options import add_command

if TYPE_CHECKING:
    import argparse

    from baoxue.cli.options import Commands

_EXAMPLES = """\
  baoxue schema > policy.schema.json
  baoxue schema scenario > scenario.schema.json
"""


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "schema",
        _run,
        help="print the JSON Schema of policy or scenario files, with which an editor helps to write one",
        examples=_EXAMPLES,
    )
    parser.add_argument("of", choices=["policy", "scenario"], nargs="?", default="policy", help="default policy")


def _run(options: argparse.Namespace) -> int:
    print(policy_schema() if options.of == "policy" else scenario_schema(), end="")
    return 0
