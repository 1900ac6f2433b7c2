// SPDX-License-Identifier: Apache-2.0
// TC3-HMAC-SHA256 against the vendor's published example; then the message as it is asked for, and the answers.
#include "sms/canonical.h"
#include "sms/sign.h"
#include "sms/tencent.h"
#include "test.h"

enum { MEMORY_MOST = 1 << 16 };  // far more than a request takes

static arena mem;
static const tencent_account account = {
    {STR_INIT("AKIDEXAMPLE"), STR_INIT("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE")},
    STR_INIT("1400006666"),
    STR_INIT("ap-guangzhou"),
};

// 1551113065 is an evening in UTC and the next day in Shanghai.
static tencent_call example(void) {
    return (tencent_call){
        .host = STR("cvm.tencentcloudapi.com"),
        .action = STR("DescribeInstances"),
        .version = STR("2017-03-12"),
        .region = STR("ap-guangzhou"),
        .now = 1551113065,
        .key = account.key,
        .body = STR("{\"Limit\": 1, \"Filters\": [{\"Values\": [\"\\u672a\\u547d\\u540d\"], "
                    "\"Name\": \"instance-name\"}]}"),
    };
}

static str header(const sms_request *r, str name) {
    for (size_t i = 0; i < r->n_headers; i++)
        if (str_is(r->headers[i].name, name))
            return r->headers[i].value;
    return (str){0};
}

static void test_example(void) {
    tencent_call call = example();
    sms_request r;
    CHECK(tencent_sign(&call, &mem, &r));
    CHECK_STR(header(&r, STR("authorization")),
              STR("TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2019-02-25/cvm/tc3_request, "
                  "SignedHeaders=content-type;host, "
                  "Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"));
    CHECK_STR(header(&r, STR("x-tc-action")), STR("DescribeInstances"));
    CHECK_STR(header(&r, STR("x-tc-version")), STR("2017-03-12"));
    CHECK_STR(header(&r, STR("x-tc-timestamp")), STR("1551113065"));
    CHECK_STR(header(&r, STR("x-tc-region")), STR("ap-guangzhou"));
    CHECK_STR(r.query, STR(""));
    CHECK_INT(r.n_headers, 7);
}

// The example publishes the hash of its canonical request too.
static void test_canonical(void) {
    tencent_call call = example();
    sms_request r;
    buf text = buf_make(&mem), hex = buf_make(&mem);
    CHECK(tencent_sign(&call, &mem, &r));
    canonical_put(r.query, r.headers, 2, r.body, &text);
    sign_put_hex(&hex, sign_sha256(buf_str(&text)));
    CHECK_STR(buf_str(&hex), STR("5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031"));
}

static str authorization_of(const tencent_call *call) {
    sms_request r;
    CHECK(tencent_sign(call, &mem, &r));
    return header(&r, STR("authorization"));
}

static void test_what_is_signed(void) {
    tencent_call c = example();
    str first = authorization_of(&c);
    str *parts[] = {&c.host, &c.body, &c.key.id, &c.key.secret};
    CHECK_TABLE(parts, i) {
        str kept = *parts[i];
        *parts[i] = STR("other");
        CHECK(!str_is(authorization_of(&c), first));
        *parts[i] = kept;
    }
    c.now++;
    CHECK(!str_is(authorization_of(&c), first));
}

// The last second of a day of UTC and the first of the next.
static void test_day(void) {
    tencent_call c = example();
    c.now = 1551139199;
    CHECK(str_starts(authorization_of(&c), STR("TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2019-02-25/cvm/")));
    c.now++;
    CHECK(str_starts(authorization_of(&c), STR("TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2019-02-26/cvm/")));
}

static void test_unsound(void) {
    static const str bad[] = {STR_INIT(""), STR_INIT("a\nb: c"), STR_INIT("中")};
    CHECK_TABLE(bad, i) {
        tencent_call c = example();
        sms_request r;
        c.region = bad[i];
        CHECK(!tencent_sign(&c, &mem, &r));
    }
}

static const sms_pair params[] = {
    {STR_INIT("code"), STR_INIT("012345")},
    {STR_INIT("who"), STR_INIT("\"张\"\\&")},
};

static sms_message message(size_t n_params) {
    return (sms_message){STR("13800000000"), STR("明白"), STR("1110"), params, n_params};
}

static void test_send(void) {
    sms_message m = message(2);
    sms_request r;
    CHECK(tencent_send(&account, &m, 1551113065, &mem, &r));
    CHECK_STR(r.host, STR("sms.tencentcloudapi.com"));
    CHECK_STR(r.body, STR("{\"PhoneNumberSet\":[\"+8613800000000\"],\"SmsSdkAppId\":\"1400006666\","
                          "\"SignName\":\"明白\",\"TemplateId\":\"1110\","
                          "\"TemplateParamSet\":[\"012345\",\"\\\"张\\\"\\\\&\"]}"));
    CHECK_STR(header(&r, STR("host")), r.host);
    CHECK_STR(header(&r, STR("content-type")), STR("application/json; charset=utf-8"));
    CHECK_STR(header(&r, STR("x-tc-action")), STR("SendSms"));
    CHECK_STR(header(&r, STR("x-tc-version")), STR("2021-01-11"));
    CHECK(str_starts(header(&r, STR("authorization")),
                     STR("TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2019-02-25/sms/tc3_request, ")));
}

static void test_send_without_params(void) {
    sms_message m = message(0);
    sms_request r;
    CHECK(tencent_send(&account, &m, 0, &mem, &r));
    CHECK_STR(r.body, STR("{\"PhoneNumberSet\":[\"+8613800000000\"],\"SmsSdkAppId\":\"1400006666\","
                          "\"SignName\":\"明白\",\"TemplateId\":\"1110\",\"TemplateParamSet\":[]}"));
}

// Wherever memory ends, there is no request or the right one.
static void test_no_memory(void) {
    sms_message m = message(2);
    sms_request r;
    CHECK(tencent_send(&account, &m, 0, &mem, &r));
    str whole = header(&r, STR("authorization"));
    bool is_done = false;
    for (size_t bytes = 1; bytes < MEMORY_MOST && !is_done; bytes++) {
        arena some;
        arena_init(&some, arena_malloc(), bytes);
        is_done = tencent_send(&account, &m, 0, &some, &r);
        CHECK(!is_done || str_is(header(&r, STR("authorization")), whole));
        arena_done(&some);
    }
    CHECK(is_done);
}

#define UNREADABLE SMS_REFUSED, STR_INIT(""), STR_INIT("unreadable")

static const struct {
    str body;
    sms_outcome outcome;
    str id, code;
} answers[] = {
    {STR_INIT(
         "{\"Response\":{\"SendStatusSet\":[{\"SerialNo\":\"5000:10\",\"PhoneNumber\":\"+86138\",\"Fee\":1,"
         "\"SessionContext\":\"\",\"Code\":\"Ok\",\"Message\":\"send success\",\"IsoCode\":\"CN\"}],"
         "\"RequestId\":\"a0\"}}"),
     SMS_ACCEPTED, STR_INIT("5000:10"), STR_INIT("Ok")},
    {STR_INIT("{\"Other\":[],\"Response\":{\"SendStatusSet\":[{\"Code\":\"Ok\"}]}}"), SMS_ACCEPTED,
     STR_INIT(""), STR_INIT("Ok")},
    {STR_INIT("{\"Response\":{\"SendStatusSet\":[{\"SerialNo\":\"\",\"Code\":"
              "\"LimitExceeded.PhoneNumberDailyLimit\"}]}}"),
     SMS_REFUSED, STR_INIT(""), STR_INIT("LimitExceeded.PhoneNumberDailyLimit")},
    {STR_INIT("{\"Response\":{\"Error\":{\"Code\":\"AuthFailure.SignatureFailure\",\"Message\":\"签名\"},"
              "\"RequestId\":\"ed\"}}"),
     SMS_REFUSED, STR_INIT(""), STR_INIT("AuthFailure.SignatureFailure")},
    {STR_INIT("{\"Response\":{\"Error\":{\"Code\":\"Ok\"}}}"), SMS_REFUSED, STR_INIT(""), STR_INIT("Ok")},
    {STR_INIT("{\"Response\":{\"SendStatusSet\":[]}}"), UNREADABLE},
    {STR_INIT("{\"Response\":{\"SendStatusSet\":[{\"Code\":\"Ok\"},{\"Code\":\"Ok\"}]}}"), UNREADABLE},
    {STR_INIT("{\"Response\":{\"SendStatusSet\":[{\"Code\":\"Ok\"}],\"Error\":{\"Code\":\"E\"}}}"), UNREADABLE},
    {STR_INIT("{\"Response\":{\"SendStatusSet\":{\"Code\":\"Ok\"}}}"), UNREADABLE},
    {STR_INIT("{\"Response\":{\"SendStatusSet\":null}}"), UNREADABLE},
    {STR_INIT("{\"Response\":{\"RequestId\":\"a0\"}}"), UNREADABLE},
    {STR_INIT("{\"Response\":{\"SendStatusSet\":[{\"Code\":\"Ok\"}]},\"Response\":"
              "{\"SendStatusSet\":[{\"Code\":\"Ok\"}]}}"),
     UNREADABLE},
    {STR_INIT("{\"Response\":[]}"), UNREADABLE},
    {STR_INIT("{\"SendStatusSet\":[{\"Code\":\"Ok\"}]}"), UNREADABLE},
    {STR_INIT("{\"Response\":{\"SendStatusSet\":[{\"Code\":\"Ok\"}]}}x"), UNREADABLE},
    {STR_INIT("{\"Response\":{\"SendStatusSet\":[{\"Code\":\"Ok\"}]}"), UNREADABLE},
    {STR_INIT("[]"), UNREADABLE},
    {STR_INIT(""), UNREADABLE},
};

static void test_read(void) {
    CHECK_TABLE(answers, i) {
        sms_answer got = tencent_read(answers[i].body, &mem);
        CHECK_INT(got.outcome, answers[i].outcome);
        CHECK_STR(got.id, answers[i].id);
        CHECK_STR(got.code, answers[i].code);
    }
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    test_example();
    test_canonical();
    test_what_is_signed();
    test_day();
    test_unsound();
    test_send();
    test_send_without_params();
    test_no_memory();
    test_read();
    arena_done(&mem);
    CHECK_MAIN();
}
