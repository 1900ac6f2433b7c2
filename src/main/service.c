// SPDX-License-Identifier: Apache-2.0
#include "main/service.h"

#include "main/key_file.h"
#include "main/say.h"

#include <sodium.h>

struct service {
    const char *db;
    keys *keys;
    const workdays *calendar;
    int64_t sends_an_hour, sends_a_day;
    store *stores[WORKERS_MOST + 1];  // [n]; owned
    size_t n;
};

rc service_open(const settings *set, const jifen *engine, int64_t today, arena *mem, service **out, err *e) {
    static const char lost[] = "nothing in the database can be read: put it back from where it was copied to";
    unsigned char root[KEY_BYTES];
    *out = NULL;
    if (set->db[0] == '\0')
        return RC_OK;
    rc code = key_file_open(set->data, "root.key", lost, root, e);
    service *s = ARENA_NEW(mem, service);
    const jifen_law *law = jifen_find_law(engine, (str){0}, today);
    if (code == RC_OK && s != NULL)
        s->keys = keys_make(root, mem);
    sodium_memzero(root, sizeof root);
    if (code == RC_OK && (s == NULL || s->keys == NULL))
        return err_set(e, RC_MEMORY, "no memory for the service");
    if (code != RC_OK)
        return code;
    s->db = set->db;
    s->sends_an_hour = (int64_t)set->sends_an_hour;
    s->sends_a_day = (int64_t)set->sends_a_day;
    s->calendar = jifen_workdays(law == NULL ? jifen_law_at(engine, 0) : law);
    *out = s;
    return RC_OK;
}

rc service_desk(service *s, arena *mem, desk **out, err *e) {
    *out = NULL;
    if (s == NULL)
        return RC_OK;
    desk *d = ARENA_NEW(mem, desk);
    if (d == NULL)
        return err_set(e, RC_MEMORY, "no memory for a desk");
    *d = (desk){.keys = s->keys,
                .hours = hours_usual(s->calendar),
                .sends_an_hour = s->sends_an_hour,
                .sends_a_day = s->sends_a_day};
    rc code = store_open(str_of_argument(s->db), mem, &d->db, e);
    if (code != RC_OK)
        return code;
    s->stores[s->n++] = d->db;
    *out = d;
    return RC_OK;
}

void service_close(service *s) {
    for (size_t i = 0; s != NULL && i < s->n; i++)
        store_close(s->stores[i]);
    if (s != NULL)
        keys_wipe(s->keys);
}
