// SPDX-License-Identifier: Apache-2.0
// Facts as strangers write them, in CSV cells and in worked cases: what is accepted lies in the domain, prints, and reads
// back the same; what is refused says so and changes nothing. The first byte picks the fact and the strictness.
#include "fuzz.h"

#include "engine/case_read.h"
#include "unit/engine/small_law.h"

#include "base/utf8.h"

static bool is_same(const jifen_type *t, const person *a, const person *b, size_t fact) {
    if (a->given[fact] != GIVEN_SET || b->given[fact] != GIVEN_SET)
        return a->given[fact] == b->given[fact];
    return set_is_same(t->kind, a->value[fact], b->value[fact]);
}

// What is printed for machines can be read strictly; what is printed for people can be read by people's rules when it
// is a single value (a set of labels may hold the sign between them).
static void read_back(const jifen_law *l, const person *p, size_t fact, bool labels) {
    const jifen_type *t = &jifen_fact_at(l, fact)->type;
    char block[400];
    buf printed = buf_over(block, sizeof block);
    jifen_print_value(t, p->value[fact], labels, &printed);
    FUZZ_MUST(!printed.failed);
    person again;
    jifen_person_init(&again, 0);
    FUZZ_MUST(jifen_put_text(l, &again, fact, buf_str(&printed), labels, NULL) == RC_OK);
    FUZZ_MUST(is_same(t, p, &again, fact));
}

static void try_fact(const jifen_law *l, size_t fact, str text, bool loose) {
    const jifen_type *t = &jifen_fact_at(l, fact)->type;
    person p;
    err e;
    err_clear(&e);
    jifen_person_init(&p, 0);
    if (jifen_put_text(l, &p, fact, text, loose, &e) != RC_OK) {
        FUZZ_MUST(e.code == RC_INPUT && err_text(&e).len > 0 && utf8_is_valid(err_text(&e), NULL));
        FUZZ_MUST(p.given[fact] == GIVEN_NOT && str_is(err_name(&e), t->name));
        return;
    }
    if (p.given[fact] == GIVEN_NULL)
        return;
    FUZZ_MUST(!set_is_empty(t->kind, p.value[fact]) && set_has(t->kind, t->domain, p.value[fact]));
    read_back(l, &p, fact, false);
    if (set_is_one(t->kind, p.value[fact]) && t->kind != KIND_SET)
        read_back(l, &p, fact, true);
}

static void try_case(const jifen_law *l, str text) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    case_person p;
    err e;
    err_clear(&e);
    rc code = case_read_person(l, STR("on 2026-03-10"), text, &mem, &p, &e);
    FUZZ_MUST(code == e.code && (code == RC_OK || err_text(&e).len > 0));
    if (code == RC_OK && p.who.given[SMALL_LOANS] == GIVEN_SET)
        for (uint32_t i = 1; i < p.who.n_records; i++)
            FUZZ_MUST(p.who.records[i - 1].value[0] < p.who.records[i].value[0]);
    str word;
    while (case_next_word(&text, &word))
        FUZZ_MUST(word.len > 0);
    arena_done(&mem);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const jifen_law *l = small_law();
    if (size == 0)
        return 0;
    str text = {(const char *)data + 1, size - 1};
    size_t choice = data[0] % (2 * SMALL_N_FACTS + 1);
    if (choice == 2 * SMALL_N_FACTS)
        try_case(l, text);
    else
        try_fact(l, choice / 2, text, choice % 2 == 1);
    return 0;
}
