#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# make mutate: every number of every policy moved by one, up and down, and the code broken at every place, one at a time;
# fails where no scenario, or no test, notices.
#     scripts/mutate.sh [--policies|--code] [what scripts/mutate_policies.py or scripts/mutate_code.py is to be told]
source "$(dirname "$0")/setup.sh"

policies=yes code=yes
case ${1:-} in
  --policies) code=no; shift ;;
  --code) policies=no; shift ;;
  ?*) sed -n '5p' "$0"; exit 2 ;;
esac

failed=0
step "system packages" system_packages look_for_what_the_tests_need
if [ $policies = yes ]; then
  step "Python requirements" venv_with dev
  step "baoxue for Python" python_package
  "$venv/bin/python" scripts/mutate_policies.py "$@" || failed=1
fi
[ $code = no ] || "$python" scripts/mutate_code.py "$@" || failed=1
exit $failed
