# SPDX-License-Identifier: Apache-2.0
"""Where the sweep of the code breaks it: the places, and that each change does what its name says. The sweep itself is
`make mutate`."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def mutants(load_script: Callable[[str], ModuleType]) -> ModuleType:
    return load_script("scripts/code_mutants.py")


#: A header, and after each line the changes that are to be found on it.
HEADER = {
    "template <int N = 3, class T = std::array<int, 2>>": [],
    "constexpr bool f(T&& a, int b = 7) noexcept(N > 1) {": ["7 -> 8", "7 -> 6"],
    "    static_assert(N >= 1 && N < 9);": [],
    "    if (a < b && !(b == 2))": [
        "< -> <=",
        "< -> >=",
        "without what stands before &&",
        "without what stands after &&",
        "without !",
        "== -> !=",
        "2 -> 3",
        "2 -> 1",
    ],
    "        return true;  // 4 < 5": [],
    "    switch (b) {": [],
    "    case 4:": [],
    '        return std::string{"1 < 2"}.size() >= 5U;': [">= -> >", ">= -> <", "5U -> 6", "5U -> 4"],
    "    }": [],
    "    b -= 1;": ["-= -> +=", "1 -> 2", "1 -> 0"],
    "    return a->x || std::max<int>(-b, b - c()) != d || e;": [
        "without what stands before ||",
        "without what stands after ||",
        "std::max -> std::min",
        "- -> +",
        "!= -> ==",
        "without what stands after ||",
    ],
    "}": [],
}


def _changes(mutants: ModuleType, text: str) -> list[list[str]]:
    out: list[list[str]] = [[] for _ in text.splitlines()]
    for site in mutants.sites_of(text):
        out[text.count("\n", 0, site.at)] += site.changes
    return out


def test_what_is_calculated_is_changed_and_nothing_else(mutants: ModuleType) -> None:
    for (line, expected), found in zip(HEADER.items(), _changes(mutants, "\n".join(HEADER)), strict=True):
        assert found == expected, line


def test_each_change_has_a_name_of_its_own_that_no_other_line_alters(mutants: ModuleType) -> None:
    text = "int f(int a) {\n    a = a + 1;\n    a = a + 1;\n    return 1 - 1;\n}\n"
    named = [m.key for site in mutants.sites_of(text, "a.hpp") for m in site.mutants]
    assert len(set(named)) == len(named) == 11
    assert named[0] == ("a.hpp", "a = a + 1;", "1", "+ -> -")
    assert named[3] == ("a.hpp", "a = a + 1;", "2", "+ -> -")
    assert named[6:9] == [
        ("a.hpp", "return 1 - 1;", n, c) for n, c in (("1", "1 -> 2"), ("1", "1 -> 0"), ("1", "- -> +"))
    ]
    later = "// A line before it.\nint g() { return 0; }\n\n" + text
    assert [m.key for site in mutants.sites_of(later, "a.hpp") for m in site.mutants][2:] == named


def test_a_function_is_known_by_its_own_text(mutants: ModuleType) -> None:
    """Another form or comment leaves it the same; another number does not; the function beside it does not matter."""

    def block(text: str) -> str:
        return str(mutants.sites_of(text)[-1].mutants[0].block)

    text = "namespace a {\nint f() { return 1; }\nint g() { return 2; }\n}\n"
    assert block(text) == block(text.replace("{ return 2;", "{  // why\n    return 2;"))
    assert block(text) == block(text.replace("return 1", "return 3"))
    assert block(text) != block(text.replace("return 2", "return 3"))


#: Each change of these two functions, and what they then say: worked out by hand.
PROGRAM = """
#include <cstdio>
bool f(int a, int b) { return a < b && a != 0 || b > 9; }
constexpr int g(int a, int b) { return std::min(a, b) - 1; }
static_assert(g(3, 5) == 2);
int main() {
    for (int a = 0; a != 3; ++a)
        std::printf("%d", f(a, 2));
    std::printf(" %d%d", f(1, 10), g(3, 5));
}
"""
SAID = {
    "a < b: < -> <=": "011 12",
    "a < b: < -> >=": "001 12",
    "without what stands before &&": "011 12",
    "without what stands after &&": "110 12",
    "a != 0: != -> ==": "100 12",
    "0 -> 1": "100 12",
    "0 -> -1": "110 12",
    "without what stands before ||": "000 12",
    "without what stands after ||": "010 12",
    "b > 9: > -> >=": "010 12",
    "b > 9: > -> <=": "111 12",
    "9 -> 10": "010 12",
    "9 -> 8": "010 12",
    "std::min -> std::max": "010 14",
    "- -> +": "010 14",
    "1 -> 2": "010 11",
    "1 -> 0": "010 13",
}


@pytest.mark.skipif(shutil.which("g++") is None, reason="no g++")
def test_each_change_is_at_work_alone(tmp_path: Path, mutants: ModuleType) -> None:
    sites = mutants.sites_of(PROGRAM)
    functions = sites[: next(i for i, s in enumerate(sites) if PROGRAM.index("int main") < s.at)]
    numbered, number = [], 1
    for site in functions:
        numbered.append((number, site))
        number += len(site.changes)
    (tmp_path / "a.cpp").write_text("#include <algorithm>\n" + mutants.rewritten(PROGRAM, numbered), "utf-8")
    command = ["g++", "-std=c++20", "-w", "-include", str(ROOT / "tests/mutation/mutants.hpp"), "a.cpp"]
    subprocess.run([*command, "-o", "a"], cwd=tmp_path, check=True)
    said = {}
    for mutant in range(number):
        env = os.environ | {"BAOXUE_MUTANT": str(mutant)}
        said[mutant] = subprocess.run([tmp_path / "a"], env=env, capture_output=True, text=True, check=True).stdout
    assert said.pop(0) == "010 12"
    changes = [change for site in functions for change in site.changes]
    assert len(changes) == len(SAID)
    for change, (name, expected), found in zip(changes, SAID.items(), said.values(), strict=True):
        assert change == name.rpartition(": ")[2] and found == expected, name
    for change, broken in (("1 -> 2", True), ("9 -> 8", False)):  # at compile time: the static_assert speaks of g alone
        named = f"-DBAOXUE_COMPILED_MUTANT={changes.index(change) + 1}"
        done = subprocess.run([*command, "-fsyntax-only", named], cwd=tmp_path, capture_output=True)
        assert (done.returncode != 0) == broken, change
