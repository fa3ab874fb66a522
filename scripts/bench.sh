#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# make bench, make bench-peers: builds and runs the benchmarks. Options are those of benchmarks/run.py.
source "$(dirname "$0")/setup.sh"

build_programs() {
  quietly cmake --preset bench
  quietly cmake --build --preset bench -j "$jobs"
}

# What is compared in Node, below build/; without node and npm it is left out, and the table says so.
node_packages() {
  type node npm >/dev/null 2>&1 || return 0
  local to=build/bench/node
  mkdir -p $to
  cp requirements/node/package.json requirements/node/package-lock.json $to
  once $to/.installed "$(hash_of requirements/node)" quietly npm ci --prefix $to --ignore-scripts --no-audit --no-fund
}

step "system packages" system_packages look_for_what_the_demo_needs
step "Python requirements" venv_with bench
step "baoxue for Python" python_package
step "programs" build_programs
case " $* " in *" --peers "*) step "Node packages" node_packages ;; esac
step "benchmarks" "$venv/bin/python" benchmarks/run.py "$@"
where_the_time_went
