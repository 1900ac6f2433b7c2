#!/bin/sh
# One person as JSON that cannot be used: each kind of mistake is named with its place, and nothing is answered.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

person=$scratch/person.json
at="jifen: $person:1"

# refuse NAME PATTERN FORMAT - a person written by printf; the pattern stands behind the place in line 1.
refuse() {
    # shellcheck disable=SC2059  # the format is the text
    printf "$3" >"$person"
    refuses "$1" "^$at: $2" assess "$person" --on 2026-03-10 --format json
}

accept() {
    # shellcheck disable=SC2059
    printf "$2" >"$person"
    accepts "$1" assess "$person" --on 2026-03-10 --format json
}

fact() { printf "fact '%s': expected .*, found %s" "$1" "$2"; }

refuse 'empty' 'expected one object .*, found nothing' ''
refuse 'blank' 'expected one object .*, found nothing' ' \n'
refuse 'truncated in an object' "expected ',' or '}', found the end" '{"age": 40'
refuse 'truncated in a text' 'expected .*, found the end' '{"education": "bach'
refuse 'truncated behind a comma' 'expected .*, found the end' '{"age": 40,'
refuse 'NUL outside' 'expected .*, found byte 0x00' '{"age":\000 40}'
refuse 'NUL in a text' 'expected .*, found byte 0x00' '{"education":"none\000"}'
refuse 'NUL written as an escape' 'expected an escape' '{"education":"none\\u0000"}'
refuse 'broken UTF-8' 'expected UTF-8, found byte 0xFF' '{"education":"\377"}'
refuse 'UTF-16' 'expected .*, found byte 0xFF' '\377\376{\000}\000'
refuse 'GB18030' 'expected UTF-8' '{"education":"\261\276\277\306"}'
refuse 'two objects' 'expected nothing more' '{} {}'
refuse 'a list' 'expected one object .*, found a list' '[]'
refuse 'a number of 400 digits' "fact 'age': expected .*, found" "{\"age\": $(printf '%0400d' 0 | tr 0 9)}"
refuse '1e999' "$(fact age "'1e999'")" '{"age": 1e999}'
refuse 'no such day' "$(fact birth_date "'2026-02-30'")" '{"birth_date": "2026-02-30"}'
refuse 'a day in another form' "$(fact birth_date "'2026/3/5'")" '{"birth_date": "2026/3/5"}'
refuse 'a key twice' "fact 'age': expected it once" '{"age": 40, "age": 41}'
refuse 'a key twice, escaped' "fact 'age': expected it once" '{"age": 40, "\\u0061ge": 40}'
refuse 'a month twice' "fact 'insurance': expected each month once, found 2026-01" \
    '{"insurance":[{"month":"2026-01","base":12000},{"month":"2026-01","base":12000}]}'
refuse 'a misspelt name' "fact 'edukation': expected 'education'" '{"edukation": "none"}'
refuse 'an unknown name' "fact 'favourite_colour': expected a known name" '{"favourite_colour": "red"}'
refuse 'a misspelt name in a record' "fact 'insurance': record 1: expected 'status', found 'statsu'" \
    '{"insurance":[{"month":"2026-01","base":12000,"statsu":"paid"}]}'
refuse 'a misspelt value' "fact 'education': expected .*bachelor.*, found 'bachelr'" '{"education": "bachelr"}'
refuse 'a text for a number' "$(fact age 'the text "40"')" '{"age": "40"}'
refuse 'a number for a truth' "$(fact insured_now 'the number 1')" '{"insured_now": 1}'
refuse 'a text for a truth' "$(fact insured_now 'the text "true"')" '{"insured_now": "true"}'
refuse 'a text for a set' "$(fact changes 'the text "spouse"')" '{"changes": "spouse"}'
refuse 'an object for a fact' "$(fact age 'an object')" '{"age": {}}'
refuse 'an object for records' "$(fact insurance 'an object')" '{"insurance": {}}'
refuse 'a set in a record' "fact 'insurance': record 1, 'base': expected .*, found a list" \
    '{"insurance":[{"month":"2026-01","base":[1,2]}]}'
refuse 'nothing known in a record' "fact 'insurance': record 1, 'iit': expected .*, found null" \
    '{"insurance":[{"month":"2026-01","base":12000,"iit":null}]}'
refuse 'no base' "fact 'insurance': record 1, 'base': expected" '{"insurance":[{"month":"2026-01"}]}'
refuse 'the least behind the most' "fact 'age': expected the least first, found .40, 30." '{"age": [40, 30]}'
refuse 'three values' "$(fact age 'a list')" '{"age": [30, 40, 50]}'
refuse 'beyond the range' "$(fact age "'17'")" '{"age": 17}'
refuse 'half a month' "$(fact insurance_months "'36.5'")" '{"insurance_months": 36.5}'
refuse 'three decimals of money' "$(fact invest_tax_3y "'0.125'")" '{"invest_tax_3y": 0.125}'
refuse 'another day' "fact 'on': expected 2026-03-10 .*, found 2026-03-11" '{"on": "2026-03-11"}'
refuse 'months that cannot be' "fact 'months_48_1x': .*months_48_2x" '{"months_48_2x": 10, "months_48_1x": 5}'
refuse 'months that cannot be, apart' ".*(months_12_1x.*paid_months_12|paid_months_12.*months_12_1x)" \
    '{"months_12_1x": 6, "insurance_months": 60, "age": 40, "paid_months_12": 5}'
refuse 'an age that is not that of the birthday' "fact '(age|birth_date)': .*(age|birth_date)" \
    '{"birth_date": "1980-01-01", "age": 30}'
refuse 'a child' "fact '(age|birth_date)'" '{"birth_date": "2020-01-01"}'
refuse 'a wedding tomorrow' '.*(marriage_date.*spouse_shanghai|spouse_shanghai.*marriage_date)' \
    '{"spouse_shanghai": true, "marriage_date": "2026-03-11"}'
refuse 'an endorsement tomorrow' "fact 'permit_renewed_on'" '{"permit_renewed_on": "2026-03-11"}'
refuse "last year's endorsement" ".*permit_expiry.*permit_renewed_on.*去年" \
    '{"permit_expiry": "2026-03-20", "permit_renewed_on": "2025-03-10"}'
refuse 'points renewed without a permit' ".*points_renewed_on.*permit_renewed_on" '{"points_renewed_on": "2026-03-09"}'

accept 'a base nobody looks at' '{"insurance": [{"month": "2025-01", "status": "missing", "base": "x"}]}'
refuse 'a base that counts' "fact 'insurance': record 1, 'base': .*found the text" \
    '{"insurance": [{"month": "2025-01", "base": "x"}]}'
accept 'a byte order mark' '\357\273\277{"age": 40}'
accept 'CRLF' '{\r\n"age": 40\r\n}\r\n'
accept 'nothing known' '{}'
accept 'a wedding that does not count' '{"spouse_shanghai": false, "marriage_date": "2026-03-11"}'

printf '{\n"age": 40,\n\n"edukation": "none"}' >"$person"
refuses 'the line' "^jifen: $person:4: fact 'edukation'" assess "$person" --on 2026-03-10

printf '{"on": "2022-12-31"}' >"$person"
refuses 'a day before the law' "^$at: fact 'on': expected a day of 2023-01-01.." assess "$person"

{ printf '{"age":'; head -c 20000 /dev/zero | tr '\0' '['; } >"$person"
refuses '20,000 levels, open' 'expected at most 64 brackets' assess "$person"
{ printf '{"age":'; head -c 20000 /dev/zero | tr '\0' '['; head -c 20000 /dev/zero | tr '\0' ']'; printf '}'; } >"$person"
refuses '20,000 levels, closed' 'expected at most 64 brackets' assess "$person"

finish
