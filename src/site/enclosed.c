// SPDX-License-Identifier: Apache-2.0
#include "site/enclosed.h"

#include "base/num.h"
#include "page/interview.h"

enum { DAY_MS = 24 * 3600000, SHANGHAI_MS = 8 * 3600000 };

// ---- the text ----------------------------------------------------------------------------------------------------------

static void put_fact(const answers *facts, size_t fact, arena *mem, buf *out) {
    const jifen_fact *f = jifen_fact_at(facts->law, fact);
    jifen_bound less;
    if (f->is_private || f->is_records)
        return;
    if (!jifen_tells_less(facts->law, &facts->who, fact, mem, &less)) {
        form_put(out, f->type.name, facts->texts[fact]);
        return;
    }
    if (facts->answered[less.fact])
        return;  // it was given too, and stands in its own place
    const jifen_type *t = &jifen_fact_at(facts->law, less.fact)->type;
    buf value = buf_make(mem);
    jifen_print_value(t, less.values, false, &value);
    form_put(out, t->name, buf_str(&value));
}

str enclosed_write(const answers *facts, arena *mem) {
    buf out = buf_make(mem);
    for (size_t i = 0; i < facts->n; i++)
        put_fact(facts, facts->order[i], mem, &out);
    if (out.len > 0 && facts->day.len > 0 && facts->day_problem.len == 0)
        form_put(&out, ANSWERS_DAY, facts->day);
    return out.failed || out.len > LIMIT_ENCLOSED_BYTES ? (str){0} : buf_str(&out);
}

str enclosed_make(const site *s, const request *q) {
    answers facts;
    jifen_answer a;
    answers_read(s, q, &facts);
    bool is_fine = facts.n > 0 && facts.day_problem.len == 0 && answers_assess(&facts, q->mem, &a);
    return is_fine ? enclosed_write(&facts, q->mem) : (str){0};
}

// The request as if its form had been this text.
static bool takes_form(const request *q, str text, request *out) {
    err e;
    err_clear(&e);
    *out = *q;
    return text.len <= LIMIT_ENCLOSED_BYTES && form_parse(text, q->mem, &out->form, &e) == RC_OK;
}

str enclosed_check(const site *s, const request *q, str text) {
    request of;
    return takes_form(q, text, &of) ? enclosed_make(s, &of) : (str){0};
}

bool enclosed_work_out(const site *s, const request *q, str text, int64_t today, answers *facts,
                       jifen_answer *a) {
    request of;
    if (!takes_form(q, text, &of))
        of.form = (form){0};
    of.today = today;
    answers_read(s, &of, facts);
    return answers_assess(facts, q->mem, a);
}

// ---- in words ----------------------------------------------------------------------------------------------------------

static enclosed_line fact_line(const answers *facts, size_t fact, arena *mem) {
    interview v = {.law = facts->law, .p = facts->who};
    buf value = buf_make(mem);
    interview_print_answer(&v, fact, false, &value);
    return (enclosed_line){jifen_fact_at(facts->law, fact)->type.label, buf_str(&value)};
}

static enclosed_line goal_line(const jifen_answer *a, const jifen_goal *g, arena *mem) {
    const jifen_points *of = &a->points[g->points];
    buf value = buf_make(mem);
    buf_put_int(&value, of->least);
    if (of->most > of->least)
        buf_print(&value, "～{i}", of->most);
    buf_print(&value, " {s}", jifen_info(a->law)->unit);
    return (enclosed_line){of->label, buf_str(&value)};
}

int64_t enclosed_day(int64_t at_ms) {
    return num_floor_div(at_ms + SHANGHAI_MS, DAY_MS);
}

enclosed_list enclosed_read(const site *s, const request *q, str text, int64_t today) {
    answers facts;
    jifen_answer a = {0};
    if (!enclosed_work_out(s, q, text, today, &facts, &a) || facts.n == 0)
        a.n_goals = 0;
    enclosed_line *lines = ARENA_ARRAY(q->mem, enclosed_line, facts.n + a.n_goals + 1);
    size_t n = 0;
    for (size_t i = 0; lines != NULL && i < facts.n; i++)
        lines[n++] = fact_line(&facts, facts.order[i], q->mem);
    for (size_t i = 0; lines != NULL && i < a.n_goals; i++)
        lines[n++] = goal_line(&a, &a.goals[i], q->mem);
    return (enclosed_list){lines, n};
}

void enclosed_put(const enclosed_list *list, html *h) {
    HTML_LIT(h, "<dl>");
    for (size_t i = 0; i < list->n; i++) {
        HTML_LIT(h, "<dt>");
        html_text(h, list->lines[i].label);
        HTML_LIT(h, "</dt><dd>");
        html_text(h, list->lines[i].value);
        HTML_LIT(h, "</dd>");
    }
    HTML_LIT(h, "</dl>");
}
