// SPDX-License-Identifier: Apache-2.0
// Month records: what each one must hold, and the list of them.
#include "engine/handle.h"
#include "engine/value_words.h"

#include "eval/walk.h"

#include <assert.h>

static bool is_in_domain(const field *f, int64_t v) {
    if (v == NONE_DAY && f->type.kind == KIND_DATE)
        return f->domain.none;
    if (set_is_mask(f->type.kind) && (v < 0 || v > LIMIT_OPTIONS))
        return false;
    return set_has(f->type.kind, f->domain, set_one(f->type.kind, v));
}

// Some value of the field, where the law does not look at it.
static int64_t any_value(const field *f) {
    if (set_is_mask(f->type.kind))
        return __builtin_ctzll((uint64_t)f->domain.lo);
    return f->type.kind == KIND_DATE && f->domain.lo > f->domain.hi ? NONE_DAY : f->domain.lo;
}

static int64_t default_of(const field *f) {
    return f->standard.none ? NONE_DAY : set_value(f->type.kind, f->standard);
}

// Does the record make the field meaningless? Looks at this record alone.
static bool is_excused(const law *l, const record *r, const field *f) {
    if (f->unless == 0)
        return false;
    person who = {.records = r, .n_records = 1};
    set box[LIMIT_FACTS];
    uint8_t memo[LIMIT_RULES] = {0};
    assert(l->n_eaches <= LIMIT_RULES);
    for (uint32_t i = 0; i < l->n_facts; i++)
        box[i] = l->facts[i].domain;
    walk w;
    walk_init(&w, l, &who, box, memo);
    w.rec = r;
    return set_is(walk_node(&w, f->unless), true);
}

static rc refuse_field(const jifen_type *t, bool is_given, int64_t v, err *e) {
    char expected_block[400], found_block[128];
    buf expected = buf_over(expected_block, sizeof expected_block);
    buf found = buf_over(found_block, sizeof found_block);
    err_about(e, t->name);
    value_put_expected(t, &expected);
    bool is_printable = !set_is_mask(t->kind) || (v >= 0 && v < (int64_t)t->n_options);
    if (is_given && is_printable)
        jifen_print_value(t, v == NONE_DAY ? set_none() : set_one(t->kind, v), false, &found);
    else if (is_given)
        BUF_LIT(&found, "an option it does not have");
    else
        BUF_LIT(&found, "nothing");
    return err_set(e, RC_INPUT, "expected {s}, found {s}", buf_str(&expected), buf_str(&found));
}

rc jifen_check_record(const jifen_law *l, record *r, uint32_t has, err *e) {
    const law *of = l->law;
    record given = *r;
    uint32_t bad = 0;
    for (uint32_t i = 0; i < of->n_fields; i++) {
        const field *f = &of->fields[i];
        bool is_given = has >> i & 1;
        if (!is_given && f->has_default)
            r->value[i] = default_of(f);
        else if (!is_given || !is_in_domain(f, given.value[i])) {
            r->value[i] = any_value(f);
            bad |= (uint32_t)1 << i;
        }
    }
    // A field that is wrong whatever the others say comes first: an `unless` may look at it.
    for (int round = 0; bad != 0 && round < 2; round++)
        for (uint32_t i = 0; i < of->n_fields; i++)
            if ((bad >> i & 1) && (round == 1 || of->fields[i].unless == 0) &&
                !is_excused(of, r, &of->fields[i]))
                return refuse_field(&l->fields[i], has >> i & 1, given.value[i], e);
    return RC_OK;
}

// ---- the list

static void sift_down(record *records, size_t from, size_t n) {
    record top = records[from];
    for (size_t below; (below = 2 * from + 1) < n; from = below) {
        if (below + 1 < n && records[below + 1].value[0] > records[below].value[0])
            below++;
        if (records[below].value[0] <= top.value[0])
            break;
        records[from] = records[below];
    }
    records[from] = top;
}

static void sort_by_month(record *records, size_t n) {
    for (size_t i = n / 2; i-- > 0;)
        sift_down(records, i, n);
    for (size_t last = n; last-- > 1;) {
        record most = records[0];
        records[0] = records[last];
        records[last] = most;
        sift_down(records, 0, last);
    }
}

static bool is_sorted(const record *records, size_t n) {
    for (size_t i = 1; i < n; i++)
        if (records[i - 1].value[0] > records[i].value[0])
            return false;
    return true;
}

static rc refuse_list(const jifen_law *l, rc code, err *e) {
    if (l->law->records_fact >= 0)
        err_about(e, l->law->facts[l->law->records_fact].name);
    return code;
}

rc jifen_put_records(const jifen_law *l, person *p, record *records, size_t n, err *e) {
    if (l->law->records_fact < 0)
        return err_set(e, RC_INPUT, "expected no month records, found {i}", (int64_t)n);
    if (n > LIMIT_RECORDS)
        return refuse_list(l,
                           err_set(e, RC_LIMIT, "expected at most {i} month records, found {i}",
                                   (int64_t)LIMIT_RECORDS, (int64_t)n),
                           e);
    if (!is_sorted(records, n))
        sort_by_month(records, n);
    for (size_t i = 1; i < n; i++)
        if (records[i].value[0] == records[i - 1].value[0])
            return refuse_list(
                l, err_set(e, RC_INPUT, "expected each month once, found {m} twice", records[i].value[0]), e);
    p->given[l->law->records_fact] = GIVEN_SET;
    p->records = records;
    p->n_records = (uint32_t)n;
    return RC_OK;
}
