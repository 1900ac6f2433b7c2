// SPDX-License-Identifier: Apache-2.0
#include "sms/aliyun.h"

#include "sms/answer.h"
#include "sms/canonical.h"
#include "sms/query.h"
#include "sms/sign.h"
#include "wire/json_write.h"

#include <assert.h>

enum {
    DAY_SECONDS = 24 * 60 * 60,
    HOUR_SECONDS = 60 * 60,
    SEND_PARAMS = 4  // the last is left out where a template has none
};

#define ALGORITHM STR("ACS3-HMAC-SHA256")

// All of them are signed, so they stand in the order of their names.
static void add_headers(const aliyun_call *call, arena *mem, sms_request *r) {
    buf body_hash = buf_make(mem);
    sign_put_hex(&body_hash, sign_sha256(r->body));
    sms_add_header(r, STR("host"), call->host);
    sms_add_header(r, STR("x-acs-action"), call->action);
    sms_add_header(r, STR("x-acs-content-sha256"), buf_str(&body_hash));
    sms_add_header(r, STR("x-acs-date"), call->date);
    sms_add_header(r, STR("x-acs-signature-nonce"), call->nonce);
    sms_add_header(r, STR("x-acs-version"), call->version);
}

static sign_hash sign_request(const sms_request *r, str secret, arena *mem, bool *failed) {
    buf canonical = buf_make(mem), text = buf_make(mem);
    canonical_put(r->query, r->headers, r->n_headers, r->body, &canonical);
    buf_print(&text, "{s}\n", ALGORITHM);
    sign_put_hex(&text, sign_sha256(buf_str(&canonical)));
    *failed = canonical.failed || text.failed;
    return sign_hmac(secret, buf_str(&text));
}

static bool add_authorization(sms_request *r, aliyun_key key, arena *mem) {
    bool failed;
    sign_hash signature = sign_request(r, key.secret, mem, &failed);
    buf value = buf_make(mem);
    buf_print(&value, "{s} Credential={s},SignedHeaders=", ALGORITHM, key.id);
    canonical_put_names(r->headers, r->n_headers, &value);
    BUF_LIT(&value, ",Signature=");
    sign_put_hex(&value, signature);
    sms_add_header(r, STR("authorization"), buf_str(&value));
    return !failed && !value.failed;
}

bool aliyun_sign(const aliyun_call *call, arena *mem, sms_request *out) {
    buf query = buf_make(mem);
    query_put(call->query, call->n_query, mem, &query);
    *out = (sms_request){.host = call->host, .query = buf_str(&query), .body = STR("")};
    add_headers(call, mem, out);
    return !query.failed && add_authorization(out, call->key, mem) && sms_request_is_sound(out);
}

static void put_instant(int64_t now, buf *out) {
    assert(now >= 0);
    int64_t second = now % DAY_SECONDS;
    buf_put_day(out, now / DAY_SECONDS);
    buf_put_char(out, 'T');
    buf_put_padded(out, second / HOUR_SECONDS, 2);
    buf_put_char(out, ':');
    buf_put_padded(out, second / 60 % 60, 2);
    buf_put_char(out, ':');
    buf_put_padded(out, second % 60, 2);
    buf_put_char(out, 'Z');
}

// {"code":"123456"}
static void put_template_params(const sms_message *m, buf *out) {
    json_writer w = json_write_open(out, false);
    json_write_object(&w);
    for (size_t i = 0; i < m->n_params; i++) {
        json_write_any_key(&w, m->params[i].name);
        json_write_str(&w, m->params[i].value);
    }
    json_write_object_end(&w);
}

static const aliyun_call send_sms = {
    .host = STR_INIT("dysmsapi.aliyuncs.com"),
    .action = STR_INIT("SendSms"),
    .version = STR_INIT("2017-05-25"),
};

// A date for which there was no memory is empty, and so refused with the headers.
bool aliyun_send(aliyun_key key, const sms_message *m, int64_t now, str nonce, arena *mem, sms_request *out) {
    buf date = buf_make(mem), params = buf_make(mem);
    put_instant(now, &date);
    put_template_params(m, &params);
    const sms_pair query[] = {
        {STR("PhoneNumbers"), m->phone},
        {STR("SignName"), m->sign_name},
        {STR("TemplateCode"), m->template_id},
        {STR("TemplateParam"), buf_str(&params)},
    };
    aliyun_call call = send_sms;
    call.date = buf_str(&date);
    call.nonce = nonce;
    call.key = key;
    call.query = query;
    call.n_query = m->n_params > 0 ? SEND_PARAMS : SEND_PARAMS - 1;
    return !params.failed && aliyun_sign(&call, mem, out);
}

// {"Code":"OK","BizId":"…"}; refused: {"Code":"isv.…","Message":"…"}
sms_answer aliyun_read(str body, arena *mem) {
    json_reader r = json_read_open(body, 1, mem);
    sms_answer answer = {0};
    err e = {0};
    rc code = answer_read_status(&r, STR("BizId"), STR("OK"), &answer, &e);
    if (code == RC_OK)
        code = json_read_end(&r, &e);
    return code == RC_OK ? answer : answer_unreadable();
}
