// SPDX-License-Identifier: Apache-2.0
// /lead by reference and code, with a clock that is set by hand: looked at, called off, deleted.
#include "ask.h"
#include "desk/bench.h"
#include "desk/flow.h"

static asker k;

static str post(const char *path, str body) {
    request q = {.method = METHOD_POST,
                 .path = str_of_c(path),
                 .body = body,
                 .mem = &bench_mem,
                 .today = k.today,
                 .now_s = bench_now_ms / 1000,
                 .desk = &bench_desk,
                 .address = STR("10.2.2.2")};
    response r;
    site_answer(&k.s, &q, &r);
    CHECK_INT(r.status, 200);
    return buf_str(&r.body);
}

static bool says(str page, const char *words) {
    str wanted = str_of_c(words);
    for (size_t at = 0; at < page.len; at++)
        if (str_starts(str_slice(page, at, page.len), wanted))
            return true;
    return false;
}

static str new_flow(void) {
    buf b = buf_make(&bench_mem);
    flow_put(&bench_desk, bench_now_ms - 5000, &bench_mem, &b);
    return buf_str(&b);
}

static str body_of(const char *format, str a, str b, str c) {
    buf out = buf_make(&bench_mem);
    buf_print(&out, format, a, b, c);
    return buf_str(&out);
}

// The value of a hidden field.
static str field(str page, const char *name) {
    str before = body_of("name=\"{s}\" value=\"{s}{s}", str_of_c(name), (str){0}, (str){0});
    for (size_t at = 0; at < page.len; at++) {
        str rest = str_slice(page, at, page.len);
        if (str_starts(rest, before)) {
            str value = str_slice(rest, before.len, rest.len);
            return str_slice(value, 0, str_find(value, '"'));
        }
    }
    CHECK(!"the field is there");
    return (str){0};
}

// Taken a while ago: another message may go to the number by now.
static str take_lead(int who) {
    str ref = bench_lead(who);
    bench_now_ms += 2 * 3600000;
    return ref;
}

// The page that shows it.
static str open_lead(str ref) {
    str flow = new_flow();
    str asked = post("/lead/code", body_of("flow={s}&ref={s}{s}", flow, ref, (str){0}));
    CHECK(says(asked, "输入验证码"));
    str code = bench_take_code();
    CHECK_INT(code.len, CODE_DIGITS);
    return post("/lead", body_of("flow={s}&ref={s}&code={s}", flow, ref, code));
}

static str change(str page, const char *what) {
    str first =
        body_of("flow={s}&ref={s}&grant={s}", field(page, "flow"), field(page, "ref"), field(page, "grant"));
    return post("/lead/do", body_of("{s}&what={s}{s}", first, str_of_c(what), (str){0}));
}

static const lead *find(str ref) {
    const lead *found = NULL;
    CHECK_OK(lead_find(&bench_desk, ref, &bench_mem, &found, &bench_err));
    return found;
}

static void test_seen_and_cancelled(void) {
    str ref = take_lead(1), page = open_lead(ref);
    CHECK(says(page, "王女士") && says(page, "问一个问题") && says(page, "13900001678"));
    CHECK(says(change(page, "cancel"), "已经取消"));
    CHECK(find(ref) != NULL && find(ref)->status.state == LEAD_CANCELLED);
}

static void test_deleted(void) {
    str ref = take_lead(2), other = take_lead(3), page = open_lead(ref);
    // another's reference under this page's right
    str forged =
        body_of("flow={s}&ref={s}&grant={s}&what=delete", field(page, "flow"), other, field(page, "grant"));
    CHECK(says(post("/lead/do", forged), "请先用验证码打开"));
    CHECK(find(other) != NULL);
    CHECK(says(change(page, "delete"), "已经删掉"));
    CHECK(find(ref) == NULL && find(other) != NULL);
    CHECK(says(change(page, "delete"), "已经删掉"));  // pressed twice
}

// A code of one's own does not open another's.
static void test_not_another(void) {
    str mine = take_lead(4), other = take_lead(5), flow = new_flow();
    (void)post("/lead/code", body_of("flow={s}&ref={s}{s}", flow, mine, (str){0}));
    str page = post("/lead", body_of("flow={s}&ref={s}&code={s}", flow, other, bench_take_code()));
    CHECK(says(page, "验证码不对") && !says(page, "王女士"));
}

static void all(void) {
    test_seen_and_cancelled();
    test_deleted();
    test_not_another();
}

int main(void) {
    asker_open(&k);
    bench_run("lead_pages", all);
    asker_close(&k);
    CHECK_MAIN();
}
