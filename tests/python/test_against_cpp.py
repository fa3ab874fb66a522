# SPDX-License-Identifier: Apache-2.0
"""What the package says of a township is, cell by cell, what a program in C++ says of it."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

import pyarrow as pa
import pytest

import baoxue

ROOT = Path(__file__).resolve().parents[2]
TOLD = ROOT / "build" / "ci" / "tests" / "told"
TABLES = ["obligations", "statuses", "breaches", "consequences", "entitlements", "measures", "gaps"]


def text(value: object) -> str:
    """A cell as the program writes it: parts of a list by `; `, members of a struct by blanks."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return " ".join(text(v) for v in value.values() if v is not None)
    if isinstance(value, list):
        return "; ".join(text(v) for v in value)
    return str(value)


def lines(policy: str, name: str, table: pa.Table) -> list[str]:
    columns = {c: table[c].to_pylist() for c in table.column_names}
    cells = [[f"{c}={text(v)}" for v in values] for c, values in columns.items()]
    return ["\t".join([policy, name, *row]) for row in zip(*cells, strict=True)]


@pytest.mark.parametrize(("pupils", "seed", "as_of"), [(60, 1, "2026-07-31"), (150, 7, "2026-03-20")])
def test_every_cell_of_every_built_in_policy(pupils: int, seed: int, as_of: str):
    if not TOLD.exists():
        message = f"{TOLD.relative_to(ROOT)} is not built: `make test` builds it"
        if os.environ.get("BAOXUE_REQUIRE_SHARED") == "1":
            pytest.fail(message)
        pytest.skip(message)
    run = subprocess.run([TOLD, str(pupils), str(seed), as_of], check=True, capture_output=True, text=True)
    said = run.stdout.splitlines()
    district = baoxue.District.from_tables(**baoxue.sample(pupils, seed), **baoxue.sample_settings())
    policies = [baoxue.load_policy(name) for name in baoxue.policy_ids()]
    found = baoxue.evaluate(policies, district, dt.date.fromisoformat(as_of))
    ours = [
        line
        for policy, of in zip(policies, found, strict=True)
        for name in TABLES
        for line in lines(policy.id, name, of.table(name).to_arrow())
    ]
    assert len(ours) > 1000
    assert ours == said
