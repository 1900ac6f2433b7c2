// SPDX-License-Identifier: Apache-2.0
#include "law/vec.h"

#include <assert.h>
#include <string.h>

enum { VEC_LEAST = 8 };

static void *fail(vec *v) {
    v->spare->failed = true;
    memset(v->spare->room, 0, sizeof v->spare->room);
    return v->spare->room;
}

static bool has_grown(vec *v) {
    if (v->cap > UINT32_MAX / 2)
        return false;
    uint32_t cap = v->cap == 0 ? VEC_LEAST : v->cap * 2;
    void *items = arena_alloc(v->mem, cap, v->item_bytes);
    if (items == NULL)
        return false;
    if (v->n > 0)
        memcpy(items, v->items, v->n * v->item_bytes);
    v->items = items;
    v->cap = cap;
    return true;
}

vec vec_make(arena *mem, vec_spare *spare, size_t item_bytes) {
    assert(item_bytes <= VEC_ITEM_BYTES);
    return (vec){.mem = mem, .spare = spare, .item_bytes = item_bytes};
}

void *vec_push(vec *v) {
    if (v->spare->failed || (v->n == v->cap && !has_grown(v)))
        return fail(v);
    void *item = (char *)v->items + (size_t)v->n++ * v->item_bytes;
    memset(item, 0, v->item_bytes);  // an item taken back may have been here
    return item;
}
