// SPDX-License-Identifier: Apache-2.0
// The API answers with the bytes the command line prints: the same readers and writers, nothing between.
#include "base/day.h"
#include "site/frame.h"
#include "site/pages.h"
#include "wire/answer_json.h"
#include "wire/batch.h"
#include "wire/facts_json.h"
#include "wire/rules_json.h"

// ---- problems --------------------------------------------------------------------------------------------------------

// problem+json after RFC 9457: what is wrong, in which field, on which line.
static void put_problem(response *r, int status, const err *e, arena *mem) {
    buf detail = buf_make(mem);
    facts_print_error(e, &detail);
    buf_clear(&r->body);
    r->status = status;
    r->type = STR("application/problem+json");
    json_writer w = json_write_open(&r->body, true);
    json_write_object(&w);
    json_write_key_str(&w, STR("title"), STR("the facts cannot be used"));
    json_write_key_int(&w, STR("status"), status);
    json_write_key_str(&w, STR("detail"), buf_str(&detail));
    if (err_name(e).len > 0)
        json_write_key_str(&w, STR("field"), err_name(e));
    if (e->line > 0)
        json_write_key_int(&w, STR("line"), e->line);
    json_write_object_end(&w);
    buf_put_char(&r->body, '\n');
}

static int status_of(rc code) {
    return code == RC_INPUT ? 422 : code == RC_LIMIT ? 413 : 500;
}

// ?on=2026-03-10, as --on of the command line.
static rc read_frame(const site *s, const request *q, facts_frame *out, err *e) {
    str on = form_get(&q->form, STR("on"));
    *out = (facts_frame){.engine = s->engine, .on = q->today};
    out->on_is_given = form_has(&q->form, STR("on"));
    if (!out->on_is_given || day_parse(on, &out->on))
        return RC_OK;
    err_about(e, STR("on"));
    return err_set(e, RC_INPUT, "expected a day YYYY-MM-DD, found '{s}'", on);
}

// ---- one person ------------------------------------------------------------------------------------------------------

void api_assess(const site *s, const request *q, response *r) {
    facts_frame frame;
    facts who;
    jifen_answer a;
    err e;
    err_clear(&e);
    rc code = read_frame(s, q, &frame, &e);
    if (code == RC_OK)
        code = facts_json_read(&frame, q->body, 1, q->mem, &who, &e);
    if (code == RC_OK)
        code = jifen_assess(who.law, &who.who, (jifen_wishes){0}, q->mem, &a, &e);
    if (code != RC_OK) {
        put_problem(r, status_of(code), &e, q->mem);
        return;
    }
    r->type = STR("application/json");
    json_writer w = json_write_open(&r->body, true);
    answer_json_write(&w, &who, &a);
    buf_put_char(&r->body, '\n');
}

// ---- many people -----------------------------------------------------------------------------------------------------

typedef struct {
    batch *b;
    arena mem;  // for one row
    buf *out;
} batch_job;

static rc take_row(void *ctx, const batch_row *row, err *e) {
    (void)e;
    batch_job *job = ctx;
    rc code = batch_answer(job->b, row, &job->mem, job->out);
    return code == RC_INPUT || code == RC_LIMIT ? RC_OK : code;
}

static void note_nothing(void *ctx, str text) {
    (void)ctx;
    (void)text;
}

void api_batch(const site *s, const request *q, response *r) {
    batch_job job = {.out = &r->body};
    batch_options o = {.from = BATCH_NDJSON, .to = BATCH_NDJSON};
    err e;
    err_clear(&e);
    rc code = read_frame(s, q, &o.frame, &e);
    arena_init(&job.mem, q->mem->source, 0);
    if (code == RC_OK)
        job.b = batch_open(&o, (batch_sink){&job, take_row, note_nothing}, q->mem);
    if (code == RC_OK && job.b == NULL)
        code = RC_MEMORY;
    if (code == RC_OK)
        code = batch_feed(job.b, q->body, &e);
    if (code == RC_OK)
        code = batch_end(job.b, &e);
    arena_done(&job.mem);
    r->type = STR("application/x-ndjson");
    if (code != RC_OK)
        put_problem(r, status_of(code), &e, q->mem);
}

// ---- what is known ---------------------------------------------------------------------------------------------------

void api_policies(const site *s, const request *q, response *r) {
    (void)q;
    r->type = STR("application/json");
    json_writer w = json_write_open(&r->body, true);
    json_write_list(&w);
    for (size_t i = 0; i < jifen_n_laws(s->engine); i++)
        rules_json_law(&w, jifen_info(jifen_law_at(s->engine, i)));
    json_write_list_end(&w);
    buf_put_char(&r->body, '\n');
}

static void write_options(json_writer *w, const jifen_type *t) {
    json_write_key(w, STR("options"));
    json_write_flat(w);
    json_write_list(w);
    for (size_t i = 0; i < t->n_options; i++) {
        json_write_object(w);
        json_write_key_str(w, STR("name"), t->options[i].name);
        json_write_key_str(w, STR("label"), t->options[i].label);
        json_write_object_end(w);
    }
    json_write_list_end(w);
}

static str kind_name(kind k) {
    static const str names[] = {
        [KIND_BOOL] = STR_INIT("bool"),     [KIND_ENUM] = STR_INIT("enum"), [KIND_SET] = STR_INIT("set"),
        [KIND_NUMBER] = STR_INIT("number"), [KIND_DATE] = STR_INIT("date"), [KIND_MONTH] = STR_INIT("month")};
    return names[k];
}

static void write_question(json_writer *w, const jifen_fact *f) {
    json_write_object(w);
    json_write_key_str(w, STR("name"), f->type.name);
    json_write_key_str(w, STR("label"), f->type.label);
    json_write_key_str(w, STR("kind"), kind_name(f->type.kind));
    if (f->type.kind == KIND_NUMBER) {
        json_write_key(w, STR("least"));
        json_write_decimal(w, f->type.domain.lo, f->type.scale);
        json_write_key(w, STR("most"));
        json_write_decimal(w, f->type.domain.hi, f->type.scale);
    }
    if (f->type.n_options > 0)
        write_options(w, &f->type);
    json_write_key_str(w, STR("ask"), f->ask);
    json_write_key_maybe(w, STR("hint"), f->hint);
    json_write_key_str(w, STR("section"), f->section);
    json_write_key_maybe(w, STR("presumed"), f->default_text);
    json_write_object_end(w);
}

void api_questions(const site *s, const request *q, response *r) {
    const jifen_law *l = site_law(s, q->today);
    r->type = STR("application/json");
    json_writer w = json_write_open(&r->body, true);
    json_write_list(&w);
    for (size_t i = 0; i < jifen_n_facts(l); i++)
        if (jifen_fact_at(l, i)->ask.len > 0)
            write_question(&w, jifen_fact_at(l, i));
    json_write_list_end(&w);
    buf_put_char(&r->body, '\n');
}
