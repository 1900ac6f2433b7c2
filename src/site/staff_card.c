// SPDX-License-Identifier: Apache-2.0
// /desk/card: what a consultant shows of themselves. /desk/cards: what others of the staff ask to show.
#include "base/day.h"
#include "desk/card.h"
#include "site/consultants.h"
#include "site/field.h"
#include "site/pages.h"
#include "site/staff_page.h"

// ---- one's own -----------------------------------------------------------------------------------------------------------

typedef enum {
    LINE_NAME,
    LINE_FIRM,
    LINE_LICENCE,
    LINE_LANGUAGES,
    LINE_HOURS,
    LINE_WECHAT,
    LINE_LINK,
    LINE_UNTIL,
    N_LINES
} line;

static const struct {
    str name, label, hint, wrong;
    bool is_needed;
} lines[N_LINES] = {
    [LINE_NAME] = {STR_INIT("name"), STR_INIT("怎么称呼"), STR_INIT("给来访的人看，如王老师。"),
                   STR_INIT("写一个称呼，60 个字以内"), true},
    [LINE_FIRM] = {STR_INIT("firm"), STR_INIT("公司或机构"), STR_INIT("谁聘用您，写全称。"),
                   STR_INIT("写全称，60 个字以内"), true},
    [LINE_LICENCE] = {STR_INIT("licence"), STR_INIT("资质（可以不填）"), STR_INIT("证书和编号，没有就空着。"),
                      STR_INIT("资质写短一些，60 个字以内"), false},
    [LINE_LANGUAGES] = {STR_INIT("languages"), STR_INIT("会说什么话（可以不填）"),
                        STR_INIT("如普通话、上海话、英语。"), STR_INIT("写短一些，60 个字以内"), false},
    [LINE_HOURS] = {STR_INIT("hours"), STR_INIT("在线时间"), STR_INIT("如工作日 9:00 到 18:00。"),
                    STR_INIT("写在线时间，60 个字以内"), true},
    [LINE_WECHAT] = {STR_INIT("wechat"), STR_INIT("微信号"), STR_INIT("6 到 20 位，字母开头。不要写手机号。"),
                     STR_INIT("输入微信号：字母开头，只有字母、数字、_ 和 -"), true},
    [LINE_LINK] = {STR_INIT("link"), STR_INIT("二维码里的链接"),
                   STR_INIT("以 https://u.wechat.com/ 或 https://work.weixin.qq.com/ 开头。"),
                   STR_INIT("输入微信或者企业微信的链接"), true},
    [LINE_UNTIL] = {STR_INIT("until"), STR_INIT("用到哪一天"), STR_INIT("写年月日，如 2027-3-1。一年以内。"),
                    STR_INIT("写今天以后、一年以内的一天"), true},
};

typedef struct {
    str typed[N_LINES];
    bool is_wrong[N_LINES];
    bool has_wrong;
    card card;
} draft;

static bool read_until(const request *q, str text, int64_t *out) {
    return day_parse_loose(text, out) && *out > q->today && *out <= q->today + CARD_DAYS_MOST;
}

static draft read_draft(const request *q) {
    draft d = {.card = {.staff = q->who->id}};
    for (line i = 0; i < N_LINES; i++) {
        d.typed[i] = str_trim(form_get(&q->form, lines[i].name));
        d.is_wrong[i] = !card_is_line(d.typed[i], lines[i].is_needed);
    }
    d.is_wrong[LINE_WECHAT] = !card_is_wechat(d.typed[LINE_WECHAT]);
    d.is_wrong[LINE_LINK] = !card_is_link(d.typed[LINE_LINK]);
    d.is_wrong[LINE_UNTIL] = !read_until(q, d.typed[LINE_UNTIL], &d.card.until);
    for (line i = 0; i < N_LINES; i++)
        d.has_wrong |= d.is_wrong[i];
    str *to[] = {&d.card.name,  &d.card.firm,   &d.card.licence, &d.card.languages,
                 &d.card.hours, &d.card.wechat, &d.card.link};
    for (line i = 0; i < LINE_UNTIL; i++)
        *to[i] = d.typed[i];
    return d;
}

static draft draft_of(const card *c, arena *mem) {
    buf day = buf_make(mem);
    buf_put_day(&day, c->until);
    return (draft){
        .typed = {c->name, c->firm, c->licence, c->languages, c->hours, c->wechat, c->link, buf_str(&day)}};
}

static const card *find_state(const card_list *list, card_state state) {
    for (size_t i = 0; i < list->n; i++)
        if (list->all[i].state == state)
            return &list->all[i];
    return NULL;
}

static void put_errors(page *p, const draft *d) {
    if (!d->has_wrong)
        return;
    HTML_LIT(&p->h, "<div class=\"errors\" role=\"alert\" tabindex=\"-1\"><h2>有几处要改一下</h2><ul>");
    for (line i = 0; i < N_LINES; i++)
        field_link(p, lines[i].name, d->is_wrong[i] ? lines[i].wrong : (str){0});
    HTML_LIT(&p->h, "</ul></div>");
}

static void put_states(page *p, const card_list *own) {
    if (find_state(own, CARD_SHOWN) != NULL)
        HTML_LIT(&p->h, "<p class=\"box\">现在有一张公开的名片。改动要主管同意后才换上。</p>");
    if (find_state(own, CARD_ASKED) != NULL)
        HTML_LIT(&p->h, "<p class=\"box note\">交上去的这一张，在等主管同意。</p>");
    if (find_state(own, CARD_BACK) != NULL)
        HTML_LIT(&p->h, "<p class=\"box note\">主管把名片退回来了，请改过再交。</p>");
}

static void put_take_down(page *p, const card_list *own) {
    if (find_state(own, CARD_SHOWN) == NULL)
        return;
    HTML_LIT(&p->h, "<form method=\"post\" action=\"/desk/card/down\">");
    staff_page_put_word(p);
    HTML_LIT(&p->h, "<button class=\"quiet\">撤下公开的名片</button></form>");
}

static void put_own(const site *s, const request *q, response *r, const card_list *own, const draft *d) {
    page p = frame_open_desk(s, q, r, STR("我的名片"), d->has_wrong, q->who->name);
    HTML_LIT(&p.h, "<p><a class=\"back\" href=\"/desk\">回到待回电</a></p><h1>我的名片</h1><p "
                   "class=\"lead\">同意后，放在“顾问”页上，谁都看得到。</p>");
    put_errors(&p, d);
    put_states(&p, own);
    HTML_LIT(&p.h, "<form method=\"post\" action=\"/desk/card\" novalidate>");
    staff_page_put_word(&p);
    for (line i = 0; i < N_LINES; i++) {
        field_open(&p, lines[i].name, lines[i].label, lines[i].hint,
                   d->is_wrong[i] ? lines[i].wrong : (str){0});
        field_input(&p, lines[i].name, d->typed[i], FIELD_TEXT, STR("off"));
    }
    HTML_LIT(&p.h, "<div class=\"buttons\"><button>交给主管看</button></div></form>");
    put_take_down(&p, own);
    frame_close_desk(&p);
}

// False: the answer is made.
static bool find_own(const request *q, response *r, card_list *own) {
    err e;
    err_clear(&e);
    if (card_of(q->desk, q->who->id, q->mem, own, &e) == RC_OK)
        return true;
    response_fail(r, &e);
    return false;
}

void staff_card(const site *s, const request *q, response *r) {
    card_list own;
    if (!find_own(q, r, &own))
        return;
    const card *last = NULL;
    for (card_state i = 0; i < N_CARD_STATES && last == NULL; i++)
        last = find_state(&own, (card_state[]){CARD_ASKED, CARD_BACK, CARD_SHOWN}[i]);
    draft d = last == NULL ? (draft){0} : draft_of(last, q->mem);
    put_own(s, q, r, &own, &d);
}

void staff_card_ask(const site *s, const request *q, response *r) {
    card_list own;
    err e;
    err_clear(&e);
    if (!find_own(q, r, &own))
        return;
    draft d = read_draft(q);
    if (d.has_wrong)
        put_own(s, q, r, &own, &d);
    else if (card_ask(q->desk, &d.card, q->now_s * 1000, q->mem, &e) != RC_OK)
        response_fail(r, &e);
    else
        staff_page_go(r, STR("/desk/card"));
}

void staff_card_down(const site *s, const request *q, response *r) {
    err e;
    err_clear(&e);
    (void)s;
    if (card_take_down(q->desk, q->who->id, q->now_s * 1000, q->mem, &e) != RC_OK)
        response_fail(r, &e);
    else
        staff_page_go(r, STR("/desk/card"));
}

// ---- others' -------------------------------------------------------------------------------------------------------------

static void put_deed(page *p, const card *c, str what, str label) {
    HTML_LIT(&p->h, "<form method=\"post\" action=\"/desk/cards\">");
    staff_page_put_word(p);
    field_hidden(p, STR("card"), secret_hex(c->id, p->q->mem));
    field_hidden(p, STR("what"), what);
    HTML_LIT(&p->h, "<button");
    if (!str_is(what, STR("show")))
        HTML_LIT(&p->h, " class=\"quiet\"");
    HTML_LIT(&p->h, ">");
    html_text(&p->h, label);
    HTML_LIT(&p->h, "</button></form>");
}

static void put_waiting(page *p, const card *c) {
    HTML_LIT(&p->h, "<section class=\"box\"><h2>");
    html_text(&p->h, c->name);
    HTML_LIT(&p->h, "</h2><p>微信号：<b>");
    html_text(&p->h, c->wechat);
    HTML_LIT(&p->h, "</b></p><p>链接：<code>");
    html_text(&p->h, c->link);
    HTML_LIT(&p->h, "</code></p>");
    consultants_put_text(p, c);
    if (str_is(c->staff, p->q->who->id)) {
        HTML_LIT(&p->h, "<p>这是您自己的，要另一位主管来看。</p></section>");
        return;
    }
    HTML_LIT(&p->h, "<div class=\"buttons\">");
    put_deed(p, c, STR("show"), STR("同意公开"));
    put_deed(p, c, STR("back"), STR("退回去改"));
    HTML_LIT(&p->h, "</div></section>");
}

static void put_all(const site *s, const request *q, response *r, str wrong) {
    card_list list;
    err e;
    err_clear(&e);
    if (card_waiting(q->desk, q->mem, &list, &e) != RC_OK) {
        response_fail(r, &e);
        return;
    }
    page p = frame_open_desk(s, q, r, STR("名片"), wrong.len > 0, q->who->name);
    HTML_LIT(&p.h, "<p><a class=\"back\" href=\"/desk\">回到待回电</a></p><h1>等着同意的名片</h1>");
    field_wrong(&p, wrong);
    if (list.n == 0)
        HTML_LIT(&p.h, "<p>没有人在等。</p>");
    for (size_t i = 0; i < list.n; i++)
        put_waiting(&p, &list.all[i]);
    frame_close_desk(&p);
}

void staff_cards(const site *s, const request *q, response *r) {
    put_all(s, q, r, (str){0});
}

void staff_cards_decide(const site *s, const request *q, response *r) {
    str id = secret_unhex(form_get(&q->form, STR("card")), q->mem), what = form_get(&q->form, STR("what"));
    bool is_done = false, agrees = str_is(what, STR("show"));
    err e;
    err_clear(&e);
    if (!agrees && !str_is(what, STR("back")))
        put_all(s, q, r, STR("选一个决定"));
    else if (card_decide(q->desk, id, q->who->id, agrees, q->now_s * 1000, q->mem, &is_done, &e) != RC_OK)
        response_fail(r, &e);
    else if (!is_done)
        put_all(s, q, r, STR("这一张刚才有变化，请再看一眼"));
    else
        staff_page_go(r, STR("/desk/cards"));
}
