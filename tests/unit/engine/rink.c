// SPDX-License-Identifier: Apache-2.0
#include "unit/engine/rink.h"

#include <assert.h>
#include <stdio.h>

static const str pack = STR_INIT(
    "---\nlaw: rink\ntitle: 冰场\npart: 1\nin force: 2024-01-01..2029-12-31\nchecked: 2026-11-20\n"
    "again: 2027-06-01\nunit: 分\n---\n\n```law\n"
    "source rules \"冰场规则\" official high\n"
    "fact evenings int 0..30 \"上个月滑冰的晚上\"\n  ask \"几个晚上？\"\n  hint \"看卡。\"\n"
    "fact mornings int 0..30 \"上个月滑冰的早上\"\n  ask \"几个早上？\"\n"
    "fact paid money 0..1000 \"上个月花的钱\"\n  ask \"花了多少？\"\n  hint \"看账单。\"\n"
    "fact share percent 0..100 \"自己付的部分\"\n  ask \"自己付百分之几？\"\n"
    "fact team bool \"冰球队员\" presumed false\n  ask \"是冰球队员吗？\"\n"
    "fact captain bool \"队长\"\n  ask \"是队长吗？\"\n"
    "fact age int 3..90 \"年龄\"\n  ask \"几岁？\"\n"
    "fact lockers int 0..9 \"租的柜子\"\n  ask \"几个柜子？\"\n"
    "fact quiet int 0..9 \"不问的数\" presumed 0\n"
    "must mornings <= evenings \"早上不比晚上多\"\n"
    "points eager \"勤快\" cite rules first of\n"
    "  evenings >= 20 -> 30\n  mornings >= 10 -> 20\n  paid >= 99.50 -> 10\n  otherwise -> 0\n"
    "points twice \"同一个数\" cite rules first of\n"
    "  evenings >= 25 -> 2\n  evenings >= 5 -> 1\n  otherwise -> 0\n"
    "points mixed \"别的条件\" cite rules first of\n"
    "  lockers >= 1 -> 2\n  share < 50 -> 1\n  otherwise -> 0\n"
    "points silent \"问不了的数\" cite rules first of\n"
    "  lockers >= 2 -> 2\n  quiet >= 3 -> 1\n  otherwise -> 0\n"
    "points young \"年纪\" cite rules\n  age in 3..6 -> 3\n  age in 7..17 -> 2\n  age >= 18 -> 0\n"
    "points role \"队员\" cite rules = if team and captain then 9 else 0\n"
    "points boxes \"十个以上的界\" cite rules first of\n"
    "  lockers = 3 -> 1\n  lockers = 5 -> 2\n  lockers = 7 -> 3\n  lockers = 9 -> 4\n  otherwise -> 0\n"
    "points total \"合计\" cite rules sum of eager, young, role\n"
    "goal gold \"金卡\" = points total >= 30\n"
    "check low \"不够\" cite rules\n  when points total < 30\n  meaning \"分数不到。\"\n  look \"看。\"\n  "
    "remedy \"多来。\"\n"
    "  recoverable\n"
    "check boxed \"柜子太多\" cite rules\n  when lockers > 8\n  meaning \"柜子多了。\"\n  look \"看。\"\n  "
    "remedy "
    "\"退一个。\"\n"
    "  recoverable\n"
    "verdict\n  no \"不行\" : low, boxed\n  yes \"可以\" otherwise\n  open \"还不知道\" open\n"
    "tool gain \"有几分\" shows points\n  lead \"看看有几分。\"\n"
    "  asks lockers, team, captain, evenings, mornings, paid, age\n"
    "tool stop \"为什么\" shows reasons\n  lead \"看看卡在哪里。\"\n  most 3\n  asks age, lockers, team\n"
    "  choice \"平时靠什么？\" \"选最像的。\"\n"
    "  route by_evenings \"晚上来\" \"常来\" supposes evenings >= 20, not team asks lockers\n"
    "  route by_age \"年纪小\" supposes age in 8..16, team, not captain asks mornings, lockers\n"
    "  route by_luck \"说不清\" asks lockers\n"
    "```\n");

const jifen_law *rink_open(arena *mem) {
    jifen_file file = {STR("rink.md"), pack, false};
    buf report = buf_make(mem);
    err e;
    err_clear(&e);
    jifen *j = NULL;
    bool is_open = jifen_open(&file, 1, mem, &j, &report, &e) == RC_OK;
    if (!is_open)
        printf("%.*s%.*s\n", (int)report.len, report.ptr, (int)e.text_len, e.text);
    return is_open ? jifen_law_at(j, 0) : NULL;
}

size_t rink_fact(const jifen_law *l, str name) {
    int fact = jifen_find_fact(l, name);
    assert(fact >= 0);
    return (size_t)fact;
}
