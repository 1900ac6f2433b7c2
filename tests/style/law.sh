#!/bin/sh
# No word and no number of the law in src/: what the packs declare, C must not know.
# SPDX-License-Identifier: Apache-2.0
set -eu

find src -name '*.[ch]' -o -name '*.def' | sort |
    xargs awk -f tests/style/law.awk tests/style/law-words.txt $(find packs -name '*.md' | sort)
