// SPDX-License-Identifier: Apache-2.0
#include "page/tagged.h"

#include "base/day.h"

#include <assert.h>

enum { PHRASE_BYTES = 96 };  // a day or a distance: two numbers of 20 digits and a few letters

void tagged_print(html *h, word w, ...) {
    str format = words_get(w, false);
    va_list args;
    va_start(args, w);
    size_t from = 0;
    for (size_t i = 0; i + 2 < format.len; i++) {
        if (format.ptr[i] != '{')
            continue;
        html_text(h, str_slice(format, from, i));
        if (format.ptr[i + 1] == 's')
            html_text(h, va_arg(args, str));
        else {
            assert(format.ptr[i + 1] == 'i');
            html_int(h, va_arg(args, int64_t));
        }
        from = i + 3;
        i += 2;
    }
    html_text(h, str_slice(format, from, format.len));
    va_end(args);
}

static void put_time(html *h, int64_t day, bool with_weekday) {
    char room[PHRASE_BYTES];
    buf b = buf_over(room, sizeof room);
    buf_print(&b, "{d}", day);
    HTML_LIT(h, "<time");
    HTML_ATTR(h, "datetime", buf_str(&b));
    HTML_LIT(h, ">");
    buf_clear(&b);
    if (with_weekday)
        phrases_put_day(&b, day, false);
    else
        phrases_put_plain_day(&b, day, false);
    html_text(h, buf_str(&b));
    HTML_LIT(h, "</time>");
}

void tagged_put_day(html *h, int64_t day) {
    put_time(h, day, true);
}

void tagged_put_plain_day(html *h, int64_t day) {
    put_time(h, day, false);
}

void tagged_put_distance(html *h, int64_t day, int64_t on) {
    char room[PHRASE_BYTES];
    buf b = buf_over(room, sizeof room);
    phrases_put_distance(&b, day, on, false);
    html_text(h, buf_str(&b));
}

void tagged_put_amount(html *h, int64_t least, int64_t most, str unit) {
    char room[PHRASE_BYTES];
    buf b = buf_over(room, sizeof room);
    phrases_put_amount(&b, least, most, (str){0}, false);
    html_text(h, buf_str(&b));
    if (unit.len > 0)
        HTML_LIT(h, " ");
    html_text(h, unit);
}

void tagged_put_source(html *h, jifen_source from) {
    html_text(h, from.document);
    if (from.where.len > 0)
        tagged_print(h, WORD_COMMA);
    html_text(h, from.where);
    tagged_print(h, WORD_BRACKET_OPEN);
    html_text(h, from.rank_label);
    tagged_print(h, WORD_COMMA);
    tagged_print(h, WORD_CONFIDENCE, from.confidence_label);
    tagged_print(h, WORD_BRACKET_CLOSE);
}
