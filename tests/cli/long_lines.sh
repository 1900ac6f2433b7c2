#!/bin/sh
# A line of a gigabyte: refused or named as a bad row, in constant memory, and what follows is answered.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

# Less than the line itself. Each thread of the C library reserves 128 MiB before it uses any, and a sanitized program
# reserves more than any limit; then only the answers are looked at.
limit='ulimit -v 900000'
{ (eval "$limit" && "$jifen" version >/dev/null); } 2>/dev/null || limit=:

pipe=$scratch/pipe
mkfifo "$pipe"

# long_line BEFORE BEHIND - a gigabyte between two texts, into the pipe. The reader may go away early.
long_line() {
    {
        printf '%b' "$1"
        head -c 1073741824 /dev/zero | tr '\0' 'x'
        printf '%b' "$2"
    } >"$pipe" 2>/dev/null &
}

# stream ARGUMENT... - as run, in little memory, from the pipe. What is still being written when the reader has gone away must end
# before the next one comes, or it would be the next one's input.
stream() {
    status=0
    (eval "$limit" && exec "$jifen" "$@" --on 2026-03-10) <"$pipe" >"$out" 2>"$messages" || status=$?
    wait
}

long_line '{"education": "' '"}'
stream assess -
check 'one person' is_status 2
check 'one person' is_silent
check 'one person' says 'expected at most 4194304 bytes'

long_line '{"id":7,"education":"' '"}\n{"id":8}\n'
stream batch - --from ndjson
check 'NDJSON' is_status 3
check 'NDJSON' has_lines 2
check 'NDJSON' answers '^\{"id":7,"error":"expected a row of at most'
check 'NDJSON' answers '^\{"id":8,"on"'

long_line 'id,note\n7,"' '"\n8,\n'
stream batch - --from csv
check 'CSV' is_status 3
check 'CSV' has_lines 3
check 'CSV' answers '^7,,.*expected a row of at most'
check 'CSV' answers '^8,'

finish
