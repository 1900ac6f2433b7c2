// SPDX-License-Identifier: Apache-2.0
// What strangers type for the desk: numbers, codes, signed forms, sealed values; files of keys and of backups. What is taken is what it should be; what was not
// signed or sealed here is never taken.
#include "fuzz.h"

#include "desk/card.h"
#include "desk/code.h"
#include "desk/district.h"
#include "desk/effort.h"
#include "desk/flow.h"
#include "desk/manifest.h"
#include "desk/network.h"
#include "desk/password.h"
#include "desk/name.h"
#include "desk/phone.h"
#include "desk/recovery.h"
#include "desk/remind.h"
#include "desk/when.h"

static const keys *own_keys(arena *mem) {
    static const unsigned char root[ROOT_BYTES] = {9};
    const keys *k = keys_make(root, mem);
    FUZZ_MUST(k != NULL);
    return k;
}

static bool is_digits(const char *text, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (text[i] < '0' || text[i] > '9')
            return false;
    return true;
}

static void must_be_numbers(str text) {
    char phone[PHONE_DIGITS], code[CODE_DIGITS];
    if (phone_read(text, phone))
        FUZZ_MUST(is_digits(phone, PHONE_DIGITS) && phone[0] == '1' && phone[1] >= '3');
    if (code_read(text, code))
        FUZZ_MUST(is_digits(code, CODE_DIGITS));
    if (name_is_plain(text))
        FUZZ_MUST(text.len > 0 && str_find(text, '\n') == text.len);
}

// A moment that is taken is in working hours, ahead, and not further than is allowed.
static void must_be_a_moment(str text, arena *mem) {
    static const workdays plain_weeks = {.held_from = 1, .held_to = 400000};
    const int64_t now_ms = INT64_C(1795399200000), most_ms = (WHEN_DAYS_MOST + 3) * INT64_C(86400000);
    hours h = hours_usual(&plain_weeks);
    when w;
    if (when_read(&h, (str){0}, text, now_ms, mem, &w) == WHEN_FINE)
        FUZZ_MUST(hours_are(&h, w.at_ms) && w.at_ms > now_ms && w.at_ms < now_ms + most_ms);
}

// Who is counted as one is so however often it is asked.
static void must_be_one_network(str text, arena *mem) {
    str once = network_of(text, mem);
    FUZZ_MUST(str_is(network_of(once, mem), once));
}

// What stands on a card can stand in a page, and leads to WeChat.
static void must_be_plain(str text) {
    bool is_link = card_is_link(text), is_wechat = card_is_wechat(text);
    for (size_t i = 0; i < text.len && (is_link || is_wechat); i++)
        FUZZ_MUST(text.ptr[i] > ' ' && text.ptr[i] < 0x7F && text.ptr[i] != '"' && text.ptr[i] != '<');
    FUZZ_MUST(!is_link || str_starts(text, STR("https://u.wechat.com/")) ||
              str_starts(text, STR("https://work.weixin.qq.com/")));
    if (card_is_line(text, false))
        FUZZ_MUST(str_find(text, '\n') == text.len);
}

// Whatever is typed comes to a set of the districts there are, which is the same one made again of what it names.
static void must_be_areas(str text, arena *mem) {
    str codes[16];
    size_t n = 0;
    str areas = areas_of(&text, 1, mem);
    FUZZ_MUST(str_is(areas, district_read(text)));
    for (size_t i = 0; i < n_districts && n < 16; i++)
        if (text.len > 0 && areas_have(text, districts[i].code))
            codes[n++] = districts[i].code;
    areas = areas_of(codes, n, mem);
    FUZZ_MUST(areas.len == (n == 0 || n == n_districts ? 0 : n * (DISTRICT_DIGITS + 1) - 1));
    FUZZ_MUST(areas_words(text, AREAS_FEW, mem).len > 0);
}

static void must_be_ours(str text, arena *mem) {
    desk d = {.keys = own_keys(mem)};
    flow f;
    str plain;
    FUZZ_MUST(flow_read(&d, text, 1000000, mem, &f) == FLOW_NONE);
    FUZZ_MUST(!secret_open(d.keys, STR("leads.name"), STR("row"), text, mem, &plain));
    str sealed = secret_seal(d.keys, STR("leads.name"), text, text, mem);
    FUZZ_MUST(secret_open(d.keys, STR("leads.name"), text, sealed, mem, &plain) && str_is(plain, text));
    FUZZ_MUST(!secret_is_signed(d.keys, STR("text"), text));
    FUZZ_MUST(!remind_is_token(&d, text, mem));
    int bits = effort_found(STR("0123456789abcdef"), text, mem);
    FUZZ_MUST(bits >= 0 && bits <= 256);
}

static void must_be_kept(str text, arena *mem) {
    key_ring r, again;
    manifest m;
    err e;
    err_clear(&e);
    FUZZ_MUST(manifest_parse(text, own_keys(mem), mem, &m, &e) == RC_INPUT);
    FUZZ_MUST(manifest_made_ms(text) >= 0);
    if (!ring_parse(text, &r))
        return;
    buf b = buf_make(mem);
    ring_print(&r, &b);
    FUZZ_MUST(ring_parse(buf_str(&b), &again) && again.n == r.n && again.seals == r.seals);
}

// What is taken as a password is the same one when it is typed again; what is common is looked for in a short list here.
static void must_be_passwords(str text, arena *mem) {
    desk d = {.keys = own_keys(mem), .common = STR("123456\npassword\n")};
    str letters = secret_read_spelled(text, RECOVERY_LETTERS, mem);
    password_verdict v = password_check(&d, text, STR("anna"), mem);
    FUZZ_MUST(v == password_check(&d, text, STR("anna"), mem));
    FUZZ_MUST(v != PASSWORD_FINE || text.len >= PASSWORD_LETTERS_LEAST);
    (void)password_is_common(d.common, text, STR("anna"), mem);
    FUZZ_MUST(letters.len == 0 || str_is(secret_read_spelled(letters, RECOVERY_LETTERS, mem), letters));
    FUZZ_MUST(secret_unhex(text, mem).len * 2 <= text.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena mem;
    str text = {(const char *)data, size};
    arena_init(&mem, arena_malloc(), 0);
    must_be_numbers(text);
    must_be_a_moment(text, &mem);
    must_be_plain(text);
    must_be_areas(text, &mem);
    must_be_one_network(text, &mem);
    must_be_ours(text, &mem);
    must_be_kept(text, &mem);
    must_be_passwords(text, &mem);
    arena_done(&mem);
    return 0;
}
