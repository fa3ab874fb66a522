#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# make bench, make bench-peers: builds and runs the benchmarks. Options are those of benchmarks/run.py.
source "$(dirname "$0")/setup.sh"

build_programs() {
  quietly cmake --preset bench
  quietly cmake --build --preset bench -j "$jobs"
}

step "system packages" system_packages look_for_what_the_demo_needs
step "Python requirements" venv_with bench
step "baoxue for Python" python_package
step "programs" build_programs
step "benchmarks" "$venv/bin/python" benchmarks/run.py "$@"
where_the_time_went
