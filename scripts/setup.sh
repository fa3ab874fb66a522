# SPDX-License-Identifier: Apache-2.0
# Sourced by demo.sh and test.sh: system packages, .venv and the Python package, each only if missing or out of date.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source scripts/system.sh

# One name for the compiler in both builds: ccache then gives the second the libraries that the first has compiled.
export CXX=${CXX:-g++}

# venv_with <set>: .venv holding requirements/<set>.txt and requirements/build.txt.
venv_with() {
  [ -x "$venv/bin/python" ] || quietly "$python" -m venv "$venv"
  once "$venv/.$1" "$(hash_of requirements/build.txt "requirements/$1.txt")" \
    quietly "$venv/bin/python" -m pip install --disable-pip-version-check -r requirements/build.txt -r "requirements/$1.txt"
}

# The package, built from this tree (build/python keeps the objects) and installed into .venv.
python_package() {
  once "$venv/.package" "$(hash_of CMakeLists.txt pyproject.toml README.md cmake include src bindings policies)" build_package
}
build_package() {
  local log
  log=$(mktemp)
  if ! CMAKE_BUILD_PARALLEL_LEVEL=$jobs "$venv/bin/python" -m pip install --disable-pip-version-check --verbose --no-deps \
    --no-build-isolation --force-reinstall --config-settings=build-dir=build/python --config-settings=cmake.define.BAOXUE_WERROR=ON . 2>&1 | tee "$log" | progress_of_ninja; then
    tail -n 60 "$log" >&2
    exit 1
  fi
  rm -f "$log"
}
progress_of_ninja() { sed -u -n 's/^ *\(\[[0-9]*\/[0-9]*\]\)/\1/p'; }
