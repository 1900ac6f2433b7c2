// SPDX-License-Identifier: Apache-2.0
#include "desk/figures.h"

#include "desk/code.h"
#include "desk/limit.h"

static rc count_sends(desk *d, int64_t since_ms, arena *mem, int64_t *out, err *e) {
    deeds sent = {0};
    rc code = limit_count(d, STR("send"), limit_who(d, SUBJECT_ALL, STR("all"), mem), since_ms, mem, &sent, e);
    *out = sent.n;
    return code;
}

static rc count_leads(desk *d, int64_t now_ms, arena *mem, figures *out, err *e) {
    value now = value_int(now_ms);
    rows found;
    rc code = store_run(d->db, LEADS_COUNT, &now, 1, mem, &found, e);
    if (code != RC_OK)
        return code;
    out->n_open = rows_at(&found, 0, 0)->i;
    out->n_unowned = rows_at(&found, 0, 1)->i;
    out->n_late = rows_at(&found, 0, 2)->i;
    return RC_OK;
}

static rc count_shut(desk *d, int64_t now_ms, arena *mem, figures *out, err *e) {
    value since = value_int(now_ms - SHUT_MS);
    rows found;
    rc code = store_run(d->db, PREFIXES_SHUT, &since, 1, mem, &found, e);
    if (code == RC_OK)
        out->n_shut = rows_at(&found, 0, 0)->i;
    return code;
}

rc figures_read(desk *d, int64_t now_ms, arena *mem, figures *out, err *e) {
    *out = (figures){0};
    rc code = count_sends(d, now_ms - 3600000, mem, &out->sent_hour, e);
    if (code == RC_OK)
        code = count_sends(d, now_ms - 24 * 3600000, mem, &out->sent_day, e);
    if (code == RC_OK)
        code = store_run(d->db, MESSAGES_COUNT, NULL, 0, mem, &out->messages, e);
    if (code == RC_OK)
        code = count_shut(d, now_ms, mem, out, e);
    return code == RC_OK ? count_leads(d, now_ms, mem, out, e) : code;
}
