// SPDX-License-Identifier: Apache-2.0
#include "unit/page/samples.h"

#include "base/day.h"

#include <assert.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define S(lit) STR_INIT(lit)

// ---- the law: a village library that counts points before it lends again

static const jifen_option seasons[] = {{S("dry"), S("旱季")}, {S("wet"), S("雨季")}};

static const jifen_fact facts[] = {
    {.type = {.name = S("born"), .label = S("出生日期"), .kind = KIND_DATE},
     .ask = S("您是哪年哪月哪日出生的？")},
    {.type = {.name = S("season"), .label = S("借书的季节"), .kind = KIND_ENUM, .options = seasons, .n_options = 2},
     .ask = S("您在哪个季节借书？"),
     .has_default = true,
     .default_text = S("旱季")},
    {.type = {.name = S("books"), .label = S("读完的书"), .kind = KIND_NUMBER},
     .ask = S("您一共读完多少本书？读了一半的不算，重读的也不算。")},
    {.type = {.name = S("visits"), .label = S("来馆记录"), .kind = KIND_MONTH}, .is_records = true},
    {.type = {.name = S("desk"), .label = S("在哪里办"), .kind = KIND_ENUM, .options = seasons, .n_options = 2},
     .ask = S("您在哪里办？"),
     .has_default = true},
};

struct jifen_law {
    jifen_law_info info;
};

static const jifen_law village = {
    .info = {.title = S("云坡村图书馆借阅积分"), .version = S("2024-01-01"), .unit = S("分")},
};

// What the pages take from the engine.
static jifen_law_info village_info;
const jifen_law_info *jifen_info(const jifen_law *l) {
    village_info = l->info;
    village_info.from = day_from_civil(2024, 1, 1);
    village_info.to = day_from_civil(2027, 12, 31);
    village_info.checked = day_from_civil(2025, 11, 3);
    village_info.again = day_from_civil(2026, 3, 1);
    return &village_info;
}

size_t jifen_n_facts(const jifen_law *l) {
    (void)l;
    return COUNT(facts);
}

const jifen_fact *jifen_fact_at(const jifen_law *l, size_t fact) {
    (void)l;
    return &facts[fact];
}

void jifen_print_value(const jifen_type *t, set v, bool labels, buf *out) {
    (void)labels;
    switch (t->kind) {
    case KIND_DATE: buf_print(out, "{d}", v.lo); return;
    case KIND_ENUM: buf_put(out, t->options[set_value(t->kind, v)].label); return;
    default: buf_put_int(out, v.lo); return;
    }
}

// ---- pieces of answers

static const jifen_source rules = {S("《云坡村图书馆借阅办法》（村图〔2024〕7号）"),
                                   S("第 12 条"),
                                   S("official"),
                                   S("官方文件"),
                                   S("high"),
                                   S("高"),
                                   S("办法")};
static const jifen_source notice = {
    S("借阅台 2025 年秋季告示"), S("还书期限"), S("agency"), S("中介说法"), S("medium"), S("中"), S("告示")};
static const jifen_source guess = {
    S("公开材料没有写明，由编写者推断"), S(""), S("own"), S("推断"), S("low"), S("低"), S("推断")};

static jifen_points points_of_blocked[] = {
    {.name = S("age"),
     .label = S("年纪"),
     .least = 30,
     .most = 30,
     .row_text = S("不满 44 岁，按最高分"),
     .part_of = 9},
    {.name = S("read"), .label = S("读书"), .least = 50, .most = 50, .row_text = S("读完 120 本以上"), .part_of = 4},
    {.name = S("wrote"), .label = S("写书"), .part_of = 4},
    {.name = S("learned"), .label = S("读书和写书取高"), .least = 50, .most = 50, .part_of = 9, .is_best = true},
    {.name = S("visits"),
     .label = S("常来"),
     .least = 15,
     .most = 15,
     .row_text = S("每来满 12 个月得 3 分"),
     .next_more = 3,
     .next_fact = 2,
     .next_at = 72,
     .next_lacks = 7,
     .part_of = 9},
    {.name = S("lent"), .label = S("借书给馆里"), .part_of = 9},
    {.name = S("swept"), .label = S("扫院子"), .part_of = 9},
    {.name = S("late"),
     .label = S("逾期"),
     .least = -10,
     .most = -10,
     .row_text = S("迟还一次扣 10 分"),
     .part_of = 9},
    {.name = S("all"), .label = S("合计"), .least = 85, .most = 85},
};

static jifen_goal goals[] = {{.name = S("enough"),
                              .label = S("够借新书"),
                              .holds = TRI_NO,
                              .least_gap = 35,
                              .most_gap = 35,
                              .target = 120,
                              .points = 8}};

static const jifen_finding findings[] = {
    {.name = S("card_now"), .label = S("眼下的借书证"), .value = S("valid"), .value_label = S("有效")}};

static jifen_reason reasons_of_blocked[] = {
    {.code = S("card_due"),
     .label = S("可以换证了"),
     .meaning = S("现在正是换证的时候。新书要等换了证才能借。"),
     .look = S("看借书证上的日期。"),
     .remedy = S("先去换证：在村口的借阅台，或者打开“云坡读书”，不看积分够不够。"),
     .decides = true,
     .recoverable = true,
     .first_action = true,
     .has_by = true,
     .by_label = S("借书证到期")},
    {.code = S("few_visits"),
     .label = S("近 12 个月来得太少"),
     .meaning = S("换证之前的 12 个月里，要来满 6 个月。代签的不算。"),
     .look = S("看来馆本子，数一数。"),
     .remedy = S("从这个月起按月来，满 6 个月就可以再办。中间断过不要紧。"),
     .decides = true,
     .recoverable = true,
     .has_by = true,
     .by_label = S("积分最晚"),
     .has_again = true},
    {.code = S("too_old"),
     .label = S("年限要重新算"),
     .meaning = S("到期 60 天以后才换证，累计的年限从补办那天重新算。"),
     .look = S("看两个日期差几天。"),
     .remedy = S("还没换的，尽快换，新的年限就早一天开始。"),
     .recoverable = false},
};

static jifen_reason possible[] = {
    {.code = S("few_visits"),
     .label = S("近 12 个月来得太少"),
     .meaning = S("换证之前的 12 个月里，要来满 6 个月。代签的不算。"),
     .decides = true,
     .recoverable = true},
};

static jifen_paper papers[] = {
    {.id = S("letter"),
     .label = S("借阅台介绍信"),
     .holder = S("desk"),
     .holder_label = S("借阅台"),
     .original = true,
     .count = 1,
     .because = S("由管理员代办"),
     .note = S("写明派谁来办。")},
    {.id = S("card"),
     .label = S("您的借书证"),
     .holder = S("reader"),
     .holder_label = S("您本人"),
     .original = true,
     .copies = 1,
     .count = 1,
     .because = S("积分跟着借书证走")},
    {.id = S("form"),
     .label = S("《云坡村图书馆借阅积分申请表》"),
     .holder = S("reader"),
     .holder_label = S("您本人"),
     .original = true,
     .count = 1,
     .seal = true,
     .because = S("每次都要一份新的"),
     .note = S("从系统打印，盖借阅台的章。")},
    {.id = S("stamps"),
     .label = S("集章册"),
     .holder = S("reader"),
     .holder_label = S("您本人"),
     .original = true,
     .copies = 2,
     .count = 2,
     .possible = true,
     .because = S("两个人的都要带")},
};

static jifen_date dates[] = {
    {.id = S("last"), .label = S("积分最晚"), .note = S("借阅台的说法，没有找到原文。")},
    {.id = S("opens"), .label = S("开始可以换证")},
    {.id = S("expires"), .label = S("借书证到期")},
};

static jifen_assumption assumptions[] = {
    {.code = S("whole_months"),
     .text = S("来满一个月才算一个月"),
     .confidence = S("medium"),
     .confidence_label = S("中"),
     .alternative = S("来一天就算一个月"),
     .has_alternative = true,
     .changes = true,
     .has_total = true,
     .total_least = 120,
     .total_most = 120,
     .total_name = S("all"),
     .verdict = S("ready"),
     .headline = S("现在可以借新书")},
    {.code = S("calendar"),
     .text = S("2027 年的放假安排还没有公布，按往年推算"),
     .confidence = S("low"),
     .confidence_label = S("低")},
};

static const size_t presumed[] = {1, 4};
static const size_t missing[] = {2, 0};

static void set_sources(void) {
    for (size_t i = 0; i < COUNT(points_of_blocked); i++)
        points_of_blocked[i].source = rules;
    for (size_t i = 0; i < COUNT(reasons_of_blocked); i++)
        reasons_of_blocked[i].source = i == 1 ? notice : rules;
    possible[0].source = notice;
    for (size_t i = 0; i < COUNT(papers); i++)
        papers[i].source = notice;
    for (size_t i = 0; i < COUNT(dates); i++)
        dates[i].source = i == 0 ? notice : rules;
    for (size_t i = 0; i < COUNT(assumptions); i++)
        assumptions[i].source = guess;
}

static void set_days(int64_t on) {
    reasons_of_blocked[0].by = on + 21;
    reasons_of_blocked[1].by = on + 81;
    reasons_of_blocked[1].again_on = on + 112;
    dates[0].day = on + 81;
    dates[1].day = on - 9;
    dates[2].day = on + 21;
}

// ---- the answers

static sample make_blocked(void) {
    int64_t on = day_from_civil(2026, 3, 10);
    set_sources();
    set_days(on);
    sample s = {.name = "blocked"};
    s.answer = (jifen_answer){
        .law = &village,
        .on = on,
        .points = points_of_blocked,
        .n_points = COUNT(points_of_blocked),
        .goals = goals,
        .n_goals = 1,
        .findings = findings,
        .n_findings = 1,
        .verdict = STR("blocked"),
        .headline = STR("现在换证很可能借不到新书，补齐后可以再来"),
        .confidence = STR("medium"),
        .confidence_label = STR("中"),
        .reasons_heading = STR("到期前要办好的事"),
        .reasons = reasons_of_blocked,
        .n_reasons = COUNT(reasons_of_blocked),
        .papers = papers,
        .n_papers = COUNT(papers),
        .dates = dates,
        .n_dates = COUNT(dates),
        .assumptions = assumptions,
        .n_assumptions = COUNT(assumptions),
        .presumed = presumed,
        .n_presumed = COUNT(presumed),
        .next_question = -1,
        .next_presumed = 1,
    };
    s.person.on = on;
    s.person.given[0] = GIVEN_SET;
    s.person.value[0] = set_one(KIND_DATE, day_from_civil(1990, 2, 3));
    s.person.given[3] = GIVEN_SET;
    s.person.n_records = 48;
    return s;
}

static sample make_open(void) {
    static jifen_points points[COUNT(points_of_blocked)];
    static jifen_goal goal;
    sample s = make_blocked();
    s.name = "open";
    for (size_t i = 0; i < COUNT(points); i++)
        points[i] = points_of_blocked[i];
    points[0].least = 5, points[0].row_text = STR("");
    points[8].least = 60, points[8].most = 130, points[8].row_text = STR("");
    goal = goals[0];
    goal.holds = TRI_OPEN, goal.least_gap = 0, goal.most_gap = 60;
    s.answer.is_open = true;
    s.answer.points = points;
    s.answer.goals = &goal;
    s.answer.verdict = STR("unknown"), s.answer.headline = STR("还差几个答案才能判断");
    s.answer.confidence = s.answer.confidence_label = STR("");
    s.answer.n_reasons = 0;
    s.answer.possible = possible, s.answer.n_possible = COUNT(possible);
    s.answer.missing = missing, s.answer.n_missing = COUNT(missing);
    s.answer.n_assumptions = 0;
    s.answer.next_question = 2;
    s.person.given[0] = GIVEN_NOT;
    s.person.given[2] = GIVEN_NULL;
    return s;
}

static sample make_ready(void) {
    sample s = make_blocked();
    s.name = "ready";
    s.answer.verdict = STR("ready"), s.answer.headline = STR("现在可以借新书");
    s.answer.confidence = s.answer.confidence_label = STR("");
    s.answer.n_reasons = 0;
    s.answer.n_papers = 0;
    s.answer.n_goals = 0;
    s.answer.n_presumed = 0;
    s.answer.n_assumptions = 0;
    return s;
}

sample sample_make(size_t idx) {
    assert(idx < SAMPLE_COUNT);
    return idx == 0 ? make_blocked() : idx == 1 ? make_open() : make_ready();
}
