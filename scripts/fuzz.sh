#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The libFuzzer targets, each for a while from its corpus; what they find new stays in build/fuzz. An input that fails is
# written to build/fuzz and named.
#     scripts/fuzz.sh [seconds for each]
source "$(dirname "$0")/setup.sh"

seconds=${1:-60}
targets=(policy scenario arrow ladder)

step "system packages" system_packages look_for_what_the_sanitizers_need
build_fuzzers() {
  quietly cmake --preset asan
  cmake --build --preset fuzz -j "$jobs"
}
step "libFuzzer targets" build_fuzzers

# Besides what fuzzing itself has kept: small files that are right, and such as are wrong in one way each.
declare -A seeds=(
  [policy]="tests/bad/policy examples/policy"
  [scenario]="tests/bad/scenarios examples/policy/scenarios"
  [arrow]="tests/fuzz/corpus/arrow"
  [ladder]="tests/fuzz/corpus/ladder"
)

failed=0
for target in "${targets[@]}"; do
  found=build/fuzz/found/$target
  mkdir -p "$found"
  read -r -a given <<<"${seeds[$target]}"
  log=build/fuzz/$target.log
  if build/asan/tests/fuzz/fuzz_"$target" "$found" "${given[@]}" -max_total_time="$seconds" \
    -timeout=10 -print_final_stats=1 -artifact_prefix="build/fuzz/$target-" >"$log" 2>&1; then
    awk -v t="$target" '/stat::number_of_executed_units/ {n = $2} /cov: / {for (i = 1; i < NF; ++i) if ($i == "cov:") c = $(i + 1)}
      END {printf "fuzz %-8s %9d inputs, %d edges covered, none fails\n", t, n, c}' "$log"
  else
    tail -n 40 "$log" >&2
    failed=1
  fi
done
exit $failed
