// SPDX-License-Identifier: Apache-2.0
// /desk/lead/REFERENCE: one request on a screen to work with.
#include "desk/district.h"
#include "desk/phone.h"
#include "site/field.h"
#include "site/own.h"
#include "site/pages.h"
#include "site/staff_page.h"

// ---- who it is ---------------------------------------------------------------------------------------------------------

static void put_district(page *p, const lead *l) {
    if (l->district.len == 0)
        return;
    HTML_LIT(&p->h, "<dt>在哪个区</dt><dd>");
    html_text(&p->h, district_name(l->district));
    HTML_LIT(&p->h, "</dd>");
}

static void put_facts(page *p, const lead *l, bool is_shown) {
    char masked[PHONE_DIGITS];
    phone_mask(l->phone, masked);
    HTML_LIT(&p->h, "<dl><dt>手机号</dt><dd class=\"num\">");
    html_text(&p->h, is_shown && l->phone.len > 0 ? l->phone : (str){masked, PHONE_DIGITS});
    HTML_LIT(&p->h, "</dd><dt>什么时候方便</dt><dd>");
    html_text(&p->h, staff_page_slot(l->slot));
    if (l->status.again_ms > 0) {
        HTML_LIT(&p->h, "</dd><dt>再打</dt><dd>");
        frame_moment(&p->h, l->status.again_ms);
    } else {
        HTML_LIT(&p->h, "</dd><dt>最晚回电</dt><dd>");
        frame_moment(&p->h, l->status.due_ms);
    }
    HTML_LIT(&p->h, "</dd>");
    put_district(p, l);
    HTML_LIT(&p->h, "<dt>想问什么</dt><dd>");
    html_text(&p->h, l->question.len > 0 ? l->question : STR("没有填"));
    HTML_LIT(&p->h, "</dd></dl>");
}

// The way to the number leads over a proof of who asks.
static void put_show(page *p, const lead *l) {
    staff_page_open_form(p, STR("/desk/lead/"), l);
    field_hidden(p, STR("outcome"), STR("show"));
    HTML_LIT(
        &p->h,
        "<p class=\"small\">这一小时看的号码多了，再看要确认一次身份。</p><div class=\"buttons\"><button "
        "class=\"quiet\">显示号码</button></div></form>");
}

// ---- of the same number ------------------------------------------------------------------------------------------------

static void put_other(page *p, const lead *l) {
    HTML_LIT(&p->h, "<li>");
    frame_moment(&p->h, l->made_ms);
    HTML_LIT(&p->h, "：");
    html_text(&p->h, l->question.len > 0 ? l->question : STR("没有写问题"));
    HTML_LIT(&p->h, "</li>");
}

static void put_twins(page *p, const lead *l, const lead_list *twins, bool may_merge) {
    if (twins->n == 0)
        return;
    HTML_LIT(&p->h, "<section class=\"box note\"><h2>同一个号码还有别的请求</h2><ul>");
    for (size_t i = 0; i < twins->n; i++)
        put_other(p, &twins->all[i]);
    HTML_LIT(&p->h, "</ul>");
    if (may_merge) {
        staff_page_open_form(p, STR("/desk/lead/"), l);
        field_hidden(p, STR("outcome"), STR("merge"));
        HTML_LIT(&p->h, "<p class=\"small\">合在一起以后，按最早的那个算期限，只打一次电话。</p><div "
                        "class=\"buttons\"><button class=\"quiet\">合在一起</button></div></form>");
    }
    HTML_LIT(&p->h, "</section>");
}

// ---- what happened -----------------------------------------------------------------------------------------------------

static str kind_words(str kind) {
    static const struct {
        str kind, words;
    } list[] = {
        {STR_INIT("came"), STR_INIT("请求回电")},      {STR_INIT("assigned"), STR_INIT("有人接手")},
        {STR_INIT("paused"), STR_INIT("先停一停")},    {STR_INIT("resumed"), STR_INIT("接着办")},
        {STR_INIT("called"), STR_INIT("打过，再打")},  {STR_INIT("closed"), STR_INIT("打完了")},
        {STR_INIT("cancelled"), STR_INIT("取消")},     {STR_INIT("merged"), STR_INIT("合进另一个请求")},
        {STR_INIT("reviewed"), STR_INIT("核对答案")},  {STR_INIT("warned"), STR_INIT("快到时间")},
        {STR_INIT("missed"), STR_INIT("超时")},        {STR_INIT("took_in"), STR_INIT("合进来别的请求")},
        {STR_INIT("corrected"), STR_INIT("对方更正")}, {STR_INIT("withdrawn"), STR_INIT("对方撤回同意")},
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
        if (str_is(list[i].kind, kind))
            return list[i].words;
    return kind;
}

static rc put_events(page *p, const lead *l, err *e) {
    const lead_event *all = NULL;
    size_t n = 0;
    rc code = lead_history(p->q->desk, l, p->q->mem, &all, &n, e);
    HTML_LIT(&p->h, "<ul class=\"lines\">");
    for (size_t i = 0; i < n; i++) {
        HTML_LIT(&p->h, "<li>");
        frame_moment(&p->h, all[i].at_ms);
        HTML_LIT(&p->h, " ");
        html_text(&p->h, kind_words(all[i].kind));
        if (all[i].actor.len > 0) {
            HTML_LIT(&p->h, "（");
            html_text(&p->h, all[i].actor);
            HTML_LIT(&p->h, "）");
        }
        if (all[i].note.len > 0) {
            HTML_LIT(&p->h, "<p>");
            html_text(&p->h, own_note_words(&all[i]));
            HTML_LIT(&p->h, "</p>");
        }
        HTML_LIT(&p->h, "</li>");
    }
    HTML_LIT(&p->h, "</ul>");
    return code;
}

static rc put_history(page *p, const lead *l, err *e) {
    HTML_LIT(&p->h, "<details class=\"ground\"><summary>经过</summary>");
    rc code = put_events(p, l, e);
    HTML_LIT(&p->h, "</details>");
    return code;
}

// What came with the others is still theirs to be answered.
static rc put_merged(page *p, const lead_list *merged, err *e) {
    rc code = RC_OK;
    for (size_t i = 0; i < merged->n && code == RC_OK; i++) {
        const lead *l = &merged->all[i];
        HTML_LIT(&p->h, "<details class=\"ground\"><summary>合进来的请求，");
        frame_moment(&p->h, l->made_ms);
        HTML_LIT(&p->h, "</summary><dl>");
        put_district(p, l);
        HTML_LIT(&p->h, "<dt>想问什么</dt><dd>");
        html_text(&p->h, l->question.len > 0 ? l->question : STR("没有填"));
        HTML_LIT(&p->h, "</dd></dl>");
        staff_facts_put_words(p, l);
        code = put_events(p, l, e);
        HTML_LIT(&p->h, "</details>");
    }
    return code;
}

// ---- the screen --------------------------------------------------------------------------------------------------------

typedef struct {
    lead_list twins, merged;
} others;

static rc find_others(const request *q, const lead *l, others *out, err *e) {
    rc code = lead_merged(q->desk, l, q->mem, &out->merged, e);
    return code == RC_OK && status_is_open(&l->status) ? lead_twins(q->desk, l, q->mem, &out->twins, e) : code;
}

static rc put_screen(page *p, const lead *l, bool is_shown, str wrong, err *e) {
    others of = {0};
    bool may_work = staff_page_may_work(l, p->q->who);
    rc code = find_others(p->q, l, &of, e);
    HTML_LIT(&p->h, "<p><a class=\"back\" href=\"/desk\">回到待回电</a></p><h1>");
    html_text(&p->h, l->name);
    staff_page_tags(p, l);
    HTML_LIT(&p->h, "</h1>");
    put_facts(p, l, is_shown);
    if (may_work && !is_shown)
        put_show(p, l);
    put_twins(p, l, &of.twins, staff_page_may_give(l, p->q->who));
    staff_deeds_put(p, l, wrong);
    staff_facts_put(p, l, may_work);
    staff_deeds_put_more(p, l);
    if (code == RC_OK)
        code = put_merged(p, &of.merged, e);
    return code == RC_OK ? put_history(p, l, e) : code;
}

// Whoever has it sees the whole number, and that is put down each time; of many in an hour not without another proof.
void staff_lead_put(const site *s, const request *q, response *r, const lead *l, str wrong) {
    bool is_shown = false;
    err e;
    err_clear(&e);
    rc code = RC_OK;
    if (staff_page_may_work(l, q->who))
        code = staff_page_may_reveal(q, r, l, &is_shown, &e);
    page p = frame_open_desk(s, q, r, l->name, wrong.len > 0, q->who->name);
    if (code == RC_OK)
        code = put_screen(&p, l, is_shown, wrong, &e);
    frame_close_desk(&p);
    if (code != RC_OK)
        response_fail(r, &e);
}

void staff_lead(const site *s, const request *q, response *r) {
    const lead *l = staff_page_lead(q, r);
    if (l != NULL)
        staff_lead_put(s, q, r, l, (str){0});
}
