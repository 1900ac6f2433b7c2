// SPDX-License-Identifier: Apache-2.0
// The pages of /remind.
#include "page/phrases.h"
#include "site/contact.h"
#include "site/field.h"
#include "site/remind.h"
#include "site/route.h"

// ---- pieces --------------------------------------------------------------------------------------------------------------

static str date_text(const remind_date *d, arena *mem) {
    buf b = buf_make(mem);
    buf_print(&b, "{s} {d}", d->kind, d->day);
    return buf_str(&b);
}

static str label_of(const site *s, int64_t today, str kind) {
    const jifen_law *l = site_law(s, today);
    for (size_t i = 0; i < jifen_n_names(l); i++) {
        jifen_name n = jifen_name_at(l, i);
        if (n.kind == NAME_DATE && str_is(n.name, kind))
            return n.label;
    }
    return kind;
}

static void put_link(page *p, str path, str label) {
    HTML_LIT(&p->h, "<a");
    frame_href(p, path);
    HTML_LIT(&p->h, ">");
    html_text(&p->h, label);
    HTML_LIT(&p->h, "</a>");
}

static void put_way_home(page *p) {
    HTML_LIT(&p->h, "<p><a class=\"button\"");
    frame_href(p, STR("/"));
    HTML_LIT(&p->h, ">回到首页</a></p>");
}

void remind_put_offer(page *p, const jifen_answer *a) {
    size_t n = 0;
    for (size_t i = 0; i < a->n_dates; i++)
        n += remind_is_ahead(a->dates[i].day, p->q->today);
    if (!p->s->takes_reminders || n == 0)
        return;
    HTML_LIT(&p->h, "<form method=\"post\"");
    frame_action(p, STR("/remind/dates"));
    for (size_t i = 0; i < a->n_dates; i++) {
        const jifen_date *date = phrases_date_in_order(a, i);
        remind_date d = {date->id, date->day};
        if (remind_is_ahead(d.day, p->q->today))
            field_hidden(p, STR("offer"), date_text(&d, p->q->mem));
    }
    HTML_LIT(&p->h, "<button class=\"quiet\">到日子前发短信提醒</button></form>");
}

// ---- asking --------------------------------------------------------------------------------------------------------------

void remind_put_about(const site *s, const request *q, response *r) {
    page p = frame_open(s, q, r, STR("短信提醒"), false);
    field_title(&p, STR("到日子前，短信提醒您"));
    HTML_LIT(&p.h, "<p class=\"lead\">先算出您的日子，再选要提醒哪几个。</p>"
                   "<p>每个日子前 30 天、7 天和 1 天，各发一条，只在 9:00 到 20:00 发。不收费。</p>"
                   "<p><a class=\"button\"");
    frame_href(&p, STR("/calendar"));
    HTML_LIT(&p.h, ">看日子</a></p><p>");
    put_link(&p, STR("/remind/off"), STR("不想再收提醒"));
    HTML_LIT(&p.h, "</p>");
    frame_close(&p);
}

static void put_errors(page *p, const wanted *w) {
    if (remind_is_fine(w))
        return;
    HTML_LIT(&p->h, "<div class=\"errors\" role=\"alert\" tabindex=\"-1\"><h2>有几处要改一下</h2><ul>");
    field_link(p, STR("date-0"), w->wrong_dates);
    field_link(p, STR("phone"), w->wrong_phone);
    field_link(p, STR("agreed"), w->wrong_agreed);
    field_link(p, STR("answer"), w->wrong_answer);
    field_link(p, STR("send"), w->wrong_form);
    HTML_LIT(&p->h, "</ul></div>");
}

static void put_date(page *p, const wanted *w, size_t i) {
    HTML_LIT(&p->h, "<label class=\"choice\"><input type=\"checkbox\" name=\"date\" id=\"date-");
    html_int(&p->h, (int64_t)i);
    HTML_LIT(&p->h, "\"");
    HTML_ATTR(&p->h, "value", date_text(&w->all[i], p->q->mem));
    if (w->is_wanted[i])
        HTML_LIT(&p->h, " checked");
    HTML_LIT(&p->h, "><span>");
    html_text(&p->h, label_of(p->s, p->q->today, w->all[i].kind));
    HTML_LIT(&p->h, "，");
    frame_day(&p->h, w->all[i].day);
    HTML_LIT(&p->h, "</span></label>");
}

static void put_dates(page *p, const wanted *w) {
    for (size_t i = 0; i < w->n; i++)
        field_hidden(p, STR("offer"), date_text(&w->all[i], p->q->mem));
    HTML_LIT(&p->h, "<fieldset><legend>提醒哪几个日子</legend>");
    field_wrong(p, w->wrong_dates);
    for (size_t i = 0; i < w->n; i++)
        put_date(p, w, i);
    HTML_LIT(&p->h, "</fieldset>");
}

static void put_agreement(page *p, const wanted *w) {
    if (w->wrong_agreed.len > 0)
        HTML_LIT(&p->h, "<div class=\"field wrong\">");
    else
        HTML_LIT(&p->h, "<div class=\"field\">");
    field_wrong(p, w->wrong_agreed);
    HTML_LIT(&p->h,
             "<label class=\"choice\"><input type=\"checkbox\" id=\"agreed\" name=\"agreed\" value=\"yes\"");
    if (str_is(w->agreed, STR("yes")))
        HTML_LIT(&p->h, " checked");
    HTML_LIT(&p->h, ">");
    html_text(&p->h, remind_agreement(p->s, p->q->mem));
    HTML_LIT(&p->h,
             "</label><p class=\"small\">我们只留手机号和选中的日子，最晚在日子过后 60 天删掉。怎么撤回，见");
    put_link(p, STR("/privacy"), STR("隐私声明"));
    HTML_LIT(&p->h, "。</p></div>");
}

void remind_put_form(const site *s, const request *q, response *r, const wanted *w) {
    page p = frame_open(s, q, r, STR("短信提醒"), !remind_is_fine(w));
    field_title(&p, STR("到日子前，短信提醒您"));
    HTML_LIT(
        &p.h,
        "<p class=\"lead\">每个日子前 30 天、7 天和 1 天，各发一条。只在 9:00 到 20:00 发，不收费。</p>");
    put_errors(&p, w);
    str flow_text = proof_open_form(&p, STR("/remind/code"), w->has_flow ? w->flow : (str){0});
    put_dates(&p, w);
    field_open(&p, STR("phone"), STR("手机号"), STR("11 位，只用来发提醒。中间可以有空格。"), w->wrong_phone);
    field_input(&p, STR("phone"), w->phone, FIELD_DIGITS, STR("tel-national"));
    put_agreement(&p, w);
    proof_put_question(&p, flow_text, w->wrong_answer);
    HTML_LIT(
        &p.h,
        "<div class=\"buttons\"><button id=\"send\">发验证码</button></div></form>"
        "<p class=\"small\">短信只说还有几天，不写是什么事。每条都带停止的链接。再订一次，以新的为准。</p>");
    frame_close(&p);
}

static void put_typed(page *p, const wanted *w) {
    field_hidden(p, STR("flow"), w->flow);
    field_hidden(p, STR("phone"), w->phone);
    field_hidden(p, STR("agreed"), w->agreed);
    for (size_t i = 0; i < w->n; i++) {
        str text = date_text(&w->all[i], p->q->mem);
        field_hidden(p, STR("offer"), text);
        if (w->is_wanted[i])
            field_hidden(p, STR("date"), text);
    }
}

// The page for a code, with the ways on and back to another message.
typedef struct {
    str path, again, label, back, wrong;
} code_page;

static void put_code_page(const site *s, const request *q, response *r, const wanted *w, const code_page *c) {
    page p = frame_open(s, q, r, STR("输入验证码"), c->wrong.len > 0);
    field_title(&p, STR("输入验证码"));
    proof_put_sent(&p, (str){w->number, PHONE_DIGITS}, w->tag);
    field_box(&p, STR("code"), c->wrong);
    HTML_LIT(&p.h, "<form method=\"post\" novalidate");
    frame_action(&p, c->path);
    proof_carry(&p);
    put_typed(&p, w);
    field_hidden(&p, STR("tag"), w->tag);
    proof_put_code(&p, c->wrong, c->label);
    proof_open_again(&p, c->again);
    put_typed(&p, w);
    proof_close_again(&p, c->back);
    frame_close(&p);
}

void remind_put_code(const site *s, const request *q, response *r, const wanted *w, str wrong) {
    put_code_page(s, q, r, w,
                  &(code_page){STR("/remind"), STR("/remind/code"), STR("订提醒"), STR("改号码或日子"), wrong});
}

void remind_put_done(const site *s, const request *q, response *r, const reminded *d) {
    page p = frame_open(s, q, r, STR("提醒订好了"), false);
    field_title(&p, STR("提醒订好了"));
    HTML_LIT(&p.h, "<div class=\"box\"><p>一共 <b class=\"num\">");
    html_int(&p.h, d->n);
    HTML_LIT(&p.h, "</b> 条，第一条在 ");
    frame_moment(&p.h, d->first_ms);
    HTML_LIT(&p.h, " 以后发。</p></div><p>不想收了，点短信里的链接，或者");
    put_link(&p, STR("/remind/off"), STR("用手机号停止提醒"));
    HTML_LIT(&p.h, "。</p><p class=\"small\">短信有时会漏。要紧的，请自己也记一份。</p>");
    put_way_home(&p);
    frame_close(&p);
}

// ---- no more -------------------------------------------------------------------------------------------------------------

void remind_put_stop(const site *s, const request *q, response *r) {
    page p = frame_open(s, q, r, STR("停止短信提醒"), false);
    field_title(&p, STR("停止短信提醒"));
    HTML_LIT(&p.h, "<p class=\"lead\">收到这个链接的手机号，全部提醒都停。</p><form method=\"post\"");
    frame_action(&p, q->path);
    HTML_LIT(&p.h, "<button>停止提醒</button></form>");
    frame_close(&p);
}

void remind_put_stopped(const site *s, const request *q, response *r) {
    page p = frame_open(s, q, r, STR("已经停止"), false);
    field_title(&p, STR("已经停止"));
    HTML_LIT(
        &p.h,
        "<p>这个手机号不会再收到提醒。已经发出的那一条，可能还会到。</p><p>手机号也从提醒里删掉了。</p>");
    put_way_home(&p);
    frame_close(&p);
}

void remind_put_number(const site *s, const request *q, response *r, const wanted *w) {
    page p = frame_open(s, q, r, STR("停止短信提醒"), !remind_is_fine(w));
    str wrong = w->wrong_phone.len > 0    ? w->wrong_phone
                : w->wrong_answer.len > 0 ? w->wrong_answer
                                          : w->wrong_form;
    field_title(&p, STR("停止短信提醒"));
    HTML_LIT(&p.h,
             "<p class=\"lead\">输入收提醒的手机号，用验证码确认。没有订过提醒的，不会收到验证码。</p>");
    field_box(&p, str_is(wrong, w->wrong_answer) ? STR("answer") : STR("phone"), wrong);
    str flow_text = proof_open_form(&p, STR("/remind/off/code"), w->has_flow ? w->flow : (str){0});
    field_open(&p, STR("phone"), STR("手机号"), STR("11 位。中间可以有空格。"), w->wrong_phone);
    field_input(&p, STR("phone"), w->phone, FIELD_DIGITS, STR("tel-national"));
    proof_put_question(&p, flow_text, w->wrong_answer);
    HTML_LIT(&p.h, "<div class=\"buttons\"><button>发验证码</button></div></form>");
    frame_close(&p);
}

void remind_put_number_code(const site *s, const request *q, response *r, const wanted *w, str wrong) {
    put_code_page(
        s, q, r, w,
        &(code_page){STR("/remind/off"), STR("/remind/off/code"), STR("停止提醒"), STR("改号码"), wrong});
}

void remind_put_closed(const site *s, const request *q, response *r) {
    page p = frame_open(s, q, r, r->route->title, false);
    field_title(&p, STR("这里没有开通短信提醒"));
    HTML_LIT(&p.h, "<p>可以把日子存到手机日历，到时由手机提醒您。</p><p><a class=\"button\"");
    frame_href(&p, STR("/calendar"));
    HTML_LIT(&p.h, ">看日子</a></p>");
    frame_close(&p);
}
