// SPDX-License-Identifier: Apache-2.0
// The trace is the answer: working each step out again from its arguments' values, by code that shares nothing with
// the evaluator but dates, gives every value again, and the steps of the points are the points of the answer.
#include "base/day.h"
#include "base/num.h"
#include "prop/shanghai.h"
#include "prop/world.h"
#include "test.h"

#include <stdlib.h>

static int64_t plain(const jifen_node *n) {
    bool mask = str_is(n->kind, STR("bool")) || str_is(n->kind, STR("enum"));
    return mask ? (int64_t)__builtin_ctzll((uint64_t)n->value.lo) : n->value.lo;
}

static bool is_none(const jifen_node *n) {
    return n->value.none;
}

typedef struct {
    const jifen_node *all, *n;
} at;

static const jifen_node *arg(at a, uint32_t i) {
    return &a.all[a.n->args[i]];
}

static int64_t val(at a, uint32_t i) {
    return plain(arg(a, i));
}

static bool op_is(at a, const char *name) {
    size_t n = 0;
    while (name[n] != '\0')
        n++;
    return str_is(a.n->op, (str){name, n});
}

static bool compare(at a, int64_t *out) {
    bool none = is_none(arg(a, 0)) || is_none(arg(a, 1));
    int64_t x = none ? 0 : val(a, 0), y = none ? 0 : val(a, 1);
    bool r;
    if (op_is(a, "lt"))
        r = x < y;
    else if (op_is(a, "le"))
        r = x <= y;
    else if (op_is(a, "gt"))
        r = x > y;
    else if (op_is(a, "ge"))
        r = x >= y;
    else if (op_is(a, "eq"))
        r = x == y;
    else if (op_is(a, "ne"))
        r = x != y;
    else
        return false;
    *out = r && !none;
    return true;
}

static bool arithmetic(at a, int64_t *out) {
    if (op_is(a, "neg"))
        *out = -val(a, 0);
    else if (op_is(a, "scale"))
        *out = val(a, 0) * num_pow10((int)a.n->num);
    else if (op_is(a, "add") || op_is(a, "add_days"))
        *out = val(a, 0) + val(a, 1);
    else if (op_is(a, "sub"))
        *out = val(a, 0) - val(a, 1);
    else if (op_is(a, "mul"))
        *out = val(a, 0) * val(a, 1);
    else if (op_is(a, "min"))
        *out = val(a, 0) < val(a, 1) ? val(a, 0) : val(a, 1);
    else if (op_is(a, "max"))
        *out = val(a, 0) > val(a, 1) ? val(a, 0) : val(a, 1);
    else if (op_is(a, "floor_div"))
        *out = val(a, 0) / val(a, 1) - (val(a, 0) % val(a, 1) < 0);
    else if (op_is(a, "add_months"))
        *out = day_add_months(val(a, 0), val(a, 1));
    else if (op_is(a, "full_years"))
        *out = day_full_years(val(a, 0), val(a, 1), a.n->num != 0);
    else
        return false;
    return true;
}

static int64_t count_true(at a, uint32_t from) {
    int64_t n = 0;
    for (uint32_t i = from; i < a.n->n_args; i++)
        n += str_is(arg(a, i)->op, STR("record")) && val(a, i) == 1;
    return n;
}

static bool truths(at a, int64_t *out) {
    uint32_t last = a.n->n_args - 1;
    if (op_is(a, "not"))
        *out = !val(a, 0);
    else if (op_is(a, "and") || op_is(a, "or"))
        *out = val(a, last);  // the search stops where it is decided
    else if (op_is(a, "in"))
        *out = a.n->num >> val(a, 0) & 1;
    else if (op_is(a, "has"))
        *out = arg(a, 0)->value.lo >> a.n->num & 1;
    else if (op_is(a, "is_empty"))
        *out = arg(a, 0)->value.lo == 0;
    else if (op_is(a, "is_none"))
        *out = is_none(arg(a, 0));
    else if (op_is(a, "in_range"))
        *out = !is_none(arg(a, 0)) && val(a, 1) <= val(a, 0) && val(a, 0) <= val(a, 2);
    else
        return false;
    return true;
}

static bool tables(at a, int64_t *out) {
    uint32_t last = a.n->n_args - 1;
    if (op_is(a, "by") || op_is(a, "unique") || op_is(a, "first") || op_is(a, "expr") || op_is(a, "if") ||
        op_is(a, "disputed")) {
        *out = arg(a, last)->value.none ? NONE_DAY : val(a, last);
        return true;
    }
    if (!op_is(a, "sum") && !op_is(a, "best"))
        return false;
    int64_t r = val(a, 0);
    for (uint32_t i = 1; i < a.n->n_args; i++)
        r = op_is(a, "sum") ? r + val(a, i) : r > val(a, i) ? r : val(a, i);
    if (a.n->has_least && r < a.n->least)
        r = a.n->least;
    if (a.n->has_most && r > a.n->most)
        r = a.n->most;
    *out = r;
    return true;
}

static bool counts(at a, int64_t *out) {
    if (op_is(a, "count"))
        *out = count_true(a, 0);
    else if (op_is(a, "listed"))
        *out = val(a, a.n->n_args - 1);
    else if (op_is(a, "check")) {
        *out = val(a, 0);
        for (uint32_t i = 1; i < a.n->n_args; i++)
            *out &= !val(a, i);
    } else
        return false;
    return true;
}

// Steps that start from the person or the law, not from other steps.
static bool is_leaf(at a) {
    static const char *const leaves[] = {"const",      "on",   "param",  "record",  "first_seen",  "derived",
                                         "overridden", "fact", "beyond", "verdict", "add_workdays"};
    for (size_t i = 0; i < sizeof leaves / sizeof leaves[0]; i++)
        if (op_is(a, leaves[i]))
            return true;
    return false;
}

static void check_step(const jifen_answer *a, size_t i) {
    at s = {a->trace, &a->trace[i]};
    int64_t again = 0;
    if (is_leaf(s) || (s.n->n_args > 0 && is_none(s.n)))
        return;
    bool done = counts(s, &again) || tables(s, &again) || compare(s, &again) || arithmetic(s, &again) ||
                truths(s, &again);
    if (!CHECK(done))
        printf("  the operation is '%.*s'\n", (int)s.n->op.len, s.n->op.ptr);
    else if (!is_none(s.n) && !CHECK_INT(plain(s.n), again))
        printf("  in %.*s, operation '%.*s'\n", (int)s.n->id.len, s.n->id.ptr, (int)s.n->op.len, s.n->op.ptr);
}

static void check_points(const jifen_answer *a) {
    for (size_t p = 0; p < a->n_points; p++) {
        bool found = false;
        for (size_t i = 0; i < a->n_trace; i++) {
            const jifen_node *n = &a->trace[i];
            if (str_starts(n->id, STR("points.")) && str_is(n->rule, a->points[p].name))
                found = plain(n) == a->points[p].least;
        }
        CHECK(found);
    }
}

static void check_person(world *w, int64_t on, rng *r) {
    person p;
    world_person(w, on, 0, r, &p);
    for (size_t f = 0; f < jifen_n_facts(w->law); f++)
        for (int tries = 0; tries < 30 && world_is_open(w->law, &p, f); tries++) {
            person more = p;
            jifen_answer a;
            err e;
            err_clear(&e);
            if (jifen_put_set(w->law, &more, f, world_value(w->law, f, on, r), &e) == RC_OK &&
                world_assess(w, &more, &a, &e) == RC_OK)
                p = more;
        }
    for (size_t f = 0; f < jifen_n_facts(w->law); f++)
        if (world_is_open(w->law, &p, f))
            return;  // chance did not complete this one
    jifen_answer a;
    err e;
    arena_reset(&w->mem);
    err_clear(&e);
    if (!CHECK(jifen_assess(w->law, &p, (jifen_wishes){.trace = true}, &w->mem, &a, &e) == RC_OK))
        return;
    CHECK(a.n_trace > 0);
    for (size_t i = 0; i < a.n_trace; i++)
        check_step(&a, i);
    check_points(&a);
}

int main(int argc, char **argv) {
    uint64_t n = argc > 1 ? strtoull(argv[1], NULL, 10) : 25;
    arena packs;
    arena_init(&packs, arena_malloc(), 0);
    world w = {.law = shanghai_law(&packs)};
    arena_init(&w.mem, arena_malloc(), 0);
    for (uint64_t seed = 1; seed <= n; seed++) {
        rng r = {seed};
        check_row = (int)seed;
        check_person(&w, rng_between(&r, jifen_info(w.law)->from, jifen_info(w.law)->to), &r);
    }
    arena_done(&w.mem);
    arena_done(&packs);
    CHECK_MAIN();
}
