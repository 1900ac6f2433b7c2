// site/head.h - the head of a request as it arrives, held against RFC 9112 byte by byte. libevent repairs or ignores what is wrong
// there; a server in front may read it otherwise, and then the two do not agree where a request ends.
#ifndef SITE_HEAD_H
#define SITE_HEAD_H

#include "base/str.h"

enum { HEAD_LINE_MOST = 8 << 10 };  // bytes of a line; the whole is libevent's to bound

typedef enum {
    HEAD_FINE,
    HEAD_FOLDED,   // a header goes on in the next line
    HEAD_CONTROL,  // a NUL, or another control byte but a tab
    HEAD_LONE_CR,  // a CR that ends no line
    HEAD_NAME,     // a header without a colon, or with blanks before it
    HEAD_LONG,     // a line over HEAD_LINE_MOST
    N_HEAD_FAULTS
} head_fault;

typedef struct {
    head_fault fault;  // the first that was seen
    bool is_whole;     // its empty line has come
    bool has_cr, is_name;
    size_t n_lines, n_line;  // lines before this one, bytes of this one
} head;

void head_feed(head *h, str bytes);  // the next bytes; those behind its end do not count

int head_status(head_fault f);  // 400, or 431 for what is too long
str head_words(head_fault f);   // expected …

#endif
