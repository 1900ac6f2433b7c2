// site/token.h - a text that only this site can have written, as a piece of an address: base64url of the text and of its keyed hash.
// It is not secret: whoever holds the token can read the text. Nothing is stored, so nothing has to be looked up.
#ifndef SITE_TOKEN_H
#define SITE_TOKEN_H

#include "base/buf.h"

enum { TOKEN_KEY_BYTES = 32, TOKEN_TEXT_MOST = 1024 };

typedef struct token_key {
    unsigned char bytes[TOKEN_KEY_BYTES];
} token_key;

// False: the text is longer than TOKEN_TEXT_MOST; nothing is written.
bool token_put(const token_key *key, str text, buf *out);

// False: it was not written by token_put with this key. The text is put into mem.
bool token_read(const token_key *key, str token, arena *mem, str *text);

#endif
