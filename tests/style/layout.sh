#!/bin/sh
# The C sources lie as .clang-format says. `./dev fmt` repairs it.
# SPDX-License-Identifier: Apache-2.0
set -eu

find src tests tools -name '*.[ch]' | sort | xargs clang-format --dry-run -Werror >/dev/null 2>&1 && exit 0

for file in $(find src tests tools -name '*.[ch]' | sort); do
    clang-format "$file" | cmp -s - "$file" || echo "$file: not laid out; ./dev fmt repairs it"
done
exit 1
