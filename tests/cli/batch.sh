#!/bin/sh
# Many people: CSV and NDJSON on either side, rows that are bad, headers that are no use, and several threads.
# SPDX-License-Identifier: Apache-2.0
. tests/cli/lib.sh

rows=$scratch/people.csv

# cells N - the N-th row of the answer.
row() { sed -n "${1}p" "$out"; }
row_is() { [ "$(row "$1")" = "$2" ]; }
row_says() { row "$1" | grep -qE -- "$2"; }

head='id,age,education,title,credential,insurance_years,base_bonus,shortage_major,investment,hiring,enterprise'
head="$head,sanitation,suburb,fresh_graduate,award,spouse,entrepreneur,tech_transfer,false_materials,detentions"
head="$head,crimes,total,reaches_120,verdict,reasons,possible_reasons,assumptions,error"

cat >"$rows" <<'END'
id,age,education,insurance_months,birth_date,changes,insured_now,title,permit_expiry
1,40,bachelor_with_degree,36..48,,employer|spouse,是,none,2026-03-20
2,４０,bachelor/master,？,,none,false,intermediate,2026/3/20
3,,none,0,1988年5月12日,,?,,
4,forty,none,0,,,,,
END
run batch "$rows" --on 2026-03-10
check 'a bad row' is_status 3
check 'a bad row' is_one_line
check 'a bad row' says '1 of 4 rows'
check 'as many rows' has_lines 5
check 'the header' row_is 1 "$head"
check 'sets' row_says 2 '^1,30,90,0,90,9\.\.12,'
check 'a full-width number, an enum of two' row_says 3 '^2,30,60\.\.100,'
check 'a day in Chinese' row_says 4 '^3,30,0,'
check 'the bad row keeps its id' row_says 5 "^4,,,.*fact 'age': expected .*, found 'forty'"

run batch "$rows" --on 2026-03-10 --to ndjson
check 'NDJSON out' row_says 1 '^\{"id":"1","on":"2026-03-10","policy":'
check 'NDJSON out, no header' has_lines 4
check 'NDJSON out, a bad row' row_says 4 '^\{"id":"4","error":"fact .age.: expected'
check 'NDJSON out, no trace' never_answers '"trace"'

cat >"$scratch/people.ndjson" <<'END'
{"id": 1, "age": 40}
{"id": 2.50, "agee": 40}

{"id": "x", "age": 40
{"age": 41, "on": "2026-03-11"}
{"id": 5, "age": 40, "on": "2026-03-10"}
END
run batch "$scratch/people.ndjson" --on 2026-03-10
check 'NDJSON' is_status 3
check 'NDJSON, as many rows' has_lines 5
check 'NDJSON, by the ending' row_says 1 '^\{"id":1,"on":"2026-03-10"'
check 'an unknown fact' row_says 2 "^\{\"id\":2.50,\"error\":\"fact 'agee': expected 'age'"
check 'a truncated line' row_says 3 '^\{"id":"x","error":'
check 'another day' row_says 4 "^\{\"id\":null,\"error\":\"fact 'on': expected 2026-03-10"
check 'the last row' row_says 5 '^\{"id":5,"on"'
run batch "$scratch/people.ndjson" --on 2026-03-10 --to csv
check 'NDJSON to CSV' row_is 1 "$head"
check 'NDJSON to CSV' row_says 3 '^2.50,,,'

# Standard input is CSV; quoted line breaks; columns in any order; unknown ones named once.
printf 'note,id,age\r\n"a\r\nb, ""c""",7,40\r\n,8,\r\n' >"$rows"
run batch - --on 2026-03-10 <"$rows"
check 'quoted line breaks' is_status 0
check 'quoted line breaks' has_lines 3
check 'an unknown column' says "column 'note' is not known"
check 'an unknown column, once' is_one_line
run batch --on 2026-03-10 <"$rows"
check 'standard input' has_lines 3
printf 'id,edukation\n1,none\n' >"$rows"
run batch "$rows" --on 2026-03-10
check 'a misspelt column' says "nearest name is 'education'"
# A sheet whose cells are not parted by commas, and one of something else.
printf 'id;on;age\n1;2026-03-05;40\n' >"$rows"
run batch "$rows"
check 'semicolons' is_status 2
check 'semicolons' has_lines 0
check 'semicolons' says 'with commas between'
printf 'name,city\na,b\n' >"$rows"
run batch "$rows"
check 'no column that is known' is_status 2
printf 'id,insured_now\n1,True\n2,False\n' >"$scratch/people.CSV"
run batch "$scratch/people.CSV" --on 2026-03-10
check 'an ending in capitals, truths as Python writes them' is_status 0

# GB18030 as Chinese spreadsheets write it.
printf 'id,姓名,insured_now,birth_date\n1,张三,是,1988年5月12日\n2,李四,否,1988/5/12\n' >"$scratch/utf8.csv"
iconv -f UTF-8 -t GB18030 "$scratch/utf8.csv" >"$rows"
run batch "$rows" --on 2026-03-10 --to ndjson
check 'GB18030' is_status 0
check 'GB18030, said' says 'read as GB18030'
check 'GB18030, the column' says "column '姓名'"
cp "$out" "$scratch/from-gb"
run batch "$scratch/utf8.csv" --on 2026-03-10 --to ndjson
check 'GB18030 is as UTF-8' cmp -s "$out" "$scratch/from-gb"
# Letters of two bytes at odd places, over the borders between blocks.
fines=tests/packs/library-fines.md
awk 'BEGIN {
    for (i = 0; i < 200; i++) note = note "张三是一个人"
    print "id,note,reader,days_late"
    for (i = 0; i < 600; i++) printf "%d,%s%s,adult,%d\n", i, substr("xxxxxxx", 1, i % 8), note, i % 400
}' >"$scratch/big.csv"
iconv -f UTF-8 -t GB18030 "$scratch/big.csv" >"$rows"
run batch "$scratch/big.csv" --on 2026-03-10 --law $fines
cp "$out" "$scratch/one"
run batch "$rows" --on 2026-03-10 --law $fines
check 'much GB18030' is_status 0
check 'much GB18030' says 'read as GB18030'
check 'much GB18030' cmp -s "$out" "$scratch/one"
check 'much GB18030' has_lines 601

printf '\377\376i\000d\000\n\000' >"$rows"
refuses 'UTF-16' 'found UTF-16' batch "$rows"
printf 'id,age\n1,40\n\377,40\n3,4\0000\n4,"40\n5,40\n' >"$rows"
run batch "$rows" --on 2026-03-10
check 'broken rows' is_status 3
check 'broken rows, the first' row_says 2 '^1,30,'
check 'broken rows, a letter' row_says 3 '^,.*UTF-8'
check 'broken rows, NUL' row_says 4 '^3,.*NUL'
check 'broken rows, a quote' row_says 5 '^4,.*quote'

refuses 'an empty file' 'found nothing' batch - </dev/null
refuses 'an empty file, NDJSON' 'found nothing' batch - --from ndjson </dev/null
printf 'id,age,age\n1,40,40\n' >"$rows"
refuses 'a column twice' ":1: column 'age': expected it once" batch "$rows"
printf 'id,,age\n1,40,40\n' >"$rows"
refuses 'a column without a name' ':1: column 2: expected a name' batch "$rows"
cp "$rows" "$scratch/people.txt"
run batch "$scratch/people.txt"
check 'an unknown ending' is_status 2
check 'an unknown ending' says 'expected --from csv or --from ndjson'
printf 'id,age\n' >"$rows"
accepts 'a header alone' batch "$rows"
check 'a header alone' has_lines 1
printf '\357\273\277id,age\r1,40\r2,41' >"$rows"
accepts 'a mark, and CR as line end' batch "$rows"
check 'a mark, and CR as line end' has_lines 3

# Records of months in a cell.
cat >"$rows" <<'END'
id,insurance
1,"[{""month"":""2026-02"",""base"":12000},{""month"":""2026-01"",""base"":12000}]"
2,[]
3,?
4,"[{""month"":""2026-02"",""base"":12000},{""month"":""2026-02"",""base"":12000}]"
END
run batch "$rows" --on 2026-03-10
check 'records' is_status 3
check 'records twice' row_says 5 "fact 'insurance': expected each month once"

# As many threads as one likes: the same bytes.
for threads in 2 3 8; do
    run batch "$scratch/big.csv" --on 2026-03-10 --law $fines -j $threads
    check "$threads threads" cmp -s "$out" "$scratch/one"
done
run batch "$scratch/big.csv" -j 0
check 'no threads' is_status 2
run batch "$scratch/big.csv" -j4 --on 2026-03-10 --law $fines
check '-j4' cmp -s "$out" "$scratch/one"

finish
