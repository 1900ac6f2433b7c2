// SPDX-License-Identifier: Apache-2.0
#include "desk/team.h"

#include "desk/audit.h"
#include "desk/session.h"

static const int64_t link_ms = 30 * 60000, asked_for_ms = 24 * 3600000, grants_after_ms = 24 * 3600000;

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

// ---- who is there ------------------------------------------------------------------------------------------------------

static member_state state_of(str word) {
    return str_is(word, STR("invited"))  ? MEMBER_INVITED
           : str_is(word, STR("active")) ? MEMBER_ACTIVE
                                         : MEMBER_OFF;
}

static member read_member(const rows *r, size_t i, int64_t now_ms) {
    member m = {.id = rows_at(r, i, 0)->s,
                .name = rows_at(r, i, 1)->s,
                .state = state_of(rows_at(r, i, 3)->s),
                .seen_ms = rows_at(r, i, 4)->i,
                .is_expired = rows_at(r, i, 5)->i <= now_ms,
                .asked_by = rows_at(r, i, 6)->s,
                .asked_ms = rows_at(r, i, 7)->i,
                .areas = rows_at(r, i, 8)->s};
    (void)role_find(rows_at(r, i, 2)->s, &m.role);
    if (m.asked_ms <= now_ms - asked_for_ms)
        m.asked_by = (str){0};
    return m;
}

rc team_list(desk *d, int64_t now_ms, arena *mem, team *out, err *e) {
    rows found;
    rc code = store_run(d->db, STAFF_ALL, NULL, 0, mem, &found, e);
    if (code != RC_OK)
        return code;
    member *all = ARENA_ARRAY(mem, member, found.n + 1);
    if (all == NULL)
        return err_set(e, RC_MEMORY, "no memory for who works here");
    for (size_t i = 0; i < found.n; i++)
        all[i] = read_member(&found, i, now_ms);
    *out = (team){all, found.n};
    return RC_OK;
}

// ---- what is done ------------------------------------------------------------------------------------------------------

typedef struct {
    desk *d;
    statement which;
    const value *takes;
    size_t n;
    audit_entry told;
    bool ends_sessions;
    int64_t now_ms;
    arena *mem;
    bool is_done;
} act;

static rc do_act(store *db, void *ctx, err *e) {
    act *a = ctx;
    value whose = value_str(a->told.object);
    rows done = {0};
    rc code = store_run(db, a->which, a->takes, a->n, a->mem, &done, e);
    a->is_done = done.n > 0;
    if (code == RC_OK && a->is_done && a->ends_sessions)
        code = store_run(db, SESSIONS_END_ALL, &whose, 1, a->mem, NULL, e);
    a->told.result = a->is_done ? STR("done") : STR("refused");
    return code == RC_OK ? audit_put(a->d, &a->told, a->now_ms, a->mem, e) : code;
}

static audit_entry entry_of(const staff *who, const char *action, str id, str reason) {
    return (audit_entry){.actor = who->id, .action = str_of_c(action), .object = id, .reason = reason};
}

rc team_set_role(desk *d, const staff *who, str id, str name, int64_t now_ms, arena *mem, bool *out_done,
                 err *e) {
    role known;
    value takes[] = {value_str(id), value_str(who->id), value_str(name)};
    act a = {d,    STAFF_SET_ROLE, takes, COUNT(takes), entry_of(who, "role_changed", id, name),
             true, now_ms,         mem,   false};
    *out_done = false;
    if (!role_find(name, &known))
        return RC_OK;
    rc code = store_do(d->db, do_act, &a, e);
    *out_done = a.is_done;
    return code;
}

rc team_set_areas(desk *d, const staff *who, str id, str areas, int64_t now_ms, arena *mem, bool *out_done,
                  err *e) {
    value takes[] = {value_str(id), value_str(who->id), value_str(areas)};
    act a = {d,     STAFF_SET_AREAS, takes, COUNT(takes), entry_of(who, "areas_changed", id, areas),
             false, now_ms,          mem,   false};
    rc code = store_do(d->db, do_act, &a, e);
    *out_done = a.is_done;
    return code;
}

rc team_turn(desk *d, const staff *who, str id, bool is_on, int64_t now_ms, arena *mem, bool *out_done, err *e) {
    value takes[] = {value_str(id), value_str(who->id)};
    act a = {d,
             is_on ? STAFF_TURN_ON : STAFF_TURN_OFF,
             takes,
             COUNT(takes),
             entry_of(who, is_on ? "turned_on" : "turned_off", id, (str){0}),
             true,
             now_ms,
             mem,
             false};
    rc code = store_do(d->db, do_act, &a, e);
    *out_done = a.is_done;
    return code;
}

static str index_of(const desk *d, str word, arena *mem) {
    return secret_index(d->keys, STR("invite"), &word, 1, mem);
}

rc team_link(desk *d, const staff *who, str id, int64_t now_ms, arena *mem, str *token, err *e) {
    str word = session_random_word(mem);
    value takes[] = {value_str(id), value_str(who->id), value_str(index_of(d, word, mem)),
                     value_int(now_ms + link_ms), value_str(STR("password"))};
    act a = {d,     STAFF_LINK, takes, COUNT(takes), entry_of(who, "reset_password", id, (str){0}),
             false, now_ms,     mem,   false};
    rc code = store_do(d->db, do_act, &a, e);
    *token = a.is_done ? word : (str){0};
    return code;
}

rc team_ask(desk *d, const staff *who, str id, int64_t now_ms, arena *mem, bool *out_done, err *e) {
    value takes[] = {value_str(id), value_str(who->id), value_int(now_ms)};
    act a = {d,     STAFF_ASK, takes, COUNT(takes), entry_of(who, "reset_asked", id, (str){0}),
             false, now_ms,    mem,   false};
    rc code = store_do(d->db, do_act, &a, e);
    *out_done = a.is_done;
    return code;
}

rc team_grant(desk *d, const staff *who, str id, int64_t now_ms, arena *mem, str *token, err *e) {
    str word = session_random_word(mem);
    value takes[] = {value_str(id),
                     value_str(who->id),
                     value_str(index_of(d, word, mem)),
                     value_int(now_ms + link_ms),
                     value_int(now_ms - asked_for_ms),
                     value_int(now_ms - grants_after_ms)};
    act a = {d,    STAFF_GRANT, takes, COUNT(takes), entry_of(who, "reset_granted", id, (str){0}),
             true, now_ms,      mem,   false};
    rc code = store_do(d->db, do_act, &a, e);
    *token = a.is_done ? word : (str){0};
    return code;
}

rc team_deny(desk *d, const staff *who, str id, int64_t now_ms, arena *mem, bool *out_done, err *e) {
    value takes[] = {value_str(id), value_str(who->id)};
    act a = {d,     STAFF_DENY, takes, COUNT(takes), entry_of(who, "reset_denied", id, (str){0}),
             false, now_ms,     mem,   false};
    rc code = store_do(d->db, do_act, &a, e);
    *out_done = a.is_done;
    return code;
}
