// SPDX-License-Identifier: Apache-2.0
#include "wire/answer_json.h"

#include "base/day.h"

enum { ERROR_BYTES = 512 };

static void write_id(json_writer *w, const facts *who) {
    json_write_name(w, JSON_NAME("id"));
    if (who == NULL || !who->has_id)
        json_write_null(w);
    else if (who->id_is_number)
        json_write_number(w, who->id);
    else
        json_write_str(w, who->id);
}

static void write_tri(json_writer *w, tri t) {
    if (t == TRI_OPEN)
        json_write_null(w);
    else
        json_write_bool(w, t == TRI_YES);
}

static void write_range(json_writer *w, int64_t least, int64_t most) {
    if (least == most) {
        json_write_int(w, least);
        return;
    }
    json_write_flat(w);
    json_write_list(w);
    json_write_int(w, least);
    json_write_int(w, most);
    json_write_list_end(w);
}

static void write_source(json_writer *w, jifen_source s) {
    json_write_name(w, JSON_NAME("source"));
    json_write_flat(w);
    json_write_object(w);
    json_write_name_str(w, JSON_NAME("document"), s.document);
    json_write_name_str(w, JSON_NAME("where"), s.where);
    json_write_name_str(w, JSON_NAME("rank"), s.rank);
    json_write_name_str(w, JSON_NAME("confidence"), s.confidence);
    json_write_object_end(w);
}

// ---- points, goals, findings -----------------------------------------------------------------------------------

static void write_head(json_writer *w, const facts *who, const jifen_answer *a) {
    const jifen_law_info *info = jifen_info(a->law);
    if (who != NULL && who->has_id)
        write_id(w, who);
    json_write_name_day(w, JSON_NAME("on"), true, a->on);
    json_write_name(w, JSON_NAME("policy"));
    json_write_flat(w);
    json_write_object(w);
    json_write_name_str(w, JSON_NAME("id"), info->id);
    json_write_name_str(w, JSON_NAME("version"), info->version);
    json_write_object_end(w);
}

static void write_results(json_writer *w, const jifen_answer *a) {
    json_write_name(w, JSON_NAME("points"));
    json_write_object(w);
    for (size_t i = 0; i < a->n_points; i++) {
        json_write_key(w, a->points[i].name);
        write_range(w, a->points[i].least, a->points[i].most);
    }
    json_write_object_end(w);
    for (size_t i = 0; i < a->n_goals; i++) {
        json_write_key(w, a->goals[i].name);
        write_tri(w, a->goals[i].holds);
    }
    for (size_t i = 0; i < a->n_findings; i++)
        json_write_key_maybe(w, a->findings[i].name, a->findings[i].value);
}

// ---- reasons -----------------------------------------------------------------------------------------------------

static void write_reason(json_writer *w, const jifen_reason *r) {
    json_write_object(w);
    json_write_name_str(w, JSON_NAME("code"), r->code);
    json_write_name_str(w, JSON_NAME("label"), r->label);
    json_write_name_str(w, JSON_NAME("meaning"), r->meaning);
    json_write_name_str(w, JSON_NAME("effect"), r->decides ? STR("decides") : STR("explains"));
    json_write_name_str(w, JSON_NAME("consequence"), r->recoverable ? STR("recoverable") : STR("permanent"));
    json_write_name_str(w, JSON_NAME("remedy"), r->remedy);
    json_write_name_str(w, JSON_NAME("look"), r->look);
    json_write_name_day(w, JSON_NAME("again_on"), r->has_again, r->again_on);
    json_write_name_day(w, JSON_NAME("soonest"), r->has_soonest && r->soonest == r->soonest_last, r->soonest);
    json_write_name_day(w, JSON_NAME("by"), r->has_by, r->by);
    write_source(w, r->source);
    json_write_name_str(w, JSON_NAME("rank"), r->source.rank);
    json_write_name_str(w, JSON_NAME("confidence"), r->source.confidence);
    json_write_object_end(w);
}

static void write_verdict(json_writer *w, const jifen_answer *a) {
    json_write_name_str(w, JSON_NAME("verdict"), a->verdict);
    json_write_name_str(w, JSON_NAME("headline"), a->headline);
    json_write_name_maybe(w, JSON_NAME("confidence"), a->confidence);
    json_write_name(w, JSON_NAME("reasons"));
    json_write_list(w);
    for (size_t i = 0; i < a->n_reasons; i++)
        write_reason(w, &a->reasons[i]);
    json_write_list_end(w);
    json_write_name(w, JSON_NAME("possible_reasons"));
    json_write_flat(w);
    json_write_list(w);
    for (size_t i = 0; i < a->n_possible; i++)
        json_write_str(w, a->possible[i].code);
    json_write_list_end(w);
}

// ---- papers, days, assumptions -------------------------------------------------------------------------------

static void write_paper(json_writer *w, const jifen_paper *p) {
    json_write_object(w);
    json_write_name_str(w, JSON_NAME("id"), p->id);
    json_write_name_str(w, JSON_NAME("label"), p->label);
    json_write_name_str(w, JSON_NAME("holder"), p->holder);
    json_write_name_bool(w, JSON_NAME("original"), p->original);
    json_write_name_int(w, JSON_NAME("copies"), p->copies);
    json_write_name_int(w, JSON_NAME("count"), p->count);
    json_write_name_bool(w, JSON_NAME("seal"), p->seal);
    json_write_name(w, JSON_NAME("needed"));
    write_tri(w, p->needed);
    json_write_name_str(w, JSON_NAME("because"), p->because);
    json_write_name_maybe(w, JSON_NAME("note"), p->note);
    write_source(w, p->source);
    if (p->possible)
        json_write_name_bool(w, JSON_NAME("possible"), true);
    if (p->mark.len > 0)
        json_write_key_bool(w, p->mark, true);
    json_write_object_end(w);
}

static void write_date(json_writer *w, const jifen_date *d) {
    json_write_object(w);
    json_write_name_str(w, JSON_NAME("id"), d->id);
    json_write_name_str(w, JSON_NAME("label"), d->label);
    json_write_name_day(w, JSON_NAME("date"), true, d->day);
    json_write_name_maybe(w, JSON_NAME("note"), d->note);
    write_source(w, d->source);
    json_write_object_end(w);
}

// What the other reading would make different.
static void write_changes(json_writer *w, const jifen_assumption *a) {
    json_write_name(w, JSON_NAME("changes"));
    if (!a->changes) {
        json_write_null(w);
        return;
    }
    json_write_flat(w);
    json_write_object(w);
    if (a->has_total) {
        json_write_key(w, a->total_name);
        write_range(w, a->total_least, a->total_most);
    }
    if (a->verdict.len > 0)
        json_write_name_str(w, JSON_NAME("verdict"), a->verdict);
    if (a->n_dates > 0) {
        json_write_name(w, JSON_NAME("dates"));
        json_write_object(w);
        for (size_t i = 0; i < a->n_dates; i++)
            json_write_key_day(w, a->dates[i].id, true, a->dates[i].day);
        json_write_object_end(w);
    }
    json_write_object_end(w);
}

static void write_assumption(json_writer *w, const jifen_assumption *a) {
    json_write_object(w);
    json_write_name_str(w, JSON_NAME("code"), a->code);
    json_write_name_str(w, JSON_NAME("text"), a->text);
    json_write_name_str(w, JSON_NAME("confidence"), a->confidence);
    json_write_name_maybe(w, JSON_NAME("alternative"), a->alternative);
    write_changes(w, a);
    json_write_object_end(w);
}

static void write_lists(json_writer *w, const jifen_answer *a) {
    json_write_name(w, JSON_NAME("materials"));
    json_write_list(w);
    for (size_t i = 0; i < a->n_papers; i++)
        write_paper(w, &a->papers[i]);
    json_write_list_end(w);
    json_write_name(w, JSON_NAME("dates"));
    json_write_list(w);
    for (size_t i = 0; i < a->n_dates; i++)
        write_date(w, &a->dates[i]);
    json_write_list_end(w);
    json_write_name(w, JSON_NAME("assumptions"));
    json_write_list(w);
    for (size_t i = 0; i < a->n_assumptions; i++)
        write_assumption(w, &a->assumptions[i]);
    json_write_list_end(w);
}

// ---- questions -----------------------------------------------------------------------------------------------------

static str fact_name(const jifen_answer *a, size_t fact) {
    return jifen_fact_name(a->law, fact);
}

static void write_names(json_writer *w, json_name name, const jifen_answer *a, const size_t *list, size_t n) {
    json_write_name(w, name);
    json_write_flat(w);
    json_write_list(w);
    for (size_t i = 0; i < n; i++)
        json_write_str(w, fact_name(a, list[i]));
    json_write_list_end(w);
}

static void write_questions(json_writer *w, const jifen_answer *a) {
    write_names(w, JSON_NAME("presumed"), a, a->presumed, a->n_presumed);
    write_names(w, JSON_NAME("missing"), a, a->missing, a->n_missing);
    str next = a->next_question < 0 ? (str){0} : fact_name(a, (size_t)a->next_question);
    json_write_name_maybe(w, JSON_NAME("next_question"), next);
}

// ---- the trace -----------------------------------------------------------------------------------------------------

// One end of a node's value as it is meant; options as the sum of 2^number of those in it.
static void write_end(json_writer *w, const jifen_node *n, int64_t v) {
    if (str_is(n->kind, STR("number")))
        json_write_decimal(w, v, n->scale);
    else if (str_is(n->kind, STR("day")))
        json_write_day(w, v);
    else if (str_is(n->kind, STR("month")))
        json_write_month(w, v);
    else
        json_write_int(w, v);
}

static void write_value(json_writer *w, const jifen_node *n) {
    bool is_bool = str_is(n->kind, STR("bool"));
    bool is_enum = str_is(n->kind, STR("enum"));
    set v = n->value;
    if (is_bool && set_can(v, false) && set_can(v, true))
        json_write_null(w);
    else if (is_bool)
        json_write_bool(w, set_can(v, true));
    else if (v.none && v.lo > v.hi)
        json_write_str(w, STR("none"));
    else if (is_enum || v.lo == v.hi)
        write_end(w, n, v.lo);
    else {
        json_write_list(w);
        write_end(w, n, v.lo);
        write_end(w, n, v.hi);
        json_write_list_end(w);
    }
}

static void write_node(json_writer *w, const jifen_node *n) {
    json_write_flat(w);
    json_write_object(w);
    json_write_name_str(w, JSON_NAME("id"), n->id);
    json_write_name_str(w, JSON_NAME("rule"), n->rule);
    json_write_name_str(w, JSON_NAME("op"), n->op);
    json_write_name(w, JSON_NAME("args"));
    json_write_list(w);
    for (uint32_t i = 0; i < n->n_args; i++) {
        if (n->args[i] == 0)
            json_write_null(w);
        else
            json_write_int(w, (int64_t)n->args[i] - 1);
    }
    json_write_list_end(w);
    json_write_name_int(w, JSON_NAME("num"), n->num);
    json_write_name_str(w, JSON_NAME("kind"), n->kind);
    json_write_name(w, JSON_NAME("value"));
    write_value(w, n);
    json_write_name_str(w, JSON_NAME("text"), n->text);
    if (n->has_source)
        write_source(w, n->source);
    json_write_name_str(w, JSON_NAME("file"), n->file);
    json_write_name_int(w, JSON_NAME("line"), n->line);
    json_write_object_end(w);
}

static void write_trace(json_writer *w, const jifen_answer *a) {
    json_write_name(w, JSON_NAME("trace"));
    json_write_list(w);
    for (size_t i = 0; i < a->n_trace; i++)
        write_node(w, &a->trace[i]);
    json_write_list_end(w);
}

void answer_json_write(json_writer *w, const facts *who, const jifen_answer *a) {
    json_write_object(w);
    write_head(w, who, a);
    write_results(w, a);
    write_verdict(w, a);
    write_lists(w, a);
    write_questions(w, a);
    if (a->n_trace > 0)
        write_trace(w, a);
    json_write_object_end(w);
}

void answer_json_write_error(json_writer *w, const facts *who, const err *e) {
    char block[ERROR_BYTES];
    buf text = buf_over(block, sizeof block);
    facts_print_error(e, &text);
    json_write_object(w);
    write_id(w, who);
    json_write_name_str(w, JSON_NAME("error"), buf_str(&text));
    json_write_object_end(w);
}
