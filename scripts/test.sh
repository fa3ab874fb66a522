#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# make test, make test-long, make asan, make tsan: ctest and pytest; if one fails the other runs all the same.
#     scripts/test.sh [--preset ci|dev|asan|tsan] [--long] [--cpp-only]
source "$(dirname "$0")/setup.sh"

preset=ci long=no pytest=yes
while [ $# -gt 0 ]; do
  case $1 in
    --preset) preset=$2; shift ;;
    --long) long=yes ;;
    --cpp-only) pytest=no ;;
    *) sed -n '4p' "$0"; exit 2 ;;
  esac
  shift
done

# Reference data that some tests read, beside the repository; without it they are skipped, unless it is required.
export BAOXUE_SHARED=${BAOXUE_SHARED:-$PWD/../shared}
if [ -n "${BAOXUE_REQUIRE_SHARED:-}" ] && [ ! -d "$BAOXUE_SHARED" ]; then
  echo "no reference data at $BAOXUE_SHARED" >&2
  exit 1
fi

configure_and_build() {
  quietly cmake --preset "$preset"
  local targets=(all)
  [ $long = no ] || targets+=(all_verify_interface_header_sets)   # each header by itself
  cmake --build --preset "$preset" -j "$jobs" --target "${targets[@]}"
}

needs=look_for_what_the_tests_need
[ "$preset" != asan ] || needs=look_for_what_the_sanitizers_need
step "system packages" system_packages $needs
if [ $pytest = yes ]; then
  step "Python requirements" venv_with dev
  step "baoxue for Python" python_package
fi
step "C++ tests, preset $preset" configure_and_build
where_the_time_went

if [ $long = yes ]; then ctest_which=(-L long) pytest_which=(-m long); else ctest_which=(-LE long) pytest_which=(-m "not long"); fi
failed=0
if [ $pytest = yes ]; then  # beside ctest, which often keeps one core only; its output is shown after ctest's
  log=$(mktemp)
  pytest_which+=(--durations=12)
  [ ! -t 1 ] || pytest_which+=(--color=yes)
  "$venv/bin/python" -m pytest "${pytest_which[@]}" >"$log" 2>&1 &
  running=$!
  trap 'kill $running 2>/dev/null || true; rm -f "$log"' EXIT
fi
ctest --preset "$preset" "${ctest_which[@]}" || failed=1
if [ $pytest = yes ]; then
  result=0
  wait $running || result=$?
  cat "$log"
  [ $result = 0 ] || [ $result$long = 5yes ] || failed=1   # 5: there is no long test
fi
exit $failed
