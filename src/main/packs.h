// main/packs.h - the law and the calendars, as text inside the program. Made at build time by tools/embed.c.
#ifndef MAIN_PACKS_H
#define MAIN_PACKS_H

#include <stddef.h>

typedef struct {
    const char *name;  // path below packs/, such as "shanghai/points.md"
    const char *text;  // the file's bytes; a NUL follows them
    size_t len;        // bytes, without that NUL
} pack_file;

extern const pack_file pack_files[];  // [n_pack_files], in the order of packs/meson.build
extern const size_t n_pack_files;

#endif
