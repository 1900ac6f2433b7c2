// SPDX-License-Identifier: Apache-2.0
// ACS3-HMAC-SHA256 against the vendor's published example; then the message as it is asked for, and the answers.
#include "sms/aliyun.h"
#include "test.h"

enum { MEMORY_MOST = 1 << 16 };  // far more than a request takes

static arena mem;
static const aliyun_key key = {STR_INIT("YourAccessKeyId"), STR_INIT("YourAccessKeySecret")};

static const sms_pair example_query[] = {
    {STR_INIT("RegionId"), STR_INIT("cn-shanghai")},
    {STR_INIT("ImageId"), STR_INIT("win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd")},
};

static aliyun_call example(void) {
    return (aliyun_call){
        .host = STR("ecs.cn-shanghai.aliyuncs.com"),
        .action = STR("RunInstances"),
        .version = STR("2014-05-26"),
        .date = STR("2023-10-26T10:22:32Z"),
        .nonce = STR("3156853299f313e23d1673dc12e1703d"),
        .key = key,
        .query = example_query,
        .n_query = 2,
    };
}

static str header(const sms_request *r, str name) {
    for (size_t i = 0; i < r->n_headers; i++)
        if (str_is(r->headers[i].name, name))
            return r->headers[i].value;
    return (str){0};
}

static void test_example(void) {
    aliyun_call call = example();
    sms_request r;
    CHECK(aliyun_sign(&call, &mem, &r));
    CHECK_STR(r.query,
              STR("ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai"));
    CHECK_STR(r.body, STR(""));
    CHECK_STR(header(&r, STR("x-acs-content-sha256")),
              STR("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    CHECK_STR(header(&r, STR("authorization")),
              STR("ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;"
                  "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
                  "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"));
}

static str authorization_of(const aliyun_call *call) {
    sms_request r;
    CHECK(aliyun_sign(call, &mem, &r));
    return header(&r, STR("authorization"));
}

// Each part of a call is under the signature; the order of its query is not a part.
static void test_all_is_signed(void) {
    aliyun_call c = example();
    str first = authorization_of(&c);
    str *parts[] = {&c.host, &c.action, &c.version, &c.date, &c.nonce, &c.key.id, &c.key.secret};
    CHECK_TABLE(parts, i) {
        str kept = *parts[i];
        *parts[i] = STR("other");
        CHECK(!str_is(authorization_of(&c), first));
        *parts[i] = kept;
    }
    const sms_pair other[] = {example_query[1], example_query[0]};
    c.query = other;
    CHECK_STR(authorization_of(&c), first);
    c.n_query = 1;
    CHECK(!str_is(authorization_of(&c), first));
}

// What would end a header's line and begin another, or is no header.
static void test_unsound(void) {
    static const str bad[] = {STR_INIT(""), STR_INIT("a\r\nb: c"), STR_INIT("a\0"), STR_INIT("中"),
                              STR_INIT("a\x7F")};
    CHECK_TABLE(bad, i) {
        aliyun_call c = example();
        sms_request r;
        c.nonce = bad[i];
        CHECK(!aliyun_sign(&c, &mem, &r));
    }
}

static const sms_pair params[] = {
    {STR_INIT("code"), STR_INIT("012345")},
    {STR_INIT("who"), STR_INIT("\"张\"&a+b")},
};

static sms_message message(size_t n_params) {
    return (sms_message){STR("13800000000"), STR("明白"), STR("SMS_1"), params, n_params};
}

// 1698315752 is the time of the example.
static void test_send(void) {
    sms_message m = message(2);
    sms_request r;
    CHECK(aliyun_send(key, &m, 1698315752, STR("n1"), &mem, &r));
    CHECK_STR(r.host, STR("dysmsapi.aliyuncs.com"));
    CHECK_STR(r.query,
              STR("PhoneNumbers=13800000000&SignName=%E6%98%8E%E7%99%BD&TemplateCode=SMS_1&TemplateParam="
                  "%7B%22code%22%3A%22012345%22%2C%22who%22%3A%22%5C%22%E5%BC%A0%5C%22%26a%2Bb%22%7D"));
    CHECK_STR(header(&r, STR("host")), r.host);
    CHECK_STR(header(&r, STR("x-acs-action")), STR("SendSms"));
    CHECK_STR(header(&r, STR("x-acs-version")), STR("2017-05-25"));
    CHECK_STR(header(&r, STR("x-acs-date")), STR("2023-10-26T10:22:32Z"));
    CHECK_STR(header(&r, STR("x-acs-signature-nonce")), STR("n1"));
    CHECK_INT(r.n_headers, 7);
}

static void test_send_without_params(void) {
    sms_message m = message(0);
    sms_request r;
    CHECK(aliyun_send(key, &m, 0, STR("n1"), &mem, &r));
    CHECK_STR(r.query, STR("PhoneNumbers=13800000000&SignName=%E6%98%8E%E7%99%BD&TemplateCode=SMS_1"));
    CHECK_STR(header(&r, STR("x-acs-date")), STR("1970-01-01T00:00:00Z"));
}

// Wherever memory ends, there is no request or the right one.
static void test_no_memory(void) {
    sms_message m = message(2);
    sms_request r;
    CHECK(aliyun_send(key, &m, 0, STR("n1"), &mem, &r));
    str whole = header(&r, STR("authorization"));
    bool is_done = false;
    for (size_t bytes = 1; bytes < MEMORY_MOST && !is_done; bytes++) {
        arena some;
        arena_init(&some, arena_malloc(), bytes);
        is_done = aliyun_send(key, &m, 0, STR("n1"), &some, &r);
        CHECK(!is_done || str_is(header(&r, STR("authorization")), whole));
        arena_done(&some);
    }
    CHECK(is_done);
}

static const struct {
    str body;
    sms_outcome outcome;
    str id, code;
} answers[] = {
    {STR_INIT("{\"Message\":\"OK\",\"RequestId\":\"F6\",\"BizId\":\"9006^0\",\"Code\":\"OK\"}"), SMS_ACCEPTED,
     STR_INIT("9006^0"), STR_INIT("OK")},
    {STR_INIT("{\"Code\":\"OK\"}"), SMS_ACCEPTED, STR_INIT(""), STR_INIT("OK")},
    {STR_INIT("{\"Code\":\"isv.BUSINESS_LIMIT_CONTROL\",\"Message\":\"触发\",\"BizId\":null}"), SMS_REFUSED,
     STR_INIT(""), STR_INIT("isv.BUSINESS_LIMIT_CONTROL")},
    {STR_INIT("{\"Code\":\"Ok\"}"), SMS_REFUSED, STR_INIT(""), STR_INIT("Ok")},
    {STR_INIT("{\"Code\":\"OK\"} x"), SMS_REFUSED, STR_INIT(""), STR_INIT("unreadable")},
    {STR_INIT("<html>"), SMS_REFUSED, STR_INIT(""), STR_INIT("unreadable")},
};

static void test_read(void) {
    CHECK_TABLE(answers, i) {
        sms_answer got = aliyun_read(answers[i].body, &mem);
        CHECK_INT(got.outcome, answers[i].outcome);
        CHECK_STR(got.id, answers[i].id);
        CHECK_STR(got.code, answers[i].code);
    }
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    test_example();
    test_all_is_signed();
    test_unsound();
    test_send();
    test_send_without_params();
    test_no_memory();
    test_read();
    arena_done(&mem);
    CHECK_MAIN();
}
