#!/bin/sh
# Each header compiles alone, and twice in a row.
# SPDX-License-Identifier: Apache-2.0
set -eu

status=0
check_header() {  # ROOT HEADER OPTION...
    root=$1 header=$2
    shift 2
    printf '#include "%s"\n#include "%s"\n' "$header" "$header" |
        gcc -std=c17 -Wall -Wextra -Wpedantic -Werror "$@" -I"$root" -Isrc -fsyntax-only -x c - || status=1
}

for header in $(cd src && find . -name '*.h' | sed 's|^\./||' | sort); do
    check_header src "$header"
done
for header in $(cd tests && find . -name '*.h' | sed 's|^\./||' | sort); do
    check_header tests "$header"
done
exit $status
