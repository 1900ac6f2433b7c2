#!/bin/sh
# The programs as they are released are guarded against mistakes in memory: as far as that can be seen in the file.
# SPDX-License-Identifier: Apache-2.0
# Each argument is a program. Runs at the root of the project.
set -eu
export LC_ALL=C
status=0

# expect WHAT PATTERN TEXT - a line of the text has to match.
expect() {
    printf '%s\n' "$3" | grep -qE -- "$2" || {
        echo "$program: $1"
        status=1
    }
}

programs="$*"
for program in $programs; do
    header=$(readelf -hW "$program")
    segments=$(readelf -lW "$program")
    dynamic=$(readelf -dW "$program")
    symbols=$(readelf --dyn-syms -W "$program")
    code=$(objdump -d --no-show-raw-insn --section=.text "$program")
    expect 'PIE: it may lie at any address' 'Type: +DYN' "$header"
    expect 'PIE: it may lie at any address' 'FLAGS_1.*PIE' "$dynamic"
    expect 'RELRO: what is linked is written to no more' 'GNU_RELRO' "$segments"
    expect 'NOW: all is linked at the start' 'FLAGS_1.*NOW' "$dynamic"
    expect 'NX: a stack is no program' 'GNU_STACK .* RW  ' "$segments"
    expect 'stack protector' '__stack_chk_fail@' "$symbols"
    expect 'FORTIFY: copies are checked' '__[a-z]+_chk@' "$symbols"
    expect 'CET: jumps lead to where jumps may lead' 'endbr64' "$code"
    # An update of the machine's repairs what others wrote.
    case $program in
    *server) set -- event_core event_extra sodium curl pq sqlite3 z brotlienc md4c oath ;;
    *) set -- c ;;
    esac
    for library in "$@"; do
        expect "lib$library is the machine's" "NEEDED.*\[lib$library[.-]" "$dynamic"
    done
    if printf '%s\n' "$segments" | grep -qE ' RWE '; then
        echo "$program: memory that is written to and run"
        status=1
    fi
done
[ -n "$programs" ] && exit $status
