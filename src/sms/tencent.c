// SPDX-License-Identifier: Apache-2.0
#include "sms/tencent.h"

#include "sms/answer.h"
#include "sms/canonical.h"
#include "sms/sign.h"
#include "wire/json_write.h"

#include <assert.h>

enum {
    DAY_SECONDS = 24 * 60 * 60,
    SIGNED_HEADERS = 2  // the first of a request: content-type and host, the ones that the provider insists on
};

#define ALGORITHM STR("TC3-HMAC-SHA256")
#define KEY_PREFIX STR("TC3")
#define SCOPE_END STR("tc3_request")

// What a signature is good for: one day, as UTC has it, and one service.
typedef struct {
    str day, service;
    str text;  // day/service/tc3_request
} scope;

static bool make_scope(const tencent_call *call, arena *mem, scope *out) {
    assert(call->now >= 0);
    buf day = buf_make(mem), text = buf_make(mem);
    buf_put_day(&day, call->now / DAY_SECONDS);
    out->day = buf_str(&day);
    out->service = str_slice(call->host, 0, str_find(call->host, '.'));
    buf_print(&text, "{s}/{s}/{s}", out->day, out->service, SCOPE_END);
    out->text = buf_str(&text);
    return !day.failed && !text.failed;
}

// The first key is the secret behind a prefix; it is joined in memory that is wiped at once. False: no memory.
static bool hash_day(str secret, str day, arena *mem, sign_hash *out) {
    size_t len = KEY_PREFIX.len + secret.len;
    char *joined = arena_take(mem, len, 1);
    if (joined == NULL)
        return false;
    buf key = buf_over(joined, len);
    buf_put(&key, KEY_PREFIX);
    buf_put(&key, secret);
    *out = sign_hmac(buf_str(&key), day);
    sign_wipe(joined, len);
    return true;
}

// Each hash is the key of the next, so that a key which leaks opens one service for one day.
static bool make_key(str secret, const scope *s, arena *mem, sign_hash *out) {
    if (!hash_day(secret, s->day, mem, out))
        return false;
    *out = sign_hmac(sign_bytes(out), s->service);
    *out = sign_hmac(sign_bytes(out), SCOPE_END);
    return true;
}

static bool put_signature(const sms_request *r, const tencent_call *call, const scope *s, arena *mem, buf *out) {
    sign_hash key;
    buf canonical = buf_make(mem), text = buf_make(mem);
    canonical_put(r->query, r->headers, SIGNED_HEADERS, r->body, &canonical);
    buf_print(&text, "{s}\n{i}\n{s}\n", ALGORITHM, call->now, s->text);
    sign_put_hex(&text, sign_sha256(buf_str(&canonical)));
    if (canonical.failed || text.failed || !make_key(call->key.secret, s, mem, &key))
        return false;
    sign_put_hex(out, sign_hmac(sign_bytes(&key), buf_str(&text)));
    sign_wipe(&key, sizeof key);
    return true;
}

static bool put_authorization(const sms_request *r, const tencent_call *call, arena *mem, buf *out) {
    scope s;
    if (!make_scope(call, mem, &s))
        return false;
    buf_print(out, "{s} Credential={s}/{s}, SignedHeaders=", ALGORITHM, call->key.id, s.text);
    canonical_put_names(r->headers, SIGNED_HEADERS, out);
    BUF_LIT(out, ", Signature=");
    return put_signature(r, call, &s, mem, out) && !out->failed;
}

bool tencent_sign(const tencent_call *call, arena *mem, sms_request *out) {
    buf now = buf_make(mem), authorization = buf_make(mem);
    buf_put_int(&now, call->now);
    *out = (sms_request){.host = call->host, .query = STR(""), .body = call->body};
    sms_add_header(out, STR("content-type"), STR("application/json; charset=utf-8"));
    sms_add_header(out, STR("host"), call->host);
    sms_add_header(out, STR("x-tc-action"), call->action);
    sms_add_header(out, STR("x-tc-region"), call->region);
    sms_add_header(out, STR("x-tc-timestamp"), buf_str(&now));
    sms_add_header(out, STR("x-tc-version"), call->version);
    if (!put_authorization(out, call, mem, &authorization))
        return false;
    sms_add_header(out, STR("authorization"), buf_str(&authorization));
    return sms_request_is_sound(out);
}

static void put_phone(json_writer *w, str phone, buf *number) {
    buf_print(number, "+86{s}", phone);
    json_write_key(w, STR("PhoneNumberSet"));
    json_write_list(w);
    json_write_str(w, buf_str(number));
    json_write_list_end(w);
}

static void put_params(json_writer *w, const sms_message *m) {
    json_write_key(w, STR("TemplateParamSet"));
    json_write_list(w);
    for (size_t i = 0; i < m->n_params; i++)
        json_write_str(w, m->params[i].value);
    json_write_list_end(w);
}

static void put_body(const tencent_account *account, const sms_message *m, buf *number, buf *out) {
    json_writer w = json_write_open(out, false);
    json_write_object(&w);
    put_phone(&w, m->phone, number);
    json_write_key_str(&w, STR("SmsSdkAppId"), account->app_id);
    json_write_key_str(&w, STR("SignName"), m->sign_name);
    json_write_key_str(&w, STR("TemplateId"), m->template_id);
    put_params(&w, m);
    json_write_object_end(&w);
}

bool tencent_send(const tencent_account *account, const sms_message *m, int64_t now, arena *mem,
                  sms_request *out) {
    buf number = buf_make(mem), body = buf_make(mem);
    put_body(account, m, &number, &body);
    tencent_call call = {
        .host = STR("sms.tencentcloudapi.com"),
        .action = STR("SendSms"),
        .version = STR("2021-01-11"),
        .region = account->region,
        .now = now,
        .key = account->key,
        .body = buf_str(&body),
    };
    return !number.failed && !body.failed && tencent_sign(&call, mem, out);
}

// ---- the answer ---------------------------------------------------------------------------------------------

static rc read_one(json_reader *r, sms_answer *out, err *e) {
    return answer_read_status(r, STR("SerialNo"), STR("Ok"), out, e);
}

// A status for each phone asked for, and one was.
static rc read_statuses(json_reader *r, sms_answer *out, err *e) {
    bool more = false;
    int n = 0;
    rc code = answer_open(r, JSON_LIST, e);
    while (code == RC_OK && (code = json_read_item(r, &more, e)) == RC_OK && more) {
        code = read_one(r, out, e);
        n++;
    }
    if (code == RC_OK && n != 1)
        code = err_set(e, RC_INPUT, "expected one status");
    return code;
}

// An error of the whole request, whatever its code says, has accepted nothing.
static rc read_error(json_reader *r, sms_answer *out, err *e) {
    rc code = read_one(r, out, e);
    out->outcome = SMS_REFUSED;
    return code;
}

static rc read_part(json_reader *r, str key, sms_answer *out, int *n_parts, err *e) {
    bool is_error = str_is(key, STR("Error"));
    if (!is_error && !str_is(key, STR("SendStatusSet")))
        return json_read_skip(r, e);
    ++*n_parts;
    return is_error ? read_error(r, out, e) : read_statuses(r, out, e);
}

// {"SendStatusSet":[{"Code":"Ok","SerialNo":"…"}],…} or {"Error":{"Code":"…"},…}
static rc read_response(json_reader *r, sms_answer *out, err *e) {
    bool more = false;
    int n_parts = 0;
    json_value key;
    rc code = answer_open(r, JSON_OBJECT, e);
    while (code == RC_OK && (code = json_read_key(r, &more, &key, e)) == RC_OK && more)
        code = read_part(r, key.text, out, &n_parts, e);
    if (code == RC_OK && n_parts != 1)
        code = err_set(e, RC_INPUT, "expected a status or an error");
    return code;
}

// {"Response":{…}}
static rc read_body(json_reader *r, sms_answer *out, err *e) {
    bool more = false;
    int n_responses = 0;
    json_value key;
    rc code = answer_open(r, JSON_OBJECT, e);
    while (code == RC_OK && (code = json_read_key(r, &more, &key, e)) == RC_OK && more) {
        bool is_response = str_is(key.text, STR("Response"));
        n_responses += is_response;
        code = is_response ? read_response(r, out, e) : json_read_skip(r, e);
    }
    if (code == RC_OK && n_responses != 1)
        code = err_set(e, RC_INPUT, "expected one response");
    return code;
}

sms_answer tencent_read(str body, arena *mem) {
    json_reader r = json_read_open(body, 1, mem);
    sms_answer answer = {0};
    err e = {0};
    rc code = read_body(&r, &answer, &e);
    if (code == RC_OK)
        code = json_read_end(&r, &e);
    return code == RC_OK ? answer : answer_unreadable();
}
