// SPDX-License-Identifier: Apache-2.0
// Tokens of strangers: one that is taken is exactly the one that is written for its text; and any text reads back.
#include "fuzz.h"

#include "site/token.h"

static const token_key key = {{7}};

static void must_be_ours(str token, arena *mem) {
    str text;
    if (!token_read(&key, token, mem, &text))
        return;
    buf again = buf_make(mem);
    FUZZ_MUST(token_put(&key, text, &again) && str_is(buf_str(&again), token));
}

static void must_come_back(str text, arena *mem) {
    str read;
    buf token = buf_make(mem);
    if (!token_put(&key, text, &token)) {
        FUZZ_MUST(text.len > TOKEN_TEXT_MOST && token.len == 0);
        return;
    }
    FUZZ_MUST(token_read(&key, buf_str(&token), mem, &read) && str_is(read, text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena mem;
    str text = {(const char *)data, size};
    arena_init(&mem, arena_malloc(), 0);
    must_be_ours(text, &mem);
    must_come_back(text, &mem);
    arena_done(&mem);
    return 0;
}
