#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# make tidy: clang-tidy, as .clang-tidy says; any warning fails.
source "$(dirname "$0")/setup.sh"

step "system packages" system_packages look_for_what_the_tests_need
step "Python requirements" venv_with checks
step "configure" quietly cmake --preset tidy
step "clang-tidy" cmake --build --preset tidy -j "$jobs" -- -k 0
where_the_time_went
