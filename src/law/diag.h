// law/diag.h - what is wrong with a pack: many a run, each with a stable code, a place and one hint.
#ifndef LAW_DIAG_H
#define LAW_DIAG_H

#include "base/buf.h"
#include "law/law.h"

// Codes never change meaning; tests check code and place, not words. One letter for the stage and a number:
// L reading, S shape (syntax), N names, T types, P periods, R refused by proof.
typedef struct {
    const char *code;  // static
    place at;
    str message, hint;  // hint may be empty
} diag;

typedef struct {
    arena *mem;   // borrowed
    diag *items;  // [n], at most LIMIT_DIAGNOSTICS
    uint32_t n;
    bool full;  // more were found than kept
} diags;

void diags_init(diags *d, arena *mem);
// Message and hint in the format of buf_print; the hint is the part after the first '|' of the format.
void diags_add(diags *d, const char *code, place at, const char *format, ...);
// FILE:LINE:COLUMN: CODE message, the line itself, a caret under the column, then the hint.
void diag_print(const diag *d, const pack_file *files, uint32_t n_files, buf *out);

#endif
