#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# make coverage: lines and branches of four rooms that the unit tests run, and those that they and the comparisons run;
# build/coverage/report shows the first. Fails on a branch that the unit tests leave out without a reason in
# tests/coverage/unreachable.toml. The comparisons run nearly everything, without anything being said of most of it.
source "$(dirname "$0")/setup.sh"

rooms=("$PWD"/include/baoxue/{time,rules,people,evaluate})
out=build/coverage

# counted <program> [tests]: runs it, and keeps what it ran.
counted() { LLVM_PROFILE_FILE=$out/$1.profraw "$out/tests/$1" "${@:2}"; }

# told <program>: what it ran, in <program>.json.
told() {
  llvm-profdata-14 merge -sparse -o "$out/$1.profdata" "$out/$1.profraw"
  llvm-cov-14 export "$out/tests/$1" -instr-profile="$out/$1.profdata" "${rooms[@]}" >"$out/$1.json"
}
tell() {
  told unit_tests
  told compared_tests
  llvm-cov-14 show "$out/tests/unit_tests" -instr-profile="$out/unit_tests.profdata" -format=html -output-dir="$out/report" \
    -show-branches=count "${rooms[@]}"
}

step "system packages" system_packages look_for_what_coverage_needs
step "configure" quietly cmake --preset coverage
step "C++ tests, counting branches" cmake --build --preset coverage -j "$jobs"
step "unit tests" counted unit_tests
step "comparisons" counted compared_tests "[random]~[long],[metamorphic]~[long]"
step "what they ran" tell
where_the_time_went
"$python" scripts/branches.py "$out/unit_tests.json" "$out/compared_tests.json"
