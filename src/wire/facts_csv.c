// SPDX-License-Identifier: Apache-2.0
#include "wire/facts_csv.h"

#include "wire/facts_json.h"

// Is it a fact in any version of the law? Rows may be of different days.
static bool is_known(const facts_frame *f, str name) {
    str id = facts_law_id(f);
    for (size_t i = 0; i < jifen_n_laws(f->engine); i++) {
        const jifen_law *law = jifen_law_at(f->engine, i);
        if (str_is(jifen_info(law)->id, id) && jifen_find_fact(law, name) >= 0)
            return true;
    }
    return false;
}

static column_kind kind_of_column(const facts_frame *f, str name) {
    if (str_is(name, STR("id")))
        return COLUMN_ID;
    if (str_is(name, STR("on")))
        return COLUMN_DAY;
    return is_known(f, name) ? COLUMN_FACT : COLUMN_IGNORED;
}

static rc check_name(const facts_column *all, size_t n, str name, err *e) {
    if (name.len == 0)
        return err_set(e, RC_INPUT, "column {i}: expected a name, found an empty cell（表头有空格子）",
                       (int64_t)n + 1);
    for (size_t i = 0; i < n; i++)
        if (str_is(all[i].name, name))
            return err_set(e, RC_INPUT,
                           "column '{s}': expected it once, found it in columns {i} and {i}（列名重复）",
                           name, (int64_t)i + 1, (int64_t)n + 1);
    return RC_OK;
}

// A header without one column that means something is no header: the cells are not parted by commas, or it is another sheet.
static rc check_header(const facts_column *all, size_t n, err *e) {
    for (size_t i = 0; i < n; i++)
        if (all[i].kind != COLUMN_IGNORED)
            return RC_OK;
    return err_set(e, RC_INPUT,
                   "expected names of facts in the first row, with commas between, found none, such as '{s}'"
                   "（第一行没有一个认识的列名；各列要用逗号隔开）",
                   n > 0 ? all[0].name : (str){0});
}

rc facts_csv_header(const facts_frame *f, const str *cells, size_t n, arena *mem, facts_columns *out, err *e) {
    facts_column *all = ARENA_ARRAY(mem, facts_column, n);
    if (all == NULL)
        return err_set(e, RC_MEMORY, "no memory for {i} columns", (int64_t)n);
    for (size_t i = 0; i < n; i++) {
        str name = str_trim(cells[i]);
        rc code = check_name(all, i, name, e);
        if (code != RC_OK)
            return code;
        all[i] = (facts_column){kind_of_column(f, name), arena_copy(mem, name)};
        if (all[i].name.ptr == NULL)
            return err_set(e, RC_MEMORY, "no memory for {i} columns", (int64_t)n);
    }
    *out = (facts_columns){all, n};
    return check_header(all, n, e);
}

// Whose names are offered in place of one that is not known.
static const jifen_law *law_of(const facts_frame *f) {
    const jifen_law *law = jifen_find_law(f->engine, f->law_id, f->on);
    return law == NULL ? jifen_law_at(f->engine, 0) : law;
}

rc facts_csv_refuse_ignored(const facts_frame *f, const facts_columns *columns, err *e) {
    for (size_t i = 0; i < columns->n; i++)
        if (columns->all[i].kind == COLUMN_IGNORED)
            return facts_refuse_name(law_of(f), columns->all[i].name, e);
    return RC_OK;
}

void facts_csv_print_ignored(const facts_frame *f, const facts_column *c, buf *out) {
    str nearest = jifen_nearest_fact(law_of(f), c->name);
    buf_print(out, "column '{s}' is not known and is ignored（不认识这一列，略过）", c->name);
    if (nearest.len > 0)
        buf_print(out, "; the nearest name is '{s}'", nearest);
}

static rc put_cell(str name, str cell, uint32_t line, arena *mem, facts *out, err *e) {
    int idx = jifen_find_fact(out->law, name);
    if (idx < 0)
        return err_set(e, RC_INPUT, "expected an empty cell, found '{s}'（这一天适用的规定里没有这一项）",
                       cell);
    size_t fact = (size_t)idx;
    out->who.line[fact] = line;
    bool is_json = jifen_fact_at(out->law, fact)->is_records && cell.ptr[0] == '[';
    if (is_json)
        return facts_json_put_records(out->law, cell, line, mem, &out->who, e);
    return jifen_put_text(out->law, &out->who, fact, cell, true, e);
}

// The cell of a column of this kind; empty when there is none.
static str find_cell(const facts_columns *columns, column_kind wanted, const str *cells, size_t n) {
    for (size_t i = 0; i < n && i < columns->n; i++)
        if (columns->all[i].kind == wanted)
            return str_trim(cells[i]);
    return (str){0};
}

static rc begin(const facts_frame *f, str day, facts *out, err *e) {
    if (day.len == 0 || str_is(day, STR("?")))
        return facts_begin(f, NULL, out, e);
    jifen_type t = facts_day_type();
    set s;
    rc code = jifen_parse_value(&t, day, true, &s, e);
    if (code == RC_OK)
        code = facts_begin(f, &s.lo, out, e);
    if (code != RC_OK)
        err_about(e, STR("on"));
    return code;
}

rc facts_csv_read(const facts_frame *f, const facts_columns *columns, const str *cells, size_t n,
                  uint32_t line, arena *mem, facts *out, err *e) {
    err_at(e, line, 0);
    out->id = find_cell(columns, COLUMN_ID, cells, n);
    out->has_id = out->id.len > 0;
    out->id_is_number = false;
    if (n != columns->n)
        return err_set(e, RC_INPUT, "expected {i} cells as in the header, found {i}（格数和表头不一样）",
                       (int64_t)columns->n, (int64_t)n);
    rc code = begin(f, find_cell(columns, COLUMN_DAY, cells, n), out, e);
    for (size_t i = 0; i < n && code == RC_OK; i++) {
        str cell = str_trim(cells[i]);
        if (columns->all[i].kind != COLUMN_FACT || cell.len == 0)
            continue;
        code = put_cell(columns->all[i].name, cell, line, mem, out, e);
        if (code != RC_OK)
            err_about(e, columns->all[i].name);
    }
    return code;
}
