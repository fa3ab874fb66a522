#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# make format: clang-format and ruff, in place.   make lint (--check): the same without writing, mypy,
# stubtest (what the stubs say of the installed package), codespell.
source "$(dirname "$0")/setup.sh"

check=${1:-}
venv_with dev
failed=0
git ls-files '*.hpp' '*.ipp' '*.cpp' | xargs -r "$venv/bin/clang-format" ${check:+--dry-run --Werror} -i || failed=1
"$venv/bin/ruff" format ${check:+--check} . || failed=1
if [ -z "$check" ]; then
  "$venv/bin/ruff" check --fix . || failed=1
else
  "$venv/bin/ruff" check . || failed=1
  "$venv/bin/mypy" || failed=1
  python_package
  "$venv/bin/python" -m mypy.stubtest baoxue --mypy-config-file pyproject.toml --allowlist scripts/stubtest.allow || failed=1
  "$venv/bin/codespell" || failed=1
fi
exit $failed
