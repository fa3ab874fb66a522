# SPDX-License-Identifier: Apache-2.0
"""Importing the package is cheap; what it says of itself is true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import subprocess
import sys

import pytest

import baoxue

HEAVY = ("pyarrow", "pandas", "polars", "numpy", "duckdb", "matplotlib", "xml.etree")
MODULES = [
    module.name
    for module in pkgutil.walk_packages(baoxue.__path__, "baoxue.")
    if not module.name.endswith(("._core", ".__main__"))
]


@pytest.mark.parametrize("statement", ["import baoxue", "import baoxue.cli"])
def test_import_loads_no_table_library(statement: str) -> None:
    code = f"import sys; {statement}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("name", ["baoxue", *MODULES])
def test_doctests(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_public_names_exist_and_have_a_docstring() -> None:
    for name in baoxue.__all__:
        value = getattr(baoxue, name)
        if getattr(value, "__module__", "baoxue._core") != "baoxue._core":
            assert value.__doc__, name
