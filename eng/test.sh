#!/usr/bin/env bash
# The test command: builds everything, runs every test, and says truthfully on its last line how many passed and failed.
# A failed step that is not a test (build, format, lint) counts as one failure, so that the last line never looks good
# when something is wrong.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: eng/test.sh [--fast] [--long]

  --fast   leaves out the format check and the end-to-end tests in a browser
  --long   all six months of recorded calls, longer property runs and the 480 token refreshes of a shift in
           the browser (sets REDLINE_LONG=1 and, unless it is set, REDLINE_LAW_TIMES=20: twenty times as many
           cases of each law)

Needs the .NET SDK 10 and Node 20.19 or newer with npm. Installs the Debian package chromium for the end-to-end tests
when there is no Chromium or Chrome (apt-get, as root or with sudo). Results are written to artifacts/test-results.
TEXT
}

fast=false
for option in "$@"; do
  case $option in
    --fast) fast=true ;;
    --long) export REDLINE_LONG=1 REDLINE_LAW_TIMES="${REDLINE_LAW_TIMES:-20}" ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done

cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
# Build processes that outlive the command would hold the caller's output open.
export MSBUILDDISABLENODEREUSE=1

results=$PWD/artifacts/test-results
failed_steps=()
timings=()

step() {
  local name=$1 started=$SECONDS status=0
  shift
  printf '\n==> %s\n' "$name"
  "$@" || status=$?
  local line
  line=$(printf '%-22s %4d s' "$name" $((SECONDS - started)))
  if [ "$status" -ne 0 ]; then
    failed_steps+=("$name")
    line+='  FAILED'
  fi
  timings+=("$line")
  return "$status"
}

# Prints what was found, the last line included, and ends.
finish() {
  printf '\n==> summary\n'
  printf '  %s\n' ${timings[@]+"${timings[@]}"}
  local status=0
  if command -v node >/dev/null; then
    node eng/test-results.mjs "$results" ${failed_steps[@]+"${failed_steps[@]}"} || status=$?
  else
    printf 'FAILED step: %s\n' "${failed_steps[@]}"
    echo "0 passed, ${#failed_steps[@]} failed"
    status=1
  fi
  exit "$status"
}

web_script() {
  (cd web && npm run --silent "$@")
}

has_web_script() {
  local has='process.exit(require("./web/package.json").scripts?.[process.argv[1]] ? 0 : 1)'
  [ -f web/package.json ] && node -e "$has" "$1"
}

chromium_path() {
  local name
  for name in "${CHROMIUM_PATH:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    [ -n "$name" ] && command -v "$name" && return
  done
  return 1
}

install_chromium() {
  echo 'No Chromium or Chrome found: installing the Debian package chromium for the end-to-end tests.'
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo 'Neither root nor sudo: install chromium yourself, or set CHROMIUM_PATH to a Chromium or Chrome.' >&2
      return 1
    fi
    as_root=(sudo)
    [ "${CI:-}" != true ] || as_root+=(-n)
  fi
  ${as_root[@]+"${as_root[@]}"} apt-get update -q \
    && ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -q --no-install-recommends chromium
}

# One project after the other: each uses the cores there are by itself, and what is held against real time (a recorded
# day through the emulated platform, hundreds of times as fast) is then alone on the machine.
dotnet_tests() {
  dotnet test --solution Redline.slnx -c Release --no-build --no-progress --max-parallel-test-modules 1 --timeout 30m \
    --report-xunit-trx --results-directory "$results/dotnet"
}

vitest() {
  (cd web && npm run --silent "$1" -- --reporter=default --reporter=json --outputFile.json="$results/web/$2.json")
}

echo 'Builds everything in Release, checks the format, lints, runs the .NET tests, the web tests and, in a headless'
echo 'Chromium, the end-to-end tests. Results go to artifacts/test-results; the last line sums them up.'
if $fast; then echo '--fast: without the format check and the end-to-end tests.'; fi
if [ "${REDLINE_LONG:-}" = 1 ]; then echo '--long: with all recorded calls, longer property runs and a whole shift of token refreshes in the browser.'; fi
rm -rf "$results"
mkdir -p "$results/dotnet" "$results/web"

step 'tools' eng/check-tools.sh || finish
step 'restore' dotnet restore Redline.slnx || finish
# Builds the web packages too (npm ci, types, bundles): the server's project asks for them.
step 'build' dotnet build Redline.slnx -c Release --no-restore -v minimal || finish
if ! $fast; then step 'format' dotnet format Redline.slnx --verify-no-changes --no-restore || true; fi
if has_web_script lint; then step 'web lint' web_script lint || true; fi
if has_web_script types; then step 'web types' web_script types || true; fi
step '.NET tests' dotnet_tests || true
if has_web_script test; then step 'web tests' vitest test units || true; fi
if ! $fast && has_web_script test:e2e; then
  if chromium_path >/dev/null || step 'install chromium' install_chromium; then
    CHROMIUM_PATH=$(chromium_path || true)
    export CHROMIUM_PATH
    step 'end-to-end tests' vitest test:e2e end-to-end || true
  fi
fi
finish
