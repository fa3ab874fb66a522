# SPDX-License-Identifier: Apache-2.0
"""The program that judges a register larger than memory, on a small one: a stopped writer, and its limit."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def generate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generator, compiled here: the tests do not build the benchmarks."""
    compiler = shutil.which("c++")
    if compiler is None:
        pytest.skip("no C++ compiler of the name c++")
    program = tmp_path_factory.mktemp("generate") / "generate"
    command = [compiler, "-std=c++20", "-O1", f"-I{ROOT}/include", ROOT / "benchmarks" / "generate.cpp", "-o", program]
    subprocess.run(command, check=True)
    return program


def _run(folder: Path, generate: Path, *options: str) -> subprocess.CompletedProcess[str]:
    large = [sys.executable, ROOT / "benchmarks" / "large.py", "--pupils", "2000", "--part", "1000"]
    command = [*large, "--folder", folder, "--generate", generate, *options]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)


def test_after_a_writer_that_was_killed_the_next_writes_all(tmp_path: Path, generate: Path) -> None:
    folder = tmp_path / "data" / "large"
    killing = tmp_path / "killing"  # the program that called it, at the second part
    killing.write_text(f'#!/bin/sh\n[ "$4" = 1 ] || kill -KILL $PPID\nexec {generate} "$@"\n')
    killing.chmod(0o755)
    killed = _run(folder, killing)
    assert killed.returncode < 0, killed.stderr
    assert "# part 1:" in killed.stdout
    assert not folder.exists()
    done = _run(folder, generate)
    assert done.returncode == 0, done.stderr
    assert "2,000 pupils" in done.stdout
    assert done.stdout.splitlines()[-1] == "kept below 2 GiB"
    assert len(list((folder / "attendance").glob("part-*.parquet"))) == 2
    assert [path.name for path in folder.parent.iterdir()] == ["large"]

    again = _run(folder, generate, "--most-gib", "0.01")  # no process of Python holds so little
    assert again.returncode == 1, again.stderr
    assert "# part" not in again.stdout  # written already
    assert again.stdout.splitlines()[-1] == "DID NOT KEEP below 0.01 GiB"

    other = tmp_path / "other"  # another generator: what it makes may be another register
    other.write_text(f'#!/bin/sh\nexec {generate} "$@"\n')
    other.chmod(0o755)
    anew = _run(folder, other)
    assert anew.returncode == 0, anew.stderr
    assert "# part 2:" in anew.stdout


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path, generate: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    done = _run(tmp_path, generate)
    assert done.returncode == 1
    assert (
        done.stderr == f"`{tmp_path}` is there and not of this program; give another with --folder, or move it away\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_a_number_of_pupils_that_is_no_number_of_parts_is_refused(tmp_path: Path, generate: Path) -> None:
    done = _run(tmp_path / "large", generate, "--pupils", "1500")
    assert done.returncode == 2
    assert "--pupils a multiple of it" in done.stderr
