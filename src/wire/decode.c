// SPDX-License-Identifier: Apache-2.0
#include "wire/decode.h"

#include "base/utf8.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

enum {
    LETTER_BYTES = 4,  // the longest letter of either code
    IN_BYTES = DECODE_BLOCK_BYTES + LETTER_BYTES,
    OUT_BYTES = 2 * IN_BYTES  // two bytes of GB18030 become three of UTF-8 at most, four become four
};

static bool is_within(unsigned char c, unsigned char from, unsigned char to) {
    return c >= from && c <= to;
}

// Bytes of the GB18030 letter at s.ptr[0]; 0: none begins so; more than s.len: it is cut off.
static size_t letter_length(str s) {
    const unsigned char *p = (const unsigned char *)s.ptr;
    if (p[0] < 0x80)
        return 1;
    if (!is_within(p[0], 0x81, 0xFE))
        return 0;
    if (s.len == 1)
        return 2;
    if (is_within(p[1], 0x40, 0x7E) || is_within(p[1], 0x80, 0xFE))
        return 2;
    if (!is_within(p[1], '0', '9') || (s.len > 2 && !is_within(p[2], 0x81, 0xFE)) ||
        (s.len > 3 && !is_within(p[3], '0', '9')))
        return 0;
    return 4;
}

// Is it GB18030, but for a letter cut off at the end?
static bool is_gb18030(str s) {
    size_t n;
    for (size_t at = 0; at < s.len; at += n) {
        n = letter_length(str_slice(s, at, s.len));
        if (n == 0)
            return false;
    }
    return true;
}

// Is it UTF-8, but for a letter cut off at the end?
static bool is_utf8(str s, bool is_last) {
    size_t bad_at;
    return utf8_is_valid(s, &bad_at) || (!is_last && s.len - bad_at < LETTER_BYTES);
}

static size_t find_letter(str s) {
    size_t at = 0;
    while (at < s.len && (unsigned char)s.ptr[at] < 0x80)
        at++;
    return at;
}

static rc refuse_utf16(str s, err *e) {
    if (!str_starts(s, STR("\xFF\xFE")) && !str_starts(s, STR("\xFE\xFF")))
        return RC_OK;
    return err_set(e, RC_INPUT, "expected UTF-8 or GB18030, found UTF-16（请另存为 CSV UTF-8）");
}

static rc decide(decoder *d, str s, bool is_last, err *e) {
    if (is_utf8(s, is_last) || !is_gb18030(s)) {
        d->code = TEXT_AS_IT_IS;
        return RC_OK;
    }
    d->conversion = iconv_open("UTF-8", "GB18030");
    if (d->conversion == (iconv_t)-1)
        return err_set(e, RC_INPUT, "expected UTF-8, found GB18030, which this system cannot convert");
    d->code = TEXT_GB18030;
    return RC_OK;
}

// Keep what is cut off for the next block.
static void hold(decoder *d, str rest) {
    assert(rest.len < LETTER_BYTES);
    memcpy(d->held, rest.ptr, rest.len);
    d->n_held = rest.len;
}

// Convert as much as there is. A byte that means nothing goes through as it is: the reader refuses its row.
static str convert(decoder *d, str s, bool is_last) {
    char *in = d->in;  // s lies there
    size_t n_in = s.len;
    char *out = d->out;
    size_t n_out = OUT_BYTES;
    while (n_in > 0 && iconv(d->conversion, &in, &n_in, &out, &n_out) == (size_t)-1) {
        assert(errno != E2BIG);
        if (errno == EINVAL && !is_last)
            break;
        *out++ = *in++;
        n_in--;
        n_out--;
    }
    hold(d, (str){in, n_in});
    return (str){d->out, (size_t)(out - d->out)};
}

// While undecided: letters at the very end, which may be cut off, wait for more.
static str hold_end(decoder *d, str s, bool is_last) {
    size_t first = find_letter(s);
    if (is_last || first == s.len || s.len - first >= LETTER_BYTES)
        return s;
    hold(d, str_slice(s, first, s.len));
    return str_slice(s, 0, first);
}

rc decode_open(arena *mem, decoder *out, err *e) {
    *out = (decoder){.in = arena_alloc(mem, IN_BYTES, 1), .out = arena_alloc(mem, OUT_BYTES, 1)};
    if (out->in == NULL || out->out == NULL)
        return err_set(e, RC_MEMORY, "no memory to read with");
    return RC_OK;
}

void decode_close(decoder *d) {
    if (d->code == TEXT_GB18030)
        iconv_close(d->conversion);
    d->code = TEXT_AS_IT_IS;
}

rc decode_next(decoder *d, str block, bool is_last, str *out, err *e) {
    assert(block.len <= DECODE_BLOCK_BYTES);
    if (!d->has_begun) {
        rc code = refuse_utf16(block, e);
        if (code != RC_OK)
            return code;
    }
    d->has_begun = true;
    memcpy(d->in, d->held, d->n_held);
    if (block.len > 0)
        memcpy(d->in + d->n_held, block.ptr, block.len);
    str s = {d->in, d->n_held + block.len};
    d->n_held = 0;
    if (d->code == TEXT_UNDECIDED) {
        s = hold_end(d, s, is_last);
        rc code = find_letter(s) == s.len ? RC_OK : decide(d, s, is_last, e);
        if (code != RC_OK)
            return code;
    }
    *out = d->code == TEXT_GB18030 ? convert(d, s, is_last) : s;
    return RC_OK;
}
