#!/usr/bin/env bash
# A new user's first minutes, by hand: clone this checkout's last commit into an empty folder, with an environment
# that holds nothing, and run the README's two commands. Prints how long each took.
#
#   tests/fresh_clone.sh [PYTHON]           PYTHON: an interpreter to pick; without it the kit looks for one
#   TOOLS=/usr/bin:/bin tests/fresh_clone.sh    the path that the new user has (no uv on it: pip is used)
#
# The clone is left for a look when something fails.
set -u -o pipefail
source=$(cd "$(dirname "$0")/.." && pwd)
clone=$(mktemp -d)/kit
home=$(mktemp -d)
git clone --quiet "$source" "$clone" || exit 1
cd "$clone" || exit 1

as_new_user() { # run in an environment that holds a home, a path and, if asked for, PYTHON
    env -i HOME="$home" PATH="${TOOLS:-$PATH}" TERM=dumb ${python:+PYTHON="$python"} "$@"
}
python=${1:-}

timed() { # timed EXPECTED_STATUS COMMAND...
    local expected=$1 started ended status
    shift
    printf '\n$ %s\n' "$*"
    started=$(date +%s.%N)
    as_new_user "$@"
    status=$?
    ended=$(date +%s.%N)
    printf '[status %s, %.1f s]\n' "$status" "$(awk "BEGIN { print $ended - $started }")"
    if [ "$status" != "$expected" ]; then
        echo "expected status $expected; the clone is $clone"
        exit 1
    fi
}

timed 0 make
timed 2 make check ch06          # stubs: every exercise fails, and make says 2 for any failure
timed 2 make check ch06          # again, everything set up
timed 2 make check ch06 transfer
timed 2 make check ch66          # no such chapter
timed 0 make test
timed 0 make test ARGS='-q tests/kit/test_architecture.py'
rm -rf "$(dirname "$clone")" "$home"
