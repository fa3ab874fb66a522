#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# make coverage: lines and branches of four rooms that the unit tests run; build/coverage/report shows them. Fails on a
# branch that is left out without a reason in tests/coverage/unreachable.toml. The comparisons with the reference are not
# counted: they run nearly everything, without anything being said of most of it.
source "$(dirname "$0")/setup.sh"

rooms=("$PWD"/include/baoxue/{time,rules,people,evaluate})
out=build/coverage

run_and_count() { LLVM_PROFILE_FILE=$out/unit_tests.profraw "$out/tests/unit_tests"; }
tell() {
  llvm-profdata-14 merge -sparse -o "$out/unit_tests.profdata" "$out/unit_tests.profraw"
  llvm-cov-14 export "$out/tests/unit_tests" -instr-profile="$out/unit_tests.profdata" "${rooms[@]}" >"$out/unit_tests.json"
  llvm-cov-14 show "$out/tests/unit_tests" -instr-profile="$out/unit_tests.profdata" -format=html -output-dir="$out/report" \
    -show-branches=count "${rooms[@]}"
}

step "system packages" system_packages look_for_what_coverage_needs
step "configure" quietly cmake --preset coverage
step "C++ tests, counting branches" cmake --build --preset coverage -j "$jobs"
step "unit tests" run_and_count
step "what they ran" tell
where_the_time_went
"$python" scripts/branches.py "$out/unit_tests.json"
