// SPDX-License-Identifier: Apache-2.0
// /desk/audit: what was done, the newest first, for whoever looks over it.
#include "base/num.h"
#include "desk/audit.h"
#include "desk/team.h"
#include "site/field.h"
#include "site/pages.h"
#include "site/staff_page.h"

enum { ROWS_A_PAGE = 50, ID_SHOWN = 4 };

static const struct {
    str action, words;
} actions[] = {
    {STR_INIT("sign_in"), STR_INIT("登录")},
    {STR_INIT("sign_out"), STR_INIT("退出")},
    {STR_INIT("session_ended"), STR_INIT("结束别处的登录")},
    {STR_INIT("proved"), STR_INIT("再次确认身份")},
    {STR_INIT("invited"), STR_INIT("邀请")},
    {STR_INIT("joined"), STR_INIT("加入")},
    {STR_INIT("reset"), STR_INIT("用链接重设")},
    {STR_INIT("reset_password"), STR_INIT("给出换密码的链接")},
    {STR_INIT("reset_asked"), STR_INIT("申请重设")},
    {STR_INIT("reset_granted"), STR_INIT("同意重设")},
    {STR_INIT("reset_denied"), STR_INIT("撤回重设")},
    {STR_INIT("role_changed"), STR_INIT("改角色")},
    {STR_INIT("turned_off"), STR_INIT("停用")},
    {STR_INIT("turned_on"), STR_INIT("恢复")},
    {STR_INIT("new_codes"), STR_INIT("换恢复码")},
    {STR_INIT("denied"), STR_INIT("没有权限")},
    {STR_INIT("number_shown"), STR_INIT("看号码")},
    {STR_INIT("deleted"), STR_INIT("删掉回电")},
};

static str action_words(str action) {
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++)
        if (str_is(actions[i].action, action))
            return actions[i].words;
    return action;
}

static str result_words(str result) {
    return str_is(result, STR("done"))      ? STR("成了")
           : str_is(result, STR("refused")) ? STR("没让做")
           : str_is(result, STR("wrong"))   ? STR("不对")
                                            : result;
}

static str name_of(const team *t, str id) {
    for (size_t i = 0; i < t->n; i++)
        if (str_is(t->all[i].id, id))
            return t->all[i].name;
    return (str){0};
}

// A name, the beginning of a number, or what is readable as it is.
static void put_object(page *p, const team *t, str object) {
    str name = name_of(t, object);
    if (name.len > 0)
        html_text(&p->h, name);
    else if (object.len > 0 && object.ptr[0] == '/')
        html_text(&p->h, object);
    else {
        HTML_LIT(&p->h, "<code>");
        html_text(&p->h, secret_hex(str_slice(object, 0, ID_SHOWN), p->q->mem));
        HTML_LIT(&p->h, "</code>");
    }
}

static void put_row(page *p, const team *t, const audit_row *row) {
    str actor = name_of(t, row->entry.actor);
    role by;
    HTML_LIT(&p->h, "<tr><td class=\"num\">");
    html_int(&p->h, row->seq);
    HTML_LIT(&p->h, "</td><td>");
    frame_moment(&p->h, row->at_ms);
    HTML_LIT(&p->h, "</td><td>");
    html_text(&p->h, actor.len > 0 ? actor : row->entry.actor.len > 0 ? STR("已不在") : STR("访客或系统"));
    if (role_find(row->by.role, &by)) {
        HTML_LIT(&p->h, "（");
        html_text(&p->h, staff_page_role(by));
        HTML_LIT(&p->h, "）");
    }
    HTML_LIT(&p->h, "</td><td>");
    html_text(&p->h, action_words(row->entry.action));
    HTML_LIT(&p->h, "</td><td>");
    put_object(p, t, row->entry.object);
    HTML_LIT(&p->h, "</td><td>");
    html_text(&p->h, result_words(row->entry.result));
    if (row->entry.reason.len > 0) {
        HTML_LIT(&p->h, " <small>");
        html_text(&p->h, row->entry.reason);
        HTML_LIT(&p->h, "</small>");
    }
    HTML_LIT(&p->h, "</td></tr>");
}

static void put_table(page *p, const team *t, const audit_rows *list) {
    HTML_LIT(
        &p->h,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"记录\"><table class=\"audit\">"
        "<thead><tr><th>行</th><th>时间</th><th>谁</th>"
        "<th>做了什么</th><th>对什么</th><th>结果</th></tr></thead><tbody>");
    for (size_t i = 0; i < list->n; i++)
        put_row(p, t, &list->all[i]);
    HTML_LIT(&p->h, "</tbody></table></div>");
    if (list->n == ROWS_A_PAGE && list->all[list->n - 1].seq > 1) {
        HTML_LIT(&p->h, "<p><a class=\"button quiet\" href=\"/desk/audit?before=");
        html_int(&p->h, list->all[list->n - 1].seq);
        HTML_LIT(&p->h, "\">看更早的</a></p>");
    }
}

// SEQ HASH TIME MARK: its hash as bytes.
static str hash_in(str line, arena *mem) {
    str rest = str_slice(line, str_find(line, ' ') + 1, line.len);
    return secret_unhex(str_slice(rest, 0, str_find(rest, ' ')), mem);
}

static void put_checkpoint(page *p, const kept_checkpoint *last) {
    HTML_LIT(&p->h, "<h2>抄在纸上的数</h2>");
    if (last->line.len == 0) {
        HTML_LIT(&p->h, "<p>还没有。发短信的程序每 10 分钟记一次。</p>");
        return;
    }
    HTML_LIT(&p->h, "<p>第 <b class=\"num\">");
    html_int(&p->h, last->seq);
    HTML_LIT(&p->h, "</b> 行，");
    frame_moment(&p->h, last->at_ms);
    HTML_LIT(&p->h, "：</p><p class=\"box\"><code class=\"link\">");
    html_text(&p->h, audit_paper(hash_in(last->line, p->q->mem), p->q->mem));
    HTML_LIT(&p->h, "</code></p><p>抄下行号和这 8 组数。以后这一行的数变了，就是有人改过记录。</p>");
}

// A row's own number, to hold against what is on paper.
static void put_lookup(page *p, int64_t seq, str hash) {
    HTML_LIT(&p->h,
             "<form method=\"get\" action=\"/desk/audit\"><label class=\"label\" for=\"row\">核对一行</label>"
             "<p class=\"hint\">输入纸上的行号。</p><input type=\"text\" id=\"row\" name=\"row\" "
             "inputmode=\"numeric\" autocomplete=\"off\" value=\"");
    if (seq > 0)
        html_int(&p->h, seq);
    HTML_LIT(&p->h, "\"><div class=\"buttons\"><button class=\"quiet\">核对</button></div></form>");
    if (seq > 0 && hash.len > 0) {
        HTML_LIT(&p->h, "<p class=\"box\" role=\"status\"><code class=\"link\">");
        html_text(&p->h, audit_paper(hash, p->q->mem));
        HTML_LIT(&p->h, "</code></p>");
    } else if (seq > 0)
        HTML_LIT(&p->h, "<p class=\"box bad\" role=\"status\">没有这一行。</p>");
}

static int64_t number_in(const request *q, str name) {
    int64_t n = 0;
    return num_parse(str_trim(form_get(&q->form, name)), 0, &n) == NUM_OK && n > 0 && n < INT64_MAX ? n : 0;
}

void staff_audit(const site *s, const request *q, response *r) {
    int64_t seq = number_in(q, STR("row"));
    audit_rows list, one = {0};
    kept_checkpoint last;
    team t;
    err e;
    err_clear(&e);
    rc code = audit_list(q->desk, number_in(q, STR("before")), ROWS_A_PAGE, q->mem, &list, &e);
    if (code == RC_OK && seq > 0)
        code = audit_list(q->desk, seq + 1, 1, q->mem, &one, &e);
    if (code == RC_OK)
        code = audit_kept(q->desk, q->mem, &last, &e);
    if (code == RC_OK)
        code = team_list(q->desk, staff_page_now(q), q->mem, &t, &e);
    if (code != RC_OK) {
        staff_page_fail(r);
        return;
    }
    page p = frame_open_desk(s, q, r, STR("审计记录"), false, q->who->name);
    field_title(&p, STR("审计记录"));
    put_table(&p, &t, &list);
    put_checkpoint(&p, &last);
    put_lookup(&p, seq, one.n > 0 && one.all[0].seq == seq ? one.all[0].hash : (str){0});
    frame_close_desk(&p);
}
