#!/bin/sh
# Every shell script can be read by its shell, says what it is for, and may be executed.
# SPDX-License-Identifier: Apache-2.0
set -eu

status=0
refuse() {
    echo "$1"
    status=1
}

# Files whose first line names a shell.
scripts() {
    find . \( -name .git -o -name 'build*' -o -name var -o -path ./tests/fuzz/corpus \) -prune -o -type f -print |
        sort | xargs awk 'FNR == 1 && /^#!.*\/(ba)?sh/ { print FILENAME } { nextfile }'
}

for script in $(scripts); do
    shell=$(sed -n '1s|^#!.*/||p' "$script")
    "$shell" -n "$script" || status=1
    sed -n 2p "$script" | grep -q '^# ' || refuse "$script: the second line says what it is for"
    [ -x "$script" ] || refuse "$script: not executable"
done
exit $status
