// SPDX-License-Identifier: Apache-2.0
// Facts of strangers, by the API: an answer for each row, or a problem that says what and where. The first byte chooses the path, the
// media and whether a day is asked for.
#include "fuzz.h"

#include "fuzz/answer.h"
#include "unit/site/ask.h"
#include "wire/batch.h"

enum { IS_BATCH = 1, FROM_CSV = 2, TO_CSV = 4, HAS_DAY = 8 };

static request make_request(uint8_t choice, str body, arena *mem) {
    request q = {.method = METHOD_POST, .body = body, .mem = mem};
    q.query = choice & HAS_DAY ? STR("on=2026-03-10") : (str){0};
    q.path = choice & IS_BATCH ? STR("/api/v1/batch") : STR("/api/v1/assess");
    q.content_type = !(choice & IS_BATCH)  ? STR("application/json")
                     : (choice & FROM_CSV) ? STR("text/csv")
                                           : STR("application/x-ndjson");
    q.accept = !(choice & IS_BATCH) ? STR("*/*")
               : (choice & TO_CSV)  ? STR("text/csv")
                                    : STR("application/x-ndjson");
    return q;
}

// A line of a body that is no blank one is a row of NDJSON, whatever it holds.
static size_t count_rows(str text) {
    size_t n = 0;
    bool has_some = false;
    for (size_t i = 0; i <= text.len; i++) {
        bool is_end = i == text.len || text.ptr[i] == '\n';
        n += is_end && has_some;
        char c = is_end ? ' ' : text.ptr[i];
        has_some = !is_end && (has_some || (c != ' ' && c != '\t' && c != '\r'));
    }
    return n;
}

static void must_fit(const response *r, uint8_t choice, str body) {
    bool is_whole =
        str_is(r->type, choice & IS_BATCH ? (choice & TO_CSV ? STR("text/csv") : STR("application/x-ndjson"))
                                          : STR("application/json"));
    FUZZ_MUST(r->status == 200 ? is_whole : str_is(r->type, STR("application/problem+json")));
    FUZZ_MUST(r->status == 200 || r->status == 413 || r->status == 422);
    if (r->status == 200 && (choice & IS_BATCH) && !(choice & FROM_CSV) && !(choice & TO_CSV))
        FUZZ_MUST(ask_count(r, STR("\n")) == count_rows(body));
    if (r->status == 200 && !(choice & IS_BATCH))
        FUZZ_MUST(ask_has(r, STR("\"points\": ")) && ask_has(r, STR("\"verdict\": ")));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static asker k;
    if (k.s.engine == NULL)
        asker_open(&k);
    if (size == 0)
        return 0;
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    str body = {(const char *)data + 1, size - 1};
    response r = ask_as(&k, make_request(data[0], body, &mem));
    answer_finish(&r);
    answer_must_be_sound(&r, &mem);
    must_fit(&r, data[0], body);
    arena_done(&mem);
    return 0;
}
