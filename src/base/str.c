// SPDX-License-Identifier: Apache-2.0
#include "base/str.h"

#include "base/limits.h"

#include <string.h>

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t least_of(size_t a, size_t b) {
    return a < b ? a : b;
}

str str_of_c(const char *s) {
    size_t n = 0;
    while (s != NULL && s[n] != '\0')
        n++;
    return (str){s, n};
}

bool str_starts(str s, str prefix) {
    return s.len >= prefix.len && str_is(str_slice(s, 0, prefix.len), prefix);
}

int str_compare(str a, str b) {
    size_t len = least_of(a.len, b.len);
    int order = len == 0 ? 0 : memcmp(a.ptr, b.ptr, len);
    if (order != 0)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

str str_slice(str s, size_t from, size_t to) {
    to = least_of(to, s.len);
    from = least_of(from, to);
    return from == 0 ? (str){s.ptr, to} : (str){s.ptr + from, to - from};
}

size_t str_find(str s, char c) {
    const char *at = s.len == 0 ? NULL : memchr(s.ptr, c, s.len);
    return at == NULL ? s.len : (size_t)(at - s.ptr);
}

str str_trim(str s) {
    size_t from = 0;
    while (from < s.len && is_blank(s.ptr[from]))
        from++;
    size_t to = s.len;
    while (to > from && is_blank(s.ptr[to - 1]))
        to--;
    return str_slice(s, from, to);
}

// One row of the table of the optimal string alignment distance: rows[0] is being filled for the first i bytes of a,
// rows[1] and rows[2] hold i - 1 and i - 2. rows[k][j]: edits that turn those bytes of a into the first j of b.
static void fill_row(size_t *rows[3], str a, size_t i, str b) {
    rows[0][0] = i;
    for (size_t j = 1; j <= b.len; j++) {
        size_t change = rows[1][j - 1] + (a.ptr[i - 1] != b.ptr[j - 1]);
        size_t best = least_of(change, 1 + least_of(rows[1][j], rows[0][j - 1]));
        bool is_swap = i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1];
        rows[0][j] = is_swap ? least_of(best, rows[2][j - 2] + 1) : best;
    }
}

size_t str_distance(str a, str b, size_t most) {
    size_t table[3][LIMIT_NAME_BYTES + 1] = {{0}};
    if (a.len > LIMIT_NAME_BYTES || b.len > LIMIT_NAME_BYTES)
        return most + 1;
    for (size_t j = 0; j <= b.len; j++)
        table[0][j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *rows[3] = {table[i % 3], table[(i + 2) % 3], table[(i + 1) % 3]};
        fill_row(rows, a, i, b);
    }
    size_t edits = table[a.len % 3][b.len];
    return edits <= most ? edits : most + 1;
}

bool str_next_line(str *rest, str *line) {
    if (rest->len == 0)
        return false;
    const char *lf = memchr(rest->ptr, '\n', rest->len);
    size_t len = lf == NULL ? rest->len : (size_t)(lf - rest->ptr);
    bool is_crlf = lf != NULL && len > 0 && rest->ptr[len - 1] == '\r';
    *line = (str){rest->ptr, len - is_crlf};
    *rest = str_slice(*rest, len + (lf != NULL), rest->len);
    return true;
}
