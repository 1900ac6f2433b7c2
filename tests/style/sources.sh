#!/bin/sh
# Each source, test, fuzz target, benchmark and pack is named in a meson.build: Meson does not look for files.
# SPDX-License-Identifier: Apache-2.0
set -eu

status=0
must_name() {  # MESON_FILE NAME FILE
    grep -q "'$2'" "$1" || {
        echo "$3 is not named in $1"
        status=1
    }
}

for file in src/*/*.c; do
    [ -e "$file" ] && must_name src/meson.build "${file#src/}" "$file"
done
for file in tests/unit/*/*.c; do
    [ -e "$file" ] && must_name tests/unit/meson.build "${file#tests/unit/}" "$file"
done
for file in tests/fuzz/fuzz_*.c; do
    [ -e "$file" ] && must_name tests/fuzz/meson.build "${file#tests/fuzz/}" "$file"
done
for file in tests/bench/bench_*.c; do
    [ -e "$file" ] && must_name tests/bench/meson.build "${file#tests/bench/}" "$file"
done
for file in packs/*/*.md; do
    [ -e "$file" ] && must_name packs/meson.build "${file#packs/}" "$file"
done
exit $status
