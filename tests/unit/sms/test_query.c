// SPDX-License-Identifier: Apache-2.0
// Canonical queries: one order, one spelling.
#include "base/percent.h"
#include "sms/query.h"
#include "test.h"

enum { N_MOST = 4 };

static arena mem;

static str query_of(const sms_pair *pairs, size_t n) {
    buf out = buf_make(&mem);
    query_put(pairs, n, &mem, &out);
    return buf_str(&out);
}

#define PAIR(name, value)                                                                                    \
    { STR_INIT(name), STR_INIT(value) }

static const struct {
    size_t n;
    sms_pair pairs[N_MOST];
    str want;
} cases[] = {
    {0, {PAIR("", "")}, STR_INIT("")},
    {1, {PAIR("a", "")}, STR_INIT("a=")},
    {1, {PAIR("", "")}, STR_INIT("=")},
    {2, {PAIR("b", "1"), PAIR("a", "2")}, STR_INIT("a=2&b=1")},
    // capitals stand before small letters, digits before both, a name before those that go on
    {4, {PAIR("a", ""), PAIR("B", ""), PAIR("1", ""), PAIR("A10", "")}, STR_INIT("1=&A10=&B=&a=")},
    {3, {PAIR("ab", ""), PAIR("a", ""), PAIR("a.", "")}, STR_INIT("a=&a.=&ab=")},
    // by the bytes before encoding: '%' would put the Chinese letter in front
    {3, {PAIR("中", ""), PAIR("~", ""), PAIR("a", "")}, STR_INIT("a=&~=&%E4%B8%AD=")},
    {3, {PAIR("a", "2"), PAIR("a", "10"), PAIR("a", "")}, STR_INIT("a=&a=10&a=2")},
    {2, {PAIR("a&b", "c=d"), PAIR("a+b", "c d")}, STR_INIT("a%26b=c%3Dd&a%2Bb=c%20d")},
};

static void test_order(void) {
    CHECK_TABLE(cases, i) {
        CHECK_STR(query_of(cases[i].pairs, cases[i].n), cases[i].want);
    }
}

// The vendor's example of its older signature, which signs GET&%2F& and the query, encoded a second time. The text below,
// signed by HMAC-SHA1 with the key testSecret&, is the published zJDF+Lrzhj/ThnlvIToysFRq6t4=; libsodium has no SHA-1.
static const sms_pair example[] = {
    PAIR("Timestamp", "2017-07-12T02:42:19Z"),
    PAIR("SignatureMethod", "HMAC-SHA1"),
    PAIR("SignatureNonce", "45e25e9b-0a6f-4070-8c85-2956eda1b466"),
    PAIR("SignatureVersion", "1.0"),
    PAIR("AccessKeyId", "testId"),
    PAIR("Action", "SendSms"),
    PAIR("Version", "2017-05-25"),
    PAIR("RegionId", "cn-hangzhou"),
    PAIR("PhoneNumbers", "15300000001"),
    PAIR("SignName", "阿里云短信测试专用"),
    PAIR("TemplateParam", "{\"customer\":\"test\"}"),
    PAIR("TemplateCode", "SMS_71390007"),
    PAIR("OutId", "123"),
    PAIR("Format", "XML"),
};

static void test_example(void) {
    str query = query_of(example, sizeof example / sizeof example[0]);
    CHECK_STR(query, STR("AccessKeyId=testId&Action=SendSms&Format=XML&OutId=123&PhoneNumbers=15300000001"
                         "&RegionId=cn-hangzhou&SignName=%E9%98%BF%E9%87%8C%E4%BA%91%E7%9F%AD%E4%BF%A1"
                         "%E6%B5%8B%E8%AF%95%E4%B8%93%E7%94%A8&SignatureMethod=HMAC-SHA1"
                         "&SignatureNonce=45e25e9b-0a6f-4070-8c85-2956eda1b466&SignatureVersion=1.0"
                         "&TemplateCode=SMS_71390007&TemplateParam=%7B%22customer%22%3A%22test%22%7D"
                         "&Timestamp=2017-07-12T02%3A42%3A19Z&Version=2017-05-25"));
    buf signed_text = buf_make(&mem);
    BUF_LIT(&signed_text, "GET&%2F&");
    percent_put(&signed_text, query);
    CHECK_STR(buf_str(&signed_text),
              STR("GET&%2F&AccessKeyId%3DtestId%26Action%3DSendSms%26Format%3DXML%26OutId%3D123"
                  "%26PhoneNumbers%3D15300000001%26RegionId%3Dcn-hangzhou"
                  "%26SignName%3D%25E9%2598%25BF%25E9%2587%258C%25E4%25BA%2591%25E7%259F%25AD"
                  "%25E4%25BF%25A1%25E6%25B5%258B%25E8%25AF%2595%25E4%25B8%2593%25E7%2594%25A8"
                  "%26SignatureMethod%3DHMAC-SHA1"
                  "%26SignatureNonce%3D45e25e9b-0a6f-4070-8c85-2956eda1b466%26SignatureVersion%3D1.0"
                  "%26TemplateCode%3DSMS_71390007"
                  "%26TemplateParam%3D%257B%2522customer%2522%253A%2522test%2522%257D"
                  "%26Timestamp%3D2017-07-12T02%253A42%253A19Z%26Version%3D2017-05-25"));
}

static void test_no_memory(void) {
    arena none;
    arena_init(&none, arena_malloc(), 1);
    buf out = buf_make(&mem);
    query_put(example, 1, &none, &out);
    CHECK(out.failed);
    arena_done(&none);
}

int main(void) {
    arena_init(&mem, arena_malloc(), 0);
    test_order();
    test_example();
    test_no_memory();
    arena_done(&mem);
    CHECK_MAIN();
}
