// desk/password.h - passwords of staff: how they are read, which are refused, how they are kept.
//
// A password is its letters in one form (NFC), however a keyboard put them together. What is kept is argon2id of a keyed hash of it, so
// that whoever has only the database cannot try any.
#ifndef DESK_PASSWORD_H
#define DESK_PASSWORD_H

#include "desk/desk.h"

enum { PASSWORD_LETTERS_LEAST = 12, PASSWORD_LETTERS_MOST = 128 };

typedef enum { PASSWORD_FINE, PASSWORD_SHORT, PASSWORD_LONG, PASSWORD_COMMON } password_verdict;

// name: of whose it is, which is as good as told.
password_verdict password_check(const desk *d, str password, str name, arena *mem);

str password_hash(const desk *d, str password, arena *mem);  // takes a moment, and 64 MB; empty: no memory
// hash: as it is kept; empty: nobody's. Takes as long then.
bool password_is(const desk *d, str password, str hash, arena *mem);
bool password_is_dated(str hash);  // made with less work than is usual now

// What makes a password one of those that are tried first: it is among the common ones or made of at most two of them, besides digits; it
// is a short piece again and again; it goes along the alphabet or the keyboard. letters: in NFC, of ASCII small ones.
bool password_is_common(str list, str letters, str name, arena *mem);

#endif
