#!/bin/sh
# The functions of libc in calls.txt are called only where that list allows it.
# SPDX-License-Identifier: Apache-2.0
set -eu

find src -name '*.[ch]' -o -name '*.def' | sort | xargs awk '
    FILENAME == "tests/style/calls.txt" {
        if (/^#/ || NF == 0)
            next
        where[$1] = $2
        why[$1] = $0
        sub(/^[^ ]+ +[^ ]+ +/, "", why[$1])
        next
    }

    # Code without comments and texts; a call is a name and an opening bracket.
    {
        code = $0
        gsub(/"([^"\\]|\\.)*"/, "\"\"", code)
        sub(/\/\/.*/, "", code)
        while (match(code, /[A-Za-z_][A-Za-z_0-9]*[ \t]*\(/)) {
            name = substr(code, RSTART, RLENGTH - 1)
            sub(/[ \t]+$/, "", name)
            code = substr(code, RSTART + RLENGTH)
            if (name in where && !(where[name] != "-" && index(FILENAME, where[name]) == 1)) {
                printf "%s:%d: %s: %s\n", FILENAME, FNR, name, why[name]
                bad = 1
            }
        }
    }

    END { exit bad }' tests/style/calls.txt
