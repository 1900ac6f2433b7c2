// SPDX-License-Identifier: Apache-2.0
#include "engine/carry.h"

// ---- values

// The option of the same name; -1: none.
static int find_option(const jifen_type *t, str name) {
    for (size_t i = 0; i < t->n_options; i++)
        if (str_is(t->options[i].name, name))
            return (int)i;
    return -1;
}

// A mask of options, by their names. False: the other side lacks one of them.
static bool carry_mask(const jifen_type *from, const jifen_type *to, int64_t mask, int64_t *out) {
    *out = 0;
    for (size_t i = 0; i < from->n_options; i++) {
        if (!(mask >> i & 1))
            continue;
        int other = find_option(to, from->options[i].name);
        if (other < 0)
            return false;
        *out |= (int64_t)1 << other;
    }
    return true;
}

static bool is_same_measure(const jifen_type *from, const jifen_type *to) {
    return from->kind == to->kind && from->scale == to->scale && from->unit == to->unit;
}

static bool carry_set(const jifen_type *from, const jifen_type *to, set v, set *out) {
    *out = v;
    if (!is_same_measure(from, to))
        return false;
    if (to->kind == KIND_ENUM || to->kind == KIND_SET) {
        out->lo = out->hi = 0;
        if (!carry_mask(from, to, v.lo, &out->lo))
            return false;
        if (to->kind == KIND_SET && !carry_mask(from, to, v.hi, &out->hi))
            return false;
    }
    return set_has(to->kind, to->domain, *out);
}

static void carry_fact(const jifen_law *from, const jifen_law *to, const person *p, size_t fact, person *out) {
    const jifen_fact *f = jifen_fact_at(from, fact);
    int other = jifen_find_fact(to, f->type.name);
    if (other < 0 || f->is_records || jifen_fact_at(to, (size_t)other)->is_records)
        return;
    if (p->given[fact] == GIVEN_NULL)
        out->given[other] = GIVEN_NULL;
    if (p->given[fact] != GIVEN_SET)
        return;
    if (carry_set(&f->type, &jifen_fact_at(to, (size_t)other)->type, p->value[fact], &out->value[other]))
        out->given[other] = GIVEN_SET;
}

// ---- records

static bool carry_field(const jifen_type *from, const jifen_type *to, int64_t v, int64_t *out) {
    *out = v;
    if (!is_same_measure(from, to) || to->kind == KIND_SET)
        return false;
    if (to->kind != KIND_ENUM)
        return true;
    int other = v >= 0 && v < (int64_t)from->n_options ? find_option(to, from->options[v].name) : -1;
    *out = other;
    return other >= 0;
}

static bool carry_record(const jifen_law *from, const jifen_law *to, const record *r, record *out) {
    uint32_t has = 0;
    for (size_t i = 0; i < jifen_n_fields(from); i++) {
        const jifen_type *t = jifen_field_at(from, i);
        int other = jifen_find_field(to, t->name);
        if (other < 0)
            continue;
        if (!carry_field(t, jifen_field_at(to, (size_t)other), r->value[i], &out->value[other]))
            return false;
        has |= (uint32_t)1 << other;
    }
    return jifen_check_record(to, out, has, NULL) == RC_OK;
}

static bool has_records(const jifen_law *l, const person *p) {
    for (size_t f = 0; f < jifen_n_facts(l); f++)
        if (jifen_fact_at(l, f)->is_records && p->given[f] == GIVEN_SET)
            return true;
    return false;
}

static bool carry_records(const jifen_law *from, const jifen_law *to, const person *p, arena *mem, person *out) {
    if (!has_records(from, p) || jifen_n_fields(to) == 0)
        return true;
    record *list = ARENA_ARRAY(mem, record, p->n_records + 1);
    if (list == NULL)
        return false;
    for (uint32_t i = 0; i < p->n_records; i++)
        if (!carry_record(from, to, &p->records[i], &list[i]))
            return true;
    // What was put in once goes in again; a law that takes fewer records leaves them out.
    (void)!jifen_put_records(to, out, list, p->n_records, NULL);
    return true;
}

bool carry_person(const jifen_law *from, const jifen_law *to, const person *p, arena *mem, person *out) {
    jifen_person_init(out, p->on);
    for (size_t f = 0; f < jifen_n_facts(from); f++)
        carry_fact(from, to, p, f, out);
    return carry_records(from, to, p, mem, out);
}
