// SPDX-License-Identifier: Apache-2.0
// The page of what is kept: seen, corrected, taken along, taken back, deleted.
#include "site/contact.h"
#include "site/field.h"
#include "site/own.h"

static void open_form(page *p, const own_view *v, str path) {
    HTML_LIT(&p->h, "<form method=\"post\" novalidate");
    frame_action(p, path);
    field_hidden(p, STR("flow"), v->flow);
    field_hidden(p, STR("ref"), v->ref);
    field_hidden(p, STR("grant"), v->grant);
}

// A form of one button.
static void put_button(page *p, const own_view *v, str path, str name, str value, str more, str label) {
    open_form(p, v, path);
    field_hidden(p, name, value);
    if (more.len > 0)
        field_hidden(p, STR("purpose"), more);
    HTML_LIT(&p->h, "<button class=\"quiet\">");
    html_text(&p->h, label);
    HTML_LIT(&p->h, "</button></form>");
}

static void put_consents(page *p, const own_view *v) {
    HTML_LIT(&p->h, "<section><h2>您同意过的</h2>");
    if (v->all.n_consents == 0)
        HTML_LIT(&p->h, "<p>没有。</p>");
    HTML_LIT(&p->h, "<ul class=\"lines\">");
    for (size_t i = 0; i < v->all.n_consents; i++) {
        const own_consent *c = &v->all.consents[i];
        bool is_call = str_is(c->purpose, STR("call"));
        HTML_LIT(&p->h, "<li><p>");
        own_put_consent(&p->h, c);
        HTML_LIT(&p->h, "</p>");
        if (c->withdrawn_ms == 0)
            put_button(p, v, STR("/lead/do"), STR("what"), STR("withdraw"), c->purpose,
                       is_call ? STR("撤回，不用打了") : STR("撤回"));
        HTML_LIT(&p->h, "</li>");
    }
    HTML_LIT(&p->h, "</ul></section>");
}

static void put_wrong_fields(page *p, const own_view *v) {
    if (v->wrong_name.len + v->wrong_question.len == 0)
        return;
    HTML_LIT(&p->h, "<div class=\"errors\" role=\"alert\" tabindex=\"-1\"><h2>有几处要改一下</h2><ul>");
    field_link(p, STR("name"), v->wrong_name);
    field_link(p, STR("question"), v->wrong_question);
    HTML_LIT(&p->h, "</ul></div>");
}

static void put_correction(page *p, const own_view *v) {
    const lead *of = v->all.request;
    bool is_wrong = v->wrong_name.len + v->wrong_question.len > 0;
    own_correction now = is_wrong ? v->typed : (own_correction){of->name, of->slot, of->district, of->question};
    buf version = buf_make(p->q->mem);
    buf_put_int(&version, of->version);
    if (is_wrong)
        HTML_LIT(&p->h, "<details open>");
    else
        HTML_LIT(&p->h, "<details>");
    HTML_LIT(&p->h, "<summary>更正称呼、时间、区和问题</summary>");
    open_form(p, v, STR("/lead/do"));
    field_hidden(p, STR("what"), STR("correct"));
    field_hidden(p, STR("version"), buf_str(&version));
    field_open(p, STR("name"), STR("怎么称呼您"), STR("如王女士。不用写全名。"), v->wrong_name);
    field_input(p, STR("name"), now.name, FIELD_TEXT, STR("off"));
    contact_put_slots(p, now.slot);
    contact_put_districts(p, now.district);
    contact_put_question(p, now.question, v->wrong_question);
    HTML_LIT(&p->h,
             "<p class=\"small\">手机号在这里改不了，因为新号码要先验证。请删掉这一个，再用新号码提一次。</p>"
             "<div class=\"buttons\"><button>保存更正</button></div></form></details>");
}

static void put_ways(page *p, const own_view *v) {
    HTML_LIT(&p->h, "<section><h2>您可以</h2>");
    put_correction(p, v);
    HTML_LIT(&p->h, "<div class=\"buttons\">");
    put_button(p, v, STR("/lead/export"), STR("as"), STR("html"), (str){0}, STR("存成网页"));
    put_button(p, v, STR("/lead/export"), STR("as"), STR("json"), (str){0}, STR("存成 JSON，供程序读取"));
    // what cannot be undone wants two presses, also without scripts
    HTML_LIT(&p->h, "</div><details><summary>删掉我的资料</summary>"
                    "<p>删了找不回来。这里不再有您的称呼、手机号、问题和答案，也不会再打电话。</p>");
    put_button(p, v, STR("/lead/do"), STR("what"), STR("delete"), (str){0}, STR("全部删掉"));
    HTML_LIT(&p->h, "</details></section>");
}

void own_put_page(const site *s, const request *q, response *r, const own_view *v) {
    page p = frame_open(s, q, r, STR("我的回电"), v->wrong_name.len + v->wrong_question.len > 0);
    field_title(&p, STR("我的回电"));
    put_wrong_fields(&p, v);
    if (v->done.len > 0) {
        HTML_LIT(&p.h, "<div class=\"box\" role=\"status\"><p>");
        html_text(&p.h, v->done);
        HTML_LIT(&p.h, "</p></div>");
    }
    own_put_facts(&p.h, v->all.request);
    own_put_answers(s, q, &p.h, &v->all);
    put_consents(&p, v);
    HTML_LIT(&p.h, "<section><h2>发生过什么</h2>");
    own_put_events(&p.h, &v->all);
    HTML_LIT(&p.h, "</section>");
    put_ways(&p, v);
    frame_close(&p);
}
