#!/bin/sh
# The verbs about laws: those built in, those of a file or a folder, and packs that are broken.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

accepts 'what is built in' policy check
check 'what is built in' answers '^shanghai-points 2023-01-01'
accepts 'a folder' policy check packs
accepts 'a file' policy check tests/packs/library-fines.md
check 'a file' answers '^library-fines '
check 'a file alone' never_answers 'shanghai'
accepts 'two laws' policy check tests/packs/library-fines.md tests/packs/swim-pass.md
check 'two laws' has_lines 3

accepts 'cases' policy test
check 'cases' answers '^[1-9][0-9]* passed, 0 failed$'
accepts 'cases of a file' policy test tests/packs/library-fines.md
sed 's/points loss 14/points loss 15/' tests/packs/library-fines.md >"$scratch/wrong.md"
run policy test "$scratch/wrong.md"
check 'a wrong case' is_status 3
check 'a wrong case' answers ', 1 failed$'

sed 's/^points loss/point loss/' tests/packs/library-fines.md >"$scratch/broken.md"
run policy check "$scratch/broken.md"
check 'a broken pack' is_status 2
check 'a broken pack' is_silent
check 'a broken pack' says "^$scratch/broken.md:[0-9]+:[0-9]+: [A-Z][0-9]+ "
printf '{}' >"$scratch/person.json"
run assess "$scratch/person.json" --law "$scratch/broken.md"
check 'a broken pack for a person' is_status 2
check 'a broken pack for a person' is_silent

refuses 'no such pack' 'expected a file' policy check no-such.md
mkdir "$scratch/empty"
refuses 'a folder without packs' 'expected pack files' policy check "$scratch/empty"
refuses 'a name that is none' 'expected' policy show no_such_name

accepts 'a rule' policy show total --on 2026-03-10
accepts 'a rule of another law' policy show lateness --law tests/packs/library-fines.md --on 2026-03-10
run policy show total --on 2019-01-01
check 'a day before the law' is_status 2

# Laying out twice is laying out once, and --write writes only what would be printed.
for pack in packs/*/*.md tests/packs/*.md; do
    run policy fmt "$pack"
    check "$pack" is_status 0
    cp "$out" "$scratch/once.md"
    run policy fmt "$scratch/once.md"
    check "$pack stays laid out" cmp -s "$out" "$scratch/once.md"
done
run policy fmt tests/packs/swim-pass.md
cp "$out" "$scratch/once.md"
sed 's/ -> / ->   /' tests/packs/swim-pass.md >"$scratch/loose.md"
accepts 'fmt' policy fmt "$scratch/loose.md"
check 'fmt' cmp -s "$out" "$scratch/once.md"
accepts 'fmt --write' policy fmt "$scratch/loose.md" --write
check 'fmt --write' is_silent
check 'fmt --write' cmp -s "$scratch/loose.md" "$scratch/once.md"

# Two versions of one law side by side: the one in force on the day answers.
sed 's/^law: .*/law: library-fines@2024/' tests/packs/library-fines.md >"$scratch/2024.md"
sed 's/^law: .*/law: library-fines@2030/; s/^in force: .*/in force: 2030-01-01..2031-12-31/' \
    tests/packs/library-fines.md >"$scratch/2030.md"
echo '{"reader": "adult", "days_late": 3}' >"$scratch/reader.json"
for day in 2026-03-10:2024-01-01 2030-03-10:2030-01-01; do
    run assess "$scratch/reader.json" --format json --on "${day%:*}" --law "$scratch/2024.md" --law "$scratch/2030.md"
    check 'versions' answers "\"id\": \"library-fines\", \"version\": \"${day#*:}\""
done

finish
