// desk/secret.h - what must not be read by whoever gets hold of the database: encrypted fields, keyed hashes, chance.
//
// The keys are kept outside the database, one for each use (desk/ring.h). A sealed value begins with the number of its key, and can only
// be opened as what it was sealed as: in this column, of this row.
#ifndef DESK_SECRET_H
#define DESK_SECRET_H

#include "desk/ring.h"

enum { INDEX_BYTES = 32, ID_BYTES = 16, REF_LETTERS = 13 };

typedef struct keys keys;

// NULL: no memory, or the library of ciphers does not start.
keys *keys_of(const key_ring *r, arena *mem);
keys *keys_make(const unsigned char secret[ROOT_BYTES], arena *mem);  // of ring_derive
void keys_wipe(keys *k);
str keys_mark(const keys *k, arena *mem);  // in hex: says which keys they are, and nothing about them
uint8_t keys_number(const keys *k);        // of the key that seals

// column: "requests.phone". Empty when there is no memory.
str secret_seal(const keys *k, str column, str row, str plain, arena *mem);
// False: it was not sealed as this with one of these keys.
bool secret_open(const keys *k, str column, str row, str sealed, arena *mem, str *plain);
uint8_t secret_number(str sealed);  // of the key it was sealed with; 0: it is empty

// What the parts are mixed into, each with its length: [INDEX_BYTES]. The purpose parts uses that must never agree.
str secret_index(const keys *k, str purpose, const str *parts, size_t n, arena *mem);
str secret_hex(str bytes, arena *mem);   // two letters of 0-9a-f a byte
str secret_unhex(str text, arena *mem);  // empty: it is no such text
bool secret_is_same(str a, str b);       // takes as long whether they agree or not

// Ed25519, by a key of its own: who has only the public half can check.
str secret_sign(const keys *k, str text, arena *mem);
bool secret_is_signed(const keys *k, str text, str mark_in_hex);

str secret_id(arena *mem);  // [ID_BYTES] by chance
// n letters and digits by chance that are not taken for each other: five bits each.
str secret_letters(size_t n, arena *mem);
str secret_ref(arena *mem);                         // REF_LETTERS of them: 65 bits
str secret_spell(str bytes, size_t n, arena *mem);  // n letters of that kind, one for each of the first n bytes
// What somebody typed of n such letters, in any case, with blanks and dashes; O is 0, I and L are 1. Empty: it is no such text.
str secret_read_spelled(str typed, size_t n, arena *mem);
uint32_t secret_below(uint32_t most);  // 0 .. most-1, each as likely

#endif
