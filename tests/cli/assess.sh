#!/bin/sh
# One person: where the facts come from, what is asked for on the command line, and what comes out.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

person=$scratch/person.json
cat >"$person" <<'END'
{"id": "李,\"四\"", "on": "2026-03-10", "age": 40, "education": "bachelor_with_degree", "changes": []}
END

accepts 'a file' assess "$person"
accepts 'a file, as JSON' assess "$person" --format json
check 'the id' answers '^  "id": "李,\\"四\\"",$'
check 'the day' answers '^  "on": "2026-03-10",$'
check 'no trace' never_answers '"trace"'
accepts 'an option with =' assess --format=json "$person" --on=2026-03-10
accepts 'the trace' assess "$person" --format json --trace
check 'the trace' answers '"trace"'

run assess --format json <"$person"
check 'standard input' is_status 0
run assess - --format json <"$person"
check 'standard input, named' answers '"reaches_120"'
(cd / && "$jifen" assess "$person" >"$out" 2>"$messages")
status=$?
check 'from any folder' is_status 0

# The keys in their order, at the top level.
run assess "$person" --format json --trace
keys=$(grep -oE '^  "[a-z_0-9]+"' "$out" | tr -d ' "\n' )
want='idonpolicypointsreaches_120points_nowverdictheadlineconfidencereasonspossible_reasonsmaterialsdatesassumptions'
check 'the keys' [ "$keys" = "${want}presumedmissingnext_questiontrace" ]

# Without a day it is today's, and two runs say the same.
printf '{"age": 40}' >"$scratch/today.json"
run assess "$scratch/today.json" --format json
day=$(TZ=UTC-8 date +%Y-%m-%d)
check 'today in Shanghai' answers "\"on\": \"$day\"|\"on\": \"$(TZ=UTC-8 date +%Y-%m-%d)\""

refuses 'no such file' 'no-such.json: expected a file' assess no-such.json
refuses 'a folder' 'expected a file' assess tests
run assess "$person" --on 2026-02-30
check 'no such day' is_status 2
check 'no such day' says "'--on': expected a date YYYY-MM-DD, found '2026-02-30'"
check 'no such day' is_silent

# usage NAME PATTERN ARGUMENT... - a mistake on the command line.
usage() {
    what=$1
    pattern=$2
    shift 2
    run "$@"
    check "$what" is_status 2
    check "$what" is_silent
    check "$what" says "$pattern"
}

usage 'no verb' 'jifen VERB --help'
usage 'an unknown verb' "no verb 'asses'" asses
usage 'an unknown option' "unknown option '--jason'" assess --jason
usage 'an option of another verb' "unknown option '--from'" assess --from csv
usage 'an option without its value' "'--on' needs DATE" assess --on
usage 'an option twice' "expected '--on' once" assess --on 2026-03-10 --on 2026-03-10
usage 'a value where none belongs' "'--trace' takes no value" assess --trace=yes
usage 'an unknown format' "'--format': expected text.json, found 'xml'" assess --format xml
usage 'an unknown language' "'--lang': expected zh.en, found 'fr'" assess --lang fr
usage 'two files' "found '$person' too" assess "$person" "$person"
usage 'no name to show' 'expected NAME' policy show

if [ -e /dev/full ]; then
    status=0
    "$jifen" assess "$person" >/dev/full 2>"$messages" || status=$?
    check 'a full disk' is_status 1
    check 'a full disk' says 'cannot write'
fi

finish
