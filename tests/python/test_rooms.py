# SPDX-License-Identifier: Apache-2.0
"""The rooms of the C++ library: lower ones never include upper ones, and headers stay small."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = ROOT / "include" / "baoxue"

#: From the lowest up. Rooms on one line stand beside each other and do not include each other.
FLOORS = (
    {"exact"},
    {"time"},
    {"vocabulary"},
    {"facts"},
    {"people", "sample"},
    {"findings"},
    {"rules"},
    {"policy"},
    {"evaluate"},
    {"explain"},
    {"verify"},
    {"arrow"},
    {"scenario"},
    {"json"},
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}

#: What a room may use of the rooms below it, where that is less than all of them.
ONLY = {
    "sample": {"exact", "time", "vocabulary", "facts"},
    "rules": {"exact", "time", "vocabulary", "facts/mark.hpp"},
    "json": {"vocabulary", "policy", "scenario"},
    "arrow": {"time", "vocabulary", "facts", "findings", "evaluate/chain.hpp", "evaluate/roll_up.hpp", "verify"},
}

HEADERS = sorted(INCLUDE.rglob("*.[hi]pp"))
SOURCES = sorted((ROOT / "src").rglob("*.?pp"))
#: Headers beside the rooms, which every room may use.
BESIDE = {"compiled.hpp", "version.hpp"}


def included(path: Path) -> list[str]:
    """What a file includes of the library, below ``baoxue/``."""
    return re.findall(r'^\s*#\s*include\s*[<"]baoxue/([^>"]+)[>"]', path.read_text("utf-8"), re.M)


def code_of(path: Path) -> str:
    """A file without its comments."""
    return re.sub(r"//[^\n]*|/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_folder_is_a_room_with_a_floor() -> None:
    assert {path.name for path in INCLUDE.iterdir() if path.is_dir()} == set(FLOOR_OF)


@pytest.mark.parametrize("header", [h for h in HEADERS if h.parent != INCLUDE], ids=shown)
def test_lower_rooms_never_include_upper_ones(header: Path) -> None:
    room = header.relative_to(INCLUDE).parts[0]
    for other in included(header):
        its_room = other.split("/")[0]
        if its_room == room or other in BESIDE:
            continue
        assert FLOOR_OF[its_room] < FLOOR_OF[room], f"{shown(header)} includes {other}"
        allowed = ONLY.get(room)
        assert allowed is None or {its_room, other} & allowed, f"{shown(header)} includes {other}"


@pytest.mark.parametrize("source", [s for s in SOURCES if s.parent.name == "json"], ids=shown)
def test_the_sources_of_the_json_room_use_what_its_headers_may(source: Path) -> None:
    assert {other.split("/")[0] for other in included(source)} <= {"json", "policy", "scenario", "vocabulary"}


def test_each_large_function_is_compiled_from_the_header_that_defines_it() -> None:
    definitions = {path.relative_to(INCLUDE).as_posix() for path in INCLUDE.rglob("*.ipp")}
    compiled = [name for source in SOURCES if source.parent.name == "core" for name in included(source)]
    assert sorted(compiled) == sorted(definitions)
    for name in definitions:
        assert name in included((INCLUDE / name).with_suffix(".hpp"))


def test_the_umbrella_takes_no_boost_json() -> None:
    seen: set[str] = set()
    waiting = ["baoxue.hpp"]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += included(INCLUDE / name)
    assert not [name for name in seen if name.startswith("json/")]
    assert not [name for name in seen if "boost/json" in code_of(INCLUDE / name)]


def test_headers_are_short() -> None:
    lines = {shown(path): len(path.read_text("utf-8").splitlines()) for path in HEADERS}
    assert {name: n for name, n in lines.items() if n > 400} == {}
    assert median(lines.values()) < 120


def test_no_plan_is_known_to_the_code() -> None:
    plans = {path.stem for path in (ROOT / "policies").glob("*.json")} - {"vocabulary", "cn"}  # `cn` is a calendar, too
    assert plans
    known = re.compile('"(' + "|".join(map(re.escape, sorted(plans))) + r')"|\bplan-\d')
    found = [shown(path) for path in (*HEADERS, *SOURCES) if known.search(code_of(path))]
    assert found == []


def test_rules_hold_no_callables() -> None:
    """A rule is data: no virtual functions, no type erasure."""
    rules = [path for room in ("rules", "policy") for path in (INCLUDE / room).rglob("*.hpp")]
    bad = re.compile(r"\bvirtual\b|std::function|std::any\b|\(\*\w*\)\(")
    assert [shown(path) for path in rules if bad.search(code_of(path))] == []
