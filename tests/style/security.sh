#!/bin/sh
# docs/security.md: each requirement stands in it once, with a test that is there; so does each library and each primitive of libsodium.
# SPDX-License-Identifier: Apache-2.0
set -eu

document=docs/security.md
status=0
refuse() {
    echo "$document: $1"
    status=1
}

# The list: `level number` for each requirement.
listed() {
    awk -F '|' '
        /^## / { is_here = /^## The list/ }
        is_here && NF == 4 {
            gsub(/ /, "", $1)
            for (level = 1; level <= 3; level++) {
                n = split($(level + 1), all, " ")
                for (i = 1; i <= n; i++)
                    if (all[i] != "-")
                        print level, $1 "." all[i]
            }
        }' "$document"
}

# Where each is accounted for: `number`, of rows and of the list of those that do not apply.
accounted() {
    awk '
        /^## / { kind = /^## (Shown by a test|Not yet|Left to who runs it)/ ? "row" : /^## Does not apply/ ? "text" : "" }
        kind == "row" && /^\| [0-9]+\.[0-9]+\.[0-9]+ \|/ { print $2 }
        kind == "text" {
            while (match($0, /[0-9]+\.[0-9]+\.[0-9]+/)) {
                print substr($0, RSTART, RLENGTH)
                $0 = substr($0, RSTART + RLENGTH)
            }
        }' "$document"
}

# `number TAB path TAB name` for each test of each row that is shown; a row without one has neither.
named() {
    awk -F ' \\| ' '
        /^## / { is_here = /^## Shown by a test/ }
        is_here && /^\| [0-9]+\.[0-9]+\.[0-9]+ \|/ {
            number = $1
            sub(/^\| /, "", number)
            n = 0
            for (rest = $4; match(rest, /`[^`]+ :: [^`]+`/); rest = substr(rest, RSTART + RLENGTH)) {
                one = substr(rest, RSTART + 1, RLENGTH - 2)
                at = index(one, " :: ")
                print number "\t" substr(one, 1, at - 1) "\t" substr(one, at + 4)
                n++
            }
            if (n == 0)
                print number "\t-\t-"
        }' "$document"
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# As many as OWASP's list of 5.0 has, and those of level 3 that were chosen.
listed >"$scratch/listed"
for pair in 1:70 2:183 3:11; do
    n=$(grep -c "^${pair%:*} " "$scratch/listed" || true)
    [ "$n" = "${pair#*:}" ] || refuse "the list has $n of level ${pair%:*}, not ${pair#*:}"
done

cut -d ' ' -f 2 "$scratch/listed" | sort >"$scratch/wanted"
accounted | sort >"$scratch/found"
for number in $(uniq -d "$scratch/wanted") $(uniq -d "$scratch/found"); do
    refuse "$number stands there twice"
done
sort -u "$scratch/wanted" -o "$scratch/wanted"
sort -u "$scratch/found" -o "$scratch/found"
for number in $(comm -23 "$scratch/wanted" "$scratch/found"); do
    refuse "$number is not accounted for"
done
for number in $(comm -13 "$scratch/wanted" "$scratch/found"); do
    refuse "$number is not in the list"
done

named >"$scratch/named"
[ -s "$scratch/named" ] || refuse 'no requirement is shown by a test'
while IFS='	' read -r number path name; do
    case $path in
    -) refuse "$number names no test" ;;
    tests/*) { [ -f "$path" ] && grep -qF -- "$name" "$path"; } || refuse "$number: '$name' is not in $path" ;;
    *) refuse "$number: $path is no test" ;;
    esac
done <"$scratch/named"

# The tables of libraries and ciphers.
for library in $(grep -o "dependency('[a-z0-9_]*')" src/meson.build | sed "s/.*'\(.*\)'.*/\1/" | grep -vx threads | sort -u); do
    grep -qE "^\| ([a-z0-9_]+, )*$library(, [a-z0-9_]+)* \|" "$document" || refuse "no library '$library' in its table"
done
for package in $(awk '/^## / { is_here = /^## Libraries/ } is_here && /^\| lib|^\| [a-z0-9_]+ \| lib|^\| zlib/' "$document" |
    awk -F ' \\| ' '{ print $2 }'); do
    grep -qw -- "$package" dev || refuse "./dev installs no '$package'"
done
for primitive in $(grep -rhoE 'crypto_[a-z]+_?[a-z0-9]*' src --include='*.c' |
    sed -E 's/^(crypto_(aead_xchacha20poly1305|auth_hmacsha256|hash_sha256|generichash|kdf|pwhash|sign)).*/\1/' | sort -u); do
    grep -q "\`$primitive" "$document" || refuse "no primitive '$primitive' in the table of keys"
done
exit $status
