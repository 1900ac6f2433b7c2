#!/bin/sh
# No file over 900 lines, no function over 120.
# SPDX-License-Identifier: Apache-2.0
set -eu

find src tests tools -name '*.[ch]' -o -name '*.def' | sort | xargs awk '
    BEGIN { most_file = 900; most_function = 120 }

    function end_of_file() {
        if (n_lines > most_file)
            refuse(file ": " n_lines " lines; " most_file " is the most")
    }

    function refuse(why) {
        print why
        bad = 1
    }

    FNR == 1 {
        end_of_file()
        file = FILENAME
        in_function = 0
    }

    { n_lines = FNR }

    # With the layout of .clang-format a function begins at a margin and ends at the first "}" that stands there.
    /^[A-Za-z_].*\(/ && !/;/ && !/=/ && !in_function { head = FNR; name = $0 }
    /\{$/ && head > 0 && !in_function { in_function = 1 }
    /^}/ {
        if (in_function && FNR - head + 1 > most_function)
            refuse(file ":" head ": " FNR - head + 1 " lines; " most_function " is the most: " name)
        in_function = 0
        head = 0
    }

    END {
        end_of_file()
        exit bad
    }'
