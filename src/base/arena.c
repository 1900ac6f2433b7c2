// SPDX-License-Identifier: Apache-2.0
#include "base/arena.h"

#include "base/num.h"

#include <stdlib.h>
#include <string.h>

enum {
    CHUNK_LEAST_BYTES = 4 << 10,
    // Up to here a chunk is twice what there was before. So the newest holds by itself what all before it held, and an arena that
    // is reset and filled alike again and again soon does with that one. What needs more gets a chunk of its own size.
    CHUNK_MOST_BYTES = 1 << 20,
    ALIGN = _Alignof(max_align_t)
};

struct arena_chunk {
    arena_chunk *next;  // owned list, older chunks
    size_t bytes;       // obtained for this chunk, with this head
    _Alignas(max_align_t) unsigned char room[];
};

static void *get_from_malloc(void *ctx, size_t bytes) {
    (void)ctx;
    return malloc(bytes);
}

static void put_to_malloc(void *ctx, void *chunk) {
    (void)ctx;
    free(chunk);
}

// Free the chunks behind `first`, or all of them when it is NULL.
static void put_chunks(arena *a, arena_chunk *first) {
    arena_chunk *c = first == NULL ? a->head : first->next;
    while (c != NULL) {
        arena_chunk *next = c->next;
        a->total_bytes -= c->bytes;
        a->source.put(a->source.ctx, c);
        c = next;
    }
    if (first != NULL)
        first->next = NULL;
}

// How much to obtain for a request of `bytes` with the head counted; 0 when the limit forbids it.
static size_t choose_chunk_bytes(const arena *a, size_t bytes) {
    size_t left = a->limit_bytes == 0 ? SIZE_MAX : a->limit_bytes - a->total_bytes;
    if (bytes > left)
        return 0;
    size_t wanted = a->total_bytes < CHUNK_MOST_BYTES / 2 ? 2 * a->total_bytes : CHUNK_MOST_BYTES;
    if (wanted < CHUNK_LEAST_BYTES)
        wanted = CHUNK_LEAST_BYTES;
    if (wanted < bytes)
        wanted = bytes;
    return wanted < left ? wanted : left;
}

static bool add_chunk(arena *a, size_t room_bytes) {
    size_t bytes;
    if (ckd_add(&bytes, room_bytes, sizeof(arena_chunk)))
        return false;
    bytes = choose_chunk_bytes(a, bytes);
    if (bytes == 0)
        return false;
    arena_chunk *c = a->source.get(a->source.ctx, bytes);
    if (c == NULL)
        return false;
    *c = (arena_chunk){.next = a->head, .bytes = bytes};
    a->head = c;
    a->used = 0;
    a->cap = bytes - sizeof(arena_chunk);
    a->total_bytes += bytes;
    return true;
}

arena_source arena_malloc(void) {
    return (arena_source){.get = get_from_malloc, .put = put_to_malloc};
}

void arena_init(arena *a, arena_source source, size_t limit_bytes) {
    *a = (arena){.source = source, .limit_bytes = limit_bytes};
}

void arena_done(arena *a) {
    put_chunks(a, NULL);
    arena_init(a, a->source, a->limit_bytes);
}

void arena_reset(arena *a) {
    if (a->head != NULL)
        put_chunks(a, a->head);
    a->used = 0;
}

// Bytes to take for so many, so that what comes next is aligned again: never 0, for no items still have an address of their
// own. False: it does not fit.
static bool round_up(size_t *bytes) {
    if (ckd_add(bytes, *bytes, (size_t)ALIGN - 1))
        return false;
    *bytes &= ~((size_t)ALIGN - 1);
    if (*bytes == 0)
        *bytes = ALIGN;
    return true;
}

static void *take(arena *a, size_t bytes) {
    if (bytes > a->cap - a->used && !add_chunk(a, bytes))
        return NULL;
    void *p = a->head->room + a->used;
    a->used += bytes;
    return p;
}

void *arena_take(arena *a, size_t n, size_t item_bytes) {
    size_t bytes;
    if (ckd_mul(&bytes, n, item_bytes) || !round_up(&bytes))
        return NULL;
    return take(a, bytes);
}

void *arena_alloc(arena *a, size_t n, size_t item_bytes) {
    void *p = arena_take(a, n, item_bytes);
    return p == NULL ? NULL : memset(p, 0, n * item_bytes);
}

// Does the block of so many bytes end where the next one would begin?
static bool is_last(const arena *a, const void *block, size_t bytes) {
    return block != NULL && bytes <= a->used &&
           (const unsigned char *)block == a->head->room + (a->used - bytes);
}

void *arena_grow(arena *a, void *old, size_t old_bytes, size_t new_bytes) {
    size_t has = old_bytes;
    if (!round_up(&has) || !round_up(&new_bytes))
        return NULL;
    if (is_last(a, old, has) && new_bytes - has <= a->cap - a->used) {
        a->used += new_bytes - has;
        return old;
    }
    void *p = take(a, new_bytes);
    if (p != NULL && old_bytes > 0)
        memcpy(p, old, old_bytes);
    return p;
}

str arena_copy(arena *a, str s) {
    char *p = arena_alloc(a, s.len, 1);
    if (p == NULL)
        return (str){0};
    if (s.len > 0)
        memcpy(p, s.ptr, s.len);
    return (str){p, s.len};
}
