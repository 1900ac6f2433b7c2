// SPDX-License-Identifier: Apache-2.0
// What comes back with a form for a call: answers that are to go along, and the answer to a plain question. What is taken is taken as it
// stands a second time, is short enough, and can be shown.
#include "fuzz.h"

#include "base/limits.h"
#include "site/enclosed.h"
#include "site/questions.h"
#include "unit/site/ask.h"

static void must_be_short_and_stable(asker *k, str text) {
    request q = {.mem = &k->own, .today = k->today};
    str once = enclosed_check(&k->s, &q, text);
    FUZZ_MUST(once.len <= LIMIT_ENCLOSED_BYTES);
    FUZZ_MUST(str_is(enclosed_check(&k->s, &q, once), once));
    enclosed_list list = enclosed_read(&k->s, &q, once, k->today);
    FUZZ_MUST(once.len == 0 || list.n > 0);
    (void)enclosed_read(&k->s, &q, text, k->today);
}

static void must_be_answered(str text, arena *mem) {
    questions *list = NULL;
    err e;
    err_clear(&e);
    FUZZ_MUST(questions_read(questions_usual(), mem, &list, &e) == RC_OK);
    FUZZ_MUST(questions_is_right(list, text.len, STR("7"), mem) == (text.len % 5 == 0));
    (void)questions_is_right(list, text.len, text, mem);
    if (questions_read(text, mem, &list, &e) == RC_OK)
        FUZZ_MUST(questions_ask(list, text.len).len > 0 && !questions_is_right(list, text.len, (str){0}, mem));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static asker k;
    static bool is_open;
    str text = {(const char *)data, size};
    if (!is_open)
        asker_open(&k);
    is_open = true;
    arena_reset(&k.own);
    must_be_short_and_stable(&k, text);
    must_be_answered(text, &k.own);
    return 0;
}
