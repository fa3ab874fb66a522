# SPDX-License-Identifier: Apache-2.0
"""The documents say what is so: tables, links, and every example of the README with its output."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

import baoxue
from baoxue import _core

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(path for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")) if path.is_file())
README = (ROOT / "README.md").read_text("utf-8")


def examples() -> Iterator[tuple[str, str, str]]:
    """Language, text and output of each block of the README that an output follows."""
    blocks = re.findall(r"^```(\w+)\n(.*?)^```\n\n```text\n(.*?)^```", README, re.M | re.S)
    yield from blocks


def assert_prints(printed: str, expected: str) -> None:
    """Each expected line is printed, in order; ``...`` stands for lines, or the rest of one."""
    rest = iter(printed.splitlines())
    gap = False
    for line in expected.splitlines():
        if line.strip() == "...":
            gap = True
            continue
        start = line.removesuffix(" ...")
        for other in rest:
            if other == line or (start != line and other.startswith(start)):
                break
            assert gap or not other.strip(), f"printed {other!r} where {line!r} is shown"
        else:
            pytest.fail(f"{line!r} is shown but not printed")
        gap = False


BLOCK = """
import sys

class Block:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {others}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Block())
"""


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets commands import what `make demo` installs, and nothing else that happens to be installed."""
    pins = (ROOT / "requirements/runtime.txt").read_text("utf-8").splitlines()
    runtime = {"baoxue", *(pin.partition("==")[0] for pin in pins if not pin.startswith("#"))}
    others = [
        module
        for module, distributions in importlib.metadata.packages_distributions().items()
        if runtime.isdisjoint(name.lower() for name in distributions)
    ]
    assert {"pandas", "polars", "numpy"} <= set(others)
    block = tmp_path / "block"
    block.mkdir()
    (block / "sitecustomize.py").write_text(BLOCK.format(others=others), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(block))


@pytest.mark.usefixtures("bare")
def test_the_examples_of_the_readme_are_real(tmp_path: Path) -> None:
    seen = []
    for language, text, output in examples():
        seen.append(language)
        if language == "sh":
            printed = "".join(run_command(line, tmp_path) for line in text.splitlines())
        elif language == "python":
            printed = run([sys.executable, "-c", text], tmp_path)
        elif language == "cpp":  # tests/embed.cmake holds what it prints
            assert text in (ROOT / "examples/embed/with_json.cpp").read_text("utf-8")
            printed = "\n".join(
                line.strip().removesuffix(")").strip('"')
                for line in (ROOT / "tests/embed.cmake").read_text("utf-8").splitlines()
                if line.strip().startswith('"')
            )
            output = re.sub(r"^ {4}", "", output, flags=re.M)
            printed = re.sub(r"^ {4}", "", printed, flags=re.M)
            output = "...\n" + output
        else:
            pytest.fail(f"no way to run {language}")
        assert_prints(printed, output)
    assert seen == ["sh", "python", "cpp"]


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_what_is_not_installed_is_asked_for(library: str, tmp_path: Path) -> None:
    code = (
        "import baoxue, datetime as dt\n"
        "district = baoxue.District.from_tables(**baoxue.sample(20), **baoxue.sample_settings())\n"
        "findings = baoxue.evaluate(baoxue.load_policy('plan-2'), district, dt.date(2026, 4, 17))\n"
        f"try: findings.gaps.to_{library}()\n"
        "except ImportError as error: print(error.name, error, sep=': ')\n"
    )
    start = f"{library}: to_{library} needs {library} ("
    printed = run([sys.executable, "-c", code], tmp_path)
    assert printed.startswith(start)
    assert printed.endswith(f"); install it with `pip install {library}`, or use to_arrow\n")


def test_what_is_said_not_to_be_there_yet_is_not() -> None:
    section = README.partition("## What is not there yet\n")[2].partition("\n## ")[0]
    names = re.findall(r"^  - `(\w+)`", section, re.M)
    there = [name for name in names if hasattr(baoxue, name) or hasattr(baoxue.Findings, name)]
    assert there == [], "delete these lines from the README"


def run_command(line: str, folder: Path) -> str:
    program, *arguments = shlex.split(line)
    assert program == ".venv/bin/baoxue"
    return run([sys.executable, "-m", "baoxue", *arguments], folder)


def run(command: list[str], folder: Path) -> str:
    ran = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", document.read_text("utf-8"))
    missing = [link for link in links if "://" not in link and not (document.parent / link).exists()]
    assert missing == []


def test_the_architecture_names_files_that_exist() -> None:
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    named = set(re.findall(r"`([\w./-]+/[\w-]+\.(?:hpp|cpp|json|py|cmake))`", text))
    assert named
    places = (ROOT, ROOT / "include/baoxue", ROOT / "bindings/python", ROOT / "docs")
    assert [name for name in sorted(named) if not any((p / name).exists() for p in places)] == []


def test_district_tables_are_those_that_are_read() -> None:
    text = (ROOT / "docs/district-tables.md").read_text("utf-8")
    documented: dict[str, list[tuple[str, str, bool]]] = {}
    for section in re.split(r"^## ", text, flags=re.M)[1:]:
        rows = re.findall(r"^\| (\w+) \| (\w+) \|(?: (yes) |\s*)\|", section, re.M)
        rows = [row for row in rows if row[0] != "column"]
        if rows:
            documented[section.splitlines()[0]] = [(n, k, needed == "yes") for n, k, needed in rows]
    assert documented == _core.table_specs()
    assert list(documented) == list(_core.table_specs())


def test_kinds_and_columns_of_observations_are_those_that_are_made() -> None:
    text = (ROOT / "docs/verify.md").read_text("utf-8")
    kinds = re.findall(r"^\| (\w+) \| (?:error|warning|note) \|", text, re.M)
    assert kinds == _core.observation_kinds()
    section = text.split("## The table")[1].split("\n## ")[0]
    columns = [name.strip() for cell in re.findall(r"^\| ([\w, ]+) \|", section, re.M)[1:] for name in cell.split(",")]
    assert columns == _core.verify(_core.builtin_policy("plan-5"), []).observations.column_names


FINDINGS = ("obligations", "statuses", "breaches", "consequences", "entitlements", "measures", "gaps")


def _documented_findings() -> dict[str, list[tuple[str, str, str]]]:
    """By table, column, type and what an empty cell means; of all tables under the name of the section."""
    text = (ROOT / "docs/findings.md").read_text("utf-8")
    tables = {}
    for section in re.split(r"^## ", text, flags=re.M)[1:]:
        rows = re.findall(r"^\| (\w+) \| ([^|]+) \| [^|]+ \| ([^|]+) \|$", section, re.M)
        tables[section.splitlines()[0]] = [row for row in rows if row[0] != "column"]
    return tables


def _documented_type(name: str, type: pa.DataType) -> str:
    if pa.types.is_list(type):
        if pa.types.is_struct(type.value_type):
            return "list of rows" if type.value_type.field(0).name == "table" else "list of rules"
        return f"list of {_documented_type(name.removesuffix('s'), type.value_type)}s"
    if pa.types.is_dictionary(type):
        return "word"
    if name.endswith("_id"):
        return "id"
    return {"date32[day]": "date", "string": "text"}.get(str(type), str(type))


def test_tables_and_columns_of_findings_are_those_that_evaluate_gives() -> None:
    documented = _documented_findings()
    common = documented.pop("Every table")
    assert tuple(documented) == FINDINGS
    district = baoxue.District.from_tables(**baoxue.sample(20, seed=1), **baoxue.sample_settings())
    findings = baoxue.evaluate(baoxue.load_policy("plan-2"), district, dt.date(2026, 3, 28))
    for name, own in documented.items():
        schema = getattr(findings, name).to_arrow().schema
        columns = [(field.name, _documented_type(field.name, field.type)) for field in schema]
        assert [(column, type) for column, type, _ in [*common[:4], *own, common[4]]] == columns, name


def test_every_word_of_a_closed_list_is_documented() -> None:
    """The dictionary of a closed list holds every word that may stand in the column."""
    text = (ROOT / "docs/findings.md").read_text("utf-8")
    district = baoxue.District.from_tables(**baoxue.sample(20, seed=1), **baoxue.sample_settings())
    findings = baoxue.evaluate(baoxue.load_policy("plan-2"), district, dt.date(2026, 3, 28))
    closed = [("obligations", "state"), ("statuses", "status"), ("consequences", "kind"), ("gaps", "kind")]
    for name, column in [*closed, ("measures", "formula"), ("measures", "comparator")]:
        words = getattr(findings, name).to_arrow().column(column).combine_chunks().dictionary.to_pylist()
        row = next(line for line in text.split(f"\n## {name}\n")[1].splitlines() if line.startswith(f"| {column} |"))
        assert re.findall(r"`(\w+)`", row) == words, column
