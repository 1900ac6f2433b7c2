// law/read.h - from pack files to a tree: reader, parser, resolver. What needs the evaluator to be known (tables
// total, no overlap, no overflow, everything reachable) is proved afterwards, by eval/prove.h.
#ifndef LAW_READ_H
#define LAW_READ_H

#include "law/diag.h"

typedef struct {
    str name, text;
} pack_source;

// Read files that form one law (and those of `law: any`). The order of the files does not matter: their `part` does.
// Answers the tree, or NULL when d holds an error; everything is in mem. texts must outlive the law.
const law *law_read(const pack_source *files, size_t n_files, arena *mem, diags *d);

// The head of one file only: which law it belongs to ("any" included). False: no readable head (d says why).
bool law_read_head(pack_source file, str *law_id, diags *d);

// Print one pack file as the formatter writes it: prose untouched, law and case blocks in canonical spacing.
// Idempotent; the meaning is kept. False when the file does not parse (d says why).
bool law_format(pack_source file, arena *mem, buf *out, diags *d);

#endif
