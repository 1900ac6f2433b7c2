// SPDX-License-Identifier: Apache-2.0
// What is said to bring more points brings just those, and one step less brings none, under the real law.
#include "prop/shanghai.h"
#include "prop/world.h"
#include "test.h"

#include <stdlib.h>

static size_t n_tried;

// The points of that place with the fact at `value`; -1: the law refuses that.
static int64_t points_at(world *w, const person *p, size_t points, size_t fact, int64_t value) {
    person other = *p;
    jifen_answer a;
    err e;
    err_clear(&e);
    if (jifen_put_set(w->law, &other, fact, set_range(value, value, 0), &e) != RC_OK ||
        world_assess(w, &other, &a, &e) != RC_OK)
        return -1;
    return a.points[points].least == a.points[points].most ? a.points[points].least : -1;
}

static void check_person(world *w, rng *r) {
    const jifen_law_info *info = jifen_info(w->law);
    person p;
    jifen_answer a;
    err e;
    world_person(w, rng_between(r, info->from, info->to), 20, r, &p);
    if (world_answer(w, &p, &a, &e) != RC_OK)
        return;
    jifen_points kept[64];
    size_t n = a.n_points;
    CHECK(n <= 64);
    for (size_t i = 0; i < n; i++)
        kept[i] = a.points[i];
    for (size_t i = 0; i < n; i++) {
        if (kept[i].next_more == 0)
            continue;
        CHECK(kept[i].next_more > 0 && kept[i].least == kept[i].most);
        int64_t more = points_at(w, &p, i, kept[i].next_fact, kept[i].next_at);
        int64_t less = points_at(w, &p, i, kept[i].next_fact, kept[i].next_at - 1);
        if (more >= 0)
            CHECK_INT(more, kept[i].least + kept[i].next_more);
        if (less >= 0)
            CHECK_INT(less, kept[i].least);
        n_tried += more >= 0 && less >= 0;
    }
}

int main(int argc, char **argv) {
    uint64_t n = argc > 1 ? strtoull(argv[1], NULL, 10) : 150;
    arena packs;
    arena_init(&packs, arena_malloc(), 0);
    world w = {.law = shanghai_law(&packs)};
    arena_init(&w.mem, arena_malloc(), 0);
    for (uint64_t seed = 1; seed <= n; seed++) {
        rng r = {seed};
        check_row = (int)seed;
        check_person(&w, &r);
    }
    printf("%zu steps tried\n", n_tried);
    CHECK(n_tried > 0);
    arena_done(&w.mem);
    arena_done(&packs);
    CHECK_MAIN();
}
