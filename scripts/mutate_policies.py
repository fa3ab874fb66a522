#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""make mutate: moves every number of every policy by one, up and down, and names each move that no scenario notices.

scripts/mutate_policies.py [POLICY...]    ids of policies under policies/; every one if left out

Of a share, numerator and denominator are moved. A move is noticed by a scenario of that policy that fails, or where the
policy is refused. Exits with 1 if any move goes unnoticed, and where an exception is no longer needed.
"""

from __future__ import annotations

import copy
import json
import sys
import time
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import baoxue

if TYPE_CHECKING:
    from collections.abc import Iterator

POLICIES = Path(__file__).resolve().parent.parent / "policies"

#: Moves that change no finding, as they are printed: why. All are ages of a rule that follows upon another one, whose
#: pupils are of that age already.
EQUIVALENT: dict[str, str] = {
    "gb-eng nf2024.decision.age_from 5 -> 4": "upon a consideration, which is asked for from the age of five on",
    "gb-eng nf2024.limit.age_from 5 -> 4": "upon a consideration, which is asked for from the age of five on",
    "tw act.9.age_from 6 -> 5": "upon the third or seventh day, which is counted of pupils from six on",
    "tw act.11.age_from 6 -> 5": "upon the warning of article 9, of a pupil who was six by the third or seventh day",
    "us-ca 48261.age_from 6 -> 5": "from a first report on, of a pupil who was six by the third occasion",
    "us-ca 48262.age_from 6 -> 5": "its age is read as that of 48260(a), on the day of the third occasion",
    "us-ca 48262.age_until 18 -> 19": "its age is read as that of 48260(a), on the day of the third occasion",
    "us-wi 118.16.5.age_from 6 -> 5": "upon the notice of (2)(cg), of a pupil who was six by the fifth day",
    "us-wi 118.16.5m.age_from 6 -> 5": "upon the notice of (2)(cg), of a pupil who was six by the fifth day",
}


class Move(NamedTuple):
    """A number that was moved: what it is called, from what to what, and the policy with it."""

    clause: str
    name: str
    old: str
    new: str
    policy: baoxue.Policy

    def __str__(self) -> str:
        return f"{self.name} {self.old} -> {self.new}"


def moves(policy: baoxue.Policy) -> Iterator[Move]:
    """Every policy in which one number is moved by one, but those that are refused.

    A parameter is moved wherever its clause uses it, under its full name, also where it is left to its default; then
    every number of the file by itself, for those that are no parameters.
    """
    seen = {_bare(policy)}

    def new(clause: str, name: str, old: str, new: str, moved: baoxue.Policy) -> Iterator[Move]:
        text = _bare(moved)
        if text not in seen:
            seen.add(text)
            yield Move(clause, name, old, new, moved)

    for each in policy.parameters:
        for value in _beside(each.value):
            try:
                moved = policy.with_values({each.name: value})
            except ValueError:
                continue
            yield from new(each.clause, each.name, _text(each.value), _text(value), moved)
    document = json.loads(policy.to_json())
    for place in _numbers(document):
        if place == ("format_version",):
            continue
        clause, spoken = _spoken(document, place)
        for by in (1, -1):
            changed = copy.deepcopy(document)
            *path, key = place
            holder = changed
            for step in path:
                holder = holder[step]
            holder[key] += by
            try:
                moved = _read(changed)
            except ValueError:
                continue
            yield from new(clause, spoken, str(holder[key] - by), str(holder[key]), moved)


def _bare(policy: baoxue.Policy) -> str:
    """The policy's text without a word on which values were filled in: a move is the same by whichever way."""

    def bare(node: dict[str, Any]) -> Any:
        node.pop("settled", None)
        return node["value"] if node.keys() == {"value"} else node

    return json.dumps(json.loads(policy.to_json(), object_hook=bare))


def unnoticed(policy: baoxue.Policy, scenarios: Path) -> Iterator[Move]:
    """The moves under which every scenario of the folder still passes."""
    files = {file: file.read_text("utf-8") for file in sorted(scenarios.rglob("*.json"))}
    if failed := [str(file) for file in files if baoxue.run_scenarios(policy, file).failed]:
        raise ValueError(f"{policy.id}: scenarios fail before anything is moved: {', '.join(failed)}")
    for move in moves(policy):
        # a file that names the clause is likely to notice: then the others need not be run
        if not any(
            _fails(move.policy, file) for file in sorted(files, key=lambda it: -files[it].count(f'"{move.clause}"'))
        ):
            yield move


def _fails(policy: baoxue.Policy, file: Path) -> bool:
    try:
        return bool(baoxue.run_scenarios(policy, file).failed)
    except ValueError:  # a value or a reading of the scenario's is refused together with the moved number
        return True


def _beside(value: object) -> Iterator[Any]:
    """The values one further and one less; of shares, of which one number is moved."""
    if isinstance(value, int):
        yield from (value + 1, value - 1)
    elif isinstance(value, Fraction):
        above, below = value.numerator, value.denominator
        yield from (Fraction(n, d) for n, d in ((above + 1, below), (above - 1, below), (above, below + 1)))
        if below > 1:
            yield Fraction(above, below - 1)
    elif isinstance(value, tuple):
        for i, one in enumerate(value):
            yield from ((*value[:i], other, *value[i + 1 :]) for other in _beside(one))


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _numbers(node: object, *place: Any) -> Iterator[tuple[Any, ...]]:
    """Where numbers stand in a document."""
    if isinstance(node, dict | list):
        for key, below in node.items() if isinstance(node, dict) else enumerate(node):
            yield from _numbers(below, *place, key)
    elif isinstance(node, int) and not isinstance(node, bool):
        yield place


def _spoken(document: dict[str, Any], place: tuple[Any, ...]) -> tuple[str, str]:
    """The clause in which a number stands, and the place in words: the id of what has one in place of its number."""
    node: Any = document
    if place[0] == "layers":
        node, place = document["layers"][place[1]], place[2:]
    clause = node["clauses"][place[1]]["id"]
    words: list[str] = []
    for key in place:
        node = node[key]
        if isinstance(key, int) and isinstance(node, dict) and ("id" in node or "step" in node):
            words[-1] = node["id"] if "id" in node else f"step {node['step']}"
        else:
            words.append(str(key))
    return clause, " ".join(words)


def _read(document: dict[str, Any]) -> baoxue.Policy:
    from baoxue import _core

    return _core.read_policy(json.dumps(document).encode(), document["id"], [])


def main(ids: list[str]) -> int:
    """Prints what no scenario notices; how much that is, as an exit status."""
    started, wrong = time.monotonic(), 0
    ids = ids or baoxue.policy_ids()
    for i, policy_id in enumerate(ids):
        print(f"[{time.monotonic() - started:3.0f}s] {policy_id} ({i + 1} of {len(ids)})", flush=True)
        policy = baoxue.load_policy(POLICIES / f"{policy_id}.json")
        needless = {each for each in EQUIVALENT if each.startswith(f"{policy_id} ")}
        for move in unnoticed(policy, POLICIES / "scenarios" / policy_id):
            name = f"{policy_id} {move}"
            if name not in EQUIVALENT:
                print(f"{name}: no scenario notices", flush=True)
                wrong += 1
            needless.discard(name)
        for name in sorted(needless):
            print(f"{name}: is noticed, or not made: strike it from the exceptions", flush=True)
        wrong += len(needless)
    print(f"{wrong} to look at, {time.monotonic() - started:.0f} s in all")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
