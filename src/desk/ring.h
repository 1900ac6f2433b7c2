// desk/ring.h - the keys that the database is sealed with, as they stand in DATA/root.key, a file kept apart from the database.
//
//   indexes HEX       keyed hashes: equality of numbers and addresses, codes, sessions
//   signing HEX       lines about the audit, manifests of backups
//   fields 1 HEX      sealed values: each begins with the number of the key it was sealed with
//   fields 2 HEX      the last `fields` seals what is new, all of them open
//   next 3 HEX        known, and not used yet
//
// How the key of fields is changed, while everything runs. A value must never meet a server that does not know its key yet, so a key
// is known everywhere before any server seals with it:
//
//   1. `new`   makes `next N`. The file is copied to each server, and each is started again: all of them can open what N seals.
//   2. `use`   turns `next N` into `fields N`. The file is copied, and each server is started again: what is new is sealed with N,
//              and servers that still seal with the old one read it all the same.
//   3. `seal`  seals anew, some hundred values at a time, whatever an older key sealed, unless it was changed or deleted meanwhile.
//   4. `drop`  takes the older keys out of the file, once nothing is sealed with them. Backups made before 3 need them, and so a copy
//              of the old file is kept where the copies of keys are, until the last of these is gone (35 days).
//
// The key of indexes stays. Of somebody who wants no more calls only a keyed hash of the number is left, for three years; with
// another key it could not be made again, and they would be called. So this key cannot be changed by anything that is in the
// database. Who has it AND the database can find numbers by trying all of them, as with any keyed hash of few possible values, but no
// name, no question and no answer. Who has reason to think that the file was read by others changes the key of fields, and tells the
// people whose numbers are in the database. The key of signing stays too: signed lines lie on another disk, where whoever took the key
// cannot change them; what is signed from then on proves less.
#ifndef DESK_RING_H
#define DESK_RING_H

#include "base/buf.h"

enum { ROOT_BYTES = 32, RING_MOST = 8, RING_TEXT_BYTES = 1024 };

typedef struct {
    uint8_t number;  // 1..255
    unsigned char bytes[ROOT_BYTES];
} field_key;

typedef struct {
    unsigned char indexes[ROOT_BYTES], signing[ROOT_BYTES];
    field_key fields[RING_MOST];  // [n], oldest first, numbers growing
    size_t n;
    size_t seals;  // which of them; what stands behind it is known and not used yet
} key_ring;

// By chance, with one key of fields. False: the library of ciphers does not start.
bool ring_make(key_ring *out);
// All of them made from one secret, and so always the same: where nothing has to last.
bool ring_derive(const unsigned char secret[ROOT_BYTES], key_ring *out);
void ring_wipe(key_ring *r);

bool ring_parse(str text, key_ring *out);  // false: it is no such text
void ring_print(const key_ring *r, buf *out);

bool ring_add(key_ring *r);   // one that is known; false: one is waiting already, or there are too many
bool ring_use(key_ring *r);   // the one that is waiting seals; false: none is
bool ring_drop(key_ring *r);  // those older than the one that seals; false: there are none

#endif
