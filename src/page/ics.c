// SPDX-License-Identifier: Apache-2.0
#include "page/ics.h"

#include "base/day.h"
#include "base/num.h"
#include "base/utf8.h"
#include "page/phrases.h"

#include <assert.h>

enum { LINE_BYTES = 75, DAY_S = 24 * 60 * 60 };

static const int64_t reminders_days[] = {30, 7, 1};

typedef struct {
    buf *out;
    size_t column;  // bytes of the line so far
} ics;

// ---- content lines: folded where they would grow too long, never inside a letter

static void put_letter(ics *c, str letter) {
    if (c->column + letter.len > LINE_BYTES) {
        BUF_LIT(c->out, "\r\n ");
        c->column = 1;
    }
    buf_put(c->out, letter);
    c->column += letter.len;
}

static void put(ics *c, str plain) {
    for (size_t i = 0; i < plain.len; i++)
        put_letter(c, str_slice(plain, i, i + 1));
}

static void end_line(ics *c) {
    BUF_LIT(c->out, "\r\n");
    c->column = 0;
}

static void put_line(ics *c, str line) {
    put(c, line);
    end_line(c);
}

static bool is_control(uint32_t code) {
    return (code < ' ' && code != '\t') || (code >= 0x7F && code < 0xA0);
}

// A backslash and what it stands before stay on one line, for readers that unescape first.
static void put_escaped(ics *c, str letter, uint32_t code) {
    switch (code) {
    case '\\': put_letter(c, STR("\\\\")); return;
    case ';': put_letter(c, STR("\\;")); return;
    case ',': put_letter(c, STR("\\,")); return;
    case '\n': put_letter(c, STR("\\n")); return;
    case 0xFFFD: put_letter(c, STR("\xEF\xBF\xBD")); return;
    default: break;
    }
    if (!is_control(code))
        put_letter(c, letter);
}

static void put_text(ics *c, str s) {
    size_t n;
    for (size_t at = 0; at < s.len; at += n) {
        uint32_t code = 0;
        n = utf8_next(s, at, &code);
        put_escaped(c, str_slice(s, at, at + n), code);
    }
}

static void put_text_line(ics *c, str head, str text) {
    put(c, head);
    put_text(c, text);
    end_line(c);
}

// A short line of ASCII by a format.
static void print_line(ics *c, const char *format, ...) {
    char room[LINE_BYTES];
    buf line = buf_over(room, sizeof room);
    va_list args;
    va_start(args, format);
    buf_print_list(&line, format, &args);
    va_end(args);
    assert(!line.failed);
    put_line(c, buf_str(&line));
}

// ---- values

static str day_text(int64_t day, char room[static 16]) {
    civil d = day_to_civil(day);
    buf b = buf_over(room, 16);
    buf_put_padded(&b, d.year, 4);
    buf_put_padded(&b, d.month, 2);
    buf_put_padded(&b, d.day, 2);
    return buf_str(&b);
}

static void put_stamp(ics *c, int64_t unix_s) {
    char room[16], clock_room[8];
    int64_t day = num_floor_div(unix_s, DAY_S), s = unix_s - day * DAY_S;
    buf clock = buf_over(clock_room, sizeof clock_room);
    buf_put_padded(&clock, s / 3600, 2);
    buf_put_padded(&clock, s / 60 % 60, 2);
    buf_put_padded(&clock, s % 60, 2);
    print_line(c, "DTSTAMP:{s}T{s}Z", day_text(day, room), buf_str(&clock));
}

// FNV-1a over 64 bits: no secret, only a name that stays the same. Each text's length goes in, so that no two pairs
// of texts run into one.
static uint64_t hash_text(uint64_t hash, str s) {
    const uint64_t prime = UINT64_C(0x100000001b3);
    for (size_t i = 0; i < s.len; i++)
        hash = (hash ^ (unsigned char)s.ptr[i]) * prime;
    for (size_t n = s.len, i = 0; i < sizeof n; i++, n >>= 8)
        hash = (hash ^ (n & 0xFF)) * prime;
    return hash;
}

static void put_hex(buf *b, uint64_t v) {
    static const char digits[] = "0123456789abcdef";
    for (int shift = 60; shift >= 0; shift -= 4)
        buf_put_char(b, digits[v >> shift & 15]);
}

static void put_uid(ics *c, str seed, str id) {
    const uint64_t start = UINT64_C(0xcbf29ce484222325);
    char room[16 + 16];
    buf hex = buf_over(room, sizeof room);
    put_hex(&hex, hash_text(start, seed));
    put_hex(&hex, hash_text(hash_text(start, seed), id));
    print_line(c, "UID:{s}@jifen", buf_str(&hex));
}

// The whole document's name: beside an event there is no list of sources to look a short one up in.
static void put_source(ics *c, jifen_source from) {
    char room[256];
    buf trust = buf_over(room, sizeof room);
    put_text(c, words_get(WORD_SOURCE, false));
    put_text(c, words_get(WORD_COLON, false));
    put_text(c, from.document);
    if (from.where.len > 0)
        put_text(c, words_get(WORD_COMMA, false));
    put_text(c, from.where);
    phrases_put_trust(&trust, from.rank_label, from.confidence_label, false);
    put_text(c, buf_str(&trust));
}

static void put_description(ics *c, const jifen_date *d) {
    if (d->note.len == 0 && d->source.key.len == 0)
        return;
    put(c, STR("DESCRIPTION:"));
    put_text(c, d->note);
    if (d->note.len > 0 && d->source.key.len > 0)
        put_text(c, STR("\n"));
    if (d->source.key.len > 0)
        put_source(c, d->source);
    end_line(c);
}

// ---- components

static void put_alarm(ics *c, int64_t days, str label) {
    put_line(c, STR("BEGIN:VALARM"));
    put_line(c, STR("ACTION:DISPLAY"));
    put_text_line(c, STR("DESCRIPTION:"), label);
    print_line(c, "TRIGGER:-P{i}D", days);
    put_line(c, STR("END:VALARM"));
}

static void put_event(ics *c, const jifen_date *d, ics_options o) {
    char room[16];
    put_line(c, STR("BEGIN:VEVENT"));
    put_uid(c, o.seed, d->id);
    put_stamp(c, o.stamp_unix_s);
    print_line(c, "DTSTART;VALUE=DATE:{s}", day_text(d->day, room));
    print_line(c, "DTEND;VALUE=DATE:{s}", day_text(d->day + 1, room));
    put_text_line(c, STR("SUMMARY:"), d->label);
    put_description(c, d);
    put_line(c, STR("TRANSP:TRANSPARENT"));  // a day to remember keeps nobody busy
    for (size_t i = 0; i < sizeof reminders_days / sizeof reminders_days[0]; i++)
        if (d->day - reminders_days[i] >= o.on)
            put_alarm(c, reminders_days[i], d->label);
    put_line(c, STR("END:VEVENT"));
}

void ics_print(const jifen_date *dates, size_t n_dates, ics_options o, buf *out) {
    ics c = {.out = out};
    if (n_dates == 0)
        return;
    put_line(&c, STR("BEGIN:VCALENDAR"));
    put_line(&c, STR("VERSION:2.0"));
    put_line(&c, STR("PRODID:-//jifen//dates//ZH"));
    put_line(&c, STR("CALSCALE:GREGORIAN"));
    put_line(&c, STR("METHOD:PUBLISH"));
    put_text_line(&c, STR("X-WR-CALNAME:"), o.name);
    put_text_line(&c, STR("X-WR-CALDESC:"), words_get(WORD_DISCLAIMER, false));
    put_line(&c, STR("REFRESH-INTERVAL;VALUE=DURATION:P1D"));
    put_line(&c, STR("X-PUBLISHED-TTL:P1D"));
    for (size_t i = 0; i < n_dates; i++)
        put_event(&c, &dates[i], o);
    put_line(&c, STR("END:VCALENDAR"));
}
