// SPDX-License-Identifier: Apache-2.0
#define _POSIX_C_SOURCE 200809L
#include "main/laws.h"

#include "main/input.h"
#include "main/embedded.h"
#include "main/say.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FILES_MOST = 256, FOLDERS_MOST = 8, PATH_BYTES = 4096 };

typedef struct {
    arena *mem;
    jifen_file *all;  // [FILES_MOST]
    size_t n;
    bool has_general;  // one of them belongs to every law
} file_list;

// ---- files ---------------------------------------------------------------------------------------------------------

// Does the head between the first two lines `---` say that the file belongs to every law?
static bool is_general(str text) {
    str line;
    for (int n_bars = 0; n_bars < 2 && str_next_line(&text, &line);) {
        line = str_trim(line);
        n_bars += str_is(line, STR("---"));
        if (str_starts(line, STR("law:")) && str_is(str_trim(str_slice(line, 4, line.len)), STR("any")))
            return true;
    }
    return false;
}

static rc add_file(file_list *list, jifen_file file, err *e) {
    if (list->n == FILES_MOST)
        return err_set(e, RC_LIMIT, "expected at most {i} files, found more", (int64_t)FILES_MOST);
    list->has_general |= is_general(file.text);
    list->all[list->n++] = file;
    return RC_OK;
}

rc laws_read_file(const char *path, arena *mem, jifen_file *out, err *e) {
    input in;
    rc code = input_open(path, false, mem, &in, e);
    if (code != RC_OK)
        return code;
    *out = (jifen_file){.name = arena_copy(mem, str_of_argument(path))};  // nobody has proved it
    code = input_read_all(&in, LIMIT_SOURCE_BYTES, mem, &out->text, e);
    input_close(&in);
    return code;
}

// ---- folders ---------------------------------------------------------------------------------------------------------

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_wanted(const char *name) {
    size_t len = strlen(name);
    return name[0] != '.' && len > 3;
}

// The names in a folder, sorted: the order on the disk must not matter. *n is 0 before.
static rc read_names(const char *path, arena *mem, const char **names, size_t *n, err *e) {
    DIR *dir = opendir(path);
    if (dir == NULL)
        return err_set(e, RC_INPUT, "expected a folder that can be read, found: {s}",
                       str_of_argument(strerror(errno)));
    rc code = RC_OK;
    for (struct dirent *d = readdir(dir); d != NULL && code == RC_OK; d = readdir(dir)) {
        if (!is_wanted(d->d_name))
            continue;
        char *name = arena_alloc(mem, strlen(d->d_name) + 1, 1);
        if (name == NULL || *n == FILES_MOST)
            code = err_set(e, RC_LIMIT, "expected at most {i} files in a folder, found more",
                           (int64_t)FILES_MOST);
        else
            names[(*n)++] = memcpy(name, d->d_name, strlen(d->d_name));
    }
    closedir(dir);
    qsort(names, *n, sizeof *names, compare_names);
    return code;
}

static bool is_folder(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool ends_in_md(const char *name) {
    str s = str_of_argument(name);
    return s.len > 3 && str_is(str_slice(s, s.len - 3, s.len), STR(".md"));
}

static rc add_path(file_list *list, const char *path, int depth, err *e) {
    if (!is_folder(path)) {
        jifen_file file;
        rc code = laws_read_file(path, list->mem, &file, e);
        return code == RC_OK ? add_file(list, file, e) : code;
    }
    if (depth == FOLDERS_MOST)
        return err_set(e, RC_LIMIT, "expected at most {i} folders inside each other, found more",
                       (int64_t)FOLDERS_MOST);
    const char **names = ARENA_ARRAY(list->mem, const char *, FILES_MOST);
    size_t n = 0;
    if (names == NULL)
        return err_set(e, RC_MEMORY, "no memory for the names in a folder");
    rc code = read_names(path, list->mem, names, &n, e);
    for (size_t i = 0; i < n && code == RC_OK; i++) {
        char below[PATH_BYTES];
        int len = snprintf(below, sizeof below, "%s/%s", path, names[i]);
        if (len < 0 || (size_t)len >= sizeof below)
            return err_set(e, RC_LIMIT, "expected a shorter path");
        if (ends_in_md(below) || is_folder(below))
            code = add_path(list, below, depth + 1, e);
    }
    return code;
}

// ---- opening ---------------------------------------------------------------------------------------------------------

static rc add_built_in(file_list *list, bool only_general, bool is_proved, err *e) {
    for (size_t i = 0; i < n_pack_files; i++) {
        str text = {pack_files[i].text, pack_files[i].len};
        if (only_general && !is_general(text))
            continue;
        rc code = add_file(list, (jifen_file){str_of_argument(pack_files[i].name), text, is_proved}, e);
        if (code != RC_OK)
            return code;
    }
    return RC_OK;
}

static rc open_list(const file_list *list, jifen **out) {
    err e;
    err_clear(&e);
    buf report = buf_make(list->mem);
    rc code = jifen_open(list->all, list->n, list->mem, out, &report, &e);
    if (code == RC_OK)
        return code;
    say_lines(buf_str(&report));
    if (report.len == 0)
        say_error("law", &e);
    return code;
}

rc laws_open(const char *const *paths, size_t n, bool prove, arena *mem, jifen **out) {
    err e;
    err_clear(&e);
    file_list list = {.mem = mem, .all = ARENA_ARRAY(mem, jifen_file, FILES_MOST)};
    if (list.all == NULL) {
        say("no memory for the laws");
        return RC_MEMORY;
    }
    rc code = RC_OK;
    size_t at = 0;
    for (; at < n && code == RC_OK; at++)
        code = add_path(&list, paths[at], 0, &e);
    if (code != RC_OK) {
        say_error(paths[at - 1], &e);
        return code;
    }
    if (n > 0 && list.n == 0) {
        say("{s}: expected pack files (*.md), found none", str_of_argument(paths[0]));
        return RC_INPUT;
    }
    if (n == 0 || !list.has_general)
        code = add_built_in(&list, n > 0, n == 0 && !prove, &e);
    if (code != RC_OK) {
        say_error("law", &e);
        return code;
    }
    return open_list(&list, out);
}
