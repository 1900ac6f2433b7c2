// SPDX-License-Identifier: Apache-2.0
#include "sms/answer.h"

#include "base/limits.h"

sms_answer answer_unreadable(void) {
    return (sms_answer){.outcome = SMS_REFUSED, .code = STR("unreadable")};
}

rc answer_open(json_reader *r, json_kind bracket, err *e) {
    json_value v;
    rc code = json_read_value(r, &v, e);
    if (code == RC_OK && v.kind != bracket)
        code = err_set(e, RC_INPUT, "expected {s}", bracket == JSON_LIST ? STR("a list") : STR("an object"));
    return code;
}

// A code or number is kept and logged, so it is a short line of ASCII. null says what leaving it out says.
static rc read_word(json_reader *r, str *out, err *e) {
    json_value v;
    rc code = json_read_value(r, &v, e);
    if (code != RC_OK || v.kind == JSON_NULL)
        return code;
    if (v.kind != JSON_STRING || v.text.len > LIMIT_SMS_WORD_BYTES || !sms_is_ascii_line(v.text))
        return err_set(e, RC_INPUT, "expected a word");
    *out = v.text;
    return RC_OK;
}

// The value of one member of the status.
static rc read_member(json_reader *r, str key, str id_name, sms_answer *out, int n_seen[2], err *e) {
    bool is_code = str_is(key, STR("Code"));
    if (!is_code && !str_is(key, id_name))
        return json_read_skip(r, e);
    if (n_seen[is_code]++ > 0)
        return err_set(e, RC_INPUT, "'{s}' comes twice", key);
    return read_word(r, is_code ? &out->code : &out->id, e);
}

rc answer_read_status(json_reader *r, str id_name, str good, sms_answer *out, err *e) {
    int n_seen[2] = {0};
    bool more = false;
    json_value key;
    *out = (sms_answer){0};
    rc code = answer_open(r, JSON_OBJECT, e);
    while (code == RC_OK && (code = json_read_key(r, &more, &key, e)) == RC_OK && more)
        code = read_member(r, key.text, id_name, out, n_seen, e);
    if (code == RC_OK && out->code.len == 0)
        code = err_set(e, RC_INPUT, "there is no code");
    out->outcome = str_is(out->code, good) ? SMS_ACCEPTED : SMS_REFUSED;
    return code;
}
