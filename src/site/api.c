// SPDX-License-Identifier: Apache-2.0
// The API answers with the bytes the command line prints: the same readers and writers, nothing between.
#include "base/day.h"
#include "site/media.h"
#include "site/pages.h"
#include "site/problem.h"
#include "wire/answer_json.h"
#include "wire/batch.h"
#include "wire/decode.h"
#include "wire/facts_json.h"
#include "wire/rules_json.h"

// ---- problems --------------------------------------------------------------------------------------------------------

static void put_problem(response *r, int status, const err *e, arena *mem) {
    buf detail = buf_make(mem);
    facts_print_error(e, &detail);
    problem p = {STR("the facts cannot be used"), buf_str(&detail), err_name(e), e->line};
    problem_put(r, status, &p);
    if (status >= 500)
        response_explain(r, e);
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
        code = jifen_assess(who.law, &who.who, (jifen_wishes){.bare = true}, q->mem, &a, &e);
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

enum { FEED_BYTES = 64 << 10 };  // at once, of a body without line ends

// Lives in the request's arena, as the body does, until the last row was answered.
typedef struct {
    batch *b;
    bool is_decoded;  // CSV
    decoder decoder;
    str left, text;  // of the body; of its block in hand, decoded
    bool is_read;    // there is no other block
    arena row_mem;
    buf *out;  // during one piece
    bool has_head, is_over;
} batch_job;

static void put_head(batch_job *job) {
    if (!job->has_head)
        batch_put_head(job->b, job->out);
    job->has_head = true;
}

static rc take_row(void *ctx, const batch_row *row, err *e) {
    (void)e;
    batch_job *job = ctx;
    put_head(job);
    rc code = batch_answer(job->b, row, &job->row_mem, job->out);
    return code == RC_INPUT || code == RC_LIMIT ? RC_OK : code;
}

// The next block of the body as the command line reads a file: in the same pieces, so that both take it for the same code.
static rc next_block(batch_job *job, err *e) {
    str block = str_slice(job->left, 0, DECODE_BLOCK_BYTES);
    job->left = str_slice(job->left, block.len, job->left.len);
    job->is_read = block.len < DECODE_BLOCK_BYTES;
    job->text = block;
    return job->is_decoded ? decode_next(&job->decoder, block, job->is_read, &job->text, e) : RC_OK;
}

// Up to and with the next line end of either kind: never more than one row.
static str cut_line(str *left) {
    size_t n = 0;
    while (n < left->len && n < FEED_BYTES && left->ptr[n] != '\n' && left->ptr[n] != '\r')
        n++;
    n += n < left->len && n < FEED_BYTES;
    str line = str_slice(*left, 0, n);
    *left = str_slice(*left, n, left->len);
    return line;
}

static rc answer_line(batch_job *job, buf *out, err *e) {
    job->out = out;
    rc code = job->text.len == 0 ? next_block(job, e) : RC_OK;
    if (code == RC_OK)
        code = batch_feed(job->b, cut_line(&job->text), e);
    if (code != RC_OK || job->text.len > 0 || !job->is_read)
        return code;
    job->is_over = true;
    code = batch_end(job->b, e);
    if (code == RC_OK)
        put_head(job);  // no rows, but a header
    return code;
}

static piece next_line(void *ctx, buf *out) {
    batch_job *job = ctx;
    err e;
    err_clear(&e);
    if (answer_line(job, out, &e) != RC_OK)
        return PIECE_BROKEN;
    return job->is_over ? PIECE_LAST : PIECE_MORE;
}

static void end_job(void *ctx) {
    batch_job *job = ctx;
    decode_close(&job->decoder);
    arena_done(&job->row_mem);
}

// Like the command line's: what comes out is what went in, unless something else is asked for.
static media choose_media(const request *q, batch_options *o) {
    media from = q->content_type.len == 0 ? MEDIA_NDJSON : media_find(q->content_type);
    media to = media_choose(q->accept, MEDIA_NDJSON | MEDIA_CSV, from);
    o->from = from == MEDIA_CSV ? BATCH_CSV : BATCH_NDJSON;
    o->to = to == MEDIA_CSV ? BATCH_CSV : BATCH_NDJSON;
    return to;
}

static rc open_job(const site *s, const request *q, batch_options *o, batch_job **out, err *e) {
    rc code = read_frame(s, q, &o->frame, e);
    if (code != RC_OK)
        return code;
    batch_job *job = ARENA_NEW(q->mem, batch_job);
    if (job == NULL)
        return err_set(e, RC_MEMORY, "no memory for the rows");
    *out = job;
    job->left = q->body;
    job->is_decoded = o->from == BATCH_CSV;
    arena_init(&job->row_mem, q->mem->source, 0);
    job->b = batch_open(o, (batch_sink){.ctx = job, .take_row = take_row}, q->mem);
    if (job->b == NULL)
        return err_set(e, RC_MEMORY, "no memory for the rows");
    return job->is_decoded ? decode_open(q->mem, &job->decoder, e) : RC_OK;
}

// A header that is no use is seen before anything is sent; then the rows follow as they are made.
void api_batch(const site *s, const request *q, response *r) {
    batch_job *job = NULL;
    batch_options o = {.is_strict = true};  // there is nobody to tell that a column is ignored
    err e;
    err_clear(&e);
    r->type = media_name(choose_media(q, &o));
    rc code = open_job(s, q, &o, &job, &e);
    while (code == RC_OK && !job->is_over && r->body.len == 0)
        code = answer_line(job, &r->body, &e);
    if (code == RC_OK && !job->is_over && !q->is_busy) {
        r->more = (stream){next_line, job, end_job};
        return;
    }
    if (code != RC_OK)
        put_problem(r, status_of(code), &e, q->mem);
    else if (!job->is_over) {
        buf_clear(&r->body);
        r->status = 503;
        r->why = STR("no room for another answer in pieces");
    }
    if (job != NULL)
        end_job(job);
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
