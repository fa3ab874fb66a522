# SPDX-License-Identifier: Apache-2.0
"""The comparison of instruction counts: 5 % either way are borne, no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType


@pytest.fixture(scope="module")
def check(load_script: Callable[[str], ModuleType]) -> ModuleType:
    return load_script("tests/instructions/check.py")


@pytest.mark.parametrize(
    ("now", "near", "says"),
    [
        (2100, True, "+5.00 %"),
        (2101, False, "MORE"),
        (1900, True, "-5.00 %"),
        (1899, False, "FEWER"),
    ],
)
def test_slack(now: int, near: bool, says: str, check: ModuleType):
    is_near, line = check.verdict("build", {"instructions": now, "rows": 7}, {"instructions": 2000, "rows": 7})
    assert is_near == near
    assert says in line
    assert "something else" not in line


def test_other_rows_are_told(check: ModuleType):
    _, line = check.verdict("build", {"instructions": 2000, "rows": 8}, {"instructions": 2000, "rows": 7})
    assert "8 rows, 7 then" in line
