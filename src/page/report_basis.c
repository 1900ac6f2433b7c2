// SPDX-License-Identifier: Apache-2.0
#include "page/report_parts.h"

#include "base/utf8.h"

// ---- readings

void report_put_effect(sheet *s, buf *out, const jifen_assumption *x) {
    size_t before = out->len;
    buf part = buf_make(s->text.mem);
    if (x->has_total && s->a->n_goals > 0) {
        sheet_put_amount(s, &part, x->total_least, x->total_most);
        sheet_print(s, out, WORD_OTHER_AMOUNT, s->a->points[s->a->goals[0].points].label, sheet_str(s, &part));
    }
    if (x->verdict.len > 0) {
        sheet_put_comma(s, out, before);
        sheet_print(s, out, WORD_OTHER_VERDICT, x->headline);
    }
    for (size_t i = 0; i < x->n_dates; i++) {
        sheet_put_comma(s, out, before);
        buf_clear(&part);
        sheet_put_day(s, &part, x->dates[i].day);
        sheet_print(s, out, WORD_OTHER_DATE, x->dates[i].label, sheet_str(s, &part));
    }
}

static void put_assumption(sheet *s, const jifen_assumption *x, int64_t number) {
    sheet_number(s, number);
    buf_put(&s->text, x->text);
    buf_put(&s->text, sheet_word(s, WORD_BRACKET_OPEN));
    sheet_print(s, &s->text, WORD_CONFIDENCE, sheet_label(s, x->confidence, x->confidence_label));
    buf_put(&s->text, sheet_word(s, WORD_BRACKET_CLOSE));
    sheet_item(s, TEXT_PLAIN, SHEET_ITEM);
    if (x->has_alternative) {
        buf_put(&s->text, x->alternative);
        sheet_keyed(s, WORD_OTHER_SIDE);
        buf effect = buf_make(s->text.mem);
        report_put_effect(s, &effect, x);
        if (effect.len > 0)
            sheet_print(s, &s->text, WORD_EFFECT_IS, sheet_str(s, &effect));
        else
            buf_put(&s->text, sheet_word(s, WORD_NO_EFFECT));
        sheet_keyed(s, WORD_EFFECT);
    }
    sheet_put_source(s, &s->text, x->source);
    sheet_keyed(s, WORD_SOURCE);
}

void report_put_assumptions(sheet *s) {
    if (s->a->n_assumptions == 0)
        return;
    sheet_heading(s, sheet_word(s, WORD_ASSUMPTIONS));
    for (size_t i = 0; i < s->a->n_assumptions; i++)
        put_assumption(s, &s->a->assumptions[i], (int64_t)i + 1);
}

// ---- answers

static void put_name(const sheet *s, buf *out, const jifen_fact *f) {
    if (s->o.with_names)
        buf_print(out, " [{s}]", f->type.name);
}

void report_put_missing(sheet *s) {
    if (s->a->n_missing == 0)
        return;
    sheet_heading(s, sheet_word(s, WORD_MISSING));
    for (size_t i = 0; i < s->a->n_missing; i++) {
        const jifen_fact *f = jifen_fact_at(s->a->law, s->a->missing[i]);
        sheet_number(s, (int64_t)i + 1);
        buf_put(&s->text, f->ask.len > 0 ? f->ask : f->type.label);
        put_name(s, &s->text, f);
        sheet_item(s, TEXT_PLAIN, SHEET_ITEM);
    }
}

static void put_given_value(sheet *s, const jifen_fact *f, size_t fact) {
    if (s->p->given[fact] == GIVEN_NULL)
        buf_put(&s->text, sheet_word(s, WORD_UNSURE));
    else if (f->is_records)
        sheet_print(s, &s->text, WORD_RECORDS, (int64_t)s->p->n_records);
    else
        jifen_print_value(&f->type, s->p->value[fact], true, &s->text);
}

static void put_given(sheet *s) {
    bool is_headed = false;
    for (size_t i = 0; i < jifen_n_facts(s->a->law); i++) {
        if (s->p->given[i] == GIVEN_NOT)
            continue;
        if (!is_headed)
            sheet_heading(s, sheet_word(s, WORD_GIVEN));
        is_headed = true;
        const jifen_fact *f = jifen_fact_at(s->a->law, i);
        BUF_LIT(&s->lead, "  - ");
        buf_print(&s->text, "{s}{s}", f->type.label, sheet_word(s, WORD_COLON));
        put_given_value(s, f, i);
        sheet_item(s, TEXT_PLAIN, 2 * SHEET_INDENT);
    }
}

static str default_of(const sheet *s, size_t nth) {
    str text = jifen_fact_at(s->a->law, s->a->presumed[nth])->default_text;
    return text.len > 0 ? text : sheet_word(s, WORD_PRESUMED_BY_RULE);
}

static bool is_first_default(const sheet *s, size_t nth) {
    for (size_t i = 0; i < nth; i++)
        if (str_is(default_of(s, i), default_of(s, nth)))
            return false;
    return true;
}

// "label：value", or for several facts with one value "value：label、label".
void report_say_default(sheet *s, size_t nth) {
    if (!is_first_default(s, nth))
        return;
    str value = default_of(s, nth);
    buf facts = buf_make(s->text.mem);
    size_t n = 0;
    for (size_t i = nth; i < s->a->n_presumed; i++) {
        if (!str_is(default_of(s, i), value))
            continue;
        if (n++ > 0)
            buf_put(&facts, sheet_word(s, WORD_LIST_COMMA));
        const jifen_fact *f = jifen_fact_at(s->a->law, s->a->presumed[i]);
        buf_put(&facts, f->type.label);
        put_name(s, &facts, f);
    }
    if (n == 1)
        buf_print(&s->text, "{s}{s}{s}", sheet_str(s, &facts), sheet_word(s, WORD_COLON), value);
    else
        sheet_print(s, &s->text, WORD_PRESUMED_ALL, value, sheet_str(s, &facts));
}

static void put_presumed(sheet *s) {
    if (s->a->n_presumed == 0)
        return;
    sheet_heading(s, sheet_word(s, WORD_PRESUMED));
    for (size_t i = 0; i < s->a->n_presumed; i++) {
        report_say_default(s, i);
        if (s->text.len == 0)
            continue;
        BUF_LIT(&s->lead, "  - ");
        sheet_item(s, TEXT_PLAIN, 2 * SHEET_INDENT);
    }
    sheet_paragraph(s, TEXT_FAINT, sheet_word(s, WORD_PRESUMED_CALL));
}

void report_put_given(sheet *s) {
    put_given(s);
    put_presumed(s);
}

// ---- sources

typedef struct {
    jifen_source *room;  // [cap]
    size_t n, cap;
} sources;

static void add(sources *all, jifen_source from) {
    if (from.key.len > 0 && all->n < all->cap)
        all->room[all->n++] = from;
}

// What the report cites, in the order it does.
report_sources report_list_sources(sheet *s) {
    const jifen_answer *a = s->a;
    sources all = {.cap = a->n_points + a->n_reasons + a->n_possible + a->n_papers + a->n_dates +
                          a->n_assumptions};
    all.room = ARENA_ARRAY(s->text.mem, jifen_source, all.cap);
    if (all.room == NULL) {
        all.cap = 0;
        s->failed = true;
    }
    for (size_t i = 0; i < a->n_reasons; i++)
        add(&all, a->reasons[i].source);
    for (size_t i = 0; i < a->n_possible; i++)
        add(&all, a->possible[i].source);
    for (size_t i = 0; i < a->n_points; i++)
        if (a->points[i].least != 0 || a->points[i].most != 0 || a->points[i].part_of == 0)
            add(&all, a->points[i].source);  // the others are shown without one
    for (size_t i = 0; i < a->n_papers; i++)
        if (!a->papers[i].possible)
            add(&all, a->papers[i].source);
    for (size_t i = 0; i < a->n_dates; i++)
        add(&all, a->dates[i].source);
    for (size_t i = 0; i < a->n_assumptions; i++)
        add(&all, a->assumptions[i].source);
    return (report_sources){all.room, all.n};
}

bool report_is_first_source(const report_sources *all, size_t idx) {
    for (size_t i = 0; i < idx; i++)
        if (str_is(all->items[i].key, all->items[idx].key))
            return false;
    return true;
}

// Clauses of one document may differ in confidence: name each once.
static void put_confidences(const sheet *s, buf *out, const report_sources *all, size_t first) {
    for (size_t i = first; i < all->n; i++) {
        bool is_new = str_is(all->items[i].key, all->items[first].key);
        for (size_t k = first; is_new && k < i; k++)
            is_new = !(str_is(all->items[k].key, all->items[i].key) &&
                       str_is(all->items[k].confidence, all->items[i].confidence));
        if (!is_new)
            continue;
        if (i > first)
            buf_put(out, sheet_word(s, WORD_LIST_COMMA));
        buf_put(out, sheet_label(s, all->items[i].confidence, all->items[i].confidence_label));
    }
}

void report_say_trust(sheet *s, const report_sources *all, size_t first) {
    const jifen_source *from = &all->items[first];
    buf trust = buf_make(s->text.mem);
    put_confidences(s, &trust, all, first);
    sheet_put_trust(s, &s->text, sheet_label(s, from->rank, from->rank_label), sheet_str(s, &trust));
}

static void put_document(sheet *s, const report_sources *all, size_t idx) {
    const jifen_source *from = &all->items[idx];
    buf_print(&s->lead, "  [{s}]", from->key);
    buf_put(&s->text, from->document);
    report_say_trust(s, all, idx);
    sheet_item(s, TEXT_PLAIN, sheet_is_narrow(s) ? 2 * SHEET_INDENT : 18);
}

void report_say_version(sheet *s) {
    buf from = buf_make(s->text.mem);
    buf checked = buf_make(s->text.mem);
    sheet_put_plain_day(s, &from, s->info->from);
    sheet_put_plain_day(s, &checked, s->info->checked);
    sheet_print(s, &s->text, WORD_LAW_VERSION, s->info->title, sheet_str(s, &from), sheet_str(s, &checked));
}

bool report_say_overdue(sheet *s) {
    if (s->a->on < s->info->again)
        return false;
    buf again = buf_make(s->text.mem);
    sheet_put_plain_day(s, &again, s->info->again);
    sheet_print(s, &s->text, WORD_LAW_OVERDUE, sheet_str(s, &again));
    return true;
}

static void put_version(sheet *s) {
    text_blank_line(&s->page);
    report_say_version(s);
    sheet_item(s, TEXT_PLAIN, SHEET_INDENT);
    if (report_say_overdue(s))
        sheet_item(s, TEXT_STRONG, SHEET_INDENT);
}

void report_put_sources(sheet *s) {
    report_sources all = report_list_sources(s);
    if (all.n > 0)
        sheet_heading(s, sheet_word(s, WORD_SOURCES));
    for (size_t i = 0; i < all.n; i++)
        if (report_is_first_source(&all, i))
            put_document(s, &all, i);
    put_version(s);
    sheet_paragraph(s, TEXT_PLAIN, sheet_word(s, WORD_DISCLAIMER));
}
