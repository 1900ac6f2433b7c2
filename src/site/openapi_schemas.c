// SPDX-License-Identifier: Apache-2.0
#include "site/openapi.h"

#include "base/limits.h"

// ---- small parts -----------------------------------------------------------------------------------------------------

static void open_key(json_writer *w, str key) {
    json_write_key(w, key);
    json_write_object(w);
}

static void put_type(json_writer *w, str type) {
    json_write_flat(w);
    json_write_object(w);
    json_write_key_str(w, STR("type"), type);
    json_write_object_end(w);
}

static void put_day(json_writer *w) {
    json_write_flat(w);
    json_write_object(w);
    json_write_key_str(w, STR("type"), STR("string"));
    json_write_key_str(w, STR("format"), STR("date"));
    json_write_object_end(w);
}

static void put_any_of(json_writer *w) {
    json_write_key(w, STR("anyOf"));
    json_write_list(w);
}

void openapi_put_ref(json_writer *w, str name) {
    char block[96];
    buf path = buf_over(block, sizeof block);
    buf_print(&path, "#/components/schemas/{s}", name);
    json_write_flat(w);
    json_write_object(w);
    json_write_key_str(w, STR("$ref"), buf_str(&path));
    json_write_object_end(w);
}

// ---- what is taken ---------------------------------------------------------------------------------------------------

static void put_options(json_writer *w, const jifen_type *t) {
    json_write_flat(w);
    json_write_object(w);
    json_write_key(w, STR("enum"));
    json_write_list(w);
    for (size_t i = 0; i < t->n_options; i++)
        json_write_str(w, t->options[i].name);
    json_write_list_end(w);
    json_write_object_end(w);
}

static void put_number(json_writer *w, const jifen_type *t) {
    json_write_flat(w);
    json_write_object(w);
    json_write_key_str(w, STR("type"), t->scale == 0 ? STR("integer") : STR("number"));
    if (!t->is_checked_later) {
        json_write_key(w, STR("minimum"));
        json_write_decimal(w, t->domain.lo, t->scale);
        json_write_key(w, STR("maximum"));
        json_write_decimal(w, t->domain.hi, t->scale);
    }
    if (t->scale > 0)
        json_write_key_int(w, STR("x-decimals"), t->scale);
    json_write_object_end(w);
}

static void put_month(json_writer *w) {
    json_write_flat(w);
    json_write_object(w);
    json_write_key_str(w, STR("type"), STR("string"));
    json_write_key_str(w, STR("pattern"), STR("^[0-9]{4}-(0[1-9]|1[0-2])$"));
    json_write_object_end(w);
}

static void put_none(json_writer *w) {
    json_write_flat(w);
    json_write_object(w);
    json_write_key_str(w, STR("const"), STR("none"));
    json_write_object_end(w);
}

// One known value, but for "none".
static void put_single(json_writer *w, const jifen_type *t) {
    switch (t->kind) {
    case KIND_BOOL: put_type(w, STR("boolean")); break;
    case KIND_SET:
    case KIND_ENUM: put_options(w, t); break;
    case KIND_NUMBER: put_number(w, t); break;
    case KIND_DATE: put_day(w); break;
    case KIND_MONTH: put_month(w); break;
    }
}

// [least, most], or the options still possible; of a set its members.
static void put_several(json_writer *w, const jifen_type *t) {
    bool is_pair = t->kind != KIND_ENUM && t->kind != KIND_SET;
    json_write_object(w);
    json_write_key_str(w, STR("type"), STR("array"));
    json_write_key(w, STR("items"));
    put_single(w, t);
    if (is_pair || t->kind == KIND_ENUM)
        json_write_key_int(w, STR("minItems"), is_pair ? 2 : 1);
    if (is_pair)
        json_write_key_int(w, STR("maxItems"), 2);
    json_write_object_end(w);
}

static void put_records(json_writer *w) {
    json_write_object(w);
    json_write_key_str(w, STR("type"), STR("array"));
    json_write_key(w, STR("items"));
    openapi_put_ref(w, STR("Record"));
    json_write_key_int(w, STR("maxItems"), LIMIT_RECORDS);
    json_write_object_end(w);
}

static void put_values(json_writer *w, const jifen_fact *f) {
    put_any_of(w);
    if (f->is_records)
        put_records(w);
    else if (f->type.kind != KIND_SET)
        put_single(w, &f->type);
    if (!f->is_records && f->type.may_be_none)
        put_none(w);
    if (!f->is_records && f->type.kind != KIND_BOOL)
        put_several(w, &f->type);
    put_type(w, STR("null"));
    json_write_list_end(w);
}

static void put_fact(json_writer *w, const jifen_fact *f) {
    open_key(w, f->type.name);
    json_write_key_str(w, STR("title"), f->type.label);
    if (f->ask.len > 0)
        json_write_key_str(w, STR("description"), f->ask);
    if (f->default_text.len > 0)
        json_write_key_str(w, STR("x-presumed"), f->default_text);
    put_values(w, f);
    json_write_object_end(w);
}

static void put_id(json_writer *w) {
    json_write_flat(w);
    open_key(w, STR("id"));
    json_write_key(w, STR("type"));
    json_write_list(w);
    json_write_str(w, STR("string"));
    json_write_str(w, STR("number"));
    json_write_str(w, STR("null"));
    json_write_list_end(w);
    json_write_object_end(w);
}

static void put_on(json_writer *w) {
    open_key(w, STR("on"));
    json_write_key_str(w, STR("description"), STR("哪一天的情况；不写是今天（上海）"));
    put_any_of(w);
    put_day(w);
    put_type(w, STR("null"));
    json_write_list_end(w);
    json_write_object_end(w);
}

static void put_facts(json_writer *w, const jifen_law *l) {
    open_key(w, STR("Facts"));
    json_write_key_str(
        w, STR("description"),
        STR("一个人的情况。null 是不确定；[least, most] 是一个范围；单选的一列是仍然可能的选项。"));
    json_write_key_str(w, STR("type"), STR("object"));
    json_write_key_bool(w, STR("additionalProperties"), false);
    open_key(w, STR("properties"));
    put_id(w);
    put_on(w);
    for (size_t i = 0; i < jifen_n_facts(l); i++)
        put_fact(w, jifen_fact_at(l, i));
    json_write_object_end(w);
    json_write_object_end(w);
}

// ---- month records ---------------------------------------------------------------------------------------------------

// null is a date that is none, or a field whose absence the other fields may excuse.
static void put_field(json_writer *w, const jifen_type *t) {
    open_key(w, t->name);
    json_write_key_str(w, STR("title"), t->label);
    put_any_of(w);
    put_single(w, t);
    if (t->may_be_none)
        put_none(w);
    if (t->may_be_none || t->is_checked_later)
        put_type(w, STR("null"));
    json_write_list_end(w);
    json_write_object_end(w);
}

static void put_required_fields(json_writer *w, const jifen_law *l) {
    json_write_key(w, STR("required"));
    json_write_flat(w);
    json_write_list(w);
    for (size_t i = 0; i < jifen_n_fields(l); i++)
        if (jifen_field_at(l, i)->required)
            json_write_str(w, jifen_field_at(l, i)->name);
    json_write_list_end(w);
}

static void put_record(json_writer *w, const jifen_law *l) {
    open_key(w, STR("Record"));
    json_write_key_str(w, STR("description"), STR("一个月的记录，每个月最多一条。"));
    json_write_key_str(w, STR("type"), STR("object"));
    json_write_key_bool(w, STR("additionalProperties"), false);
    put_required_fields(w, l);
    open_key(w, STR("properties"));
    for (size_t i = 0; i < jifen_n_fields(l); i++)
        put_field(w, jifen_field_at(l, i));
    json_write_object_end(w);
    json_write_object_end(w);
}

// ---- what is given: by tables ----------------------------------------------------------------------------------------

typedef enum {
    IS_STRING,
    IS_TEXT_OR_NULL,
    IS_INTEGER,
    IS_BOOL,
    IS_BOOL_OR_NULL,
    IS_DAY,
    IS_DAY_OR_NULL,
    IS_STRINGS,
    IS_NUMBER,
    IS_ONE,  // of another schema
    IS_LIST  // of another schema
} shape;

typedef struct {
    str name;
    shape is;
    bool may_be_missing;
    str of;  // the other schema
} member;

#define N_OF(table) (sizeof(table) / sizeof(table)[0])

static void put_or_null(json_writer *w, void (*put)(json_writer *)) {
    json_write_object(w);
    put_any_of(w);
    put(w);
    put_type(w, STR("null"));
    json_write_list_end(w);
    json_write_object_end(w);
}

static void put_string(json_writer *w) {
    put_type(w, STR("string"));
}

static void put_bool(json_writer *w) {
    put_type(w, STR("boolean"));
}

static void put_list_of(json_writer *w, str of) {
    json_write_object(w);
    json_write_key_str(w, STR("type"), STR("array"));
    json_write_key(w, STR("items"));
    if (of.len > 0)
        openapi_put_ref(w, of);
    else
        put_string(w);
    json_write_object_end(w);
}

static void put_shape(json_writer *w, const member *m) {
    switch (m->is) {
    case IS_STRING: put_string(w); break;
    case IS_TEXT_OR_NULL: put_or_null(w, put_string); break;
    case IS_INTEGER: put_type(w, STR("integer")); break;
    case IS_NUMBER: put_type(w, STR("number")); break;
    case IS_BOOL: put_bool(w); break;
    case IS_BOOL_OR_NULL: put_or_null(w, put_bool); break;
    case IS_DAY: put_day(w); break;
    case IS_DAY_OR_NULL: put_or_null(w, put_day); break;
    case IS_STRINGS: put_list_of(w, (str){0}); break;
    case IS_LIST: put_list_of(w, m->of); break;
    case IS_ONE: openapi_put_ref(w, m->of); break;
    }
}

static void put_members(json_writer *w, const member *all, size_t n) {
    for (size_t i = 0; i < n; i++) {
        json_write_key(w, all[i].name);
        put_shape(w, &all[i]);
    }
}

static void put_required(json_writer *w, const member *all, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!all[i].may_be_missing)
            json_write_str(w, all[i].name);
}

// Opens the schema of an object, up to its last property.
static void open_object(json_writer *w, str name, const member *all, size_t n) {
    open_key(w, name);
    json_write_key_str(w, STR("type"), STR("object"));
    json_write_key(w, STR("required"));
    json_write_flat(w);
    json_write_list(w);
    put_required(w, all, n);
    json_write_list_end(w);
    open_key(w, STR("properties"));
    put_members(w, all, n);
}

static void close_object(json_writer *w) {
    json_write_object_end(w);
    json_write_key_bool(w, STR("additionalProperties"), false);
    json_write_object_end(w);
}

static void put_object(json_writer *w, str name, const member *all, size_t n) {
    open_object(w, name, all, n);
    close_object(w);
}

#define ID                                                                                                   \
    { STR_INIT("id"), IS_STRING, false, STR_INIT("") }
#define M(name, is)                                                                                          \
    { STR_INIT(name), is, false, STR_INIT("") }
#define MAYBE(name, is)                                                                                      \
    { STR_INIT(name), is, true, STR_INIT("") }
#define LIST(name, of)                                                                                       \
    { STR_INIT(name), IS_LIST, false, STR_INIT(of) }
#define ONE(name, of)                                                                                        \
    { STR_INIT(name), IS_ONE, false, STR_INIT(of) }

static const member source_members[] = {M("document", IS_STRING), M("where", IS_STRING), M("rank", IS_STRING),
                                        M("confidence", IS_STRING)};
static const member law_members[] = {ID, M("version", IS_STRING)};
static const member reason_members[] = {
    M("code", IS_STRING),      M("label", IS_STRING),         M("meaning", IS_STRING),
    M("effect", IS_STRING),    M("consequence", IS_STRING),   M("remedy", IS_STRING),
    M("look", IS_STRING),      M("again_on", IS_DAY_OR_NULL), M("soonest", IS_DAY_OR_NULL),
    M("by", IS_DAY_OR_NULL),   ONE("source", "Source"),       M("rank", IS_STRING),
    M("confidence", IS_STRING)};
static const member paper_members[] = {ID,
                                       M("label", IS_STRING),
                                       M("holder", IS_STRING),
                                       M("original", IS_BOOL),
                                       M("copies", IS_INTEGER),
                                       M("count", IS_INTEGER),
                                       M("seal", IS_BOOL),
                                       M("needed", IS_BOOL_OR_NULL),
                                       M("because", IS_STRING),
                                       M("note", IS_TEXT_OR_NULL),
                                       ONE("source", "Source"),
                                       MAYBE("possible", IS_BOOL)};
static const member date_members[] = {ID, M("label", IS_STRING), M("date", IS_DAY),
                                      M("note", IS_TEXT_OR_NULL), ONE("source", "Source")};
static const member answer_head[] = {M("on", IS_DAY), ONE("policy", "Law"), ONE("points", "Points")};
static const member answer_rest[] = {
    M("verdict", IS_STRING),   M("headline", IS_STRING),           M("confidence", IS_TEXT_OR_NULL),
    LIST("reasons", "Reason"), M("possible_reasons", IS_STRINGS),  LIST("materials", "Paper"),
    LIST("dates", "Date"),     LIST("assumptions", "Assumption"),  M("presumed", IS_STRINGS),
    M("missing", IS_STRINGS),  M("next_question", IS_TEXT_OR_NULL)};
static const member assumption_members[] = {M("code", IS_STRING), M("text", IS_STRING),
                                            M("confidence", IS_STRING), M("alternative", IS_TEXT_OR_NULL)};
static const member problem_members[] = {M("title", IS_STRING), M("status", IS_INTEGER),
                                         MAYBE("detail", IS_STRING), MAYBE("field", IS_STRING),
                                         MAYBE("line", IS_INTEGER)};
static const member policy_members[] = {ID,
                                        M("version", IS_STRING),
                                        M("title", IS_STRING),
                                        M("from", IS_DAY),
                                        M("to", IS_DAY),
                                        M("checked", IS_DAY),
                                        M("again", IS_DAY),
                                        M("unit", IS_STRING),
                                        {STR_INIT("points"), IS_LIST, false, STR_INIT("Option")},
                                        {STR_INIT("goals"), IS_LIST, false, STR_INIT("Option")}};
static const member option_members[] = {M("name", IS_STRING), M("label", IS_STRING)};
static const member question_members[] = {
    M("name", IS_STRING),     M("label", IS_STRING),
    M("kind", IS_STRING),     MAYBE("least", IS_NUMBER),
    MAYBE("most", IS_NUMBER), {STR_INIT("options"), IS_LIST, true, STR_INIT("Option")},
    M("ask", IS_STRING),      M("hint", IS_TEXT_OR_NULL),
    M("section", IS_STRING),  M("presumed", IS_TEXT_OR_NULL)};

// ---- what is given: by the law ---------------------------------------------------------------------------------------

// A whole number, or [least, most] while it is open.
static void put_range(json_writer *w) {
    open_key(w, STR("Range"));
    put_any_of(w);
    put_type(w, STR("integer"));
    json_write_flat(w);
    json_write_object(w);
    json_write_key_str(w, STR("type"), STR("array"));
    json_write_key(w, STR("items"));
    put_type(w, STR("integer"));
    json_write_key_int(w, STR("minItems"), 2);
    json_write_key_int(w, STR("maxItems"), 2);
    json_write_object_end(w);
    json_write_list_end(w);
    json_write_object_end(w);
}

static void put_names(json_writer *w, const str *names, size_t n) {
    for (size_t i = 0; i < n; i++)
        json_write_str(w, names[i]);
}

static void put_points(json_writer *w, const jifen_law_info *info) {
    open_key(w, STR("Points"));
    json_write_key_str(w, STR("type"), STR("object"));
    json_write_key(w, STR("required"));
    json_write_flat(w);
    json_write_list(w);
    put_names(w, info->points, info->n_points);
    json_write_list_end(w);
    open_key(w, STR("properties"));
    for (size_t i = 0; i < info->n_points; i++) {
        json_write_key(w, info->points[i]);
        openapi_put_ref(w, STR("Range"));
    }
    close_object(w);
}

static void put_results(json_writer *w, const str *names, size_t n, void (*put)(json_writer *)) {
    for (size_t i = 0; i < n; i++) {
        json_write_key(w, names[i]);
        put_or_null(w, put);
    }
}

static void put_answer(json_writer *w, const jifen_law_info *info) {
    open_key(w, STR("Answer"));
    json_write_key_str(w, STR("type"), STR("object"));
    json_write_key(w, STR("required"));
    json_write_flat(w);
    json_write_list(w);
    put_required(w, answer_head, N_OF(answer_head));
    put_names(w, info->goals, info->n_goals);
    put_names(w, info->findings, info->n_findings);
    put_required(w, answer_rest, N_OF(answer_rest));
    json_write_list_end(w);
    open_key(w, STR("properties"));
    put_id(w);
    put_members(w, answer_head, N_OF(answer_head));
    put_results(w, info->goals, info->n_goals, put_bool);
    put_results(w, info->findings, info->n_findings, put_string);
    put_members(w, answer_rest, N_OF(answer_rest));
    close_object(w);
}

// The law may mark a paper with a name of its own, which is then true.
static void put_paper(json_writer *w) {
    open_object(w, STR("Paper"), paper_members, N_OF(paper_members));
    json_write_object_end(w);
    json_write_key(w, STR("additionalProperties"));
    put_bool(w);
    json_write_object_end(w);
}

// What the other reading would make different: points by their name, the verdict, days by their id.
static void put_changes(json_writer *w) {
    json_write_object(w);
    json_write_key_str(w, STR("type"), STR("object"));
    open_key(w, STR("properties"));
    json_write_key(w, STR("verdict"));
    put_string(w);
    open_key(w, STR("dates"));
    json_write_key_str(w, STR("type"), STR("object"));
    json_write_key(w, STR("additionalProperties"));
    put_day(w);
    json_write_object_end(w);
    json_write_object_end(w);
    json_write_key(w, STR("additionalProperties"));
    openapi_put_ref(w, STR("Range"));
    json_write_object_end(w);
}

static void put_assumption(json_writer *w) {
    open_object(w, STR("Assumption"), assumption_members, N_OF(assumption_members));
    json_write_key(w, STR("changes"));
    put_or_null(w, put_changes);
    close_object(w);
}

static void put_row_error(json_writer *w) {
    static const member error[] = {M("error", IS_STRING)};
    open_object(w, STR("RowError"), error, N_OF(error));
    put_id(w);
    close_object(w);
}

static void put_list_schema(json_writer *w, str name, str of) {
    json_write_key(w, name);
    put_list_of(w, of);
}

void openapi_put_schemas(json_writer *w, const jifen_law *l) {
    const jifen_law_info *info = jifen_info(l);
    put_facts(w, l);
    put_record(w, l);
    put_answer(w, info);
    put_points(w, info);
    put_range(w);
    put_object(w, STR("Law"), law_members, N_OF(law_members));
    put_object(w, STR("Source"), source_members, N_OF(source_members));
    put_object(w, STR("Reason"), reason_members, N_OF(reason_members));
    put_paper(w);
    put_object(w, STR("Date"), date_members, N_OF(date_members));
    put_assumption(w);
    put_row_error(w);
    put_object(w, STR("Problem"), problem_members, N_OF(problem_members));
    put_object(w, STR("Policy"), policy_members, N_OF(policy_members));
    put_list_schema(w, STR("Policies"), STR("Policy"));
    put_object(w, STR("Option"), option_members, N_OF(option_members));
    put_object(w, STR("Question"), question_members, N_OF(question_members));
    put_list_schema(w, STR("Questions"), STR("Question"));
}
