// site/parcel.h - answers on their way: the memory that holds the bytes of one, until libevent has sent it, so that a long one is not
// copied. A worker has a few; while all are on their way, answers are copied.
#ifndef SITE_PARCEL_H
#define SITE_PARCEL_H

#include "base/arena.h"

typedef struct parcels parcels;
typedef struct parcel parcel;

parcels *parcels_open(arena *mem);  // NULL: no memory
void parcels_close(parcels *all);   // none may be on its way any more

// What was written in `mem` is held from now on, and `mem` is empty memory to go on with. NULL, and nothing is done: all are
// on their way, or it is so much that it had better be copied and freed.
parcel *parcel_take(parcels *all, arena *mem);
void parcel_release(parcel *p);  // it was sent

#endif
