// SPDX-License-Identifier: Apache-2.0
#include "site/parcel.h"

enum {
    PARCELS = 24,           // of a worker: more than are ready to be sent at once
    BYTES_MOST = 256 << 10  // of the memory one holds: clients that read slowly could keep it all
};

struct parcel {
    arena mem;
    bool is_out;
};

struct parcels {
    parcel all[PARCELS];
};

parcels *parcels_open(arena *mem) {
    parcels *all = ARENA_NEW(mem, parcels);
    for (size_t i = 0; all != NULL && i < PARCELS; i++)
        arena_init(&all->all[i].mem, mem->source, 0);
    return all;
}

void parcels_close(parcels *all) {
    for (size_t i = 0; all != NULL && i < PARCELS; i++)
        arena_done(&all->all[i].mem);
}

static parcel *find_free(parcels *all) {
    for (size_t i = 0; i < PARCELS; i++)
        if (!all->all[i].is_out)
            return &all->all[i];
    return NULL;
}

parcel *parcel_take(parcels *all, arena *mem) {
    parcel *p = mem->total_bytes <= BYTES_MOST ? find_free(all) : NULL;
    if (p == NULL)
        return NULL;
    arena empty = p->mem;
    p->mem = *mem;
    p->is_out = true;
    *mem = empty;
    return p;
}

void parcel_release(parcel *p) {
    arena_reset(&p->mem);
    p->is_out = false;
}
