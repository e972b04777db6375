#!/usr/bin/env bash
# From a fresh Debian or Ubuntu machine to results, in one command. A second call is incremental.
#
#   ./bootstrap.sh run     install, build, run the main experiment, write the report
#   ./bootstrap.sh test    install what the tests need, build, run every test
#   ./bootstrap.sh train   build the facilitator trainer with its page and start it; what follows
#                          goes to `minga train`
#
# Environment: MINGA_SKIP_PACKAGES=1 leaves the system's packages alone (for other systems, where
# the same libraries come from elsewhere).
#
# Exit codes: 0 done; 1 a build or a test failed; 2 bad usage, or something has to be installed
# first; otherwise that of the program that failed.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly BUILD_DIR=build/release
readonly MINGA=$BUILD_DIR/minga
readonly PYTHON=.venv/bin/python
readonly EXPERIMENT=otavalo-interventions
readonly DESIGN=scenarios/experiments/$EXPERIMENT.toml
readonly RESULTS=out/$EXPERIMENT.h5
readonly REPORT=out/$EXPERIMENT.html
# Layout differs between versions of clang-format; this one decides.
readonly CLANG_FORMAT_MAJOR=14

readonly RUN_PACKAGES=(
  ca-certificates git
  g++ cmake ninja-build
  libboost-dev libeigen3-dev librandom123-dev libtbb-dev
  libhdf5-dev libdeflate-dev libtomlplusplus-dev nlohmann-json3-dev libfmt-dev
  libcli11-dev libcpp-httplib-dev
  python3 python3-venv python3-dev
)
readonly TEST_PACKAGES=(catch2 clang-format)
readonly PAGE_PACKAGES=(nodejs npm chromium)

say() { printf '== %s\n' "$*"; }
fail() {
  local code=$1
  shift
  printf 'bootstrap.sh: %s\n' "$*" >&2
  exit "$code"
}
usage() { sed -n '2,/^$/{/^#/!d;s/^# \{0,1\}//;p}' bootstrap.sh; }
cores() { getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1; }
has_page() { [[ -f trainer/package.json ]]; }

# --- system packages ------------------------------------------------------------------------------

missing_packages() {
  local package status
  for package in "$@"; do
    # shellcheck disable=SC2016 # ${Status} is dpkg-query's
    status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
    [[ $status == "install ok installed" ]] || printf '%s\n' "$package"
  done
}

install_packages() {
  local missing as_root=()
  if [[ ${MINGA_SKIP_PACKAGES:-0} == 1 ]]; then
    return
  fi
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    fail 2 "this is not Debian or Ubuntu (no apt). Install the equivalents of: $*" \
      "- then call again with MINGA_SKIP_PACKAGES=1."
  fi
  mapfile -t missing < <(missing_packages "$@")
  if ((${#missing[@]} == 0)); then
    return
  fi
  if ((EUID != 0)); then
    if ! sudo -n true 2>/dev/null; then
      fail 2 "packages are missing, and installing them needs root. Run: apt-get install" \
        "--no-install-recommends ${missing[*]}"
    fi
    as_root=(sudo -n)
  fi
  say "installing ${missing[*]}"
  as_root+=(env DEBIAN_FRONTEND=noninteractive)
  "${as_root[@]}" apt-get update -q || fail 2 "apt-get update failed"
  "${as_root[@]}" apt-get install -q -y --no-install-recommends "${missing[@]}" ||
    fail 2 "apt-get could not install: ${missing[*]}"
}

require_cmake() {
  local found
  found=$(cmake --version 2>/dev/null | sed -n '1s/^cmake version //p')
  if [[ -z $found ]] || [[ $(printf '3.25\n%s\n' "$found" | sort -V | head -n 1) != 3.25 ]]; then
    fail 2 "cmake 3.25 or newer is needed, found ${found:-none}" \
      "(Debian 12 and Ubuntu 24.04 have it)."
  fi
}

# --- Python ---------------------------------------------------------------------------------------

# The first Python that is new enough and can make an environment; the system's own before others,
# because its venv package has just been installed.
find_python() {
  local candidate
  for candidate in /usr/bin/python3 python3 python3.13 python3.12 python3.11 python3.10; do
    if "$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))' \
      2>/dev/null; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  fail 2 "no Python 3.10 or newer with venv was found (on Debian and Ubuntu: python3-venv)."
}

# prepare_python EXTRA: .venv with analysis/ in it, where EXTRA is "run" or "test". Installing takes
# a while and needs the network, so it happens only when analysis/pyproject.toml has changed.
prepare_python() {
  local extra=$1 requirement=analysis checksum python stamp=.venv/minga-installed
  if ! "$PYTHON" -c '' 2>/dev/null; then
    python=$(find_python)
    say "creating .venv with $python"
    "$python" -m venv --clear .venv || fail 2 "$python could not create .venv"
  fi
  checksum=$(sha256sum analysis/pyproject.toml)
  # What "test" installs includes what "run" needs.
  if grep -qsxF -e "test $checksum" -e "$extra $checksum" "$stamp"; then
    return
  fi
  if [[ $extra == test ]]; then
    requirement='analysis[test]'
  fi
  say "installing $requirement into .venv"
  "$PYTHON" -m pip install --quiet --disable-pip-version-check -e "$requirement" ||
    fail 2 "pip could not install $requirement"
  printf '%s %s\n' "$extra" "$checksum" >"$stamp"
}

# --- building -------------------------------------------------------------------------------------

# Both verbs share one build folder, so that neither compiles what the other has.
build_program() {
  say "building $MINGA"
  cmake --preset release >/dev/null || return
  cmake --build --preset release --target minga --parallel "$(cores)"
}

build_tests() {
  say "building with tests"
  cmake --preset ci >/dev/null || return
  cmake --build --preset ci --parallel "$(cores)"
}

# --- the main experiment --------------------------------------------------------------------------

# What the results depend on, and the file that they are in: unchanged means nothing to do.
fingerprint() {
  find "$MINGA" scenarios -type f -print0 | sort -z | xargs -0 sha256sum
  stat -c '%n %s %Y' "$RESULTS"
}

results_are_current() {
  [[ -f $RESULTS && -f $RESULTS.inputs ]] &&
    [[ $(fingerprint) == "$(<"$RESULTS.inputs")" ]]
}

run_experiment() {
  mkdir -p out
  if results_are_current; then
    say "$RESULTS is up to date"
    return
  fi
  say "running $DESIGN"
  rm -f "$RESULTS.inputs"
  "$MINGA" sweep "$DESIGN" -o "$RESULTS" --force
  fingerprint >"$RESULTS.inputs"
}

# The report prints the ranking; what it printed is kept, so that a second call need not draw anew.
write_report() {
  local printed="$REPORT.txt"
  if [ -s "$REPORT" ] && [ -s "$printed" ] && [ "$printed" -nt "$RESULTS" ] &&
    [ -z "$(find analysis/minga -newer "$printed" -type f -not -name '*.pyc' -print -quit)" ]; then
    say "$REPORT is up to date"
    cat "$printed"
    return
  fi
  say "writing $REPORT"
  rm -f "$REPORT" "$printed"
  "$MINGA" report "$RESULTS" -o "$REPORT" | tee "$printed.tmp"
  mv "$printed.tmp" "$printed"
}

# --- verbs ----------------------------------------------------------------------------------------

do_run() {
  install_packages "${RUN_PACKAGES[@]}"
  require_cmake
  prepare_python run
  build_program || fail 1 "the build failed"
  run_experiment
  write_report
  say "done"
  printf 'results: %s\nreport:  %s\n' "$PWD/$RESULTS" "$PWD/$REPORT"
}

FAILED=()

# runner NAME COMMAND...: runs it, remembers a failure, goes on.
runner() {
  local name=$1
  shift
  say "$name"
  "$@" || FAILED+=("$name")
}

check_format() {
  local major files
  major=$(clang-format --version | sed -n 's/.*version \([0-9]*\)\..*/\1/p')
  if [[ $major != "$CLANG_FORMAT_MAJOR" ]]; then
    echo "not checked: the layout is that of clang-format $CLANG_FORMAT_MAJOR, this is ${major:-none}"
    return
  fi
  mapfile -d '' -t files < <(find sim tests -name '*.[ch]pp' -print0)
  clang-format --dry-run --Werror "${files[@]}" || return
  echo "${#files[@]} files are laid out as .clang-format says"
}

run_ctest() { ctest --preset release --parallel "$(cores)"; }
run_pytest() { MINGA_BIN="$PWD/$MINGA" "$PYTHON" -m pytest -q tests/python; }
run_page_tests() {
  npm --prefix trainer ci --no-audit --no-fund && npm --prefix trainer test
}

do_test() {
  local packages=("${RUN_PACKAGES[@]}" "${TEST_PACKAGES[@]}") built=yes
  if has_page; then
    packages+=("${PAGE_PACKAGES[@]}")
  fi
  install_packages "${packages[@]}"
  require_cmake
  prepare_python test

  build_tests || built=no
  runner clang-format check_format
  if has_page; then
    runner "page tests" run_page_tests
  fi
  # These two come last, because their closing lines are the result.
  if [[ $built == yes ]]; then
    runner ctest run_ctest
  else
    say "ctest is not run: the build failed"
    FAILED+=("build")
  fi
  if ((${#FAILED[@]} > 0)); then
    say "failed so far: ${FAILED[*]}"
  fi
  runner pytest run_pytest
  ((${#FAILED[@]} == 0))
}

# The page is built again when one of its sources is newer than the bundle.
build_page() {
  if [[ -f trainer/dist/index.html ]] &&
    [[ -z $(find trainer -newer trainer/dist/index.html -type f -not -path '*/node_modules/*' \
      -not -path '*/dist/*' -not -path '*/test-results/*' -print -quit) ]]; then
    say "trainer/dist is up to date"
    return
  fi
  say "building the trainer's page"
  npm --prefix trainer ci --no-audit --no-fund && npm --prefix trainer run build
}

do_train() {
  has_page || fail 2 "trainer/package.json is missing: this copy has no page to build."
  install_packages "${RUN_PACKAGES[@]}" nodejs npm
  require_cmake
  build_page || fail 1 "the page could not be built"
  build_program || fail 1 "the build failed"
  exec "$MINGA" train "$@"
}

main() {
  if (($# != 1)) && [[ ${1:-} != train ]]; then
    usage >&2
    exit 2
  fi
  case $1 in
    run) do_run ;;
    test) do_test ;;
    train) do_train "${@:2}" ;;
    help | -h | --help) usage ;;
    *)
      usage >&2
      fail 2 "'$1' is not one of run, test, train"
      ;;
  esac
}

main "$@"
