# SPDX-License-Identifier: Apache-2.0
"""The comparison of instruction counts: 5 % either way are borne, no more."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

_PATH = Path(__file__).resolve().parents[1] / "instructions" / "check.py"
_SPEC = importlib.util.spec_from_file_location("check_instructions", _PATH)
check = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(check)


@pytest.mark.parametrize(
    ("now", "near", "says"),
    [
        (2100, True, "+5.00 %"),
        (2101, False, "MORE"),
        (1900, True, "-5.00 %"),
        (1899, False, "FEWER"),
    ],
)
def test_slack(now: int, near: bool, says: str):
    is_near, line = check.verdict("build", {"instructions": now, "rows": 7}, {"instructions": 2000, "rows": 7})
    assert is_near == near
    assert says in line
    assert "something else" not in line


def test_other_rows_are_told():
    _, line = check.verdict("build", {"instructions": 2000, "rows": 8}, {"instructions": 2000, "rows": 7})
    assert "8 rows, 7 then" in line
