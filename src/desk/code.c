// SPDX-License-Identifier: Apache-2.0
#include "desk/code.h"

#include "base/num.h"
#include "base/utf8.h"
#include "desk/limit.h"
#include "desk/outbox.h"
#include "desk/phone.h"
#include "desk/stop.h"

#include <string.h>

static const int64_t second_ms = 1000, hour_ms = 3600000;
static const int64_t day_ms = 24 * 3600000, life_ms = 5 * 60000;

enum { TRIES_MOST = 5, PREFIX_SENDS = 30, PREFIX_PERCENT = 20, PLAIN_SHARE = 3 };

#define S STR_INIT("send")
#define W STR_INIT("wrong")

// Told to the visitor: what this form and this address did.
static const limit of_visitor[] = {
    {SUBJECT_FLOW, S, 24 * 3600000, 3},
    {SUBJECT_ADDRESS, S, 3600000, 60},
    {SUBJECT_ADDRESS, S, 24 * 3600000, 200},
};
static const limit of_wrong[] = {
    {SUBJECT_ADDRESS, W, 3600000, 20},
    {SUBJECT_PHONE, W, 24 * 3600000, 10},
};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

// ---- who it is about ---------------------------------------------------------------------------------------------------

static subjects subjects_of(const desk *d, const code_for *to, arena *mem) {
    subjects who = {0};
    who.index[SUBJECT_ALL] = limit_who(d, SUBJECT_ALL, STR("all"), mem);
    who.index[SUBJECT_PREFIX] = limit_who(d, SUBJECT_PREFIX, str_slice(to->phone, 0, PREFIX_DIGITS), mem);
    who.index[SUBJECT_ADDRESS] = limit_who(d, SUBJECT_ADDRESS, to->address, mem);
    who.index[SUBJECT_PHONE] = limit_who(d, SUBJECT_PHONE, to->phone, mem);
    who.index[SUBJECT_FLOW] = limit_who(d, SUBJECT_FLOW, to->flow, mem);
    return who;
}

static str mac_of(const desk *d, const code_for *of, str code, arena *mem) {
    str parts[] = {of->purpose, of->object, of->flow, of->phone, code};
    return secret_index(d->keys, STR("code"), parts, COUNT(parts), mem);
}

// What this form asks for, of which number. It waits for that as a number waits for its messages, whatever the number got: so what is
// shown does not tell.
static subjects asking_of(const desk *d, const code_for *to, arena *mem) {
    str parts[] = {to->purpose, to->object, to->flow, to->phone};
    return (subjects){.index[SUBJECT_FLOW] = secret_index(d->keys, STR("ask"), parts, COUNT(parts), mem)};
}

static int64_t share_of(const code_for *to) {
    return to->is_plain ? PLAIN_SHARE : 1;
}

// Waits between messages to one number, and neighbouring numbers that are shut: they count as limits of their own where it is told.
static const limit of_waits = {SUBJECT_PHONE, S, 24 * 3600000, 1};
static const limit of_prefix = {SUBJECT_PREFIX, S, 6 * 3600000, PREFIX_SENDS};

// ---- sending -----------------------------------------------------------------------------------------------------------

typedef struct {
    desk *d;
    const code_for *to;
    subjects who, asking;
    int64_t now_ms;
    arena *mem;
    code_sent *out;
    limit of_all[2];
    const limit *passed;  // what refuses it; NULL: nothing does
} errand;

// Waits grow with what was sent to the number within a day. Of its last message, so that it is the same each time it is asked.
static int64_t wait_ms(int64_t n, int64_t last_ms) {
    static const int64_t steps_s[] = {0, 60, 2 * 60, 300, 900, 1920};
    int64_t step = steps_s[num_min(n, (int64_t)COUNT(steps_s) - 1)] * second_ms;
    return step + step * (last_ms % 101) / 1000;  // up to a tenth more
}

static bool is_soon(deeds sent, int64_t now_ms) {
    return sent.n > 0 && now_ms < sent.last_ms + wait_ms(sent.n, sent.last_ms);
}

// Many messages to neighbouring numbers of which few are ever answered are somebody's business with the fees.
static rc is_pumped(errand *w, bool *out, err *e) {
    str prefix = w->who.index[SUBJECT_PREFIX];
    deeds sent = {0}, right = {0}, shut = {0};
    rc code = limit_count(w->d, STR("shut"), prefix, w->now_ms - SHUT_MS, w->mem, &shut, e);
    if (code == RC_OK)
        code = limit_count(w->d, STR("send"), prefix, w->now_ms - hour_ms, w->mem, &sent, e);
    if (code == RC_OK)
        code = limit_count(w->d, STR("right"), prefix, w->now_ms - hour_ms, w->mem, &right, e);
    bool is_new = sent.n >= PREFIX_SENDS && right.n * 100 < sent.n * PREFIX_PERCENT && shut.n == 0;
    *out = shut.n > 0 || is_new;
    subjects only = {.index[SUBJECT_PREFIX] = prefix};
    return code == RC_OK && is_new ? limit_note(w->d, STR("shut"), &only, w->now_ms, w->mem, e) : code;
}

// May a message go to this number now? The visitor is not told.
static rc may_send(errand *w, bool *out, err *e) {
    deeds today = {0};
    bool is_pump = false, is_stopped = false;
    rc code = outbox_is_full(w->d, &w->who, share_of(w->to), w->now_ms, w->mem, &w->passed, e);
    if (code == RC_OK)
        code =
            limit_count(w->d, STR("send"), w->who.index[SUBJECT_PHONE], w->now_ms - day_ms, w->mem, &today, e);
    if (code == RC_OK)
        code = stop_find(w->d, w->to->phone, w->now_ms, w->mem, &is_stopped, e);
    if (code == RC_OK)
        code = is_pumped(w, &is_pump, e);
    bool is_refused = is_stopped && !str_is(w->to->purpose, STR("privacy"));
    if (w->passed == NULL && (is_pump || is_soon(today, w->now_ms)))
        w->passed = is_pump ? &of_prefix : &of_waits;
    *out = !w->to->is_decoy && w->passed == NULL && !is_refused;
    return code;
}

static str make_code(arena *mem) {
    char *digits = arena_alloc(mem, CODE_DIGITS, 1);
    for (int i = 0; digits != NULL && i < CODE_DIGITS; i++)
        digits[i] = (char)('0' + secret_below(10));
    return digits == NULL ? (str){0} : (str){digits, CODE_DIGITS};
}

// Of letters and digits that nobody takes for others.
static str make_tag(arena *mem) {
    static const char letters[] = "34679ACDEFHJKMNPQRTUVWX";
    char *tag = arena_alloc(mem, TAG_LETTERS, 1);
    for (int i = 0; tag != NULL && i < TAG_LETTERS; i++)
        tag[i] = letters[secret_below(sizeof letters - 1)];
    return tag == NULL ? (str){0} : (str){tag, TAG_LETTERS};
}

static rc put_code(errand *w, str code, err *e) {
    value takes[] = {value_str(w->to->flow),
                     value_str(w->to->purpose),
                     value_str(w->who.index[SUBJECT_PHONE]),
                     value_str(w->out->tag),
                     value_str(mac_of(w->d, w->to, code, w->mem)),
                     value_int(w->now_ms),
                     value_int(w->now_ms + life_ms)};
    return store_run(w->d->db, CODE_PUT, takes, COUNT(takes), w->mem, NULL, e);
}

// Nothing goes out, and the page looks as if something did. A code that was sent before stays good for as long as it was; where there is
// none stands one that nothing matches.
static rc send_nothing(errand *w, err *e) {
    value takes[] = {value_str(w->to->flow), value_str(w->out->tag), value_int(w->now_ms + life_ms)};
    rows kept;
    rc code = store_run(w->d->db, CODE_KEEP, takes, COUNT(takes), w->mem, &kept, e);
    return code != RC_OK || kept.n > 0 ? code : put_code(w, STR("none"), e);
}

static rc send_one(errand *w, err *e) {
    str code = make_code(w->mem);
    message m = {.phone = w->to->phone, .kind = STR("code"), .ends_ms = w->now_ms + life_ms};
    str words[] = {code, w->out->tag};
    m.words = words;
    m.n_words = COUNT(words);
    rc done = put_code(w, code, e);
    return done == RC_OK ? outbox_put(w->d, &m, w->now_ms, w->mem, e) : done;
}

// Form and address have asked, whatever came of it; the others only count messages.
static rc note_asked(errand *w, bool is_sent, err *e) {
    subjects seen = w->who;
    if (!is_sent)
        seen.index[SUBJECT_ALL] = seen.index[SUBJECT_PREFIX] = seen.index[SUBJECT_PHONE] = (str){0};
    rc code = limit_note(w->d, STR("send"), &seen, w->now_ms, w->mem, e);
    return code == RC_OK ? limit_note(w->d, STR("ask"), &w->asking, w->now_ms, w->mem, e) : code;
}

static rc send_if(errand *w, err *e) {
    bool may = false;
    rc code = may_send(w, &may, e);
    w->out->what = SENT;
    w->out->tag = make_tag(w->mem);
    if (code == RC_OK)
        code = note_asked(w, may, e);
    if (code != RC_OK)
        return code;
    return may ? send_one(w, e) : send_nothing(w, e);
}

// Asked again too soon: the page as it was. *out: it is. Where everything of the number was deleted meanwhile there is no code any more, and
// it is as if nobody had asked.
static rc find_soon(errand *w, bool *out, err *e) {
    value flow = value_str(w->to->flow);
    deeds asked = {0};
    rows found = {0};
    rc code =
        limit_count(w->d, STR("ask"), w->asking.index[SUBJECT_FLOW], w->now_ms - day_ms, w->mem, &asked, e);
    if (code == RC_OK && is_soon(asked, w->now_ms))
        code = store_run(w->d->db, CODE_TAG, &flow, 1, w->mem, &found, e);
    *out = code == RC_OK && found.n > 0;
    if (!*out)
        return code;
    w->out->what = SENT;
    w->out->tag = rows_at(&found, 0, 0)->s;
    return RC_OK;
}

static rc send_within_limits(errand *w, err *e) {
    bool was_soon = false;
    rc code = limit_lock(w->d, &w->who, w->mem, e);
    if (code == RC_OK)
        code = limit_find(w->d, w->of_all, COUNT(w->of_all), 1, &w->who, w->now_ms, w->mem, &w->passed,
                          &w->out->again_ms, e);
    w->out->what = SENT_NOT;
    if (code == RC_OK && w->passed == NULL)
        code = find_soon(w, &was_soon, e);
    if (code != RC_OK || w->passed != NULL || was_soon)
        return code;
    code = limit_find(w->d, of_visitor, COUNT(of_visitor), share_of(w->to), &w->who, w->now_ms, w->mem,
                      &w->passed, &w->out->again_ms, e);
    if (code != RC_OK || w->passed == NULL)
        return code == RC_OK ? send_if(w, e) : code;
    w->out->what = w->passed->of == SUBJECT_FLOW ? SENT_FORM : SENT_LATER;
    return RC_OK;
}

static rc send_in_transaction(store *s, void *ctx, err *e) {
    errand *w = ctx;
    (void)s;
    rc code = send_within_limits(w, e);
    return code == RC_OK && w->passed != NULL ? limit_tell(w->d, w->passed, &w->who, w->now_ms, w->mem, e)
                                              : code;
}

rc code_send(desk *d, const code_for *to, int64_t now_ms, arena *mem, code_sent *out, err *e) {
    *out = (code_sent){0};
    errand w = {
        .d = d,
        .to = to,
        .who = subjects_of(d, to, mem),
        .asking = asking_of(d, to, mem),
        .now_ms = now_ms,
        .mem = mem,
        .out = out,
        .of_all = {{SUBJECT_ALL, S, hour_ms, d->sends_an_hour}, {SUBJECT_ALL, S, day_ms, d->sends_a_day}}};
    return store_do(d->db, send_in_transaction, &w, e);
}

// ---- checking ----------------------------------------------------------------------------------------------------------

bool code_read(str text, char out[CODE_DIGITS]) {
    size_t n = 0;
    for (size_t at = 0; at < text.len;) {
        uint32_t letter;
        at += utf8_next(text, at, &letter);
        if (letter >= 0xFF10 && letter <= 0xFF19)
            letter -= 0xFF10 - '0';
        if (phone_is_between(letter))
            continue;
        if (letter < '0' || letter > '9' || n == CODE_DIGITS)
            return false;
        out[n++] = (char)letter;
    }
    return n == CODE_DIGITS;
}

// Its own life counts: what is shown as its end may be that of a message that was never sent.
static bool matches(const desk *d, const code_for *of, const rows *found, str typed, str phone,
                    int64_t now_ms, arena *mem) {
    bool is_meant =
        str_is(rows_at(found, 0, 0)->s, of->purpose) && secret_is_same(rows_at(found, 0, 1)->s, phone);
    bool is_same = secret_is_same(rows_at(found, 0, 2)->s, mac_of(d, of, typed, mem));
    return is_meant && is_same && now_ms < rows_at(found, 0, 4)->i + life_ms;
}

static rc end_code(desk *d, const code_for *of, const char *state, arena *mem, err *e) {
    value takes[] = {value_str(of->flow), value_str(str_of_c(state))};
    return store_run(d->db, CODE_END, takes, 2, mem, NULL, e);
}

static rc note_try(desk *d, const code_for *of, const subjects *who, bool is_right, bool is_last,
                   int64_t now_ms, arena *mem, err *e) {
    rc code = limit_note(d, is_right ? STR("right") : STR("wrong"), who, now_ms, mem, e);
    if (code == RC_OK && (is_right || is_last))
        code = end_code(d, of, is_right ? "used" : "burned", mem, e);
    return code;
}

rc code_try(desk *d, const code_for *of, str typed, int64_t now_ms, arena *mem, code_check *out, err *e) {
    subjects who = subjects_of(d, of, mem);
    const limit *passed = NULL;
    rows found;
    value takes[] = {value_str(of->flow), value_int(now_ms), value_int(TRIES_MOST)};
    who.index[SUBJECT_ALL] = (str){0};  // tries are not counted for everybody together
    rc code = limit_lock(d, &who, mem, e);
    *out = CODE_TOO_OFTEN;
    if (code == RC_OK)
        code = limit_find(d, of_wrong, COUNT(of_wrong), 1, &who, now_ms, mem, &passed, NULL, e);
    if (passed != NULL)
        *out = passed->of == SUBJECT_PHONE ? CODE_NUMBER_SHUT : CODE_TOO_OFTEN;
    if (code != RC_OK || passed != NULL)
        return code == RC_OK ? limit_tell(d, passed, &who, now_ms, mem, e) : code;
    code = store_run(d->db, CODE_CHARGE, takes, COUNT(takes), mem, &found, e);
    *out = CODE_OVER;
    if (code != RC_OK || found.n == 0)
        return code;
    bool is_right = matches(d, of, &found, typed, who.index[SUBJECT_PHONE], now_ms, mem);
    *out = is_right ? CODE_RIGHT : CODE_WRONG;
    return note_try(d, of, &who, is_right, rows_at(&found, 0, 3)->i == TRIES_MOST, now_ms, mem, e);
}

typedef struct {
    desk *d;
    const code_for *of;
    str typed;
    int64_t now_ms;
    arena *mem;
    code_check *out;
} trial;

static rc try_in_transaction(store *s, void *ctx, err *e) {
    const trial *t = ctx;
    (void)s;
    return code_try(t->d, t->of, t->typed, t->now_ms, t->mem, t->out, e);
}

rc code_prove(desk *d, const code_for *of, str typed, int64_t now_ms, arena *mem, code_check *out, err *e) {
    trial t = {d, of, typed, now_ms, mem, out};
    return store_do(d->db, try_in_transaction, &t, e);
}
