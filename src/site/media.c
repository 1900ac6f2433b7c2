// SPDX-License-Identifier: Apache-2.0
#include "site/media.h"

#include "base/num.h"

#include <assert.h>

enum { QUALITY_DIGITS = 3, QUALITY_FULL = 1000 };

static const struct {
    media medium;
    str name, family;
} kinds[MEDIA_KINDS] = {
    {MEDIA_JSON, STR_INIT("application/json"), STR_INIT("application/*")},
    {MEDIA_NDJSON, STR_INIT("application/x-ndjson"), STR_INIT("application/*")},
    {MEDIA_CSV, STR_INIT("text/csv"), STR_INIT("text/*")},
};

str media_name(media m) {
    for (size_t i = 0; i < MEDIA_KINDS; i++)
        if (kinds[i].medium == m)
            return kinds[i].name;
    assert(!"one of the table");
    return (str){0};
}

void media_print(unsigned all, buf *out) {
    bool is_first = true;
    for (size_t i = 0; i < MEDIA_KINDS; i++)
        if (all & kinds[i].medium) {
            buf_print(out, is_first ? "{s}" : ", {s}", kinds[i].name);
            is_first = false;
        }
}

// ---- words of a header -----------------------------------------------------------------------------------------------

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

// Header words are the same in capitals.
static bool is_word(str a, str b) {
    bool is_same = a.len == b.len;
    for (size_t i = 0; is_same && i < a.len; i++)
        is_same = lower(a.ptr[i]) == lower(b.ptr[i]);
    return is_same;
}

// Cut off what stands before the next `c`. False: nothing is left.
static bool next_part(str *rest, char c, str *out) {
    size_t end = 0;
    if (rest->len == 0)
        return false;
    while (end < rest->len && rest->ptr[end] != c)
        end++;
    *out = str_trim(str_slice(*rest, 0, end));
    *rest = str_slice(*rest, end + 1, rest->len);
    return true;
}

// name=value, the value perhaps in quotes. Empty: another name.
static str value_of(str parameter, str name) {
    str rest = parameter, word = {0};
    if (!next_part(&rest, '=', &word) || !is_word(word, name))
        return (str){0};
    rest = str_trim(rest);
    bool is_quoted = rest.len >= 2 && rest.ptr[0] == '"' && rest.ptr[rest.len - 1] == '"';
    return is_quoted ? str_slice(rest, 1, rest.len - 1) : rest;
}

// ---- Content-Type ----------------------------------------------------------------------------------------------------

static bool can_be_in(media m, str charset) {
    bool is_chinese =
        is_word(charset, STR("gb18030")) || is_word(charset, STR("gbk")) || is_word(charset, STR("gb2312"));
    return is_word(charset, STR("utf-8")) || (m == MEDIA_CSV && is_chinese);
}

media media_find(str content_type) {
    str rest = content_type, name = {0}, parameter;
    media found = MEDIA_NONE;
    (void)next_part(&rest, ';', &name);
    for (size_t i = 0; i < MEDIA_KINDS; i++)
        if (is_word(name, kinds[i].name))
            found = kinds[i].medium;
    while (next_part(&rest, ';', &parameter)) {
        str charset = value_of(parameter, STR("charset"));
        if (charset.len > 0 && !can_be_in(found, charset))
            found = MEDIA_NONE;
    }
    return found;
}

// ---- Accept ----------------------------------------------------------------------------------------------------------

// How much one range of an Accept likes a medium, and how exactly it names it: 0 not at all, 3 by its name.
static int read_range(str range, size_t kind, int64_t *out_quality) {
    str rest = range, name = {0}, parameter;
    (void)next_part(&rest, ';', &name);
    *out_quality = QUALITY_FULL;
    while (next_part(&rest, ';', &parameter)) {
        str q = value_of(parameter, STR("q"));
        int64_t quality;
        if (q.len > 0 && num_parse(q, QUALITY_DIGITS, &quality) == NUM_OK)
            *out_quality = quality;
    }
    return is_word(name, kinds[kind].name)     ? 3
           : is_word(name, kinds[kind].family) ? 2
           : is_word(name, STR("*/*"))         ? 1
                                               : 0;
}

// By the range that names it most exactly.
static int64_t quality_of(str accept, size_t kind) {
    str rest = accept, range;
    int64_t best = 0, quality;
    int best_exact = 0;
    while (next_part(&rest, ',', &range)) {
        int exact = read_range(range, kind, &quality);
        if (exact > best_exact) {
            best_exact = exact;
            best = quality;
        }
    }
    return best;
}

media media_choose(str accept, unsigned gives, media fallback) {
    media best = MEDIA_NONE;
    int64_t best_quality = 0;
    if (str_trim(accept).len == 0)
        return fallback;
    for (size_t i = 0; i < MEDIA_KINDS; i++) {
        if (!(gives & kinds[i].medium))
            continue;
        int64_t quality = quality_of(accept, i);
        bool is_better = quality > best_quality;
        if (is_better || (quality == best_quality && quality > 0 && kinds[i].medium == fallback)) {
            best = kinds[i].medium;
            best_quality = quality;
        }
    }
    return best;
}
