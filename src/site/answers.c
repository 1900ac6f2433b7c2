// SPDX-License-Identifier: Apache-2.0
#include "site/answers.h"

#include "base/day.h"
#include "page/interview.h"

#define SAY STR("say:")    // a button that answers instead of the field beside it
#define RUNG STR("rung:")  // one question that stands for several facts
#define ALL STR("more:")   // what the route leaves out is asked, too

static void put_problem(answers *a, size_t fact, str text, const err *e, arena *mem) {
    buf b = buf_make(mem);
    interview v = {.law = a->law, .p = a->who};
    interview_print_complaint(&v, fact, REPLY_UNREADABLE, text, e, false, &b);
    a->wrong = (int)fact;
    a->problem = buf_str(&b);
}

static void note(answers *a, size_t fact, str text) {
    if (!a->answered[fact])
        a->order[a->n++] = fact;
    a->answered[fact] = true;
    a->texts[fact] = text;
}

static void take(answers *a, size_t fact, str text, arena *mem) {
    err e;
    err_clear(&e);
    note(a, fact, text);
    rc code = jifen_put_text(a->law, &a->who, fact, text, true, &e);
    if (code != RC_OK && a->wrong < 0)
        put_problem(a, fact, text, &e, mem);
}

// ---- one field -------------------------------------------------------------------------------------------------------

// The members of a set come as one field each.
static str join_members(const form *f, str name, arena *mem) {
    buf b = buf_make(mem);
    for (size_t i = 0; i < f->n; i++) {
        if (!str_is(f->fields[i].name, name) || f->fields[i].value.len == 0)
            continue;
        if (b.len > 0)
            buf_put_char(&b, '|');
        buf_put(&b, f->fields[i].value);
    }
    return buf_str(&b);
}

static void take_fact(answers *a, const form *f, size_t fact, arena *mem) {
    const jifen_type *t = &jifen_fact_at(a->law, fact)->type;
    buf said_by = buf_make(mem);
    buf_print(&said_by, "{s}{s}", SAY, t->name);
    str said = form_get(f, buf_str(&said_by));
    str text = t->kind == KIND_SET ? join_members(f, t->name, mem) : form_get(f, t->name);
    bool is_double = t->kind != KIND_SET && form_count(f, t->name) > 1;
    text = str_trim(said.len > 0 ? said : text);
    if (text.len == 0 || jifen_fact_at(a->law, fact)->is_records)
        return;
    take(a, fact, text, mem);
    if (is_double && a->wrong < 0) {
        a->wrong = (int)fact;
        a->problem = STR("这一项填了两遍，请只填一遍");
    }
}

static const jifen_ladder *find_ladder(const jifen_law *l, str name) {
    for (size_t f = 0; f < jifen_n_facts(l); f++) {
        const jifen_ladder *of = jifen_find_ladder(l, f);
        if (of != NULL && str_is(of->name, name))
            return of;
    }
    return NULL;
}

// What a rung says of its facts is put as texts, so that the next page need not know it was one question.
static void take_rung(answers *a, const jifen_rung *r, arena *mem) {
    for (size_t i = 0; i < r->n_means; i++) {
        buf b = buf_make(mem);
        jifen_print_value(&jifen_fact_at(a->law, r->means[i].fact)->type, r->means[i].values, false, &b);
        take(a, r->means[i].fact, buf_str(&b), mem);
    }
}

static void take_ladder(answers *a, const jifen_ladder *of, str value, arena *mem) {
    size_t n = 0;
    for (size_t i = 0; i < value.len && value.ptr[i] >= '0' && value.ptr[i] <= '9' && n < of->n_rungs; i++)
        n = 10 * n + (size_t)(value.ptr[i] - '0');
    bool is_unsure = str_is(value, STR("?"));
    if (!is_unsure && (value.len == 0 || n >= of->n_rungs))
        return;
    const jifen_rung *last = &of->rungs[of->n_rungs - 1];
    if (!is_unsure)
        take_rung(a, &of->rungs[n], mem);
    for (size_t i = 0; i < last->n_means; i++)
        if (!a->answered[last->means[i].fact])
            take(a, last->means[i].fact, STR("?"), mem);
}

// ---- the day ---------------------------------------------------------------------------------------------------------

static void put_day(buf *b, int64_t day) {
    civil c = day_to_civil(day);
    buf_print(b, "{i}年{i}月{i}日", (int64_t)c.year, (int64_t)c.month, (int64_t)c.day);
}

static str say_held(const site *s, str law_id, arena *mem) {
    int64_t from = INT64_MAX, to = INT64_MIN;
    for (size_t i = 0; i < jifen_n_laws(s->engine); i++) {
        const jifen_law_info *info = jifen_info(jifen_law_at(s->engine, i));
        if (!str_is(info->id, law_id))
            continue;
        from = info->from < from ? info->from : from;
        to = info->to > to ? info->to : to;
    }
    buf b = buf_make(mem);
    BUF_LIT(&b, "本站没有这一天的规则。请填");
    put_day(&b, from);
    BUF_LIT(&b, "到");
    put_day(&b, to);
    BUF_LIT(&b, "之间的日子");
    return buf_str(&b);
}

// The day that counts. Today written out is no other day.
static int64_t read_day(const site *s, const request *q, str law_id, answers *out) {
    int64_t day = q->today;
    str text = str_trim(form_get(&q->form, ANSWERS_DAY));
    if (text.len == 0)
        return day;
    if (!day_parse_loose(text, &day))
        out->day_problem = STR("没看懂这个日子。写年月日，如 2027-3-1");
    else if (jifen_find_law(s->engine, law_id, day) == NULL)
        out->day_problem = say_held(s, law_id, q->mem);
    if (day != q->today || out->day_problem.len > 0)
        out->day = text;
    return out->day_problem.len > 0 ? q->today : day;
}

// ---- all of a form ---------------------------------------------------------------------------------------------------

void answers_read(const site *s, const request *q, answers *out) {
    answers_read_of(s, q, (str){0}, out);
}

void answers_read_of(const site *s, const request *q, str law_id, answers *out) {
    *out = (answers){.wrong = -1};
    str id = jifen_info(site_law_of(s, law_id, q->today))->id;
    int64_t day = read_day(s, q, id, out);
    const jifen_law *l = site_law_of(s, id, day);
    out->law = l;
    jifen_person_init(&out->who, day);
    out->is_shared = form_get(&q->form, ANSWERS_SHARED).len > 0;
    for (size_t i = 0; i < q->form.n; i++) {
        str name = q->form.fields[i].name;
        const jifen_ladder *of = NULL;
        if (str_starts(name, RUNG))
            of = find_ladder(l, str_slice(name, RUNG.len, name.len));
        if (of != NULL)
            take_ladder(out, of, q->form.fields[i].value, q->mem);
        str plain = str_starts(name, SAY) ? str_slice(name, SAY.len, name.len) : name;
        int fact = jifen_find_fact(l, plain);
        if (fact >= 0 && !out->answered[fact])
            take_fact(out, &q->form, (size_t)fact, q->mem);
    }
}

// ---- the way through a tool ------------------------------------------------------------------------------------------

void answers_read_way(answers *a, const request *q, const jifen_tool *t) {
    const jifen_route *way = jifen_find_route(a->law, form_get(&q->form, ANSWERS_WAY));
    for (size_t i = 0; i < t->n_routes; i++)
        if (&t->routes[i] == way)
            a->way = way;
    a->is_all = a->way != NULL && form_get(&q->form, ALL).len > 0;
}

static void hide(html *h, str name, str value) {
    HTML_LIT(h, "<input type=\"hidden\"");
    HTML_ATTR(h, "name", name);
    HTML_ATTR(h, "value", value);
    HTML_LIT(h, ">");
}

// ---- all of them -----------------------------------------------------------------------------------------------------

static void forget(answers *a, size_t fact) {
    for (size_t i = 0; i < a->n; i++)
        if (a->order[i] == fact) {
            for (size_t k = i + 1; k < a->n; k++)
                a->order[k - 1] = a->order[k];
            a->n--;
            break;
        }
    a->answered[fact] = false;
    a->texts[fact] = (str){0};
    a->who.given[fact] = GIVEN_NOT;
}

static bool is_same_question(const jifen_law *l, size_t a, size_t b) {
    const jifen_ladder *of = jifen_find_ladder(l, a);
    return a == b || (of != NULL && of == jifen_find_ladder(l, b));
}

int answers_drop_last(answers *a) {
    if (a->n == 0)
        return -1;
    size_t last = a->order[a->n - 1];
    for (size_t f = 0; f < jifen_n_facts(a->law); f++)
        if (a->answered[f] && is_same_question(a->law, f, last))
            forget(a, f);
    a->wrong = -1;
    return (int)last;
}

bool answers_assess(answers *a, arena *mem, jifen_answer *out) {
    err e;
    err_clear(&e);
    if (a->wrong >= 0)
        return false;
    person who = a->who;
    if (a->way != NULL)
        a->supposed = jifen_suppose(a->law, a->way, mem, &who);
    if (jifen_assess(a->law, &who, (jifen_wishes){0}, mem, out, &e) == RC_OK)
        return true;
    int named = jifen_find_fact(a->law, err_name(&e));
    a->wrong = named >= 0 ? named : a->n > 0 ? (int)a->order[a->n - 1] : 0;
    str words = err_words(&e).len > 0 ? err_words(&e) : err_text(&e);
    buf b = buf_make(mem);
    buf_print(&b, "和别的答案对不上：{s}", words);
    a->problem = buf_str(&b);
    return false;
}

void answers_hide_more(html *h) {
    hide(h, ALL, STR("yes"));
}

static void hide_facts(const answers *a, int fact, html *h) {
    for (size_t i = 0; i < a->n; i++) {
        if (fact >= 0 && is_same_question(a->law, a->order[i], (size_t)fact))
            continue;
        hide(h, jifen_fact_at(a->law, a->order[i])->type.name, a->texts[a->order[i]]);
    }
    if (a->way != NULL)
        hide(h, ANSWERS_WAY, a->way->name);
    if (a->is_all)
        answers_hide_more(h);
}

void answers_hide_but_day(const answers *a, html *h) {
    hide_facts(a, -1, h);
}

void answers_hide(const answers *a, int fact, html *h) {
    hide_facts(a, fact, h);
    if (a->day.len > 0 && a->day_problem.len == 0)
        hide(h, ANSWERS_DAY, a->day);
}
