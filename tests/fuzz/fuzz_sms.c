// SPDX-License-Identifier: Apache-2.0
// Answers of SMS providers: whatever comes, the code is one that can be kept and logged, and only the good one accepts.
#include "fuzz.h"

#include "base/limits.h"
#include "sms/aliyun.h"
#include "sms/tencent.h"

static void must_be_an_answer(sms_answer a, str good) {
    FUZZ_MUST(a.code.len > 0 && a.code.len <= LIMIT_SMS_WORD_BYTES && sms_is_ascii_line(a.code));
    FUZZ_MUST(a.id.len <= LIMIT_SMS_WORD_BYTES && sms_is_ascii_line(a.id));
    FUZZ_MUST(a.outcome == SMS_REFUSED || str_is(a.code, good));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena mem;
    str body = {(const char *)data, size};
    arena_init(&mem, arena_malloc(), 0);
    must_be_an_answer(aliyun_read(body, &mem), STR("OK"));
    must_be_an_answer(tencent_read(body, &mem), STR("Ok"));
    arena_done(&mem);
    return 0;
}
