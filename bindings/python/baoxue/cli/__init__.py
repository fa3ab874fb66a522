# SPDX-License-Identifier: Apache-2.0
"""The command line: ``baoxue evaluate | verify | test | coverage | explain | import | sample | schema | demo``.

Exit codes: 0 fine, 1 findings that the user asked to fail on, 2 bad input, 70 a defect of baoxue.
"""

from __future__ import annotations

import argparse
import errno
import sys
from typing import TYPE_CHECKING

from baoxue import DistrictError, PolicyError, __version__
from baoxue.cli import demo, evaluate, explain, importing, sample, schema, testing, verify
from baoxue.cli.screen import complain, complain_of, give_up, open_streams

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

_BAD_INPUT = 2
_DEFECT = 70
_INTERRUPTED = 130
_BROKEN_PIPE = 141

_EPILOG = """\
examples:
  baoxue demo
  baoxue sample township --pupils 2000 --seed 1
  baoxue evaluate plan-2 township --as-of 2026-04-17 --out findings
  baoxue verify plan-5
  baoxue test plan-2
  baoxue import edfi xml-folder district

exit codes: 0 fine, 1 findings that --fail-on names, 2 bad input, 70 a defect of baoxue
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
    for command in (evaluate, verify, testing, explain, importing, sample, schema, demo):
        command.add_to(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: those after the program's name; those of the process if not given.

    Returns:
        The exit code.
    """
    open_streams()
    options = argparse.Namespace(all_problems=False)
    try:
        try:
            build_parser().parse_args(arguments, options)
            code: int = options.run(options)
        finally:  # --help and --version print, too
            sys.stdout.flush()
        return code
    except (PolicyError, DistrictError) as error:
        complain_of(error.problems or [error], every=options.all_problems)
    except BrokenPipeError:
        give_up(sys.stdout)
        return _BROKEN_PIPE
    except OSError as error:
        complain(_told(error))
    except OverflowError as error:
        complain(f"a date or a number in the input is out of range ({error})")
    except KeyboardInterrupt:
        complain("stopped; no file was written in part")
        return _INTERRUPTED
    except Exception as error:
        import traceback

        kind = type(error).__name__
        complain(f"{traceback.format_exc()}baoxue: a defect of baoxue, not of its input ({kind}); please report it")
        return _DEFECT
    return _BAD_INPUT


def _told(error: OSError) -> str:
    try:
        sys.stdout.flush()
    except OSError as unwritten:
        give_up(sys.stdout)
        return f"cannot write to standard output ({unwritten.strerror})"
    if error.strerror and error.filename is not None:
        return f"{error.strerror}: `{error.filename}`"
    if error.errno == errno.ENOSPC:  # files say their names
        give_up(sys.stdout)
        return f"cannot write to standard output ({error.strerror})"
    return error.strerror or str(error)
