// SPDX-License-Identifier: Apache-2.0
#include "desk/flow.h"

#include "base/num.h"

#include <string.h>

enum { SOONEST_MS = 2000, LATEST_MS = 2 * 3600000, HEX_ID = 2 * ID_BYTES, HEX_MARK = 2 * INDEX_BYTES };

static str mark_of(const desk *d, str id, str time, arena *mem) {
    str parts[] = {id, time};
    return secret_index(d->keys, STR("flow"), parts, 2, mem);
}

static int value_of(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// Empty: it is none.
static str read_hex(str text, arena *mem) {
    char *out = arena_alloc(mem, text.len / 2 + 1, 1);
    for (size_t i = 0; out != NULL && i + 1 < text.len; i += 2) {
        int high = value_of(text.ptr[i]), low = value_of(text.ptr[i + 1]);
        if (high < 0 || low < 0)
            return (str){0};
        out[i / 2] = (char)(high << 4 | low);
    }
    return out == NULL ? (str){0} : (str){out, text.len / 2};
}

// id, time and mark, with a full stop between.
void flow_put(const desk *d, int64_t now_ms, arena *mem, buf *out) {
    str id = secret_id(mem);
    buf time = buf_make(mem);
    buf_put_int(&time, now_ms);
    str mark = mark_of(d, id, buf_str(&time), mem);
    buf_print(out, "{s}.{s}.{s}", secret_hex(id, mem), buf_str(&time), secret_hex(mark, mem));
}

flow_check flow_read(const desk *d, str text, int64_t now_ms, arena *mem, flow *out) {
    bool is_shaped = text.len >= HEX_ID + HEX_MARK + 3 && text.ptr[HEX_ID] == '.' &&
                     text.ptr[text.len - HEX_MARK - 1] == '.';
    if (!is_shaped)
        return FLOW_NONE;
    str time = str_slice(text, HEX_ID + 1, text.len - HEX_MARK - 1);
    str mark = read_hex(str_slice(text, text.len - HEX_MARK, text.len), mem);
    out->id = read_hex(str_slice(text, 0, HEX_ID), mem);
    if (out->id.len != ID_BYTES || num_parse(time, 0, &out->made_ms) != NUM_OK ||
        !secret_is_same(mark, mark_of(d, out->id, time, mem)))
        return FLOW_NONE;
    if (now_ms > out->made_ms + LATEST_MS)
        return FLOW_OLD;
    return now_ms < out->made_ms + SOONEST_MS ? FLOW_SOON : FLOW_FINE;
}
