# SPDX-License-Identifier: Apache-2.0
"""``baoxue schema``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from baoxue import policy_schema
from baoxue.cli.options import add_command

if TYPE_CHECKING:
    import argparse

    from baoxue.cli.options import Commands

_EXAMPLES = """\
  baoxue schema > policy.schema.json
"""


def add_to(commands: Commands) -> None:
    """Add the command."""
    add_command(
        commands,
        "schema",
        _run,
        help="print the JSON Schema of policy files, with which an editor helps to write one",
        examples=_EXAMPLES,
    )


def _run(options: argparse.Namespace) -> int:
    print(policy_schema(), end="")
    return 0
