// SPDX-License-Identifier: Apache-2.0
// One status: what is taken for a code and for an id.
#include "base/limits.h"
#include "sms/answer.h"
#include "test.h"

static arena mem;

static rc read_status(str text, sms_answer *out) {
    json_reader r = json_read_open(text, 1, &mem);
    err e = {0};
    return answer_read_status(&r, STR("Id"), STR("OK"), out, &e);
}

static const struct {
    str text;
    rc code;
} cases[] = {
    {STR_INIT("{\"Code\":\"OK\",\"Id\":\"7\"}"), RC_OK},
    {STR_INIT("{\"Id\":null,\"Code\":\"OK\"}"), RC_OK},
    {STR_INIT("{\"Code\":\"\\u004f\\u004b\"}"), RC_OK},
    {STR_INIT("{\"Code\":\"OK\",\"More\":{\"Code\":\"no\",\"Id\":[]}}"), RC_OK},
    {STR_INIT("{}"), RC_INPUT},
    {STR_INIT("{\"code\":\"OK\"}"), RC_INPUT},
    {STR_INIT("{\"Code\":\"\"}"), RC_INPUT},
    {STR_INIT("{\"Code\":null}"), RC_INPUT},
    {STR_INIT("{\"Code\":true}"), RC_INPUT},
    {STR_INIT("{\"Code\":0}"), RC_INPUT},
    {STR_INIT("{\"Code\":[\"OK\"]}"), RC_INPUT},
    {STR_INIT("{\"Code\":\"OK\",\"Id\":7}"), RC_INPUT},
    {STR_INIT("{\"Code\":\"OK\",\"Code\":\"OK\"}"), RC_INPUT},
    {STR_INIT("{\"Code\":\"OK\",\"Id\":null,\"Id\":\"7\"}"), RC_INPUT},
    {STR_INIT("{\"Code\":\"O\\nK\"}"), RC_INPUT},
    {STR_INIT("{\"Code\":\"好\"}"), RC_INPUT},
    {STR_INIT("{\"Code\":\"OK\",}"), RC_INPUT},
    {STR_INIT("{\"Code\":\"OK\""), RC_INPUT},
    {STR_INIT("[]"), RC_INPUT},
    {STR_INIT("\"OK\""), RC_INPUT},
    {STR_INIT(""), RC_INPUT},
};

static void test_status(void) {
    CHECK_TABLE(cases, i) {
        sms_answer got;
        CHECK_INT(read_status(cases[i].text, &got), cases[i].code);
        CHECK(cases[i].code != RC_OK || got.outcome == SMS_ACCEPTED);
    }
}

static void test_length(void) {
    static char word[LIMIT_SMS_WORD_BYTES + 1];
    sms_answer got;
    for (size_t i = 0; i < sizeof word; i++)
        word[i] = 'x';
    for (size_t over = 0; over < 2; over++) {
        buf text = buf_make(&mem);
        buf_print(&text, "{{\"Code\":\"{s}\"}", (str){word, LIMIT_SMS_WORD_BYTES + over});
        CHECK_INT(read_status(buf_str(&text), &got), over == 0 ? RC_OK : RC_INPUT);
    }
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    test_status();
    test_length();
    arena_done(&mem);
    CHECK_MAIN();
}
