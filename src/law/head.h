// law/head.h - the head of a pack file: `key: value` lines between two lines of ---.
#ifndef LAW_HEAD_H
#define LAW_HEAD_H

#include "law/diag.h"

typedef struct {
    str law, title, unit;  // views; unit may be empty
    int64_t part;
    int64_t from, to;        // days in force; from > to: not said
    int64_t checked, again;  // days
    str checked_text, again_text;
    place law_at, force_at, unit_at, part_at;
    str body;            // view: what follows the head
    uint32_t body_line;  // number of its first line
} head;

// False when the head cannot be used; d says why. The text is one that markdown_check let pass.
bool head_read(str text, uint16_t file, diags *d, head *out);
bool head_is_any(const head *h);  // `law: any`

#endif
