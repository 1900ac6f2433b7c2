#!/bin/sh
# What is built, run or embedded is named in a meson.build: Meson does not look for files.
# SPDX-License-Identifier: Apache-2.0
set -eu

status=0
must_name() {  # MESON_FILE NAME
    grep -q "'$2'" "$1" || {
        echo "'$2' is not named in $1"
        status=1
    }
}

all_named() {  # FOLDER PATTERN - every such file below FOLDER, in FOLDER/meson.build
    for file in $(find "$1" -name "$2" | sort); do
        must_name "$1/meson.build" "${file#"$1"/}"
    done
}

all_named src '*.c'
all_named packs '*.md'
all_named articles '*.md'
all_named web '*.[cjs]*[sg]'
all_named tests/unit '*.c'
all_named tests/prop '*.c'
all_named tests/fuzz 'fuzz_*.c'
all_named tests/bench 'bench_*.c'
for document in $(tests/golden/documents); do
    must_name tests/golden/meson.build "$document"
done
exit $status
