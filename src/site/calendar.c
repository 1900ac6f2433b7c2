// SPDX-License-Identifier: Apache-2.0
#include "site/calendar.h"

#include "page/ics.h"
#include "site/answers.h"
#include "site/assets.h"
#include "site/pages.h"
#include "site/route.h"
#include "site/tool.h"

void calendar_put(const jifen_answer *a, str seed, int64_t made_s, response *r) {
    ics_options o = {.name = jifen_info(a->law)->title, .seed = seed, .stamp_unix_s = made_s, .on = a->on};
    r->type = STR("text/calendar; charset=utf-8");
    ics_print(a->dates, a->n_dates, o, &r->body);
}

// ---- a file to keep --------------------------------------------------------------------------------------------------

// The first of the dates tells one round from another and does not move while it is under way, so a file fetched again replaces its
// events instead of doubling them. Nothing else of the visitor goes in.
static str seed_of(const jifen_answer *a, arena *mem) {
    buf b = buf_make(mem);
    buf_print(&b, "{s} {d}", a->dates[0].id, a->dates[0].day);
    return assets_fingerprint(buf_str(&b), mem);
}

void calendar_file(const site *s, const request *q, response *r) {
    answers facts;
    jifen_answer a;
    answers_read_of(s, q, tool_at(r->route->path)->law, &facts);
    if (!answers_assess(&facts, q->mem, &a) || a.n_dates == 0) {
        r->status = 400;
        return;
    }
    r->file_name = STR("日子.ics");
    calendar_put(&a, seed_of(&a, q->mem), q->now_s, r);
}
