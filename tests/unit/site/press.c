// SPDX-License-Identifier: Apache-2.0
#include "press.h"

#include "desk/bench.h"
#include "desk/flow.h"

asker press_site;
response press_last;

static str press(method m, const char *path, str body) {
    request q = {.method = m,
                 .path = str_of_c(path),
                 .body = body,
                 .mem = &bench_mem,
                 .today = press_site.today,
                 .now_s = bench_now_ms / 1000,
                 .desk = &bench_desk,
                 .address = STR("10.2.2.2")};
    site_answer(&press_site.s, &q, &press_last);
    CHECK_INT(press_last.status, 200);
    return buf_str(&press_last.body);
}

str press_post(const char *path, str body) {
    return press(METHOD_POST, path, body);
}

str press_get(const char *path) {
    return press(METHOD_GET, path, (str){0});
}

bool press_says(str page, const char *words) {
    str wanted = str_of_c(words);
    for (size_t at = 0; at < page.len; at++)
        if (str_starts(str_slice(page, at, page.len), wanted))
            return true;
    return false;
}

str press_flow(int64_t ago_ms) {
    buf b = buf_make(&bench_mem);
    flow_put(&bench_desk, bench_now_ms - ago_ms, &bench_mem, &b);
    return buf_str(&b);
}

str press_body(const char *format, str a, str b, str c) {
    buf out = buf_make(&bench_mem);
    buf_print(&out, format, a, b, c);
    return buf_str(&out);
}

str press_field(str page, const char *name) {
    str before = press_body("name=\"{s}\" value=\"{s}{s}", str_of_c(name), (str){0}, (str){0});
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
