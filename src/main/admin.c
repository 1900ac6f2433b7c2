// SPDX-License-Identifier: Apache-2.0
#include "main/admin.h"

#include "base/num.h"
#include "desk/audit.h"
#include "desk/receipt.h"
#include "desk/retention.h"
#include "desk/sealed.h"
#include "desk/staff.h"
#include "main/backup.h"
#include "main/file_copy.h"
#include "main/key_file.h"
#include "main/say.h"

#include <stdio.h>
#include <string.h>

enum { LINE_BYTES = 512, DAY_MS = 24 * 3600000, SHANGHAI_MS = 8 * 3600000 };

// What every verb is given. `said` is printed when all went well.
typedef struct {
    char *const *words;  // [n] behind the verb
    size_t n;
    const settings *set;
    service *calls;
    int64_t now_ms;
    arena *mem;
    buf said;
} errand;

static str word_at(const errand *a, size_t i) {
    return str_of_argument(a->words[i]);
}

static rc open_desk(errand *a, desk **out, err *e) {
    return service_desk(a->calls, a->mem, out, e);
}

// It stands in the audit, as does what is done at the desk. What is done with files cannot be one with that row: when it cannot be
// written, whoever did it hears both.
static rc tell(errand *a, desk *d, const char *action, str reason, err *e) {
    audit_entry entry = {.action = str_of_c(action), .result = STR("done"), .reason = reason};
    err own;
    err_clear(&own);
    rc code = audit_put_alone(d, &entry, a->now_ms, a->mem, &own);
    return code == RC_OK ? code : err_set(e, code, "done, but not told in the audit: {s}", err_text(&own));
}

// ---- staff and the audit -----------------------------------------------------------------------------------------------

static rc invite(errand *a, err *e) {
    desk *d;
    str token;
    rc code = open_desk(a, &d, e);
    if (code == RC_OK)
        code = staff_invite(d, word_at(a, 0), word_at(a, 1), (str){0}, a->now_ms, a->mem, &token, e);
    if (code != RC_OK)
        return code;
    if (token.len == 0)
        return err_set(e, RC_INPUT, "there is somebody called '{s}' already", word_at(a, 0));
    buf_print(&a->said, "http://{s}:{i}/desk/join/{s}\n", str_of_argument(a->set->desk_listen.host),
              (int64_t)a->set->desk_listen.port, token);
    return RC_OK;
}

// Signed lines, one a row, as the sender has appended them. There is at least one: a file without any proves nothing.
static rc check_lines(const char *path, desk *d, arena *mem, err *e) {
    char line[LINE_BYTES];
    size_t n = 0;
    FILE *f = fopen(path, "r");
    rc code = f == NULL ? err_set(e, RC_INPUT, "{s}: cannot be read", str_of_argument(path)) : RC_OK;
    while (code == RC_OK && fgets(line, sizeof line, f) != NULL) {
        checkpoint_check result;
        str text = str_trim(str_of_argument(line));
        n++;
        code = audit_check(d, text, mem, &result, e);
        if (code == RC_OK && result == CHECKPOINT_FORGED)
            code = err_set(e, RC_INPUT, "not signed by this site: {s}", text);
        if (code == RC_OK && result == CHECKPOINT_BROKEN)
            code = err_set(e, RC_INPUT, "the audit does not hold: {s}", text);
    }
    if (code == RC_OK && (ferror(f) != 0 || n == 0))
        code = err_set(e, RC_INPUT, "{s}: expected signed lines, found none", str_of_argument(path));
    if (f != NULL)
        (void)fclose(f);
    return code;
}

static rc verify(errand *a, err *e) {
    desk *d;
    audit_state state;
    rc code = open_desk(a, &d, e);
    if (code == RC_OK)
        code = audit_verify(d, a->mem, &state, e);
    if (code == RC_OK && state.broken_at != 0)
        return err_set(e, RC_INPUT, "the audit is broken at row {i}", state.broken_at);
    for (size_t i = 0; i < a->n && code == RC_OK; i++)
        code = check_lines(a->words[i], d, a->mem, e);
    if (code == RC_OK)
        buf_print(&a->said, "{i} rows, all whole\n", state.n);
    return code;
}

// ---- the data ----------------------------------------------------------------------------------------------------------

static rc say_what(errand *a, rc code, str said) {
    if (code == RC_OK)
        buf_put(&a->said, said);
    return code;
}

static rc open_and_tell(errand *a, const char *action, err *e) {
    desk *d;
    rc code = open_desk(a, &d, e);
    return code == RC_OK ? tell(a, d, action, (str){0}, e) : code;
}

static rc backup(errand *a, err *e) {
    str said = {0};
    rc code = backup_make(a->calls, a->set, a->words[0], a->now_ms, a->mem, &said, e);
    if (code == RC_OK)
        code = open_and_tell(a, "backed_up", e);
    return say_what(a, code, said);
}

static rc restore(errand *a, err *e) {
    str said = {0};
    rc code = backup_restore(a->calls, a->set, a->words[0], a->mem, &said, e);
    if (code == RC_OK)
        code = open_and_tell(a, "restored", e);
    return say_what(a, code, said);
}

static rc check(errand *a, err *e) {
    str said = {0};
    rc code = backup_check(a->calls, a->set, a->mem, &said, e);
    return say_what(a, code, said);
}

static int64_t day_of(int64_t at_ms) {
    return num_floor_div(at_ms + SHANGHAI_MS, DAY_MS);
}

static rc purge(errand *a, err *e) {
    desk *d;
    retention_report gone = {0};
    rc code = open_desk(a, &d, e);
    if (code == RC_OK)
        code = retention_count(d, a->now_ms, a->mem, &gone, e);
    bool is_settled = false;
    if (code == RC_OK)
        code = store_settle(d->db, &is_settled, e);
    for (size_t i = 0; i < gone.n && code == RC_OK; i++)
        buf_print(&a->said, "{s} {i}\n", gone.all[i].what, gone.all[i].n);
    if (code == RC_OK && !is_settled)
        BUF_LIT(&a->said, "The log of the database is in use; it is emptied by the process that sends.\n");
    return code;
}

// What the reference was agreed to with, also when the request is gone.
static rc receipts(errand *a, err *e) {
    desk *d;
    const receipt *all = NULL;
    size_t n = 0;
    str ref = secret_read_spelled(word_at(a, 0), REF_LETTERS, a->mem);
    rc code = open_desk(a, &d, e);
    if (code == RC_OK)
        code = receipt_list(d, ref, a->mem, &all, &n, e);
    for (size_t i = 0; i < n && code == RC_OK; i++) {
        buf_print(&a->said, "{s}, {s}: given {d}", all[i].purpose, all[i].receiver, day_of(all[i].given_ms));
        if (all[i].withdrawn_ms > 0)
            buf_print(&a->said, ", taken back {d}", day_of(all[i].withdrawn_ms));
        buf_print(&a->said, ", words {s}\n", secret_hex(all[i].words_hash, a->mem));
    }
    if (code == RC_OK && n == 0)
        return err_set(e, RC_INPUT, "there is no receipt of '{s}'", word_at(a, 0));
    return code;
}

// ---- keys --------------------------------------------------------------------------------------------------------------

static void say_next(errand *a, const char *what, const char *next) {
    buf_print(&a->said, "{s} Copy root.key to every server, start each again, then: rotate-keys {s}\n",
              str_of_argument(what), str_of_argument(next));
}

static rc rotate_new(errand *a, desk *d, key_ring *r, err *e) {
    (void)d;
    if (!ring_add(r))
        return err_set(e, RC_INPUT, "a new key waits already to be used, or there are {i} keys", (int64_t)r->n);
    say_next(a, "A key is made, and not used yet.", "use");
    return ring_file_write(a->set->data, r, e);
}

static rc rotate_use(errand *a, desk *d, key_ring *r, err *e) {
    (void)d;
    if (!ring_use(r))
        return err_set(e, RC_INPUT, "no new key waits to be used: rotate-keys new makes one");
    say_next(a, "The new key seals from the next start on.", "seal");
    return ring_file_write(a->set->data, r, e);
}

static rc rotate_seal(errand *a, desk *d, key_ring *r, err *e) {
    int64_t n = 0;
    (void)r;
    rc code = sealed_renew(d, a->mem, &n, e);
    if (code == RC_OK)
        buf_print(&a->said,
                  "{i} values sealed anew. Next, when no server seals with an older key: rotate-keys drop\n",
                  n);
    return code;
}

static rc rotate_drop(errand *a, desk *d, key_ring *r, err *e) {
    sealed_state state;
    rc code = sealed_check(d, a->mem, &state, e);
    if (code != RC_OK)
        return code;
    if (state.n_old > 0)
        return err_set(e, RC_INPUT, "{i} values are sealed with another key than the newest: rotate-keys seal",
                       state.n_old);
    if (!ring_drop(r))
        return err_set(e, RC_INPUT, "there is no older key");
    BUF_LIT(&a->said,
            "The older keys are gone from root.key. Backups made before need them: keep a copy of the old "
            "file until the last of these is gone. Copy root.key to every server.\n");
    return ring_file_write(a->set->data, r, e);
}

static const struct rotation {
    const char *name;
    rc (*run)(errand *a, desk *d, key_ring *r, err *e);
} rotations[] = {{"new", rotate_new}, {"use", rotate_use}, {"seal", rotate_seal}, {"drop", rotate_drop}};

static rc rotate_by(errand *a, const struct rotation *step, err *e) {
    key_ring r;
    desk *d;
    rc code = open_desk(a, &d, e);
    if (code == RC_OK)
        code = ring_file_read(a->set->data, &r, e);
    if (code != RC_OK)
        return code;
    code = step->run(a, d, &r, e);
    ring_wipe(&r);
    return code == RC_OK ? tell(a, d, "keys_changed", str_of_c(step->name), e) : code;
}

static rc rotate(errand *a, err *e) {
    for (size_t i = 0; i < sizeof rotations / sizeof rotations[0]; i++)
        if (strcmp(a->words[0], rotations[i].name) == 0)
            return rotate_by(a, &rotations[i], e);
    return err_set(e, RC_INPUT, "expected rotate-keys new, use, seal or drop");
}

// ---- which of them -----------------------------------------------------------------------------------------------------

// What has to be there before: else it is made, or was named wrongly.
typedef enum { NEEDS_NOTHING, NEEDS_KEYS, NEEDS_ALL } need;

static const struct {
    const char *name, *words;
    size_t least, most;
    need needs;
    rc (*run)(errand *a, err *e);
} verbs[] = {
    {"invite", "NAME consultant|supervisor|admin|auditor", 2, 2, NEEDS_NOTHING, invite},
    {"audit-verify", "[CHECKPOINTS]", 0, 8, NEEDS_ALL, verify},
    {"backup", "FOLDER", 1, 1, NEEDS_ALL, backup},
    {"restore", "FILE", 1, 1, NEEDS_KEYS, restore},
    {"check", "", 0, 0, NEEDS_ALL, check},
    {"purge", "", 0, 0, NEEDS_ALL, purge},
    {"receipts", "REFERENCE", 1, 1, NEEDS_ALL, receipts},
    {"rotate-keys", "new|use|seal|drop", 1, 1, NEEDS_ALL, rotate},
};

enum { N_VERBS = sizeof verbs / sizeof verbs[0] };

static rc explain(err *e) {
    char block[LINE_BYTES];
    buf b = buf_over(block, sizeof block);
    for (size_t i = 0; i < N_VERBS; i++)
        buf_print(&b, "{s}{s}{s}{s}", i == 0 ? STR("") : STR(", "), str_of_argument(verbs[i].name),
                  verbs[i].words[0] == '\0' ? STR("") : STR(" "), str_of_argument(verbs[i].words));
    return err_set(e, RC_INPUT, "expected jifen-server admin with one of: {s}; and --data DIR --db WHERE",
                   buf_str(&b));
}

static rc run(size_t verb, errand *a, int64_t today, err *e) {
    need needs = verbs[verb].needs;
    str db = str_of_argument(a->set->db);
    if (needs == NEEDS_ALL && db.len > 0 && !store_is_postgres(db) && !file_is(a->set->db))
        return err_set(e, RC_INPUT, "--db: there is no {s}", db);
    rc code = service_alone(a->set, today, needs != NEEDS_NOTHING, a->mem, &a->calls, e);
    if (code != RC_OK)
        return code;
    service_act_as(a->calls, STR("machine"));
    code = verbs[verb].run(a, e);
    service_close(a->calls);
    if (code == RC_OK && (a->said.failed || write_out(buf_str(&a->said)) != ENDED_WELL))
        code = RC_BUG;
    return code;
}

rc admin_run(char *const *words, size_t n, const settings *set, int64_t now_ms, int64_t today, arena *mem,
             err *e) {
    for (size_t i = 0; n > 0 && i < N_VERBS; i++)
        if (strcmp(words[0], verbs[i].name) == 0 && n - 1 >= verbs[i].least && n - 1 <= verbs[i].most) {
            errand a = {
                .words = words + 1, .n = n - 1, .set = set, .now_ms = now_ms, .mem = mem, .said = buf_make(mem)};
            return run(i, &a, today, e);
        }
    return explain(e);
}
