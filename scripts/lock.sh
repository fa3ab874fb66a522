#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# make lock: resolves requirements/*.in for Debian 12's Python into the pinned requirements/*.txt, and where there is npm
# requirements/node/package.json into package-lock.json beside it. The smaller sets take the versions of dev.
source "$(dirname "$0")/lib.sh"

lock() { # <set> [pip options]
  "$python" -m pip install --quiet --dry-run --ignore-installed --report - --python-version 3.11.2 --only-binary :all: --target build \
    -r "requirements/$1.in" "${@:2}" | "$python" -c '
import json, sys
pins = sorted("%s==%s" % (p["metadata"]["name"].lower(), p["metadata"]["version"]) for p in json.load(sys.stdin)["install"])
print("# Written by `make lock`; do not edit.", *pins, sep="\n")' >"requirements/$1.txt.new"
  mv "requirements/$1.txt.new" "requirements/$1.txt"
}

lock dev
lock build -c requirements/dev.txt
lock runtime -c requirements/dev.txt
lock checks -c requirements/dev.txt
lock bench -c requirements/dev.txt
if type npm >/dev/null 2>&1; then
  rm -f requirements/node/package-lock.json
  npm install --prefix requirements/node --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund
fi
