// SPDX-License-Identifier: Apache-2.0
#include "engine/case_read.h"

#include "engine/handle.h"
#include "engine/value_words.h"

#include "base/day.h"

// ---- parts and words

bool case_next_part(str *rest, str *part) {
    if (rest->len == 0)
        return false;
    int depth = 0;
    bool is_quoted = false;
    size_t at = 0;
    for (; at < rest->len; at++) {
        char c = rest->ptr[at];
        if (c == '"')
            is_quoted = !is_quoted;
        else if (is_quoted)
            continue;
        else if (c == '[' || c == '{')
            depth++;
        else if (c == ']' || c == '}')
            depth--;
        else if (c == ',' && depth == 0)
            break;
    }
    *part = str_trim(str_slice(*rest, 0, at));
    *rest = str_slice(*rest, at + 1, rest->len);
    return true;
}

bool case_next_word(str *rest, str *word) {
    *rest = str_trim(*rest);
    if (rest->len == 0)
        return false;
    bool is_quoted = rest->ptr[0] == '"';
    size_t at = 1;
    while (at < rest->len && rest->ptr[at] != (is_quoted ? '"' : ' '))
        at++;
    if (is_quoted && at < rest->len)
        at++;
    *word = str_slice(*rest, 0, at);
    *rest = str_slice(*rest, at, rest->len);
    return true;
}

// ---- records

typedef struct {
    const jifen_law *law;
    record *all;  // [LIMIT_RECORDS]
    size_t n;
    case_person *out;
    err *e;
} records_reader;

static rc malformed(case_person *out, rc code) {
    out->is_malformed = true;
    return code;
}

// `2025-03` or `2025-03..2025-06`.
static rc read_months(records_reader *r, str text, int64_t *first, int64_t *last) {
    const jifen_type *t = jifen_field_at(r->law, 0);
    size_t at = 0;
    while (at < text.len && !str_starts(str_slice(text, at, text.len), STR("..")))
        at++;
    set from = set_empty(), to = set_empty();
    rc code = jifen_parse_value(t, str_slice(text, 0, at), false, &from, r->e);
    to = from;
    if (code == RC_OK && at < text.len)
        code = jifen_parse_value(t, str_slice(text, at + 2, text.len), false, &to, r->e);
    if (code != RC_OK)
        return malformed(r->out, code);
    if (from.lo > to.lo)
        return malformed(r->out, value_refuse_order(text, r->e));
    *first = from.lo;
    *last = to.lo;
    return RC_OK;
}

static rc read_field(records_reader *r, str name, str text, record *rec, uint32_t *has) {
    int idx = jifen_find_field(r->law, name);
    if (idx <= 0)
        return malformed(r->out, err_set(r->e, RC_INPUT, "expected the name of a field, found '{s}'", name));
    if (*has >> idx & 1)
        return malformed(r->out, err_set(r->e, RC_INPUT, "expected '{s}' once, found it twice", name));
    const jifen_type *t = jifen_field_at(r->law, (size_t)idx);
    set v;
    rc code = jifen_parse_value(t, text, false, &v, r->e);
    if (code != RC_OK) {
        err_about(r->e, name);
        return code;
    }
    rec->value[idx] = v.none ? NONE_DAY : set_value(t->kind, v);
    *has |= (uint32_t)1 << idx;
    return RC_OK;
}

static rc add_months(records_reader *r, const record *rec, uint32_t has, int64_t first, int64_t last) {
    for (int64_t month = first; month <= last; month++) {
        if (r->n == LIMIT_RECORDS)
            return err_set(r->e, RC_LIMIT, "expected at most {i} month records, found more",
                           (int64_t)LIMIT_RECORDS);
        record *added = &r->all[r->n++];
        *added = *rec;
        added->value[0] = month;
        rc code = jifen_check_record(r->law, added, has, r->e);
        if (code != RC_OK)
            return code;
    }
    return RC_OK;
}

// `MONTHS FIELD VALUE FIELD VALUE …`
static rc read_record(records_reader *r, str text) {
    str name, value;
    int64_t first = 0, last = 0;
    if (!case_next_word(&text, &name))
        return malformed(r->out, err_set(r->e, RC_INPUT, "expected a month, found nothing"));
    rc code = read_months(r, name, &first, &last);
    record rec = {0};
    uint32_t has = 1;
    while (code == RC_OK && case_next_word(&text, &name)) {
        if (!case_next_word(&text, &value))
            return malformed(r->out, err_set(r->e, RC_INPUT, "expected a value of '{s}', found nothing", name));
        code = read_field(r, name, value, &rec, &has);
    }
    return code == RC_OK ? add_months(r, &rec, has, first, last) : code;
}

// `[RECORD, RECORD, …]`, or ? for unknown ones.
static rc read_records(const jifen_law *l, size_t fact, str text, arena *mem, case_person *out, err *e) {
    if (str_is(text, STR("?"))) {
        jifen_put_null(&out->who, fact);
        return RC_OK;
    }
    if (text.len < 2 || text.ptr[0] != '[' || text.ptr[text.len - 1] != ']')
        return malformed(out, err_set(e, RC_INPUT, "expected [records] or ?, found '{s}'", text));
    records_reader r = {l, ARENA_ARRAY(mem, record, LIMIT_RECORDS), 0, out, e};
    if (r.all == NULL)
        return err_set(e, RC_MEMORY, "no memory for the records");
    str rest = str_trim(str_slice(text, 1, text.len - 1)), part;
    while (case_next_part(&rest, &part)) {
        err inner;
        err_clear(&inner);
        r.e = &inner;
        rc code = read_record(&r, part);
        if (code == RC_OK)
            continue;
        bool has_name = inner.name_len > 0;
        return err_set(e, code, "record '{s}': {s}{s}{s}", part, err_name(&inner),
                       has_name ? STR(": ") : STR(""), err_text(&inner));
    }
    return jifen_put_records(l, &out->who, r.all, r.n, e);
}

// ---- facts

static rc read_day(str text, case_person *out, err *e) {
    out->has_day = day_parse(text, &out->who.on);
    if (out->has_day)
        return RC_OK;
    err_about(e, STR("on"));
    return malformed(out, err_set(e, RC_INPUT, "expected a date like 2026-03-10, found '{s}'", text));
}

static rc read_route(const jifen_law *l, str name, case_person *out, err *e) {
    out->way = jifen_find_route(l, name);
    if (out->way != NULL)
        return RC_OK;
    return malformed(out, err_set(e, RC_INPUT, "expected the name of a route, found '{s}'", name));
}

static rc unknown_fact(const jifen_law *l, str name, case_person *out, err *e) {
    str nearest = jifen_nearest_fact(l, name);
    out->is_malformed = true;
    if (nearest.len > 0)
        return err_set(e, RC_INPUT, "expected the name of a fact, found '{s}'; did you mean '{s}'?", name,
                       nearest);
    return err_set(e, RC_INPUT, "expected the name of a fact, found '{s}'", name);
}

static rc read_fact(const jifen_law *l, str name, str text, arena *mem, case_person *out, uint64_t *seen,
                    err *e) {
    int idx = jifen_find_fact(l, name);
    if (idx < 0)
        return unknown_fact(l, name, out, e);
    if (*seen >> idx & 1)
        return malformed(out, err_set(e, RC_INPUT, "expected '{s}' once, found it twice", name));
    *seen |= (uint64_t)1 << idx;
    size_t fact = (size_t)idx;
    rc code = jifen_fact_at(l, fact)->is_records ? read_records(l, fact, text, mem, out, e)
                                                 : jifen_put_text(l, &out->who, fact, text, false, e);
    if (code != RC_OK)
        err_about(e, name);
    return code;
}

static rc read_facts(const jifen_law *l, str text, arena *mem, case_person *out, err *e) {
    str part, name;
    uint64_t seen = 0;
    bool has_day = false;
    while (case_next_part(&text, &part)) {
        if (!case_next_word(&part, &name))
            return malformed(out,
                             err_set(e, RC_INPUT, "expected `name value`, found nothing between two commas"));
        str value = str_trim(part);
        bool is_day = str_is(name, STR("on"));
        if (value.len == 0)
            return malformed(out, err_set(e, RC_INPUT, "expected a value of '{s}', found nothing", name));
        if (is_day && has_day)
            return malformed(out, err_set(e, RC_INPUT, "expected 'on' once, found it twice"));
        has_day |= is_day;
        bool is_route = str_is(name, STR("route")) && jifen_find_fact(l, name) < 0;
        rc code = is_day     ? read_day(value, out, e)
                  : is_route ? read_route(l, value, out, e)
                             : read_fact(l, name, value, mem, out, &seen, e);
        if (code != RC_OK)
            return code;
    }
    return RC_OK;
}

rc case_read_person(const jifen_law *l, str given, str own, arena *mem, case_person *out, err *e) {
    jifen_person_init(&out->who, 0);
    out->has_day = out->is_malformed = false;
    out->way = NULL;
    rc code = read_facts(l, str_trim(given), mem, out, e);
    if (code == RC_OK)
        code = read_facts(l, str_trim(own), mem, out, e);
    if (code == RC_OK && !out->has_day)
        return malformed(out, err_set(e, RC_INPUT, "expected `on DATE` among the facts, found none"));
    if (code == RC_OK && out->way != NULL)
        (void)jifen_suppose(l, out->way, mem, &out->who);  // what is left out, the case's answer shows
    return code;
}
