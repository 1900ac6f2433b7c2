// SPDX-License-Identifier: Apache-2.0
#include "desk/flow.h"

#include "base/num.h"

#include <string.h>

enum { SOONEST_MS = 2000, LATEST_MS = 2 * 3600000, HEX_ID = 2 * ID_BYTES, HEX_MARK = 2 * INDEX_BYTES };

static str mark_of(const desk *d, str id, str time, arena *mem) {
    str parts[] = {id, time};
    return secret_index(d->keys, STR("flow"), parts, 2, mem);
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
    str mark = secret_unhex(str_slice(text, text.len - HEX_MARK, text.len), mem);
    out->id = secret_unhex(str_slice(text, 0, HEX_ID), mem);
    if (out->id.len != ID_BYTES || num_parse(time, 0, &out->made_ms) != NUM_OK ||
        !secret_is_same(mark, mark_of(d, out->id, time, mem)))
        return FLOW_NONE;
    if (now_ms > out->made_ms + LATEST_MS)
        return FLOW_OLD;
    return now_ms < out->made_ms + SOONEST_MS ? FLOW_SOON : FLOW_FINE;
}
