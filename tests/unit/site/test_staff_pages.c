// SPDX-License-Identifier: Apache-2.0
// The desk's pages, with a clock that is set by hand: what a visitor answered, what a consultant made of it, and what each of the staff
// may do with whose request.
#include "ask.h"
#include "desk/bench.h"
#include "desk/dispatch.h"
#include "desk/session.h"
#include "site/route.h"

static asker k;

typedef struct {
    str id, cookie;
} person_at_desk;

static person_at_desk sign_in(const char *name, const char *role) {
    str cookie = bench_sign_in(name, bench_join(name, role));
    return (person_at_desk){.id = bench_who(cookie)->id, .cookie = cookie};
}

static str word_of(const person_at_desk *who) {
    return secret_hex(bench_who(who->cookie)->word, &bench_mem);
}

static str join_texts(const char *format, str a, str b, str c) {
    buf out = buf_make(&bench_mem);
    buf_print(&out, format, a, b, c);
    return buf_str(&out);
}

static response ask_desk(const person_at_desk *who, method m, str path, str body) {
    request q = {.method = m,
                 .path = path,
                 .body = body,
                 .sec_fetch_site = STR("same-origin"),
                 .cookies = join_texts("__Host-s={s}{s}{s}", who->cookie, (str){0}, (str){0}),
                 .is_desk = true,
                 .mem = &bench_mem,
                 .today = k.today,
                 .now_s = bench_now_ms / 1000,
                 .desk = &bench_desk,
                 .address = STR("10.2.2.2")};
    response r;
    site_answer(&k.s, &q, &r);
    return r;
}

static response ask_query(const person_at_desk *who, const request *of) {
    request q = *of;
    response r;
    q.method = METHOD_GET;
    q.cookies = join_texts("__Host-s={s}{s}{s}", who->cookie, (str){0}, (str){0});
    q.is_desk = true;
    q.mem = &bench_mem;
    q.today = k.today;
    q.now_s = bench_now_ms / 1000;
    q.desk = &bench_desk;
    site_answer(&k.s, &q, &r);
    return r;
}

static response get(const person_at_desk *who, const char *path, str ref) {
    return ask_desk(who, METHOD_GET, join_texts("{s}{s}{s}", str_of_c(path), ref, (str){0}), (str){0});
}

static const lead *find(str ref) {
    const lead *found = NULL;
    CHECK_OK(lead_find(&bench_desk, ref, &bench_mem, &found, &bench_err));
    return found;
}

static response post(const person_at_desk *who, const char *path, str ref, const char *fields) {
    buf body = buf_make(&bench_mem);
    buf_print(&body, "word={s}&version={i}&{s}", word_of(who), find(ref)->version, str_of_c(fields));
    return ask_desk(who, METHOD_POST, join_texts("{s}{s}{s}", str_of_c(path), ref, (str){0}), buf_str(&body));
}

static bool says(const response *r, const char *words) {
    return ask_has(r, str_of_c(words));
}

static str lead_in(int who, const char *district, const char *answers) {
    code_for proof = bench_proof(who);
    code_sent sent;
    taken t;
    wish w = {.proof = proof,
              .name = STR("王女士"),
              .slot = STR("any"),
              .district = str_of_c(district),
              .answers = str_of_c(answers)};
    CHECK_OK(code_send(&bench_desk, &proof, bench_now_ms, &bench_mem, &sent, &bench_err));
    CHECK_OK(lead_take(&bench_desk, &w, bench_take_code(), bench_now_ms, &bench_mem, &t, &bench_err));
    CHECK_INT(t.check, CODE_RIGHT);
    return t.ref;
}

static str lead_with(int who, const char *answers) {
    return lead_in(who, "", answers);
}

// ---- what does not open ---

static void test_spoilt(const person_at_desk *anna) {
    str ref = lead_with(90, "age=36"), other = lead_with(91, "");
    bench_spoil(LEAD_PHONES_AFTER, LEAD_PHONES_SET, find(ref)->id);
    bench_spoil(LEAD_NAMES_AFTER, LEAD_NAMES_SET, find(ref)->id);
    response queue = get(anna, "/desk", (str){0});
    CHECK_INT(queue.status, 200);
    CHECK(says(&queue, "<strong>读不出") && says(&queue, "有内容读不出</span>") && says(&queue, "***********"));
    CHECK(ask_has(&queue, other));
    CHECK_INT(post(anna, "/desk/lead/", ref, "outcome=take").status, 303);
    response seen = get(anna, "/desk/lead/", ref);
    CHECK_INT(seen.status, 200);
    CHECK(says(&seen, "<h1>读不出") && says(&seen, "周岁"));
    CHECK_INT(post(anna, "/desk/lead/", ref, "outcome=wrong_number").status, 303);
}

// ---- answers -----------------------------------------------------------------------------------------------------------

static void test_gone_over(const person_at_desk *anna) {
    str ref = lead_with(1, "age=36&education=bachelor_with_degree");
    CHECK_INT(post(anna, "/desk/lead/", ref, "outcome=take").status, 303);
    response seen = get(anna, "/desk/lead/", ref);
    CHECK(says(&seen, "周岁") && says(&seen, "本科，毕业证和学士学位都有"));
    CHECK(!says(&seen, "/rules/"));  // which are not on this listener
    response form = get(anna, "/desk/facts/", ref);
    CHECK(says(&form, "name=\"age\" inputmode=\"numeric\" value=\"36\""));
    CHECK_INT(post(anna, "/desk/facts/", ref, "age=46&title=none").status, 303);
    seen = get(anna, "/desk/lead/", ref);
    CHECK(says(&seen, "周岁：36 → <strong>46</strong>"));
    CHECK(says(&seen, "本科，毕业证和学士学位都有 → <strong>没有填</strong>"));
    CHECK(says(&seen, "核对过。对方自己填的是") && says(&seen, "，核对以后是"));
    CHECK_STR(find(ref)->answers, STR("age=36&education=bachelor_with_degree"));
}

static str kept(str ref) {
    review got;
    CHECK_OK(lead_review(&bench_desk, find(ref), &bench_mem, &got, &bench_err));
    return got.answers;
}

// A day of birth becomes years of age, also beside them; what is never asked is never kept; nothing is no answer.
static void test_least_is_kept(const person_at_desk *anna) {
    str ref = lead_with(2, "");
    CHECK_INT(post(anna, "/desk/lead/", ref, "outcome=take").status, 303);
    response r = get(anna, "/desk/lead/", ref);
    CHECK(says(&r, "对方没有带答案来"));
    CHECK_INT(post(anna, "/desk/facts/", ref, "birth_date=1980-1-1&education=?").status, 303);
    CHECK(str_starts(kept(ref), STR("age=")) && str_find(kept(ref), '-') == kept(ref).len);
    str age = str_slice(kept(ref), 0, str_find(kept(ref), '&'));
    buf both = buf_make(&bench_mem);
    buf_print(&both, "{s}&birth_date=1980-1-1", age);
    buf_put_char(&both, 0);
    CHECK_INT(post(anna, "/desk/facts/", ref, both.ptr).status, 303);
    CHECK_STR(kept(ref), age);
    for (size_t f = 0; f < jifen_n_facts(jifen_law_at(k.s.engine, 0)); f++) {
        const jifen_fact *of = jifen_fact_at(jifen_law_at(k.s.engine, 0), f);
        if (!of->is_private)
            continue;
        str fields = join_texts("age=40&{s}={s}{s}", of->type.name,
                                of->type.kind == KIND_BOOL ? STR("true") : STR("1"), (str){"\0", 1});
        CHECK_INT(post(anna, "/desk/facts/", ref, fields.ptr).status, 303);
        CHECK_STR(kept(ref), STR("age=40"));
    }
    r = post(anna, "/desk/facts/", ref, "age=");
    CHECK(r.status == 200 && says(&r, "至少填一样"));
    r = post(anna, "/desk/facts/", ref, "age=900");
    CHECK(r.status == 200 && says(&r, "有一处要改"));
    CHECK_STR(kept(ref), STR("age=40"));
}

// A form of nothing but what is never kept is none.
static void test_only_private(const person_at_desk *anna) {
    str ref = lead_with(10, "age=36");
    CHECK_INT(post(anna, "/desk/lead/", ref, "outcome=take").status, 303);
    for (size_t f = 0; f < jifen_n_facts(jifen_law_at(k.s.engine, 0)); f++) {
        const jifen_fact *of = jifen_fact_at(jifen_law_at(k.s.engine, 0), f);
        if (!of->is_private || of->type.kind != KIND_BOOL)
            continue;
        str fields = join_texts("{s}=true{s}{s}", of->type.name, (str){0}, (str){"\0", 1});
        response r = post(anna, "/desk/facts/", ref, fields.ptr);
        CHECK(r.status == 200 && says(&r, "至少填一样"));
        CHECK_INT(kept(ref).len, 0);
    }
}

// What the visitor did stands there in words, and who writes a note is told that it can be read.
static void test_visitor_acts(const person_at_desk *anna) {
    str ref = lead_with(9, "age=36");
    happened back = {.kind = STR("withdrawn"), .note = STR("answers"), .reason = STR("answers")};
    happened better = {.kind = STR("corrected")};
    CHECK_OK(lead_put_event(&bench_desk, find(ref)->id, &back, bench_now_ms, &bench_mem, &bench_err));
    CHECK_OK(lead_put_event(&bench_desk, find(ref)->id, &better, bench_now_ms, &bench_mem, &bench_err));
    CHECK_INT(post(anna, "/desk/lead/", ref, "outcome=take").status, 303);
    response r = get(anna, "/desk/lead/", ref);
    CHECK(says(&r, "对方撤回同意") && says(&r, "把算分答案发给顾问") && says(&r, "对方更正"));
    CHECK(!says(&r, "withdrawn") && !says(&r, "corrected"));
    CHECK(says(&r, "对方可以查看这里写的"));
}

// Of two that save at once the second is told, and what was typed is still there.
static void test_quicker(const person_at_desk *anna) {
    str ref = lead_with(3, "age=36");
    CHECK_INT(post(anna, "/desk/lead/", ref, "outcome=take").status, 303);
    buf body = buf_make(&bench_mem);
    buf_print(&body, "word={s}&version=1&age=50", word_of(anna));
    response r = ask_desk(anna, METHOD_POST, join_texts("/desk/facts/{s}{s}{s}", ref, (str){0}, (str){0}),
                          buf_str(&body));
    CHECK(r.status == 200 && says(&r, "这一次没有再记") && says(&r, "value=\"50\""));
    CHECK_INT(kept(ref).len, 0);
}

static response post_old(const person_at_desk *who, str ref, const char *version, const char *fields) {
    str body = join_texts("word={s}&version={s}&{s}", word_of(who), str_of_c(version), str_of_c(fields));
    return ask_desk(who, METHOD_POST, join_texts("/desk/lead/{s}{s}{s}", ref, (str){0}, (str){0}), body);
}

// Two press one button, or one presses twice: nobody did wrong, and nobody is told of.
static void test_race(const person_at_desk *anna, const person_at_desk *bert, const person_at_desk *vera) {
    int64_t n_before = bench_count_told("denied");
    str ref = lead_with(40, "age=36"), own_page = join_texts("/desk/lead/{s}{s}{s}", ref, (str){0}, (str){0});
    CHECK_INT(post_old(anna, ref, "1", "outcome=take").status, 303);
    response r = post_old(bert, ref, "1", "outcome=take");
    CHECK(r.status == 200 && says(&r, "<h1>同事在办</h1>") && !says(&r, "王女士"));
    r = post_old(anna, ref, "1", "outcome=take");
    CHECK(r.status == 303);
    CHECK_STR(r.location, own_page);
    CHECK_INT(post_old(anna, ref, "2", "outcome=done").status, 303);
    r = post_old(anna, ref, "2", "outcome=done");
    CHECK(r.status == 200 && says(&r, "这一次没有再记") && says(&r, "已经结束"));
    r = post_old(vera, ref, "2", "outcome=give&to=00");
    CHECK(r.status == 200 && says(&r, "刚才有人改过"));
    CHECK_INT(bench_count_told("denied"), n_before);
    // a form that was never shown is no race
    CHECK_INT(post_old(bert, ref, "0", "outcome=take").status, 404);
    CHECK_INT(post_old(bert, ref, "3", "outcome=take").status, 404);
    CHECK_INT(bench_count_told("denied"), n_before + 2);
    r = get(anna, "/desk/facts/", ref);  // it is over, and its own page says so
    CHECK_INT(r.status, 303);
    CHECK_STR(r.location, own_page);
}

// What was put down is told to whom it concerns, and only when it was.
static void test_saved(const person_at_desk *anna, const person_at_desk *bert) {
    str ref = lead_with(41, "");
    request q = {.path = STR("/desk"), .query = join_texts("saved={s}{s}{s}", ref, (str){0}, (str){0})};
    response r = ask_query(anna, &q);  // nobody has put anything down
    CHECK(!says(&r, "记下了") && !says(&r, "已经转给"));
    CHECK_INT(post(anna, "/desk/lead/", ref, "outcome=take").status, 303);
    CHECK_INT(post(anna, "/desk/lead/", ref, "outcome=no_answer&when=hour").status, 303);
    r = ask_query(anna, &q);
    CHECK(says(&r, "王女士：记下了"));
    r = ask_query(bert, &q);
    CHECK(!says(&r, "记下了") && !says(&r, "已经转给"));
    str give =
        join_texts("outcome=give&to={s}{s}{s}", secret_hex(bert->id, &bench_mem), (str){0}, (str){"", 1});
    CHECK_INT(post(anna, "/desk/lead/", ref, give.ptr).status, 303);
    r = ask_query(anna, &q);
    CHECK(says(&r, "已经转给同事") && !says(&r, "王女士：记下了"));
    r = ask_query(bert, &q);
    CHECK(!says(&r, "记下了") && !says(&r, "已经转给"));
}

// ---- whose it is -------------------------------------------------------------------------------------------------------

static void test_rights(const person_at_desk *anna, const person_at_desk *bert, const person_at_desk *vera) {
    static const char *const of_owner[] = {"outcome=done", "outcome=no_answer&when=hour",
                                           "outcome=pause&note=x&when=hour", "outcome=resume", "outcome=merge"};
    str ref = lead_with(4, "age=36");
    CHECK_INT(post(bert, "/desk/facts/", ref, "age=40").status, 404);
    CHECK_INT(post(anna, "/desk/lead/", ref, "outcome=take").status, 303);
    for (size_t i = 0; i < sizeof of_owner / sizeof of_owner[0]; i++)
        CHECK_INT(post(bert, "/desk/lead/", ref, of_owner[i]).status, 404);
    CHECK_INT(post(bert, "/desk/lead/", ref, "outcome=take").status, 404);
    CHECK_INT(get(bert, "/desk/facts/", ref).status, 404);
    response seen = get(bert, "/desk/lead/", ref);
    CHECK(seen.status == 404 && says(&seen, "同事在办") && !says(&seen, "王女士") && !says(&seen, "4678"));
    seen = get(vera, "/desk/lead/", ref);
    CHECK(says(&seen, "王女士") && says(&seen, "139****4678") && !says(&seen, "13900004678"));
    buf give = buf_make(&bench_mem);
    buf_print(&give, "outcome=give&to={s}", secret_hex(bert->id, &bench_mem));
    buf_put_char(&give, 0);
    CHECK_INT(post(bert, "/desk/lead/", ref, give.ptr).status, 404);
    seen = post(vera, "/desk/lead/", ref, "outcome=give&to=00");
    CHECK(seen.status == 200 && says(&seen, "选一位同事"));
    CHECK_INT(post(vera, "/desk/lead/", ref, give.ptr).status, 303);
    CHECK_STR(find(ref)->owner, bert->id);
    CHECK_INT(post(vera, "/desk/lead/", ref, "outcome=done").status, 404);  // not before it is theirs
    CHECK_INT(post(vera, "/desk/lead/", ref, "outcome=take").status, 303);
    CHECK_STR(find(ref)->owner, vera->id);
    CHECK_INT(get(anna, "/desk/stops", (str){0}).status, 404);
    CHECK_INT(get(vera, "/desk/stops", (str){0}).status, 200);
}

// Twenty numbers in an hour; for more they prove once more who they are.
static void test_many_numbers(void) {
    str secret = bench_join("emma", "consultant");
    person_at_desk emma = {.cookie = bench_sign_in("emma", secret)};
    str ref = lead_with(8, ""), next = lead_with(11, ""), others[20];
    for (int i = 0; i < 20; i++) {
        others[i] = lead_with(50 + i, "");
        CHECK_INT(post(&emma, "/desk/lead/", others[i], "outcome=take").status, 303);
    }
    CHECK_INT(post(&emma, "/desk/lead/", ref, "outcome=take").status, 303);
    bench_now_ms += SESSION_FRESH_MS + 1000;
    for (int i = 0; i < 40; i++) {  // each twice
        response shown = get(&emma, "/desk/lead/", others[i / 2]);
        CHECK(!says(&shown, "****") && !says(&shown, "显示号码"));
    }
    response r = get(&emma, "/desk/lead/", ref);
    CHECK(says(&r, "139****8678") && !says(&r, "13900008678") && says(&r, "显示号码"));
    r = post(&emma, "/desk/lead/", ref, "outcome=show");
    CHECK(r.status == 200 && says(&r, "name=\"proof\"") && !says(&r, "13900008678"));
    bench_now_ms += 30000;
    str shows =
        join_texts("outcome=show&proof={s}{s}{s}", bench_totp(secret, bench_now_ms), (str){0}, (str){"\0", 1});
    r = post(&emma, "/desk/lead/", ref, shows.ptr);
    CHECK_INT(r.status, 303);
    str rest = str_slice(r.set_cookie, 9, r.set_cookie.len);
    emma.cookie = str_slice(rest, 0, str_find(rest, ';'));
    r = get(&emma, "/desk/lead/", ref);
    CHECK(says(&r, "13900008678"));
    bench_now_ms += SESSION_FRESH_MS + 1000;
    r = get(&emma, "/desk/lead/", ref);
    CHECK(says(&r, "13900008678"));  // it was counted
    CHECK_INT(post(&emma, "/desk/lead/", next, "outcome=take").status, 303);
    r = get(&emma, "/desk/lead/", next);
    CHECK(says(&r, "显示号码"));
}

// A time at which nobody works is moved, and that is said.
static void test_moved(const person_at_desk *anna) {
    str ref = lead_with(5, "");
    CHECK_INT(post(anna, "/desk/lead/", ref, "outcome=take").status, 303);
    response r = post(anna, "/desk/lead/", ref, "outcome=no_answer&at=11-28+10:00");
    CHECK_STR(r.location, join_texts("/desk?saved={s}&moved=yes{s}{s}", ref, (str){0}, (str){0}));
    CHECK_INT(find(ref)->status.again_ms, INT64_C(1795395600000) + 7 * INT64_C(86400000));  // Monday, nine o'clock
    r = post(anna, "/desk/lead/", ref, "outcome=no_answer&at=11-20+10:00");
    CHECK(r.status == 200);
    r = post(anna, "/desk/lead/", ref, "outcome=no_answer");
    CHECK(r.status == 200 && says(&r, "时间没看懂"));
}

// That it is nearly late, and then that it is, stands beside it; once it was called neither does.
static void test_late(const person_at_desk *anna, const person_at_desk *vera) {
    static const int64_t hour_ms = 3600000;
    int64_t at_ms = bench_now_ms;
    str ref = lead_with(6, ""), called = lead_with(7, "");
    CHECK_INT(post(anna, "/desk/lead/", ref, "outcome=take").status, 303);
    CHECK_INT(post(anna, "/desk/lead/", called, "outcome=take").status, 303);
    CHECK_INT(post(anna, "/desk/lead/", called, "outcome=no_answer&at=12-1+10:00").status, 303);
    CHECK_OK(dispatch_run(&bench_desk, at_ms, &bench_mem, &bench_err));
    response r = get(anna, "/desk/lead/", ref);
    CHECK(!says(&r, "快到时间") && !says(&r, "已超时"));
    CHECK_OK(dispatch_run(&bench_desk, at_ms + 23 * hour_ms, &bench_mem, &bench_err));
    r = get(anna, "/desk/lead/", ref);
    CHECK(says(&r, "tag-bad\">快到时间") && !says(&r, "已超时"));
    CHECK_OK(dispatch_run(&bench_desk, at_ms + 25 * hour_ms, &bench_mem, &bench_err));
    r = get(vera, "/desk/lead/", ref);  // by now perhaps another's
    CHECK(says(&r, "tag-bad\">已超时"));
    CHECK(!str_is(find(ref)->owner, anna->id));  // and somebody else has it
    r = get(anna, "/desk/lead/", called);
    CHECK(says(&r, "打过，要再打") && !says(&r, "已超时"));
}

// ---- districts ---------------------------------------------------------------------------------------------------------

static response set_areas(const person_at_desk *who, const person_at_desk *whose, const char *areas) {
    return ask_desk(
        who, METHOD_POST, STR("/desk/team/areas"),
        join_texts("word={s}&who={s}&{s}", word_of(who), secret_hex(whose->id, &bench_mem), str_of_c(areas)));
}

// Where somebody is, and who looks after it, stands where work is shared out. What is no district is left out.
static void test_districts(const person_at_desk *anna, const person_at_desk *bert, const person_at_desk *vera) {
    str ref = lead_in(300, "310115", "");
    CHECK_INT(set_areas(anna, bert, "area=310115").status, 404);
    CHECK_INT(set_areas(vera, bert, "area=310115&area=x&area=310104&area=310104").status, 303);
    response r = get(vera, "/desk/team", (str){0});
    CHECK(says(&r, "顾问，负责徐汇区、浦东新区") && says(&r, "顾问，负责全市"));
    CHECK(says(&r, "value=\"310115\" checked>浦东新区") && !says(&r, "value=\"310101\" checked"));
    r = get(anna, "/desk", (str){0});
    CHECK(says(&r, "都可以，浦东新区，最晚 "));
    CHECK_INT(post(anna, "/desk/lead/", ref, "outcome=take").status, 303);
    r = get(anna, "/desk/lead/", ref);
    CHECK(says(&r, "<dt>在哪个区</dt><dd>浦东新区</dd>"));
    CHECK(says(&r, "bert（徐汇区、浦东新区，手上 "));
    r = set_areas(vera, vera, "area=310115");  // a supervisor looks after none
    CHECK(r.status == 200 && says(&r, "刚才有人改过"));
    CHECK_INT(set_areas(vera, bert, "").status, 303);
    r = get(vera, "/desk/team", (str){0});
    CHECK(!says(&r, "负责徐汇区"));
}

static void test_areas_told(const person_at_desk *audi) {
    response r = get(audi, "/desk/audit", (str){0});
    CHECK(says(&r, "vera（主管）：改负责的区 bert") && says(&r, "徐汇区、浦东新区") && says(&r, " 全市</p>"));
}

// ---- the queue ---------------------------------------------------------------------------------------------------------

static void test_pages(const person_at_desk *vera) {
    size_t n = 0;
    for (int i = 0; i < 101; i++)
        (void)lead_with(100 + i, "");
    for (int page = 0; page < 3; page++) {
        request q = {.method = METHOD_GET,
                     .path = STR("/desk"),
                     .query = page == 0   ? STR("of=free")
                              : page == 1 ? STR("of=free&page=1")
                                          : STR("of=free&page=2"),
                     .cookies = join_texts("__Host-s={s}{s}{s}", vera->cookie, (str){0}, (str){0}),
                     .is_desk = true,
                     .mem = &bench_mem,
                     .today = k.today,
                     .now_s = bench_now_ms / 1000,
                     .desk = &bench_desk};
        response r;
        site_answer(&k.s, &q, &r);
        size_t here = ask_count(&r, STR("class=\"task\""));
        CHECK_INT(here, page == 0 ? 100 : page == 1 ? 1 : 0);
        CHECK_INT(says(&r, "下一页"), page == 0);
        CHECK_INT(says(&r, "上一页"), page > 0);
        n += here;
    }
    CHECK_INT(n, 101);
}

// What says one thing is said once, in every form of the desk; only facts may be several.
static void test_once(const person_at_desk *who) {
    for (size_t i = 0; i < n_routes; i++) {
        if (!routes[i].is_desk || !routes[i].is_form)
            continue;
        bool is_facts = routes[i].repeats == REPEATS_FACTS;
        CHECK((ask_desk(who, METHOD_POST, routes[i].path, STR("word=1&word=2")).status == 400));
        CHECK((ask_desk(who, METHOD_POST, routes[i].path, STR("note=1&note=2")).status == 400) != is_facts);
    }
}

static void all(void) {
    person_at_desk anna = sign_in("anna", "consultant"), bert = sign_in("bert", "consultant"),
                   vera = sign_in("vera", "supervisor");
    test_gone_over(&anna);
    test_spoilt(&anna);
    test_least_is_kept(&anna);
    test_only_private(&anna);
    test_visitor_acts(&anna);
    test_quicker(&anna);
    test_race(&anna, &bert, &vera);
    test_saved(&anna, &bert);
    test_rights(&anna, &bert, &vera);
    test_many_numbers();
    test_moved(&anna);
    test_late(&anna, &vera);
    test_districts(&anna, &bert, &vera);
    person_at_desk audi = sign_in("audi", "auditor");
    test_areas_told(&audi);
    test_pages(&vera);
    test_once(&vera);
}

int main(void) {
    asker_open(&k);
    k.s.takes_calls = true;
    bench_run("staff_pages", all);
    asker_close(&k);
    CHECK_MAIN();
}
