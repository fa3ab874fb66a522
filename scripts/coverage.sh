#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# make coverage: lines of include/baoxue/rules and evaluate that the unit tests run; build/coverage/report.html shows them.
# The random comparison is left out: it runs nearly every line, without anything being said of most of them.
source "$(dirname "$0")/setup.sh"

step "system packages" system_packages look_for_what_the_tests_need
step "Python requirements" venv_with checks
step "configure" quietly cmake --preset coverage
step "C++ tests, counting lines" cmake --build --preset coverage -j "$jobs"
find build/coverage -name '*.gcda' -delete
step "run" ctest --preset coverage
where_the_time_went
"$venv/bin/gcovr" --root . --gcov-ignore-errors=source_not_found --gcov-ignore-errors=no_working_dir_found \
  --object-directory build/coverage --filter 'include/baoxue/(rules|evaluate)/' \
  --exclude-unreachable-branches --exclude-throw-branches --merge-lines --merge-mode-functions=merge-use-line-min -j "$jobs" \
  --html-details build/coverage/report.html --txt --txt-summary --fail-under-line 95
