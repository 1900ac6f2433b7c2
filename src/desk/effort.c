// SPDX-License-Identifier: Apache-2.0
#include "desk/effort.h"

#include "desk/limit.h"
#include "desk/phone.h"

#include <sodium.h>

enum { SOFT_SENDS = 5, SOFT_MS = 10 * 60000, HOUR_MS = 3600000, BUSY_PERCENT = 80, WORK_BYTES_MOST = 20 };

rc effort_wanted(desk *d, str address, str phone, int64_t now_ms, arena *mem, int *out_bits, err *e) {
    deeds mine = {0}, everybodys = {0};
    rc code = limit_count(d, STR("send"), limit_who(d, SUBJECT_ADDRESS, address, mem), now_ms - SOFT_MS, mem,
                          &mine, e);
    if (code == RC_OK)
        code = limit_count(d, STR("send"), limit_who(d, SUBJECT_ALL, STR("all"), mem), now_ms - HOUR_MS, mem,
                           &everybodys, e);
    bool is_attack = everybodys.n * 100 >= d->sends_an_hour * BUSY_PERCENT;
    bool is_odd = mine.n >= SOFT_SENDS || phone_is_virtual(phone);
    *out_bits = is_attack ? EFFORT_MUCH : is_odd ? EFFORT_MORE : EFFORT_USUAL;
    return code;
}

int effort_found(str flow_id, str work, arena *mem) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    buf b = buf_make(mem);
    int bits = 0;
    buf_print(&b, "{s}:{s}", secret_hex(flow_id, mem), work);
    if (work.len == 0 || work.len > WORK_BYTES_MOST || b.failed)
        return 0;
    (void)crypto_hash_sha256(hash, (const unsigned char *)b.ptr, b.len);
    for (size_t i = 0; i < sizeof hash; i++, bits += 8)
        if (hash[i] != 0)
            return bits + __builtin_clz(hash[i]) - 24;
    return bits;
}
