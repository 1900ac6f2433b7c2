// SPDX-License-Identifier: Apache-2.0
#include "site/head.h"

static const struct {
    int status;
    str words;
} faults[N_HEAD_FAULTS] = {
    [HEAD_FINE] = {200, STR_INIT("")},
    [HEAD_FOLDED] = {400, STR_INIT("expected each header on a line of its own")},
    [HEAD_CONTROL] = {400, STR_INIT("expected no control bytes in a header")},
    [HEAD_LONE_CR] = {400, STR_INIT("expected CR LF at the end of a header")},
    [HEAD_NAME] = {400, STR_INIT("expected a header's name with its colon")},
    [HEAD_LONG] = {431, STR_INIT("expected lines of at most 8192 bytes")},
};

int head_status(head_fault f) {
    return faults[f].status;
}

str head_words(head_fault f) {
    return faults[f].words;
}

static void find_fault(head *h, head_fault f) {
    if (h->fault == HEAD_FINE)
        h->fault = f;
}

// RFC 9110, 5.6.2: what a name is made of.
static bool is_name_byte(char c) {
    static const str others = STR_INIT("!#$%&'*+-.^_`|~");
    for (size_t i = 0; i < others.len; i++)
        if (others.ptr[i] == c)
            return true;
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Empty lines before the first one are allowed, and skipped.
static void end_line(head *h) {
    if (h->n_line == 0) {
        h->is_whole = h->n_lines > 0;
        return;
    }
    if (h->is_name)
        find_fault(h, HEAD_NAME);
    h->n_lines++;
    h->n_line = 0;
    h->is_name = true;
}

static void take_byte(head *h, char c) {
    bool is_blank = c == ' ' || c == '\t';
    if (h->n_line == 0 && h->n_lines > 0 && is_blank)
        find_fault(h, HEAD_FOLDED);
    if (((unsigned char)c < ' ' && c != '\t') || c == 0x7F)
        find_fault(h, HEAD_CONTROL);
    if (++h->n_line > HEAD_LINE_MOST)
        find_fault(h, HEAD_LONG);
    if (!h->is_name)
        return;
    if (c == ':' && h->n_line > 1)
        h->is_name = false;
    else if (!is_name_byte(c))
        find_fault(h, HEAD_NAME);
}

void head_feed(head *h, str bytes) {
    for (size_t i = 0; i < bytes.len && !h->is_whole; i++) {
        char c = bytes.ptr[i];
        if (h->has_cr && c != '\n')
            find_fault(h, HEAD_LONE_CR);
        h->has_cr = c == '\r';
        if (c == '\n')
            end_line(h);
        else if (c != '\r')
            take_byte(h, c);
    }
}
