// SPDX-License-Identifier: Apache-2.0
// /desk/audit: what was done, the newest first, for whoever looks over it.
#include "base/num.h"
#include "desk/audit.h"
#include "desk/district.h"
#include "desk/team.h"
#include "site/field.h"
#include "site/pages.h"
#include "site/staff_page.h"

enum { ROWS_A_PAGE = 50, ID_SHOWN = 4 };

typedef struct {
    str word, shown;
} word_of;

static const word_of actions[] = {
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
    {STR_INIT("areas_changed"), STR_INIT("改负责的区")},
    {STR_INIT("turned_off"), STR_INIT("停用")},
    {STR_INIT("turned_on"), STR_INIT("恢复")},
    {STR_INIT("password_changed"), STR_INIT("换密码")},
    {STR_INIT("new_codes"), STR_INIT("换恢复码")},
    {STR_INIT("denied"), STR_INIT("没有权限")},
    {STR_INIT("limit"), STR_INIT("超过次数")},
    {STR_INIT("backed_up"), STR_INIT("备份")},
    {STR_INIT("restored"), STR_INIT("用备份恢复")},
    {STR_INIT("purged"), STR_INIT("删掉到期的资料")},
    {STR_INIT("keys_changed"), STR_INIT("换密钥")},
    {STR_INIT("number_shown"), STR_INIT("看号码")},
    {STR_INIT("consent_given"), STR_INIT("同意")},
    {STR_INIT("came"), STR_INIT("请求回电")},
    {STR_INIT("assigned"), STR_INIT("接手回电")},
    {STR_INIT("paused"), STR_INIT("等对方")},
    {STR_INIT("resumed"), STR_INIT("接着办")},
    {STR_INIT("called"), STR_INIT("打过电话")},
    {STR_INIT("closed"), STR_INIT("办完回电")},
    {STR_INIT("cancelled"), STR_INIT("取消回电")},
    {STR_INIT("merged"), STR_INIT("合进另一个请求")},
    {STR_INIT("warned"), STR_INIT("快到时间")},
    {STR_INIT("missed"), STR_INIT("超时")},
    {STR_INIT("took_in"), STR_INIT("合进来别的请求")},
    {STR_INIT("reviewed"), STR_INIT("核对答案")},
    {STR_INIT("unreadable"), STR_INIT("有内容读不出")},
    {STR_INIT("deleted"), STR_INIT("删掉回电")},
    {STR_INIT("shown"), STR_INIT("访客看自己的资料")},
    {STR_INIT("exported"), STR_INIT("访客存下自己的资料")},
    {STR_INIT("corrected"), STR_INIT("访客更正")},
    {STR_INIT("withdrawn"), STR_INIT("访客撤回同意")},
    {STR_INIT("deleted_all"), STR_INIT("凭号码全部删掉")},
    {STR_INIT("remind_deleted"), STR_INIT("删掉提醒")},
    {STR_INIT("stop_lifted"), STR_INIT("解除别再打")},
    {STR_INIT("card_asked"), STR_INIT("交名片")},
    {STR_INIT("card_shown"), STR_INIT("同意公开名片")},
    {STR_INIT("card_sent_back"), STR_INIT("退回名片")},
    {STR_INIT("card_taken_down"), STR_INIT("撤下名片")},
    {STR_INIT("remind_began"), STR_INIT("订提醒")},
    {STR_INIT("remind_ended"), STR_INIT("停止提醒")},
};

static const word_of reasons[] = {
    {STR_INIT("phone"), STR_INIT("用动态码")},
    {STR_INIT("paper"), STR_INIT("用恢复码")},
    {STR_INIT("password"), STR_INIT("密码不对")},
    {STR_INIT("second"), STR_INIT("动态码不对")},
    {STR_INIT("role"), STR_INIT("角色不合")},
    {STR_INIT("own"), STR_INIT("不是自己的")},
    {STR_INIT("word"), STR_INIT("表单不是从本站来的")},
    {STR_INIT("consultant"), STR_INIT("顾问")},
    {STR_INIT("supervisor"), STR_INIT("主管")},
    {STR_INIT("admin"), STR_INIT("管理员")},
    {STR_INIT("auditor"), STR_INIT("审计员")},
    {STR_INIT("asked"), STR_INIT("本人要求")},
    {STR_INIT("mistake"), STR_INIT("记错了")},
    {STR_INIT("new"), STR_INIT("做新的")},
    {STR_INIT("use"), STR_INIT("用新的")},
    {STR_INIT("seal"), STR_INIT("旧的换封")},
    {STR_INIT("drop"), STR_INIT("去掉旧的")},
    {STR_INIT("sign_name"), STR_INIT("同一个名字登录")},
    {STR_INIT("sign_address"), STR_INIT("同一个地址登录")},
    {STR_INIT("send_all"), STR_INIT("全站的短信")},
    {STR_INIT("send_prefix"), STR_INIT("相近号码的短信")},
    {STR_INIT("send_address"), STR_INIT("同一个地址要短信")},
    {STR_INIT("send_phone"), STR_INIT("同一个号码要短信")},
    {STR_INIT("send_flow"), STR_INIT("同一张表要短信")},
    {STR_INIT("wrong_address"), STR_INIT("同一个地址输错验证码")},
    {STR_INIT("wrong_phone"), STR_INIT("同一个号码输错验证码")},
    {STR_INIT("keep_all"), STR_INIT("全站的草稿")},
    {STR_INIT("keep_address"), STR_INIT("同一个地址存草稿")},
    {STR_INIT("keep_flow"), STR_INIT("同一张表存草稿")},
    {STR_INIT("call"), STR_INIT("回电")},
    {STR_INIT("answers"), STR_INIT("把答案发给顾问")},
    {STR_INIT("leads.phone"), STR_INIT("手机号")},
    {STR_INIT("leads.name"), STR_INIT("称呼")},
    {STR_INIT("leads.question"), STR_INIT("问题")},
    {STR_INIT("leads.answers"), STR_INIT("答案")},
    {STR_INIT("leads.district"), STR_INIT("在哪个区")},
    {STR_INIT("events.note"), STR_INIT("备注")},
    {STR_INIT("reviews.answers"), STR_INIT("核对过的答案")},
};

static const word_of results[] = {
    {STR_INIT("done"), STR_INIT("成了")},
    {STR_INIT("refused"), STR_INIT("没让做")},
    {STR_INIT("wrong"), STR_INIT("不对")},
};

// What has no words here is shown as it is.
static str words_of(const word_of *list, size_t n, str word) {
    for (size_t i = 0; i < n; i++)
        if (str_is(list[i].word, word))
            return list[i].shown;
    return word;
}

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

str staff_audit_words(str action) {
    for (size_t i = 0; i < COUNT(actions); i++)
        if (str_is(actions[i].word, action))
            return actions[i].shown;
    return (str){0};
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

static str stranger(const audit_row *row) {
    return row->entry.actor.len > 0               ? STR("已不在")
           : str_is(row->by.role, STR("machine")) ? STR("本机命令")
                                                  : STR("访客或系统");
}

static void put_actor(page *p, const team *t, const audit_row *row) {
    str actor = name_of(t, row->entry.actor);
    role by;
    html_text(&p->h, actor.len > 0 ? actor : stranger(row));
    if (role_find(row->by.role, &by)) {
        HTML_LIT(&p->h, "（");
        html_text(&p->h, staff_page_role(by));
        HTML_LIT(&p->h, "）");
    }
}

static str reason_of(const page *p, const audit_entry *entry) {
    bool is_areas = str_is(entry->action, STR("areas_changed"));
    return is_areas ? areas_words(entry->reason, AREAS_ALL, p->q->mem)
                    : words_of(reasons, COUNT(reasons), entry->reason);
}

static void put_result(page *p, const audit_entry *entry) {
    if (str_is(entry->result, STR("done")))
        HTML_LIT(&p->h, "<span class=\"tag tag-ok\">");
    else
        HTML_LIT(&p->h, "<span class=\"tag tag-bad\">");
    html_text(&p->h, words_of(results, COUNT(results), entry->result));
    HTML_LIT(&p->h, "</span>");
    str reason = reason_of(p, entry);
    if (reason.len > 0) {
        HTML_LIT(&p->h, " ");
        html_text(&p->h, reason);
    }
}

static void put_row(page *p, const team *t, const audit_row *row) {
    HTML_LIT(&p->h, "<li><p class=\"line-head\"><span>");
    put_actor(p, t, row);
    HTML_LIT(&p->h, "：");
    html_text(&p->h, words_of(actions, COUNT(actions), row->entry.action));
    if (row->entry.object.len > 0 && !str_is(row->entry.object, row->entry.actor)) {
        HTML_LIT(&p->h, " ");
        put_object(p, t, row->entry.object);
    }
    HTML_LIT(&p->h, "</span></p><p>");
    put_result(p, &row->entry);
    HTML_LIT(&p->h, "</p><p class=\"hint\">第 <span class=\"num\">");
    html_int(&p->h, row->seq);
    HTML_LIT(&p->h, "</span> 行，");
    frame_moment(&p->h, row->at_ms);
    HTML_LIT(&p->h, "</p></li>");
}

static void put_rows(page *p, const team *t, const audit_rows *list) {
    HTML_LIT(&p->h, "<h2>做过什么</h2><ol class=\"lines\">");
    for (size_t i = 0; i < list->n; i++)
        put_row(p, t, &list->all[i]);
    HTML_LIT(&p->h, "</ol>");
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
        response_fail(r, &e);
        return;
    }
    page p = frame_open_desk(s, q, r, STR("审计记录"), false, q->who->name);
    field_title(&p, STR("审计记录"));
    put_checkpoint(&p, &last);
    put_lookup(&p, seq, one.n > 0 && one.all[0].seq == seq ? one.all[0].hash : (str){0});
    put_rows(&p, &t, &list);
    frame_close_desk(&p);
}
