// SPDX-License-Identifier: Apache-2.0
#include "desk/when.h"

#include "base/day.h"
#include "base/utf8.h"

static const int64_t minute_ms = 60000, hour_ms = 3600000, day_ms = 24 * 3600000;

enum { LETTERS_MOST = 40 };

// ---- reading -----------------------------------------------------------------------------------------------------------

// All ways to write it become one: Y-M-D H:M. 0: the letter says nothing.
static char plain_letter(uint32_t letter) {
    static const struct {
        uint32_t from;
        char to;
    } same[] = {{0xFF1A, ':'}, {0x70B9, ':'}, {0x65F6, ':'}, {0x5E74, '-'}, {0x6708, '-'}, {'/', '-'},
                {'.', '-'},    {0x65E5, ' '}, {0x53F7, ' '}, {0x3000, ' '}, {'T', ' '},    {0x5206, 0}};
    if (letter >= 0xFF10 && letter <= 0xFF19)
        return (char)('0' + (letter - 0xFF10));
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
        if (same[i].from == letter)
            return same[i].to;
    return letter < 0x80 ? (char)letter : '?';
}

static str make_plain(str typed, arena *mem) {
    buf b = buf_make(mem);
    for (size_t at = 0; at < typed.len && b.len < LETTERS_MOST;) {
        uint32_t letter;
        at += utf8_next(typed, at, &letter);
        char c = plain_letter(letter);
        if (c != 0)
            buf_put_char(&b, c);
    }
    return str_trim(buf_str(&b));
}

// Up to four digits; zeros may stand in front, as in 09:30.
static bool read_number(str text, int64_t *out) {
    *out = 0;
    if (text.len == 0 || text.len > 4)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        *out = 10 * *out + (text.ptr[i] - '0');
    }
    return true;
}

// The numbers between the marks; -1: it is something else, or there are more than `most`. An empty last one is 0.
static int read_numbers(str text, char mark, int most, int64_t *out) {
    int n = 0;
    for (size_t from = 0; from <= text.len; n++) {
        size_t len = str_find(str_slice(text, from, text.len), mark);
        str one = str_slice(text, from, from + len);
        bool is_last = from + len >= text.len;
        if (n == most)
            return -1;
        out[n] = 0;
        bool is_left_out = one.len == 0 && is_last && n > 0;
        if (!is_left_out && !read_number(one, &out[n]))
            return -1;
        from += len + 1;
    }
    return n;
}

static bool is_real(int64_t year, int64_t month, int64_t day) {
    return year >= DAY_MIN_YEAR && year <= DAY_MAX_YEAR && month >= 1 && month <= 12 && day >= 1 &&
           day <= day_month_length(year, (int32_t)month);
}

static bool read_day(str text, int64_t today, int64_t *out) {
    int64_t n[3] = {0}, year = day_to_civil(today).year;
    int found = read_numbers(text, '-', 3, n);
    *out = today;
    if (text.len == 0)
        return true;
    bool has_year = found == 3;
    if (found < 2)
        return false;
    if (has_year)
        year = n[0];
    int64_t month = n[has_year], day = n[has_year + 1];
    if (!has_year && (month < day_to_civil(today).month ||
                      (month == day_to_civil(today).month && day < day_to_civil(today).day)))
        year++;
    if (!is_real(year, month, day))
        return false;
    *out = day_from_civil(year, (int32_t)month, (int32_t)day);
    return true;
}

static bool read_typed(str typed, int64_t now_ms, arena *mem, int64_t *out_ms) {
    str text = make_plain(typed, mem);
    size_t at = text.len;
    while (at > 0 && text.ptr[at - 1] != ' ')
        at--;
    int64_t day, n[2] = {0};
    int found = read_numbers(str_slice(text, at, text.len), ':', 2, n);
    if (found != 2 || n[0] > 23 || n[1] > 59 ||
        !read_day(str_trim(str_slice(text, 0, at)), hours_day_of(now_ms), &day))
        return false;
    *out_ms = hours_begin_of(day) + n[0] * hour_ms + n[1] * minute_ms;
    return true;
}

// ---- what is meant -----------------------------------------------------------------------------------------------------

static when into_hours(const hours *h, int64_t at_ms) {
    bool ignored = false;  // nothing is promised by it
    int64_t moved = hours_add(h, at_ms, 0, &ignored);
    return (when){moved, moved != at_ms};
}

when_check when_read(const hours *h, str choice, str typed, int64_t now_ms, arena *mem, when *out) {
    int64_t at_ms;
    if (str_is(choice, STR("hour"))) {
        *out = into_hours(h, now_ms + hour_ms);
        return WHEN_FINE;
    }
    if (str_is(choice, STR("morning"))) {
        bool ignored = false;
        int64_t tomorrow = hours_begin_of(hours_day_of(now_ms) + 1);
        *out = (when){.at_ms = hours_add(h, tomorrow, hour_ms, &ignored)};
        return WHEN_FINE;
    }
    if (!read_typed(typed, now_ms, mem, &at_ms))
        return WHEN_UNREADABLE;
    if (at_ms <= now_ms)
        return WHEN_PAST;
    if (at_ms > now_ms + WHEN_DAYS_MOST * day_ms)
        return WHEN_FAR;
    *out = into_hours(h, at_ms);
    return WHEN_FINE;
}
