// SPDX-License-Identifier: Apache-2.0
// The calendar file: its bytes for two plain dates, and what must hold whatever the texts are.
#include "test.h"

#include "base/day.h"
#include "base/utf8.h"
#include "page/ics.h"

#include <string.h>

static const ics_options plain = {
    .name = STR_INIT("还书的日子"), .seed = STR_INIT("reader 7"), .stamp_unix_s = 1773103509, .on = 20522};

static str print(const jifen_date *dates, size_t n, ics_options o, arena *mem) {
    buf out = buf_make(mem);
    ics_print(dates, n, o, &out);
    CHECK(!out.failed);
    return buf_str(&out);
}

// ---- an independent reader: lines must end in CRLF and be short; continuations are joined

static str unfold(str file, arena *mem) {
    buf out = buf_make(mem);
    while (file.len > 0) {
        const char *end = memchr(file.ptr, '\n', file.len);
        if (!CHECK(end != NULL && end > file.ptr && end[-1] == '\r'))
            break;
        str line = {file.ptr, (size_t)(end - file.ptr) - 1};
        CHECK(line.len <= 75);
        CHECK(utf8_is_valid(line, NULL));
        bool goes_on = line.len > 0 && line.ptr[0] == ' ';
        if (out.len > 0 && !goes_on)
            buf_put_char(&out, '\n');
        buf_put(&out, str_slice(line, goes_on, line.len));
        file = str_slice(file, line.len + 2, file.len);
    }
    return buf_str(&out);
}

// The n-th value of a property, by its head such as "SUMMARY:"; ptr NULL when there is none.
static str value_of(str unfolded, str head, int n) {
    str line;
    while (str_next_line(&unfolded, &line))
        if (str_starts(line, head) && n-- == 0)
            return str_slice(line, head.len, line.len);
    return (str){0};
}

static int count_of(str unfolded, str line_wanted) {
    int n = 0;
    str line;
    while (str_next_line(&unfolded, &line))
        n += str_is(line, line_wanted);
    return n;
}

// What a reader makes of an escaped text.
static str unescape(str s, arena *mem) {
    buf out = buf_make(mem);
    for (size_t i = 0; i < s.len; i++) {
        bool escaped = s.ptr[i] == '\\' && i + 1 < s.len;
        i += escaped;
        buf_put_char(&out, escaped && s.ptr[i] == 'n' ? '\n' : s.ptr[i]);
    }
    return buf_str(&out);
}

// ---- tests

static const jifen_source rules = {STR_INIT("《借阅办法》"), STR_INIT("第 12 条"), STR_INIT("official"),
                                   STR_INIT("官方文件"),     STR_INIT("high"),     STR_INIT("高"),
                                   STR_INIT("办法")};

static void two_dates_byte_by_byte(arena *mem) {
    const jifen_date dates[] = {
        {.id = STR("due"),
         .label = STR("到期"),
         .day = day_from_civil(2026, 3, 31),
         .note = STR("先还再借"),
         .source = rules},
        {.id = STR("gone"), .label = STR("早过了"), .day = day_from_civil(2025, 12, 31)},
    };
    str want =
        STR("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//jifen//dates//ZH\r\nCALSCALE:GREGORIAN\r\n"
            "METHOD:PUBLISH\r\nX-WR-CALNAME:还书的日子\r\n"
            "X-WR-CALDESC:以上按您填的情况推算，不是审核结果。最终\r\n 以主管部门的审核为准。\r\n"
            "REFRESH-INTERVAL;VALUE=DURATION:P1D\r\nX-PUBLISHED-TTL:P1D\r\n"
            "BEGIN:VEVENT\r\nUID:0419f50f98301c67bb1660585b409e50@jifen\r\nDTSTAMP:20260310T004509Z\r\n"
            "DTSTART;VALUE=DATE:20260331\r\nDTEND;VALUE=DATE:20260401\r\nSUMMARY:到期\r\n"
            "DESCRIPTION:先还再借\\n依据：《借阅办法》，第 12 条（官方\r\n 文件，把握：高）\r\n"
            "TRANSP:TRANSPARENT\r\n"
            "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:到期\r\nTRIGGER:-P7D\r\nEND:VALARM\r\n"
            "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:到期\r\nTRIGGER:-P1D\r\nEND:VALARM\r\n"
            "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:0419f50f98301c67a04f2c429d98f5e0@jifen\r\nDTSTAMP:"
            "20260310T004509Z\r\n"
            "DTSTART;VALUE=DATE:20251231\r\nDTEND;VALUE=DATE:20260101\r\nSUMMARY:早过了\r\n"
            "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    CHECK_STR(print(dates, 2, plain, mem), want);
    CHECK_STR(print(dates, 0, plain, mem), STR(""));
}

// A reminder's own day is what counts: today is still in time.
static void reminders_begin_today(arena *mem) {
    static const int wanted[][2] = {{-1, 0}, {0, 0}, {1, 1}, {6, 1}, {7, 2}, {29, 2}, {30, 3}, {400, 3}};
    CHECK_TABLE(wanted, i) {
        jifen_date d = {.id = STR("d"), .label = STR("x"), .day = plain.on + wanted[i][0]};
        str file = unfold(print(&d, 1, plain, mem), mem);
        CHECK_INT(count_of(file, STR("BEGIN:VALARM")), wanted[i][1]);
        CHECK_INT(count_of(file, STR("TRIGGER:-P30D")), wanted[i][1] == 3);
    }
}

static str uid_of(str seed, str id, int64_t day, arena *mem) {
    ics_options o = plain;
    o.seed = seed;
    jifen_date d = {.id = id, .label = STR("x"), .day = day};
    return value_of(unfold(print(&d, 1, o, mem), mem), STR("UID:"), 0);
}

static void identity_is_seed_and_id(arena *mem) {
    str one = uid_of(STR("ab"), STR("c"), 20500, mem);
    CHECK_STR(uid_of(STR("ab"), STR("c"), 20700, mem), one);
    CHECK(!str_is(uid_of(STR("a"), STR("bc"), 20500, mem), one));
    CHECK(!str_is(uid_of(STR("ab"), STR("d"), 20500, mem), one));
    CHECK(!str_is(uid_of(STR("ac"), STR("c"), 20500, mem), one));
    CHECK(!str_is(uid_of(STR(""), STR("abc"), 20500, mem), one));
}

static void texts_come_back(arena *mem) {
    static const struct {
        str text, read;
    } cases[] = {
        {STR_INIT("a,b;c\\d:\"e\" <&>"), STR_INIT("a,b;c\\d:\"e\" <&>")},
        {STR_INIT("one\r\ntwo\nthree\rfour\tfive"), STR_INIT("one\ntwo\nthreefour\tfive")},
        {STR_INIT("bell\a nul\0 escape\033[1m del\177 c1\xC2\x85."), STR_INIT("bell nul escape[1m del c1.")},
        {STR_INIT("broken\xff\xe4\xb8 letters"),
         STR_INIT("broken\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD letters")},
        {STR_INIT("END:VEVENT\r\nEND:VCALENDAR\r\nX"), STR_INIT("END:VEVENT\nEND:VCALENDAR\nX")},
        {STR_INIT("\\n is no line end"), STR_INIT("\\n is no line end")},
    };
    CHECK_TABLE(cases, i) {
        jifen_date d = {.id = STR("d"), .label = cases[i].text, .note = cases[i].text, .day = plain.on};
        str file = unfold(print(&d, 1, plain, mem), mem);
        CHECK_STR(unescape(value_of(file, STR("SUMMARY:"), 0), mem), cases[i].read);
        CHECK_STR(unescape(value_of(file, STR("DESCRIPTION:"), 0), mem), cases[i].read);
        CHECK_INT(count_of(file, STR("END:VEVENT")), 1);
    }
}

// Every length and every kind of letter at the fold.
static void lines_fold_between_letters(arena *mem) {
    static const str letters[] = {STR_INIT("x"), STR_INIT("é"), STR_INIT("分"), STR_INIT("𠮷"), STR_INIT(",")};
    for (size_t kind = 0; kind < sizeof letters / sizeof letters[0]; kind++)
        for (size_t shift = 0; shift < 8; shift++) {
            buf text = buf_make(mem);
            buf_put(&text, str_slice(STR("abcdefgh"), 0, shift));
            for (int i = 0; i < 90; i++)
                buf_put(&text, letters[kind]);
            jifen_date d = {.id = STR("d"), .label = buf_str(&text), .day = plain.on};
            str file = unfold(print(&d, 1, plain, mem), mem);
            CHECK_STR(unescape(value_of(file, STR("SUMMARY:"), 0), mem), buf_str(&text));
            arena_reset(mem);
        }
}

static void days_end_on_the_next(arena *mem) {
    static const struct {
        int32_t year, month, day;
        str from, to;
    } cases[] = {
        {2026, 12, 31, STR_INIT("20261231"), STR_INIT("20270101")},
        {2028, 2, 28, STR_INIT("20280228"), STR_INIT("20280229")},
        {2027, 2, 28, STR_INIT("20270228"), STR_INIT("20270301")},
    };
    CHECK_TABLE(cases, i) {
        jifen_date d = {.day = day_from_civil(cases[i].year, cases[i].month, cases[i].day)};
        str file = unfold(print(&d, 1, plain, mem), mem);
        CHECK_STR(value_of(file, STR("DTSTART;VALUE=DATE:"), 0), cases[i].from);
        CHECK_STR(value_of(file, STR("DTEND;VALUE=DATE:"), 0), cases[i].to);
    }
}

static void a_full_buffer_fails(void) {
    char room[600];
    jifen_date d = {.id = STR("d"), .label = STR("x"), .day = plain.on};
    buf out = buf_over(room, sizeof room);
    ics_print(&d, 1, plain, &out);
    CHECK(!out.failed);
    size_t len = out.len;
    for (size_t cap = 0; cap < len; cap++) {
        out = buf_over(room, cap);
        ics_print(&d, 1, plain, &out);
        CHECK(out.failed);
    }
}

int main(void) {
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    two_dates_byte_by_byte(&mem);
    reminders_begin_today(&mem);
    identity_is_seed_and_id(&mem);
    texts_come_back(&mem);
    lines_fold_between_letters(&mem);
    days_end_on_the_next(&mem);
    a_full_buffer_fails();
    arena_done(&mem);
    CHECK_MAIN();
}
