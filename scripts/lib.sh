# SPDX-License-Identifier: Apache-2.0
# Sourced by the other scripts: works from the top of the repository, and tells what takes how long.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

python=${PYTHON:-python3}
venv=.venv
jobs=${JOBS:-$(nproc 2>/dev/null || echo 2)}
step_titles=() step_seconds=()

say() { printf '[%3ds] %s\n' "$SECONDS" "$*"; }

# step <title> <command>...: runs the command in this shell and remembers its seconds.
step() {
  local title=$1 start=$SECONDS
  shift
  say "$title"
  "$@"
  step_titles+=("$title") step_seconds+=($((SECONDS - start)))
}

# quietly <command>...: keeps the command's output back unless it fails.
quietly() {
  local log
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    rm -f "$log"
    echo "failed: $*" >&2
    exit 1
  fi
  rm -f "$log"
}

where_the_time_went() {
  local i
  echo "Where the time went:"
  for i in "${!step_titles[@]}"; do printf '  %4d s  %s\n' "${step_seconds[i]}" "${step_titles[i]}"; done
  printf '  %4d s  in all\n' "$SECONDS"
}

# hash_of <file or folder>...: one hash of names and contents.
hash_of() { find "$@" -type f -not -name '*.pyc' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16; }

# once <stamp> <hash> <command>...: runs the command unless it has already succeeded for this hash.
once() {
  [ "$(cat "$1" 2>/dev/null)" = "$2" ] && return
  "${@:3}"
  echo "$2" >"$1"
}
