// SPDX-License-Identifier: Apache-2.0
// What the visitor answered, worked out here as everywhere, and /desk/facts/REFERENCE, where a consultant goes over it with them. The
// visitor's own answers are never changed; what was made of them stands beside.
#include "page/html_answer.h"
#include "site/all.h"
#include "site/enclosed.h"
#include "site/field.h"
#include "site/pages.h"
#include "site/question.h"
#include "site/staff_page.h"

// ---- reading -----------------------------------------------------------------------------------------------------------

// Answers as text, and what they come to: false where they cannot hold together, which `facts` then says.
typedef struct {
    answers facts;
    jifen_answer result;
    bool is_worked_out;
} reading;

static void read_text(const page *p, str text, int64_t at_ms, reading *out) {
    out->is_worked_out = enclosed_work_out(p->s, p->q, text, enclosed_day(at_ms), &out->facts, &out->result);
}

static str words_of(const reading *r, size_t fact, arena *mem) {
    const person *who = &r->facts.who;
    buf b = buf_make(mem);
    if (!r->facts.answered[fact])
        return STR("没有填");
    if (who->given[fact] != GIVEN_SET)
        return who->given[fact] == GIVEN_NULL ? STR("不确定") : r->facts.texts[fact];
    jifen_print_value(&jifen_fact_at(r->facts.law, fact)->type, who->value[fact], true, &b);
    return buf_str(&b);
}

// ---- in words ----------------------------------------------------------------------------------------------------------

static void put_words(page *p, const reading *r) {
    HTML_LIT(&p->h, "<dl>");
    for (size_t i = 0; i < r->facts.n; i++) {
        HTML_LIT(&p->h, "<dt>");
        html_text(&p->h, jifen_fact_at(r->facts.law, r->facts.order[i])->type.label);
        HTML_LIT(&p->h, "</dt><dd>");
        html_text(&p->h, words_of(r, r->facts.order[i], p->q->mem));
        HTML_LIT(&p->h, "</dd>");
    }
    HTML_LIT(&p->h, "</dl>");
}

void staff_facts_put_words(page *p, const lead *l) {
    reading r;
    if (l->answers.len == 0)
        return;
    read_text(p, l->answers, l->made_ms, &r);
    put_words(p, &r);
}

// 105 分, or from where to where.
static void put_total(page *p, const reading *r) {
    if (!r->is_worked_out || r->result.n_goals == 0) {
        HTML_LIT(&p->h, "算不出来");
        return;
    }
    const jifen_points *total = &r->result.points[r->result.goals[0].points];
    HTML_LIT(&p->h, "<span class=\"num\">");
    html_int(&p->h, total->least);
    if (total->most > total->least) {
        HTML_LIT(&p->h, "～");
        html_int(&p->h, total->most);
    }
    HTML_LIT(&p->h, " 分</span>");
}

static void put_change(page *p, const reading *own, const reading *last, size_t fact) {
    str before = words_of(own, fact, p->q->mem), after = words_of(last, fact, p->q->mem);
    if (str_is(before, after))
        return;
    HTML_LIT(&p->h, "<li>");
    html_text(&p->h, jifen_fact_at(last->facts.law, fact)->type.label);
    HTML_LIT(&p->h, "：");
    html_text(&p->h, before);
    HTML_LIT(&p->h, " → <strong>");
    html_text(&p->h, after);
    HTML_LIT(&p->h, "</strong></li>");
}

static void put_changes(page *p, const reading *own, const reading *last, const review *by) {
    HTML_LIT(&p->h, "<p>");
    frame_moment(&p->h, by->at_ms);
    if (by->actor.len > 0) {
        HTML_LIT(&p->h, "，");
        html_text(&p->h, by->actor);
    }
    HTML_LIT(&p->h, "核对过。对方自己填的是 ");
    put_total(p, own);
    HTML_LIT(&p->h, "，核对以后是 ");
    put_total(p, last);
    HTML_LIT(&p->h, "。</p><ul>");
    for (size_t f = 0; f < jifen_n_facts(last->facts.law); f++)
        put_change(p, own, last, f);
    HTML_LIT(&p->h, "</ul>");
}

// ---- what it comes to --------------------------------------------------------------------------------------------------

static void put_missing(page *p, const jifen_answer *a) {
    if (a->n_missing == 0)
        return;
    HTML_LIT(&p->h, "<h3>还没说，会影响结果的</h3><ul>");
    for (size_t i = 0; i < a->n_missing; i++) {
        HTML_LIT(&p->h, "<li>");
        html_text(&p->h, jifen_fact_at(a->law, a->missing[i])->type.label);
        HTML_LIT(&p->h, "</li>");
    }
    HTML_LIT(&p->h, "</ul>");
}

static void put_result(page *p, const reading *r) {
    if (!r->is_worked_out) {
        HTML_LIT(&p->h, "<p class=\"box note\">这些答案算不出来。");
        html_text(&p->h, r->facts.problem);
        HTML_LIT(&p->h, "。</p>");
        return;
    }
    html_answer v = {.h = &p->h, .a = &r->result, .is_alone = true};
    html_summary(&v);
    put_missing(p, &r->result);
    HTML_LIT(&p->h, "<details class=\"ground\"><summary>每一项的分和依据</summary>");
    html_points(&v);
    html_reasons(&v);
    html_basis(&v);
    HTML_LIT(&p->h, "</details>");
}

static void put_way(page *p, const lead *l, str label) {
    HTML_LIT(&p->h, "<p><a class=\"button quiet\" href=\"/desk/facts/");
    html_url(&p->h, l->ref);
    HTML_LIT(&p->h, "\">");
    html_text(&p->h, label);
    HTML_LIT(&p->h, "</a></p>");
}

// NULL: there is nothing of the kind.
static reading *read_answers(const page *p, str text, int64_t at_ms) {
    reading *r = text.len == 0 ? NULL : ARENA_NEW(p->q->mem, reading);
    if (r != NULL)
        read_text(p, text, at_ms, r);
    return r;
}

void staff_facts_put(page *p, const lead *l, bool may_change) {
    review by;
    err e;
    err_clear(&e);
    if (lead_review(p->q->desk, l, p->q->mem, &by, &e) != RC_OK)
        by = (review){0};
    const reading *own = read_answers(p, l->answers, l->made_ms);
    const reading *last = read_answers(p, by.answers, by.at_ms);
    const reading *now = last != NULL ? last : own;
    HTML_LIT(&p->h, "<section id=\"facts\"><h2>填过的答案</h2>");
    if (by.is_broken || (own == NULL && l->is_broken))
        HTML_LIT(&p->h, "<p>有答案读不出。</p>");
    else if (now == NULL)
        HTML_LIT(&p->h, "<p>对方没有带答案来。</p>");
    if (now != NULL)
        put_result(p, now);
    if (own != NULL && last != NULL)
        put_changes(p, own, last, &by);
    if (now != NULL) {
        HTML_LIT(&p->h, "<h3>已经说了的</h3>");
        put_words(p, now);
    }
    if (may_change)
        put_way(p, l, now == NULL ? STR("边问边填") : STR("核对答案，重新算"));
    HTML_LIT(&p->h, "</section>");
}

// ---- the form ----------------------------------------------------------------------------------------------------------

static void put_form(const site *s, const request *q, response *r, const lead *l, const answers *facts,
                     str wrong) {
    page p = frame_open_desk(s, q, r, STR("核对答案"), facts->wrong >= 0 || wrong.len > 0, q->who->name);
    HTML_LIT(&p.h, "<p><a class=\"back\" href=\"/desk/lead/");
    html_url(&p.h, l->ref);
    HTML_LIT(&p.h, "\">回到这个请求</a></p>");
    field_title(&p, STR("核对答案"));
    HTML_LIT(&p.h, "<p class=\"lead\">对方自己填的会一直留着，您改的另存一份。</p>");
    field_box(&p, STR("facts"), wrong);
    question_put_errors(&p, facts);
    staff_page_open_form(&p, STR("/desk/facts/"), l);
    HTML_LIT(&p.h, "<div id=\"facts\">");
    all_put_fields(&p, facts, ALL_GIVEN);
    if (facts->day.len > 0)
        field_hidden(&p, ANSWERS_DAY, facts->day);
    if (facts->n > 0)
        HTML_LIT(&p.h, "</div><details><summary>再补几样</summary>");
    else
        HTML_LIT(&p.h, "</div><details open><summary>再补几样</summary>");
    all_put_fields(&p, facts, ALL_NOT_GIVEN);
    HTML_LIT(&p.h, "</details><div class=\"buttons\"><button>保存，重新算</button></div></form>");
    frame_close_desk(&p);
}

// The one they are at work on. NULL: the answer is made.
static const lead *find_mine(const site *s, const request *q, response *r) {
    const lead *l = staff_page_lead(q, r);
    if (l == NULL || staff_page_may_work(l, q->who))
        return l;
    staff_page_not_theirs(s, q, r, l);
    return NULL;
}

void staff_facts(const site *s, const request *q, response *r) {
    const lead *l = find_mine(s, q, r);
    review by;
    reading now;
    err e;
    err_clear(&e);
    if (l == NULL)
        return;
    if (lead_review(q->desk, l, q->mem, &by, &e) != RC_OK) {
        response_fail(r, &e);
        return;
    }
    page p = {s, q, {NULL}};
    read_text(&p, by.seq > 0 ? by.answers : l->answers, q->now_s * 1000, &now);
    now.facts.wrong = -1;  // what cannot be used any more is simply not in its field
    put_form(s, q, r, l, &now.facts, (str){0});
}

// ---- saving ------------------------------------------------------------------------------------------------------------

static void save(const site *s, const request *q, response *r, const lead *l, const answers *facts, str text) {
    deed did = {.what = HAPPENS_REVIEW, .actor = q->who->id, .answers = text};
    deed_result result;
    err e;
    err_clear(&e);
    if (lead_do(q->desk, l->ref, staff_page_version(q), &did, q->now_s * 1000, q->mem, &result, &e) != RC_OK) {
        response_fail(r, &e);
        return;
    }
    if (result != DEED_DONE) {
        put_form(s, q, r, l, facts, staff_page_changed(q, l));
        return;
    }
    buf to = buf_make(q->mem);
    buf_print(&to, "/desk/lead/{s}#facts", l->ref);
    r->status = 303;
    r->location = buf_str(&to);
}

void staff_facts_save(const site *s, const request *q, response *r) {
    const lead *l = find_mine(s, q, r);
    answers facts;
    jifen_answer a;
    if (l == NULL)
        return;
    answers_read(s, q, &facts);
    bool is_fine = answers_assess(&facts, q->mem, &a);
    str text = is_fine ? enclosed_write(&facts, q->mem) : (str){0};
    if (text.len > 0)
        save(s, q, r, l, &facts, text);
    else
        put_form(s, q, r, l, &facts, is_fine ? STR("至少填一样") : (str){0});
}
