#!/bin/sh
# The C sources lie as .clang-format says. `./dev fmt` repairs it.
# SPDX-License-Identifier: Apache-2.0
set -eu

command -v clang-format >/dev/null
status=0
for file in $(find src tests tools -name '*.[ch]' | sort); do
    clang-format "$file" | cmp -s - "$file" || {
        echo "$file: not laid out; ./dev fmt repairs it"
        status=1
    }
done
exit $status
