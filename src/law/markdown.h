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

// The same file in the order it stands, for who shows it: headings, lines of prose, whole blocks.
typedef enum { PIECE_PROSE, PIECE_HEADING, PIECE_LAW, PIECE_CASE } piece_kind;

typedef struct {
    piece_kind kind;
    str text;  // view: a heading without its marks; what stands between the fences; prose with its line ends
    uint32_t line;  // number of its first line, which is the fence of a block
    uint32_t end;   // number of the line behind it
    int level;      // of a heading: 1 to 6
} piece;

bool markdown_piece(markdown *m, piece *out);  // false: nothing is left

#endif
