# SPDX-License-Identifier: Apache-2.0
import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference data; tests that need it are skipped without it, unless it is required."""
    folder = Path(os.environ.get("BAOXUE_SHARED") or Path(__file__).parents[3] / "shared")
    if not folder.is_dir() and not os.environ.get("BAOXUE_REQUIRE_SHARED"):
        pytest.skip(f"no reference data at {folder}")
    assert folder.is_dir(), f"no reference data at {folder}"
    return folder
