// SPDX-License-Identifier: Apache-2.0
#include "unit/engine/small_law.h"

#include "base/day.h"
#include "engine/handle.h"

static const option readers[] = {
    {.name = STR_INIT("child"), .label = STR_INIT("少儿证")},
    {.name = STR_INIT("adult"), .label = STR_INIT("成人证")},
    {.name = STR_INIT("senior"), .label = STR_INIT("敬老证/老年证")},
};
static const option things[] = {
    {.name = STR_INIT("audio"), .label = STR_INIT("有声书")},
    {.name = STR_INIT("kit"), .label = STR_INIT("教具箱、工具箱")},
    {.name = STR_INIT("map"), .label = STR_INIT("地图")},
};
static const option states[] = {
    {.name = STR_INIT("open"), .label = STR_INIT("开馆")},
    {.name = STR_INIT("closed"), .label = STR_INIT("闭馆")},
};

static jifen_option reader_options[3], thing_options[3], state_options[2];
static jifen_fact faces[SMALL_N_FACTS];
static str fact_names[SMALL_N_FACTS];
static jifen_type field_faces[SMALL_N_FIELDS];
static fact facts[SMALL_N_FACTS];
static field fields[SMALL_N_FIELDS];
static node nodes[3];
static option state_names[2];
static options state_list = {state_names, 2};
static law tree;
static jifen_law made;

static void name_options(const option *from, jifen_option *to, size_t n) {
    for (size_t i = 0; i < n; i++)
        to[i] = (jifen_option){from[i].name, from[i].label};
}

static void make_facts(void) {
    set dates = {.lo = day_min, .hi = day_max}, dates_or_none = {.lo = day_min, .hi = day_max, .none = true};
    const jifen_type types[SMALL_N_FACTS] = {
        [SMALL_LATE] = {.name = STR("days_late"), .kind = KIND_NUMBER, .domain = {.lo = 0, .hi = 400}},
        [SMALL_PRICE] = {.name = STR("price"),
                         .kind = KIND_NUMBER,
                         .scale = 2,
                         .unit = UNIT_OF_MONEY,
                         .domain = {.lo = 0, .hi = 500000}},
        [SMALL_SHARE] = {.name = STR("share"),
                         .kind = KIND_NUMBER,
                         .scale = 2,
                         .unit = UNIT_OF_PERCENT,
                         .domain = {.lo = 0, .hi = 10000}},
        [SMALL_DUE] = {.name = STR("due"), .kind = KIND_DATE, .domain = dates},
        [SMALL_PAID_ON] = {.name = STR("paid_on"), .kind = KIND_DATE, .may_be_none = true, .domain = dates_or_none},
        [SMALL_LOST] = {.name = STR("lost"), .kind = KIND_BOOL, .domain = {.lo = 3}},
        [SMALL_READER] = {.name = STR("reader"),
                          .kind = KIND_ENUM,
                          .domain = {.lo = 7},
                          .options = reader_options,
                          .n_options = 3},
        [SMALL_ITEMS] = {.name = STR("items"),
                         .kind = KIND_SET,
                         .domain = {.lo = 0, .hi = 7},
                         .options = thing_options,
                         .n_options = 3},
        [SMALL_LOANS] = {.name = STR("loans")},
    };
    for (int i = 0; i < SMALL_N_FACTS; i++) {
        faces[i] = (jifen_fact){.type = types[i], .is_records = i == SMALL_LOANS};
        facts[i] = (fact){.name = types[i].name, .domain = types[i].domain};
    }
}

static void make_fields(void) {
    const jifen_type types[SMALL_N_FIELDS] = {
        [SMALL_MONTH] = {.name = STR("month"),
                         .kind = KIND_MONTH,
                         .required = true,
                         .domain = {.lo = DAY_MIN_YEAR * 12, .hi = DAY_MAX_YEAR * 12 + 11}},
        [SMALL_N_LOANS] = {.name = STR("n"),
                           .kind = KIND_NUMBER,
                           .is_checked_later = true,
                           .domain = {.lo = 1, .hi = 99}},
        [SMALL_STATE] = {.name = STR("state"),
                         .kind = KIND_ENUM,
                         .domain = {.lo = 3},
                         .options = state_options,
                         .n_options = 2},
        [SMALL_RETURNED] = {.name = STR("returned"),
                            .kind = KIND_DATE,
                            .may_be_none = true,
                            .domain = {.lo = day_min, .hi = day_max, .none = true}},
    };
    for (int i = 0; i < SMALL_N_FIELDS; i++) {
        field_faces[i] = types[i];
        fields[i] = (field){.name = types[i].name, .type = {.kind = types[i].kind}, .domain = types[i].domain};
    }
    fields[SMALL_N_LOANS].unless = 2;
    fields[SMALL_STATE].has_default = fields[SMALL_RETURNED].has_default = true;
    fields[SMALL_STATE].standard = set_one(KIND_ENUM, 0);
    fields[SMALL_STATE].type.names = &state_list;
    fields[SMALL_RETURNED].standard = set_none();
}

// `state is closed`, which n's unless says.
static void make_nodes(void) {
    nodes[1] = (node){.op = OP_FIELD, .kind = KIND_ENUM, .num = SMALL_STATE};
    nodes[2] = (node){.op = OP_IN, .kind = KIND_BOOL, .a = 1, .num = 2};
}

const jifen_law *small_law(void) {
    name_options(readers, reader_options, 3);
    name_options(things, thing_options, 3);
    name_options(states, state_options, 2);
    state_names[0] = states[0];
    state_names[1] = states[1];
    make_facts();
    for (size_t i = 0; i < SMALL_N_FACTS; i++)
        fact_names[i] = facts[i].name;
    make_fields();
    make_nodes();
    tree = (law){.facts = facts,
                 .n_facts = SMALL_N_FACTS,
                 .fields = fields,
                 .n_fields = SMALL_N_FIELDS,
                 .nodes = nodes,
                 .n_nodes = 3,
                 .records_fact = SMALL_LOANS};
    made = (jifen_law){.law = &tree, .facts = faces, .names = fact_names, .fields = field_faces};
    return &made;
}
