// SPDX-License-Identifier: Apache-2.0
#include "law/names.h"

enum {
    NEAR_EDITS = 2,
    NEAR_MOST = 1 << 14  // places; in a larger table nobody waits for a hint
};

// FNV-1a, 32 bits.
static uint32_t hash(space in, str text) {
    uint32_t h = 2166136261u ^ (uint32_t)in;
    for (size_t i = 0; i < text.len; i++)
        h = (h ^ (unsigned char)text.ptr[i]) * 16777619u;
    return h ^ h >> 15;
}

static name_entry *find_place(const name_table *n, space in, str text) {
    uint32_t at = hash(in, text) & (n->cap - 1);
    while (n->table[at].text.len > 0 && (n->table[at].in != in || !str_is(n->table[at].text, text)))
        at = (at + 1) & (n->cap - 1);
    return &n->table[at];
}

bool names_init(name_table *n, uint32_t most, arena *mem) {
    n->cap = 16;
    while (n->cap < UINT32_MAX / 4 && n->cap / 2 <= most)
        n->cap *= 2;
    n->table = ARENA_ARRAY(mem, name_entry, n->cap);
    return n->table != NULL;
}

const name_entry *names_add(name_table *n, space in, str text, uint32_t idx, place at) {
    name_entry *e = find_place(n, in, text);
    if (e->text.len > 0)
        return e;
    *e = (name_entry){.text = text, .in = in, .idx = idx, .at = at};
    return NULL;
}

void names_move(name_table *n, space in, str text, uint32_t idx) {
    name_entry *e = find_place(n, in, text);
    if (e->text.len > 0)
        e->idx = idx;
}

uint32_t names_find(const name_table *n, space in, str text) {
    const name_entry *e = find_place(n, in, text);
    return e->text.len > 0 ? e->idx : NAME_MISSING;
}

// Of names equally near the first by bytes, so that the hint does not hang on the hash.
str names_near(const name_table *n, uint32_t mask, str text) {
    str best = {0};
    size_t edits = text.len > NEAR_EDITS ? NEAR_EDITS : text.len / 2;
    for (uint32_t i = 0; i < n->cap && n->cap <= NEAR_MOST; i++) {
        const name_entry *e = &n->table[i];
        size_t apart = e->text.len > text.len ? e->text.len - text.len : text.len - e->text.len;
        if (e->text.len == 0 || !(mask >> e->in & 1) || apart > edits)
            continue;
        size_t d = str_distance(text, e->text, edits);
        if (d > edits || (d == edits && best.len > 0 && str_compare(best, e->text) <= 0))
            continue;
        best = e->text;
        edits = d;
    }
    return best;
}
