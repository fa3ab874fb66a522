# SPDX-License-Identifier: Apache-2.0
"""Reasons in tests/coverage/unreachable.toml are about lines that stand; `make coverage` tells whether they hold."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
REASONS = ROOT / "tests/coverage/unreachable.toml"


@pytest.fixture(scope="module")
def branches(load_script: Callable[[str], ModuleType]) -> ModuleType:
    return load_script("scripts/branches.py")


def test_each_reason_is_about_a_line_that_stands() -> None:
    entries = tomllib.loads(REASONS.read_text())["branch"]
    keys = [(e["file"], e["line"], e.get("nth", 1), e.get("condition", ""), e["side"]) for e in entries]
    assert len(keys) == len(set(keys))
    for entry in entries:
        lines = [line.strip() for line in (ROOT / "include/baoxue" / entry["file"]).read_text().splitlines()]
        same = [at for at, line in enumerate(lines) if line == entry["line"]]
        assert same, entry
        assert ("nth" in entry) == (len(same) > 1), entry
        begins = same[entry.get("nth", 1) - 1]
        # A condition begins on its line, and may end on a later one.
        assert 0 <= " ".join(lines[begins:]).find(entry.get("condition", "")) < len(entry["line"]), entry
        assert entry["side"] in ("true", "false", "call", "instance"), entry
        assert ("condition" in entry) == (entry["side"] in ("true", "false")), entry
        assert entry["why"].endswith("."), entry


HEADER = """\
int first(bool a, bool b) {
    if (a &&
        b)
        return 1;
    return 2;
}
int second(bool a, bool b) {
    if (a &&
        b)
        return 3;
    return 4;
}
"""
ENTRY = """\
[[branch]]
file = "evaluate/two.hpp"
line = "if (a &&"
{nth}condition = "a && b"
side = "true"
why = "Never both."

[[branch]]
file = "evaluate/two.hpp"
line = "int first(bool a, bool b) {{"
side = "call"
why = "Nobody asks."
"""


def test_a_reason_is_about_one_line_of_several_with_the_same_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, branches: ModuleType
) -> None:
    monkeypatch.setattr(branches, "HEADERS", tmp_path)
    (tmp_path / "evaluate").mkdir()
    (tmp_path / "evaluate/two.hpp").write_text(HEADER)
    reasons = tmp_path / "reasons.toml"
    reasons.write_text(ENTRY.format(nth=""))
    with pytest.raises(SystemExit, match=r"stands 2 times in evaluate/two\.hpp; say which by `nth`: if \(a &&"):
        branches.excused(reasons)
    reasons.write_text(ENTRY.format(nth="nth = 2\n"))
    # `a && b` of lines 2 and 3, and of 8 and 9, is never true; the function that begins on line 1 is never called.
    sides = {((2, 9, 3, 10), "true"): False, ((8, 9, 9, 10), "true"): False, ((1, 27, 6, 2), "call"): False}
    left_out = dict(branches.missing_of("evaluate/two.hpp", branches.Counted({}, sides)))
    assert sorted(left_out) == [1, 2, 8]
    assert set(branches.excused(reasons)) == {left_out[1], left_out[8]}


def test_of_statements_that_are_no_code_of_any_program_the_first_of_each_stretch_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, branches: ModuleType
) -> None:
    monkeypatch.setattr(branches, "HEADERS", tmp_path)
    (tmp_path / "evaluate").mkdir()
    (tmp_path / "evaluate/two.hpp").write_text(HEADER)
    # Statements begin on lines 2, 4, 5 and on 8, 10, 11; of the second function the compiler has told nothing.
    lines = dict.fromkeys(range(1, 7), True)
    assert [n for n, _ in branches.uninstantiated_of("evaluate/two.hpp", lines)] == [8]
    assert [n for n, _ in branches.uninstantiated_of("evaluate/two.hpp", {})] == [2]
    assert not list(branches.uninstantiated_of("evaluate/two.hpp", lines | dict.fromkeys(range(7, 13), False)))
