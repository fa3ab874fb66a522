#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# make demo: what is missing, the Python package, and `baoxue demo`.
source "$(dirname "$0")/setup.sh"

step "system packages" system_packages look_for_what_the_demo_needs
step "Python requirements" venv_with runtime
step "baoxue for Python" python_package
step "baoxue demo" "$venv/bin/baoxue" demo "$@"
where_the_time_went
