# SPDX-License-Identifier: Apache-2.0
"""Whoever follows docs/policies.md to the letter gets what it shows, and the files under examples/policy."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from textwrap import indent
from typing import Any, Final

import pytest

import baoxue

ROOT: Final = Path(__file__).resolve().parents[2]
HOWTO: Final = (ROOT / "docs/policies.md").read_text("utf-8")
EXAMPLES: Final = ROOT / "examples/policy"

_CHANGE: Final = r"`[^`]+`\s+to\s+`[^`]+`"
#: A block, or changes in the running text.
_STEP: Final = re.compile(
    r"^```(?P<language>\w+)\n(?P<text>.*?)^```$"
    rf"|\bin\s+clause\s+`(?P<clause>[\w.]+)`,\s+change\s+(?P<changes>{_CHANGE}(?:,\s+(?:and\s+)?{_CHANGE})*)",
    re.M | re.S | re.I,
)


class Reader:
    """Somebody in an empty folder who does what the text says, and no more."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.commands = 0
        self.printed: str | None = None

    def follow(self, text: str) -> None:
        end = 0
        for step in _STEP.finditer(text):
            told, end = text[end : step.start()], step.end()
            language = step["language"]
            if language != "text":
                assert self.printed in (None, ""), f"what this prints is not shown: {self.printed}"
            if language is None:
                for old, new in re.findall(r"`([^`]+)`\s+to\s+`([^`]+)`", step["changes"]):
                    self.change(step["clause"], old, new)
            elif language == "json":
                self.save_or_paste(step["text"], told)
            elif language in ("sh", "python"):
                expected = re.search(r"exits with (\d)", told)
                self.run(language, step["text"], int(expected[1]) if expected else 0)
            elif language == "text":
                assert self.printed is not None, "an output without a command"
                assert_prints(self.printed, step["text"])
                self.printed = None
            else:
                pytest.fail(f"no way to follow {language}")
        assert self.printed in (None, ""), f"what this prints is not shown: {self.printed}"

    def save_or_paste(self, text: str, told: str) -> None:
        if text.startswith('"words"'):
            policy = self.read("our-school.json")
            source = re.search(r'^  "source".*\n', policy, re.M)
            assert source
            self.write("our-school.json", policy[: source.end()] + indent(text, "  ") + policy[source.end() :])
            return
        blocks: list[dict[str, Any]] = json.loads(f"[{text}]")
        if "format" in blocks[0]:
            name = re.findall(r"`([\w-]+\.json)`", told)[-1]
            self.write(name, text)
        elif "judged" in blocks[0]:
            paste(self.folder / "scenarios.json", len(self.read("scenarios.json")), text)
        elif "instead of" in told:
            path = self.folder / "our-school.json"
            at = places(self.read(path.name))
            start, end = at[blocks[0]["id"]]
            before = self.read(path.name)
            self.write(path.name, before[:start] + indent(text.rstrip("\n"), "    ") + before[end:])
        else:
            before = self.read("our-school.json")
            later = [start for id, (start, _) in places(before).items() if id > blocks[0]["id"]]
            paste(self.folder / "our-school.json", min(later, default=len(before)), text)

    def change(self, clause: str, old: str, new: str) -> None:
        policy = self.read("our-school.json")
        start, end = places(policy)[clause]
        assert policy[start:end].count(old) == 1
        self.write("our-school.json", policy[:start] + policy[start:end].replace(old, new) + policy[end:])

    def run(self, language: str, text: str, expected: int) -> None:
        self.printed = ""
        if language == "python":
            commands = [[sys.executable, "-c", text]]
        else:
            words = [shlex.split(line) for line in text.splitlines()]
            assert {line[0] for line in words} == {"baoxue"}
            commands = [[sys.executable, "-m", "baoxue", *line[1:]] for line in words]
        for command in commands:
            ran = subprocess.run(
                command,
                cwd=self.folder,
                env={**os.environ, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
                capture_output=True,
                encoding="utf-8",
                timeout=120,
                check=False,
            )
            assert ran.returncode == expected, f"{command}: {ran.returncode}\n{ran.stdout}{ran.stderr}"
            self.printed += ran.stdout + ran.stderr
            self.commands += 1

    def read(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    def write(self, name: str, text: str) -> None:
        json.loads(text)
        (self.folder / name).write_text(text, "utf-8")


def places(policy: str) -> dict[str, tuple[int, int]]:
    """Where each clause stands in a policy's text; of several texts of one clause the last."""
    return {
        found["id"]: found.span()
        for found in re.finditer(r'^    \{\n      "id": "(?P<id>.*?)".*?^    \}', policy, re.M | re.S)
    }


def paste(file: Path, at: int, text: str) -> None:
    """Put list members before the one that begins there, or at the list's end, and set the comma."""
    before = file.read_text("utf-8")
    member = indent(text.rstrip("\n"), "    ")
    if at < len(before):
        after = before[:at] + member + ",\n" + before[at:]
    else:
        end = before.rindex("\n  ]")
        after = before[:end] + ",\n" + member + before[end:]
    json.loads(after)
    file.write_text(after, "utf-8")


def assert_prints(printed: str, expected: str) -> None:
    """What is shown is what is printed, line by line; ``...`` stands for lines left out, or the rest of one."""
    pattern = ""
    for line in expected.rstrip("\n").split("\n"):
        if line.strip() == "...":
            pattern += r"(?:.*\n)*?"
        elif line.endswith(" ..."):
            pattern += re.escape(line.removesuffix(" ...")) + r".*\n"
        else:
            pattern += re.escape(line) + r" *\n"
    assert re.fullmatch(pattern, printed.strip("\n") + "\n"), f"shown:\n{expected}\nprinted:\n{printed}"


def test_following_it_works_at_first_try(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    reader.follow(HOWTO)
    assert reader.commands > 10
    assert json.loads(reader.read("our-school.json")) == json.loads((EXAMPLES / "our-school.json").read_text("utf-8"))
    scenarios = (EXAMPLES / "scenarios/our-school.json").read_text("utf-8")
    assert json.loads(reader.read("scenarios.json")) == json.loads(scenarios)


def test_every_kind_of_rule_is_worked() -> None:
    written = json.loads((EXAMPLES / "our-school.json").read_text("utf-8"))
    used = {
        rule["kind"] for clause in written["clauses"] for reading in clause["readings"] for rule in reading["rules"]
    }
    kinds = re.search(r"object of `kind` (`ladder`, .*?`) \|", (ROOT / "docs/policy-format.md").read_text("utf-8"))
    assert kinds
    assert used | {"guidance"} == set(re.findall(r"`(\w+)`", kinds[1]))


def test_verify_looks_at_one_term() -> None:
    """As the text says: the clause is looser than the township's until it changes, and that is the term searched."""
    town = baoxue.load_policy("plan-4").with_values({"4.5.2.within": 2})
    seen = baoxue.verify(baoxue.layer(town, baoxue.load_policy(EXAMPLES / "our-school.json")))
    found = [row for row in seen.to_arrow().to_pylist() if row["kind"] == "looser_layer"]
    assert [(row["clause"], row["as_of"].year) for row in found] == [("3.2", 2024)]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('"due_on": "2026-03-13"', '"due_on": "2026-03-14"'),
        ("3 scenarios, 3 passed", "3 scenarios, 2 passed"),
        ('change `"is": "at_least"`', 'change `"is": "at_most"`'),
        ("it exits with 1", "it fails"),
    ],
)
def test_a_slip_in_the_text_is_noticed(right: str, wrong: str, tmp_path: Path) -> None:
    assert right in HOWTO
    slip = HOWTO.index(right)
    upto = HOWTO.index("\n## ", slip)
    with pytest.raises(AssertionError):
        Reader(tmp_path).follow(HOWTO[:upto].replace(right, wrong, 1))
