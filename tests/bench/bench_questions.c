// SPDX-License-Identifier: Apache-2.0
// How many questions until it is decided whether the goal is reached? Random people answer the next question, one after
// another; beside it stands how many questions there are.
#include "bench/bench.h"
#include "prop/shanghai.h"
#include "prop/world.h"

typedef struct {
    uint64_t people, questions, worst, undecided;
} tally;

// A value the law accepts beside the answers so far; the interview only asks what is open.
static bool answer_fact(world *w, person *p, size_t f, rng *r, jifen_answer *a) {
    for (int tries = 0; tries < 200; tries++) {
        person more = *p;
        err e;
        err_clear(&e);
        if (jifen_put_set(w->law, &more, f, world_value(w->law, f, p->on, r), &e) == RC_OK &&
            world_answer(w, &more, a, &e) == RC_OK) {
            *p = more;
            return true;
        }
    }
    return false;
}

static void interview(world *w, rng *r, tally *t) {
    person p;
    jifen_answer a;
    err e;
    jifen_person_init(&p, rng_between(r, jifen_info(w->law)->from, jifen_info(w->law)->to));
    uint64_t n = 0;
    if (world_answer(w, &p, &a, &e) != RC_OK)
        return;
    while (a.goals[0].holds == TRI_OPEN && a.next_question >= 0) {
        if (!answer_fact(w, &p, (size_t)a.next_question, r, &a)) {
            t->undecided++;
            return;
        }
        n++;
    }
    t->people++;
    t->questions += n;
    t->worst = n > t->worst ? n : t->worst;
}

int main(void) {
    arena packs;
    arena_init(&packs, arena_malloc(), 0);
    world w = {.law = shanghai_law(&packs)};
    arena_init(&w.mem, arena_malloc(), 0);
    tally t = {0};
    for (uint64_t seed = 1; seed <= 10000; seed++) {
        rng r = {seed};
        interview(&w, &r, &t);
    }
    size_t all = 0;
    for (size_t f = 0; f < jifen_n_facts(w.law); f++)
        all += jifen_fact_at(w.law, f)->ask.len > 0;
    printf(
        "%llu people: mean %.2f, worst %llu questions until decided, of %zu; %llu not answerable by chance\n",
        (unsigned long long)t.people, (double)t.questions / (double)t.people, (unsigned long long)t.worst,
        all, (unsigned long long)t.undecided);
    arena_done(&w.mem);
    arena_done(&packs);
    return 0;
}
