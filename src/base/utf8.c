// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"

#include <assert.h>
#include <string.h>

static const uint32_t broken_code = 0xFFFD;

typedef struct {
    uint32_t from, to;
    int columns;
} width_range;

// Letters that are not one column wide, sorted. Source: EastAsianWidth.txt (W and F) and the categories Mn, Me, Cf of
// UnicodeData.txt, Unicode 14, for the scripts a policy or a name is likely to use.
static const width_range widths[] = {
    {0x0300, 0x036F, 0},                         // combining marks
    {0x0483, 0x0489, 0},                         // Cyrillic marks
    {0x0591, 0x05BD, 0},                         // Hebrew points
    {0x0610, 0x061A, 0},                         // Arabic marks
    {0x064B, 0x065F, 0},   {0x1100, 0x115F, 2},  // Hangul first letters
    {0x1AB0, 0x1ACE, 0},                         // combining marks
    {0x1DC0, 0x1DFF, 0},   {0x200B, 0x200F, 0},  // zero width spaces, joiners, directions
    {0x202A, 0x202E, 0},   {0x2060, 0x2064, 0},   {0x20D0, 0x20F0, 0},  // marks for symbols
    {0x231A, 0x231B, 2},   {0x2329, 0x232A, 2},   {0x23E9, 0x23EC, 2},
    {0x2705, 0x2705, 2},   {0x274C, 0x274C, 2},   {0x2753, 0x2755, 2},
    {0x2757, 0x2757, 2},   {0x2B50, 0x2B50, 2},   {0x2E80, 0x2E99, 2},  // CJK radicals
    {0x2E9B, 0x2EF3, 2},   {0x2F00, 0x2FD5, 2},   {0x2FF0, 0x2FFB, 2},
    {0x3000, 0x3029, 2},                                                // CJK punctuation
    {0x302A, 0x302D, 0},                                                // tone marks
    {0x302E, 0x303E, 2},   {0x3041, 0x3096, 2},                         // kana
    {0x3099, 0x309A, 0},   {0x309B, 0x30FF, 2},   {0x3105, 0x312F, 2},  // bopomofo
    {0x3131, 0x318E, 2},                                                // Hangul letters
    {0x3190, 0x31E3, 2},                                                // CJK strokes
    {0x31F0, 0x321E, 2},   {0x3220, 0x3247, 2},   {0x3250, 0x4DBF, 2},  // CJK compatibility, extension A
    {0x4E00, 0xA48C, 2},                                                // CJK, Yi
    {0xA490, 0xA4C6, 2},   {0xA960, 0xA97C, 2},                         // Hangul
    {0xAC00, 0xD7A3, 2},   {0xF900, 0xFAFF, 2},                         // CJK compatibility
    {0xFE00, 0xFE0F, 0},                                                // variation selectors
    {0xFE10, 0xFE19, 2},                                                // vertical forms
    {0xFE20, 0xFE2F, 0},   {0xFE30, 0xFE52, 2},   {0xFE54, 0xFE66, 2},
    {0xFE68, 0xFE6B, 2},   {0xFEFF, 0xFEFF, 0},    // byte order mark
    {0xFF01, 0xFF60, 2},                           // full-width forms
    {0xFFE0, 0xFFE6, 2},   {0x1F300, 0x1F320, 2},  // pictures
    {0x1F32D, 0x1F335, 2}, {0x1F337, 0x1F37C, 2}, {0x1F37E, 0x1F393, 2},
    {0x1F3A0, 0x1F3CA, 2}, {0x1F3E0, 0x1F3F0, 2}, {0x1F3F8, 0x1F43E, 2},
    {0x1F442, 0x1F4FC, 2}, {0x1F5FB, 0x1F64F, 2}, {0x1F680, 0x1F6C5, 2},
    {0x1F90C, 0x1F93A, 2}, {0x1F93C, 0x1F945, 2}, {0x1F947, 0x1F9FF, 2},
    {0x20000, 0x2FFFD, 2},                         // CJK extensions
    {0x30000, 0x3FFFD, 2}, {0xE0100, 0xE01EF, 0},  // variation selectors
};

static int width_of(uint32_t code) {
    if (code < 0x20 || (code >= 0x7F && code < 0xA0))
        return 0;
    size_t from = 0;
    size_t to = sizeof widths / sizeof widths[0];
    while (from < to) {
        size_t mid = (from + to) / 2;
        if (code > widths[mid].to)
            from = mid + 1;
        else
            to = mid;
    }
    bool is_found = from < sizeof widths / sizeof widths[0] && code >= widths[from].from;
    return is_found ? widths[from].columns : 1;
}

// Bytes of a letter by its first byte; 0 when no letter starts so. C0, C1 and F5..FF could only start letters that are
// too long or too large.
static size_t length_by_first(unsigned char c) {
    if (c < 0x80)
        return 1;
    if (c < 0xC2 || c > 0xF4)
        return 0;
    return c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

static bool is_shortest(uint32_t code, size_t len) {
    static const uint32_t least[] = {[2] = 0x80, [3] = 0x800, [4] = 0x10000};
    bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
    return code >= least[len] && code <= 0x10FFFF && !is_surrogate;
}

static bool is_tail(char c) {
    return ((unsigned char)c & 0xc0) == 0x80;
}

// Bytes of a letter that is plainly right: ASCII, and most of Chinese (lead bytes E1..EC take any two tails); 0: look
// closer. Whole packs are checked at every start.
static size_t plain_letter(str s, size_t at) {
    unsigned char c = (unsigned char)s.ptr[at];
    if (c < 0x80)
        return 1;
    bool has_tails = s.len - at >= 3 && is_tail(s.ptr[at + 1]) && is_tail(s.ptr[at + 2]);
    return c >= 0xe1 && c <= 0xec && has_tails ? 3 : 0;
}

// Over whole words of ASCII.
static size_t skip_ascii(str s, size_t at) {
    uint64_t word;
    for (; s.len - at >= sizeof word; at += sizeof word) {
        memcpy(&word, s.ptr + at, sizeof word);
        if ((word & UINT64_C(0x8080808080808080)) != 0)
            break;
    }
    return at;
}

bool utf8_is_valid(str s, size_t *bad_at) {
    size_t n;
    for (size_t at = skip_ascii(s, 0); at < s.len; at = skip_ascii(s, at + n)) {
        uint32_t code = 0;
        n = plain_letter(s, at);
        if (n == 0)
            n = utf8_next(s, at, &code);
        if (n == 1 && code == broken_code) {
            if (bad_at != NULL)
                *bad_at = at;
            return false;
        }
    }
    return true;
}

size_t utf8_next(str s, size_t at, uint32_t *code) {
    assert(at < s.len);
    unsigned char first = (unsigned char)s.ptr[at];
    *code = first;
    if (first < 0x80)
        return 1;
    *code = broken_code;
    size_t len = length_by_first(first);
    if (len == 0 || len > s.len - at)
        return 1;
    uint32_t value = first & (0x7FU >> len);
    for (size_t i = 1; i < len; i++) {
        unsigned char c = (unsigned char)s.ptr[at + i];
        if ((c & 0xC0) != 0x80)
            return 1;
        value = value << 6 | (c & 0x3FU);
    }
    if (!is_shortest(value, len))
        return 1;
    *code = value;
    return len;
}

int utf8_width(str s) {
    int columns = 0;
    size_t n;
    for (size_t at = 0; at < s.len; at += n) {
        uint32_t code;
        n = utf8_next(s, at, &code);
        columns += width_of(code);
    }
    return columns;
}

size_t utf8_count(str s) {
    size_t n = 0;
    uint32_t code;
    for (size_t at = 0; at < s.len; n++)
        at += utf8_next(s, at, &code);
    return n;
}

size_t utf8_cut(str s, size_t most_bytes) {
    if (s.len <= most_bytes)
        return s.len;
    // Look back for a letter that crosses the border. In broken text each byte is a letter.
    for (size_t back = 1; back <= 3 && back <= most_bytes; back++) {
        uint32_t code;
        if (utf8_next(s, most_bytes - back, &code) > back)
            return most_bytes - back;
    }
    return most_bytes;
}

size_t utf8_put(char out[4], uint32_t code) {
    assert(code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF));
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    static const uint32_t marks[] = {[2] = 0xC0, [3] = 0xE0, [4] = 0xF0};
    out[0] = (char)(marks[len] | code);
    return len;
}
