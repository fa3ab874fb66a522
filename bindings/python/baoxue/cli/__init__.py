# SPDX-License-Identifier: Apache-2.0
"""The command line: ``baoxue evaluate | verify | explain | import | sample | schema | demo``.

Exit codes: 0 fine, 1 findings that the user asked to fail on, 2 bad input.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from baoxue import DistrictError, PolicyError, __version__
from baoxue.cli import demo, evaluate, explain, importing, sample, schema, verify
from baoxue.cli.screen import complain, complain_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

_BAD_INPUT = 2
_INTERRUPTED = 130
_BROKEN_PIPE = 141

_EPILOG = """\
examples:
  baoxue demo
  baoxue sample township --pupils 2000 --seed 1
  baoxue evaluate plan-2 township --as-of 2024-04-30 --out findings
  baoxue verify plan-5
  baoxue import edfi xml-folder district

exit codes: 0 fine, 1 findings that --fail-on names, 2 bad input
"""


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    parser = argparse.ArgumentParser(
        prog="baoxue",
        description="Who owes what to whom by when under a dropout-control policy, and why.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"baoxue {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in (evaluate, verify, explain, importing, sample, schema, demo):
        command.add_to(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: those after the program's name; those of the process if not given.

    Returns:
        The exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    options = build_parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except (PolicyError, DistrictError) as error:
        problems = getattr(error, "problems", None) or [error]
        complain_of(problems, every=getattr(options, "all_problems", False))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    except OSError as error:
        complain(f"{error.strerror}: `{error.filename}`" if error.strerror else str(error))
    except KeyboardInterrupt:
        complain("stopped; no file was written in part")
        return _INTERRUPTED
    return _BAD_INPUT
