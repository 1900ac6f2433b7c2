// SPDX-License-Identifier: Apache-2.0
#include "desk/password.h"

#include "base/utf8.h"

#include <sodium.h>
#include <string.h>
#include <utf8proc.h>

enum {
    BYTES_MOST = 4096,  // more are not looked at
    WORD_LEAST = 3,     // letters of a word that another may stand beside
    WORK = 3,
    MEMORY = 64 << 20
};

// ---- one form ----------------------------------------------------------------------------------------------------------

// Empty: it is too long to be looked at, or no UTF-8.
static str compose(str text, arena *mem) {
    const utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    const unsigned char *bytes = (const unsigned char *)text.ptr;
    if (text.len == 0 || text.len > BYTES_MOST)
        return (str){0};
    utf8proc_ssize_t n = utf8proc_decompose(bytes, (utf8proc_ssize_t)text.len, NULL, 0, how);
    utf8proc_int32_t *room = n <= 0 ? NULL : ARENA_ARRAY(mem, utf8proc_int32_t, (size_t)n + 1);
    if (room == NULL)
        return (str){0};
    n = utf8proc_decompose(bytes, (utf8proc_ssize_t)text.len, room, n, how);
    n = n <= 0 ? 0 : utf8proc_reencode(room, n, how);
    return n <= 0 ? (str){0} : (str){(const char *)room, (size_t)n};
}

// ---- the common ones ---------------------------------------------------------------------------------------------------

// list: words by bytes, one a line. The line around the middle of what is left, again and again.
static bool is_listed(str list, str word) {
    size_t from = 0, to = list.len;
    while (from < to) {
        size_t at = from + (to - from) / 2;
        while (at > from && list.ptr[at - 1] != '\n')
            at--;
        str rest = str_slice(list, at, list.len);
        str line = str_slice(rest, 0, str_find(rest, '\n'));
        int order = str_compare(word, line);
        if (order == 0)
            return true;
        if (order < 0)
            to = at;
        else
            from = at + line.len + 1;
    }
    return false;
}

static bool is_word(str list, str word, str name) {
    return str_is(word, name) || is_listed(list, word);
}

static bool is_made_of_two(str list, str text, str name) {
    for (size_t at = WORD_LEAST; at + WORD_LEAST <= text.len; at++)
        if (is_word(list, str_slice(text, 0, at), name) && is_word(list, str_slice(text, at, text.len), name))
            return true;
    return false;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 128;
}

// p@ssw0rd -> password
static char read_disguise(char c) {
    static const char from[] = "@4301!5$7", to[] = "aaeoiisst";
    for (size_t i = 0; i + 1 < sizeof from; i++)
        if (c == from[i])
            return to[i];
    return c;
}

// What is left without digits and signs: those at both ends, and inside those that stand for no letter, or all.
static str letters_of(str text, bool is_disguised, arena *mem) {
    size_t from = 0, to = text.len;
    buf b = buf_make(mem);
    while (from < to && !is_letter(text.ptr[from]))
        from++;
    while (to > from && !is_letter(text.ptr[to - 1]))
        to--;
    for (size_t i = from; i < to; i++) {
        char c = is_disguised ? read_disguise(text.ptr[i]) : text.ptr[i];
        if (is_letter(c))
            buf_put_char(&b, c);
    }
    return buf_str(&b);
}

// The shortest piece of which the text is made again and again, its last time perhaps cut off: bytes.
static size_t period_of(str text) {
    for (size_t n = 1; n < text.len; n++)
        if (memcmp(text.ptr, text.ptr + n, text.len - n) == 0)
            return n;
    return text.len;
}

static bool are_neighbours(char a, char b) {
    static const str rows = STR_INIT("1234567890qwertyuiopasdfghjkl;zxcvbnm,./");
    size_t at = str_find(rows, a), next = str_find(rows, b);
    bool is_both = at < rows.len && next < rows.len;
    return b - a == 1 || a - b == 1 || (is_both && (at - next == 1 || next - at == 1));
}

// Three of four steps lead to a neighbour.
static bool is_walk(str text) {
    size_t n = 0;
    for (size_t i = 1; i < text.len; i++)
        n += text.ptr[i] == text.ptr[i - 1] || are_neighbours(text.ptr[i - 1], text.ptr[i]);
    return 4 * n >= 3 * (text.len - 1);
}

bool password_is_common(str list, str text, str name, arena *mem) {
    if (is_word(list, text, name) ||
        utf8_count(str_slice(text, 0, period_of(text))) < PASSWORD_LETTERS_LEAST || is_walk(text))
        return true;
    for (int is_disguised = 0; is_disguised < 2; is_disguised++) {
        str letters = letters_of(text, is_disguised == 1, mem);
        if (letters.len > 0 && (is_word(list, letters, name) || is_made_of_two(list, letters, name)))
            return true;
    }
    return false;
}

static str small(str text, arena *mem) {
    buf b = buf_make(mem);
    for (size_t i = 0; i < text.len; i++)
        buf_put_char(&b, text.ptr[i] >= 'A' && text.ptr[i] <= 'Z' ? (char)(text.ptr[i] + 'a' - 'A')
                                                                  : text.ptr[i]);
    return buf_str(&b);
}

// By letters, so that twelve of Chinese are twelve.
password_verdict password_check(const desk *d, str password, str name, arena *mem) {
    str text = compose(password, mem);
    size_t n = utf8_count(text);
    if (password.len > BYTES_MOST || n > PASSWORD_LETTERS_MOST)
        return PASSWORD_LONG;
    if (n < PASSWORD_LETTERS_LEAST)
        return PASSWORD_SHORT;
    return password_is_common(d->common, small(text, mem), small(name, mem), mem) ? PASSWORD_COMMON
                                                                                  : PASSWORD_FINE;
}

// ---- how they are kept ---------------------------------------------------------------------------------------------------

// What nobody's password has as its hash, so that an unknown name takes as long.
static const char nobody[] =
    "$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

static str keyed(const desk *d, str password, arena *mem) {
    str text = compose(password, mem);
    return secret_index(d->keys, STR("password"), &text, 1, mem);
}

str password_hash(const desk *d, str password, arena *mem) {
    str text = keyed(d, password, mem);
    char *out = arena_alloc(mem, crypto_pwhash_STRBYTES, 1);
    if (out == NULL || text.len == 0 || crypto_pwhash_str(out, text.ptr, text.len, WORK, MEMORY) != 0)
        return (str){0};
    return str_of_c(out);
}

// As libsodium wants it: with a NUL.
static void put_c(str hash, char out[crypto_pwhash_STRBYTES]) {
    memset(out, 0, crypto_pwhash_STRBYTES);
    memcpy(out, hash.ptr, hash.len < crypto_pwhash_STRBYTES ? hash.len : crypto_pwhash_STRBYTES - 1);
}

bool password_is(const desk *d, str password, str hash, arena *mem) {
    char kept[crypto_pwhash_STRBYTES];
    str text = keyed(d, password, mem);
    put_c(hash.len > 0 ? hash : str_of_c(nobody), kept);
    return crypto_pwhash_str_verify(kept, text.ptr == NULL ? "" : text.ptr, text.len) == 0 && hash.len > 0;
}

bool password_is_dated(str hash) {
    char kept[crypto_pwhash_STRBYTES];
    put_c(hash, kept);
    return crypto_pwhash_str_needs_rehash(kept, WORK, MEMORY) != 0;
}
