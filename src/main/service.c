// SPDX-License-Identifier: Apache-2.0
#include "main/service.h"

#include "desk/stock.h"
#include "main/embedded.h"
#include "main/key_file.h"
#include "main/laws.h"
#include "main/say.h"

struct service {
    const char *db;
    keys *keys;
    const workdays *calendar;
    str role;  // in which its desks act; empty: in none
    int64_t sends_an_hour, sends_a_day;
    store *stores[WORKERS_MOST + 1];  // [n]; owned
    size_t n;
};

static rc open_keys(const settings *set, bool is_there, arena *mem, service *s, err *e) {
    key_ring ring;
    rc code = is_there ? ring_file_read(set->data, &ring, e) : ring_file_open(set->data, &ring, e);
    if (code == RC_OK)
        s->keys = keys_of(&ring, mem);
    ring_wipe(&ring);
    return code == RC_OK && s->keys == NULL ? err_set(e, RC_MEMORY, "no memory for the keys") : code;
}

static rc open_with(const settings *set, const jifen *engine, int64_t today, bool is_there, arena *mem,
                    service **out, err *e) {
    const jifen_law *law = jifen_find_law(engine, (str){0}, today);
    service *s = ARENA_NEW(mem, service);
    if (s == NULL)
        return err_set(e, RC_MEMORY, "no memory for the service");
    s->db = set->db;
    s->sends_an_hour = (int64_t)set->sends_an_hour;
    s->sends_a_day = (int64_t)set->sends_a_day;
    s->calendar = jifen_workdays(law == NULL ? jifen_law_at(engine, 0) : law);
    rc code = open_keys(set, is_there, mem, s, e);
    if (code == RC_OK)
        *out = s;
    return code;
}

rc service_open(const settings *set, const jifen *engine, int64_t today, arena *mem, service **out, err *e) {
    *out = NULL;
    return set->db[0] == '\0' ? RC_OK : open_with(set, engine, today, false, mem, out, e);
}

rc service_alone(const settings *set, int64_t today, bool is_there, arena *mem, service **out, err *e) {
    jifen *engine = NULL;
    *out = NULL;
    if (set->db[0] == '\0')
        return err_set(e, RC_INPUT, "expected --data and --db");
    if (laws_open(NULL, 0, false, mem, &engine) != RC_OK)
        return err_set(e, RC_BUG, "the law that is built in cannot be read");
    return open_with(set, engine, today, is_there, mem, out, e);
}

void service_act_as(service *s, str role) {
    s->role = role;
}

rc service_desk_at(service *s, const char *db, arena *mem, desk **out, err *e) {
    desk *d = ARENA_NEW(mem, desk);
    *out = NULL;
    if (d == NULL)
        return err_set(e, RC_MEMORY, "no memory for a desk");
    *d = (desk){.keys = s->keys,
                .hours = hours_usual(s->calendar),
                .sends_an_hour = s->sends_an_hour,
                .sends_a_day = s->sends_a_day,
                .common = {password_files[0].text, password_files[0].len},
                .by = {.role = s->role}};
    rc code = store_open(str_of_argument(db), mem, &d->db, e);
    if (code != RC_OK)
        return code;
    code = stock_claim(d, mem, e);
    if (code == RC_OK)
        *out = d;
    else
        store_close(d->db);
    return code;
}

rc service_desk(service *s, arena *mem, desk **out, err *e) {
    *out = NULL;
    if (s == NULL)
        return RC_OK;
    rc code = service_desk_at(s, s->db, mem, out, e);
    if (code == RC_OK)
        s->stores[s->n++] = (*out)->db;
    return code;
}

const keys *service_keys(const service *s) {
    return s->keys;
}

void service_close(service *s) {
    for (size_t i = 0; s != NULL && i < s->n; i++)
        store_close(s->stores[i]);
    if (s != NULL)
        keys_wipe(s->keys);
}
