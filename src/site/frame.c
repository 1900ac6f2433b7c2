// SPDX-License-Identifier: Apache-2.0
#include "site/frame.h"

#include "base/day.h"
#include "base/num.h"
#include "site/assets.h"
#include "site/problem.h"
#include "site/route.h"
#include "site/staff_page.h"

#define CARE "v=care"

void frame_href(page *p, str path) {
    HTML_LIT(&p->h, " href=\"");
    html_text(&p->h, path);
    if (p->q->is_care)
        HTML_LIT(&p->h, "?" CARE);
    HTML_LIT(&p->h, "\"");
}

// The choice travels as a field: a posted form's query is not read.
void frame_action(page *p, str path) {
    HTML_LIT(&p->h, " action=\"");
    html_text(&p->h, path);
    HTML_LIT(&p->h, "\">");
    if (p->q->is_care)
        HTML_LIT(&p->h, "<input type=\"hidden\" name=\"v\" value=\"care\">");
}

static void say_day(buf *out, int64_t day) {
    static const str names[] = {STR_INIT("一"), STR_INIT("二"), STR_INIT("三"), STR_INIT("四"),
                                STR_INIT("五"), STR_INIT("六"), STR_INIT("日")};
    civil c = day_to_civil(day);
    buf_print(out, "{i}年{i}月{i}日（周{s}）", (int64_t)c.year, (int64_t)c.month, (int64_t)c.day,
              names[day_weekday(day) - 1]);
}

void frame_day(html *h, int64_t day) {
    buf_print(h->out, "<time datetime=\"{d}\">", day);
    say_day(h->out, day);
    HTML_LIT(h, "</time>");
}

static const int64_t shanghai_ms = 8 * 3600000, day_ms = 24 * 3600000;

static int64_t day_of(int64_t at_ms) {
    return num_floor_div(at_ms + shanghai_ms, day_ms);
}

static void say_time(buf *out, int64_t at_ms) {
    int64_t minute = (at_ms + shanghai_ms - day_of(at_ms) * day_ms) / 60000;
    buf_put_padded(out, minute / 60, 2);
    BUF_LIT(out, ":");
    buf_put_padded(out, minute % 60, 2);
}

void frame_moment(html *h, int64_t at_ms) {
    frame_day(h, day_of(at_ms));
    HTML_LIT(h, " <span class=\"num\">");
    say_time(h->out, at_ms);
    HTML_LIT(h, "</span>");
}

void frame_say_moment(buf *out, int64_t at_ms) {
    say_day(out, day_of(at_ms));
    BUF_LIT(out, " ");
    say_time(out, at_ms);
}

void frame_put_checked(page *p, int64_t checked, int64_t again) {
    bool is_late = p->q->today > again;
    if (is_late)
        HTML_LIT(&p->h, "<p class=\"checked late\">");
    else
        HTML_LIT(&p->h, "<p class=\"checked\">");
    frame_day(&p->h, checked);
    HTML_LIT(&p->h, "核对过，下一次核对不晚于");
    frame_day(&p->h, again);
    if (is_late)
        HTML_LIT(&p->h, "。现在已过这一天，还没有再核对，内容仅供参考");
    HTML_LIT(&p->h, "。</p>");
}

// ---- head ------------------------------------------------------------------------------------------------------------

static void put_head(page *p, str title, bool is_wrong) {
    html *h = &p->h;
    HTML_LIT(h, "<!DOCTYPE html>\n<html lang=\"zh-CN\"");
    if (p->q->is_care)
        HTML_LIT(h, " class=\"care\"");
    HTML_LIT(h, "><head><meta charset=\"utf-8\"><title>");
    if (is_wrong)
        HTML_LIT(h, "错误：");
    html_text(h, title);
    HTML_LIT(h, " · 明白积分</title>"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">"
                "<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"format-detection\" "
                "content=\"telephone=no\"><link rel=\"stylesheet\"");
    HTML_ATTR(h, "href", assets_address(p->s, STR("site.css")));
    HTML_LIT(h, "><link rel=\"icon\"");
    HTML_ATTR(h, "href", assets_address(p->s, STR("icon.svg")));
    HTML_LIT(h, " type=\"image/svg+xml\"><script defer");
    HTML_ATTR(h, "src", assets_address(p->s, STR("site.js")));
    HTML_LIT(h, "></script></head>\n");
}

typedef struct {
    str path, label;
} place_link;

static const place_link places[] = {
    {STR_INIT("/score"), STR_INIT("算分")},  {STR_INIT("/renew"), STR_INIT("备材料")},
    {STR_INIT("/why"), STR_INIT("查原因")},  {STR_INIT("/calendar"), STR_INIT("看日子")},
    {STR_INIT("/a"), STR_INIT("文章")},      {STR_INIT("/rules"), STR_INIT("规则")},
    {STR_INIT("/search"), STR_INIT("搜索")},
};

static const place_link about[] = {
    {STR_INIT("/consultants"), STR_INIT("顾问")},     {STR_INIT("/contact"), STR_INIT("请顾问回电")},
    {STR_INIT("/lead"), STR_INIT("我的回电")},        {STR_INIT("/about/service"), STR_INIT("回电准不准时")},
    {STR_INIT("/guides"), STR_INIT("指南下载")},      {STR_INIT("/about"), STR_INIT("关于本站")},
    {STR_INIT("/privacy"), STR_INIT("隐私声明")},     {STR_INIT("/terms"), STR_INIT("使用说明")},
    {STR_INIT("/accessibility"), STR_INIT("无障碍")}, {STR_INIT("/corrections"), STR_INIT("纠错")},
    {STR_INIT("/feed.xml"), STR_INIT("订阅")},
};

static void put_list(page *p, str label, const place_link *list, size_t n) {
    HTML_LIT(&p->h, "<nav class=\"places\"");
    HTML_ATTR(&p->h, "aria-label", label);
    HTML_LIT(&p->h, "><ul>");
    for (size_t i = 0; i < n; i++) {
        HTML_LIT(&p->h, "<li><a");
        frame_href(p, list[i].path);
        if (str_is(list[i].path, p->q->path))
            HTML_LIT(&p->h, " aria-current=\"page\"");
        HTML_LIT(&p->h, ">");
        html_text(&p->h, list[i].label);
        HTML_LIT(&p->h, "</a></li>");
    }
    HTML_LIT(&p->h, "</ul></nav>");
}

// The other size of letters, of a page that can be had by its address. An address of which there is no page is not repeated:
// it may be read as that of another site.
static void put_care(page *p, const route *of) {
    bool has_address = of != NULL && of->method == METHOD_GET;
    HTML_LIT(&p->h, "<a class=\"care-switch\" href=\"");
    html_text(&p->h, has_address ? p->q->path : STR("/"));
    if (p->q->is_care)
        HTML_LIT(&p->h, "\">标准版</a>");
    else
        HTML_LIT(&p->h, "?" CARE "\">关怀版</a>");
}

page frame_open(const site *s, const request *q, response *r, str title, bool is_wrong) {
    page p = {s, q, {&r->body}};
    put_head(&p, title, is_wrong);
    HTML_LIT(&p.h,
             "<body><a class=\"skip\" href=\"#main\">跳到正文</a><header class=\"top\"><div class=\"wide\">"
             "<a class=\"brand\"");
    frame_href(&p, STR("/"));
    HTML_LIT(&p.h, ">明白积分</a>");
    put_care(&p, r->route);
    put_list(&p, STR("主要功能"), places, sizeof places / sizeof places[0]);
    HTML_LIT(&p.h, "</div></header>\n<main id=\"main\" class=\"wide\">\n");
    return p;
}

// The pages that this role may see, as the table of routes has them.
static void put_desk_list(page *p) {
    HTML_LIT(&p->h, "<nav class=\"places\" aria-label=\"服务台\"><ul>");
    for (size_t i = 0; i < n_routes; i++) {
        if (!routes[i].is_menu || (routes[i].roles & p->q->who->role) == 0)
            continue;
        HTML_LIT(&p->h, "<li><a");
        HTML_ATTR(&p->h, "href", routes[i].path);
        if (str_is(routes[i].path, p->q->path))
            HTML_LIT(&p->h, " aria-current=\"page\"");
        HTML_LIT(&p->h, ">");
        html_text(&p->h, routes[i].title);
        HTML_LIT(&p->h, "</a></li>");
    }
    HTML_LIT(&p->h, "</ul></nav>");
}

static str desk_home(const request *q) {
    return q->who == NULL ? STR("/desk/login") : route_home(q->who->role);
}

page frame_open_desk(const site *s, const request *q, response *r, str title, bool is_wrong, str who) {
    page p = {s, q, {&r->body}};
    put_head(&p, title, is_wrong);
    HTML_LIT(&p.h,
             "<body><a class=\"skip\" href=\"#main\">跳到正文</a><header class=\"top\"><div class=\"wide\">"
             "<a class=\"brand\"");
    HTML_ATTR(&p.h, "href", desk_home(q));
    HTML_LIT(&p.h, ">明白积分 · 服务台</a>");
    if (who.len > 0) {
        HTML_LIT(&p.h, "<span class=\"care-switch\">");
        html_text(&p.h, who);
        HTML_LIT(&p.h, "</span>");
    }
    if (q->who != NULL)
        put_desk_list(&p);
    HTML_LIT(&p.h, "</div></header>\n<main id=\"main\" class=\"wide\">\n");
    return p;
}

void frame_close_desk(page *p) {
    HTML_LIT(&p->h, "\n</main>");
    if (p->q->who != NULL) {
        HTML_LIT(
            &p->h,
            "<footer class=\"bottom\"><div class=\"wide\"><form method=\"post\" action=\"/desk/logout\">");
        staff_page_put_word(p);
        HTML_LIT(&p->h, "<button class=\"quiet\">退出</button></form></div></footer>");
    }
    HTML_LIT(&p->h, "</body></html>\n");
}

// ---- foot ------------------------------------------------------------------------------------------------------------

static void put_operator(page *p) {
    const operator_info *who = &p->s->who;
    HTML_LIT(&p->h, "<p>运营者：");
    html_text(&p->h, who->name.len > 0 ? who->name : STR("（没有填写，仅供试用）"));
    if (who->contact.len > 0) {
        HTML_LIT(&p->h, "，联系：");
        html_text(&p->h, who->contact);
    }
    if (who->icp.len > 0) {
        HTML_LIT(&p->h, "，");
        html_text(&p->h, who->icp);
    }
    HTML_LIT(&p->h, "</p>");
}

void frame_close(page *p) {
    HTML_LIT(&p->h, "\n</main>\n<footer class=\"bottom\"><div class=\"wide\">"
                    "<p>本站不是政府网站，结果按您填的情况推算，最终以主管部门的审核为准。</p>");
    put_operator(p);
    size_t n_calls = p->s->takes_calls ? 0 : 3;  // the first three are about calls
    put_list(p, STR("关于本站"), about + n_calls, sizeof about / sizeof about[0] - n_calls);
    HTML_LIT(&p->h, "</div></footer></body></html>\n");
}

void frame_put_task(page *p, str path, str title, str text) {
    HTML_LIT(&p->h, "<li><a class=\"task\"");
    frame_href(p, path);
    HTML_LIT(&p->h, "><strong>");
    html_text(&p->h, title);
    HTML_LIT(&p->h, "</strong><span>");
    html_text(&p->h, text);
    HTML_LIT(&p->h, "</span></a></li>");
}

void frame_put_print(page *p, str label) {
    HTML_LIT(&p->h, "<button class=\"quiet\" type=\"button\" data-print hidden>");
    html_text(&p->h, label);
    HTML_LIT(&p->h, "</button>");
}

// ---- refusals --------------------------------------------------------------------------------------------------------

static const struct {
    int status;
    str title, text, problem;
} refusals[] = {
    {400, STR_INIT("没看懂您的请求"), STR_INIT("地址或表单里有读不出来的内容。请返回上一页再试一次。"),
     STR_INIT("bad request")},
    {403, STR_INIT("这个请求来自别的网站"),
     STR_INIT("为了安全，本站的表单只能从本站提交。请从首页重新开始。"), STR_INIT("cross-site request")},
    {404, STR_INIT("没有这个页面"), STR_INIT("地址可能打错了，或者页面已经移走。"), STR_INIT("not found")},
    {405, STR_INIT("这个地址不能这样打开"), STR_INIT("请从首页重新开始。"), STR_INIT("method not allowed")},
    {416, STR_INIT("文件没有这么长"), STR_INIT("文件可能更新了。请从头再下载一次。"),
     STR_INIT("range not satisfiable")},
    {406, STR_INIT("这里没有您要的格式"), STR_INIT("请从首页重新开始。"), STR_INIT("not acceptable")},
    {410, STR_INIT("这个日历已经到头了"),
     STR_INIT("里面的日子都过了，或者规则变了，算不出来。请删掉这个订阅，再填一次到期日，生成新的。"),
     STR_INIT("gone")},
    {413, STR_INIT("内容太多"), STR_INIT("一次提交的内容超过了上限。请减少一些再试。"),
     STR_INIT("content too large")},
    {415, STR_INIT("没看懂您提交的格式"), STR_INIT("请返回上一页再试一次。"),
     STR_INIT("unsupported media type")},
    {431, STR_INIT("请求太长了"), STR_INIT("地址太长，或者浏览器附带的信息太多。请从首页重新开始。"),
     STR_INIT("request header fields too large")},
    {500, STR_INIT("我们出了一个错"), STR_INIT("您填的内容没有保存，也没有外传。请稍后再试。"),
     STR_INIT("internal error")},
    {503, STR_INIT("现在办不了这一步"), STR_INIT("请过一会儿再试。您填的内容没有保存，也没有外传。"),
     STR_INIT("too busy")},
};

static size_t refusal_of(int status) {
    size_t n = sizeof refusals / sizeof refusals[0];
    for (size_t i = 0; i < n; i++)
        if (refusals[i].status == status)
            return i;
    return refusal_of(500);
}

static void refuse_person(const site *s, const request *q, response *r, size_t row) {
    r->type = STR("text/html; charset=utf-8");
    str who = q->who == NULL ? (str){0} : q->who->name;
    page p = q->is_desk ? frame_open_desk(s, q, r, refusals[row].title, false, who)
                        : frame_open(s, q, r, refusals[row].title, false);
    HTML_LIT(&p.h, "<h1>");
    html_text(&p.h, refusals[row].title);
    HTML_LIT(&p.h, "</h1><p>");
    html_text(&p.h, refusals[row].text);
    HTML_LIT(&p.h, "</p><p><a class=\"button\"");
    frame_href(&p, q->is_desk ? desk_home(q) : STR("/"));
    HTML_LIT(&p.h, ">回到首页</a></p>");
    if (q->is_desk)
        frame_close_desk(&p);
    else
        frame_close(&p);
}

static bool is_for_programs(str path) {
    static const str end = STR_INIT(".json");
    bool is_json = path.len >= end.len && str_is(str_slice(path, path.len - end.len, path.len), end);
    return is_json || str_starts(path, STR("/api/"));
}

void frame_refuse(const site *s, const request *q, response *r, str hint) {
    size_t row = refusal_of(r->status);
    if (is_for_programs(q->path))
        problem_put(r, r->status, &(problem){.title = refusals[row].problem, .detail = hint});
    else
        refuse_person(s, q, r, row);
}
