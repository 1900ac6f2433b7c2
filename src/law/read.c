// SPDX-License-Identifier: Apache-2.0
#include "law/read.h"

#include "law/markdown.h"
#include "law/resolve.h"

#include <string.h>

// The files of one law, with their heads, in the caller's order; `order` is by part.
typedef struct {
    const pack_source *files;
    head *heads;      // [n]
    uint32_t *order;  // [n]
    uint32_t n;
    law *out;
    draft *draft;
    arena *mem;
    diags *d;
    uint32_t n_before;  // diagnostics of other laws
    bool was_full;
} reading;

static bool is_clean(const reading *r) {
    return r->d->n == r->n_before && r->d->full == r->was_full;
}

static bool refuse_memory(diags *d) {
    diags_add(d, "L199", (place){0}, "no memory left");
    return false;
}

// ---- heads -----------------------------------------------------------------------------------------------------

static bool read_heads(reading *r) {
    bool is_fine = true;
    for (uint32_t i = 0; i < r->n; i++) {
        head *h = &r->heads[i];
        pack_file *f = &r->out->files[i];
        *f = (pack_file){.name = r->files[i].name, .text = r->files[i].text};
        r->order[i] = i;
        if (!markdown_check(f->text, (uint16_t)i, r->d) || !head_read(f->text, (uint16_t)i, r->d, h)) {
            is_fine = false;
            continue;
        }
        f->title = h->title;
        f->checked = h->checked_text;
        f->again = h->again_text;
        f->checked_day = h->checked;
        f->again_day = h->again;
        f->part = (int32_t)h->part;
    }
    return is_fine;
}

// By part; files of every law come last; names settle the rest, so that the caller's order does not count.
static bool is_before(const reading *r, uint32_t a, uint32_t b) {
    const head *x = &r->heads[a], *y = &r->heads[b];
    if (head_is_any(x) != head_is_any(y))
        return head_is_any(y);
    if (x->part != y->part)
        return x->part < y->part;
    return str_compare(r->files[a].name, r->files[b].name) < 0;
}

static void sort_files(reading *r) {
    for (uint32_t i = 1; i < r->n; i++)
        for (uint32_t k = i; k > 0 && is_before(r, r->order[k], r->order[k - 1]); k--) {
            uint32_t kept = r->order[k];
            r->order[k] = r->order[k - 1];
            r->order[k - 1] = kept;
        }
}

static void take_force(reading *r, const head *h) {
    law *l = r->out;
    if (h->from > h->to)
        return;
    if (l->from > l->to) {
        l->from = h->from;
        l->to = h->to;
    } else if (h->from != l->from || h->to != l->to)
        diags_add(r->d, "L119", h->force_at,
                  "another file of this law is in force {d}..{d}|All say the same, or nothing.", l->from,
                  l->to);
}

static void take_unit(reading *r, const head *h) {
    if (h->unit.len == 0)
        return;
    if (r->out->unit.len == 0)
        r->out->unit = h->unit;
    else if (!str_is(r->out->unit, h->unit))
        diags_add(r->d, "L120", h->unit_at,
                  "another file of this law counts in '{s}'|All say the same, or nothing.", r->out->unit);
}

static void take_head(reading *r, const head *h, const head *before) {
    law *l = r->out;
    l->checked = l->checked == 0 || h->checked < l->checked ? h->checked : l->checked;
    l->again = l->again == 0 || h->again < l->again ? h->again : l->again;
    if (head_is_any(h))
        return;
    if (l->id.len == 0) {
        l->id = h->law;
        l->title = h->title;
    }
    if (!str_is(l->id, h->law))
        diags_add(r->d, "L118", h->law_at, "this belongs to the law '{s}', the files before it to '{s}'|{s}",
                  h->law, l->id, STR("Read one law at a time."));
    else if (before != NULL && !head_is_any(before) && before->part == h->part)
        diags_add(r->d, "L121", h->part_at,
                  "another file is part {i} too|Parts are numbered, so that their order is clear.", h->part);
    take_force(r, h);
    take_unit(r, h);
}

static bool join_heads(reading *r) {
    uint32_t n_before = r->d->n;
    r->out->from = 1;
    for (uint32_t i = 0; i < r->n; i++)
        take_head(r, &r->heads[r->order[i]], i == 0 ? NULL : &r->heads[r->order[i - 1]]);
    place at = r->n == 0 ? (place){0} : (place){1, 1, (uint16_t)r->order[0]};
    if (r->out->id.len == 0)
        diags_add(r->d, "L122", at, "no file names a law|`law: any` only goes with the files of a law.");
    else if (r->out->from > r->out->to)
        diags_add(r->d, "L108", at,
                  "no file says when the law is in force|Add `in force: 2024-01-01..2029-12-31`.");
    return r->d->n == n_before;
}

// ---- blocks ----------------------------------------------------------------------------------------------------

static void parse_file(reading *r, uint32_t i) {
    markdown m = markdown_make(r->heads[i].body, r->heads[i].body_line, (uint16_t)i, r->d);
    block b;
    while (markdown_next(&m, &b) && !r->draft->spare.failed) {
        if (b.kind == BLOCK_LAW)
            parse_law(r->draft, b.text, b.line, (uint16_t)i);
        else
            parse_cases(r->draft, b.text, b.line, (uint16_t)i);
    }
}

// What is walked lies by itself.
static bool put_nodes(const resolver *s) {
    law *l = s->out;
    node *nodes = ARENA_ARRAY(s->mem, node, s->nodes.n);
    node_note *notes = ARENA_ARRAY(s->mem, node_note, s->nodes.n);
    if (nodes == NULL || notes == NULL)
        return false;
    for (uint32_t i = 0; i < s->nodes.n; i++) {
        const draft_node *n = NODE(s, i);
        nodes[i] = (node){n->op, n->type.kind, n->a, n->b, n->c, n->num, n->list, n->n_list};
        notes[i] = (node_note){n->type, n->at};
    }
    l->nodes = nodes;
    l->notes = notes;
    l->n_nodes = s->nodes.n;
    return true;
}

// Types and the verdict's names first: expressions ask for them. What is only wrong as a whole is looked at last, when
// nothing else is wrong.
static bool resolve(reading *r) {
    resolver *s = ARENA_NEW(r->mem, resolver);
    if (s == NULL)
        return refuse_memory(r->d);
    *s = (resolver){.in = r->draft, .out = r->out, .mem = r->mem, .d = r->d, .is_whole = is_clean(r)};
    s->nodes = vec_make(r->mem, &r->draft->spare, sizeof(draft_node));
    s->lists = vec_make(r->mem, &r->draft->spare, sizeof(int64_t));
    (void)vec_push(&s->nodes);
    bool is_made = !r->draft->spare.failed && resolve_prepare(s);
    if (is_made) {
        resolve_types(s);
        resolve_rule_types(s);
        resolve_verdict_names(s);
        resolve_calendar(s);
        resolve_facts(s);
        resolve_musts(s);
        resolve_params(s);
        resolve_rules(s);
        resolve_goals(s);
        resolve_findings(s);
        resolve_checks(s);
        resolve_verdict(s);
        resolve_papers(s);
        resolve_dates(s);
        resolve_disputes(s);
        resolve_tools(s);
        resolve_forms(s);
    }
    if (is_made && is_clean(r) && !r->draft->spare.failed) {
        resolve_unused(s);
        resolve_order(s);
        resolve_cuts(s);
    }
    if (!put_nodes(s))
        return refuse_memory(r->d);
    r->out->lists = s->lists.items;
    r->out->n_lists = s->lists.n;
    return is_made;
}

// By file, line and column; those of one place stay in the order they were found.
static void sort_diags(diags *d, uint32_t first) {
    for (uint32_t i = first + 1; i < d->n; i++)
        for (uint32_t k = i; k > first; k--) {
            const place a = d->items[k - 1].at, b = d->items[k].at;
            bool is_sorted = a.file != b.file   ? a.file < b.file
                             : a.line != b.line ? a.line < b.line
                                                : a.column <= b.column;
            if (is_sorted)
                break;
            diag kept = d->items[k];
            d->items[k] = d->items[k - 1];
            d->items[k - 1] = kept;
        }
}

static bool make_reading(reading *r) {
    r->out = ARENA_NEW(r->mem, law);
    r->draft = ARENA_NEW(r->mem, draft);
    r->heads = ARENA_ARRAY(r->mem, head, (size_t)r->n + 1);
    r->order = ARENA_ARRAY(r->mem, uint32_t, (size_t)r->n + 1);
    if (r->out == NULL || r->draft == NULL || r->heads == NULL || r->order == NULL)
        return false;
    r->out->files = ARENA_ARRAY(r->mem, pack_file, (size_t)r->n + 1);
    r->out->n_files = r->n;
    return r->out->files != NULL && draft_init(r->draft, r->mem, r->d);
}

static bool read_all(reading *r) {
    if (!make_reading(r))
        return refuse_memory(r->d);
    if (!read_heads(r))
        return false;
    sort_files(r);
    if (!join_heads(r))
        return false;
    for (uint32_t i = 0; i < r->n && !r->draft->spare.failed; i++)
        parse_file(r, r->order[i]);
    bool is_resolved = !r->draft->spare.failed && resolve(r);
    return r->draft->spare.failed ? refuse_memory(r->d) : is_resolved;
}

const law *law_read(const pack_source *files, size_t n_files, arena *mem, diags *d) {
    if (n_files > LIMIT_FILES) {
        diags_add(d, "L123", (place){0}, "{i} files; a law has at most {i}|Join some of them.",
                  (int64_t)n_files, (int64_t)LIMIT_FILES);
        return NULL;
    }
    reading r = {.files = files, .n = (uint32_t)n_files, .mem = mem, .d = d};
    r.n_before = d->n;
    r.was_full = d->full;
    bool is_fine = read_all(&r);
    sort_diags(d, r.n_before);
    return is_fine && is_clean(&r) ? r.out : NULL;
}

bool law_read_head(pack_source file, str *law_id, diags *d) {
    head h;
    if (!markdown_check(file.text, 0, d) || !head_read(file.text, 0, d, &h))
        return false;
    *law_id = h.law;
    return true;
}
