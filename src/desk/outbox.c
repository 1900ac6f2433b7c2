// SPDX-License-Identifier: Apache-2.0
#include "desk/outbox.h"

#include <assert.h>

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

// Operators allow 1 a minute, 5 an hour, 10 a day.
static const limit of_number[] = {
    {SUBJECT_PHONE, STR_INIT("send"), 60000, 1},
    {SUBJECT_PHONE, STR_INIT("send"), 3600000, 4},
    {SUBJECT_PHONE, STR_INIT("send"), 24 * 3600000, 8},
};

rc outbox_is_full(desk *d, const subjects *who, int64_t share, int64_t now_ms, arena *mem,
                  const limit **out_passed, err *e) {
    return limit_find(d, of_number, COUNT(of_number), share, who, now_ms, mem, out_passed, NULL, e);
}

// Words joined by line ends, which none of them holds.
static str join(const message *m, arena *mem) {
    buf b = buf_make(mem);
    for (size_t i = 0; i < m->n_words; i++) {
        assert(str_find(m->words[i], '\n') == m->words[i].len);
        buf_put(&b, m->words[i]);
        buf_put_char(&b, '\n');
    }
    return buf_str(&b);
}

static bool split(str text, arena *mem, message *out) {
    str *words = ARENA_ARRAY(mem, str, WORDS_MOST), line;
    out->words = words;
    out->n_words = 0;
    while (words != NULL && out->n_words < WORDS_MOST && str_next_line(&text, &line))
        words[out->n_words++] = line;
    return words != NULL && text.len == 0;
}

rc outbox_put(desk *d, const message *m, int64_t now_ms, arena *mem, err *e) {
    str id = m->id.len > 0 ? m->id : secret_id(mem);
    value takes[] = {value_str(id),
                     value_str(limit_who(d, SUBJECT_PHONE, m->phone, mem)),
                     value_str(secret_seal(d->keys, STR("messages.phone"), id, m->phone, mem)),
                     value_str(m->kind),
                     value_str(secret_seal(d->keys, STR("messages.words"), id, join(m, mem), mem)),
                     value_int(now_ms),
                     value_int(m->ends_ms)};
    if (takes[2].s.len == 0 || takes[4].s.len == 0)
        return err_set(e, RC_MEMORY, "no memory for a message");
    return store_run(d->db, MESSAGE_PUT, takes, COUNT(takes), mem, NULL, e);
}

static bool read_message(const desk *d, const rows *found, arena *mem, message *out) {
    str words;
    *out = (message){
        .id = rows_at(found, 0, 0)->s, .kind = rows_at(found, 0, 2)->s, .tries = rows_at(found, 0, 4)->i};
    return secret_open(d->keys, STR("messages.phone"), out->id, rows_at(found, 0, 1)->s, mem, &out->phone) &&
           secret_open(d->keys, STR("messages.words"), out->id, rows_at(found, 0, 3)->s, mem, &words) &&
           split(words, mem, out);
}

rc outbox_take(desk *d, str taker, int64_t now_ms, int64_t lease_ms, arena *mem, bool *is_one, message *out,
               err *e) {
    value takes[] = {value_str(taker), value_int(now_ms), value_int(lease_ms)};
    rows found = {0};
    rc code = store_once(d->db, MESSAGE_TAKE, takes, COUNT(takes), mem, &found, e);
    *is_one = code == RC_OK && found.n > 0;
    if (*is_one && !read_message(d, &found, mem, out))
        return err_set(e, RC_BUG, "a message in the database was not sealed with this key");
    return code;
}

static value maybe(str s) {
    return s.len == 0 ? value_null() : value_str(s);
}

rc outbox_end(desk *d, str taker, const message *m, sent_outcome what, str provider_id, str why, arena *mem,
              err *e) {
    static const char *const states[] = {"sent", "failed", "unknown"};
    value takes[] = {value_str(m->id), value_str(taker), value_str(str_of_c(states[what])),
                     maybe(provider_id), maybe(why)};
    return store_once(d->db, MESSAGE_END, takes, COUNT(takes), mem, NULL, e);
}

rc outbox_again(desk *d, str taker, const message *m, int64_t at_ms, arena *mem, err *e) {
    value takes[] = {value_str(m->id), value_str(taker), value_int(at_ms)};
    return store_once(d->db, MESSAGE_AGAIN, takes, COUNT(takes), mem, NULL, e);
}

rc outbox_give_up(desk *d, int64_t now_ms, arena *mem, err *e) {
    value takes[] = {value_int(now_ms)};
    return store_once(d->db, MESSAGES_GIVE_UP, takes, COUNT(takes), mem, NULL, e);
}
