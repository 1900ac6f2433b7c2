// SPDX-License-Identifier: Apache-2.0
// /desk: who waits for a call, what is to be done first first.
#include "base/num.h"
#include "desk/dispatch.h"
#include "desk/district.h"
#include "desk/phone.h"
#include "site/pages.h"
#include "site/staff_page.h"

enum { SHOWN_MOST = 100, PAGES_MOST = 1000 };

// A consultant sees their own and nobody's, a supervisor also what others have.
static const struct {
    str name, label;
    bool own, free, others;
} parts[] = {
    {STR_INIT("all"), STR_INIT("全部"), true, true, true},
    {STR_INIT("own"), STR_INIT("我的"), true, false, false},
    {STR_INIT("free"), STR_INIT("还没人接的"), false, true, false},
};

enum { N_PARTS = sizeof parts / sizeof parts[0] };

typedef struct {
    const staff *who;
    size_t part;   // of parts
    int64_t page;  // from 0
    lead_list list;
    bool has_more;
    const colleague *colleagues;
    size_t n_colleagues;
} queue;

static rc read_queue(const request *q, const staff *who, queue *out, err *e) {
    *out = (queue){.who = who};
    str of = form_get(&q->form, STR("of"));
    for (size_t i = 0; i < N_PARTS; i++)
        if (str_is(parts[i].name, of))
            out->part = i;
    int64_t page = 0;
    if (num_parse(form_get(&q->form, STR("page")), 0, &page) == NUM_OK)
        out->page = num_min(num_max(page, 0), PAGES_MOST);
    queue_wish w = {.who = who->id,
                    .own = parts[out->part].own,
                    .free = parts[out->part].free,
                    .others = parts[out->part].others && who->role == ROLE_SUPERVISOR,
                    .skip = out->page * SHOWN_MOST,
                    .most = SHOWN_MOST + 1};
    rc code = lead_queue_of(q->desk, &w, q->mem, &out->list, e);
    out->has_more = out->list.n > SHOWN_MOST;
    out->list.n -= out->has_more;
    return code == RC_OK ? dispatch_colleagues(q->desk, q->mem, &out->colleagues, &out->n_colleagues, e) : code;
}

// ---- one line ----------------------------------------------------------------------------------------------------------

static void put_owner(page *p, const queue *of, const lead *l) {
    for (size_t i = 0; i < of->n_colleagues; i++)
        if (str_is(of->colleagues[i].id, l->owner) && !str_is(l->owner, of->who->id)) {
            HTML_LIT(&p->h, "，");
            html_text(&p->h, of->colleagues[i].name);
            HTML_LIT(&p->h, "在办");
        }
}

static void put_line(page *p, const queue *of, const lead *l, bool is_first) {
    char masked[PHONE_DIGITS];
    phone_mask(l->phone, masked);
    HTML_LIT(&p->h, "<li><a class=\"task\" href=\"/desk/lead/");
    html_url(&p->h, l->ref);
    HTML_LIT(&p->h, "\"");
    if (is_first)
        HTML_LIT(&p->h, " autofocus");  // one key opens what is to be done first
    HTML_LIT(&p->h, "><strong>");
    html_text(&p->h, l->name);
    staff_page_tags(p, l);
    HTML_LIT(&p->h, "</strong><span><span class=\"num\">");
    html_text(&p->h, (str){masked, PHONE_DIGITS});
    HTML_LIT(&p->h, "</span>，");
    html_text(&p->h, staff_page_slot(l->slot));
    if (l->district.len > 0) {
        HTML_LIT(&p->h, "，");
        html_text(&p->h, district_name(l->district));
    }
    if (l->status.again_ms > 0)
        HTML_LIT(&p->h, "，再打 ");
    else
        HTML_LIT(&p->h, "，最晚 ");
    frame_moment(&p->h, l->status.again_ms > 0 ? l->status.again_ms : l->status.due_ms);
    put_owner(p, of, l);
    HTML_LIT(&p->h, "</span></a></li>");
}

// ---- around the lines --------------------------------------------------------------------------------------------------

static void put_parts(page *p, const queue *of) {
    HTML_LIT(&p->h, "<nav class=\"places\" aria-label=\"看哪些\"><ul>");
    for (size_t i = 0; i < N_PARTS; i++) {
        HTML_LIT(&p->h, "<li><a href=\"/desk?of=");
        html_url(&p->h, parts[i].name);
        HTML_LIT(&p->h, "\"");
        if (i == of->part)
            HTML_LIT(&p->h, " aria-current=\"page\"");
        HTML_LIT(&p->h, ">");
        html_text(&p->h, parts[i].label);
        HTML_LIT(&p->h, "</a></li>");
    }
    HTML_LIT(&p->h, "</ul></nav>");
}

static void put_page_link(page *p, const queue *of, int64_t number, str label) {
    HTML_LIT(&p->h, "<li><a href=\"/desk?of=");
    html_url(&p->h, parts[of->part].name);
    HTML_LIT(&p->h, "&amp;page=");
    html_int(&p->h, number);
    HTML_LIT(&p->h, "\">");
    html_text(&p->h, label);
    HTML_LIT(&p->h, "</a></li>");
}

static void put_pages(page *p, const queue *of) {
    if (of->page == 0 && !of->has_more)
        return;
    HTML_LIT(&p->h, "<nav class=\"places\" aria-label=\"翻页\"><ul>");
    if (of->page > 0)
        put_page_link(p, of, of->page - 1, STR("上一页"));
    if (of->has_more)
        put_page_link(p, of, of->page + 1, STR("下一页"));
    HTML_LIT(&p->h, "</ul></nav>");
}

// What they themselves just put down, and for when, so that nobody has to open it again to see. What was given away is a colleague's.
static void put_saved(page *p) {
    const lead *l = NULL;
    err e;
    err_clear(&e);
    str ref = form_get(&p->q->form, STR("saved"));
    if (ref.len == 0 || lead_find(p->q->desk, ref, p->q->mem, &l, &e) != RC_OK || l == NULL ||
        !staff_page_was_last(p->q, l))
        return;
    HTML_LIT(&p->h, "<p class=\"box\" role=\"status\">");
    if (!str_is(l->owner, p->q->who->id)) {
        HTML_LIT(&p->h, "已经转给同事。</p>");
        return;
    }
    html_text(&p->h, l->name);
    HTML_LIT(&p->h, "：记下了");
    if (status_is_open(&l->status) && l->status.again_ms > 0) {
        HTML_LIT(&p->h, "，");
        frame_moment(&p->h, l->status.again_ms);
        if (l->status.state == LEAD_PAUSED)
            HTML_LIT(&p->h, " 接着办");
        else
            HTML_LIT(&p->h, " 再打");
    }
    HTML_LIT(&p->h, "。");
    if (form_has(&p->q->form, STR("moved")))
        HTML_LIT(&p->h, "您写的时间不上班，已经往后挪。");
    HTML_LIT(&p->h, "</p>");
}

void staff_queue(const site *s, const request *q, response *r) {
    queue of;
    err e;
    err_clear(&e);
    if (read_queue(q, q->who, &of, &e) != RC_OK) {
        response_fail(r, &e);
        return;
    }
    page p = frame_open_desk(s, q, r, STR("待回电"), false, q->who->name);
    HTML_LIT(&p.h, "<h1>待回电</h1>");
    put_saved(&p);
    put_parts(&p, &of);
    if (of.list.n == 0)
        HTML_LIT(&p.h, "<p>没有人在等电话。</p>");
    HTML_LIT(&p.h, "<ol class=\"tasks\">");
    for (size_t i = 0; i < of.list.n; i++)
        put_line(&p, &of, &of.list.all[i], i == 0);
    HTML_LIT(&p.h, "</ol>");
    put_pages(&p, &of);
    frame_close_desk(&p);
}
