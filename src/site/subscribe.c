// SPDX-License-Identifier: Apache-2.0
#include "site/subscribe.h"

#include "site/assets.h"
#include "site/calendar.h"
#include "site/pages.h"
#include "site/token.h"

static const str end = STR_INIT(".ics");

// ---- the address -----------------------------------------------------------------------------------------------------

// What the tool asks, and nothing else that a visitor may have answered elsewhere.
static str write_answers(const answers *facts, const jifen_tool *t, arena *mem) {
    buf b = buf_make(mem);
    html h = {&b};
    for (size_t i = 0; i < t->n_facts; i++) {
        if (!facts->answered[t->facts[i]])
            continue;
        if (b.len > 0)
            HTML_LIT(&h, "&");
        html_url(&h, jifen_fact_at(facts->law, t->facts[i])->type.name);
        HTML_LIT(&h, "=");
        html_url(&h, facts->texts[t->facts[i]]);
    }
    return buf_str(&b);
}

// example.cn/cal/TOKEN.ics, without the scheme: a calendar has one of its own. Empty: it cannot be made.
static str write_address(const page *p, const answers *facts, const jifen_tool *t) {
    buf b = buf_make(p->q->mem);
    str at = p->s->who.address;
    size_t n = 0;
    while (n + 2 < at.len && !str_starts(str_slice(at, n, at.len), STR("://")))
        n++;
    buf_put(&b, at.len > 0 ? str_slice(at, n + 3, at.len) : p->q->host);
    BUF_LIT(&b, "/cal/");
    bool is_put = token_put(p->s->key, write_answers(facts, t, p->q->mem), &b);
    buf_put(&b, end);
    return is_put ? buf_str(&b) : (str){0};
}

void subscribe_put(page *p, const answers *facts, const jifen_tool *t) {
    str address = p->s->key == NULL || t == NULL ? (str){0} : write_address(p, facts, t);
    if (address.len == 0)
        return;
    bool is_plain = !str_starts(p->s->who.address, STR("https://"));
    HTML_LIT(&p->h, "<details class=\"no-print\"><summary>订阅：规则变了，手机日历里的日子跟着变</summary>"
                    "<p><a class=\"button quiet\" href=\"webcal://");
    html_text(&p->h, address);
    HTML_LIT(&p->h,
             "\">用手机日历订阅</a></p><label class=\"label\" "
             "for=\"calendar-address\">或者把地址贴进日历软件</label>"
             "<p class=\"hint\">地址里只有这一页问过的答案。拿到地址的人看得到这些日子，请自己留着。</p>"
             "<input type=\"text\" id=\"calendar-address\" readonly value=\"");
    html_text(&p->h, is_plain ? STR("http://") : STR("https://"));
    html_text(&p->h, address);
    HTML_LIT(&p->h, "\"></details>");
}

// ---- the calendar ----------------------------------------------------------------------------------------------------

// Days counted from today never end; those that were told do. By then there is another round, with days of its own.
static bool is_over(const answers *facts, int64_t today) {
    int64_t last = INT64_MIN;
    for (size_t i = 0; i < facts->n; i++) {
        const jifen_type *t = &jifen_fact_at(facts->law, facts->order[i])->type;
        set v = facts->who.value[facts->order[i]];
        if (t->kind == KIND_DATE && facts->who.given[facts->order[i]] == GIVEN_SET && v.hi > last)
            last = v.hi;
    }
    return last != INT64_MIN && last + LIMIT_CALENDAR_DAYS < today;
}

// What stands in the token is read as a form: the rules may have changed since.
static bool work_out(const site *s, const request *q, str text, jifen_answer *a) {
    request asked = *q;
    answers facts;
    err e;
    err_clear(&e);
    if (form_parse(text, q->mem, &asked.form, &e) != RC_OK)
        return false;
    answers_read(s, &asked, &facts);
    return answers_assess(&facts, q->mem, a) && a->n_dates > 0 && !is_over(&facts, q->today);
}

void calendar_feed(const site *s, const request *q, response *r) {
    jifen_answer a;
    str text;
    bool is_named =
        q->rest.len > end.len && str_is(str_slice(q->rest, q->rest.len - end.len, q->rest.len), end);
    str token = str_slice(q->rest, 0, is_named ? q->rest.len - end.len : 0);
    if (s->key == NULL || !is_named || !token_read(s->key, token, q->mem, &text))
        r->status = 404;
    else if (!work_out(s, q, text, &a))
        r->status = 410;
    else  // made afresh once a day, so that between two days it stays the same
        calendar_put(&a, assets_fingerprint(text, q->mem), q->today * (24 * 3600), r);
}
