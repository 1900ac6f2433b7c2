// SPDX-License-Identifier: Apache-2.0
#include "page/phrases.h"

#include "base/day.h"

#include <assert.h>

str phrases_label(str name, str label, bool english) {
    return english ? name : label;
}

void phrases_print(buf *out, bool english, word w, ...) {
    va_list args;
    va_start(args, w);
    buf_print_list(out, words_format(w, english), &args);
    va_end(args);
}

void phrases_put_plain_day(buf *out, int64_t day, bool english) {
    civil c = day_to_civil(day);
    if (english)
        buf_print(out, "{d}", day);
    else
        phrases_print(out, english, WORD_DAY, (int64_t)c.year, (int64_t)c.month, (int64_t)c.day);
}

void phrases_put_day(buf *out, int64_t day, bool english) {
    phrases_put_plain_day(out, day, english);
    phrases_print(out, english, WORD_WEEKDAY, words_get((word)(WORD_MONDAY + day_weekday(day) - 1), english));
}

void phrases_put_distance(buf *out, int64_t day, int64_t on, bool english) {
    int64_t n = day - on;
    switch (n) {
    case -1: phrases_print(out, english, WORD_YESTERDAY); return;
    case 0: phrases_print(out, english, WORD_TODAY); return;
    case 1: phrases_print(out, english, WORD_TOMORROW); return;
    default: break;
    }
    if (n > 0)
        phrases_print(out, english, WORD_IN_DAYS, n);
    else
        phrases_print(out, english, WORD_DAYS_AGO, -n);
}

void phrases_put_amount(buf *out, int64_t least, int64_t most, str unit, bool english) {
    buf_put_int(out, least);
    if (least != most) {
        buf_put(out, words_get(WORD_TO, english));
        buf_put_int(out, most);
    }
    if (unit.len > 0) {
        buf_put_char(out, ' ');
        buf_put(out, unit);
    }
}

void phrases_put_trust(buf *out, str rank, str confidence, bool english) {
    buf_put(out, words_get(WORD_BRACKET_OPEN, english));
    buf_put(out, rank);
    buf_put(out, words_get(WORD_COMMA, english));
    phrases_print(out, english, WORD_CONFIDENCE, confidence);
    buf_put(out, words_get(WORD_BRACKET_CLOSE, english));
}

void phrases_put_source(buf *out, jifen_source from, bool english) {
    buf_put(out, from.key);
    if (from.where.len > 0) {
        buf_put(out, words_get(WORD_COMMA, english));
        buf_put(out, from.where);
    }
    phrases_put_trust(out, phrases_label(from.rank, from.rank_label, english),
                      phrases_label(from.confidence, from.confidence_label, english), english);
}

const jifen_date *phrases_date_in_order(const jifen_answer *a, size_t n) {
    for (size_t i = 0; i < a->n_dates; i++) {
        size_t before = 0;
        for (size_t k = 0; k < a->n_dates; k++)
            before += a->dates[k].day < a->dates[i].day || (a->dates[k].day == a->dates[i].day && k < i);
        if (before == n)
            return &a->dates[i];
    }
    assert(false);
    return NULL;
}
