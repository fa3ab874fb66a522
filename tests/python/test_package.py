# SPDX-License-Identifier: Apache-2.0
import importlib.metadata
import subprocess
import sysconfig
from pathlib import Path

import baoxue


def test_version_is_that_of_the_installed_distribution() -> None:
    assert baoxue.__version__ == importlib.metadata.version("baoxue")


def test_command_is_installed_beside_the_interpreter() -> None:
    command = Path(sysconfig.get_path("scripts"), "baoxue")
    ran = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert ran.stdout == f"baoxue {baoxue.__version__}\n"
