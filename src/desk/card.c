// SPDX-License-Identifier: Apache-2.0
#include "desk/card.h"

#include "base/num.h"
#include "base/utf8.h"
#include "desk/audit.h"

#include <assert.h>

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static const str state_names[N_CARD_STATES] = {
    [CARD_ASKED] = STR_INIT("asked"), [CARD_SHOWN] = STR_INIT("shown"), [CARD_BACK] = STR_INIT("back")};

// ---- what may stand on one -----------------------------------------------------------------------------------------------

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_plain(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool card_is_wechat(str text) {
    enum { LEAST = 6, MOST = 20 };
    bool is_fine = text.len >= LEAST && text.len <= MOST && is_letter(text.ptr[0]);
    for (size_t i = 0; i < text.len && is_fine; i++)
        is_fine = is_plain(text.ptr[i]);
    return is_fine;
}

bool card_is_link(str text) {
    static const str places[] = {STR_INIT("https://u.wechat.com/"), STR_INIT("https://work.weixin.qq.com/")};
    size_t n_questions = 0;
    for (size_t i = 0; i < COUNT(places); i++) {
        str rest = str_slice(text, places[i].len, text.len);
        bool is_fine = str_starts(text, places[i]) && rest.len > 0 && text.len <= CARD_LINK_BYTES_MOST;
        for (size_t k = 0; k < rest.len && is_fine; k++) {
            n_questions += rest.ptr[k] == '?';
            is_fine = is_plain(rest.ptr[k]) || rest.ptr[k] == '/' || rest.ptr[k] == '?' ||
                      rest.ptr[k] == '=' || rest.ptr[k] == '&';
        }
        if (is_fine)
            return n_questions <= 1;
    }
    return false;
}

bool card_is_line(str text, bool is_needed) {
    size_t n = 0;
    uint32_t letter;
    for (size_t at = 0; at < text.len; at += utf8_next(text, at, &letter), n++)
        if ((text.ptr[at] >= 0 && text.ptr[at] < ' ') || text.ptr[at] == 0x7F)
            return false;
    return n <= CARD_LETTERS_MOST && (n > 0 || !is_needed) && utf8_is_valid(text, NULL);
}

// ---- reading -------------------------------------------------------------------------------------------------------------

static card read_card(const rows *r, size_t i) {
    card c = {.id = rows_at(r, i, 0)->s,
              .staff = rows_at(r, i, 1)->s,
              .name = rows_at(r, i, 3)->s,
              .firm = rows_at(r, i, 4)->s,
              .licence = rows_at(r, i, 5)->s,
              .languages = rows_at(r, i, 6)->s,
              .hours = rows_at(r, i, 7)->s,
              .wechat = rows_at(r, i, 8)->s,
              .link = rows_at(r, i, 9)->s,
              .until = rows_at(r, i, 10)->i};
    while (c.state < N_CARD_STATES && !str_is(rows_at(r, i, 2)->s, state_names[c.state]))
        c.state++;
    assert(c.state < N_CARD_STATES);  // the table takes no other
    return c;
}

static rc read_all(desk *d, statement which, const value *takes, size_t n, arena *mem, card_list *out, err *e) {
    rows found = {0};
    rc code = store_run(d->db, which, takes, n, mem, &found, e);
    card *all = ARENA_ARRAY(mem, card, found.n + 1);
    if (code == RC_OK && all == NULL)
        return err_set(e, RC_MEMORY, "no memory for the cards");
    for (size_t i = 0; code == RC_OK && i < found.n; i++)
        all[i] = read_card(&found, i);
    *out = (card_list){all, code == RC_OK ? found.n : 0};
    return code;
}

rc card_of(desk *d, str staff, arena *mem, card_list *out, err *e) {
    value takes[] = {value_str(staff)};
    return read_all(d, CARDS_OF, takes, COUNT(takes), mem, out, e);
}

rc card_waiting(desk *d, arena *mem, card_list *out, err *e) {
    return read_all(d, CARDS_WAITING, NULL, 0, mem, out, e);
}

rc card_shown(desk *d, int64_t today, arena *mem, card_list *out, err *e) {
    value takes[] = {value_int(today)};
    card_list found;
    rc code = read_all(d, CARDS_SHOWN, takes, COUNT(takes), mem, &found, e);
    card *all = ARENA_ARRAY(mem, card, found.n + 1);
    if (code == RC_OK && all == NULL)
        return err_set(e, RC_MEMORY, "no memory for the cards");
    for (size_t i = 0; i < found.n; i++)
        all[i] = found.all[i];
    card_rotate(d, all, found.n, today, mem);
    *out = (card_list){all, found.n};
    return code;
}

rc card_find_shown(desk *d, str id, int64_t today, arena *mem, const card **out, err *e) {
    card_list list;
    rc code = card_shown(d, today, mem, &list, e);
    *out = NULL;
    for (size_t i = 0; code == RC_OK && i < list.n; i++)
        if (str_is(list.all[i].id, id))
            *out = &list.all[i];
    return code;
}

// ---- the order of a day --------------------------------------------------------------------------------------------------

static str rank_of(const desk *d, int64_t round, str staff, arena *mem) {
    buf text = buf_make(mem);
    buf_put_int(&text, round);
    str parts[] = {buf_str(&text), staff};
    return secret_index(d->keys, STR("card order"), parts, COUNT(parts), mem);
}

// A round is as many days as there are cards: each round has an order of its own, by a keyed hash, and begins a place on every day.
void card_rotate(const desk *d, card *all, size_t n, int64_t today, arena *mem) {
    str *ranks = ARENA_ARRAY(mem, str, n + 1);
    card *sorted = ARENA_ARRAY(mem, card, n + 1);
    if (n == 0 || ranks == NULL || sorted == NULL)
        return;
    int64_t round = num_floor_div(today, (int64_t)n);
    size_t first = (size_t)(today - round * (int64_t)n);
    for (size_t i = 0; i < n; i++)
        ranks[i] = rank_of(d, round, all[i].staff, mem);
    for (size_t i = 0; i < n; i++) {
        size_t place = 0;
        for (size_t k = 0; k < n; k++)
            place += str_compare(ranks[k], ranks[i]) < 0;
        sorted[(place + n - first) % n] = all[i];
    }
    for (size_t i = 0; i < n; i++)
        all[i] = sorted[i];
}

// ---- changing ------------------------------------------------------------------------------------------------------------

typedef struct {
    desk *d;
    const card *c;
    str id, actor;
    bool agrees, is_done;
    int64_t now_ms;
    arena *mem;
} change;

static rc audit(const change *w, const char *action, str object, err *e) {
    audit_entry entry = {.actor = w->actor, .action = str_of_c(action), .object = object, .result = STR("done")};
    return audit_put(w->d, &entry, w->now_ms, w->mem, e);
}

static rc drop(const change *w, statement which, str staff, err *e) {
    value takes[] = {value_str(staff)};
    return store_run(w->d->db, which, takes, COUNT(takes), w->mem, NULL, e);
}

static rc ask(store *s, void *ctx, err *e) {
    const change *w = ctx;
    const card *c = w->c;
    str id = secret_id(w->mem);
    value takes[] = {value_str(id),       value_str(c->staff),   value_str(c->name),
                     value_str(c->firm),  value_str(c->licence), value_str(c->languages),
                     value_str(c->hours), value_str(c->wechat),  value_str(c->link),
                     value_int(c->until), value_int(w->now_ms)};
    rc code = drop(w, CARD_DROP_WAITING, c->staff, e);
    if (code == RC_OK)
        code = store_run(s, CARD_PUT, takes, COUNT(takes), w->mem, NULL, e);
    return code == RC_OK ? audit(w, "card_asked", id, e) : code;
}

rc card_ask(desk *d, const card *c, int64_t now_ms, arena *mem, err *e) {
    change w = {.d = d, .c = c, .actor = c->staff, .now_ms = now_ms, .mem = mem};
    return store_do(d->db, ask, &w, e);
}

// By the number of the version: another that came meanwhile is not decided on by who has not seen it.
static rc decide(store *s, void *ctx, err *e) {
    change *w = ctx;
    rows found;
    value whose[] = {value_str(w->id), value_str(w->actor)};
    rc code = store_run(s, CARD_STAFF, whose, COUNT(whose), w->mem, &found, e);
    w->is_done = code == RC_OK && found.n > 0;
    if (!w->is_done)
        return code;
    value set[] = {value_str(w->id), value_str(state_names[w->agrees ? CARD_SHOWN : CARD_BACK])};
    if (w->agrees)
        code = drop(w, CARD_DROP_SHOWN, rows_at(&found, 0, 0)->s, e);
    if (code == RC_OK)
        code = store_run(s, CARD_SET, set, COUNT(set), w->mem, NULL, e);
    return code == RC_OK ? audit(w, w->agrees ? "card_shown" : "card_sent_back", w->id, e) : code;
}

rc card_decide(desk *d, str id, str supervisor, bool agrees, int64_t now_ms, arena *mem, bool *out_is_done,
               err *e) {
    change w = {.d = d, .id = id, .actor = supervisor, .agrees = agrees, .now_ms = now_ms, .mem = mem};
    rc code = store_do(d->db, decide, &w, e);
    *out_is_done = code == RC_OK && w.is_done;
    return code;
}

static rc take_down(store *s, void *ctx, err *e) {
    const change *w = ctx;
    (void)s;
    rc code = drop(w, CARD_DROP_SHOWN, w->actor, e);
    return code == RC_OK ? audit(w, "card_taken_down", w->actor, e) : code;
}

rc card_take_down(desk *d, str staff, int64_t now_ms, arena *mem, err *e) {
    change w = {.d = d, .actor = staff, .now_ms = now_ms, .mem = mem};
    return store_do(d->db, take_down, &w, e);
}
