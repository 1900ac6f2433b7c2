// SPDX-License-Identifier: Apache-2.0
#include "site/compress.h"

#include <brotli/encode.h>
#include <string.h>
#include <zlib.h>

// ---- which -----------------------------------------------------------------------------------------------------------

// ;q=0, ;q=0.0 …: not to be used.
static bool is_refused(str parameter) {
    str rest = str_trim(parameter);
    if (!str_starts(rest, STR("q=0")))
        return false;
    for (size_t i = 3; i < rest.len; i++)
        if (rest.ptr[i] != '0' && rest.ptr[i] != '.')
            return false;
    return true;
}

static bool takes(str accepted, str coding) {
    for (str rest = accepted; rest.len > 0;) {
        size_t end = str_find(rest, ',');
        str one = str_slice(rest, 0, end);
        size_t name_end = str_find(one, ';');
        if (str_is(str_trim(str_slice(one, 0, name_end)), coding))
            return !is_refused(str_slice(one, name_end + 1, one.len));
        rest = str_slice(rest, end + 1, rest.len);
    }
    return false;
}

str compress_choose(str accept_encoding) {
    if (takes(accept_encoding, STR("br")))
        return STR("br");
    return takes(accept_encoding, STR("gzip")) ? STR("gzip") : (str){0};
}

// ---- how -------------------------------------------------------------------------------------------------------------

enum { BROTLI_SOON = 5, GZIP_WINDOW = 15 + 16, GZIP_MEMORY = 9 };  // + 16: a gzip head, not zlib's

static str make_brotli(str plain, int quality, arena *mem) {
    size_t len = BrotliEncoderMaxCompressedSize(plain.len);
    uint8_t *to = arena_alloc(mem, len, 1);
    if (to == NULL || !BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, plain.len,
                                             (const uint8_t *)plain.ptr, &len, to))
        return (str){0};
    return (str){(const char *)to, len};
}

static str make_gzip(str plain, int level, arena *mem) {
    z_stream z = {0};
    if (deflateInit2(&z, level, Z_DEFLATED, GZIP_WINDOW, GZIP_MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
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

str compress_bytes(str coding, compress_effort effort, str plain, arena *mem) {
    bool is_best = effort == COMPRESS_BEST;
    if (str_is(coding, STR("br")))
        return make_brotli(plain, is_best ? BROTLI_MAX_QUALITY : BROTLI_SOON, mem);
    return make_gzip(plain, is_best ? Z_BEST_COMPRESSION : Z_DEFAULT_COMPRESSION, mem);
}
