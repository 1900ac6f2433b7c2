// SPDX-License-Identifier: Apache-2.0
// The pages of /contact.
#include "site/contact.h"

#include "desk/phone.h"
#include "site/enclosed.h"
#include "site/field.h"
#include "site/route.h"

// ---- pieces ------------------------------------------------------------------------------------------------------------

// Of people nobody sees it, so nobody fills it in.
static void put_trap(page *p) {
    HTML_LIT(&p->h, "<div class=\"hidden\" aria-hidden=\"true\"><label "
                    "for=\"company_url\">请空着</label><input type=\"text\" "
                    "id=\"company_url\" name=\"company_url\" tabindex=\"-1\" autocomplete=\"off\"></div>");
}

// ---- the form ----------------------------------------------------------------------------------------------------------

static void put_errors(page *p, const contact *c) {
    if (contact_is_fine(c))
        return;
    HTML_LIT(&p->h, "<div class=\"errors\" role=\"alert\" tabindex=\"-1\"><h2>有几处要改一下</h2><ul>");
    field_link(p, STR("name"), c->wrong_name);
    field_link(p, STR("phone"), c->wrong_phone);
    field_link(p, STR("question"), c->wrong_question);
    field_link(p, STR("agreed"), c->wrong_agreed);
    field_link(p, STR("answer"), c->wrong_answer);
    field_link(p, STR("send"), c->wrong_form);
    HTML_LIT(&p->h, "</ul></div>");
}

static const struct {
    str value, label;
} slots[] = {{STR_INIT("any"), STR_INIT("都可以")},
             {STR_INIT("am"), STR_INIT("工作日上午，9:00 到 12:00")},
             {STR_INIT("pm"), STR_INIT("工作日下午，13:30 到 18:00")}};

static size_t find_slot(str value) {
    for (size_t i = 0; i < sizeof slots / sizeof slots[0]; i++)
        if (str_is(slots[i].value, value))
            return i;
    return 0;
}

str contact_slot(str typed) {
    return slots[find_slot(typed)].value;
}

str contact_slot_words(str slot) {
    return slots[find_slot(slot)].label;
}

void contact_put_slots(page *p, str chosen) {
    HTML_LIT(&p->h, "<fieldset><legend>什么时候方便</legend>");
    for (size_t i = 0; i < sizeof slots / sizeof slots[0]; i++) {
        HTML_LIT(&p->h, "<label class=\"choice\"><input type=\"radio\" name=\"slot\"");
        HTML_ATTR(&p->h, "value", slots[i].value);
        if (str_is(slots[i].value, chosen))
            HTML_LIT(&p->h, " checked");
        HTML_LIT(&p->h, ">");
        html_text(&p->h, slots[i].label);
        HTML_LIT(&p->h, "</label>");
    }
    HTML_LIT(&p->h, "</fieldset>");
}

static void put_option(page *p, str value, str label, bool is_chosen) {
    HTML_LIT(&p->h, "<option");
    HTML_ATTR(&p->h, "value", value);
    if (is_chosen)
        HTML_LIT(&p->h, " selected");
    HTML_LIT(&p->h, ">");
    html_text(&p->h, label);
    HTML_LIT(&p->h, "</option>");
}

void contact_put_districts(page *p, str chosen) {
    field_open(p, STR("district"), STR("在哪个区居住或者工作（可以不说）"),
               STR("说了，我们先找负责这个区的顾问。"), (str){0});
    HTML_LIT(&p->h, "<select id=\"district\" name=\"district\">");
    put_option(p, (str){0}, STR("不说"), chosen.len == 0);
    for (size_t i = 0; i < n_districts; i++)
        put_option(p, districts[i].code, districts[i].name, str_is(districts[i].code, chosen));
    HTML_LIT(&p->h, "</select></div>");
}

void contact_put_question(page *p, str question, str wrong) {
    field_open(p, STR("question"), STR("想问什么（可以不填）"), STR("500 个字以内。不要写身份证号。"), wrong);
    HTML_LIT(&p->h, "<textarea id=\"question\" name=\"question\" rows=\"4\">");
    html_text(&p->h, question);
    HTML_LIT(&p->h, "</textarea></div>");
}

static void put_box(page *p, str name, bool is_ticked, str label) {
    HTML_LIT(&p->h, "<label class=\"choice\"><input type=\"checkbox\" value=\"yes\"");
    HTML_ATTR(&p->h, "id", name);
    HTML_ATTR(&p->h, "name", name);
    if (is_ticked)
        HTML_LIT(&p->h, " checked");
    HTML_LIT(&p->h, ">");
    html_text(&p->h, label);
    HTML_LIT(&p->h, "</label>");
}

// What would be sent stands there before it is.
static void put_answers(page *p, const contact *c) {
    if (c->answers.len == 0)
        return;
    enclosed_list list = enclosed_read(p->s, p->q, c->answers, p->q->today);
    field_hidden(p, STR("answers"), c->answers);
    HTML_LIT(&p->h, "<div class=\"field\">");
    put_box(p, STR("with"), c->is_with, contact_enclosing(p->s, p->q->mem));
    HTML_LIT(&p->h, "<p class=\"small\">可以不勾。勾了，就发下面这些，别的都不发。</p>"
                    "<details open><summary>会发出的内容</summary>");
    enclosed_put(&list, &p->h);
    HTML_LIT(&p->h, "</details></div>");
}

static void put_agreement(page *p, const contact *c) {
    HTML_LIT(&p->h, "<div class=\"field");
    if (c->wrong_agreed.len > 0)
        HTML_LIT(&p->h, " wrong");
    HTML_LIT(&p->h, "\">");
    field_wrong(p, c->wrong_agreed);
    put_box(p, STR("agreed"), str_is(c->agreed, STR("yes")), contact_agreement(p->s, p->q->mem));
    HTML_LIT(&p->h, "<p class=\"small\">用处、保存多久、怎么撤回，见<a");
    frame_href(p, STR("/privacy"));
    HTML_LIT(&p->h, ">隐私声明</a>。</p></div>");
}

static void put_deadline(page *p, int64_t due_ms, bool may_move, const char *before) {
    HTML_LIT(&p->h, "<p>");
    html_text(&p->h, str_of_c(before));
    frame_moment(&p->h, due_ms);
    HTML_LIT(&p->h, " 前回电。</p>");
    if (may_move)
        HTML_LIT(&p->h, "<p class=\"small\">那一年的放假安排还没有公布，这个时间可能变。</p>");
}

// Before anything is given: who calls, by when, and who else gets it.
static void put_notice(page *p, const contact *c) {
    lead_status status = status_begin(&p->q->desk->hours, c->now_ms);
    HTML_LIT(&p->h, "<div class=\"box\"><p>打来的是");
    html_text(&p->h, contact_operator(p->s, p->q->mem));
    HTML_LIT(&p->h, "，工作日 9:00 到 18:00。</p>");
    put_deadline(p, status.due_ms, status.may_move, "现在提交，最晚 ");
    HTML_LIT(&p->h, "<p>随时可以撤回。除了打来的这家，手机号只交给发短信的服务商。</p></div>");
}

static void put_fields(page *p, const contact *c, str flow_text) {
    field_open(p, STR("name"), STR("怎么称呼您"), STR("如王女士。不用写全名。"), c->wrong_name);
    field_input(p, STR("name"), c->name, FIELD_TEXT, STR("off"));
    field_open(p, STR("phone"), STR("手机号"), STR("11 位，只用于这次回电。中间可以有空格。"), c->wrong_phone);
    field_input(p, STR("phone"), c->phone, FIELD_DIGITS, STR("tel-national"));
    contact_put_slots(p, c->slot);
    contact_put_districts(p, c->district);
    contact_put_question(p, c->question, c->wrong_question);
    put_answers(p, c);
    put_notice(p, c);
    put_agreement(p, c);
    proof_put_question(p, flow_text, c->wrong_answer);
    put_trap(p);
}

void contact_put_form(const site *s, const request *q, response *r, const contact *c) {
    page p = frame_open(s, q, r, STR("请顾问回电"), !contact_is_fine(c));
    field_title(&p, STR("请顾问回电"));
    HTML_LIT(&p.h, "<p class=\"lead\">不留电话，也能用本站的全部工具。不收费。</p>");
    put_errors(&p, c);
    str flow_text = proof_open_form(&p, STR("/contact/code"), c->has_flow ? c->flow : (str){0});
    put_fields(&p, c, flow_text);
    HTML_LIT(&p.h, "<div class=\"buttons\"><button id=\"send\">发验证码</button></div></form>");
    frame_close(&p);
}

// ---- the code ----------------------------------------------------------------------------------------------------------

static void put_typed(page *p, const contact *c) {
    field_hidden(p, STR("flow"), c->flow);
    field_hidden(p, STR("name"), c->name);
    field_hidden(p, STR("phone"), c->phone);
    field_hidden(p, STR("slot"), c->slot);
    field_hidden(p, STR("district"), c->district);
    field_hidden(p, STR("question"), c->question);
    field_hidden(p, STR("agreed"), c->agreed);
    if (c->answers.len > 0)
        field_hidden(p, STR("answers"), c->answers);
    if (c->is_with)
        field_hidden(p, STR("with"), STR("yes"));
}

static void put_again(page *p, const contact *c) {
    proof_open_again(p, STR("/contact/code"));
    put_typed(p, c);
    proof_close_again(p, STR("改号码或资料"));
}

void contact_put_code(const site *s, const request *q, response *r, const contact *c, str tag, str wrong) {
    page p = frame_open(s, q, r, STR("输入验证码"), wrong.len > 0);
    field_title(&p, STR("输入验证码"));
    proof_put_sent(&p, (str){c->number, PHONE_DIGITS}, tag);
    field_box(&p, STR("code"), wrong);
    HTML_LIT(&p.h, "<form method=\"post\" novalidate");
    frame_action(&p, STR("/contact"));
    proof_carry(&p);
    put_typed(&p, c);
    field_hidden(&p, STR("tag"), tag);
    proof_put_code(&p, wrong, STR("请顾问回电"));
    put_again(&p, c);
    frame_close(&p);
}

// Only with a box of its own: what is not agreed to is not kept.
static void put_keep(page *p, const contact *c, str wrong) {
    HTML_LIT(&p->h, "<h2>想晚点再试</h2><form method=\"post\" novalidate");
    frame_action(p, STR("/contact/keep"));
    proof_carry(p);
    put_typed(p, c);
    if (wrong.len > 0)
        HTML_LIT(&p->h, "<div class=\"field wrong\">");
    else
        HTML_LIT(&p->h, "<div class=\"field\">");
    field_wrong(p, wrong);
    put_box(p, STR("keep"), false, STR("把我填的内容保存 24 小时，过后自动删掉。"));
    HTML_LIT(&p->h, "<p class=\"small\">会给您一个地址，用它接着填。号码没有验证，所以不会打电话。</p></div>"
                    "<div class=\"buttons\"><button class=\"quiet\">保存</button></div></form>");
}

void contact_put_later(const site *s, const request *q, response *r, const contact *c, const code_sent *sent,
                       str wrong) {
    page p = frame_open(s, q, r, STR("现在发不了短信"), true);
    field_title(&p, STR("现在发不了短信"));
    field_box(&p, STR("keep"), wrong);
    if (sent->again_ms > 0) {
        HTML_LIT(&p.h, "<p>");
        html_text(&p.h, contact_sent_words(sent, q->mem));
        HTML_LIT(&p.h, "。</p>");
    }
    HTML_LIT(&p.h, "<p>您填的内容还在这一页里，没有保存，也没有外传。</p>");
    if (s->who.contact.len > 0) {
        HTML_LIT(&p.h, "<p>急着问，可以直接找");
        html_text(&p.h, contact_operator(s, q->mem));
        HTML_LIT(&p.h, "。</p>");
    }
    HTML_LIT(&p.h, "<form method=\"post\"");
    frame_action(&p, STR("/contact/code"));
    proof_carry(&p);
    put_typed(&p, c);
    HTML_LIT(&p.h, "<div class=\"buttons\"><button class=\"quiet\">再试一次</button><button class=\"quiet\" "
                   "name=\"edit\" value=\"yes\">看看填的内容</button></div></form>");
    if (sent->what == SENT_NOT)
        put_keep(&p, c, wrong);
    frame_close(&p);
}

// ---- taken -------------------------------------------------------------------------------------------------------------

// K7QD-3MZP-X8RT2: easier to read out in groups, between which the line may end.
static void put_reference(page *p, str ref) {
    static const size_t ends[] = {0, 4, 8, REF_LETTERS};
    HTML_LIT(&p->h, "<strong class=\"reference\">");
    for (size_t i = 0; i < 3; i++) {
        if (i > 0)
            HTML_LIT(&p->h, "-<wbr>");
        HTML_LIT(&p->h, "<span class=\"num\">");
        html_text(&p->h, str_slice(ref, ends[i], ends[i + 1]));
        HTML_LIT(&p->h, "</span>");
    }
    HTML_LIT(&p->h, "</strong>");
}

static void put_promise(page *p, const taken *t) {
    HTML_LIT(&p->h, "<div class=\"box\">");
    put_deadline(p, t->due_ms, t->may_move, "最晚 ");
    HTML_LIT(&p->h, "<p>编号：");
    put_reference(p, t->ref);
    HTML_LIT(&p->h, "</p></div>");
}

// Gone back to and filled in anew.
void contact_put_used(const site *s, const request *q, response *r, const taken *t) {
    page p = frame_open(s, q, r, STR("这一页已经用过了"), false);
    field_title(&p, STR("这一页已经用过了"));
    HTML_LIT(&p.h, "<p class=\"lead\">刚才填的和先前的不一样，没有保存。先前的请求还在：</p>");
    put_promise(&p, t);
    HTML_LIT(&p.h, "<p>要改先前填的，<a");
    frame_href(&p, STR("/lead"));
    HTML_LIT(&p.h, ">用编号查看和更正</a>。要另外请求，<a");
    frame_href(&p, STR("/contact"));
    HTML_LIT(&p.h, ">打开新的一页</a>。</p>");
    frame_close(&p);
}

void contact_put_done(const site *s, const request *q, response *r, const taken *t) {
    page p = frame_open(s, q, r, STR("已经收到"), false);
    field_title(&p, STR("已经收到，会给您打电话"));
    put_promise(&p, t);
    HTML_LIT(&p.h, "<p>请记下编号。<a");
    frame_href(&p, STR("/lead"));
    HTML_LIT(&p.h, ">查看、更正、撤回或者删掉</a>，都要用它。丢了编号，<a");
    frame_href(&p, STR("/privacy/center"));
    HTML_LIT(&p.h, ">凭手机号也能全部删掉</a>。</p><p>打来的是");
    html_text(&p.h, contact_operator(s, q->mem));
    HTML_LIT(&p.h, "，工作日 9:00 到 18:00。不收费，也不会问您要验证码。</p>");
    frame_close(&p);
}

void contact_put_closed(const site *s, const request *q, response *r) {
    page p = frame_open(s, q, r, r->route->title, false);
    field_title(&p, STR("这里没有开通回电"));
    HTML_LIT(&p.h,
             "<p>运营者没有开通这项服务。本站的全部工具都可以用，不需要电话。</p><p><a class=\"button\"");
    frame_href(&p, STR("/"));
    HTML_LIT(&p.h, ">回到首页</a></p>");
    frame_close(&p);
}
