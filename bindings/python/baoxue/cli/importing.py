# SPDX-License-Identifier: Apache-2.0
"""``baoxue import``"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from baoxue import import_edfi
from baoxue._files import check_out_folder
from baoxue.cli.options import add_all_problems, add_command, add_force, add_format
from baoxue.cli.screen import Progress

if TYPE_CHECKING:
    import argparse

    from baoxue.cli.options import Commands

_EXAMPLES = """\
  baoxue import edfi xml-folder district
  baoxue import edfi xml-folder district --format csv --force
"""


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "import",
        _run,
        help="turn another system's files into a district folder",
        examples=_EXAMPLES,
    )
    parser.add_argument("system", choices=["edfi"], help="edfi: Ed-Fi bulk XML")
    parser.add_argument("folder", metavar="FOLDER", help="folder with the system's files")
    parser.add_argument("out", metavar="OUT", type=Path, help="folder to write")
    add_format(parser, "parquet", "csv")
    add_force(parser)
    add_all_problems(parser)


def _run(options: argparse.Namespace) -> int:
    check_out_folder(options.out, force=options.force)
    with Progress() as say:
        imported = import_edfi(options.folder, progress=say)
        say(f"writing {options.out}")
        imported.write(options.out, format=options.format, force=options.force)
    print(imported.summary)
    print(f"wrote {options.out}; x_set_aside.csv there lists what was set aside, one by one")
    return 0
