// SPDX-License-Identifier: Apache-2.0
// /csp-report: a browser says that a page broke its content policy. Which part of the policy is noted in the log; the rest of what
// it says, addresses among it, is forgotten.
#include "site/pages.h"
#include "wire/json_read.h"

// Only what a policy can have: a stranger's words do not come into the log.
static str known_part(str text) {
    static const str parts[] = {
        STR_INIT("default-src"),     STR_INIT("script-src"),
        STR_INIT("script-src-elem"), STR_INIT("script-src-attr"),
        STR_INIT("style-src"),       STR_INIT("style-src-elem"),
        STR_INIT("style-src-attr"),  STR_INIT("img-src"),
        STR_INIT("font-src"),        STR_INIT("connect-src"),
        STR_INIT("media-src"),       STR_INIT("object-src"),
        STR_INIT("frame-src"),       STR_INIT("frame-ancestors"),
        STR_INIT("base-uri"),        STR_INIT("form-action"),
        STR_INIT("worker-src"),      STR_INIT("manifest-src"),
        STR_INIT("trusted-types"),   STR_INIT("require-trusted-types-for"),
    };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (str_is(text, parts[i]))
            return parts[i];
    return STR("another");
}

// Go on to the value of `name` in an object that was begun. *found stays false: there is none.
static rc find_key(json_reader *j, str name, bool *found, json_value *out, err *e) {
    bool is_more = true;
    json_value key;
    *found = false;
    while (!*found) {
        rc code = json_read_key(j, &is_more, &key, e);
        if (code != RC_OK || !is_more)
            return code;
        *found = str_is(key.text, name);
        code = *found ? json_read_value(j, out, e) : json_read_skip(j, e);
        if (code != RC_OK)
            return code;
    }
    return RC_OK;
}

// {"csp-report": {"effective-directive": "script-src-elem", ...}, ...}
static str read_part(str body, arena *mem) {
    json_reader j = json_read_open(body, 1, mem);
    json_value v;
    bool is_there = false;
    err e;
    err_clear(&e);
    if (json_read_value(&j, &v, &e) != RC_OK || v.kind != JSON_OBJECT ||
        find_key(&j, STR("csp-report"), &is_there, &v, &e) != RC_OK || !is_there || v.kind != JSON_OBJECT ||
        find_key(&j, STR("effective-directive"), &is_there, &v, &e) != RC_OK || !is_there ||
        v.kind != JSON_STRING)
        return (str){0};
    return known_part(v.text);
}

void breach_take(const site *s, const request *q, response *r) {
    (void)s;
    r->note = read_part(q->body, q->mem);
    r->status = r->note.len > 0 ? 204 : 400;
}
