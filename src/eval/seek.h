// eval/seek.h - looks for people in a box of people: picks one, says what stands in his way, cuts the box there.
#ifndef EVAL_SEEK_H
#define EVAL_SEEK_H

#include "eval/shape.h"
#include "eval/walk.h"

typedef struct {
    walk *box;                // borrowed; stands on the box
    walk point;               // stands on the person picked
    const shapes *shapes;     // borrowed
    set person[LIMIT_FACTS];  // that person
    set guide[LIMIT_FACTS];   // somebody to be like
    bool is_guided;           // the guide is known to be a person
    uint64_t about;           // facts in question: musts about others are left to the guide
} seeker;

// The point asks what box asks: same day, reading and records. The guide is what the law presumes, and little else.
void seek_init(seeker *s, walk *box, const shapes *shapes);
void seek_same_question(seeker *s);  // again, after box was given another day or reading

// Does everybody the walk stands on fulfil the musts, with given and derived facts in agreement? A bool.
set seek_is_person(const seeker *s, walk *w);
// Stand the point on the person in `values`, on which box stands, most like the guide, but with as much as can be of
// the facts in `most`, as little of those in `least`. False: there is no such person, though there may be others.
bool seek_pick(seeker *s, const set *values, uint64_t most, uint64_t least);
// Facts open in the box that keep the point from being a person; 0: none does.
uint64_t seek_in_the_way(seeker *s);
// Cut the widest of `facts`, days last, into *first, without the point, and *second. False: none can.
bool seek_cut(const seeker *s, const set *values, uint64_t facts, uint32_t *out_fact, set *first, set *second);

void seek_be_like(seeker *s, const set *person);  // the guide from now on
void seek_find_person(seeker *s,
                      const set *values);  // for a guide, if there is none yet; box stands elsewhere then
// Only these facts are open or will be cut; the guide agrees with all others. Without a guide: all are.
void seek_only_about(seeker *s, uint64_t facts);

#endif
