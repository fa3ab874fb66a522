# SPDX-License-Identifier: Apache-2.0
"""``baoxue sample``"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from baoxue import sample, sample_settings
from baoxue._files import check_out_folder
from baoxue._folder import write_folder
from baoxue.cli.options import add_command, add_force, add_format, whole_number
from baoxue.cli.screen import Progress, table
from baoxue.sampling import MOST_PUPILS, MOST_SEED

if TYPE_CHECKING:
    import argparse

    from baoxue.cli.options import Commands

_EXAMPLES = """\
  baoxue sample township --pupils 2000 --seed 1
  baoxue sample township --pupils 200 --seed 7 --format csv
"""


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "sample",
        _run,
        help="write a made-up township; the same seed gives the same one everywhere",
        examples=_EXAMPLES,
    )
    parser.add_argument("out", metavar="OUT", type=Path, help="folder to write")
    parser.add_argument("--pupils", metavar="N", type=whole_number(1, MOST_PUPILS), default=2000, help="default 2000")
    parser.add_argument("--seed", metavar="N", type=whole_number(0, MOST_SEED), default=1, help="default 1")
    add_format(parser, "parquet", "csv")
    add_force(parser)


def _run(options: argparse.Namespace) -> int:
    check_out_folder(options.out, force=options.force)
    settings = sample_settings()
    with Progress() as say:
        say("generating")
        tables = sample(options.pupils, options.seed)
        say(f"writing {options.out}")
        write_folder(
            options.out,
            tables,
            calendar=settings["calendar"],
            register=settings["register"],
            format=options.format,
            force=options.force,
        )
    print(f"wrote {options.out}")
    table(["table", "rows"], [[name, rows.num_rows] for name, rows in tables.items()])
    return 0
