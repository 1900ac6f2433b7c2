// wire/json_write.h - writes JSON into a buf: commas, colons, escaping and indentation are its business.
//
// The caller opens, closes and names; the order written is the order called. One value at the top, then the buf is
// ready. Failure is the buf's (sticky). What is escaped: '"', '\', control letters; everything else stays UTF-8.
#ifndef WIRE_JSON_WRITE_H
#define WIRE_JSON_WRITE_H

#include "base/buf.h"

#include <assert.h>

typedef struct {
    buf *out;     // borrowed
    bool indent;  // lines and two blanks a level; else one line without blanks
    int depth;
    int flat_depth;   // brackets of this depth and more stand in one line; 0: none
    str first, next;  // what stands before the first item of this bracket, and before another
    bool fresh;       // the bracket opened last holds nothing yet
    bool is_named;    // a key was written and waits for its value
} json_writer;

// Of a gap and of a name are so many bytes there to be read, though it may be shorter: copying one is then a few stores.
enum { JSON_GAP_BYTES = 16, JSON_NAME_BYTES = 32 };

// A constant name, which needs no escape, as it is written.
typedef struct {
    const char *text;  // "name": and a blank
    size_t len;
} json_name;

#define JSON_NAME(lit)                                                                                       \
    ((json_name){"\"" lit "\": \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", sizeof lit + 3})

json_writer json_write_open(buf *out, bool indent);

void json_write_object(json_writer *w);            // {
void json_write_object_end(json_writer *w);        // }
void json_write_list(json_writer *w);              // [
void json_write_list_end(json_writer *w);          // ]
void json_write_any_key(json_writer *w, str key);  // valid UTF-8
void json_write_key(json_writer *w, str key);      // one that needs no escape
void json_write_name(json_writer *w, json_name name);
void json_write_flat(json_writer *w);  // the next bracket and all in it stand in one line

void json_write_str(json_writer *w, str text);  // valid UTF-8
void json_write_int(json_writer *w, int64_t v);
void json_write_decimal(json_writer *w, int64_t v, int scale);  // 1234 at scale 2: 12.34
void json_write_bool(json_writer *w, bool v);
void json_write_null(json_writer *w);
void json_write_day(json_writer *w, int64_t day);      // "YYYY-MM-DD"
void json_write_month(json_writer *w, int64_t month);  // "YYYY-MM"
void json_write_number(json_writer *w, str text);      // a number as it was read
void json_write_maybe(json_writer *w, str text);       // null when empty

// "key": value in one call.
static inline void json_write_key_str(json_writer *w, str key, str text) {
    json_write_key(w, key);
    json_write_str(w, text);
}

static inline void json_write_key_int(json_writer *w, str key, int64_t v) {
    json_write_key(w, key);
    json_write_int(w, v);
}

static inline void json_write_key_bool(json_writer *w, str key, bool v) {
    json_write_key(w, key);
    json_write_bool(w, v);
}

// null when empty
static inline void json_write_key_maybe(json_writer *w, str key, str text) {
    json_write_key(w, key);
    json_write_maybe(w, text);
}

// The same with a constant name.
void json_write_name_str(json_writer *w, json_name name, str text);
void json_write_name_int(json_writer *w, json_name name, int64_t v);
void json_write_name_bool(json_writer *w, json_name name, bool v);
void json_write_name_maybe(json_writer *w, json_name name, str text);                  // null when empty
void json_write_name_day(json_writer *w, json_name name, bool is_given, int64_t day);  // null when not given

// null when not given
static inline void json_write_key_day(json_writer *w, str key, bool is_given, int64_t day) {
    json_write_key(w, key);
    if (is_given)
        json_write_day(w, day);
    else
        json_write_null(w);
}

#endif
