// law/markdown.h - find the fenced blocks of a pack file: ```law and ```case, with their line numbers. Everything else
// is prose. Other fences are skipped whole, so that a ```law inside a longer fence is only an example.
#ifndef LAW_MARKDOWN_H
#define LAW_MARKDOWN_H

#include "law/diag.h"

typedef enum { BLOCK_LAW, BLOCK_CASE } block_kind;

typedef struct {
    block_kind kind;
    str text;       // view: the lines between the fences
    uint32_t line;  // number of the first of them
} block;

typedef struct {
    str rest;       // view: not read yet
    uint32_t line;  // its first line's number
    uint16_t file;
    diags *d;  // borrowed
} markdown;

// May the file be read at all: not too large, UTF-8, no NUL. Says why not.
bool markdown_check(str text, uint16_t file, diags *d);
markdown markdown_make(str text, uint32_t line, uint16_t file, diags *d);
bool markdown_next(markdown *m, block *out);  // false: no block is left

#endif
