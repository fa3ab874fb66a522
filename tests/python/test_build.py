# SPDX-License-Identifier: Apache-2.0
"""How an engineer builds: the lines of the README, without a preset."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(shutil.which("cmake") is None, reason="no cmake here")
def test_warnings_are_errors_in_the_presets_only(tmp_path: Path) -> None:
    (configure,) = re.findall(r"^cmake -S \. -B (\S+) (.*)$", (ROOT / "README.md").read_text("utf-8"), re.M)
    subprocess.run(
        ["cmake", "-S", ROOT, "-B", tmp_path, "-DBAOXUE_BUILD_JSON=OFF", *configure[1].split()],
        check=True,
        capture_output=True,
    )
    cache = (tmp_path / "CMakeCache.txt").read_text("utf-8")
    assert "BAOXUE_WERROR:BOOL=OFF\n" in cache
    assert "CMAKE_BUILD_TYPE:STRING=Release\n" in cache

    presets = {
        preset["name"]: preset for preset in json.loads((ROOT / "CMakePresets.json").read_text())["configurePresets"]
    }
    assert presets.pop("base")["cacheVariables"]["BAOXUE_WERROR"] == "ON"
    for preset in presets.values():
        assert preset["inherits"] == "base"
        assert "BAOXUE_WERROR" not in preset["cacheVariables"]
