// SPDX-License-Identifier: Apache-2.0
#include "site/assets.h"

#include "site/compress.h"

#include <assert.h>

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

rc assets_make(const asset_file *files, size_t n, arena *mem, const asset **out, err *e) {
    asset *list = ARENA_ARRAY(mem, asset, n + 1);
    for (size_t i = 0; list != NULL && i < n; i++) {
        str name = files[i].name, plain = files[i].text;
        list[i] = (asset){.name = name, .type = type_of(name), .plain = plain};
        list[i].address = make_address(name, assets_fingerprint(plain, mem), mem);
        list[i].gzip = compress_bytes(STR("gzip"), COMPRESS_BEST, plain, mem);
        list[i].br = compress_bytes(STR("br"), COMPRESS_BEST, plain, mem);
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

void assets_answer(const site *s, const request *q, response *r) {
    const asset *found = NULL;
    for (size_t i = 0; i < s->n_assets && found == NULL; i++)
        if (str_is(s->assets[i].address, q->path))
            found = &s->assets[i];
    if (found == NULL) {
        r->status = 404;
        return;
    }
    r->type = found->type;
    r->encoding = compress_choose(q->accept_encoding);
    buf_put(&r->body, str_is(r->encoding, STR("br"))     ? found->br
                      : str_is(r->encoding, STR("gzip")) ? found->gzip
                                                         : found->plain);
}
