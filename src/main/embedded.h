// main/embedded.h - files inside the program, as text: the law and the calendars, the articles, and what the site sends as it is. Made at build
// time by tools/embed.c. Each list ends with a row of no name.
#ifndef MAIN_EMBEDDED_H
#define MAIN_EMBEDDED_H

#include <stddef.h>

typedef struct {
    const char *name;  // path below the list's folder, such as "shanghai/points.md"
    const char *text;  // the file's bytes; a NUL follows them
    size_t len;        // bytes, without that NUL
} embedded_file;

extern const embedded_file pack_files[];  // [n_pack_files] of packs/, in the order of packs/meson.build
extern const size_t n_pack_files;
extern const embedded_file article_files[];  // [n_article_files] of articles/
extern const size_t n_article_files;
extern const embedded_file web_files[];  // [n_web_files] of web/
extern const size_t n_web_files;
extern const embedded_file password_files[];  // one: common passwords, one a line, by bytes
extern const size_t n_password_files;

#endif
