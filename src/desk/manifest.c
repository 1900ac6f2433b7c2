// SPDX-License-Identifier: Apache-2.0
#include "desk/manifest.h"

#include "base/num.h"

enum { TABLES_MOST = 128 };

static const str head = STR_INIT("jifen-backup 1");

str manifest_print(const manifest *m, const keys *k, arena *mem) {
    buf b = buf_make(mem);
    buf_print(
        &b, "{s}\nfile {s}\nkind {s}\nmade {i}\nbytes {i}\nsha256 {s}\nkeys {s}\nversion {i}\naudit {i} {s}\n",
        head, m->file, m->kind, m->made_ms, m->bytes, m->sha256, m->keys, m->stock.version,
        m->stock.audit_seq, m->stock.audit_hash);
    for (size_t i = 0; i < m->stock.n_tables; i++)
        buf_print(&b, "rows {s} {i}\n", m->stock.tables[i].table, m->stock.tables[i].n);
    str text = buf_str(&b);
    buf_print(&b, "mark {s}\n", secret_hex(secret_sign(k, text, mem), mem));
    return buf_str(&b);
}

static str take_word(str *rest) {
    size_t end = str_find(*rest, ' ');
    str word = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end + 1, rest->len);
    return word;
}

static bool read_number(str text, int64_t *out) {
    return num_parse(text, 0, out) == NUM_OK && *out >= 0;
}

static bool read_rows(str rest, table_rows *all, manifest *m) {
    table_rows *row = &all[m->stock.n_tables];
    row->table = take_word(&rest);
    return m->stock.n_tables++ < TABLES_MOST - 1 && read_number(rest, &row->n);
}

static bool read_audit(str rest, stock *s) {
    str seq = take_word(&rest);
    s->audit_hash = rest;
    return read_number(seq, &s->audit_seq);
}

// Names a newer program may add are passed over.
static bool read_line(str name, str rest, table_rows *all, manifest *m) {
    const struct {
        str name;
        str *text;
        int64_t *number;
    } lines[] = {{STR("file"), &m->file, NULL},
                 {STR("kind"), &m->kind, NULL},
                 {STR("sha256"), &m->sha256, NULL},
                 {STR("keys"), &m->keys, NULL},
                 {STR("made"), NULL, &m->made_ms},
                 {STR("bytes"), NULL, &m->bytes},
                 {STR("version"), NULL, &m->stock.version}};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (str_is(name, lines[i].name)) {
            if (lines[i].text == NULL)
                return read_number(rest, lines[i].number);
            *lines[i].text = rest;
            return rest.len > 0;
        }
    if (str_is(name, STR("rows")))
        return read_rows(rest, all, m);
    return !str_is(name, STR("audit")) || read_audit(rest, &m->stock);
}

static bool read_lines(str text, arena *mem, manifest *m, str *mark, str *signed_text) {
    table_rows *all = ARENA_ARRAY(mem, table_rows, TABLES_MOST);
    str rest = text, line;
    bool is_fine = all != NULL && str_next_line(&rest, &line) && str_is(line, head);
    m->stock.tables = all;
    while (is_fine && mark->len == 0 && str_next_line(&rest, &line)) {
        str name = take_word(&line);
        if (str_is(name, STR("mark"))) {
            *mark = line;
            *signed_text = str_slice(text, 0, (size_t)(name.ptr - text.ptr));
        } else
            is_fine = read_line(name, line, all, m);
    }
    return is_fine && rest.len == 0 && mark->len > 0 && m->file.len > 0 && m->sha256.len > 0;
}

rc manifest_parse(str text, const keys *k, arena *mem, manifest *out, err *e) {
    str mark = {0}, signed_text = {0};
    *out = (manifest){0};
    if (!read_lines(text, mem, out, &mark, &signed_text))
        return err_set(e, RC_INPUT, "the manifest is not whole");
    if (!str_is(out->keys, keys_mark(k, mem)))
        return err_set(e, RC_INPUT, "the backup belongs to keys {s}; those of DATA/root.key are {s}",
                       out->keys, keys_mark(k, mem));
    if (!secret_is_signed(k, signed_text, mark))
        return err_set(e, RC_INPUT, "the manifest was changed after it was written");
    return RC_OK;
}

int64_t manifest_made_ms(str text) {
    str line;
    int64_t made_ms = 0;
    bool is_one = str_next_line(&text, &line) && str_is(line, head);
    while (is_one && str_next_line(&text, &line))
        if (str_is(take_word(&line), STR("made")) && read_number(line, &made_ms))
            return made_ms;
    return 0;
}
