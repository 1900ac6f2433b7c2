// SPDX-License-Identifier: Apache-2.0
#include "wire/facts_json.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "wire/json_read.h"

#include <string.h>

enum {
    MEMBERS_MOST = LIMIT_FACTS + 2,  // each fact, the day and the id
    FIRST_RECORDS = 64,
    EXPECTED_BYTES = 300,
    SHOWN_BYTES = 64,  // of what was found
};

typedef struct {
    str key;
    uint32_t line;
    json_value value;
    json_reader rest;  // a bookmark behind it; of a list or an object, behind the bracket
} member;

typedef struct {
    size_t n;
    member all[MEMBERS_MOST];
} members;

// ---- what was expected, what was found ---------------------------------------------------------------------

// Text put into a block; where it did not fit it is cut between letters.
static str cut_text(const buf *b) {
    return (str){b->ptr, utf8_cut((str){b->ptr, b->len}, b->cap - 3)};
}

static void print_found(json_value v, buf *out) {
    switch (v.kind) {
    case JSON_NULL: BUF_LIT(out, "null"); break;
    case JSON_BOOL: buf_put(out, v.yes ? STR("true") : STR("false")); break;
    case JSON_NUMBER: buf_print(out, "the number {s}", v.text); break;
    case JSON_STRING: buf_print(out, "the text \"{s}\"", v.text); break;
    case JSON_LIST: BUF_LIT(out, "a list"); break;
    case JSON_OBJECT: BUF_LIT(out, "an object"); break;
    }
}

static rc refuse_value(str expected, json_value v, err *e) {
    char block[SHOWN_BYTES];
    buf found = buf_over(block, sizeof block);
    print_found(v, &found);
    return err_set(e, RC_INPUT, "expected {s}, found {s}", expected, cut_text(&found));
}

static void print_range(const jifen_type *t, buf *out) {
    buf_put_decimal(out, t->domain.lo, t->scale);
    BUF_LIT(out, "..");
    buf_put_decimal(out, t->domain.hi, t->scale);
}

// What may stand for a value of this type; `exact`: in a record, where nothing is unknown.
static void print_expected(const jifen_type *t, bool exact, buf *out) {
    switch (t->kind) {
    case KIND_BOOL: BUF_LIT(out, "true or false（不加引号）"); break;
    case KIND_ENUM:
        BUF_LIT(out, "one of \"");
        facts_print_options(t, out);
        BUF_LIT(out, "\"（加引号）");
        break;
    case KIND_SET:
        BUF_LIT(out, "a list [\"…\"] of ");
        facts_print_options(t, out);
        break;
    case KIND_NUMBER:
        BUF_LIT(out, "a number ");
        print_range(t, out);
        BUF_LIT(out, "（数字，不加引号）");
        break;
    case KIND_DATE:
        BUF_LIT(out, "a date \"YYYY-MM-DD\"");
        buf_put(out,
                t->may_be_none ? STR(" or \"none\"（日期，加引号；没有写 none）") : STR("（日期，加引号）"));
        break;
    case KIND_MONTH: BUF_LIT(out, "a month \"YYYY-MM\"（月份，加引号）"); break;
    }
    bool may_be_range = !exact && (t->kind == KIND_NUMBER || t->kind == KIND_DATE || t->kind == KIND_MONTH);
    if (may_be_range)
        BUF_LIT(out, " or [least, most]");
    if (!exact)
        BUF_LIT(out, " or null（不确定）");
}

static rc refuse_kind(const jifen_type *t, bool exact, json_value v, err *e) {
    char block[EXPECTED_BYTES];
    buf expected = buf_over(block, sizeof block);
    print_expected(t, exact, &expected);
    return refuse_value(cut_text(&expected), v, e);
}

// ---- values ------------------------------------------------------------------------------------------------------

static json_kind kind_of_text(kind k) {
    return k == KIND_BOOL ? JSON_BOOL : k == KIND_NUMBER ? JSON_NUMBER : JSON_STRING;
}

// A single value. Sets of options have none.
static rc read_single(const jifen_type *t, bool exact, json_value v, set *out, err *e) {
    if (v.kind != kind_of_text(t->kind) || t->kind == KIND_SET)
        return refuse_kind(t, exact, v, e);
    if (v.kind == JSON_BOOL) {
        *out = set_one(KIND_BOOL, v.yes);
        return RC_OK;
    }
    return jifen_parse_value(t, v.text, false, out, e);
}

static rc read_end(const jifen_type *t, json_reader *r, json_value *v, set *out, err *e) {
    rc code = json_read_value(r, v, e);
    if (code == RC_OK)
        code = read_single(t, false, *v, out, e);
    if (code == RC_OK && out->none)
        code = refuse_value(STR("two dates [least, most]"), *v, e);
    return code;
}

// The bracket is read. [least, most]
static rc read_pair(const jifen_type *t, json_value list, json_reader *r, set *out, err *e) {
    json_value v[2];
    set ends[2];
    for (int n = 0;; n++) {
        bool more;
        rc code = json_read_item(r, &more, e);
        if (code != RC_OK)
            return code;
        if (more != (n < 2))
            return refuse_value(STR("[least, most] with two values"), list, e);
        if (!more)
            break;
        code = read_end(t, r, &v[n], &ends[n], e);
        if (code != RC_OK)
            return code;
    }
    if (ends[0].lo > ends[1].lo)
        return err_set(e, RC_INPUT, "expected the least first, found [{s}, {s}]（小的在前）", v[0].text,
                       v[1].text);
    *out = (set){.lo = ends[0].lo, .hi = ends[1].lo};
    return RC_OK;
}

// The bracket is read. For an enum the values still possible, for a set its members; both as a mask.
static rc read_options(const jifen_type *t, json_reader *r, int64_t *out_mask, err *e) {
    jifen_type one = *t;
    one.kind = KIND_ENUM;
    one.domain = (set){.lo = ((int64_t)1 << t->n_options) - 1};
    int64_t mask = 0;
    for (;;) {
        bool more;
        rc code = json_read_item(r, &more, e);
        if (code != RC_OK)
            return code;
        if (!more)
            break;
        json_value v;
        set s;
        code = json_read_value(r, &v, e);
        if (code == RC_OK)
            code = read_single(&one, true, v, &s, e);
        if (code != RC_OK)
            return code;
        mask |= s.lo;
    }
    *out_mask = mask;
    return RC_OK;
}

static rc read_list(const jifen_type *t, json_value v, json_reader *r, set *out, err *e) {
    if (t->kind == KIND_BOOL)
        return refuse_kind(t, false, v, e);
    if (!set_is_mask(t->kind) && t->kind != KIND_SET)
        return read_pair(t, v, r, out, e);
    int64_t mask;
    rc code = read_options(t, r, &mask, e);
    if (code != RC_OK)
        return code;
    if (t->kind == KIND_ENUM && mask == 0)
        return err_set(e, RC_INPUT, "expected the values still possible, found an empty list");
    *out = t->kind == KIND_SET ? set_one(KIND_SET, mask) : (set){.lo = mask};
    return RC_OK;
}

// ---- records -----------------------------------------------------------------------------------------------------

static rc refuse_field(const jifen_law *l, str key, err *e) {
    str best = {0};
    size_t best_edits = 3;
    for (size_t i = 0; i < jifen_n_fields(l); i++) {
        str name = jifen_field_at(l, i)->name;
        size_t edits = str_distance(key, name, best_edits - 1);
        if (edits < best_edits) {
            best_edits = edits;
            best = name;
        }
    }
    if (best.len == 0)
        return err_set(e, RC_INPUT, "expected a name of a record, found '{s}'（记录里没有这一项）", key);
    return err_set(e, RC_INPUT, "expected '{s}', found '{s}'（记录里没有这一项，是不是 '{s}'？）", best, key,
                   best);
}

// What could not be read of a field that the record's other fields may make of no matter.
typedef struct {
    err e;
    bool is_set;
    size_t field;
} doubt;

#define UNREADABLE (INT64_MIN + 1)  // in no field's domain

// One field. null is a date that is none, or a field that may be left out; never an unknown.
static rc read_field(const jifen_type *t, size_t field, json_reader *r, record *rec, uint32_t *has,
                     doubt *later, err *e) {
    json_value v;
    rc code = json_read_value(r, &v, e);
    if (code != RC_OK)
        return code;
    bool is_null = v.kind == JSON_NULL;
    bool may_be_left_out = t->required || t->is_checked_later;
    if (is_null && may_be_left_out && !t->may_be_none)
        return RC_OK;  // as if it were left out; jifen_check_record decides
    bool can_wait = t->is_checked_later && v.kind != JSON_LIST && v.kind != JSON_OBJECT;
    set s = set_none();
    if (!is_null || !t->may_be_none)
        code = read_single(t, true, v, &s, can_wait ? &later->e : e);
    if (code == RC_INPUT && can_wait) {
        later->is_set = true;
        later->field = field;
        rec->value[field] = UNREADABLE;
        *has |= (uint32_t)1 << field;
        return RC_OK;
    }
    if (code != RC_OK)
        return code;
    rec->value[field] = s.none ? NONE_DAY : set_value(t->kind, s);
    *has |= (uint32_t)1 << field;
    return RC_OK;
}

static rc read_fields(const jifen_law *l, json_reader *r, record *out, uint32_t *has, doubt *later, err *e) {
    uint32_t seen = 0;
    for (;;) {
        bool more;
        json_value key;
        rc code = json_read_key(r, &more, &key, e);
        if (code != RC_OK || !more)
            return code;
        int field = jifen_find_field(l, key.text);
        if (field < 0)
            code = refuse_field(l, key.text, e);
        else if ((seen >> field & 1) != 0)
            code = err_set(e, RC_INPUT, "expected it once, found it twice（重复）");
        else
            code = read_field(jifen_field_at(l, (size_t)field), (size_t)field, r, out, has, later, e);
        if (code != RC_OK) {
            err_about(e, field < 0 ? (str){0} : key.text);
            err_at(e, key.line, 0);
            return code;
        }
        seen |= (uint32_t)1 << field;
    }
}

// A field that could not be read is refused with what was wrong with it, where it matters.
static rc check_record(const jifen_law *l, record *r, uint32_t has, const doubt *later, err *e) {
    err found;
    err_clear(&found);
    rc code = jifen_check_record(l, r, has, &found);
    str name = later->is_set ? jifen_field_at(l, later->field)->name : (str){0};
    if (code == RC_INPUT && later->is_set && str_is(err_name(&found), name)) {
        *e = later->e;
        err_about(e, name);
    } else if (code != RC_OK)
        *e = found;
    return code;
}

static rc read_record(const jifen_law *l, json_reader *r, record *out, err *e) {
    json_value v;
    rc code = json_read_value(r, &v, e);
    if (code != RC_OK)
        return code;
    uint32_t has = 0;
    doubt later = {.is_set = false};
    err_clear(&later.e);
    if (v.kind != JSON_OBJECT)
        code = refuse_value(STR("a record {…}"), v, e);
    else
        code = read_fields(l, r, out, &has, &later, e);
    if (code == RC_OK)
        code = check_record(l, out, has, &later, e);
    err_at(e, v.line, 0);
    return code;
}

// The error of a record, with its number in front.
static rc refuse_record(size_t n, const err *inner, err *e) {
    int64_t number = (int64_t)n + 1;
    if (inner->name_len > 0)
        (void)err_set(e, inner->code, "record {i}, '{s}': {s}", number, err_name(inner), err_text(inner));
    else
        (void)err_set(e, inner->code, "record {i}: {s}", number, err_text(inner));
    err_at(e, inner->line, inner->column);
    return inner->code;
}

// Room for one more; the old block stays behind in the arena.
static record *grow(arena *mem, record *old, size_t n, size_t *cap) {
    if (n < *cap)
        return old;
    size_t more = *cap == 0 ? FIRST_RECORDS : *cap * 2;
    record *all = ARENA_ARRAY(mem, record, more);
    if (all == NULL)
        return NULL;
    if (n > 0)
        memcpy(all, old, n * sizeof *all);
    *cap = more;
    return all;
}

// The bracket is read.
static rc read_records(const jifen_law *l, json_reader *r, person *p, err *e) {
    record *all = NULL;
    size_t n = 0, cap = 0;
    for (;; n++) {
        bool more;
        rc code = json_read_item(r, &more, e);
        if (code != RC_OK)
            return code;
        if (!more)
            break;
        if (n == LIMIT_RECORDS)
            return err_set(e, RC_LIMIT, "expected at most {i} records, found more", (int64_t)LIMIT_RECORDS);
        all = grow(r->mem, all, n, &cap);
        if (all == NULL)
            return err_set(e, RC_MEMORY, "no memory for {i} records", (int64_t)n + 1);
        err inner;
        err_clear(&inner);
        code = read_record(l, r, &all[n], &inner);
        if (code != RC_OK)
            return refuse_record(n, &inner, e);
    }
    return jifen_put_records(l, p, all, n, e);
}

// ---- facts -------------------------------------------------------------------------------------------------------

static rc read_fact(const jifen_law *l, size_t fact, member *m, person *p, err *e) {
    const jifen_fact *f = jifen_fact_at(l, fact);
    json_value v = m->value;
    json_reader *r = &m->rest;
    if (v.kind == JSON_NULL) {
        jifen_put_null(p, fact);
        return RC_OK;
    }
    if (f->is_records && v.kind != JSON_LIST)
        return refuse_value(STR("a list of records [{…}] or null（不确定）"), v, e);
    if (f->is_records)
        return read_records(l, r, p, e);
    set s;
    rc code;
    if (v.kind == JSON_LIST)
        code = read_list(&f->type, v, r, &s, e);
    else
        code = read_single(&f->type, false, v, &s, e);
    return code == RC_OK ? jifen_put_set(l, p, fact, s, e) : code;
}

static rc put_member(const jifen_law *l, member *m, person *p, err *e) {
    int fact = jifen_find_fact(l, m->key);
    if (fact < 0)
        return facts_refuse_name(l, m->key, e);
    p->line[fact] = m->line;
    rc code = read_fact(l, (size_t)fact, m, p, e);
    if (code != RC_OK)
        err_about(e, m->key);
    return code;
}

static member *find_member(members *m, str key) {
    for (size_t i = 0; i < m->n; i++)
        if (str_is(m->all[i].key, key))
            return &m->all[i];
    return NULL;
}

static rc take_id(json_value v, facts *out, err *e) {
    if (v.kind != JSON_STRING && v.kind != JSON_NUMBER && v.kind != JSON_NULL) {
        err_about(e, STR("id"));
        err_at(e, v.line, 0);
        return refuse_value(STR("a text or a number"), v, e);
    }
    out->has_id = v.kind != JSON_NULL;
    out->id_is_number = v.kind == JSON_NUMBER;
    out->id = v.text;
    return RC_OK;
}

// Note a key's value, and step over what is in it. The id is taken at once, so that what is broken behind it can be
// reported with it.
static rc add_member(members *m, json_value key, json_reader *r, facts *out, err *e) {
    const member *twin = find_member(m, key.text);
    if (twin != NULL) {
        err_about(e, key.text);
        err_at(e, key.line, 0);
        return err_set(e, RC_INPUT, "expected it once, found it in line {i} too（重复）", (int64_t)twin->line);
    }
    if (m->n == MEMBERS_MOST) {
        err_at(e, key.line, 0);
        return err_set(e, RC_LIMIT, "expected at most {i} names, found more", (int64_t)MEMBERS_MOST);
    }
    member *next = &m->all[m->n++];
    next->key = key.text;
    next->line = key.line;
    rc code = json_read_value(r, &next->value, e);
    if (code == RC_OK && str_is(key.text, STR("id")))
        code = take_id(next->value, out, e);
    next->rest = *r;
    return code == RC_OK ? json_read_rest(r, next->value, e) : code;
}

// Go once over the whole text: is it JSON, and where is what?
static rc collect(json_reader *r, members *m, facts *out, err *e) {
    if (str_trim(str_slice(r->text, r->at, r->text.len)).len == 0) {
        err_at(e, r->line, 0);
        return err_set(e, RC_INPUT, "expected one object {{…} with facts, found nothing（没有内容）");
    }
    json_value v;
    rc code = json_read_value(r, &v, e);
    if (code != RC_OK)
        return code;
    if (v.kind != JSON_OBJECT) {
        err_at(e, v.line, 0);
        return refuse_value(STR("one object {…} with facts"), v, e);
    }
    for (;;) {
        bool more;
        json_value key;
        code = json_read_key(r, &more, &key, e);
        if (code != RC_OK)
            return code;
        if (!more)
            return json_read_end(r, e);
        code = add_member(m, key, r, out, e);
        if (code != RC_OK)
            return code;
    }
}

// The day first: it decides which version of the law the other facts belong to.
static rc begin(const facts_frame *f, const member *day, facts *out, err *e) {
    if (day == NULL || day->value.kind == JSON_NULL)
        return facts_begin(f, NULL, out, e);
    jifen_type t = facts_day_type();
    set s;
    rc code = read_single(&t, true, day->value, &s, e);
    if (code == RC_OK)
        code = facts_begin(f, &s.lo, out, e);
    if (code != RC_OK) {
        err_about(e, STR("on"));
        err_at(e, day->line, 0);
    }
    return code;
}

rc facts_json_read(const facts_frame *f, str text, uint32_t line, arena *mem, facts *out, err *e) {
    out->has_id = false;
    json_reader r = json_read_open(text, line, mem);
    members m;
    m.n = 0;
    rc code = collect(&r, &m, out, e);
    if (code == RC_OK)
        code = begin(f, find_member(&m, STR("on")), out, e);
    if (code != RC_OK)
        return code;
    for (size_t i = 0; i < m.n; i++) {
        if (str_is(m.all[i].key, STR("id")) || str_is(m.all[i].key, STR("on")))
            continue;
        code = put_member(out->law, &m.all[i], &out->who, e);
        if (code != RC_OK) {
            err_at(e, m.all[i].line, 0);
            return code;
        }
    }
    return RC_OK;
}

rc facts_json_put_records(const jifen_law *l, str text, uint32_t line, arena *mem, person *p, err *e) {
    json_reader r = json_read_open(text, line, mem);
    json_value v;
    rc code = json_read_value(&r, &v, e);
    if (code != RC_OK)
        return code;
    if (v.kind != JSON_LIST)
        return refuse_value(STR("a list of records [{…}]"), v, e);
    code = read_records(l, &r, p, e);
    return code == RC_OK ? json_read_end(&r, e) : code;
}
