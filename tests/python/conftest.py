# SPDX-License-Identifier: Apache-2.0
"""What the tests of the Python package share."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
FIGURES = pytest.StashKey[list[str]]()
SHARED = Path(os.environ.get("BAOXUE_SHARED", ROOT.parent / "shared"))


@pytest.fixture
def tell_figure(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Says how much a test has compared, in a line at the end of the run."""

    def tell(figure: str) -> None:
        request.config.stash.setdefault(FIGURES, []).append(f"{request.node.name}: {figure}")

    return tell


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The figures that tests have told."""
    figures = config.stash.get(FIGURES, [])
    if figures:
        terminalreporter.section("figures")
        for figure in figures:
            terminalreporter.write_line(figure)


@pytest.fixture
def shared() -> Callable[[str], Path]:
    """A path below ../shared; skips where it is absent, unless BAOXUE_REQUIRE_SHARED is 1."""

    def path(name: str) -> Path:
        found = SHARED / name
        if not found.exists():
            message = f"{found} is absent"
            if os.environ.get("BAOXUE_REQUIRE_SHARED") == "1":
                pytest.fail(message)
            pytest.skip(message)
        return found

    return path


@pytest.fixture(scope="session")
def load_script() -> Callable[[str], ModuleType]:
    """Loads a program that is no part of the package, by its path in this repository."""

    def load(path: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        with pytest.MonkeyPatch.context() as while_it_runs:
            while_it_runs.setitem(sys.modules, spec.name, module)  # where its dataclasses look for their own types
            spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture
def baoxue_command(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command line as its users do, in an empty folder of its own."""

    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "baoxue", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, **environment},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run
