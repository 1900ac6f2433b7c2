// SPDX-License-Identifier: Apache-2.0
// A calendar file whatever a date's texts are: short lines of whole letters, CRLF and no other control byte, and no text
// that begins or ends a component of its own.
#include "fuzz.h"

#include "base/utf8.h"
#include "page/ics.h"

#include <string.h>

enum { MOST_BYTES = 4096, FILE_BYTES = 1 << 17 };

static void check_line(str line) {
    FUZZ_MUST(line.len > 0 && line.len <= 75 && utf8_is_valid(line, NULL));
    for (size_t i = 0; i < line.len; i++)
        FUZZ_MUST((unsigned char)line.ptr[i] >= ' ' || line.ptr[i] == '\t');
}

static size_t check_file(str file) {
    size_t n_ends = 0;
    while (file.len > 0) {
        const char *end = memchr(file.ptr, '\n', file.len);
        FUZZ_MUST(end != NULL && end > file.ptr && end[-1] == '\r');
        str line = {file.ptr, (size_t)(end - file.ptr) - 1};
        check_line(line);
        n_ends += str_starts(line, STR("END:VEVENT"));
        file = str_slice(file, line.len + 2, file.len);
    }
    return n_ends;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static char room[FILE_BYTES];
    str s = {(const char *)data, size < MOST_BYTES ? size : MOST_BYTES};
    jifen_date dates[] = {
        {.id = s, .label = s, .note = str_slice(s, 1, s.len), .day = 20600},
        {.id = STR("d"),
         .label = str_slice(s, 2, s.len),
         .day = 20500,
         .source = {.document = s, .where = s, .key = s}},
    };
    buf out = buf_over(room, sizeof room);
    ics_print(dates, 2, (ics_options){.name = s, .seed = s, .on = 20500}, &out);
    FUZZ_MUST(!out.failed);
    FUZZ_MUST(check_file(buf_str(&out)) == 2);
    return 0;
}
