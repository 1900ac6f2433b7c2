// SPDX-License-Identifier: Apache-2.0
// Reports of answers made by hand, compared with tests/golden/report-*.txt. With --update they are written anew.
// Runs at the root of the project.
#include "test.h"

#include "base/utf8.h"
#include "page/report.h"
#include "unit/page/samples.h"

#include <string.h>

typedef struct {
    size_t sample;
    report_options o;
    const char *file;
} golden;

static const golden goldens[] = {
    {0, {.width = 80}, "tests/golden/report-blocked.txt"},
    {0, {.width = 40}, "tests/golden/report-blocked-40.txt"},
    {0, {.width = 80, .english = true}, "tests/golden/report-blocked-en.txt"},
    {0, {.width = 80, .colour = true}, "tests/golden/report-blocked-colour.txt"},
    {1, {.width = 80, .with_names = true}, "tests/golden/report-open.txt"},
    {2, {.width = 80}, "tests/golden/report-ready.txt"},
};

enum { GOLDEN_BYTES = 1 << 16 };

static str read_golden(const char *file, char *room) {
    FILE *in = fopen(file, "rb");
    if (in == NULL)
        return STR("");
    size_t n = fread(room, 1, GOLDEN_BYTES, in);
    fclose(in);
    return (str){room, n};
}

static void write_golden(const char *file, str text) {
    FILE *out = fopen(file, "wb");
    if (CHECK(out != NULL)) {
        CHECK_INT(fwrite(text.ptr, 1, text.len, out), text.len);
        CHECK_INT(fclose(out), 0);
    }
}

static str report_of(size_t idx, report_options o, arena *mem) {
    buf out = buf_make(mem);
    sample s = sample_make(idx);
    report_print(&s.answer, &s.person, o, &out);
    CHECK(!out.failed);
    return buf_str(&out);
}

static void reports_are_as_they_were(bool update, arena *mem) {
    static char room[GOLDEN_BYTES];
    CHECK_TABLE(goldens, i) {
        str now = report_of(goldens[i].sample, goldens[i].o, mem);
        if (update)
            write_golden(goldens[i].file, now);
        else
            CHECK_STR(now, read_golden(goldens[i].file, room));
        arena_reset(mem);
    }
}

static void no_line_is_too_wide(arena *mem) {
    for (int width = 24; width <= 120; width++)
        for (size_t i = 0; i < SAMPLE_COUNT; i++) {
            str rest = report_of(i, (report_options){.width = width, .english = width % 2 == 0}, mem);
            str line;
            while (str_next_line(&rest, &line)) {
                CHECK(utf8_width(line) <= width);
                CHECK(line.len == 0 || line.ptr[line.len - 1] != ' ');
            }
            arena_reset(mem);
        }
}

// Colour only adds: without its codes the text is the same.
static void colour_is_never_the_only_sign(arena *mem) {
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        str plain = report_of(i, (report_options){0}, mem);
        str coloured = report_of(i, (report_options){.colour = true}, mem);
        buf stripped = buf_make(mem);
        for (size_t at = 0; at < coloured.len; at++) {
            if (coloured.ptr[at] == '\033')
                while (coloured.ptr[at] != 'm')
                    at++;
            else
                buf_put_char(&stripped, coloured.ptr[at]);
        }
        CHECK_STR(buf_str(&stripped), plain);
        arena_reset(mem);
    }
}

// With too little memory a report says that it failed; it is never one with a piece missing.
static void no_report_is_cut_in_silence(arena *mem) {
    str whole = report_of(0, (report_options){0}, mem);
    bool failed = true;
    for (size_t limit = 256; failed; limit += 256) {
        arena little;
        arena_init(&little, arena_malloc(), limit);
        buf out = buf_make(&little);
        sample s = sample_make(0);
        report_print(&s.answer, &s.person, (report_options){0}, &out);
        failed = out.failed;
        CHECK(failed || str_is(buf_str(&out), whole));
        arena_done(&little);
    }
    arena_reset(mem);
}

int main(int argc, char **argv) {
    bool update = argc > 1 && strcmp(argv[1], "--update") == 0;
    arena mem;
    arena_init(&mem, arena_malloc(), 0);
    reports_are_as_they_were(update, &mem);
    no_line_is_too_wide(&mem);
    colour_is_never_the_only_sign(&mem);
    no_report_is_cut_in_silence(&mem);
    arena_done(&mem);
    CHECK_MAIN();
}
