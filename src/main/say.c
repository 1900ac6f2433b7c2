// SPDX-License-Identifier: Apache-2.0
#include "main/say.h"

#include "wire/facts.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { LINE_BYTES = 2048 };

static void put_line(buf *line) {
    fwrite(line->ptr, 1, line->len, stderr);
    fputc('\n', stderr);
}

void say(const char *format, ...) {
    char block[LINE_BYTES];
    buf line = buf_over(block, sizeof block);
    BUF_LIT(&line, "jifen: ");
    va_list args;
    va_start(args, format);
    buf_print_list(&line, format, &args);
    va_end(args);
    put_line(&line);
}

void say_error(const char *file, const err *e) {
    char block[LINE_BYTES];
    buf line = buf_over(block, sizeof block);
    buf_print(&line, "jifen: {s}:", str_of_argument(file));
    if (e->line > 0)
        buf_print(&line, "{i}:", (int64_t)e->line);
    buf_put_char(&line, ' ');
    facts_print_error(e, &line);
    put_line(&line);
}

void say_lines(str text) {
    fwrite(text.ptr, 1, text.len, stderr);
}

ending ending_of(rc code) {
    switch (code) {
    case RC_OK: return ENDED_WELL;
    case RC_INPUT:
    case RC_LIMIT: return ENDED_INPUT;
    case RC_BUSY:
    case RC_STORE:
    case RC_MEMORY:
    case RC_BUG: break;
    }
    return ENDED_INTERNAL;
}

ending write_out(str text) {
    if (fwrite(text.ptr, 1, text.len, stdout) == text.len && fflush(stdout) == 0)
        return ENDED_WELL;
    say("cannot write to standard output: {s}", str_of_argument(strerror(errno)));
    return ENDED_INTERNAL;
}

str str_of_argument(const char *s) {
    return (str){s, strlen(s)};
}
