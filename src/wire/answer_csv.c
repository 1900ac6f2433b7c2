// SPDX-License-Identifier: Apache-2.0
#include "wire/answer_csv.h"

#include "wire/csv.h"

enum { CELL_BYTES = 512, N_TEXT_COLUMNS = 4 };  // between the goals and the error

// ---- cells -----------------------------------------------------------------------------------------------------

static void put_id(const facts *who, buf *out) {
    csv_put_cell(out, who->has_id ? who->id : (str){0}, true);
}

// Answers of the law's own version stand where the columns are; those of others are looked for by name.
static void put_points(const jifen_answer *a, str name, size_t idx, buf *out) {
    buf_put_char(out, ',');
    bool is_there = idx < a->n_points && str_is(a->points[idx].name, name);
    for (idx = is_there ? idx : 0; idx < a->n_points && !str_is(a->points[idx].name, name);)
        idx++;
    if (idx == a->n_points)
        return;
    buf_put_int(out, a->points[idx].least);
    if (a->points[idx].least != a->points[idx].most) {
        BUF_LIT(out, "..");
        buf_put_int(out, a->points[idx].most);
    }
}

static void put_goal(const jifen_answer *a, str name, buf *out) {
    buf_put_char(out, ',');
    for (size_t i = 0; i < a->n_goals; i++)
        if (str_is(a->goals[i].name, name) && a->goals[i].holds != TRI_OPEN)
            buf_put(out, a->goals[i].holds == TRI_YES ? STR("true") : STR("false"));
}

// Codes are names: nothing in them needs quotes.
static void put_code(str code, bool is_first, buf *out) {
    if (!is_first)
        buf_put_char(out, '|');
    buf_put(out, code);
}

static void put_verdict(const jifen_answer *a, buf *out) {
    csv_put_cell(out, a->verdict, false);
    buf_put_char(out, ',');
    for (size_t i = 0; i < a->n_reasons; i++)
        put_code(a->reasons[i].code, i == 0, out);
    buf_put_char(out, ',');
    for (size_t i = 0; i < a->n_possible; i++)
        put_code(a->possible[i].code, i == 0, out);
    buf_put_char(out, ',');
    for (size_t i = 0; i < a->n_assumptions; i++)
        put_code(a->assumptions[i].code, i == 0, out);
}

// ---- rows --------------------------------------------------------------------------------------------------------

bool answer_csv_columns(const facts_frame *f, answer_columns *out) {
    const jifen_law *law = jifen_find_law(f->engine, f->law_id, f->on);
    for (size_t i = 0; law == NULL && i < jifen_n_laws(f->engine); i++) {
        const jifen_law *any = jifen_law_at(f->engine, i);
        if (str_is(jifen_info(any)->id, facts_law_id(f)))
            law = any;
    }
    if (law == NULL)
        return false;
    out->info = jifen_info(law);
    return true;
}

void answer_csv_put_head(const answer_columns *c, buf *out) {
    csv_put_cell(out, STR("id"), true);
    for (size_t i = 0; i < c->info->n_points; i++)
        csv_put_cell(out, c->info->points[i], false);
    for (size_t i = 0; i < c->info->n_goals; i++)
        csv_put_cell(out, c->info->goals[i], false);
    BUF_LIT(out, ",verdict,reasons,possible_reasons,assumptions,error\n");
}

void answer_csv_put(const answer_columns *c, const facts *who, const jifen_answer *a, buf *out) {
    put_id(who, out);
    for (size_t i = 0; i < c->info->n_points; i++)
        put_points(a, c->info->points[i], i, out);
    for (size_t i = 0; i < c->info->n_goals; i++)
        put_goal(a, c->info->goals[i], out);
    put_verdict(a, out);
    BUF_LIT(out, ",\n");
}

void answer_csv_put_error(const answer_columns *c, const facts *who, const err *e, buf *out) {
    char block[CELL_BYTES];
    buf text = buf_over(block, sizeof block);
    facts_print_error(e, &text);
    put_id(who, out);
    for (size_t i = 0; i < c->info->n_points + c->info->n_goals + N_TEXT_COLUMNS; i++)
        buf_put_char(out, ',');
    csv_put_cell(out, buf_str(&text), false);
    buf_put_char(out, '\n');
}
