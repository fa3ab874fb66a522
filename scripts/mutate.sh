#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# make mutate: every number of every policy moved by one, up and down; fails on a move that no scenario notices.
source "$(dirname "$0")/setup.sh"

step "system packages" system_packages look_for_what_the_demo_needs
step "Python requirements" venv_with dev
step "baoxue for Python" python_package
"$venv/bin/python" scripts/mutate_policies.py "$@"
