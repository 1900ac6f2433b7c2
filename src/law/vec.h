// law/vec.h - arrays that grow by doubling inside an arena. Internal to law/.
// When there is no memory left, vec_push answers a spare item, so that callers go on; `failed` of the spare is looked
// at once, at the end.
#ifndef LAW_VEC_H
#define LAW_VEC_H

#include "base/arena.h"

enum { VEC_ITEM_BYTES = 512 };  // no item is larger

typedef struct {
    bool failed;
    max_align_t room[VEC_ITEM_BYTES / sizeof(max_align_t)];
} vec_spare;

typedef struct {
    arena *mem;        // borrowed
    vec_spare *spare;  // borrowed; shared by all arrays of one run
    void *items;       // [n], view into mem
    uint32_t n, cap;
    size_t item_bytes;
} vec;

vec vec_make(arena *mem, vec_spare *spare, size_t item_bytes);
void *vec_push(vec *v);  // a new zeroed item at the end; pointers to older items may be stale now
#define VEC_AT(v, type, i) (&((type *)(v)->items)[i])
#define VEC_LAST(v, type) (VEC_AT((v), type, (v)->n - 1))

#endif
