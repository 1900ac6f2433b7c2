// SPDX-License-Identifier: Apache-2.0
#include "site/assets.h"

#include <assert.h>
#include <brotli/encode.h>
#include <string.h>
#include <zlib.h>

// FNV-1a, 64 bits.
str assets_fingerprint(str bytes, arena *mem) {
    static const char digits[] = "0123456789abcdef";
    uint64_t sum = 0xCBF29CE484222325U;
    for (size_t i = 0; i < bytes.len; i++)
        sum = (sum ^ (unsigned char)bytes.ptr[i]) * 0x100000001B3U;
    char *to = ARENA_ARRAY(mem, char, 16);
    if (to == NULL)
        return (str){0};
    for (int i = 0; i < 16; i++)
        to[i] = digits[sum >> (60 - 4 * i) & 15];
    return (str){to, 16};
}

// ---- making ----------------------------------------------------------------------------------------------------------

static str ending_of(str name) {
    size_t at = name.len;
    while (at > 0 && name.ptr[at - 1] != '.')
        at--;
    return str_slice(name, at, name.len);
}

static str type_of(str name) {
    static const struct {
        str ending, type;
    } types[] = {
        {STR_INIT("css"), STR_INIT("text/css; charset=utf-8")},
        {STR_INIT("js"), STR_INIT("text/javascript; charset=utf-8")},
        {STR_INIT("svg"), STR_INIT("image/svg+xml")},
        {STR_INIT("json"), STR_INIT("application/json")},
        {STR_INIT("wasm"), STR_INIT("application/wasm")},
    };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (str_is(types[i].ending, ending_of(name)))
            return types[i].type;
    return STR("application/octet-stream");
}

static str make_address(str name, str sum, arena *mem) {
    str ending = ending_of(name);
    buf b = buf_make(mem);
    buf_print(&b, "/static/{s}{s}.{s}", str_slice(name, 0, name.len - ending.len), sum, ending);
    return buf_str(&b);
}

static str make_brotli(str plain, arena *mem) {
    size_t len = BrotliEncoderMaxCompressedSize(plain.len);
    uint8_t *to = arena_alloc(mem, len, 1);
    if (to == NULL || !BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT,
                                             plain.len, (const uint8_t *)plain.ptr, &len, to))
        return (str){0};
    return (str){(const char *)to, len};
}

enum { GZIP_WINDOW = 15 + 16, GZIP_MEMORY = 9 };  // + 16: a gzip head, not zlib's

static str make_gzip(str plain, arena *mem) {
    z_stream z = {0};
    if (deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, GZIP_WINDOW, GZIP_MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
        return (str){0};
    uLong most = deflateBound(&z, (uLong)plain.len);
    Bytef *to = arena_alloc(mem, most, 1), *from = arena_alloc(mem, plain.len + 1, 1);
    str done = {0};
    if (to != NULL && from != NULL) {
        z.next_in = memcpy(from, plain.ptr, plain.len);
        z.avail_in = (uInt)plain.len;
        z.next_out = to;
        z.avail_out = (uInt)most;
        if (deflate(&z, Z_FINISH) == Z_STREAM_END)
            done = (str){(const char *)to, z.total_out};
    }
    deflateEnd(&z);
    return done;
}

rc assets_make(const asset_file *files, size_t n, arena *mem, const asset **out, err *e) {
    asset *list = ARENA_ARRAY(mem, asset, n + 1);
    for (size_t i = 0; list != NULL && i < n; i++) {
        str name = files[i].name, plain = files[i].text;
        list[i] = (asset){.name = name, .type = type_of(name), .plain = plain};
        list[i].address = make_address(name, assets_fingerprint(plain, mem), mem);
        list[i].gzip = make_gzip(plain, mem);
        list[i].br = make_brotli(plain, mem);
        if (list[i].address.len == 0 || list[i].gzip.len == 0 || list[i].br.len == 0)
            return err_set(e, RC_MEMORY, "no memory for the static file {s}", name);
    }
    *out = list;
    return list == NULL ? err_set(e, RC_MEMORY, "no memory for the static files") : RC_OK;
}

// ---- answering -------------------------------------------------------------------------------------------------------

str assets_address(const site *s, str name) {
    for (size_t i = 0; i < s->n_assets; i++)
        if (str_is(s->assets[i].name, name))
            return s->assets[i].address;
    assert(!"a static file that is not built in");
    return (str){0};
}

static bool names_coding(str accepted, str coding) {
    for (size_t at = 0; at + coding.len <= accepted.len; at++)
        if (str_starts(str_slice(accepted, at, accepted.len), coding))
            return true;
    return false;
}

void assets_answer(const site *s, const request *q, response *r) {
    const asset *found = NULL;
    for (size_t i = 0; i < s->n_assets && found == NULL; i++)
        if (str_is(s->assets[i].address, q->path))
            found = &s->assets[i];
    if (found == NULL) {
        r->status = 404;
        return;
    }
    bool br = names_coding(q->accept_encoding, STR("br"));
    bool gzip = !br && names_coding(q->accept_encoding, STR("gzip"));
    r->type = found->type;
    r->encoding = br ? STR("br") : gzip ? STR("gzip") : (str){0};
    buf_put(&r->body, br ? found->br : gzip ? found->gzip : found->plain);
}
