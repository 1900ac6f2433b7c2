// SPDX-License-Identifier: Apache-2.0
#include "wire/rules_json.h"

// ---- the law ---------------------------------------------------------------------------------------------------------

static void write_labels(json_writer *w, str key, const str *names, const str *labels, size_t n) {
    json_write_key(w, key);
    json_write_list(w);
    for (size_t i = 0; i < n; i++) {
        json_write_flat(w);
        json_write_object(w);
        json_write_key_str(w, STR("name"), names[i]);
        json_write_key_str(w, STR("label"), labels[i]);
        json_write_object_end(w);
    }
    json_write_list_end(w);
}

void rules_json_law(json_writer *w, const jifen_law_info *info) {
    json_write_object(w);
    json_write_key_str(w, STR("id"), info->id);
    json_write_key_str(w, STR("version"), info->version);
    json_write_key_str(w, STR("title"), info->title);
    json_write_key_maybe(w, STR("unit"), info->unit);
    json_write_key_day(w, STR("from"), true, info->from);
    json_write_key_day(w, STR("to"), true, info->to);
    json_write_key_day(w, STR("checked"), true, info->checked);
    json_write_key_day(w, STR("again"), true, info->again);
    write_labels(w, STR("points"), info->points, info->points_labels, info->n_points);
    write_labels(w, STR("goals"), info->goals, info->goal_labels, info->n_goals);
    json_write_object_end(w);
}

// ---- sources ---------------------------------------------------------------------------------------------------------

static void write_source(json_writer *w, const jifen_source *from) {
    if (from->document.len == 0) {
        json_write_null(w);
        return;
    }
    json_write_flat(w);
    json_write_object(w);
    json_write_key_str(w, STR("document"), from->document);
    json_write_key_maybe(w, STR("where"), from->where);
    json_write_key_str(w, STR("rank"), from->rank);
    json_write_key_str(w, STR("confidence"), from->confidence);
    json_write_object_end(w);
}

static void write_sources(json_writer *w, const jifen_source *list, size_t n) {
    json_write_key(w, STR("sources"));
    json_write_list(w);
    for (size_t i = 0; i < n; i++)
        write_source(w, &list[i]);
    json_write_list_end(w);
}

static void write_all_sources(json_writer *w, const jifen_law *l) {
    json_write_key(w, STR("sources"));
    json_write_list(w);
    for (size_t i = 0; i < jifen_n_sources(l); i++) {
        jifen_source from = jifen_source_at(l, i);
        write_source(w, &from);
    }
    json_write_list_end(w);
}

// ---- the list --------------------------------------------------------------------------------------------------------

static void write_name(json_writer *w, const jifen_name *n) {
    json_write_key_str(w, STR("name"), n->name);
    json_write_key_str(w, STR("kind"), n->noun);
    json_write_key_str(w, STR("label"), n->label);
    json_write_key_maybe(w, STR("confidence"), n->confidence);
}

void rules_json_catalog(json_writer *w, const jifen_law *l) {
    json_write_object(w);
    json_write_key(w, STR("law"));
    rules_json_law(w, jifen_info(l));
    write_all_sources(w, l);
    json_write_key(w, STR("names"));
    json_write_list(w);
    for (size_t i = 0; i < jifen_n_names(l); i++) {
        jifen_name n = jifen_name_at(l, i);
        json_write_flat(w);
        json_write_object(w);
        write_name(w, &n);
        json_write_object_end(w);
    }
    json_write_list_end(w);
    json_write_object_end(w);
}

// ---- one name --------------------------------------------------------------------------------------------------------

static void write_rule(json_writer *w, str text) {
    str line;
    json_write_key(w, STR("rule"));
    json_write_list(w);
    while (str_next_line(&text, &line))
        json_write_str(w, line);
    json_write_list_end(w);
}

static void write_periods(json_writer *w, const jifen_entry *one) {
    if (one->n_periods == 0)
        return;
    json_write_key(w, STR("periods"));
    json_write_list(w);
    for (size_t i = 0; i < one->n_periods; i++) {
        const jifen_period *p = &one->periods[i];
        json_write_flat(w);
        json_write_object(w);
        json_write_key_maybe(w, STR("from"), p->from);
        json_write_key_maybe(w, STR("to"), p->to);
        json_write_key_str(w, STR("value"), p->value);
        json_write_key_maybe(w, STR("other"), p->other);
        json_write_key_maybe(w, STR("dispute"), p->dispute);
        json_write_key(w, STR("source"));
        write_source(w, &p->source);
        json_write_object_end(w);
    }
    json_write_list_end(w);
}

static void write_uses(json_writer *w, const jifen_law *l, const jifen_entry *one) {
    json_write_key(w, STR("uses"));
    json_write_flat(w);
    json_write_list(w);
    for (size_t i = 0; i < one->n_uses; i++)
        json_write_str(w, jifen_name_at(l, one->uses[i]).name);
    json_write_list_end(w);
}

static void write_sides(json_writer *w, const jifen_entry *one) {
    json_write_key(w, STR("disputes"));
    json_write_list(w);
    for (size_t i = 0; i < one->n_sides; i++) {
        const jifen_sides *d = &one->sides[i];
        json_write_object(w);
        json_write_key_str(w, STR("name"), d->name);
        json_write_key_str(w, STR("followed"), d->text);
        json_write_key_maybe(w, STR("other"), d->other);
        json_write_key_str(w, STR("confidence"), d->confidence);
        json_write_object_end(w);
    }
    json_write_list_end(w);
}

static void write_cases(json_writer *w, const jifen_entry *one) {
    json_write_key(w, STR("cases"));
    json_write_list(w);
    for (size_t i = 0; i < one->n_cases; i++) {
        const jifen_case *c = &one->cases[i];
        json_write_object(w);
        json_write_key_maybe(w, STR("title"), c->title);
        json_write_key_maybe(w, STR("given"), c->given);
        json_write_key_maybe(w, STR("person"), c->person);
        json_write_key_str(w, STR("expected"), c->expected);
        json_write_object_end(w);
    }
    json_write_list_end(w);
}

static void write_entry(json_writer *w, const jifen_law *l, const jifen_entry *one) {
    json_write_object(w);
    write_name(w, &one->name);
    write_rule(w, one->rule);
    write_periods(w, one);
    write_sources(w, one->sources, one->n_sources);
    write_uses(w, l, one);
    write_sides(w, one);
    json_write_key_day(w, STR("from"), true, one->from);
    json_write_key_day(w, STR("to"), true, one->to);
    json_write_key_day(w, STR("checked"), true, one->checked);
    json_write_key_day(w, STR("again"), true, one->again);
    json_write_key_str(w, STR("file"), one->file);
    json_write_key_int(w, STR("line"), one->line);
    json_write_key_maybe(w, STR("heading"), one->heading);
    json_write_key_maybe(w, STR("prose"), one->prose);
    write_cases(w, one);
    json_write_object_end(w);
}

rc rules_json_name(json_writer *w, const jifen_law *l, str name, arena *mem, err *e) {
    if (jifen_find_name(l, name) < 0)
        return err_set(e, RC_INPUT, "no such name of the law: '{s}'", name);
    json_write_object(w);
    json_write_key(w, STR("law"));
    rules_json_law(w, jifen_info(l));
    json_write_key_str(w, STR("name"), name);
    json_write_key(w, STR("entries"));
    json_write_list(w);
    rc code = RC_OK;
    for (size_t i = 0; i < jifen_n_names(l) && code == RC_OK; i++) {
        jifen_entry one;
        if (!str_is(jifen_name_at(l, i).name, name))
            continue;
        code = jifen_describe(l, i, mem, &one, e);
        if (code == RC_OK)
            write_entry(w, l, &one);
    }
    json_write_list_end(w);
    json_write_object_end(w);
    return code;
}
