# SPDX-License-Identifier: Apache-2.0
"""Reasons in tests/coverage/unreachable.toml are about lines that stand; `make coverage` tells whether they hold."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_each_reason_is_about_a_line_that_stands() -> None:
    branches = tomllib.loads((ROOT / "tests/coverage/unreachable.toml").read_text())["branch"]
    keys = [(b["file"], b["line"], b["condition"], b["side"]) for b in branches]
    assert len(keys) == len(set(keys))
    for branch in branches:
        lines = [line.strip() for line in (ROOT / "include/baoxue" / branch["file"]).read_text().splitlines()]
        assert branch["line"] in lines, branch
        assert branch["condition"] in branch["line"], branch
        assert branch["side"] in ("true", "false", "call"), branch
        assert branch["why"].endswith("."), branch
