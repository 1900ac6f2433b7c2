#!/bin/sh
# What the command line tests share: run the program, and compare its status, its answer and its messages.
# SPDX-License-Identifier: Apache-2.0
# Each test begins with `. tests/cli/lib.sh` and ends with `finish`; $1 is the program. Runs at the root of the project.
set -u
export LC_ALL=C.UTF-8 TERM=dumb

jifen=$(realpath "$1")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
out=$scratch/out
messages=$scratch/messages
n_done=0
n_failed=0

# run ARGUMENT... - what comes out is in $out, the messages in $messages, the status in $status.
run() {
    status=0
    "$jifen" "$@" >"$out" 2>"$messages" || status=$?
}

# check NAME COMMAND... - one check; a failed one shows what the program said.
check() {
    name=$1
    shift
    n_done=$((n_done + 1))
    "$@" && return 0
    n_failed=$((n_failed + 1))
    echo "FAILED: $name: $*"
    echo "  status $status, said:"
    head -c 600 "$messages" | sed 's/^/    /'
    echo "  answered:"
    head -c 600 "$out" | sed 's/^/    /'
}

is_status() { [ "$status" = "$1" ]; }
is_silent() { [ ! -s "$out" ]; }
is_quiet() { [ ! -s "$messages" ]; }
says() { grep -qE -- "$1" "$messages"; }
answers() { grep -qE -- "$1" "$out"; }
never_answers() { ! grep -qE -- "$1" "$out"; }
is_one_line() { [ "$(wc -l <"$messages")" = 1 ]; }
has_lines() { [ "$(wc -l <"$out")" = "$1" ]; }

# refuses NAME PATTERN ARGUMENT... - bad input: status 2, nothing on standard output, one message that matches.
refuses() {
    what=$1
    pattern=$2
    shift 2
    run "$@"
    check "$what" is_status 2
    check "$what" is_silent
    check "$what" says "$pattern"
    check "$what" is_one_line
}

# accepts NAME ARGUMENT... - an answer, and no messages.
accepts() {
    what=$1
    shift
    run "$@"
    check "$what" is_status 0
    check "$what" is_quiet
}

finish() {
    echo "$n_done checks, $n_failed failed"
    [ "$n_failed" = 0 ] && [ "$n_done" -gt 0 ]
    exit $?
}
