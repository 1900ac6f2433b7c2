// wire/json_read.h - a strict reader of JSON text (RFC 8259), value by value, in the order of the text.
//
// Nothing is forgiven but a byte order mark at the start: no comments, no trailing commas, no leading zeros, no NUL, no
// broken UTF-8, no half surrogates, at most LIMIT_DEPTH brackets inside each other. Numbers stay text, so that no digit is
// lost. Keys come in the order written and may repeat: the caller decides. Nothing is built; the caller asks for the next
// value, item or key. A reader is a plain struct: a copy is a bookmark, from which the same values can be read again.
#ifndef WIRE_JSON_READ_H
#define WIRE_JSON_READ_H

#include "base/err.h"

typedef enum { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_LIST, JSON_OBJECT } json_kind;

typedef struct {
    json_kind kind;
    bool yes;       // JSON_BOOL
    str text;       // JSON_NUMBER: as written; JSON_STRING: its letters; view into the text or the arena
    uint32_t line;  // where it begins
} json_value;

typedef struct {
    str text;           // view
    size_t at;          // bytes read
    size_t line_start;  // where the current line begins
    uint32_t line;
    int depth;   // open brackets
    bool fresh;  // the bracket opened last holds nothing yet
    arena *mem;  // borrowed; letters of strings with escapes
} json_reader;

// `line` is the number of the text's first line: 1, or that of a row in a larger file.
json_reader json_read_open(str text, uint32_t line, arena *mem);

// The next value. Of a list or an object only the bracket is read: go on with json_read_item or json_read_key until
// they say there is no more. Errors name line and column.
rc json_read_value(json_reader *r, json_value *out, err *e) NODISCARD;

// Inside a list: is there another item? Then json_read_value reads it.
rc json_read_item(json_reader *r, bool *out_more, err *e) NODISCARD;

// Inside an object: is there another key? Then it is in *out_key, and json_read_value reads its value.
rc json_read_key(json_reader *r, bool *out_more, json_value *out_key, err *e) NODISCARD;

// Of a list or an object just begun all that is in it; of another value there is nothing left.
rc json_read_rest(json_reader *r, json_value v, err *e) NODISCARD;
// Read a value and everything in it, and forget it.
rc json_read_skip(json_reader *r, err *e) NODISCARD;

// Nothing but blanks may follow.
rc json_read_end(json_reader *r, err *e) NODISCARD;

#endif
