// SPDX-License-Identifier: Apache-2.0
#include "site/route.h"

#include "desk/staff.h"
#include "site/assets.h"
#include "site/pages.h"

enum {
    NO_BODY = 0,
    REPORT_BODY = 8 << 10,
    FORM_BODY = FORM_BYTES_MOST,
    JSON_BODY = 64 << 10,
    ROWS_BODY = 5 << 20
};

#define PAGE .is_page = true
#define LISTED .is_page = true, .is_listed = true
#define FORM                                                                                                 \
    .is_page = true, .is_form = true, .most_bytes = FORM_BODY, .keep = KEEP_OWN, .repeats = REPEATS_FACTS
#define TOLD .is_page = true, .keep = KEEP_NOTHING
#define TOLD_FORM TOLD, .is_form = true, .most_bytes = FORM_BODY
#define DESK .is_page = true, .is_desk = true, .keep = KEEP_NOTHING
#define DESK_FORM DESK, .is_form = true, .most_bytes = FORM_BODY
#define CALLERS .roles = ROLE_CONSULTANT | ROLE_SUPERVISOR
#define ANY_STAFF .roles = ROLE_CONSULTANT | ROLE_SUPERVISOR | ROLE_ADMIN | ROLE_AUDITOR
#define TEAM .roles = ROLE_ADMIN | ROLE_SUPERVISOR
#define ADMIN .roles = ROLE_ADMIN
#define SUPERVISOR .roles = ROLE_SUPERVISOR
#define MENU DESK, .is_menu = true
#define FRESH .is_fresh = true
#define MEDIA_ROWS (MEDIA_NDJSON | MEDIA_CSV)
#define API(medium) .is_api = true, .gives = MEDIA_##medium

const route routes[] = {
    {METHOD_GET, STR_INIT("/"), home_answer, .title = STR_INIT("算分、备材料、查到期"), LISTED},
    {METHOD_GET, STR_INIT("/score"), tool_start, .title = STR_INIT("算分"), LISTED},
    {METHOD_POST, STR_INIT("/score"), tool_step, .title = STR_INIT("算分"), FORM},
    {METHOD_GET, STR_INIT("/score/all"), score_all, .title = STR_INIT("一页填完"), LISTED},
    {METHOD_POST, STR_INIT("/score/all"), score_all, .title = STR_INIT("一页填完"), FORM},
    {METHOD_GET, STR_INIT("/score/differs"), differs_answer, .title = STR_INIT("为什么和别处的分不一样"),
     LISTED},
    {METHOD_POST, STR_INIT("/score/result"), tool_result, .title = STR_INIT("算分的结果"), FORM},
    {METHOD_GET, STR_INIT("/renew"), tool_start, .title = STR_INIT("要带什么"), LISTED},
    {METHOD_POST, STR_INIT("/renew"), tool_step, .title = STR_INIT("要带什么"), FORM},
    {METHOD_POST, STR_INIT("/renew/list"), tool_result, .title = STR_INIT("材料清单"), FORM},
    {METHOD_GET, STR_INIT("/renew/letter"), letter_answer, .title = STR_INIT("介绍信和说明书"), LISTED},
    {METHOD_GET, STR_INIT("/why"), tool_start, .title = STR_INIT("为什么没办成"), LISTED},
    {METHOD_POST, STR_INIT("/why"), tool_step, .title = STR_INIT("为什么没办成"), FORM},
    {METHOD_POST, STR_INIT("/why/result"), tool_result, .title = STR_INIT("可能的原因"), FORM},
    {METHOD_GET, STR_INIT("/checkup"), tool_start, .title = STR_INIT("体检"), LISTED},
    {METHOD_POST, STR_INIT("/checkup"), tool_step, .title = STR_INIT("体检"), FORM},
    {METHOD_POST, STR_INIT("/checkup/result"), tool_result, .title = STR_INIT("体检的结果"), FORM},
    {METHOD_GET, STR_INIT("/calendar"), tool_start, .title = STR_INIT("日子"), LISTED},
    {METHOD_POST, STR_INIT("/calendar"), tool_step, .title = STR_INIT("日子"), FORM},
    {METHOD_POST, STR_INIT("/calendar/result"), tool_result, .title = STR_INIT("日子一览"), FORM},
    {METHOD_GET, STR_INIT("/calendar/exam"), tool_start, .title = STR_INIT("孩子考试"), LISTED},
    {METHOD_POST, STR_INIT("/calendar/exam"), tool_step, .title = STR_INIT("孩子考试"), FORM},
    {METHOD_POST, STR_INIT("/calendar/exam/result"), tool_result, .title = STR_INIT("孩子考试的结果"), FORM},
    {METHOD_POST, STR_INIT("/calendar/exam.ics"), calendar_file, .title = STR_INIT("考试的日历文件"),
     .is_form = true, .most_bytes = FORM_BODY, .keep = KEEP_NOTHING},
    {METHOD_POST, STR_INIT("/calendar/score"), calendar_score, .title = STR_INIT("往后两年"), FORM},
    {METHOD_POST, STR_INIT("/calendar.ics"), calendar_file, .title = STR_INIT("日历文件"), .is_form = true,
     .most_bytes = FORM_BODY, .keep = KEEP_NOTHING},
    {METHOD_GET, STR_INIT("/cal/*"), calendar_feed, .title = STR_INIT("订阅的日历"), .keep = KEEP_ASKED},
    {METHOD_GET, STR_INIT("/shared"), shared_answer, .title = STR_INIT("别人分享的结果"), PAGE},
    {METHOD_GET, STR_INIT("/rules"), rules_answer, .title = STR_INIT("规则和出处"), LISTED},
    {METHOD_GET, STR_INIT("/rules.json"), rules_json, .title = STR_INIT("规则的目录，供程序读取")},
    {METHOD_GET, STR_INIT("/rules/*"), rule_answer, .title = STR_INIT("一条规则；加 .json 供程序读取"), PAGE},
    {METHOD_GET, STR_INIT("/a"), articles_answer, .title = STR_INIT("文章"), LISTED},
    {METHOD_GET, STR_INIT("/a/*"), article_answer, .title = STR_INIT("一篇文章"), PAGE},
    {METHOD_GET, STR_INIT("/guides"), guides_answer, .title = STR_INIT("指南下载"), LISTED},
    {METHOD_GET, STR_INIT("/guides/*"), guide_file, .title = STR_INIT("一份指南，可以下载"), .has_ranges = true},
    {METHOD_GET, STR_INIT("/jifen/*"), article_old, .title = STR_INIT("文章的旧地址"), PAGE},
    {METHOD_GET, STR_INIT("/search"), search_answer, .title = STR_INIT("搜索"), PAGE},
    {METHOD_GET, STR_INIT("/privacy"), about_answer, .title = STR_INIT("隐私声明"), LISTED},
    {METHOD_GET, STR_INIT("/terms"), about_answer, .title = STR_INIT("使用说明"), LISTED},
    {METHOD_GET, STR_INIT("/about"), about_answer, .title = STR_INIT("关于本站"), LISTED},
    {METHOD_GET, STR_INIT("/about/service"), on_time_answer, .title = STR_INIT("回电准不准时"), LISTED},
    {METHOD_GET, STR_INIT("/accessibility"), about_answer, .title = STR_INIT("无障碍说明"), LISTED},
    {METHOD_GET, STR_INIT("/corrections"), about_answer, .title = STR_INIT("纠错"), LISTED},
    {METHOD_GET, STR_INIT("/contact"), contact_form, .title = STR_INIT("请顾问回电"), TOLD},
    {METHOD_POST, STR_INIT("/contact"), contact_take, .title = STR_INIT("请顾问回电"), TOLD_FORM},
    {METHOD_POST, STR_INIT("/contact/with"), contact_with, .title = STR_INIT("请顾问回电"), TOLD_FORM,
     .repeats = REPEATS_FACTS},
    {METHOD_POST, STR_INIT("/contact/code"), contact_code, .title = STR_INIT("发验证码"), TOLD_FORM},
    {METHOD_POST, STR_INIT("/contact/keep"), contact_keep, .title = STR_INIT("保存 24 小时"), TOLD_FORM},
    {METHOD_GET, STR_INIT("/contact/draft/*"), draft_link, .title = STR_INIT("接着填"), TOLD},
    {METHOD_POST, STR_INIT("/contact/draft"), draft_open, .title = STR_INIT("接着填"), TOLD_FORM},
    {METHOD_GET, STR_INIT("/lead"), lead_form, .title = STR_INIT("查看我的回电"), TOLD},
    {METHOD_GET, STR_INIT("/lead/*"), lead_form, .title = STR_INIT("查看我的回电，编号已经填好"), TOLD},
    {METHOD_POST, STR_INIT("/lead"), lead_open, .title = STR_INIT("我的回电"), TOLD_FORM},
    {METHOD_POST, STR_INIT("/lead/code"), lead_code, .title = STR_INIT("发验证码"), TOLD_FORM},
    {METHOD_POST, STR_INIT("/lead/do"), lead_change, .title = STR_INIT("更正、撤回或者删掉"), TOLD_FORM},
    {METHOD_POST, STR_INIT("/lead/export"), lead_export, .title = STR_INIT("我的回电，存成文件"), TOLD_FORM},
    {METHOD_GET, STR_INIT("/privacy/center"), center_answer, .title = STR_INIT("管理我的资料"), LISTED},
    {METHOD_GET, STR_INIT("/privacy/number"), number_form, .title = STR_INIT("凭手机号全部删掉"), TOLD},
    {METHOD_POST, STR_INIT("/privacy/number"), number_delete, .title = STR_INIT("凭手机号全部删掉"), TOLD_FORM},
    {METHOD_POST, STR_INIT("/privacy/number/code"), number_code, .title = STR_INIT("发验证码"), TOLD_FORM},
    {METHOD_GET, STR_INIT("/consultants"), consultants_answer, .title = STR_INIT("顾问"), TOLD},
    {METHOD_GET, STR_INIT("/consultants/*"), consultant_image, .title = STR_INIT("顾问的微信二维码"),
     .keep = KEEP_NOTHING},
    {METHOD_GET, STR_INIT("/remind"), remind_about, .title = STR_INIT("短信提醒"), TOLD},
    {METHOD_POST, STR_INIT("/remind"), remind_order, .title = STR_INIT("订提醒"), TOLD_FORM,
     .repeats = REPEATS_TICKS},
    {METHOD_POST, STR_INIT("/remind/dates"), remind_begin, .title = STR_INIT("提醒哪几个日子"), TOLD_FORM,
     .repeats = REPEATS_TICKS},
    {METHOD_POST, STR_INIT("/remind/code"), remind_code, .title = STR_INIT("发验证码"), TOLD_FORM,
     .repeats = REPEATS_TICKS},
    {METHOD_GET, STR_INIT("/remind/stop/*"), remind_link, .title = STR_INIT("停止提醒的链接"), TOLD},
    {METHOD_POST, STR_INIT("/remind/stop/*"), remind_end, .title = STR_INIT("停止提醒"), TOLD_FORM},
    {METHOD_GET, STR_INIT("/remind/off"), remind_off, .title = STR_INIT("停止短信提醒"), TOLD},
    {METHOD_POST, STR_INIT("/remind/off"), remind_off_end, .title = STR_INIT("停止短信提醒"), TOLD_FORM},
    {METHOD_POST, STR_INIT("/remind/off/code"), remind_off_code, .title = STR_INIT("发验证码"), TOLD_FORM},
    {METHOD_GET, STR_INIT("/feed.xml"), feed_rss, .title = STR_INIT("文章的订阅（RSS）")},
    {METHOD_GET, STR_INIT("/atom.xml"), feed_atom, .title = STR_INIT("文章的订阅（Atom）")},
    {METHOD_GET, STR_INIT("/sitemap.xml"), sitemap_answer, .title = STR_INIT("网站地图")},
    {METHOD_GET, STR_INIT("/robots.txt"), robots_answer, .title = STR_INIT("给搜索引擎的说明")},
    {METHOD_POST, STR_INIT("/csp-report"), breach_take, .title = STR_INIT("浏览器说页面被改过"),
     .most_bytes = REPORT_BODY, .keep = KEEP_NOTHING},
    {METHOD_POST, STR_INIT("/api/v1/assess"), api_assess, .title = STR_INIT("一个人的结果"), API(JSON),
     .takes = MEDIA_JSON, .query = STR_INIT("on"), .most_bytes = JSON_BODY, .keep = KEEP_NOTHING},
    {METHOD_POST, STR_INIT("/api/v1/batch"), api_batch, .title = STR_INIT("很多人的结果"), API(ROWS),
     .takes = MEDIA_ROWS, .query = STR_INIT("on"), .most_bytes = ROWS_BODY, .keep = KEEP_NOTHING},
    {METHOD_GET, STR_INIT("/api/v1/policies"), api_policies, .title = STR_INIT("有哪些规定"), API(JSON)},
    {METHOD_GET, STR_INIT("/api/v1/questions"), api_questions, .title = STR_INIT("有哪些问题"), API(JSON)},
    {METHOD_GET, STR_INIT("/api/v1/openapi.json"), api_openapi, .title = STR_INIT("接口说明"), API(JSON)},
    {METHOD_GET, STR_INIT("/desk"), staff_queue, .title = STR_INIT("待回电"), MENU, CALLERS},
    {METHOD_GET, STR_INIT("/desk/login"), staff_login, .title = STR_INIT("登录"), DESK},
    {METHOD_POST, STR_INIT("/desk/login"), staff_sign, .title = STR_INIT("登录"), DESK_FORM},
    {METHOD_POST, STR_INIT("/desk/logout"), staff_leave, .title = STR_INIT("退出"), DESK_FORM, ANY_STAFF},
    {METHOD_GET, STR_INIT("/desk/join/*"), staff_invited, .title = STR_INIT("加入服务台"), DESK},
    {METHOD_POST, STR_INIT("/desk/join/*"), staff_accept, .title = STR_INIT("加入服务台"), DESK_FORM},
    {METHOD_GET, STR_INIT("/desk/lead/*"), staff_lead, .title = STR_INIT("一个回电"), DESK, CALLERS,
     .own = ROLE_CONSULTANT},
    {METHOD_POST, STR_INIT("/desk/lead/*"), staff_do, .title = STR_INIT("记下结果"), DESK_FORM, CALLERS,
     .own = ROLE_CONSULTANT},
    {METHOD_GET, STR_INIT("/desk/facts/*"), staff_facts, .title = STR_INIT("核对答案"), DESK, CALLERS,
     .own = ROLE_CONSULTANT},
    {METHOD_POST, STR_INIT("/desk/facts/*"), staff_facts_save, .title = STR_INIT("核对答案"), DESK_FORM,
     .repeats = REPEATS_FACTS, CALLERS, .own = ROLE_CONSULTANT},
    {METHOD_GET, STR_INIT("/desk/card"), staff_card, .title = STR_INIT("我的名片"), MENU, CALLERS},
    {METHOD_POST, STR_INIT("/desk/card"), staff_card_ask, .title = STR_INIT("交名片"), DESK_FORM, CALLERS},
    {METHOD_POST, STR_INIT("/desk/card/down"), staff_card_down, .title = STR_INIT("撤下名片"), DESK_FORM,
     CALLERS},
    {METHOD_GET, STR_INIT("/desk/cards"), staff_cards, .title = STR_INIT("名片"), MENU, SUPERVISOR},
    {METHOD_POST, STR_INIT("/desk/cards"), staff_cards_decide, .title = STR_INIT("同意或者退回名片"),
     DESK_FORM, SUPERVISOR},
    {METHOD_GET, STR_INIT("/desk/stops"), staff_stops, .title = STR_INIT("别再打的号码"), MENU, SUPERVISOR},
    {METHOD_POST, STR_INIT("/desk/stops"), staff_lift, .title = STR_INIT("解除别再打"), DESK_FORM, SUPERVISOR,
     FRESH},
    {METHOD_GET, STR_INIT("/desk/team"), staff_team, .title = STR_INIT("团队"), MENU, TEAM},
    {METHOD_POST, STR_INIT("/desk/team/invite"), staff_add, .title = STR_INIT("邀请"), DESK_FORM, ADMIN, FRESH},
    {METHOD_POST, STR_INIT("/desk/team/role"), staff_role, .title = STR_INIT("改角色"), DESK_FORM, ADMIN, FRESH},
    {METHOD_POST, STR_INIT("/desk/team/areas"), staff_areas, .title = STR_INIT("负责哪些区"), DESK_FORM, TEAM,
     .repeats = REPEATS_TICKS},
    {METHOD_POST, STR_INIT("/desk/team/state"), staff_turn, .title = STR_INIT("停用或者恢复"), DESK_FORM,
     ADMIN, FRESH},
    {METHOD_POST, STR_INIT("/desk/team/reset"), staff_reset, .title = STR_INIT("重设密码和动态码"), DESK_FORM,
     TEAM, FRESH},
    {METHOD_GET, STR_INIT("/desk/audit"), staff_audit, .title = STR_INIT("审计记录"), MENU,
     .roles = ROLE_AUDITOR},
    {METHOD_GET, STR_INIT("/desk/me"), staff_me, .title = STR_INIT("我的账户"), MENU, ANY_STAFF},
    {METHOD_POST, STR_INIT("/desk/me/end"), staff_end, .title = STR_INIT("结束登录"), DESK_FORM, ANY_STAFF,
     FRESH},
    {METHOD_POST, STR_INIT("/desk/me/password"), staff_password, .title = STR_INIT("换密码"), DESK_FORM,
     ANY_STAFF, FRESH},
    {METHOD_POST, STR_INIT("/desk/me/codes"), staff_codes, .title = STR_INIT("换恢复码"), DESK_FORM,
     ANY_STAFF, FRESH},
    {METHOD_GET, STR_INIT("/static/*"), assets_answer, .keep = KEEP_FOREVER, .title = STR_INIT("样式和脚本")},
};
const size_t n_routes = sizeof routes / sizeof routes[0];

bool route_is_told(const route *r) {
    return r->keep == KEEP_OWN || r->keep == KEEP_NOTHING;
}

static bool fits(const route *r, str path, str *rest) {
    size_t n = r->path.len;
    if (r->path.ptr[n - 1] != '*')
        return str_is(r->path, path);
    str before = str_slice(r->path, 0, n - 1);
    *rest = str_slice(path, n - 1, path.len);
    return str_starts(path, before) && rest->len > 0;
}

str route_home(unsigned role) {
    for (size_t i = 0; i < n_routes; i++)
        if (routes[i].is_menu && (routes[i].roles & role) != 0)
            return routes[i].path;
    return STR("/desk/login");
}

str route_path(str path) {
    bool has_slash = path.len > 2 && path.ptr[path.len - 1] == '/' && path.ptr[path.len - 2] != '/';
    return str_slice(path, 0, path.len - has_slash);
}

// The desk has a listener of its own, on which the visitors' pages are not; styles and scripts are on both.
static bool is_here(const route *r, bool is_desk) {
    return r->is_desk == is_desk || r->keep == KEEP_FOREVER;
}

const route *route_find(method m, str path, bool is_desk, unsigned *allowed, str *rest) {
    path = route_path(path);
    const route *found = NULL;
    *allowed = 0;
    for (size_t i = 0; i < n_routes; i++) {
        str behind = {0};
        if (!is_here(&routes[i], is_desk) || !fits(&routes[i], path, &behind))
            continue;
        *allowed |= routes[i].method;
        if (routes[i].method != m || found != NULL)
            continue;
        found = &routes[i];
        *rest = behind;
    }
    return found;
}
