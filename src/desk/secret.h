// desk/secret.h - what must not be read by whoever gets hold of the database: encrypted fields, keyed hashes, chance.
//
// One root key, kept outside the database, and a key of its own for each use made from it. A sealed value begins with the number
// of its root key, and can only be opened as what it was sealed as: in this column, of this row.
#ifndef DESK_SECRET_H
#define DESK_SECRET_H

#include "base/buf.h"

enum { ROOT_BYTES = 32, INDEX_BYTES = 32, ID_BYTES = 16, REF_LETTERS = 13 };

typedef struct keys keys;

// The root key's bytes are not kept. NULL: no memory, or the library of ciphers does not start.
keys *keys_make(const unsigned char root[ROOT_BYTES], arena *mem);
void keys_wipe(keys *k);

// column: "requests.phone". Empty when there is no memory.
str secret_seal(const keys *k, str column, str row, str plain, arena *mem);
// False: it was not sealed as this with this key.
bool secret_open(const keys *k, str column, str row, str sealed, arena *mem, str *plain);

// What the parts are mixed into, each with its length: [INDEX_BYTES]. The purpose parts uses that must never agree.
str secret_index(const keys *k, str purpose, const str *parts, size_t n, arena *mem);
str secret_hex(str bytes, arena *mem);   // two letters of 0-9a-f a byte
str secret_unhex(str text, arena *mem);  // empty: it is no such text
bool secret_is_same(str a, str b);       // takes as long whether they agree or not

// Ed25519, by a key of its own: who has only the public half can check.
str secret_sign(const keys *k, str text, arena *mem);
bool secret_is_signed(const keys *k, str text, str mark_in_hex);

str secret_id(arena *mem);   // [ID_BYTES] by chance
str secret_ref(arena *mem);  // REF_LETTERS letters and digits that are not taken for each other: 65 bits
uint32_t secret_below(uint32_t most);  // 0 .. most-1, each as likely

#endif
