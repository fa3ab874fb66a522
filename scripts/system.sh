# SPDX-License-Identifier: Apache-2.0
# Sourced by setup.sh: finds out what the system lacks and has apt install it.

# Each line: what | how to see that it is there | its Debian package. Without apt the tests do without ccache, and CMake
# fetches Catch2.
system_needs() {
  cat <<'END'
a C++20 compiler (g++ 12 or newer)|command -v g++|g++
CMake 3.25 or newer|cmake --help-manual cmake-presets.7|cmake
Ninja|command -v ninja|ninja-build
Boost 1.81 or newer, headers|compiles '#include <boost/version.hpp>' '#if BOOST_VERSION < 108100' '#error too old' '#endif'|libboost1.81-dev
Boost.JSON 1.81 or newer, library|links -lboost_json|libboost-json1.81-dev
Python 3.11 or newer with venv|"$python" -c 'import ensurepip, sys; assert sys.version_info >= (3, 11)'|python3-venv
the headers of Python|test -e "$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h"|python3-dev
END
  if [ "$1" = test ]; then
    cat <<'END'
Catch2 3|test -n "$(find /usr/lib /usr/share /usr/local -path '*/cmake/Catch2/Catch2Targets.cmake' -print -quit)" || no_apt|catch2
ccache|command -v ccache || no_apt|ccache
END
  fi
}
compiles() { printf '%s\n' "$@" | g++ -std=c++20 -fsyntax-only -x c++ -; }
no_apt() { ! command -v apt-get; }
links() { echo 'int main() {}' | g++ -x c++ - "$@" -o /dev/null; }

# system_packages demo|test. BAOXUE_SYSTEM=ready skips the look and trusts the system.
system_packages() {
  local what check package missing=() packages=() root=()
  [ "${BAOXUE_SYSTEM:-}" = ready ] && return
  while IFS='|' read -r what check package; do
    eval "$check" >/dev/null 2>&1 || { missing+=("$what"); packages+=("$package"); }
  done < <(system_needs "$1")
  [ ${#missing[@]} -gt 0 ] || return 0

  [ "$(id -u)" = 0 ] || root=(sudo)
  if ! type apt-get "${root[@]}" >/dev/null 2>&1; then
    echo "Please install, then run this again:"
    printf '  - %s\n' "${missing[@]}"
    echo "On Debian 12 these are: ${packages[*]}. To go on without this check, set BAOXUE_SYSTEM=ready."
    exit 2
  fi
  apt=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600)
  echo "       apt installs: ${packages[*]}"
  case " ${packages[*]} " in *" catch2 "*) add_backports ;; esac
  quietly "${apt[@]}" update
  quietly "${apt[@]}" install --yes --no-install-recommends "${packages[@]/%catch2/catch2${catch2_from:-}}"
}

# Debian 12's own Catch2 is 2; 3 is in its backports, which are on the mirror that the system already uses.
add_backports() {
  local suite entry
  suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  [ "$suite" = bookworm ] || return 0
  catch2_from=/$suite-backports
  grep -qsr "^[^#]*$suite-backports" /etc/apt/sources.list /etc/apt/sources.list.d && return
  entry=$(find /etc/apt/sources.list* -name '*.list' -o -name '*.sources' | xargs cat | backports_of "$suite")
  [ -n "$entry" ] || { echo "no apt source for $suite found" >&2; exit 2; }
  echo "$entry" | "${root[@]}" tee /etc/apt/sources.list.d/baoxue-backports.list >/dev/null
}

# Reads apt sources of either form and prints one line of the older form for the suite's backports.
backports_of() {
  awk -v suite="$1" '
    function found(options, uri) { print "deb " options uri " " suite "-backports main"; done = 1; exit }
    function stanza() {
      if (!done && index(" " field["Suites"] " ", " " suite " ") && field["Enabled"] != "no")
        found(field["Signed-By"] ~ "^/" ? "[signed-by=" field["Signed-By"] "] " : "", uri)
      split("", field)
    }
    /^#/ { next }
    /^deb / {
      options = match($0, /\[[^]]*\] */) ? substr($0, RSTART, RLENGTH) : ""
      sub(/\[[^]]*\] */, "")
      if ($3 == suite) found(options, $2)
    }
    NF == 0 || $1 == "Types:" { stanza() }
    $1 ~ /^[A-Za-z-]+:$/ { key = $1; value = $0; sub(":", "", key); sub("^[^:]*: *", "", value); field[key] = value }
    $1 == "URIs:" { uri = $2 }
    END { stanza() }'
}
