// SPDX-License-Identifier: Apache-2.0
#include "test.h"

#include "site/media.h"

static void check_types(void) {
    static const struct {
        str type;
        media is;
    } types[] = {
        {STR_INIT("application/json"), MEDIA_JSON},
        {STR_INIT("Application/JSON ; charset=UTF-8"), MEDIA_JSON},
        {STR_INIT("application/json;charset=\"utf-8\""), MEDIA_JSON},
        {STR_INIT("application/json; charset=gb18030"), MEDIA_NONE},
        {STR_INIT("application/x-ndjson"), MEDIA_NDJSON},
        {STR_INIT("text/csv; header=present"), MEDIA_CSV},
        {STR_INIT("text/csv; charset=GB18030"), MEDIA_CSV},
        {STR_INIT("text/csv; charset=gbk; header=present"), MEDIA_CSV},
        {STR_INIT("text/csv; charset=\"gb2312\""), MEDIA_CSV},
        {STR_INIT("text/csv; charset=utf-16"), MEDIA_NONE},
        {STR_INIT("text/csv; charset=utf-16; charset=utf-8"), MEDIA_NONE},
        {STR_INIT("application/x-ndjson; charset=gb18030"), MEDIA_NONE},
        {STR_INIT("text/csvx"), MEDIA_NONE},
        {STR_INIT("application/x-www-form-urlencoded"), MEDIA_NONE},
        {STR_INIT("text/plain"), MEDIA_NONE},
        {STR_INIT(";"), MEDIA_NONE},
        {STR_INIT(""), MEDIA_NONE},
    };
    CHECK_TABLE(types, i)
    CHECK_INT(media_find(types[i].type), types[i].is);
}

static void check_choices(void) {
    enum { BOTH = MEDIA_NDJSON | MEDIA_CSV };
    static const struct {
        str accept;
        media fallback, is;
    } choices[] = {
        {STR_INIT(""), MEDIA_CSV, MEDIA_CSV},
        {STR_INIT("*/*"), MEDIA_CSV, MEDIA_CSV},
        {STR_INIT("*/*"), MEDIA_NDJSON, MEDIA_NDJSON},
        {STR_INIT("text/csv"), MEDIA_NDJSON, MEDIA_CSV},
        {STR_INIT("TEXT/CSV"), MEDIA_NDJSON, MEDIA_CSV},
        {STR_INIT("text/*"), MEDIA_NDJSON, MEDIA_CSV},
        {STR_INIT("application/x-ndjson, text/csv;q=0.5"), MEDIA_CSV, MEDIA_NDJSON},
        {STR_INIT("application/x-ndjson;q=0.2, text/csv;q=0.5"), MEDIA_NDJSON, MEDIA_CSV},
        {STR_INIT("text/csv;q=0, */*"), MEDIA_CSV, MEDIA_NDJSON},
        {STR_INIT("text/html, */*;q=0.1"), MEDIA_CSV, MEDIA_CSV},
        {STR_INIT("text/csv;q=0"), MEDIA_CSV, MEDIA_NONE},
        {STR_INIT("text/html"), MEDIA_CSV, MEDIA_NONE},
        {STR_INIT("application/json"), MEDIA_CSV, MEDIA_NONE},
        {STR_INIT(","), MEDIA_CSV, MEDIA_NONE},
    };
    CHECK_TABLE(choices, i)
    CHECK_INT(media_choose(choices[i].accept, BOTH, choices[i].fallback), choices[i].is);
}

int main(void) {
    check_types();
    check_choices();
    CHECK_MAIN();
}
