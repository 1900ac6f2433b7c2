// SPDX-License-Identifier: Apache-2.0
#include "wire/facts.h"

#include "base/day.h"
#include "base/num.h"

#include <assert.h>

// The first and the last day for which the law holds a version. There may be gaps between.
static void find_days_held(const facts_frame *f, int64_t *from, int64_t *to) {
    str id = facts_law_id(f);
    *from = INT64_MAX;
    *to = INT64_MIN;
    for (size_t i = 0; i < jifen_n_laws(f->engine); i++) {
        const jifen_law_info *info = jifen_info(jifen_law_at(f->engine, i));
        if (!str_is(info->id, id))
            continue;
        *from = num_min(*from, info->from);
        *to = num_max(*to, info->to);
    }
}

static rc refuse_day(const facts_frame *f, int64_t on, err *e) {
    int64_t from, to;
    find_days_held(f, &from, &to);
    err_about(e, STR("on"));
    if (from > to)
        return err_set(e, RC_INPUT, "expected a law that is held, found '{s}'（没有收录）", f->law_id);
    return err_set(e, RC_INPUT, "expected a day of {d}..{d}, found {d}（没有收录这一天适用的规定）", from, to,
                   on);
}

rc facts_begin(const facts_frame *f, const int64_t *on, facts *out, err *e) {
    int64_t day = on == NULL ? f->on : *on;
    if (f->on_is_given && day != f->on) {
        err_about(e, STR("on"));
        return err_set(e, RC_INPUT, "expected {d} as asked for, found {d}（两处日期不一样）", f->on, day);
    }
    const jifen_law *law = jifen_find_law(f->engine, f->law_id, day);
    if (law == NULL)
        return refuse_day(f, day, e);
    out->law = law;
    jifen_person_init(&out->who, day);
    return RC_OK;
}

str facts_law_id(const facts_frame *f) {
    assert(jifen_n_laws(f->engine) > 0);
    return f->law_id.len > 0 ? f->law_id : jifen_info(jifen_law_at(f->engine, 0))->id;
}

rc facts_refuse_name(const jifen_law *l, str name, err *e) {
    str nearest = jifen_nearest_fact(l, name);
    err_about(e, name);
    if (nearest.len == 0)
        return err_set(e, RC_INPUT, "expected a known name, found an unknown one（没有这一项）");
    return err_set(e, RC_INPUT, "expected '{s}', found an unknown name（没有这一项，是不是 '{s}'？）",
                   nearest, nearest);
}

void facts_print_error(const err *e, buf *out) {
    if (e->name_len > 0)
        buf_print(out, "fact '{s}': ", err_name(e));
    buf_put(out, err_text(e));
    if (e->column > 0)
        buf_print(out, " (column {i})", (int64_t)e->column);
}

void facts_print_options(const jifen_type *t, buf *out) {
    for (size_t i = 0; i < t->n_options; i++)
        buf_print(out, i == 0 ? "{s}" : ", {s}", t->options[i].name);
}

jifen_type facts_day_type(void) {
    return (jifen_type){.name = STR("on"), .kind = KIND_DATE, .domain = {.lo = day_min, .hi = day_max}};
}
