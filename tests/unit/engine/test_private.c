// SPDX-License-Identifier: Apache-2.0
#include "test.h"

#include "engine/jifen.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const pack =
    "---\nlaw: toy\ntitle: 小规则\npart: 1\nin force: 2024-01-01..2029-12-31\nchecked: 2026-11-20\nagain: "
    "2027-06-01\nunit: 分\n---\n\n```law\n"
    "source rules \"规则\" official high\n"
    "fact books int 0..9 \"书\"\n  ask \"几本？\"\n"
    "fact noise int 0..5 \"吵闹的次数\" presumed 0\n  private\n"
    "fact debts int 0..9 \"欠款的次数\" presumed 0\n  private\n"
    "fact banned bool \"被禁\" presumed false\n  private\n"
    "value loud int \"吵闹扣分\" = 5 * noise\n"
    "points read \"读书\" cite rules = 2 * books\n"
    "points quiet \"安静\" cite rules \"第 3 条\" = 0 - loud\n"
    "points honest \"守信\" cite rules first of\n"
    "  debts > 2 -> 0 - 50\n  otherwise -> 0 - books\n"
    "points total \"合计\" cite rules sum of read, quiet, honest at least 0\n"
    "goal enough \"够了\" = points total >= 10\n"
    "check no_entry \"不能进\" cite rules\n  when banned\n  meaning \"被禁的人不能进。\"\n  look \"看。\"\n"
    "  remedy \"去问。\"\n  permanent\n"
    "verdict\n  ended \"不行\" : no_entry\n  fine \"行\" otherwise\n  open \"不知道\" open\n```\n";

static const jifen_law *open_toy(arena *mem) {
    jifen_file file = {.name = STR("toy.md"), .text = str_of_c(pack)};
    jifen *j;
    err e;
    err_clear(&e);
    buf report = buf_make(mem);
    if (jifen_open(&file, 1, mem, &j, &report, &e) == RC_OK)
        return jifen_law_at(j, 0);
    fprintf(stderr, "%.*s\n%.*s\n", (int)report.len, report.ptr, (int)e.text_len, e.text);
    exit(1);
}

static const struct {
    const char *fact, *name, *text;
    bool is_points, has_step;
    int64_t step;
} wanted[] = {
    {"noise", "quiet", "0 − “吵闹扣分”", true, true, -5},  // through a named step
    {"debts", "honest", "“欠款的次数”大于 2：0 − 50；其余：0 − “书”", true, false, 0},
    {"banned", "no_entry", "被禁的人不能进。", false, false, 0},
};

static void effects_are_all_there(const jifen_law *l, arena *mem) {
    const jifen_private_effect *list;
    size_t n;
    err e;
    err_clear(&e);
    if (!CHECK_INT(jifen_private_effects(l, mem, &list, &n, &e), RC_OK) ||
        !CHECK_INT(n, sizeof wanted / sizeof wanted[0]))
        return;
    CHECK_TABLE(wanted, i) {
        const jifen_fact *f = jifen_fact_at(l, list[i].fact);
        CHECK(f->is_private);
        CHECK_STR(f->type.name, str_of_c(wanted[i].fact));
        CHECK_STR(list[i].name, str_of_c(wanted[i].name));
        CHECK_STR(list[i].text, str_of_c(wanted[i].text));
        CHECK_INT(list[i].is_points, wanted[i].is_points);
        CHECK_INT(list[i].has_step, wanted[i].has_step);
        CHECK_INT(list[i].step, wanted[i].step);
        CHECK_STR(list[i].source.key, STR("rules"));
    }
    CHECK_STR(list[0].source.where, STR("第 3 条"));
}

// With too little memory the list is refused, never cut short.
static void little_memory_is_said(const jifen_law *l) {
    rc code = RC_MEMORY;
    for (size_t limit = 1024; code != RC_OK; limit *= 2) {
        arena mem;
        arena_init(&mem, arena_malloc(), limit);
        const jifen_private_effect *list;
        size_t n;
        err e;
        err_clear(&e);
        code = jifen_private_effects(l, &mem, &list, &n, &e);
        CHECK(code == RC_MEMORY || n == sizeof wanted / sizeof wanted[0]);
        arena_done(&mem);
    }
}

int main(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    const jifen_law *l = open_toy(&mem);
    effects_are_all_there(l, &mem);
    little_memory_is_said(l);
    arena_done(&mem);
    CHECK_MAIN();
}
