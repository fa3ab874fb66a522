#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# make schema: writes policies/schema/*.schema.json from the lists of fields; a test tells when it is stale.
source "$(dirname "$0")/setup.sh"

step "system packages" system_packages look_for_what_the_demo_needs
step "Python requirements" venv_with dev
step "baoxue for Python" python_package
mkdir -p policies/schema
for of in policy scenario; do
  "$venv/bin/baoxue" schema $of >policies/schema/$of.schema.json.new
  mv policies/schema/$of.schema.json.new policies/schema/$of.schema.json
done
