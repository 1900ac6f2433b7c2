// SPDX-License-Identifier: Apache-2.0
#include "law/head.h"

#include "base/day.h"
#include "base/num.h"

// A value of the head being read.
typedef struct {
    str key, text;
    place at;  // of the text
    diags *d;
    head *out;
} entry;

typedef struct {
    str key;
    void (*read)(const entry *e);
    bool is_needed;
} head_key;

static bool is_id_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '@';
}

static void read_law(const entry *e) {
    bool is_fine = e->text.len > 0 && e->text.len <= LIMIT_NAME_BYTES;
    for (size_t i = 0; i < e->text.len; i++)
        is_fine = is_fine && is_id_char(e->text.ptr[i]);
    if (!is_fine)
        diags_add(e->d, "L109", e->at, "'{s}' cannot name a law|Use small letters, digits and '-', or `any`.",
                  e->text);
    e->out->law = e->text;
    e->out->law_at = e->at;
}

static void read_title(const entry *e) {
    e->out->title = e->text;
}

static void read_unit(const entry *e) {
    e->out->unit = e->text;
    e->out->unit_at = e->at;
}

static void read_part(const entry *e) {
    e->out->part_at = e->at;
    if (num_parse(e->text, 0, &e->out->part) != NUM_OK || e->out->part < 0 || e->out->part > INT32_MAX)
        diags_add(e->d, "L109", e->at, "'{s}' is no part|Write a whole number: parts are read in its order.",
                  e->text);
}

static int64_t read_day(const entry *e, str text) {
    int64_t day = 0;
    place at = e->at;
    at.column += (uint32_t)(text.ptr - e->text.ptr);
    if (!day_parse(text, &day))
        diags_add(e->d, "L109", at, "'{s}' is no date|Write it as 2026-03-10.", text);
    return day;
}

static void read_force(const entry *e) {
    size_t at = 0;
    while (at + 1 < e->text.len && !(e->text.ptr[at] == '.' && e->text.ptr[at + 1] == '.'))
        at++;
    if (at + 1 >= e->text.len) {
        diags_add(e->d, "L109", e->at, "'{s}' is no range of dates|Write it as 2024-01-01..2029-12-31.",
                  e->text);
        return;
    }
    e->out->force_at = e->at;
    e->out->from = read_day(e, str_trim(str_slice(e->text, 0, at)));
    e->out->to = read_day(e, str_trim(str_slice(e->text, at + 2, e->text.len)));
    if (e->out->from > e->out->to)
        diags_add(e->d, "L109", e->at, "the range ends before it begins|Put the earlier date first.");
}

static void read_checked(const entry *e) {
    e->out->checked = read_day(e, e->text);
    e->out->checked_text = e->text;
}

static void read_again(const entry *e) {
    e->out->again = read_day(e, e->text);
    e->out->again_text = e->text;
}

static const head_key keys[] = {
    {STR_INIT("law"), read_law, true},         {STR_INIT("title"), read_title, true},
    {STR_INIT("part"), read_part, true},       {STR_INIT("in force"), read_force, false},
    {STR_INIT("checked"), read_checked, true}, {STR_INIT("again"), read_again, true},
    {STR_INIT("unit"), read_unit, false},
};
enum { N_KEYS = sizeof keys / sizeof keys[0] };

static str nearest_key(str key) {
    str best = {0};
    size_t edits = 3;
    for (size_t i = 0; i < N_KEYS; i++) {
        size_t n = str_distance(key, keys[i].key, edits);
        if (n < edits) {
            edits = n;
            best = keys[i].key;
        }
    }
    return best;
}

static void refuse_key(const entry *e, place at) {
    str near = nearest_key(e->key);
    if (near.len > 0)
        diags_add(e->d, "L106", at, "no key of a head is '{s}'|Did you mean '{s}'?", e->key, near);
    else
        diags_add(e->d, "L106", at,
                  "no key of a head is '{s}'|There are: law, title, part, in force, checked, again, unit.",
                  e->key);
}

// Read one entry; `seen` has a bit for each key read so far.
static void read_entry(const entry *e, place line, uint32_t *seen) {
    for (uint32_t i = 0; i < N_KEYS; i++) {
        if (!str_is(e->key, keys[i].key))
            continue;
        if (*seen >> i & 1)
            diags_add(e->d, "L107", line, "'{s}' is given twice|Leave one of them.", e->key);
        else if (e->text.len == 0)
            diags_add(e->d, "L109", e->at, "'{s}' has no value|Write it behind the colon.", e->key);
        else
            keys[i].read(e);
        *seen |= (uint32_t)1 << i;
        return;
    }
    refuse_key(e, line);
}

static void read_line(str line, place at, diags *d, head *out, uint32_t *seen) {
    size_t colon = str_find(line, ':');
    if (colon == line.len) {
        diags_add(d, "L105", at, "expected `key: value`|The head ends with a line of ---.");
        return;
    }
    str text = str_trim(str_slice(line, colon + 1, line.len));
    place text_at = at;
    text_at.column += (uint32_t)(text.ptr - line.ptr);
    entry e = {.key = str_trim(str_slice(line, 0, colon)), .text = text, .at = text_at, .d = d, .out = out};
    read_entry(&e, at, seen);
}

static void check_needed(uint32_t seen, place end, diags *d, const head *h) {
    for (uint32_t i = 0; i < N_KEYS; i++)
        if (keys[i].is_needed && !(seen >> i & 1))
            diags_add(d, "L108", end, "the head does not say '{s}'|Add a line `{s}: …`.", keys[i].key,
                      keys[i].key);
    if (h->again < h->checked)
        diags_add(d, "L109", end, "'again' lies before 'checked'|It is the day to look at the sources again.");
}

static str without_bom(str text) {
    return str_starts(text, STR("\xEF\xBB\xBF")) ? str_slice(text, 3, text.len) : text;
}

bool head_is_any(const head *h) {
    return str_is(h->law, STR("any"));
}

bool head_read(str text, uint16_t file, diags *d, head *out) {
    *out = (head){.from = 1, .to = 0};
    uint32_t n_before = d->n, seen = 0;
    place at = {.line = 1, .column = 1, .file = file};
    str rest = without_bom(text), line;
    if (!str_next_line(&rest, &line) || !str_is(str_trim(line), STR("---"))) {
        diags_add(d, "L104", at,
                  "no head|A pack begins with a line of ---, lines `key: value`, and another ---.");
        return false;
    }
    for (at.line = 2; str_next_line(&rest, &line); at.line++) {
        if (str_is(str_trim(line), STR("---"))) {
            check_needed(seen, at, d, out);
            out->body = rest;
            out->body_line = at.line + 1;
            return d->n == n_before && !d->full;
        }
        if (str_trim(line).len > 0)
            read_line(line, at, d, out, &seen);
    }
    diags_add(d, "L104", (place){.line = 1, .column = 1, .file = file},
              "the head never ends|End it with a line of ---.");
    return false;
}
