// SPDX-License-Identifier: Apache-2.0
#define _POSIX_C_SOURCE 200809L
#include "main/policy.h"

#include "main/laws.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { PATH_BYTES = 4096 };

static void print_law(const jifen_law_info *info, buf *out) {
    buf_print(out, "{s} {s}  {d}..{d}  {s}\n", info->id, info->version, info->from, info->to, info->title);
}

ending policy_check(const options *o, const jifen *j, arena *mem) {
    (void)o;  // its operands are the laws in j
    buf out = buf_make(mem);
    for (size_t i = 0; i < jifen_n_laws(j); i++)
        print_law(jifen_info(jifen_law_at(j, i)), &out);
    BUF_LIT(&out, "没有问题 no problems\n");
    return write_out(buf_str(&out));
}

ending policy_test(const options *o, const jifen *j, arena *mem) {
    (void)o;  // its operands are the laws in j
    buf out = buf_make(mem);
    size_t n_passed = 0, n_failed = 0;
    for (size_t i = 0; i < jifen_n_laws(j); i++) {
        size_t passed = 0, failed = 0;
        err e;
        err_clear(&e);
        rc code = jifen_test(jifen_law_at(j, i), mem, &out, &passed, &failed, &e);
        if (code != RC_OK) {
            say_error("law", &e);
            return ending_of(code);
        }
        n_passed += passed;
        n_failed += failed;
    }
    buf_print(&out, "{i} passed, {i} failed\n", (int64_t)n_passed, (int64_t)n_failed);
    ending end = write_out(buf_str(&out));
    return end == ENDED_WELL && n_failed > 0 ? ENDED_ROWS : end;
}

static ending refuse_write(const char *path) {
    say("{s}: cannot write: {s}", str_of_argument(path), str_of_argument(strerror(errno)));
    return ENDED_INTERNAL;
}

// Beside the file first, so that no half file is left behind.
static ending write_file(const char *path, str text) {
    char beside[PATH_BYTES];
    int len = snprintf(beside, sizeof beside, "%s.new", path);
    if (len < 0 || (size_t)len >= sizeof beside) {
        errno = ENAMETOOLONG;
        return refuse_write(path);
    }
    FILE *file = fopen(beside, "wb");
    if (file == NULL)
        return refuse_write(beside);
    bool is_written = fwrite(text.ptr, 1, text.len, file) == text.len;
    is_written &= fclose(file) == 0;
    if (is_written && rename(beside, path) == 0)
        return ENDED_WELL;
    ending end = refuse_write(path);
    remove(beside);
    return end;
}

ending policy_fmt(const options *o, arena *mem) {
    const char *path = o->operands[0];
    jifen_file file;
    err e;
    err_clear(&e);
    buf out = buf_make(mem), report = buf_make(mem);
    rc code = laws_read_file(path, mem, &file, &e);
    bool is_read = code == RC_OK;
    if (is_read)
        code = jifen_format(file, mem, &out, &report, &e);
    if (code == RC_OK && out.failed)
        code = err_set(&e, RC_MEMORY, "no memory for the text");
    if (code != RC_OK) {
        say_lines(buf_str(&report));
        if (report.len == 0)
            say_error(path, &e);
        return ending_of(code);
    }
    if (o->value[OPTION_WRITE] == NULL)
        return write_out(buf_str(&out));
    return str_is(buf_str(&out), file.text) ? ENDED_WELL : write_file(path, buf_str(&out));
}

// Of the laws in force on that day the first that has something of this name; the first of all where none has.
static const jifen_law *law_with(const jifen *j, str name, int64_t on) {
    for (size_t i = 0; i < jifen_n_laws(j); i++) {
        const jifen_law *l = jifen_find_law(j, jifen_info(jifen_law_at(j, i))->id, on);
        if (l != NULL && jifen_find_name(l, name) >= 0)
            return l;
    }
    return jifen_find_law(j, (str){0}, on);
}

ending policy_show(const options *o, const jifen *j, int64_t on, arena *mem) {
    const jifen_law *law = law_with(j, str_of_argument(o->operands[0]), on);
    if (law == NULL) {
        say("expected a day for which a law is held（没有收录这一天适用的规定）");
        return ENDED_INPUT;
    }
    err e;
    err_clear(&e);
    buf out = buf_make(mem);
    rc code = jifen_show(law, str_of_argument(o->operands[0]), mem, &out, &e);
    if (code == RC_OK)
        return write_out(buf_str(&out));
    say_error(o->operands[0], &e);
    return ending_of(code);
}
