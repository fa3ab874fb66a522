# SPDX-License-Identifier: Apache-2.0
"""The command line."""

import argparse

import baoxue


def main() -> int:
    parser = argparse.ArgumentParser(prog="baoxue", description=baoxue.__doc__)
    parser.add_argument("--version", action="version", version=f"baoxue {baoxue.__version__}")
    parser.add_argument("command", choices=["demo"])
    parser.parse_args()
    print(f"baoxue {baoxue.__version__}: nothing to show yet")
    return 0
