// SPDX-License-Identifier: Apache-2.0
// What a law says of another form of the same points.
#include "test.h"

#include "engine/jifen.h"

#include <stdio.h>

#define HEAD                                                                                                   \
    "---\nlaw: toy\ntitle: 小规则\npart: 1\nin force: 2024-01-01..2029-12-31\nchecked: 2026-11-20\nagain: " \
    "2027-06-01\n"                                                                                             \
    "---\n\n```law\nsource rules \"规则\" official high\nsource talk \"听说\" agency low\n"                \
    "fact books int 0..9 \"书\"\n  ask \"几本？\"\nfact days int 0..9 \"天\"\n  ask \"几天？\"\n"      \
    "points read \"读书\" cite rules = 2 * books\npoints came \"来馆\" cite rules = days\n"                \
    "points total \"合计\" cite rules sum of read, came\n"

static const jifen_law *open_law(const char *text, arena *mem) {
    jifen_file file = {.name = STR("toy.md"), .text = str_of_c(text)};
    jifen *j = NULL;
    err e;
    err_clear(&e);
    buf report = buf_make(mem);
    if (jifen_open(&file, 1, mem, &j, &report, &e) == RC_OK)
        return jifen_law_at(j, 0);
    printf("%.*s%.*s\n", (int)report.len, report.ptr, (int)e.text_len, e.text);
    return NULL;
}

// In the order of the points, not of the pack.
static void test_differences(arena *mem) {
    const jifen_law *l = open_law(
        HEAD "form desk \"服务台的表\" host \"desk.example\" item \"算分\" cite talk\n  note \"没看过。\"\n"
             "differs came cite talk \"第 2 页\"\n  unseen \"来几天。\"\n"
             "  usual \"多数一天\" answer \"当天不算。\"\n  usual \"按月填\" answer \"按天填。\"\n"
             "differs read cite rules\n  asked \"读了几本？\"\n  usual \"没读完\" answer \"不算。\"\n```\n",
        mem);
    jifen_form f;
    const jifen_difference *list = NULL;
    size_t n = 0;
    if (!CHECK(l != NULL) || !CHECK(jifen_other_form(l, mem, &f, &list, &n)))
        return;
    CHECK_STR(f.label, STR("服务台的表"));
    CHECK_STR(f.host, STR("desk.example"));
    CHECK_STR(f.item, STR("算分"));
    CHECK_STR(f.note, STR("没看过。"));
    CHECK_STR(f.source.key, STR("talk"));
    CHECK_INT(n, 2);
    CHECK_STR(list[0].name, STR("read"));
    CHECK_STR(list[0].asked, STR("读了几本？"));
    CHECK(!list[0].is_unseen && list[1].is_unseen);
    CHECK_STR(list[1].label, STR("来馆"));
    CHECK_STR(list[1].source.where, STR("第 2 页"));
    CHECK_STR(list[1].source.confidence, STR("low"));
    CHECK_INT(list[1].n_usuals, 2);
    CHECK_STR(list[1].usuals[1].text, STR("按月填"));
    CHECK_STR(list[1].usuals[1].answer, STR("按天填。"));
}

static void test_none(arena *mem) {
    const jifen_law *l = open_law(HEAD "```\n", mem);
    jifen_form f;
    const jifen_difference *list = NULL;
    size_t n = 0;
    CHECK(l != NULL && !jifen_other_form(l, mem, &f, &list, &n));
}

int main(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    test_differences(&mem);
    test_none(&mem);
    arena_done(&mem);
    CHECK_MAIN();
}
