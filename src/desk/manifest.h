// desk/manifest.h - what stands beside a backup: when it was made, of what, how long and with which bytes, how many rows, and a mark that
// only this site's key makes. Lines of a name and values; the mark is the last, and is of all before it.
//
//   jifen-backup 1
//   file jifen-2026-12-01-083000.db
//   kind sqlite                        or pg_dump
//   made 1796085000000
//   bytes 262144
//   sha256 HEX
//   keys HEX                           which keys it is sealed with
//   version 10                         of the tables
//   audit 4711 HEX                     the last row, and its hash
//   rows leads 12                      of each table
//   mark HEX
#ifndef DESK_MANIFEST_H
#define DESK_MANIFEST_H

#include "desk/stock.h"

enum { MANIFEST_BYTES_MOST = 16384 };

typedef struct {
    str file, kind, sha256, keys;
    int64_t made_ms, bytes;
    stock stock;
} manifest;

str manifest_print(const manifest *m, const keys *k, arena *mem);

// RC_INPUT: it is no such text, or is of other keys, or was changed.
rc manifest_parse(str text, const keys *k, arena *mem, manifest *out, err *e) NODISCARD;

// Only when it was made, of a manifest of whatever keys; 0: it does not say.
int64_t manifest_made_ms(str text);

#endif
