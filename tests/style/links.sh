#!/bin/sh
# Each link from a document to a file of the project finds it.
# SPDX-License-Identifier: Apache-2.0
set -eu

# FILE:TARGET for each Markdown link that has no scheme and is no place in its own page. What begins
# with / is a page of the site, which has a row in the table of routes.
links() {
    find . \( -name .git -o -name 'build*' -o -name var -o -path ./tests/fuzz \) -prune -o -name '*.md' -print | sort |
        xargs awk '
            /^```/ { fenced = !fenced }
            FNR == 1 { fenced = /^```/ }
            !fenced {
                while (match($0, /\]\([^) ]+\)/)) {
                    print FILENAME ":" substr($0, RSTART + 2, RLENGTH - 3)
                    $0 = substr($0, RSTART + RLENGTH)
                }
            }' | grep -vE ':([a-z]+:|#)' || true
}

status=0
for link in $(links); do
    file=${link%%:*}
    target=${link#*:}
    target=${target%%#*}
    case $target in
    /*) grep -qF "STR_INIT(\"$target\")" src/site/route.c ;;
    *) [ -e "$(dirname "$file")/$target" ] ;;
    esac || {
        echo "$file: no file '$target'"
        status=1
    }
done
exit $status
