// base/arena.h - memory grouped by lifetime: allocate much, free all at once.
// Memory is aligned for any type, and zeroed where nothing else is said. An arena is used by one thread at a time.
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

// Where an arena's chunks come from. `get` answers NULL when there is no more; it must not jump.
typedef struct {
    void *(*get)(void *ctx, size_t bytes);
    void (*put)(void *ctx, void *chunk);
    void *ctx;
} arena_source;

typedef struct arena_chunk arena_chunk;
typedef struct {
    arena_source source;
    arena_chunk *head;   // owned list, newest first
    size_t used, cap;    // of the newest chunk, bytes
    size_t total_bytes;  // obtained so far
    size_t limit_bytes;  // refuse to obtain more; 0: no limit
} arena;

arena_source arena_malloc(void);  // malloc and free
void arena_init(arena *a, arena_source source, size_t limit_bytes);
void arena_done(arena *a);                                 // frees everything; the arena can be used again
void arena_reset(arena *a);                                // forgets everything, keeps the newest chunk
void *arena_alloc(arena *a, size_t n, size_t item_bytes);  // [n] zeroed items; NULL: none left or n*size overflows
// The same, but as the memory happens to be: for what is large, and written before it is read.
void *arena_take(arena *a, size_t n, size_t item_bytes);
// For a block that grows: [new_bytes] that begin with the first old_bytes of `old`, the rest as it happens to be. The block
// itself when it came last and there is room behind it, else a new one; `old` may be NULL. NULL: none left.
void *arena_grow(arena *a, void *old, size_t old_bytes, size_t new_bytes);
str arena_copy(arena *a, str s);  // a copy; ptr NULL when there is no memory
#define ARENA_NEW(a, type) ((type *)arena_alloc((a), 1, sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_alloc((a), (n), sizeof(type)))

#endif
