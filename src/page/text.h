// page/text.h - lay out text for a terminal: pad by columns (a Chinese letter takes two), wrap lines.
//
// Colour is a help for the eye, never the only sign of anything. Control bytes in a text are left out, so that no text
// can steer the terminal; a broken letter becomes ?.
#ifndef PAGE_TEXT_H
#define PAGE_TEXT_H

#include "base/buf.h"

typedef enum { TEXT_PLAIN, TEXT_HEAD, TEXT_STRONG, TEXT_FAINT } text_style;

enum { TEXT_WIDTH = 80, TEXT_WIDTH_LEAST = 20 };

typedef struct {
    buf *out;     // borrowed
    int width;    // columns of a line, at least TEXT_WIDTH_LEAST
    bool colour;  // ANSI colours
} text_page;

void text_pad(buf *out, str s, int columns);       // s, then blanks until it takes `columns`
void text_pad_left(buf *out, str s, int columns);  // blanks in front instead
void text_blank_line(const text_page *t);

// Write one item: `lead` in front, and `s` wrapped beside it at column `indent` and below.
//
//   indent   columns in front of every line of s; a lead that reaches it stands on a line of its own
//   lead     with its own blanks in front; wrapped like a text when it is wider than the page; may be empty
//   s        may be empty: then the lead alone
//
// Lines break between Chinese letters and at blanks, never in a Latin word or a number, between a number and its unit,
// before a closing sign such as ， or behind an opening one such as 《. A word wider than the page is cut.
void text_put(const text_page *t, text_style style, int indent, str lead, str s);

#endif
