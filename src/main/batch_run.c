// SPDX-License-Identifier: Apache-2.0
#define _POSIX_C_SOURCE 200809L
#include "main/batch_run.h"

#include "base/limits.h"
#include "main/input.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    SLOT_ROWS = 256,
    SLOT_BYTES = 256 << 10,  // of rows; one more row may go beyond
    SLOTS_A_THREAD = 2,      // one being answered, one waiting
    PROGRESS_MS = 250
};

// Some rows on their way: filled and written by the thread that reads, answered by any.
typedef struct {
    arena rows_mem, answer_mem, out_mem;
    batch_row rows[SLOT_ROWS];
    size_t n_rows, n_bytes;
    buf out;  // in out_mem
    size_t n_bad;
    rc worst;  // a failure of ours
    bool is_answered;
} slot;

// Slots are a ring: those from n_written on are filled, those from n_taken on wait for a thread. All three only grow.
typedef struct {
    const char *file;
    batch *batch;
    slot *slots;  // [n_slots]
    size_t n_slots, n_filled, n_taken, n_written;
    size_t n_threads;
    bool has_head, has_stopped;
    pthread_mutex_t lock;  // guards the counters, has_stopped and is_answered
    pthread_cond_t has_work, has_answer;
    size_t n_rows, n_bad;
    int64_t said_at_ms;
    rc worst;
    bool is_shown;  // progress, because standard error is a terminal
} run;

// ---- progress ------------------------------------------------------------------------------------------------------

static int64_t now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void show_progress(run *r) {
    if (!r->is_shown || now_ms() - r->said_at_ms < PROGRESS_MS)
        return;
    r->said_at_ms = now_ms();
    fprintf(stderr, "\r%zu 行 rows", r->n_rows);
    fflush(stderr);
}

static void end_progress(const run *r) {
    if (r->is_shown)
        fputs("\r\033[K", stderr);
}

// ---- answering -------------------------------------------------------------------------------------------------------

static void answer_slot(const batch *b, slot *s) {
    arena_reset(&s->out_mem);
    s->out = buf_make(&s->out_mem);
    s->n_bad = 0;
    s->worst = RC_OK;
    for (size_t i = 0; i < s->n_rows; i++) {
        rc code = batch_answer(b, &s->rows[i], &s->answer_mem, &s->out);
        s->n_bad += code != RC_OK;
        if (ending_of(code) == ENDED_INTERNAL)
            s->worst = code;
    }
    if (s->out.failed)
        s->worst = RC_MEMORY;
}

// The next slot that waits, or NULL when there will be none.
static slot *take_slot(run *r) {
    pthread_mutex_lock(&r->lock);
    while (r->n_taken == r->n_filled && !r->has_stopped)
        pthread_cond_wait(&r->has_work, &r->lock);
    slot *s = r->n_taken == r->n_filled ? NULL : &r->slots[r->n_taken++ % r->n_slots];
    pthread_mutex_unlock(&r->lock);
    return s;
}

static void *work(void *ctx) {
    run *r = ctx;
    for (slot *s = take_slot(r); s != NULL; s = take_slot(r)) {
        answer_slot(r->batch, s);
        pthread_mutex_lock(&r->lock);
        s->is_answered = true;
        pthread_cond_signal(&r->has_answer);
        pthread_mutex_unlock(&r->lock);
    }
    return NULL;
}

// ---- reading and writing ---------------------------------------------------------------------------------------------

static rc write_text(str text, err *e) {
    if (fwrite(text.ptr, 1, text.len, stdout) == text.len && fflush(stdout) == 0)
        return RC_OK;
    return err_set(e, RC_BUG, "cannot write to standard output: {s}", str_of_argument(strerror(errno)));
}

static rc write_head(run *r, err *e) {
    if (r->has_head)
        return RC_OK;
    r->has_head = true;
    slot *s = &r->slots[r->n_written % r->n_slots];
    buf head = buf_make(&s->rows_mem);
    batch_put_head(r->batch, &head);
    return write_text(buf_str(&head), e);
}

// The oldest slot, once it is answered; its place is free then.
static rc write_oldest(run *r, err *e) {
    slot *s = &r->slots[r->n_written % r->n_slots];
    pthread_mutex_lock(&r->lock);
    while (!s->is_answered)
        pthread_cond_wait(&r->has_answer, &r->lock);
    pthread_mutex_unlock(&r->lock);
    r->n_rows += s->n_rows;
    r->n_bad += s->n_bad;
    if (s->worst != RC_OK)
        r->worst = s->worst;
    rc code = write_head(r, e);
    if (code == RC_OK)
        code = write_text(buf_str(&s->out), e);
    s->n_rows = s->n_bytes = 0;
    s->is_answered = false;
    arena_reset(&s->rows_mem);
    r->n_written++;
    show_progress(r);
    return code;
}

// The slot being filled is full: hand it over, or answer it here when there is one thread only.
static rc end_slot(run *r, err *e) {
    slot *s = &r->slots[r->n_filled % r->n_slots];
    if (s->n_rows == 0)
        return RC_OK;
    if (r->n_threads == 1) {
        answer_slot(r->batch, s);
        s->is_answered = true;
    }
    pthread_mutex_lock(&r->lock);
    r->n_filled++;
    pthread_cond_signal(&r->has_work);
    pthread_mutex_unlock(&r->lock);
    return r->n_filled - r->n_written == r->n_slots ? write_oldest(r, e) : RC_OK;
}

// A copy of the row that lives as long as the slot is filled.
static bool has_copied(slot *s, const batch_row *row) {
    batch_row *copy = &s->rows[s->n_rows];
    str *cells = ARENA_ARRAY(&s->rows_mem, str, row->n_cells);
    if (cells == NULL)
        return false;
    *copy = *row;
    copy->cells = cells;
    for (size_t i = 0; i < row->n_cells; i++) {
        cells[i] = row->cells[i].len == 0 ? (str){0} : arena_copy(&s->rows_mem, row->cells[i]);
        if (row->cells[i].len > 0 && cells[i].ptr == NULL)
            return false;
        s->n_bytes += row->cells[i].len;
    }
    s->n_rows++;
    return true;
}

static rc take_row(void *ctx, const batch_row *row, err *e) {
    run *r = ctx;
    slot *s = &r->slots[r->n_filled % r->n_slots];
    if (!has_copied(s, row))
        return err_set(e, RC_MEMORY, "no memory for the row in line {i}", (int64_t)row->line);
    return s->n_rows == SLOT_ROWS || s->n_bytes >= SLOT_BYTES ? end_slot(r, e) : RC_OK;
}

static void note(void *ctx, str text) {
    run *r = ctx;
    say("{s}: {s}", str_of_argument(r->file), text);
}

static rc read_all(run *r, input *in, err *e) {
    for (;;) {
        str block;
        rc code = input_next(in, &block, e);
        if (code == RC_OK && block.len == 0)
            code = batch_end(r->batch, e);
        else if (code == RC_OK)
            code = batch_feed(r->batch, block, e);
        if (code != RC_OK)
            return code;
        if (block.len == 0)
            break;
    }
    rc code = end_slot(r, e);
    while (code == RC_OK && r->n_written < r->n_filled)
        code = write_oldest(r, e);
    return code == RC_OK ? write_head(r, e) : code;  // no rows, but a header
}

// ---- the run -----------------------------------------------------------------------------------------------------------

// Memory of each thread's work. The arena ends after all threads.
static bool has_slots(run *r, arena *mem) {
    r->n_slots = r->n_threads == 1 ? 1 : r->n_threads * SLOTS_A_THREAD;
    r->slots = ARENA_ARRAY(mem, slot, r->n_slots);
    if (r->slots == NULL)
        return false;
    for (size_t i = 0; i < r->n_slots; i++) {
        arena_init(&r->slots[i].rows_mem, arena_malloc(), 0);
        arena_init(&r->slots[i].answer_mem, arena_malloc(), 0);
        arena_init(&r->slots[i].out_mem, arena_malloc(), 0);
    }
    return true;
}

static void free_slots(run *r) {
    for (size_t i = 0; i < r->n_slots && r->slots != NULL; i++) {
        arena_done(&r->slots[i].rows_mem);
        arena_done(&r->slots[i].answer_mem);
        arena_done(&r->slots[i].out_mem);
    }
}

// Start the threads, let `read_all` go, and bring them home.
static rc run_threads(run *r, input *in, arena *mem, err *e) {
    size_t n = r->n_threads == 1 ? 0 : r->n_threads;
    pthread_t *threads = ARENA_ARRAY(mem, pthread_t, n);
    if (threads == NULL)
        return err_set(e, RC_MEMORY, "no memory for the threads");
    size_t n_started = 0;
    while (n_started < n && pthread_create(&threads[n_started], NULL, work, r) == 0)
        n_started++;
    rc code = RC_OK;
    if (n > 0 && n_started == 0)
        code = err_set(e, RC_MEMORY, "no thread can be started");
    else
        code = read_all(r, in, e);
    pthread_mutex_lock(&r->lock);
    r->has_stopped = true;
    if (code != RC_OK)
        r->n_taken = r->n_filled;  // what waits is not wanted any more
    pthread_cond_broadcast(&r->has_work);
    pthread_mutex_unlock(&r->lock);
    for (size_t i = 0; i < n_started; i++)
        pthread_join(threads[i], NULL);
    return code;
}

static ending end_run(const run *r, rc code, const err *e) {
    end_progress(r);
    if (code != RC_OK) {
        say_error(r->file, e);
        return ending_of(code);
    }
    if (r->n_bad > 0)
        say("{s}: {i} of {i} rows could not be answered; why stands in their 'error'（{i} 行有问题，见 error "
            "一列）",
            str_of_argument(r->file), (int64_t)r->n_bad, (int64_t)r->n_rows, (int64_t)r->n_bad);
    if (r->worst != RC_OK)
        return ENDED_INTERNAL;
    return r->n_bad > 0 ? ENDED_ROWS : ENDED_WELL;
}

ending batch_run(const batch_options *o, const char *file, size_t n_threads, arena *mem) {
    assert(n_threads > 0);
    run r = {.file = file,
             .n_threads = n_threads,
             .lock = PTHREAD_MUTEX_INITIALIZER,
             .has_work = PTHREAD_COND_INITIALIZER,
             .has_answer = PTHREAD_COND_INITIALIZER,
             .is_shown = isatty(STDERR_FILENO) != 0};
    err e;
    err_clear(&e);
    input in;
    rc code = input_open(file, o->from == BATCH_CSV, mem, &in, &e);
    if (code != RC_OK) {
        say_error(file, &e);
        return ending_of(code);
    }
    r.batch = batch_open(o, (batch_sink){&r, take_row, note}, mem);
    if (r.batch == NULL || !has_slots(&r, mem))
        code = err_set(&e, RC_MEMORY, "no memory to begin");
    else
        code = run_threads(&r, &in, mem, &e);
    free_slots(&r);
    input_close(&in);
    return end_run(&r, code, &e);
}
