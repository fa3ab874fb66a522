# SPDX-License-Identifier: Apache-2.0
# Sourced by setup.sh: finds out what the system lacks, and has apt install it.

missing=() packages=()

# need <what> <its Debian package> <command that succeeds where it is there>...
need() { "${@:3}" >/dev/null 2>&1 || { missing+=("$1"); packages+=("$2"); }; }

look_for_what_the_demo_needs() {
  need "a C++20 compiler (g++ 12 or newer)" g++ type g++
  need "CMake 3.25 or newer" cmake has_cmake
  need "Ninja" ninja-build type ninja
  need "Boost 1.81 or newer, headers" libboost1.81-dev has_boost
  need "Boost.JSON 1.81 or newer, library" libboost-json1.81-dev has_boost_json
  need "Python 3.11 or newer with venv" python3-venv "$python" -c 'import ensurepip, sys; assert sys.version_info >= (3, 11)'
  need "the headers of Python" python3-dev has_python_headers
}
look_for_what_the_tests_need() {
  look_for_what_the_demo_needs
  type apt-get >/dev/null 2>&1 || return 0   # the tests can do without ccache, valgrind and clang, and CMake fetches Catch2
  need "Catch2 3" catch2 has_catch2
  need "ccache" ccache type ccache
  need "valgrind" valgrind type valgrind
  need "clang 14" clang-14 type clang++-14
}
look_for_what_the_sanitizers_need() {
  look_for_what_the_tests_need
  need "libFuzzer and the sanitizers of clang 14" libclang-rt-14-dev has_libfuzzer
}
look_for_what_coverage_needs() {
  look_for_what_the_tests_need
  need "the run-time library of clang 14's profiles" libclang-rt-14-dev has_profiles
  need "llvm-profdata and llvm-cov of LLVM 14" llvm-14 type llvm-profdata-14 llvm-cov-14
}
has_profiles() { echo 'int main() {}' | clang++-14 -fprofile-instr-generate -fcoverage-mapping -x c++ - -o /dev/null; }
has_libfuzzer() { echo 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }' |
  clang++-14 -fsanitize=fuzzer,address -x c++ - -o /dev/null; }
has_cmake() { [[ $(cmake --version) =~ ([0-9]+)\.([0-9]+) ]] && ((BASH_REMATCH[1] * 100 + BASH_REMATCH[2] >= 325)); }
has_boost() { echo '#include <boost/version.hpp>
  static_assert(BOOST_VERSION >= 108100);' | g++ -std=c++20 -fsyntax-only -x c++ -; }
has_boost_json() { echo 'int main() {}' | g++ -x c++ - -lboost_json -o /dev/null; }
has_python_headers() { test -e "$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h"; }
has_catch2() { echo '#include <catch2/catch_version_macros.hpp>' | g++ -fsyntax-only -x c++ -; }

# system_packages <function that looks>. BAOXUE_SYSTEM=ready skips the look and trusts the system.
system_packages() {
  [ "${BAOXUE_SYSTEM:-}" != ready ] || return 0
  "$1"
  [ ${#missing[@]} -gt 0 ] || return 0

  local root=()
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
