// SPDX-License-Identifier: Apache-2.0
// Worked cases of a law: each is assessed, and what it expects is held against what came out.
#include "engine/case_expect.h"
#include "engine/case_read.h"
#include "engine/handle.h"

#include "base/utf8.h"

enum { TITLE_BYTES = 90 };

typedef struct {
    const jifen_law *law;
    const law_case *at;
    arena own;  // of one case
    buf *report;
    size_t n_failures;  // of this case
} tester;

// The first line of the case's text.
static void put_title(str title, buf *out) {
    str line = STR("");
    (void)str_next_line(&title, &line);  // an empty title stays empty
    size_t len = utf8_cut(line, TITLE_BYTES);
    buf_put(out, str_slice(line, 0, len));
    if (len < line.len)
        BUF_LIT(out, "…");
}

static void put_failure(tester *t, str expected, str found) {
    const law *l = t->law->law;
    t->n_failures++;
    buf_print(t->report, "{s}:{i}: case '", l->files[t->at->at.file].name, (int64_t)t->at->at.line);
    put_title(t->at->title, t->report);
    buf_print(t->report, "': expected {s}, found {s}\n", expected, found);
}

static void put_malformed(tester *t, const err *e) {
    buf found = buf_make(&t->own);
    if (e->name_len > 0)
        buf_print(&found, "fact '{s}': {s}", err_name(e), err_text(e));
    else
        buf_put(&found, err_text(e));
    put_failure(t, STR("a person"), buf_str(&found));
}

static void expect_part(tester *t, const case_outcome *o, str part) {
    buf expected = buf_make(&t->own), found = buf_make(&t->own);
    switch (case_expect(o, part, &t->own, &found)) {
    case CASE_HOLDS: return;
    case CASE_DIFFERS: put_failure(t, part, buf_str(&found)); return;
    case CASE_MALFORMED:
        buf_print(&expected, "{s}", buf_str(&found));
        buf_clear(&found);
        buf_print(&found, "'{s}'", part);
        put_failure(t, buf_str(&expected), buf_str(&found));
    }
}

static void expect_all(tester *t, const case_outcome *o) {
    str rest = str_trim(t->at->expected), part;
    if (rest.len == 0)
        put_failure(t, STR("something behind =>"), STR("nothing"));
    while (case_next_part(&rest, &part))
        expect_part(t, o, part);
}

// RC_OK also when the case fails; anything else is trouble of our own.
static rc run_case(tester *t, err *e) {
    const law *l = t->law->law;
    case_person *p = ARENA_NEW(&t->own, case_person);
    if (p == NULL)
        return err_set(e, RC_MEMORY, "no memory for a case");
    err refusal;
    err_clear(&refusal);
    jifen_answer answer;
    rc code = case_read_person(t->law, t->at->given, t->at->person, &t->own, p, &refusal);
    bool is_held = !p->has_day || (p->who.on >= l->from && p->who.on <= l->to);
    if (code == RC_OK && is_held)
        code = jifen_assess(t->law, &p->who, (jifen_wishes){0}, &t->own, &answer, &refusal);
    if (code == RC_MEMORY || code == RC_BUG)
        return err_set(e, code, "{s}", err_text(&refusal));
    bool has_answer = code == RC_OK && is_held;
    case_outcome o = {t->law, has_answer ? &answer : NULL,     &p->who,
                      p->way, code == RC_OK ? NULL : &refusal, is_held};
    if (p->is_malformed)
        put_malformed(t, &refusal);
    else
        expect_all(t, &o);
    return RC_OK;
}

rc jifen_test(const jifen_law *l, arena *mem, buf *report, size_t *n_passed, size_t *n_failed, err *e) {
    tester t = {.law = l, .report = report};
    size_t passed = 0, failed = 0;
    rc code = RC_OK;
    arena_init(&t.own, mem->source, mem->limit_bytes);
    for (uint32_t i = 0; i < l->law->n_cases && code == RC_OK; i++) {
        t.at = &l->law->cases[i];
        t.n_failures = 0;
        code = run_case(&t, e);
        passed += t.n_failures == 0;
        failed += t.n_failures > 0;
        arena_reset(&t.own);
    }
    arena_done(&t.own);
    if (code == RC_OK) {
        *n_passed = passed;
        *n_failed = failed;
    }
    return code;
}
