# SPDX-License-Identifier: Apache-2.0
"""The stubs say what the compiled core is, and the package's own code keeps to its types."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_stubs_are_true_of_the_installed_package() -> None:
    options = ["--mypy-config-file", "pyproject.toml", "--allowlist", "scripts/stubtest.allow"]
    command = [sys.executable, "-m", "mypy.stubtest", "baoxue", *options]
    _passes(command)


def test_the_package_is_typed_strictly() -> None:
    _passes([sys.executable, "-m", "mypy"])  # strict, over the files that pyproject.toml names


def _passes(command: list[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
