// SPDX-License-Identifier: Apache-2.0
// JSON of strangers. What is read and written again reads the same; what is refused says where and why in valid UTF-8; facts
// that are accepted lie in their domains.
#include "fuzz.h"

#include "unit/wire/sample.h"
#include "wire/facts_json.h"
#include "wire/json_read.h"
#include "wire/json_write.h"

#include "base/day.h"
#include "base/utf8.h"

static void must_explain(rc code, const err *e) {
    FUZZ_MUST(code == e->code);
    if (code == RC_OK)
        return;
    FUZZ_MUST(code == RC_INPUT || code == RC_LIMIT);
    FUZZ_MUST(e->line > 0 && err_text(e).len > 0 && utf8_is_valid(err_text(e), NULL));
}

// Copy one value from the reader to the writer. Recursion is bounded by the reader.
static rc copy_value(json_reader *r, json_writer *w, err *e) {
    json_value v;
    rc code = json_read_value(r, &v, e);
    if (code != RC_OK)
        return code;
    switch (v.kind) {
    case JSON_NULL: json_write_null(w); return RC_OK;
    case JSON_BOOL: json_write_bool(w, v.yes); return RC_OK;
    case JSON_NUMBER: json_write_number(w, v.text); return RC_OK;
    case JSON_STRING: json_write_str(w, v.text); return RC_OK;
    case JSON_LIST: json_write_list(w); break;
    case JSON_OBJECT: json_write_object(w); break;
    }
    for (;;) {
        bool more;
        json_value key;
        code = v.kind == JSON_LIST ? json_read_item(r, &more, e) : json_read_key(r, &more, &key, e);
        if (code != RC_OK)
            return code;
        if (!more)
            break;
        if (v.kind == JSON_OBJECT)
            json_write_any_key(w, key.text);
        code = copy_value(r, w, e);
        if (code != RC_OK)
            return code;
    }
    if (v.kind == JSON_LIST)
        json_write_list_end(w);
    else
        json_write_object_end(w);
    return RC_OK;
}

// The text written anew; RC_OK when it is JSON.
static rc rewrite(str text, bool indent, arena *mem, str *out, err *e) {
    buf b = buf_make(mem);
    json_writer w = json_write_open(&b, indent);
    json_reader r = json_read_open(text, 1, mem);
    err_clear(e);
    rc code = copy_value(&r, &w, e);
    if (code == RC_OK)
        code = json_read_end(&r, e);
    *out = buf_str(&b);
    return code;
}

static void try_json(str text, arena *mem) {
    err e;
    str once, wide, again;
    rc code = rewrite(text, false, mem, &once, &e);
    must_explain(code, &e);
    if (code != RC_OK)
        return;
    FUZZ_MUST(rewrite(once, true, mem, &wide, &e) == RC_OK);
    FUZZ_MUST(rewrite(wide, false, mem, &again, &e) == RC_OK);
    FUZZ_MUST(str_is(once, again));
}

static void try_facts(const jifen *engine, str text, arena *mem) {
    facts_frame f = {.engine = engine, .on = day_from_civil(2026, 3, 10)};
    facts who;
    err e;
    err_clear(&e);
    rc code = facts_json_read(&f, text, 1, mem, &who, &e);
    must_explain(code, &e);
    if (code != RC_OK)
        return;
    for (size_t i = 0; i < jifen_n_facts(who.law); i++) {
        const jifen_fact *fact = jifen_fact_at(who.law, i);
        if (fact->is_records || who.who.given[i] != GIVEN_SET)
            continue;
        FUZZ_MUST(!set_is_empty(fact->type.kind, who.who.value[i]));
        FUZZ_MUST(set_has(fact->type.kind, fact->type.domain, who.who.value[i]));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static arena laws;
    static const jifen *engine;
    if (engine == NULL) {
        arena_init(&laws, arena_malloc(), 0);
        engine = sample_open(&laws);
    }
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    str text = {(const char *)data, size};
    try_json(text, &mem);
    try_facts(engine, text, &mem);
    arena_done(&mem);
    return 0;
}
