#!/bin/sh
# The interview takes whatever is typed: it never crashes, never writes a message, and ends with a report or is left.
# The conversations that people read are in tests/golden/ask.md.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

replies=$scratch/replies

# ask ARGUMENT... - an interview with the replies of $replies.
ask() {
    status=0
    "$jifen" ask --on 2026-03-10 "$@" <"$replies" >"$out" 2>"$messages" || status=$?
}

# goes_well NAME PATTERN ARGUMENT... - it ends well, and what it wrote matches.
goes_well() {
    what=$1
    pattern=$2
    shift 2
    ask "$@"
    check "$what" is_status 0
    check "$what" is_quiet
    check "$what" answers "$pattern"
}

# random_replies SEED N - N replies, most of them fit for some question.
random_replies() {
    awk -v seed="$1" -v n="$2" 'BEGIN {
        n_words = split("1|2|3|4|5|6|7|0|12|20|36|40|120|?|b||n|1 2|2 5 7|2026-03-01|2026-03-09|2026-04-01|" \
                        "1984-5-6|2016年2月29日|10..30|30..40|x|１|是|没有", words, "|")
        for (i = 0; i < n; i++) {
            seed = (seed * 1103515245 + 12345) % 2147483648
            print words[int(seed / 65536) % n_words + 1]
        }
    }'
}

fines='--law tests/packs/library-fines.md'

: >"$replies"
goes_well 'nothing at all' '还差'
goes_well 'nothing at all, in English' 'Answers still missing' --lang en
printf q >"$replies"
goes_well 'quit without a line end' '已退出'
printf 'b\nq\n' >"$replies"
goes_well 'back before anything was asked' '这已经是第一题'
printf '\r\n1\r\n' >"$replies"
goes_well 'lines of Windows' '请输入答案'
head -c 5000 /dev/zero | tr '\0' 7 >"$replies"
goes_well 'a line of 5,000 digits' '这一行太长'
printf '1\0002\n\033[A\n\177\ncaf\351\n\357\273\277\n' >"$replies"
# shellcheck disable=SC2086  # two words
goes_well 'bytes that are no text' '这一行太长，或者不是文字' $fines
head -c 200000 "$jifen" >"$replies"
# shellcheck disable=SC2086
goes_well 'a program' '还差' $fines

seed=1
while [ $seed -le 40 ]; do
    random_replies $seed 60 >"$replies"
    # shellcheck disable=SC2086
    goes_well "fines, random replies $seed" '最终以主管部门的审核为准' $fines
    seed=$((seed + 1))
done
while [ $seed -le 50 ]; do
    random_replies $seed 120 >"$replies"
    goes_well "points, random replies $seed" '最终以主管部门的审核为准'
    seed=$((seed + 1))
done

finish
