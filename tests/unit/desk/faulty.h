// tests/unit/desk/faulty.h - a disk under SQLite that fails when it is told to, or loses its power.
//
// It stands in front of the system's own files. What SQLite writes is seen by everybody at once, and is safe only when it was synced:
// faulty_cut leaves behind what was safe, and of the rest, sector by sector, what chance left.
#ifndef TESTS_UNIT_DESK_FAULTY_H
#define TESTS_UNIT_DESK_FAULTY_H

#include <stdbool.h>

// Becomes the disk of every database that is opened from here on.
void faulty_install(void);

typedef enum { FAULT_FULL, FAULT_WRITE, FAULT_SYNC, FAULT_POWER } fault;
// The n-th deed of the disk from now on that can fail like this does, and all behind it until faulty_end: n counts from 1.
void faulty_begin(fault kind, int n);
bool faulty_end(void);  // did anything fail?

// The power is off: puts on the disk what is left. All databases have to be closed.
void faulty_cut(unsigned seed);

#endif
