// SPDX-License-Identifier: Apache-2.0
#include "site/problem.h"

#include "wire/json_write.h"

void problem_put(response *r, int status, const problem *p) {
    buf_clear(&r->body);
    r->status = status;
    r->type = STR("application/problem+json");
    json_writer w = json_write_open(&r->body, true);
    json_write_object(&w);
    json_write_key_str(&w, STR("title"), p->title);
    json_write_key_int(&w, STR("status"), status);
    if (p->detail.len > 0)
        json_write_key_str(&w, STR("detail"), p->detail);
    if (p->field.len > 0)
        json_write_key_str(&w, STR("field"), p->field);
    if (p->line > 0)
        json_write_key_int(&w, STR("line"), p->line);
    json_write_object_end(&w);
    buf_put_char(&r->body, '\n');
}
