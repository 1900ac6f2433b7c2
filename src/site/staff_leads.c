// SPDX-License-Identifier: Apache-2.0
// /desk: who waits for a call, and one of them on a screen to work with.
#include "base/num.h"
#include "desk/phone.h"
#include "site/field.h"
#include "site/pages.h"
#include "site/staff_page.h"

enum { SHOWN_MOST = 200, CALLERS = ROLE_CONSULTANT | ROLE_SUPERVISOR };

static str slot_words(str slot) {
    return str_is(slot, STR("am"))   ? STR("工作日上午")
           : str_is(slot, STR("pm")) ? STR("工作日下午")
                                     : STR("都可以");
}

// ---- the queue ---------------------------------------------------------------------------------------------------------

static void put_tag(page *p, const lead *l, int64_t now_ms) {
    if (l->status.is_missed || now_ms > l->status.due_ms)
        HTML_LIT(&p->h, " <span class=\"tag tag-bad\">已超时</span>");
    else if (l->status.is_warned)
        HTML_LIT(&p->h, " <span class=\"tag tag-bad\">快到时间</span>");
    if (l->status.state == LEAD_PAUSED)
        HTML_LIT(&p->h, " <span class=\"tag\">等对方</span>");
    if (l->owner.len == 0)
        HTML_LIT(&p->h, " <span class=\"tag\">还没人接</span>");
}

static void put_line(page *p, const lead *l, int64_t now_ms) {
    char masked[PHONE_DIGITS];
    phone_mask(l->phone, masked);
    HTML_LIT(&p->h, "<li><a class=\"task\" href=\"/desk/lead/");
    html_url(&p->h, l->ref);
    HTML_LIT(&p->h, "\"><strong>");
    html_text(&p->h, l->name);
    put_tag(p, l, now_ms);
    HTML_LIT(&p->h, "</strong><span><span class=\"num\">");
    html_text(&p->h, (str){masked, PHONE_DIGITS});
    HTML_LIT(&p->h, "</span>，");
    html_text(&p->h, slot_words(l->slot));
    HTML_LIT(&p->h, "，最晚 ");
    frame_moment(&p->h, l->status.due_ms);
    HTML_LIT(&p->h, "</span></a></li>");
}

static void put_leave(page *p) {
    HTML_LIT(&p->h, "<form method=\"post\" action=\"/desk/logout\">");
    staff_page_put_word(p);
    HTML_LIT(&p->h, "<button class=\"quiet\">退出</button></form>");
}

void staff_queue(const site *s, const request *q, response *r) {
    const staff *who = staff_page_who(q, r, CALLERS);
    lead_list list;
    err e;
    err_clear(&e);
    if (who == NULL)
        return;
    if (lead_queue(q->desk, SHOWN_MOST, q->mem, &list, &e) != RC_OK) {
        staff_page_fail(r);
        return;
    }
    page p = frame_open_desk(s, q, r, STR("待回电"), false, who->name);
    HTML_LIT(&p.h, "<h1>待回电</h1>");
    if (list.n == 0)
        HTML_LIT(&p.h, "<p>没有人在等电话。</p>");
    HTML_LIT(&p.h, "<ol class=\"tasks\">");
    for (size_t i = 0; i < list.n; i++)
        put_line(&p, &list.all[i], q->now_s * 1000);
    HTML_LIT(&p.h, "</ol>");
    put_leave(&p);
    frame_close_desk(&p);
}

// ---- one of them -------------------------------------------------------------------------------------------------------

static void put_facts(page *p, const lead *l, bool is_own) {
    char masked[PHONE_DIGITS];
    phone_mask(l->phone, masked);
    HTML_LIT(&p->h, "<dl><dt>手机号</dt><dd class=\"num\">");
    html_text(&p->h, is_own ? l->phone : (str){masked, PHONE_DIGITS});
    HTML_LIT(&p->h, "</dd><dt>什么时候方便</dt><dd>");
    html_text(&p->h, slot_words(l->slot));
    HTML_LIT(&p->h, "</dd><dt>最晚回电</dt><dd>");
    frame_moment(&p->h, l->status.due_ms);
    HTML_LIT(&p->h, "</dd><dt>想问什么</dt><dd>");
    html_text(&p->h, l->question.len > 0 ? l->question : STR("没有填"));
    HTML_LIT(&p->h, "</dd></dl>");
}

static void open_deed(page *p, const lead *l) {
    HTML_LIT(&p->h, "<form method=\"post\" action=\"/desk/lead/");
    html_url(&p->h, l->ref);
    HTML_LIT(&p->h, "\">");
    staff_page_put_word(p);
    HTML_LIT(&p->h, "<input type=\"hidden\" name=\"version\" value=\"");
    html_int(&p->h, l->version);
    HTML_LIT(&p->h, "\">");
}

static const struct {
    str value, label;
    happening what;
} outcomes[] = {
    {STR_INIT("done"), STR_INIT("通了，问题说清了"), HAPPENS_CLOSE},
    {STR_INIT("no_answer"), STR_INIT("没人接，再打"), HAPPENS_CALL},
    {STR_INIT("wrong_number"), STR_INIT("号码不是本人的"), HAPPENS_CLOSE},
    {STR_INIT("not_wanted"), STR_INIT("对方说不用了"), HAPPENS_CLOSE},
    {STR_INIT("stop"), STR_INIT("对方要求别再打"), HAPPENS_CLOSE},
};

static void put_outcomes(page *p, const lead *l, str wrong) {
    open_deed(p, l);
    HTML_LIT(&p->h, "<fieldset><legend>打完以后，记下结果</legend>");
    field_wrong(p, wrong);
    for (size_t i = 0; i < sizeof outcomes / sizeof outcomes[0]; i++) {
        HTML_LIT(&p->h, "<label class=\"choice\"><input type=\"radio\" name=\"outcome\"");
        HTML_ATTR(&p->h, "value", outcomes[i].value);
        if (i == 0)
            HTML_LIT(&p->h, " autofocus");
        HTML_LIT(&p->h, ">");
        html_text(&p->h, outcomes[i].label);
        HTML_LIT(&p->h, "</label>");
    }
    HTML_LIT(&p->h, "</fieldset><label class=\"label\" for=\"note\">备注（可以不填）</label><textarea "
                    "id=\"note\" name=\"note\" "
                    "rows=\"3\"></textarea><div class=\"buttons\"><button>保存</button></div></form>");
}

static void put_take(page *p, const lead *l) {
    open_deed(p, l);
    HTML_LIT(&p->h,
             "<input type=\"hidden\" name=\"outcome\" value=\"take\"><p>接手以后才看得到完整的号码。</p><div "
             "class=\"buttons\"><button autofocus>由我来打</button></div></form>");
}

static const lead *find(const request *q, response *r) {
    const lead *l = NULL;
    err e;
    err_clear(&e);
    if (lead_find(q->desk, q->rest, q->mem, &l, &e) != RC_OK)
        staff_page_fail(r);
    else if (l == NULL)
        r->status = 404;
    return l;
}

static void put_lead(const site *s, const request *q, response *r, const staff *who, const lead *l, str wrong) {
    bool is_own = str_is(l->owner, who->id);
    page p = frame_open_desk(s, q, r, l->name, wrong.len > 0, who->name);
    HTML_LIT(&p.h, "<p><a class=\"back\" href=\"/desk\">回到待回电</a></p><h1>");
    html_text(&p.h, l->name);
    put_tag(&p, l, q->now_s * 1000);
    HTML_LIT(&p.h, "</h1>");
    put_facts(&p, l, is_own);
    if (!status_is_open(&l->status))
        HTML_LIT(&p.h, "<p class=\"box\">已经结束。</p>");
    else if (is_own)
        put_outcomes(&p, l, wrong);
    else
        put_take(&p, l);
    frame_close_desk(&p);
}

void staff_lead(const site *s, const request *q, response *r) {
    const staff *who = staff_page_who(q, r, CALLERS);
    const lead *l = who == NULL ? NULL : find(q, r);
    if (l != NULL)
        put_lead(s, q, r, who, l, (str){0});
}

// ---- what was done -----------------------------------------------------------------------------------------------------

static bool read_deed(const request *q, const staff *who, deed *out) {
    str word = form_get(&q->form, STR("outcome"));
    *out = (deed){.actor = who->id, .note = str_trim(form_get(&q->form, STR("note")))};
    if (str_is(word, STR("take"))) {
        out->what = HAPPENS_ASSIGN;
        out->owner = who->id;
        return true;
    }
    for (size_t i = 0; i < sizeof outcomes / sizeof outcomes[0]; i++)
        if (str_is(word, outcomes[i].value)) {
            out->what = outcomes[i].what;
            out->outcome = word;
            out->is_stop = str_is(word, STR("stop"));
            return true;
        }
    return false;
}

static void do_it(const site *s, const request *q, response *r, const staff *who, const lead *l,
                  const deed *did) {
    int64_t version = 0;
    deed_result result;
    err e;
    err_clear(&e);
    (void)num_parse(form_get(&q->form, STR("version")), 0, &version);  // another number is another version
    if (lead_do(q->desk, l->ref, version, did, q->now_s * 1000, q->mem, &result, &e) != RC_OK) {
        staff_page_fail(r);
        return;
    }
    if (result != DEED_DONE) {
        const lead *now = find(q, r);
        if (now != NULL)
            put_lead(s, q, r, who, now, STR("刚才有人改过，下面是现在的样子，请再看一眼"));
        return;
    }
    buf to = buf_make(q->mem);
    buf_print(&to, did->what == HAPPENS_ASSIGN ? "/desk/lead/{s}" : "/desk{s}",
              did->what == HAPPENS_ASSIGN ? l->ref : (str){0});
    r->status = 303;
    r->location = buf_str(&to);
}

void staff_do(const site *s, const request *q, response *r) {
    const staff *who = staff_page_form(q, r, CALLERS);
    const lead *l = who == NULL ? NULL : find(q, r);
    deed did;
    if (l == NULL)
        return;
    bool is_read = read_deed(q, who, &did);
    if (!is_read)
        put_lead(s, q, r, who, l, STR("选一个结果"));
    else if (did.what != HAPPENS_ASSIGN && !str_is(l->owner, who->id))
        r->status = 404;
    else
        do_it(s, q, r, who, l, &did);
}
