// SPDX-License-Identifier: Apache-2.0
// A manifest says what was written, only with the keys it was written with, and only as long as nobody changed it.
#include "desk/manifest.h"
#include "test.h"

static arena mem;

static rc parse(str text, const keys *k, manifest *out) {
    err e;
    err_clear(&e);
    return manifest_parse(text, k, &mem, out, &e);
}

static manifest sample(const keys *k) {
    static const table_rows tables[] = {{STR_INIT("audit"), 4711}, {STR_INIT("leads"), 0}};
    return (manifest){.file = STR("jifen-2026-12-01-083000.db"),
                      .kind = STR("sqlite"),
                      .sha256 = STR("00ff"),
                      .keys = keys_mark(k, &mem),
                      .made_ms = 1796085000000,
                      .bytes = 262144,
                      .stock = {10, tables, 2, 4711, STR("abcd")}};
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    keys *k = keys_make((const unsigned char[ROOT_BYTES]){1}, &mem),
         *other = keys_make((const unsigned char[ROOT_BYTES]){2}, &mem);
    manifest m = sample(k), again;
    str text = manifest_print(&m, k, &mem);
    CHECK_INT(parse(text, k, &again), RC_OK);
    CHECK_STR(again.file, m.file);
    CHECK_STR(again.kind, m.kind);
    CHECK_STR(again.sha256, m.sha256);
    CHECK_INT(again.made_ms, m.made_ms);
    CHECK_INT(again.bytes, m.bytes);
    CHECK_INT(again.stock.version, 10);
    CHECK_INT(again.stock.n_tables, 2);
    CHECK_INT(stock_rows(&again.stock, STR("audit")), 4711);
    CHECK_INT(stock_rows(&again.stock, STR("leads")), 0);
    CHECK_INT(stock_rows(&again.stock, STR("lead")), -1);
    CHECK_INT(again.stock.audit_seq, 4711);
    CHECK_STR(again.stock.audit_hash, STR("abcd"));
    CHECK_INT(manifest_made_ms(text), m.made_ms);
    CHECK_INT(manifest_made_ms(STR("made 5\n")), 0);
    CHECK_INT(parse(text, other, &again), RC_INPUT);
    for (size_t at = 0; at + 1 < text.len; at++)  // without its last line end it says the same
        CHECK_INT(parse(str_slice(text, 0, at), k, &again), RC_INPUT);
    for (size_t at = 0; at < text.len; at++) {
        buf b = buf_make(&mem);
        buf_put(&b, text);
        b.ptr[at] ^= 1;
        if (at + 1 < text.len)
            CHECK_INT(parse(buf_str(&b), k, &again), RC_INPUT);
    }
    buf more = buf_make(&mem);
    buf_print(&more, "{s}rows staff 1\n", text);
    CHECK_INT(parse(buf_str(&more), k, &again), RC_INPUT);
    arena_done(&mem);
    CHECK_MAIN();
}
