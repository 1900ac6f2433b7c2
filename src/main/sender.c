// SPDX-License-Identifier: Apache-2.0
#define _POSIX_C_SOURCE 200809L
#include "main/sender.h"

#include "desk/audit.h"
#include "desk/dispatch.h"
#include "desk/outbox.h"
#include "desk/remind.h"
#include "desk/retention.h"
#include "desk/sealed.h"
#include "main/say.h"
#include "sms/aliyun.h"
#include "sms/post.h"
#include "sms/tencent.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum {
    LOOK_MS = 200,         // between two looks when nothing waits
    LEASE_MS = 30 * 1000,  // longer than any answer is waited for
    AGAIN_MS = 2000,       // times the tries so far
    TRIES_MOST = 3,        // as long as nothing has left
    FAILURES_MOST = 5,     // in a row: the provider is left alone for a while
    REST_MS = 60000,
    HOUR_MS = 3600 * 1000,
    CHECKPOINT_MS = 10 * 60000,  // between two checkpoints of the audit
    CHECKPOINT_ROWS = 1000,      // or so many rows, whichever comes first
    TIDY_MS = 10000              // between two looks for what was left behind
};

typedef struct {
    desk *d;
    const account *account;
    post *line;
    int64_t (*now_ms)(void);
    const char *checkpoints;
    str me;
    int n_failures;
    int64_t rests_until_ms, tidied_ms, forgot_ms, checked_ms;
    audit_state audit;         // as far as it was followed
    int64_t checked_seq;       // the last row of the last checkpoint
    char broken[INDEX_BYTES];  // the number of the last row that did not open: [n_broken]
    size_t n_broken;
    arena mem;  // of one message
} sender;

static void pause_ms(long ms) {
    (void)nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000}, NULL);
}

// ---- one message -------------------------------------------------------------------------------------------------------

static bool is_tencent(const sender *s) {
    return str_is(s->account->provider, STR("tencent"));
}

// The message's own number serves as the nonce: it is used once, whatever happens.
static str nonce_of(const message *m, arena *mem) {
    buf b = buf_make(mem);
    for (size_t i = 0; i < m->id.len; i++)
        buf_put_int(&b, (unsigned char)m->id.ptr[i]);
    buf_put_int(&b, m->tries);
    return buf_str(&b);
}

// Each kind of message has a template of its own, with places of these names. Empty: there is none.
typedef struct {
    str id;
    const char *names[WORDS_MOST];
} template_of;

static template_of find_template(const account *a, str kind) {
    if (str_is(kind, STR("code")))
        return (template_of){a->code_template, {"code", "tag"}};
    if (str_is(kind, STR("remind")))
        return (template_of){a->remind_template, {"days", "stop"}};
    return (template_of){0};
}

static bool sign(sender *s, const message *m, sms_request *out) {
    const account *a = s->account;
    template_of t = find_template(a, m->kind);
    if (t.id.len == 0)
        return false;
    sms_pair params[WORDS_MOST];
    for (size_t i = 0; i < m->n_words; i++) {
        if (t.names[i] == NULL)
            return false;
        params[i] = (sms_pair){str_of_argument(t.names[i]), m->words[i]};
    }
    sms_message text = {m->phone, a->sign, t.id, params, m->n_words};
    int64_t now = s->now_ms() / 1000;
    if (is_tencent(s))
        return tencent_send(&(tencent_account){{a->id, a->secret}, a->app_id, a->region}, &text, now, &s->mem,
                            out);
    return aliyun_send((aliyun_key){a->id, a->secret}, &text, now, nonce_of(m, &s->mem), &s->mem, out);
}

typedef struct {
    sent_outcome what;
    str id, why;
    bool is_again, is_theirs;  // theirs: the provider did not work
} ending_of_one;

static ending_of_one read_answer(sender *s, int status, str body) {
    sms_answer answer = is_tencent(s) ? tencent_read(body, &s->mem) : aliyun_read(body, &s->mem);
    bool is_unreadable = str_is(answer.code, STR("unreadable"));
    if (answer.outcome == SMS_ACCEPTED && status == 200)
        return (ending_of_one){.what = OUTCOME_SENT, .id = answer.id};
    return (ending_of_one){.what = is_unreadable ? OUTCOME_UNKNOWN : OUTCOME_FAILED,
                           .why = answer.code,
                           .is_theirs = is_unreadable || status >= 500};
}

// For whoever tries the site out alone, without an account anywhere.
static ending_of_one print_one(sender *s, const message *m) {
    buf words = buf_make(&s->mem);
    for (size_t i = 0; i < m->n_words; i++)
        buf_print(&words, " {s}", m->words[i]);
    say("SMS are not sent here. To {s}, {s}:{s}", m->phone, m->kind, buf_str(&words));
    return (ending_of_one){.what = OUTCOME_SENT, .id = STR("printed")};
}

static ending_of_one send_one(sender *s, const message *m) {
    sms_request asked;
    int status = 0;
    str body = {0};
    if (s->account == NULL)
        return print_one(s, m);
    if (!sign(s, m, &asked))
        return (ending_of_one){.what = OUTCOME_FAILED, .why = STR("unsignable")};
    switch (post_send(s->line, &asked, &s->mem, &status, &body)) {
    case POST_ANSWERED: return read_answer(s, status, body);
    case POST_LOST: return (ending_of_one){.what = OUTCOME_UNKNOWN, .why = STR("lost"), .is_theirs = true};
    case POST_UNSENT: break;
    }
    return (ending_of_one){
        .what = OUTCOME_FAILED, .why = STR("unsent"), .is_again = m->tries < TRIES_MOST, .is_theirs = true};
}

// A provider that fails again and again is left alone for a minute.
static void count_failure(sender *s, bool is_theirs) {
    s->n_failures = is_theirs ? s->n_failures + 1 : 0;
    if (s->n_failures < FAILURES_MOST)
        return;
    s->n_failures = 0;
    s->rests_until_ms = s->now_ms() + REST_MS;
    say("the SMS provider does not answer; trying again in a minute");
}

static rc handle(sender *s, const message *m, err *e) {
    ending_of_one end = send_one(s, m);
    count_failure(s, end.is_theirs);
    if (end.is_again)
        return outbox_again(s->d, s->me, m, s->now_ms() + AGAIN_MS * m->tries, &s->mem, e);
    return outbox_end(s->d, s->me, m, end.what, end.id, end.why, &s->mem, e);
}

// ---- until it is over --------------------------------------------------------------------------------------------------

static bool append(const char *path, str line) {
    FILE *f = fopen(path, "a");
    bool is_written = f != NULL && fprintf(f, "%.*s\n", (int)line.len, line.ptr) > 0;
    if (f != NULL)
        is_written &= fclose(f) == 0;
    return is_written;
}

// The auditor has the line also while the other disk is not there; there it is tried again.
static rc put_checkpoint(sender *s, int64_t now, err *e) {
    str line = audit_checkpoint(s->d, &s->audit, now, &s->mem);
    rc code = audit_keep(s->d, &s->audit, line, now, &s->mem, e);
    if (code != RC_OK)
        return code;
    if (s->checkpoints[0] != '\0' && !append(s->checkpoints, line))
        return err_set(e, RC_STORE, "--checkpoints: {s} cannot be written", str_of_argument(s->checkpoints));
    s->checked_ms = now;
    s->checked_seq = s->audit.seq;
    return RC_OK;
}

// After its start from the first row on, and then each time from where it was. Once a row did not fit no more checkpoints are made:
// that is for people to look at.
static rc follow_audit(sender *s, err *e) {
    int64_t now = s->now_ms();
    rc code = audit_follow(s->d, &s->mem, &s->audit, e);
    if (code == RC_OK && s->audit.broken_at != 0)
        return err_set(e, RC_STORE, "the audit is broken at row {i}", s->audit.broken_at);
    bool is_due = now >= s->checked_ms + CHECKPOINT_MS || s->audit.seq >= s->checked_seq + CHECKPOINT_ROWS;
    bool is_news = s->audit.seq > s->checked_seq;
    return code == RC_OK && is_due && is_news ? put_checkpoint(s, now, e) : code;
}

static rc give_up(sender *s, err *e) {
    return outbox_give_up(s->d, s->now_ms(), &s->mem, e);
}

static rc give_out(sender *s, err *e) {
    return dispatch_run(s->d, s->now_ms(), &s->mem, e);
}

static rc remind(sender *s, err *e) {
    bool can_be_sent = s->account == NULL || s->account->remind_template.len > 0;
    return can_be_sent ? remind_run(s->d, s->now_ms(), &s->mem, e) : RC_OK;
}

// A value that does not open hides itself alone (desk/lead.h): it is said which, each hour, and put down in the audit once.
static rc look_for_broken(sender *s, err *e) {
    sealed_state state;
    rc code = sealed_check(s->d, &s->mem, &state, e);
    if (code != RC_OK || state.broken.len == 0)
        return code;
    say("a value of {s} does not open, of {s}; so are {i} more", state.broken, state.name, state.n_broken - 1);
    if (str_is(state.id, (str){s->broken, s->n_broken}) || state.id.len > sizeof s->broken)
        return RC_OK;
    audit_entry entry = {
        .action = STR("unreadable"), .object = state.id, .result = STR("wrong"), .reason = state.broken};
    code = audit_put_alone(s->d, &entry, s->now_ms(), &s->mem, e);
    if (code == RC_OK)
        memcpy(s->broken, state.id.ptr, s->n_broken = state.id.len);
    return code;
}

static rc forget(sender *s, err *e) {
    int64_t now = s->now_ms();
    if (now < s->forgot_ms + HOUR_MS)
        return RC_OK;
    s->forgot_ms = now;
    rc code = retention_run(s->d, now, &s->mem, e);
    return code == RC_OK ? look_for_broken(s, e) : code;
}

// What was deleted, here or by a visitor just now, leaves the file of the log too; where somebody reads, the next time.
static rc settle(sender *s, err *e) {
    bool is_done;
    return store_settle(s->d->db, &is_done, e);
}

// Each is tried, also when one before could not be done: what went wrong first is said.
static rc tidy(sender *s, err *e) {
    static rc (*const duties[])(sender *, err *) = {give_up, give_out, remind, forget, settle, follow_audit};
    if (s->now_ms() < s->tidied_ms + TIDY_MS)
        return RC_OK;
    s->tidied_ms = s->now_ms();
    rc worst = RC_OK;
    for (size_t i = 0; i < sizeof duties / sizeof duties[0]; i++) {
        err one;
        err_clear(&one);
        rc code = duties[i](s, &one);
        if (code == RC_OK || worst != RC_OK)
            continue;
        worst = code;
        *e = one;
    }
    return worst;
}

static rc look(sender *s, bool *has_found, err *e) {
    message m;
    int64_t now = s->now_ms();
    *has_found = false;
    rc code = tidy(s, e);
    if (code != RC_OK || now < s->rests_until_ms)
        return code;
    code = outbox_take(s->d, s->me, now, now + LEASE_MS, &s->mem, has_found, &m, e);
    return code == RC_OK && *has_found ? handle(s, &m, e) : code;
}

// What the database cannot do now it may in a moment: nothing is lost by waiting.
static void turn(sender *s) {
    bool has_found = false;
    err e;
    err_clear(&e);
    arena_reset(&s->mem);
    if (look(s, &has_found, &e) != RC_OK) {
        say("{s}", err_text(&e));
        pause_ms(AGAIN_MS);
    } else if (!has_found)
        pause_ms(LOOK_MS);
}

rc sender_run(desk *d, const account *a, const char *checkpoints, int64_t (*now_ms)(void),
              volatile const int *is_over, err *e) {
    arena kept;
    arena_init(&kept, arena_malloc(), 0);
    sender s = {.d = d,
                .account = a,
                .line = post_open(a == NULL ? (str){0} : a->server, &kept),
                .now_ms = now_ms,
                .checkpoints = checkpoints,
                .me = secret_id(&kept)};
    arena_init(&s.mem, arena_malloc(), 0);
    rc code = s.line == NULL || s.me.len == 0 ? err_set(e, RC_MEMORY, "no memory for the sender") : RC_OK;
    while (code == RC_OK && !*is_over)
        turn(&s);
    post_close(s.line);
    arena_done(&s.mem);
    arena_done(&kept);
    return code;
}
